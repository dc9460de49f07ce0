//! The nouns of a project.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Fen, Id, Path, Place, Shares, Time, words};
use store::row;
use works::{Visibility, WorkId};

use crate::lifecycle::State;

/// Tag of a project's id.
pub enum ProjectTag {}
/// The id of a project.
pub type ProjectId = Id<ProjectTag>;
/// Tag of the id of something that belongs to a project.
pub enum PartTag {}
/// The id of a milestone, a spending or a trial.
pub type PartId = Id<PartTag>;

/// What the ledger calls a project.
pub const KIND: &str = "project";

/// Longest title, in characters.
pub const TITLE: usize = 60;
/// Longest text of a field, in characters.
pub const TEXT: usize = 3000;
/// Longest name of a milestone or a spending, in characters.
pub const LINE: usize = 80;
/// Most milestones, spendings or trials of one project.
pub const MOST_PARTS: usize = 200;
/// Largest budget or spending.
pub const MOST_MONEY: Fen = Fen::yuan(1_000_000_000);

words! {
    /// What of a project a file belongs to.
    pub enum Phase {
        /// 立项: the charter and what it rests on.
        Charter = "project_charter",
        /// 试验: records of trials.
        Trials = "project_trials",
        /// 验收: what the panel judges.
        Acceptance = "project_acceptance",
    }
}

row! {
    /// A project.
    #[derive(Clone, Debug)]
    pub struct Project {
        /// Its id.
        pub id: ProjectId,
        /// Its number: `XM-330206-2026-000012`.
        pub serial: String,
        /// In a line.
        pub title: String,
        /// What is wrong now.
        pub problem: String,
        /// What is to be reached.
        pub aim: String,
        /// How it is to be done.
        pub route: String,
        /// First day.
        pub starts: Date,
        /// Last day.
        pub ends: Date,
        /// What it may cost.
        pub budget: Fen,
        /// Who may find it.
        pub visibility: Visibility,
        /// Where it stands.
        pub state: State,
        /// Counts up with every change.
        pub version: i64,
        /// Who leads it and speaks for its authors.
        pub leader: PersonId,
        /// The unit where it counts.
        pub unit: UnitId,
        /// The enterprise where it counts.
        pub enterprise: UnitId,
        /// The unit's place in the regional tree when it was proposed.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// When it was proposed.
        pub proposed_at: Time,
        /// Who approved it.
        pub approved_by: Option<PersonId>,
        /// Since when its result is in use.
        pub in_use_since: Option<Time>,
        /// When it came to rest.
        pub closed_at: Option<Time>,
    }
}

impl Project {
    /// Where it counts.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: Some(self.enterprise),
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }
}

/// What somebody proposes, checked and complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charter {
    /// In a line.
    pub title: String,
    /// What is wrong now.
    pub problem: String,
    /// What is to be reached.
    pub aim: String,
    /// How it is to be done.
    pub route: String,
    /// First day.
    pub starts: Date,
    /// Last day; not before the first.
    pub ends: Date,
    /// What it may cost.
    pub budget: Fen,
    /// Who may find it.
    pub visibility: Visibility,
    /// Who shares in it, the leader first.
    pub shares: Shares,
    /// The work it grew from.
    pub grew_from: Option<WorkId>,
}

row! {
    /// Something to be reached by a day.
    #[derive(Clone, Debug)]
    pub struct Milestone {
        /// Its id.
        pub id: PartId,
        /// Of which project.
        pub project: ProjectId,
        /// What.
        pub title: String,
        /// By when.
        pub due: Date,
        /// When it was reached.
        pub reached_on: Option<Date>,
        /// What was reached.
        pub note: String,
    }
}

row! {
    /// Money that was spent.
    #[derive(Clone, Debug)]
    pub struct Spending {
        /// Its id.
        pub id: PartId,
        /// Of which project.
        pub project: ProjectId,
        /// For what.
        pub what: String,
        /// How much; negative for what came back.
        pub fen: Fen,
        /// When.
        pub on_day: Date,
        /// Who noted it.
        pub by_person: PersonId,
    }
}

row! {
    /// What a trial showed.
    #[derive(Clone, Debug)]
    pub struct Trial {
        /// Its id.
        pub id: PartId,
        /// Of which project.
        pub project: ProjectId,
        /// What it showed.
        pub text: String,
        /// Who noted it.
        pub by_person: PersonId,
        /// When.
        pub at: Time,
    }
}

row! {
    /// A member of the panel that accepts.
    #[derive(Clone, Debug)]
    pub struct Judge {
        /// Of which project.
        pub project: ProjectId,
        /// Who.
        pub person: PersonId,
        /// What they say, once they have.
        pub accepts: Option<bool>,
        /// Why.
        pub conclusion: Option<String>,
        /// When.
        pub judged_at: Option<Time>,
    }
}

/// How a panel stands: accepted when everybody has judged and more than half accept.
pub fn panel_accepts(panel: &[Judge]) -> Option<bool> {
    if panel.is_empty() || panel.iter().any(|judge| judge.accepts.is_none()) {
        return None;
    }
    let accepting = panel.iter().filter(|judge| judge.accepts == Some(true)).count();
    Some(accepting * 2 > panel.len())
}

/// What was spent in all.
///
/// # Errors
/// Nothing when the sum leaves the range of money, which the limits of spendings exclude.
pub fn spent(spendings: &[Spending]) -> Option<Fen> {
    spendings.iter().try_fold(Fen(0), |sum, one| sum.checked_add(one.fen))
}
