//! 评估: what a node says of its plan halfway and at its end, over figures that somebody answers for.

use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{Error, Id, Result, Time, words};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use stats::store::FrozenId;
use store::{Json, row};

use crate::amount::Amount;
use crate::light::Light;
use crate::model::{GoalId, Plan, PlanId};

/// Tag of an assessment's id.
pub enum AssessmentTag {}
/// The id of an assessment.
pub type AssessmentId = Id<AssessmentTag>;

words! {
    /// Which assessment it is.
    pub enum Assessing {
        /// 中期评估.
        Halfway = "halfway",
        /// 终期评估.
        Final = "final",
    }
}

words! {
    /// What came of the whole.
    pub enum Verdict {
        /// 完成.
        Met = "met",
        /// 基本完成.
        Mostly = "mostly_met",
        /// 部分完成.
        Partly = "partly_met",
        /// 未完成.
        Missed = "missed",
    }
}

store::word_columns!(Assessing, Verdict);

row! {
    /// An assessment of a plan.
    #[derive(Clone, Debug)]
    pub struct Assessment {
        /// Its id.
        pub id: AssessmentId,
        /// The plan.
        pub plan: PlanId,
        /// Which one.
        pub kind: Assessing,
        /// What is said of the whole.
        pub words: String,
        /// What came of it.
        pub verdict: Option<Verdict>,
        /// What is said of each goal, by its id.
        pub notes: Json<BTreeMap<String, String>>,
        /// Counts up with every change.
        pub version: i64,
        /// Who began it.
        pub drafted_by: PersonId,
        /// When.
        pub drafted_at: Time,
        /// Who answers for it.
        pub signed_by: Option<PersonId>,
        /// Since when.
        pub signed_at: Option<Time>,
        /// The frozen figures of the year.
        pub frozen_year: Option<FrozenId>,
        /// And of the plan's years so far.
        pub frozen_whole: Option<FrozenId>,
    }
}

impl Assessment {
    /// Its address.
    pub fn path_of(plan: PlanId, id: AssessmentId) -> String {
        format!("{}/assessments/{id}", Plan::path_of(plan))
    }

    /// What is said of a goal.
    pub fn note(&self, goal: GoalId) -> &str {
        self.notes.0.get(&goal.to_string()).map_or("", String::as_str)
    }
}

/// The goals of a plan as they stood when somebody answered for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// On which day.
    pub day: Date,
    /// Codes and versions of the indicators.
    pub indicators: Vec<(String, u32)>,
    /// A line for each goal.
    pub lines: Vec<Line>,
}

/// A goal in a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The goal.
    pub goal: GoalId,
    /// Where it stood in each year that had begun.
    pub years: Vec<YearLine>,
    /// How many of its tasks were done, and of how many.
    pub tasks: (usize, usize),
}

/// A goal in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearLine {
    /// The year.
    pub year: i32,
    /// The target that held, and of which year it is.
    pub target: Option<(i32, Amount)>,
    /// What there was.
    pub value: Option<Amount>,
    /// Its light.
    pub light: Light,
}

impl Sheet {
    /// What tells two sheets apart: who signs one signs what they saw.
    ///
    /// # Errors
    /// Broken, when it cannot be written as JSON.
    pub fn digest(&self) -> Result<String> {
        let text = serde_json::to_vec(self).map_err(Error::broken)?;
        Ok(hex::encode(&Sha256::digest(text)[..12]))
    }

    /// The line of a goal.
    pub fn line(&self, goal: GoalId) -> Option<&Line> {
        self.lines.iter().find(|line| line.goal == goal)
    }
}
