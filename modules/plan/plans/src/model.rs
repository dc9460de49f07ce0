//! The nouns: a plan, its goals, tasks and evidence, and how they are measured.

use identity::UnitKind;
use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Id, Path, Place, Time, words};
use store::row;

use crate::amount::Amount;
use crate::levels::Levels;
use crate::lifecycle::State;
use crate::light::Rule;

/// The kind of a plan, as the ledger names it.
pub const KIND: &str = "plan";
/// The kind of a task, whose reminders are facts of its own.
pub const TASK: &str = "plan_task";
/// Longest name of a plan, goal or task, in characters.
pub const NAME: usize = 60;
/// Longest running text, in characters.
pub const WORDS: usize = 2_000;
/// Longest unit of a measure, in characters.
pub const UNIT: usize = 8;
/// Most goals of a plan.
pub const GOALS: usize = 200;
/// Most tasks of a goal.
pub const TASKS: usize = 60;
/// Most years of a plan.
pub const YEARS: i32 = 10;

macro_rules! ids {
    ($($(#[$meta:meta])* $tag:ident $id:ident),+ $(,)?) => {$(
        $(#[$meta])*
        pub enum $tag {}
        $(#[$meta])*
        pub type $id = Id<$tag>;
    )+};
}

ids! {
    /// A plan, by its id.
    PlanTag PlanId,
    /// A goal, by its id.
    GoalTag GoalId,
    /// A task, by its id.
    TaskTag TaskId,
    /// A piece of evidence, by its id.
    EvidenceTag EvidenceId,
    /// A file of a piece of evidence, by its id.
    FileTag FileId,
}

words! {
    /// What stands in the tree of a plan.
    pub enum GoalKind {
        /// 体系.
        System = "system",
        /// 工程.
        Project = "plan_project",
        /// 目标.
        Goal = "goal",
    }
}

words! {
    /// What says how far a goal has come.
    pub enum Measuring {
        /// 指标: a figure of the dictionary; nobody types it.
        Indicator = "indicator",
        /// 举证: what somebody records with a day and, where there is one, a file.
        Evidence = "evidence",
        /// 任务: nothing is counted, its tasks are done or late.
        Tasks = "tasks",
    }
}

words! {
    /// On which side of its target a goal is met.
    pub enum Direction {
        /// 不低于.
        Least = "at_least",
        /// 不高于.
        Most = "at_most",
    }
}

words! {
    /// Over which time a goal gathers.
    pub enum Gathering {
        /// 每年单算.
        Year = "each_year",
        /// 从方案起始年累计.
        Whole = "whole_plan",
        /// 看达到的水平: rates, coverage, what there is.
        Level = "level",
    }
}

store::word_columns!(GoalKind, Measuring, Direction, Gathering);

impl Direction {
    /// The one of two targets that asks for more.
    pub fn harder(self, one: Option<Amount>, other: Option<Amount>) -> Option<Amount> {
        match (one, other) {
            (Some(one), Some(other)) => Some(if self == Direction::Least { one.max(other) } else { one.min(other) }),
            (one, other) => one.or(other),
        }
    }

    /// Whether a target asks for less than another.
    pub fn is_easier(self, one: Amount, other: Amount) -> bool {
        one != other && self.harder(Some(one), Some(other)) == Some(other)
    }
}

row! {
    /// A plan of a node.
    #[derive(Clone, Debug)]
    pub struct Plan {
        /// Its id.
        pub id: PlanId,
        /// The node whose plan it is.
        pub unit: UnitId,
        /// The enterprise, when it is one.
        pub enterprise: Option<UnitId>,
        /// Its place in the regional tree when the plan was drafted.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// What the node is.
        pub kind: UnitKind,
        /// Its name then.
        pub node: String,
        /// What the plan is called.
        pub name: String,
        /// Its first year.
        pub from_year: i64,
        /// Its last year.
        pub until_year: i64,
        /// From how many per cent of what is expected its lights are green.
        pub green: i64,
        /// From how many they are amber.
        pub amber: i64,
        /// The preset it began with; empty for others.
        pub preset: String,
        /// The plan it was taken over from.
        pub above: Option<PlanId>,
        /// Which plan above, so that a node takes it over once.
        pub slot: Option<String>,
        /// Where it stands.
        pub state: State,
        /// Counts up with every change.
        pub version: i64,
        /// Who drafted it.
        pub made_by: PersonId,
        /// When.
        pub made_at: Time,
        /// Since when it is in force.
        pub in_force_at: Option<Time>,
        /// When it was closed.
        pub closed_at: Option<Time>,
    }
}

impl Plan {
    /// Where it counts.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: self.enterprise,
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// Its years.
    pub fn years(&self) -> std::ops::RangeInclusive<i32> {
        let year = |number: i64| i32::try_from(number).unwrap_or(0);
        year(self.from_year)..=year(self.until_year)
    }

    /// The year its pages begin with: this one, or the nearest it has.
    pub fn year_at(&self, now: Time) -> i32 {
        let years = self.years();
        i32::from(now.date().year()).clamp(*years.start(), *years.end())
    }

    /// The rule of its lights.
    pub fn rule(&self) -> Rule {
        Rule { green: self.green, amber: self.amber }
    }

    /// Its address.
    pub fn path_of(id: PlanId) -> String {
        format!("/plans/{id}")
    }
}

row! {
    /// A system, a project or a goal of a plan.
    #[derive(Clone, Debug)]
    pub struct Goal {
        /// Its id.
        pub id: GoalId,
        /// The plan.
        pub plan: PlanId,
        /// The goal of the plan above that it carries out.
        pub above: Option<GoalId>,
        /// What it stands under.
        pub parent: Option<GoalId>,
        /// Its place among the others.
        pub position: i64,
        /// What it is.
        pub kind: GoalKind,
        /// What it is called.
        pub name: String,
        /// What it means.
        pub words: String,
        /// Where it comes from, as `docs/sources.md` has it; empty for a node's own.
        pub source: String,
        /// The kinds of nodes that carry it.
        pub levels: Levels,
        /// What says how far it has come.
        pub measuring: Measuring,
        /// The code of the indicator; empty where none measures it.
        pub indicator: String,
        /// What evidence counts; empty for others.
        pub measure: String,
        /// In what it is counted.
        pub measure_unit: String,
        /// On which side of the target it is met.
        pub direction: Direction,
        /// Over which time it gathers.
        pub gathering: Gathering,
        /// Where it stood when the plan began.
        pub baseline: Option<Amount>,
        /// Who answers for it.
        pub owner: Option<PersonId>,
        /// Or which department.
        pub owner_words: String,
        /// By when.
        pub due: Option<Date>,
        /// When it was added.
        pub made_at: Time,
    }
}

impl Goal {
    /// Its address.
    pub fn path_of(plan: PlanId, id: GoalId) -> String {
        format!("/plans/{plan}/goals/{id}")
    }

    /// Whether a node of this kind carries it itself; others hand it on.
    pub fn is_own(&self, kind: UnitKind) -> bool {
        self.kind == GoalKind::Goal && self.levels.has(kind)
    }

    /// Whether its light comes from numbers.
    pub fn is_counted(&self) -> bool {
        self.kind == GoalKind::Goal && self.measuring != Measuring::Tasks
    }
}

row! {
    /// What is to be done for a goal.
    #[derive(Clone, Debug)]
    pub struct Task {
        /// Its id.
        pub id: TaskId,
        /// The plan.
        pub plan: PlanId,
        /// The goal.
        pub goal: GoalId,
        /// What.
        pub name: String,
        /// Who does it.
        pub owner: Option<PersonId>,
        /// Or which department.
        pub owner_words: String,
        /// From when.
        pub starts: Option<Date>,
        /// By when.
        pub due: Date,
        /// When it was done.
        pub done_on: Option<Date>,
        /// Who said so.
        pub done_by: Option<PersonId>,
        /// What came of it.
        pub note: String,
        /// Who set it.
        pub made_by: PersonId,
        /// When.
        pub made_at: Time,
    }
}

impl Task {
    /// How many days it is late on a day; none when it is done or not due yet.
    pub fn late(&self, today: Date) -> Option<i64> {
        let days = stats::Day::on(today).0 - stats::Day::on(self.due).0;
        (self.done_on.is_none() && days > 0).then_some(i64::from(days))
    }
}

row! {
    /// What was measured on a day.
    #[derive(Clone, Debug)]
    pub struct Evidence {
        /// Its id.
        pub id: EvidenceId,
        /// The plan.
        pub plan: PlanId,
        /// The goal.
        pub goal: GoalId,
        /// On which day.
        pub day: Date,
        /// How much.
        pub amount: Amount,
        /// What it is.
        pub words: String,
        /// Who recorded it.
        pub by_person: PersonId,
        /// When.
        pub at: Time,
        /// Who withdrew it.
        pub withdrawn_by: Option<PersonId>,
        /// When.
        pub withdrawn_at: Option<Time>,
        /// And why.
        pub withdrawn_why: String,
    }
}

row! {
    /// A file of a piece of evidence.
    #[derive(Clone, Debug)]
    pub struct FileRow {
        /// Its id.
        pub id: FileId,
        /// The plan.
        pub plan: PlanId,
        /// The evidence.
        pub evidence: EvidenceId,
        /// Its name.
        pub name: String,
        /// Its type.
        pub mime: String,
        /// Bytes.
        pub size: i64,
        /// SHA-256.
        pub digest: Vec<u8>,
        /// The same of the small picture.
        pub thumbnail: Option<Vec<u8>>,
    }
}
