//! The figures that suggestions answer for. Each says of what it is a part; none ranks people.

use jiff::civil::date;
use kernel::id::UnitId;
use stats::{Basis, Formula, HEADCOUNT, Indicator, Measure, Nature, Period, Scope, Unit};

use super::Figure;
use super::source::{
    ADOPTED, ANSWERED, CONCLUDED, CONCLUDED_ADOPTED, CONCLUDED_ON_TIME, DAYS_SUM, DAYS_TO_ANSWER, DAYS_TO_DONE,
    IMPLEMENTED, OPEN, PROPOSERS, PUT_TO_USE, SUBMITTED, UNASSIGNED,
};
use crate::model::KIND;

/// What most of them have in common.
const BASE: Indicator = Indicator {
    code: "",
    version: 1,
    valid_from: date(2021, 1, 1),
    valid_until: None,
    unit: Unit::Count,
    nature: Nature::Flow,
    scope: Scope::Origin,
    basis: Basis::Registered,
    formula: Formula::just(&[]),
    feeds: &[KIND],
    public: false,
    records: |_, _| None,
};

/// A number.
const fn count(code: &'static str, of: &'static [Measure]) -> Indicator {
    Indicator { code, formula: Formula::just(of), ..BASE }
}

/// A part of a whole.
const fn share(code: &'static str, part: Measure, whole: Measure) -> Indicator {
    Indicator { code, unit: Unit::Share, formula: Formula::Ratio { part, whole }, ..BASE }
}

/// The days that so many of a hundred took at most, on the day they were over.
const fn days(code: &'static str, of: Measure, percent: u8) -> Indicator {
    Indicator { code, unit: Unit::Days, basis: Basis::Happened, formula: Formula::Quantile { of, percent }, ..BASE }
}

/// The figures, and the inputs of the German benchmark of suggestion schemes that come from suggestions.
pub const INDICATORS: &[Indicator] = &[
    Indicator {
        public: true,
        records: |unit, period| records(unit, period, Figure::Received),
        ..count("suggestion.submitted", &[SUBMITTED])
    },
    Indicator { unit: Unit::Persons, public: true, ..count("suggestion.participants", &[PROPOSERS]) },
    Indicator { feeds: &[KIND, "person"], ..share("suggestion.participation_rate", PROPOSERS, HEADCOUNT) },
    Indicator { unit: Unit::PerHead, feeds: &[KIND, "person"], ..share("suggestion.per_head", SUBMITTED, HEADCOUNT) },
    Indicator {
        records: |unit, period| records(unit, period, Figure::Answered),
        ..count("suggestion.answered", &[ANSWERED])
    },
    Indicator { basis: Basis::Happened, ..share("suggestion.on_time_rate", CONCLUDED_ON_TIME, CONCLUDED) },
    Indicator {
        public: true,
        records: |unit, period| records(unit, period, Figure::Adopted),
        ..count("suggestion.adopted", &[ADOPTED])
    },
    Indicator {
        records: |unit, period| records(unit, period, Figure::Adopted),
        ..share("suggestion.adopted_of_submitted", ADOPTED, SUBMITTED)
    },
    Indicator { basis: Basis::Happened, ..share("suggestion.adopted_of_concluded", CONCLUDED_ADOPTED, CONCLUDED) },
    Indicator {
        public: true,
        records: |unit, period| records(unit, period, Figure::Implemented),
        ..count("suggestion.implemented", &[IMPLEMENTED])
    },
    Indicator {
        records: |unit, period| records(unit, period, Figure::Implemented),
        ..share("suggestion.implemented_of_submitted", IMPLEMENTED, SUBMITTED)
    },
    Indicator {
        records: |unit, period| records(unit, period, Figure::Implemented),
        ..share("suggestion.implemented_of_adopted", IMPLEMENTED, ADOPTED)
    },
    Indicator { records: |unit, period| records(unit, period, Figure::Open), ..count("suggestion.open", &[OPEN]) },
    Indicator {
        records: |unit, period| records(unit, period, Figure::Unassigned),
        ..count("suggestion.unassigned", &[UNASSIGNED])
    },
    days("suggestion.days_to_answer_median", DAYS_TO_ANSWER, 50),
    days("suggestion.days_to_answer_p90", DAYS_TO_ANSWER, 90),
    days("suggestion.days_to_done_median", DAYS_TO_DONE, 50),
    days("suggestion.days_to_done_p90", DAYS_TO_DONE, 90),
    Indicator { unit: Unit::Persons, ..count("benchmark.submitters", &[PROPOSERS]) },
    Indicator {
        records: |unit, period| records(unit, period, Figure::Received),
        ..count("benchmark.submitted", &[SUBMITTED])
    },
    Indicator { basis: Basis::Happened, ..count("benchmark.closed", &[CONCLUDED]) },
    Indicator { basis: Basis::Happened, ..count("benchmark.implemented", &[PUT_TO_USE]) },
    Indicator { unit: Unit::Days, basis: Basis::Happened, ..share("benchmark.calendar_days", DAYS_SUM, CONCLUDED) },
];

/// The records behind a figure, in a month or a calendar year.
fn records(unit: UnitId, period: Period, figure: Figure) -> Option<String> {
    let (year, month) = (period.from.div_euclid(12), period.from.rem_euclid(12) + 1);
    let list = format!("/nodes/{unit}/records?figure={figure}&year={year}");
    match period {
        year_long if year_long == Period::year(year) => Some(list),
        month_long if month_long == Period::month(period.from) => Some(format!("{list}&month={year:04}-{month:02}")),
        _ => None,
    }
}
