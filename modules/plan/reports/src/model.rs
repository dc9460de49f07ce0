//! The nouns: a report, its layout, and what it shows.

use kernel::id::{PersonId, UnitId};
use kernel::{Id, Path, Place, Time, words};
use serde::{Deserialize, Serialize};
use stats::Period;
use stats::store::FrozenId;
use store::{Json, row};

use crate::lifecycle::State;

/// The kind of a report, as the ledger names it.
pub const KIND: &str = "report";
/// The kind of a layout.
pub const LAYOUT: &str = "report_layout";
/// The kind of a reminder of a report that has not come.
pub const REMINDER: &str = "report_reminder";
/// Longest note, reason or words of a report, in characters.
pub const WORDS: usize = 2_000;
/// Longest name of a layout, in characters.
pub const NAME: usize = 40;
/// Most indicators in a layout.
pub const MOST: usize = 30;

/// Tag of a report's id.
pub enum ReportTag {}
/// The id of a report.
pub type ReportId = Id<ReportTag>;
/// Tag of a layout's id.
pub enum LayoutTag {}
/// The id of a layout.
pub type LayoutId = Id<LayoutTag>;

words! {
    /// How long the time of a report is.
    pub enum Grain {
        /// 月报.
        Month = "month",
        /// 季报.
        Quarter = "quarter",
        /// 年报.
        Year = "year",
    }
}

words! {
    /// What the rows of a report are.
    pub enum Rows {
        /// 分下级: a row for each node below, and the total.
        Children = "children",
        /// 只列合计.
        Total = "total",
    }
}

store::word_columns!(Grain, Rows);

/// What a report shows. A report keeps its own copy, so that a layout may change for those to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Its name; empty for a preset, whose name is a message.
    pub name: String,
    /// The preset it is, if it is one.
    pub preset: Option<crate::layout::Preset>,
    /// How long the time of its reports is.
    pub grain: Grain,
    /// Its rows.
    pub rows: Rows,
    /// Whether the same period a year before stands beside.
    pub compare: bool,
    /// Its indicators, by code, in order.
    pub indicators: Vec<String>,
}

row! {
    /// A layout that a node made for itself.
    #[derive(Clone, Debug)]
    pub struct OwnLayout {
        /// Its id.
        pub id: LayoutId,
        /// The node.
        pub unit: UnitId,
        /// What it shows.
        pub layout: Json<Layout>,
        /// Counts up with every change.
        pub version: i64,
        /// Who made it.
        pub made_by: PersonId,
        /// When it was made.
        pub made_at: Time,
        /// When it was put away.
        pub retired_at: Option<Time>,
    }
}

row! {
    /// A report.
    #[derive(Clone, Debug)]
    pub struct Report {
        /// Its id.
        pub id: ReportId,
        /// The node that reports.
        pub unit: UnitId,
        /// The enterprise, when it is one.
        pub enterprise: Option<UnitId>,
        /// Its place in the regional tree when the report was drafted.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// Its name then.
        pub name: String,
        /// What it shows.
        pub layout: Json<Layout>,
        /// Which layout of the node, so that there is one report for a period; nothing for a supplement and for
        /// what was dropped.
        pub slot: Option<String>,
        /// How long its time is.
        pub grain: Grain,
        /// The first month.
        pub from_month: i64,
        /// The first month after it.
        pub until_month: i64,
        /// Where it stands.
        pub state: State,
        /// Counts up with every change.
        pub version: i64,
        /// Its number, from the signature on.
        pub serial: String,
        /// The report it adds to.
        pub supplements: Option<ReportId>,
        /// Words beside the figures.
        pub words: String,
        /// Who drafted it.
        pub drafted_by: PersonId,
        /// When.
        pub drafted_at: Time,
        /// Who looked through it.
        pub reviewed_by: Option<PersonId>,
        /// When.
        pub reviewed_at: Option<Time>,
        /// Who answers for it.
        pub signed_by: Option<PersonId>,
        /// Since when.
        pub signed_at: Option<Time>,
        /// Its frozen figures.
        pub frozen: Option<FrozenId>,
        /// The node it was sent to.
        pub sent_to: Option<UnitId>,
        /// When.
        pub sent_at: Option<Time>,
        /// Who received it there.
        pub received_by: Option<PersonId>,
        /// When.
        pub received_at: Option<Time>,
    }
}

impl Report {
    /// Where it counts.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: self.enterprise,
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// Its time.
    pub fn period(&self) -> Period {
        let month = |number: i64| i32::try_from(number).unwrap_or(0);
        Period::months(month(self.from_month), month(self.until_month))
    }

    /// Its address.
    pub fn path_of(id: ReportId) -> String {
        format!("/reports/{id}")
    }
}
