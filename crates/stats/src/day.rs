//! Days, months and periods as the totals number them. All of them are civil time in China.

use jiff::civil::Date;
use kernel::Time;
use kernel::clock::{CHINA_OFFSET_SECONDS, DAY};

/// A day, counted from 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// The calendar counts eras of 400 years from 1 March of the year 0; this is 1970 in them.
const TO_1970: i32 = 719_468;
/// Days of 400 years.
const ERA: i32 = 146_097;

impl Day {
    /// The day of a moment.
    pub fn of(at: Time) -> Day {
        let local = at.millis().saturating_add(i64::from(CHINA_OFFSET_SECONDS) * 1000);
        Day(i32::try_from(local.div_euclid(DAY)).unwrap_or(0))
    }

    /// A date.
    pub fn on(date: Date) -> Day {
        Day::of(Time::start_of(date))
    }

    /// Year, and month from 1. A rebuild asks this ten million times, so it is plain arithmetic
    /// (H. Hinnant, "chrono-compatible low-level date algorithms").
    fn civil(self) -> (i32, i32) {
        let days = self.0.saturating_add(TO_1970);
        let era = days.div_euclid(ERA);
        let of_era = days.rem_euclid(ERA);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        (year + era * 400 + i32::from(month <= 2), month)
    }

    /// Its month, counted from the year 0.
    pub fn month(self) -> i32 {
        let (year, month) = self.civil();
        year * 12 + month - 1
    }

    /// Which day of its year, from 1.
    pub fn of_year(self) -> u32 {
        let (year, _) = self.civil();
        (self.0 - Day::first_of(year * 12).0 + 1).unsigned_abs()
    }

    /// The first day of a month that is counted from the year 0.
    pub fn first_of(month: i32) -> Day {
        // The same arithmetic backwards: the year begins with March, so that the leap day ends it.
        let march = month - 2;
        let (year, of_year) = (march.div_euclid(12), (153 * march.rem_euclid(12) + 2) / 5);
        let of_era = year.rem_euclid(400);
        Day(year.div_euclid(400) * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - TO_1970)
    }
}

/// The month of a moment, counted from the year 0.
pub fn month(at: Time) -> i32 {
    i32::try_from(at.month()).unwrap_or(0)
}

/// Whole months, one after another: a month, a quarter, a year, the last twelve months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first month, counted from the year 0.
    pub from: i32,
    /// The first month after it.
    pub until: i32,
}

impl Period {
    /// A calendar year.
    pub const fn year(year: i32) -> Period {
        Period { from: year * 12, until: year * 12 + 12 }
    }

    /// A month, counted from the year 0 as by [`month`].
    pub const fn month(month: i32) -> Period {
        Period { from: month, until: month + 1 }
    }

    /// The months in `[from, until)`.
    pub const fn months(from: i32, until: i32) -> Period {
        Period { from, until }
    }

    /// The fewest rows that hold it: whole years, and months for the rest.
    pub fn rows(self) -> Vec<(Grain, i32)> {
        let mut rows = Vec::new();
        let mut at = self.from;
        while at < self.until {
            let whole = at % 12 == 0 && at + 12 <= self.until;
            rows.push(if whole { (Grain::Year, at / 12) } else { (Grain::Month, at) });
            at += if whole { 12 } else { 1 };
        }
        rows
    }

    /// The one row that holds it, if there is one: people are counted once in a year and once in a month,
    /// and in nothing else.
    pub fn row(self) -> Option<(Grain, i32)> {
        match self.rows().as_slice() {
            [row] => Some(*row),
            _ => None,
        }
    }

    /// Whether a month lies in it.
    pub fn holds(self, month: i32) -> bool {
        (self.from..self.until).contains(&month)
    }
}

/// How long a time is that has a sum of its own. The months of a year share a row, and so do its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A calendar year.
    Year,
    /// A month.
    Month,
    /// A single day. Kept down to the enterprise, not for what lies inside one.
    Day,
    /// All time: what is in stock now.
    Ever,
}

impl Grain {
    /// As it is stored.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// From what is stored.
    pub fn of(number: i64) -> Option<Grain> {
        [Grain::Year, Grain::Month, Grain::Day, Grain::Ever].into_iter().find(|grain| grain.number() == number)
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_knows_its_month_as_the_calendar_does() {
        let mut on = date(1899, 1, 1);
        while on < date(2101, 1, 1) {
            let day = Day::on(on);
            assert_eq!(i64::from(day.month()), Time::start_of(on).month(), "{on}");
            assert_eq!(day.of_year(), u32::from(on.day_of_year().unsigned_abs()), "{on}");
            assert_eq!(Day::first_of(day.month()), Day::on(on.first_of_month()), "{on}");
            on = on.checked_add(1.day()).unwrap();
        }
    }

    #[test]
    fn a_period_is_made_of_years_where_it_can_be() {
        let rows = Period::months(2022 * 12 + 10, 2024 * 12 + 1).rows();
        let months = [2022 * 12 + 10, 2022 * 12 + 11].map(|month| (Grain::Month, month));
        assert_eq!(rows, [months[0], months[1], (Grain::Year, 2023), (Grain::Month, 2024 * 12)]);
        assert_eq!(Period::year(2024).row(), Some((Grain::Year, 2024)));
        assert_eq!(Period::months(2022 * 12, 2024 * 12).row(), None);
    }
}
