//! Layouts: the presets everybody has, and what makes one sound.

use kernel::{Faults, Reason, Result, text, words};
use stats::Indicator;

use crate::model::{Grain, Layout, MOST, NAME, Rows};

words! {
    /// A layout that every node has.
    pub enum Preset {
        /// 月报 of suggestions and results.
        Monthly = "monthly",
        /// 季报.
        Quarterly = "quarterly",
        /// 年报.
        Yearly = "yearly",
    }
}

/// The four counts of the seed page [S0], which stand first in every preset.
const FOUR: [&str; 4] = ["suggestion.submitted", "project.approved", "invention.filed", "method.promoted"];

impl Preset {
    /// What it shows. What a module that is not mounted would answer for is left out when a report is made.
    pub fn layout(self) -> Layout {
        let (grain, more): (Grain, &[&str]) = match self {
            Preset::Monthly => (
                Grain::Month,
                &[
                    "suggestion.participants",
                    "suggestion.answered",
                    "suggestion.on_time_rate",
                    "suggestion.adopted",
                    "suggestion.adopted_of_submitted",
                    "suggestion.implemented",
                ],
            ),
            Preset::Quarterly => (
                Grain::Quarter,
                &[
                    "suggestion.adopted",
                    "suggestion.adopted_of_submitted",
                    "suggestion.implemented",
                    "suggestion.participants",
                    "adoption.taken_over",
                    "benefit.audited",
                    "award.cash",
                ],
            ),
            Preset::Yearly => (
                Grain::Year,
                &[
                    "suggestion.participants",
                    "suggestion.participation_rate",
                    "suggestion.per_head",
                    "suggestion.adopted",
                    "suggestion.adopted_of_submitted",
                    "suggestion.implemented",
                    "suggestion.implemented_of_submitted",
                    "suggestion.days_to_answer_median",
                    "project.accepted",
                    "method.created",
                    "adoption.taken_over",
                    "benefit.audited",
                    "award.cash",
                ],
            ),
        };
        let indicators = FOUR.iter().chain(more).map(|code| (*code).to_owned()).collect();
        Layout { name: String::new(), preset: Some(self), grain, rows: Rows::Children, compare: true, indicators }
    }
}

/// The indicators of a layout in its order; what the dictionary no longer has is left out. Of several versions of
/// one the last counts.
pub fn chosen(dictionary: &[&'static Indicator], codes: &[String]) -> Vec<&'static Indicator> {
    codes.iter().filter_map(|code| dictionary.iter().rev().find(|it| it.code == code).copied()).collect()
}

/// A layout as it may be kept.
///
/// # Errors
/// Invalid at `name` or `pick`.
pub fn checked(dictionary: &[&'static Indicator], mut layout: Layout) -> Result<Layout> {
    let mut faults = Faults::none();
    layout.name = faults.take("name", text::line(&layout.name, NAME));
    let mut kept: Vec<String> = Vec::new();
    for code in chosen(dictionary, &layout.indicators).iter().map(|it| it.code.to_owned()) {
        if !kept.contains(&code) {
            kept.push(code);
        }
    }
    if kept.is_empty() {
        faults.add("pick", Reason::new("report-layout-empty"));
    }
    if kept.len() > MOST {
        faults.add("pick", Reason::new("report-layout-too-many").with("most", MOST));
    }
    faults.check()?;
    Ok(Layout { indicators: kept, preset: None, ..layout })
}
