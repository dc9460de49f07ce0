//! The dictionary: what a figure means, from which measures it is made, and where its records are.

use jiff::civil::Date;
use kernel::id::UnitId;

use crate::day::Period;
use crate::measure::{Kind, Measure};
use crate::totals::{Totals, quantile};

/// What a published number means. Its name is the message `indicator-` and the code with dashes for dots and
/// underscores, its definition the same with `-definition`.
#[derive(Clone, Copy)]
pub struct Indicator {
    /// Its code: `suggestion.submitted`.
    pub code: &'static str,
    /// Counts up with every change of its meaning.
    pub version: u32,
    /// Since when this version holds.
    pub valid_from: Date,
    /// Until when it held, inclusive.
    pub valid_until: Option<Date>,
    /// In what it is told.
    pub unit: Unit,
    /// Whether it gathers in a period or stands at its end.
    pub nature: Nature,
    /// At whose place a record counts.
    pub scope: Scope,
    /// On which day.
    pub basis: Basis,
    /// How it is made.
    pub formula: Formula,
    /// The kinds of ledger entries that feed it.
    pub feeds: &'static [&'static str],
    /// Whether the public may see it.
    pub public: bool,
    /// The page with the records behind it, of a node and period, where there is one.
    pub records: fn(UnitId, Period) -> Option<String>,
}

/// In what a figure is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// How many records.
    Count,
    /// How many people.
    Persons,
    /// Money, in fen.
    Fen,
    /// Days of the calendar.
    Days,
    /// Per cent of a whole, which its definition names.
    Share,
    /// How many for each of a whole, which its definition names.
    PerHead,
}

impl Unit {
    /// As the API and the words call it.
    pub fn word(self) -> &'static str {
        match self {
            Unit::Count => "count",
            Unit::Persons => "persons",
            Unit::Fen => "fen",
            Unit::Days => "days",
            Unit::Share => "share",
            Unit::PerHead => "per_head",
        }
    }
}

/// Whether a figure gathers or stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// What came about in the period.
    Flow,
    /// What there is at its end.
    Stock,
}

/// At whose place a record counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// At the unit it came from.
    Origin,
    /// At the unit that took it over.
    Taker,
    /// At the unit that uses it.
    User,
    /// At the employer's units.
    Employer,
}

/// On which day a record counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// On the day it was registered, whatever became of it later: the year's cohort.
    Registered,
    /// On the day it happened.
    Happened,
}

/// How a figure is made of measures.
#[derive(Clone, Copy, Debug)]
pub enum Formula {
    /// The sum of some measures, less others.
    Sum {
        /// What is added.
        of: &'static [Measure],
        /// What is taken away.
        less: &'static [Measure],
    },
    /// One measure by another.
    Ratio {
        /// What is divided.
        part: Measure,
        /// By what.
        whole: Measure,
    },
    /// The days that `percent` of them took at most.
    Quantile {
        /// Of what.
        of: Measure,
        /// How many of a hundred.
        percent: u8,
    },
}

/// What came of an indicator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Figure {
    /// Nothing to say: there is nothing to divide by, no median of nothing, or people over several years.
    #[default]
    Nothing,
    /// A number of the indicator's unit.
    Number(i64),
    /// A share or an average, with what it rests on.
    Ratio {
        /// What is divided.
        part: i64,
        /// By what; not zero.
        whole: i64,
    },
}

impl Formula {
    /// One measure as it is.
    pub const fn just(of: &'static [Measure]) -> Formula {
        Formula::Sum { of, less: &[] }
    }

    /// Every measure it is made of.
    pub fn measures(&self) -> Vec<Measure> {
        match self {
            Formula::Sum { of, less } => [*of, *less].concat(),
            Formula::Ratio { part, whole } => vec![*part, *whole],
            Formula::Quantile { of, .. } => vec![*of],
        }
    }

    /// What comes of it.
    pub fn of(&self, resolved: &Resolved) -> Figure {
        let sum = |many: &[Measure]| many.iter().map(|one| resolved.sum(one)).sum::<Option<i64>>();
        match self {
            Formula::Sum { of, less } => match (sum(of), sum(less)) {
                (Some(of), Some(less)) => Figure::Number(of - less),
                _ => Figure::Nothing,
            },
            Formula::Ratio { part, whole } => match (resolved.sum(part), resolved.sum(whole)) {
                (Some(part), Some(whole)) if whole > 0 => Figure::Ratio { part, whole },
                _ => Figure::Nothing,
            },
            Formula::Quantile { of, percent } => quantile(resolved.totals.histogram(of), *percent)
                .map_or(Figure::Nothing, |days| Figure::Number(i64::from(days))),
        }
    }
}

/// The measures of one node and period, ready for formulas: stocks gathered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The sums.
    pub totals: Totals,
    /// Whether the period is one in which people and works are told apart.
    pub distinct: bool,
}

impl Resolved {
    /// What a measure comes to; none for people and works over a period in which they are not told apart.
    pub fn sum(&self, measure: &Measure) -> Option<i64> {
        (measure.kind != Kind::Distinct || self.distinct).then(|| self.totals.sum(measure))
    }
}

impl Indicator {
    /// The message with its name.
    pub fn name_key(&self) -> String {
        format!("indicator-{}", self.code.replace(['.', '_'], "-"))
    }

    /// The message with its definition.
    pub fn definition_key(&self) -> String {
        format!("{}-definition", self.name_key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::totals::Slot;

    const PEOPLE: Measure = Measure::distinct(1, "some.people");
    const HEADS: Measure = Measure::stock(2, "some.heads");

    #[test]
    fn a_share_of_nothing_and_people_over_several_years_are_no_figures() {
        let rate = Formula::Ratio { part: PEOPLE, whole: HEADS };
        let mut resolved = Resolved { totals: Totals::default(), distinct: true };
        assert_eq!(rate.of(&resolved), Figure::Nothing);
        resolved.totals.add(Slot { day: 0, measure: 2, bucket: 0 }, 40);
        assert_eq!(rate.of(&resolved), Figure::Ratio { part: 0, whole: 40 });
        resolved.distinct = false;
        assert_eq!(rate.of(&resolved), Figure::Nothing);
    }
}
