//! Dates as old ledgers write them: to the day, to the month, or only the year.

use std::fmt;

use jiff::civil::{Date, date};
use kernel::Reason;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The first year an old ledger may speak of.
pub const FIRST_YEAR: i16 = 1980;
/// Spreadsheets count days from here: day 1 is 1900-01-01, and they believe in a 29th of February 1900.
const SHEET_EPOCH: Date = date(1899, 12, 30);

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    day: Date,
    known: Known,
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Year,
    Month,
    Day,
}

impl When {
    /// The day, or the first day of it.
    pub fn day(self) -> Date {
        self.day
    }

    /// Reads what stands in a cell: `2021-03-05`, `2021/3/5`, `2021.3.5`, `2021年3月5日`, `20210305`, `2021-03`, `2021年`,
    /// with a time of day or without, and the bare numbers that spreadsheets keep dates as. Years have four digits: of
    /// `21` nobody knows the century.
    ///
    /// # Errors
    /// Why it is no date, or none that `today` can be after.
    pub fn typed(cell: &str, today: Date) -> Result<When, Reason> {
        let when = read(cell).ok_or_else(|| Reason::new(why_not(cell)))?;
        if when.day.year() < FIRST_YEAR {
            return Err(Reason::new("history-date-before").with("year", FIRST_YEAR));
        }
        if when.day > today {
            return Err(Reason::new("history-date-after"));
        }
        Ok(when)
    }
}

/// What kind of no date it is.
fn why_not(cell: &str) -> &'static str {
    let first: String = cell.chars().take_while(char::is_ascii_digit).collect();
    let parted = cell.chars().any(|c| matches!(c, '-' | '/' | '.' | '年'));
    if first.len() == 2 && parted { "history-date-century" } else { "history-date-unread" }
}

fn read(cell: &str) -> Option<When> {
    // A time of day is of no interest.
    let text = cell.split(['T', ' ']).next().unwrap_or_default();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return bare(text);
    }
    let text = text.trim_end_matches(['日', '号', '月', '年', '度']);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    let number = |part: &&str| part.parse::<i8>().ok().filter(|_| part.len() <= 2);
    let year = parts.first().filter(|year| year.len() == 4)?.parse::<i16>().ok()?;
    match parts.as_slice() {
        [_] => When::of(year, 1, 1, Known::Year),
        [_, month] => When::of(year, number(month)?, 1, Known::Month),
        [_, month, day] => When::of(year, number(month)?, number(day)?, Known::Day),
        _ => None,
    }
}

/// Nothing but digits: a year, a month, a day, or a spreadsheet's number of a day.
fn bare(digits: &str) -> Option<When> {
    let number: i32 = digits.parse().ok()?;
    match digits.len() {
        4 => When::of(i16::try_from(number).ok()?, 1, 1, Known::Year),
        5 => {
            let day = SHEET_EPOCH.checked_add(jiff::Span::new().days(number)).ok()?;
            Some(When { day, known: Known::Day })
        }
        6 => When::of(i16::try_from(number / 100).ok()?, i8::try_from(number % 100).ok()?, 1, Known::Month),
        8 => {
            let (month, day) = (number / 100 % 100, number % 100);
            When::of(
                i16::try_from(number / 10_000).ok()?,
                i8::try_from(month).ok()?,
                i8::try_from(day).ok()?,
                Known::Day,
            )
        }
        _ => None,
    }
}

impl When {
    fn of(year: i16, month: i8, day: i8, known: Known) -> Option<When> {
        Some(When { day: Date::new(year, month, day).ok()?, known })
    }
}

impl fmt::Display for When {
    /// As much of it as is known: `2021`, `2021-03`, `2021-03-05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.known {
            Known::Year => write!(f, "{:04}", self.day.year()),
            Known::Month => write!(f, "{:04}-{:02}", self.day.year(), self.day.month()),
            Known::Day => write!(f, "{}", self.day),
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<When, D::Error> {
        let text = String::deserialize(from)?;
        read(&text).ok_or_else(|| serde::de::Error::custom(format!("no date: {text:?}")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 6, 10);

    fn told(cell: &str) -> Result<String, &'static str> {
        When::typed(cell, TODAY).map(|when| when.to_string()).map_err(|reason| reason.key)
    }

    #[test]
    fn dates_are_read_as_old_ledgers_write_them() {
        for (cell, day) in [
            ("2021-03-05", "2021-03-05"),
            ("2021/3/5", "2021-03-05"),
            ("2021.3.5", "2021-03-05"),
            ("2021年3月5日", "2021-03-05"),
            ("2021年3月5号", "2021-03-05"),
            ("2021-03-05T09:42:00", "2021-03-05"),
            ("2021/3/5 9:42", "2021-03-05"),
            ("20210305", "2021-03-05"),
            ("44260", "2021-03-05"),
            ("2021-03", "2021-03"),
            ("2021年3月", "2021-03"),
            ("2021.3", "2021-03"),
            ("202103", "2021-03"),
            ("2021年", "2021"),
            ("2021年度", "2021"),
            ("2021", "2021"),
        ] {
            assert_eq!(told(cell), Ok(day.to_owned()), "{cell}");
        }
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (cell, why) in [
            ("21.3.5", "history-date-century"),
            ("21年3月", "history-date-century"),
            ("21-03-05", "history-date-century"),
            ("三月初五", "history-date-unread"),
            ("2021-13-01", "history-date-unread"),
            ("2021-02-30", "history-date-unread"),
            ("#REF!", "history-date-unread"),
            ("=A2", "history-date-unread"),
            ("2021-2022", "history-date-unread"),
            ("1979", "history-date-before"),
            ("2026-06-11", "history-date-after"),
        ] {
            assert_eq!(told(cell), Err(why), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn a_day_is_read_back_as_it_is_written(days in 0_i32..16_900, known in 0_u8..3) {
            let day = date(1980, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let when = match known {
                0 => When::of(day.year(), 1, 1, Known::Year),
                1 => When::of(day.year(), day.month(), 1, Known::Month),
                _ => When::of(day.year(), day.month(), day.day(), Known::Day),
            }.unwrap();
            prop_assert_eq!(When::typed(&when.to_string(), TODAY).unwrap(), when);
        }

        #[test]
        fn no_cell_breaks_the_reader(cell in ".{0,12}|[0-9./年月日-]{0,12}") {
            let _ = When::typed(&cell, TODAY);
        }
    }
}
