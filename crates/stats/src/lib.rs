//! Figures nobody has to fill in: totals of every node of the union trees and every period, folded from the
//! ledger. Modules say what their records count for; everything else is here. See `README.md`.

mod causes;
mod day;
mod distinct;
mod fold;
mod freeze;
mod indicator;
mod late;
mod measure;
mod pack;
mod parts;
mod people;
mod places;
mod read;
mod recount;
pub mod sight;
mod source;
mod standing;
pub mod store;
mod sums;
mod sweep;
mod totals;

pub use causes::{Late, late};
pub use day::{Day, Grain, Period, month};
pub use fold::fold;
pub use freeze::{Cause, Difference, Frozen, differences, freeze, frozen};
pub use indicator::{Basis, Figure, Formula, Indicator, Nature, Resolved, Scope, Unit};
pub use measure::{Kind, Measure};
pub use parts::{Part as Below, Parts, WHOLE, parts, parts_at};
pub use people::HEADCOUNT;
pub use read::{
    FIRST_YEAR, Node, OneDay, Reading, children, days, figures, measures, on_day, overdue, overdue_between,
    overdue_sum, reading, readings_below,
};
pub use recount::{Checked, Fault, check};
pub use source::{Book, Source, Which};
pub use standing::{Amount, Part, Standing, What, days_between};
pub use store::{MIGRATIONS, statements};
pub use sweep::{Portion, Progress, counted, is_unfinished, portion, rebuild};
pub use totals::{Slot, Totals};

/// What this crate counts itself.
pub const SOURCES: &[Source] = &[people::SOURCE];
/// The figures it answers for.
pub const INDICATORS: &[Indicator] = people::INDICATORS;
/// Its words: the language and the messages in it.
pub const LOCALES: [(&str, &str); 2] =
    [("zh-CN", include_str!("../locales/zh-CN.ftl")), ("en", include_str!("../locales/en.ftl"))];
