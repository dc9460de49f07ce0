//! The nouns of the field. Values here cannot be wrong: they were checked when they were made.

use kernel::id::{PersonId, UnitId};
use kernel::{Id, Place, Shares, Time, words};
use serde::{Deserialize, Serialize};

use crate::lifecycle::State;

pub use works::Visibility;

/// Tag of a suggestion's id.
pub enum SuggestionTag {}
/// The id of a suggestion.
pub type SuggestionId = Id<SuggestionTag>;
/// Tag of a draft's id.
pub enum DraftTag {}
/// The id of a draft. It becomes the id of the suggestion, so that registering twice is one act.
pub type DraftId = Id<DraftTag>;
/// Tag of a comment's id.
pub enum CommentTag {}
/// The id of a comment.
pub type CommentId = Id<CommentTag>;
/// Tag of an attachment's id.
pub enum AttachmentTag {}
/// The id of an attachment.
pub type AttachmentId = Id<AttachmentTag>;

/// What the ledger calls a suggestion.
pub const KIND: &str = "suggestion";

/// Longest title, in characters.
pub const TITLE: usize = 60;
/// Longest text of a field, in characters.
pub const TEXT: usize = 2000;
/// Longest name of a place, in characters.
pub const PLACE: usize = 60;
/// Longest comment, in characters.
pub const COMMENT: usize = 1000;

words! {
    /// The five kinds of content of the regulation [L1, Art. 2].
    pub enum Category {
        /// 产品和工程质量、新产品.
        Quality = "quality",
        /// 节约能源和原材料.
        Saving = "saving",
        /// 工艺、检验、安全、环保、卫生、物流.
        Process = "process",
        /// 工具、设备、仪器、装置.
        Equipment = "equipment",
        /// 推广成果、现代化管理、引进技术的消化.
        Management = "management",
    }
}

words! {
    /// How it came in.
    pub enum Channel {
        /// By the author, signed in.
        Own = "own",
        /// 扫码: by a visitor, proved against the roster.
        Poster = "poster",
        /// 代填: by a foreman or officer, from a paper slip.
        Paper = "paper",
        /// Through the API.
        Api = "api",
    }
}

words! {
    /// What it is good for; several may be chosen.
    pub enum Gain {
        /// 省时间.
        Time = "time",
        /// 省料省钱.
        Cost = "cost",
        /// 更安全.
        Safety = "safety",
        /// 质量更好.
        Quality = "quality",
        /// 更省力.
        Ease = "ease",
    }
}

words! {
    /// What a decision says.
    pub enum Verdict {
        /// 采纳.
        Adopt = "adopt",
        /// 不采纳.
        Decline = "decline",
        /// 技术储备.
        Shelve = "shelve",
        /// 上报上级单位，或转让给用得上的单位.
        PassUp = "pass_up",
    }
}

words! {
    /// What an attachment shows.
    pub enum Purpose {
        /// 现状: before.
        Before = "before",
        /// 改后: after.
        After = "after",
        /// 录音: a voice note of the author.
        Voice = "voice",
        /// 附件: anything else.
        Other = "other",
    }
}

store::word_columns!(Category, Channel, Gain, Verdict, Purpose);

/// What somebody puts forward, checked and complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// In a line: what should be changed.
    pub title: String,
    /// How it is now.
    pub now_text: String,
    /// How to do it better; empty when only the problem is named.
    pub how_text: String,
    /// Which of the five kinds; the officer decides when the author left it open.
    pub category: Option<Category>,
    /// What it is good for.
    pub gains: Vec<Gain>,
    /// Where exactly: a line, a machine.
    pub spot: String,
    /// Who may find it.
    pub visibility: Visibility,
    /// Who shares in it, the one who put it forward first.
    pub shares: Shares,
    /// The earlier one it builds on.
    pub builds_on: Option<SuggestionId>,
}

impl Proposal {
    /// Whether it names a problem without a way to solve it: it will count as a general remark
    /// (一般性意见) [S6].
    pub fn only_names_a_problem(&self) -> bool {
        self.how_text.is_empty()
    }
}

/// A suggestion with what its policies and pages need most.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// Its id.
    pub id: SuggestionId,
    /// Its number, as people say it: `JY-330206-2024-004127`.
    pub serial: String,
    /// In a line.
    pub title: String,
    /// How it is now.
    pub now_text: String,
    /// How to do it better.
    pub how_text: String,
    /// Which of the five kinds.
    pub category: Option<Category>,
    /// What it is good for.
    pub gains: Vec<Gain>,
    /// Where exactly.
    pub spot: String,
    /// Who may find it.
    pub visibility: Visibility,
    /// Where it stands.
    pub state: State,
    /// Counts up with every change; a form sends it back, so that nobody overwrites unseen.
    pub version: i64,
    /// How it came in.
    pub channel: Channel,
    /// Who put it forward.
    pub author: PersonId,
    /// Who entered it, when not the author.
    pub entered_by: Option<PersonId>,
    /// Whether a visitor's is still to be claimed with an account.
    pub unclaimed: bool,
    /// Where it counts.
    pub place: Place,
    /// When it was registered: the date of priority.
    pub submitted_at: Time,
    /// When the author was promised an answer.
    pub promised_at: Time,
    /// The deadline of the present state, if it has one.
    pub due_at: Option<Time>,
    /// The officer who has it.
    pub officer: Option<PersonId>,
    /// When it was decided.
    pub decided_at: Option<Time>,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// Whether the author has used the one reconsideration.
    pub appealed: bool,
    /// A decision that is prepared and not yet announced.
    pub prepared: Option<Prepared>,
    /// Who carries it out.
    pub owner: Option<PersonId>,
    /// Since when it is in use: the adoption date, start of the benefit clock [L1, Art. 9].
    pub applied_at: Option<Time>,
    /// The earlier one it was joined to.
    pub lead: Option<SuggestionId>,
    /// How many seconded it.
    pub seconds: i64,
}

/// A decision that waits for its announcement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// What it says.
    pub verdict: Verdict,
    /// The answer, as the author will read it.
    pub answer: String,
    /// Who prepared it.
    pub by: PersonId,
}

/// How the actor stands to a suggestion, beside their roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// Has a share in it.
    pub author: bool,
    /// Is one of its reviewers.
    pub reviewer: bool,
    /// Has been mentioned in a comment.
    pub mentioned: bool,
    /// Has seconded it.
    pub seconded: bool,
}

/// A unit that may be chosen, for filters and forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitName {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
}
