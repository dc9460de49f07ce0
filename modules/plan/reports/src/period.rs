//! Months, quarters and years as reports name them, and when a report is due.

use identity::{Unit, settings};
use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::calendar::WorkCalendar;
use kernel::{Result, Time};
use serde::{Deserialize, Serialize};
use stats::Period;
use store::Reader;
use ui::T;

use crate::model::Grain;

/// The setting of a node and what lies below it: by which working day a report is due.
pub const DUE: &str = "report-due";

/// By which working day after its period a report is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// A month's.
    pub month: u32,
    /// A quarter's.
    pub quarter: u32,
    /// A year's.
    pub year: u32,
}

impl Default for Due {
    fn default() -> Due {
        Due { month: 5, quarter: 8, year: 15 }
    }
}

impl Due {
    /// What holds for a unit: its own setting, or that of the nearest node above that has one.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn of(reader: &Reader<'_>, unit: &Unit, now: Time) -> Result<Due> {
        for node in identity::tree::ancestors(reader, unit)?.iter().rev() {
            if let Some(setting) = settings::current::<Due>(reader, node.id, DUE, now)? {
                return Ok(setting.value);
            }
        }
        Ok(Due::default())
    }

    /// The day on which a report is due.
    pub fn day(self, grain: Grain, period: Period) -> Date {
        let days = match grain {
            Grain::Month => self.month,
            Grain::Quarter => self.quarter,
            Grain::Year => self.year,
        };
        let last = first_day(period.until).checked_sub(1.day()).unwrap_or_else(|_| first_day(period.until));
        WorkCalendar::china().add_working_days(last, days)
    }
}

/// The first day of a month.
pub fn first_day(month: i32) -> Date {
    let year = i16::try_from(month.div_euclid(12)).unwrap_or(1);
    let of_year = i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
    Date::new(year, of_year, 1).unwrap_or(Date::ZERO)
}

/// How many months it has.
fn months(grain: Grain) -> i32 {
    match grain {
        Grain::Month => 1,
        Grain::Quarter => 3,
        Grain::Year => 12,
    }
}

/// The period of this length that holds a month.
pub fn holding(grain: Grain, month: i32) -> Period {
    let length = months(grain);
    let from = month.div_euclid(length) * length;
    Period::months(from, from + length)
}

/// The last one that is over, and those before it, the newest first; before them the one that runs.
pub fn lately(grain: Grain, now: Time, many: i32) -> Vec<Period> {
    let running = holding(grain, stats::month(now));
    (0..many).map(|back| before(running, back * months(grain))).collect()
}

/// The last period that is over.
pub fn last(grain: Grain, now: Time) -> Period {
    before(holding(grain, stats::month(now)), months(grain))
}

/// The same time so many months earlier.
fn before(period: Period, months: i32) -> Period {
    Period::months(period.from - months, period.until - months)
}

/// The same time a year earlier.
pub fn year_before(period: Period) -> Period {
    before(period, 12)
}

/// Whether it is over.
pub fn is_over(period: Period, now: Time) -> bool {
    period.until <= stats::month(now)
}

/// As it stands in addresses: `2026-05`, `2026-Q2`, `2026`.
pub fn code(grain: Grain, period: Period) -> String {
    let (year, month) = (period.from.div_euclid(12), period.from.rem_euclid(12));
    match grain {
        Grain::Month => format!("{year:04}-{:02}", month + 1),
        Grain::Quarter => format!("{year:04}-Q{}", month / 3 + 1),
        Grain::Year => format!("{year:04}"),
    }
}

/// Reads what [`code`] writes.
pub fn parse(text: &str) -> Option<(Grain, Period)> {
    let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
    let year: i32 = year.parse().ok().filter(|year| (2000..2200).contains(year))?;
    let number = |text: &str, most: i32| text.parse::<i32>().ok().filter(|number| (1..=most).contains(number));
    Some(match rest {
        None => (Grain::Year, Period::year(year)),
        Some(rest) => match rest.strip_prefix('Q') {
            Some(quarter) => {
                let from = year * 12 + (number(quarter, 4)? - 1) * 3;
                (Grain::Quarter, Period::months(from, from + 3))
            }
            None => (Grain::Month, Period::month(year * 12 + number(rest, 12)? - 1)),
        },
    })
}

/// As people say it: 2026年5月.
pub fn name(t: T, grain: Grain, period: Period) -> String {
    let (year, month) = (period.from.div_euclid(12), period.from.rem_euclid(12));
    match grain {
        Grain::Month => t.with2("report-period-month", ("year", year.to_string()), ("month", (month + 1).to_string())),
        Grain::Quarter => {
            t.with2("report-period-quarter", ("year", year.to_string()), ("quarter", (month / 3 + 1).to_string()))
        }
        Grain::Year => t.with1("report-period-year", "year", year.to_string()),
    }
    .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_as_it_is_written() {
        for text in ["2026-05", "2026-Q2", "2026", "2025-12", "2025-Q4"] {
            let (grain, period) = parse(text).unwrap();
            assert_eq!(code(grain, period), text);
        }
        for text in ["", "2026-13", "2026-Q5", "26", "2026-", "2026-05-01"] {
            assert!(parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_month_is_due_on_the_fifth_working_day_of_the_next() {
        let day = |text: &str| Due::default().day(Grain::Month, parse(text).unwrap().1).to_string();
        // 1 June 2026 is a Monday, and the week has no holiday.
        assert_eq!(day("2026-05"), "2026-06-05");
        // The first three days of May 2026 are holidays, 9 May is worked.
        assert!(day("2026-04").as_str() > "2026-05-07");
    }
}
