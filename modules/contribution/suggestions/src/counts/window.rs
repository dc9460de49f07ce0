//! The months that counts look at.

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::Time;
use stats::Period;
use store::{Filter, Value};

/// Most months of a window.
pub const MONTHS: usize = 12;

/// Whole months, one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// First days of its months, at most [`MONTHS`].
    pub months: Vec<Date>,
}

impl Window {
    /// The `count` months (at least one, at most [`MONTHS`]) that end with the one of `now`.
    pub fn ending(now: Time, count: usize) -> Window {
        let last = now.date().first_of_month();
        let back = i32::try_from(count.clamp(1, MONTHS)).unwrap_or(1) - 1;
        let months = (0..=back).rev().filter_map(|ago| last.checked_sub(ago.months()).ok()).collect();
        Window { months }
    }

    /// The months of the year of `now` until its month.
    pub fn year(now: Time) -> Window {
        Window::ending(now, usize::try_from(now.date().month()).unwrap_or(1))
    }

    /// The whole of a calendar year.
    pub fn of_year(year: i16) -> Window {
        Window { months: (1..=12).filter_map(|month| Date::new(year, month, 1).ok()).collect() }
    }

    /// Its months as one period of the totals.
    pub fn period(&self) -> Period {
        Period::months(stats::month(self.from()), stats::month(self.until()))
    }

    /// Each of its months.
    pub fn periods(&self) -> Vec<Period> {
        let period = self.period();
        (period.from..period.until).map(Period::month).collect()
    }

    /// One of its months alone; none if there is no such.
    pub fn only(&self, month: Date) -> Option<Window> {
        self.months.contains(&month).then(|| Window { months: vec![month] })
    }

    /// Keeps what was registered in it.
    pub fn keep(&self, filter: &mut Filter<'_>) {
        let times = [self.from(), self.until()].map(|time| Value::Int(time.millis()));
        filter.and("s.submitted_at >= ? AND s.submitted_at < ?", times);
    }

    /// The first moment.
    pub fn from(&self) -> Time {
        self.months.first().copied().map_or_else(Time::default, Time::start_of)
    }

    /// The first moment after it.
    pub fn until(&self) -> Time {
        self.months
            .last()
            .and_then(|month| month.checked_add(1.month()).ok())
            .map_or_else(Time::default, Time::start_of)
    }
}
