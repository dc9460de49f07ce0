//! How long rights last and when their fees are due, as the law has it.

use jiff::ToSpan as _;
use jiff::civil::Date;
use works::rights::Kind;

/// The years a patent lasts from the day of application: an invention 20, a utility model 10, a design 15
/// [L9, Art. 42]. For other rights no more than this many years are noted.
pub fn years(kind: Kind) -> i64 {
    match kind {
        Kind::Invention => 20,
        Kind::Utility => 10,
        Kind::Design => 15,
        Kind::Software | Kind::Other => crate::model::MOST_YEARS,
    }
}

/// Until when the fee of a year is paid: before the year begins [L2, Art. 115].
pub fn due(applied_on: Date, year: i64) -> Date {
    applied_on.saturating_add((year.clamp(1, 100) - 1).years())
}

/// Until when a fee that was missed can still be paid, with a surcharge of 5 % for each month: six months; then
/// the right is over from the day it was due [L2, Art. 115].
pub fn grace(due: Date) -> Date {
    due.saturating_add(6.months())
}

/// The year of a right in which a day lies, 1 the first.
pub fn year_of(applied_on: Date, day: Date) -> i64 {
    let mut year = i64::from(day.year()) - i64::from(applied_on.year());
    if due(applied_on, year + 1) <= day {
        year += 1;
    }
    year.max(1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_year_is_paid_for_before_it_begins() {
        assert_eq!(due(date(2023, 3, 31), 1), date(2023, 3, 31));
        assert_eq!(due(date(2023, 3, 31), 4), date(2026, 3, 31));
        assert_eq!(due(date(2024, 2, 29), 2), date(2025, 2, 28));
        assert_eq!(grace(date(2025, 8, 31)), date(2026, 2, 28));
        assert_eq!(year_of(date(2023, 3, 31), date(2026, 3, 30)), 3);
        assert_eq!(year_of(date(2023, 3, 31), date(2026, 3, 31)), 4);
    }

    proptest! {
        #[test]
        fn a_day_lies_in_the_year_whose_fee_was_due_and_not_in_the_next(from in 0_i64..9000, after in 0_i64..7000) {
            let applied = date(2003, 10, 1).saturating_add(from.days());
            let day = applied.saturating_add(after.days());
            let year = year_of(applied, day);
            prop_assert!(due(applied, year) <= day && day < due(applied, year + 1));
        }
    }
}
