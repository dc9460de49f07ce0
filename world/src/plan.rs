//! The world as plain data. Ids are positions: unit 7 is the seventh that [`crate::World::units`] gives.

use crate::ideas::Benefit;

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// 省总工会.
    Province,
    /// 市总工会.
    City,
    /// 县(市、区)总工会.
    County,
    /// 乡镇(街道)、园区工会.
    Township,
    /// 省产业工会.
    IndustryUnion,
    /// An enterprise with its own union.
    Enterprise,
    /// 车间.
    Workshop,
    /// 班组.
    Team,
}

/// A node of the two intersecting union trees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPlan {
    /// Its position.
    pub index: u32,
    /// The unit above it in the geographic tree; an industrial union hangs under the province.
    pub parent: Option<u32>,
    /// For an enterprise, the industrial union it also belongs to.
    pub industrial_parent: Option<u32>,
    /// What it is.
    pub kind: UnitKind,
    /// Division code, `CY-…` for an industrial union, `QY…` for an enterprise and below.
    pub code: String,
    /// Full name.
    pub name: String,
    /// What people call it.
    pub short: String,
    /// English name, where one exists.
    pub name_en: Option<String>,
    /// Code of its industry, for enterprises and below.
    pub industry: Option<&'static str>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPlan {
    /// Its position.
    pub index: u32,
    /// Name.
    pub name: String,
    /// Works number, unique in the enterprise or union: two digits of the year of joining, then a serial.
    pub employee_no: String,
    /// Eleven digits beginning with 168, a range no operator has: nobody's telephone rings.
    pub phone: String,
    /// The unit they belong to.
    pub unit: u32,
    /// When they joined.
    pub joined_ms: i64,
}

/// What a grant lets someone do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// 班组长.
    TeamLeader,
    /// 创新专员.
    InnovationOfficer,
    /// 评审人.
    Reviewer,
    /// 财务核定人.
    FinanceAuditor,
    /// 实施人.
    Implementer,
    /// 审批负责人.
    Approver,
    /// 薪酬专员.
    Payroll,
    /// 工会干部 at county, city, province or industrial union.
    UnionOfficer,
    /// 监督人, reads everything, changes nothing.
    Auditor,
    /// 管理员.
    Administrator,
}

/// A role given to a person at a unit; it reaches down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GrantPlan {
    /// Who.
    pub person: u32,
    /// What.
    pub role: Role,
    /// Where.
    pub unit: u32,
}

/// Who may read a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// The author's team.
    Team,
    /// The whole enterprise.
    Enterprise,
    /// Everyone in the province.
    Public,
}

/// A suggestion with everything that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionPlan {
    /// Its position; a later one is never submitted earlier.
    pub index: u32,
    /// Who handed it in.
    pub author: u32,
    /// Everyone who had a part in it, the author first, with percentages that sum to 100.
    pub shares: Vec<Share>,
    /// The author's team.
    pub unit: u32,
    /// 1–5, the content categories of the 1986 regulation, Art. 2 [L1].
    pub category: u8,
    /// Names a problem and no way to solve it.
    pub general_remark: bool,
    /// Title.
    pub title: String,
    /// How it is now (现状).
    pub now_text: String,
    /// How to do it (办法).
    pub how_text: String,
    /// What it is good for.
    pub benefits: Vec<Benefit>,
    /// Who may read it.
    pub visibility: Visibility,
    /// When it was handed in.
    pub submitted_at_ms: i64,
    /// The earlier suggestion of the same enterprise that says the same in other words.
    pub rewords: Option<u32>,
    /// What happened, in order; the first is [`Step::Submit`].
    pub storyline: Vec<Event>,
}

/// A person's part in a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Who.
    pub person: u32,
    /// How much, in percent.
    pub percent: u8,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at_ms: i64,
    /// Who did it.
    pub by: u32,
    /// What.
    pub step: Step,
    /// What they wrote; may be empty.
    pub text: String,
}

/// What can happen to a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The author hands it in.
    Submit,
    /// The officer asks for something missing.
    ReturnForCompletion,
    /// The author hands it in again.
    Resubmit,
    /// The officer closes it as a general remark, with the reason.
    MarkGeneralRemark,
    /// The officer takes it on.
    Accept,
    /// The officer names the reviewers.
    AssignReviewers(Vec<u32>),
    /// A reviewer gives marks and a written conclusion.
    Review(Scores, Conclusion),
    /// It will be done.
    Adopt,
    /// It will not; the text is the reason the author is owed [L1 Art. 14].
    Decline,
    /// Good, not now: 技术储备 [L1 Art. 8].
    Reserve,
    /// Beyond the enterprise: handed to the unit above [L1 Art. 17].
    PassUp {
        /// The unit it goes to.
        to: u32,
    },
    /// The author does not agree with the refusal [L1 Art. 20].
    RequestReconsideration,
    /// The union above decides.
    Reconsider {
        /// True when the refusal falls and the idea is adopted.
        overturned: bool,
    },
    /// The officer names who builds it and by when.
    Plan {
        /// Who builds it.
        implementer: u32,
        /// By when.
        due_ms: i64,
    },
    /// A trial begins.
    StartTrial,
    /// It is in use: the clock of the first year starts [L1 Art. 9].
    Apply,
    /// The author has seen that it works.
    ConfirmDone,
    /// The author says it is not done; back to work.
    DisputeDone,
    /// The author takes it back.
    Withdraw,
    /// A colleague stands behind it.
    Second,
    /// Someone says something.
    Comment,
}

/// Marks after the 30/30/20/20 table in use [S9].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scores {
    /// Technical level, up to 30.
    pub level: u8,
    /// Benefit, up to 30.
    pub benefit: u8,
    /// How widely it applies, up to 20.
    pub range: u8,
    /// How practical it is, up to 20.
    pub practicality: u8,
}

impl Scores {
    /// The sum, up to 100.
    pub fn total(self) -> u8 {
        self.level + self.benefit + self.range + self.practicality
    }
}

/// What a reviewer recommends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Conclusion {
    /// Do it.
    Adopt,
    /// Do not.
    Decline,
    /// Keep it for later.
    Reserve,
    /// Send it up.
    PassUp,
}

/// Where a suggestion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Waiting for the officer.
    Submitted,
    /// Waiting for the author to complete it.
    Returned,
    /// Closed as a general remark.
    GeneralRemark,
    /// With the reviewers.
    InReview,
    /// To be done.
    Adopted,
    /// Refused.
    Declined,
    /// Kept for later.
    Reserve,
    /// Handed to the unit above.
    PassedUp,
    /// The refusal is being looked at again.
    Reconsidering,
    /// Being built or tried.
    Implementing,
    /// In use.
    Applied,
    /// Confirmed by its author.
    Done,
    /// Taken back.
    Withdrawn,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 13] = [
        Self::Submitted,
        Self::Returned,
        Self::GeneralRemark,
        Self::InReview,
        Self::Adopted,
        Self::Declined,
        Self::Reserve,
        Self::PassedUp,
        Self::Reconsidering,
        Self::Implementing,
        Self::Applied,
        Self::Done,
        Self::Withdrawn,
    ];
}

impl Step {
    /// The state this step leads to; none for steps that leave it as it is.
    pub fn leads_to(&self) -> Option<State> {
        Some(match self {
            Self::Submit | Self::Resubmit => State::Submitted,
            Self::ReturnForCompletion => State::Returned,
            Self::MarkGeneralRemark => State::GeneralRemark,
            Self::Accept => State::InReview,
            Self::Adopt | Self::Reconsider { overturned: true } => State::Adopted,
            Self::Decline | Self::Reconsider { overturned: false } => State::Declined,
            Self::Reserve => State::Reserve,
            Self::PassUp { .. } => State::PassedUp,
            Self::RequestReconsideration => State::Reconsidering,
            Self::Plan { .. } | Self::DisputeDone => State::Implementing,
            Self::Apply => State::Applied,
            Self::ConfirmDone => State::Done,
            Self::Withdraw => State::Withdrawn,
            Self::AssignReviewers(_) | Self::Review(..) | Self::StartTrial | Self::Second | Self::Comment => {
                return None;
            }
        })
    }
}

impl SuggestionPlan {
    /// Where it stands after its storyline.
    pub fn state(&self) -> State {
        self.storyline.iter().rev().find_map(|event| event.step.leads_to()).unwrap_or(State::Submitted)
    }
}
