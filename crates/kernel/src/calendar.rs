//! Working days of China: statutory holidays, make-up days, and the deadlines counted in them.
//!
//! The days come from `data/workdays-china.txt`, a copy of the State Council's yearly notices. They are
//! turned once into a running count of working days, so every question is arithmetic or one binary search
//! and allocates nothing. Outside the announced years plain weekdays count, and
//! [`WorkCalendar::is_certain`] says so.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime, Time, Weekday, date, time};
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

/// The hour a working day begins, Asia/Shanghai.
pub const OPEN_OF_DAY: Time = time(9, 0, 0, 0);

/// The hour a working day ends, Asia/Shanghai. A deadline of n working days falls at this hour.
pub const CLOSE_OF_DAY: Time = time(18, 0, 0, 0);

/// Asia/Shanghai has kept UTC+8 without daylight saving since 1991, so no time-zone database is needed.
const SHANGHAI: Offset = jiff::tz::offset(8);

/// Length of a working day from [`OPEN_OF_DAY`] to [`CLOSE_OF_DAY`], in seconds.
const WORKING_DAY_SECONDS: i64 = 9 * 3600;

/// A Monday; days are numbered from here and weeks begin here.
const MONDAY_ZERO: Date = date(1970, 1, 5);

/// The announced calendar, embedded so that a deployment needs no further file.
const CHINA: &str = include_str!("../data/workdays-china.txt");

/// Which days are worked. See the module for where they come from.
#[derive(Debug, Clone)]
pub struct WorkCalendar {
    /// Day number of the first day in `through`.
    first: i64,
    /// For each announced day, the number of working days from [`MONDAY_ZERO`] through that day.
    through: Vec<i64>,
    /// Working days counted through the last announced day minus plain weekdays through it: what the
    /// notices changed in total. Later days keep this difference.
    drift: i64,
}

/// Why a calendar text cannot be read. `line` counts from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CalendarError {
    /// The line is not `<day>[..<last day>] notice|off|work`, or the range runs backwards.
    #[error("line {line}: expected `<day>[..<last day>] notice|off|work`")]
    Syntax {
        /// Where.
        line: usize,
    },
    /// A day is announced twice, or lies outside every notice.
    #[error("line {line}: a day of this range is announced twice or belongs to no notice")]
    Misplaced {
        /// Where.
        line: usize,
    },
    /// The notices leave a gap, overlap or are missing altogether.
    #[error("the notices do not cover one unbroken period")]
    Notices,
}

/// Working time between now and a deadline, cut to what a chip shows.
///
/// `days` are whole working days of nine hours and are only used while the two instants lie on different
/// dates: on the last day everything is hours and minutes, so at eight in the morning the chip reads
/// 剩 9 时 and not 剩 1 天. Show the largest unit alone, or hours with minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingSpan {
    /// True when the deadline has passed; the rest then says by how much.
    pub overdue: bool,
    /// Whole working days.
    pub days: u32,
    /// Working hours beyond the days, 0–9.
    pub hours: u32,
    /// Minutes beyond the hours, 0–59. What is left is rounded up, what is overdue is rounded down.
    pub minutes: u32,
}

impl WorkCalendar {
    /// The calendar of the State Council's notices that this program was built with.
    pub fn china() -> &'static WorkCalendar {
        static CALENDAR: LazyLock<WorkCalendar> = LazyLock::new(|| {
            // The text is compiled in and a test reads it, so a program that was tested cannot fail here.
            WorkCalendar::parse(CHINA).expect("the embedded calendar is well formed")
        });
        &CALENDAR
    }

    /// Reads a calendar in the format described at the top of `data/workdays-china.txt`, so that an
    /// installation can take up a new notice without a new program.
    ///
    /// # Errors
    /// [`CalendarError`] names the line at fault.
    pub fn parse(text: &str) -> Result<WorkCalendar, CalendarError> {
        let lines = text
            .lines()
            .enumerate()
            .filter_map(|(i, line)| Line::parse(i + 1, line).transpose())
            .collect::<Result<Vec<_>, _>>()?;
        let (first, last) = covered(&lines)?;
        let mut announced: Vec<Option<bool>> = vec![None; (last - first + 1) as usize];
        for line in &lines {
            let Some(works) = line.works else { continue };
            for day in line.first..=line.last {
                let slot = usize::try_from(day - first).ok().and_then(|i| announced.get_mut(i));
                match slot {
                    Some(slot @ None) => *slot = Some(works),
                    _ => return Err(CalendarError::Misplaced { line: line.number }),
                }
            }
        }
        let mut count = weekdays_through(first - 1);
        let through = (first..)
            .zip(announced)
            .map(|(day, works)| {
                count += i64::from(works.unwrap_or_else(|| is_weekday(day)));
                count
            })
            .collect();
        Ok(WorkCalendar { first, through, drift: count - weekdays_through(last) })
    }

    /// Whether people work on this day.
    pub fn is_working_day(&self, date: Date) -> bool {
        let day = number(date);
        self.count_through(day) > self.count_through(day - 1)
    }

    /// The last day the notices announce. A later notice may still move a day or two around the turn of
    /// the year; every day after this one is a guess by weekday.
    pub fn known_until(&self) -> Date {
        day(self.first + self.through.len() as i64 - 1)
    }

    /// Whether a notice covers this day. If not, the answers about it are plain weekdays.
    pub fn is_certain(&self, date: Date) -> bool {
        self.index(number(date)).is_some()
    }

    /// The n-th working day after `from`; `from` itself is day 0 and never counts, working or not.
    /// What is submitted on day 0 is due at the end of that day. Stops at [`Date::MAX`].
    pub fn add_working_days(&self, from: Date, n: u32) -> Date {
        if n == 0 {
            return from;
        }
        day(self.nth(self.count_through(number(from)) + i64::from(n)))
    }

    /// Working days after `a` up to and including `b`; negative when `b` comes first.
    /// `working_days_between(a, add_working_days(a, n)) == n`.
    pub fn working_days_between(&self, a: Date, b: Date) -> i64 {
        self.count_through(number(b)) - self.count_through(number(a))
    }

    /// When something of `at` is due that may take `days` working days: [`CLOSE_OF_DAY`] in Shanghai on
    /// the n-th working day after. With `days` = 0 that is the close of the same day.
    pub fn deadline(&self, at: Timestamp, days: u32) -> Timestamp {
        let due = self.add_working_days(SHANGHAI.to_datetime(at).date(), days);
        // Only the last day of the year 9999 has no such instant.
        SHANGHAI.to_timestamp(due.to_datetime(CLOSE_OF_DAY)).unwrap_or(Timestamp::MAX)
    }

    /// Working time from `now` to `due`, counting [`OPEN_OF_DAY`]–[`CLOSE_OF_DAY`] of working days only:
    /// a deadline of Monday's close is as far away on Saturday as on Sunday.
    pub fn working_hours_left(&self, now: Timestamp, due: Timestamp) -> WorkingSpan {
        let overdue = due < now;
        let (now, due) = (SHANGHAI.to_datetime(now), SHANGHAI.to_datetime(due));
        let seconds = self.worked_seconds(due) - self.worked_seconds(now);
        let minutes = if overdue { -seconds / 60 } else { (seconds + 59) / 60 };
        let day_minutes = WORKING_DAY_SECONDS / 60;
        let same_date = now.date() == due.date();
        let days = if same_date { 0 } else { minutes / day_minutes };
        let rest = minutes - days * day_minutes;
        // At most ten thousand years of working minutes: none of these comes near u32::MAX.
        WorkingSpan { overdue, days: days as u32, hours: (rest / 60) as u32, minutes: (rest % 60) as u32 }
    }

    /// Working seconds from [`MONDAY_ZERO`] to this local time.
    fn worked_seconds(&self, at: DateTime) -> i64 {
        let day = number(at.date());
        let before = self.count_through(day - 1);
        let today = self.count_through(day) - before;
        let since_open = at.time().duration_since(OPEN_OF_DAY).as_secs().clamp(0, WORKING_DAY_SECONDS);
        before * WORKING_DAY_SECONDS + today * since_open
    }

    fn index(&self, day: i64) -> Option<usize> {
        usize::try_from(day - self.first).ok().filter(|i| *i < self.through.len())
    }

    /// Working days from [`MONDAY_ZERO`] through `day`, negative before it.
    fn count_through(&self, day: i64) -> i64 {
        match self.index(day) {
            Some(i) => self.through[i],
            None if day < self.first => weekdays_through(day),
            None => weekdays_through(day) + self.drift,
        }
    }

    /// The first day through which `count` working days are reached: the inverse of `count_through`.
    fn nth(&self, count: i64) -> i64 {
        if count <= weekdays_through(self.first - 1) {
            return nth_weekday(count);
        }
        match self.through.partition_point(|reached| *reached < count) {
            i if i < self.through.len() => self.first + i as i64,
            _ => nth_weekday(count - self.drift),
        }
    }
}

/// One line of a calendar text, its days numbered.
struct Line {
    number: usize,
    first: i64,
    last: i64,
    /// Whether these days are worked; `None` for the period of a notice.
    works: Option<bool>,
}

impl Line {
    /// `None` for a line that is empty or only a comment.
    fn parse(number: usize, line: &str) -> Result<Option<Line>, CalendarError> {
        let syntax = CalendarError::Syntax { line: number };
        let mut words = line.split('#').next().unwrap_or_default().split_whitespace();
        let Some(range) = words.next() else {
            return Ok(None);
        };
        let (first, last) = range.split_once("..").unwrap_or((range, range));
        let (Ok(first), Ok(last)) = (first.parse::<Date>(), last.parse::<Date>()) else {
            return Err(syntax);
        };
        let works = match words.next() {
            Some("notice") => None,
            Some("off") => Some(false),
            Some("work") => Some(true),
            _ => return Err(syntax),
        };
        if words.next().is_some() || first > last {
            return Err(syntax);
        }
        Ok(Some(Line { number, first: self::number(first), last: self::number(last), works }))
    }
}

/// The one unbroken period the notices cover.
fn covered(lines: &[Line]) -> Result<(i64, i64), CalendarError> {
    let mut notices = lines.iter().filter(|l| l.works.is_none());
    let start = notices.next().ok_or(CalendarError::Notices)?;
    let last = notices.try_fold(start.last, |last, next| {
        if next.first == last + 1 { Ok(next.last) } else { Err(CalendarError::Notices) }
    })?;
    Ok((start.first, last))
}

/// Days since [`MONDAY_ZERO`].
fn number(date: Date) -> i64 {
    date.duration_since(MONDAY_ZERO).as_hours() / 24
}

/// The date of a day number, held within what a [`Date`] can say.
fn day(number: i64) -> Date {
    MONDAY_ZERO.saturating_add(SignedDuration::from_secs(number * 86_400))
}

fn is_weekday(day: i64) -> bool {
    day.rem_euclid(7) < i64::from(Weekday::Saturday.to_monday_zero_offset())
}

/// Mondays to Fridays from day 0 through `day`, negative before day 0.
fn weekdays_through(day: i64) -> i64 {
    let days = day + 1;
    5 * days.div_euclid(7) + days.rem_euclid(7).min(5)
}

/// The first day through which `count` weekdays are reached.
fn nth_weekday(count: i64) -> i64 {
    7 * (count - 1).div_euclid(5) + (count - 1).rem_euclid(5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn china() -> &'static WorkCalendar {
        WorkCalendar::china()
    }

    fn shanghai(text: &str) -> Timestamp {
        format!("{text}+08:00").parse().unwrap()
    }

    fn works(day: &str) -> bool {
        china().is_working_day(day.parse().unwrap())
    }

    /// Known from the notices as a whole, so a range that is missing, doubled or a day off shows.
    #[test]
    fn each_year_has_its_announced_number_of_working_days() {
        let years = [(2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)];
        for (year, days) in years {
            let (from, to) = (date(year - 1, 12, 31), date(year, 12, 31));
            assert_eq!(china().working_days_between(from, to), days, "{year}");
        }
    }

    #[test]
    fn make_up_days_are_worked_and_bridge_days_are_not() {
        assert!(works("2026-02-14"), "Saturday before Spring Festival");
        assert!(works("2026-09-20"), "Sunday paying for National Day");
        assert!(works("2024-02-09"), "New Year's Eve was no holiday in 2024");
        assert!(!works("2026-02-16"), "Monday of Spring Festival");
        assert!(!works("2023-01-02"), "New Year's Day of a Sunday, moved");
    }

    #[test]
    fn a_make_up_saturday_brings_a_deadline_nearer() {
        let next = |day: &str| china().add_working_days(day.parse().unwrap(), 1).to_string();
        // Friday, then a worked Saturday.
        assert_eq!(next("2026-02-27"), "2026-02-28");
        // A worked Saturday, then nine days off.
        assert_eq!(next("2026-02-14"), "2026-02-24");
        // Beyond the notices a plain Friday.
        assert_eq!(next("2026-12-31"), "2027-01-01");
    }

    #[test]
    fn beyond_the_notices_weekdays_count_and_are_called_uncertain() {
        assert_eq!(china().known_until(), date(2026, 12, 31));
        assert!(works("2027-10-01") && !works("2027-10-02") && works("2020-10-01"));
        let certain = |y, m, d| china().is_certain(date(y, m, d));
        assert!(certain(2021, 1, 1) && certain(2026, 12, 31));
        assert!(!certain(2020, 12, 31) && !certain(2027, 1, 1));
    }

    #[test]
    fn the_end_of_time_is_a_stop_and_no_crash() {
        assert_eq!(china().add_working_days(Date::MAX, u32::MAX), Date::MAX);
        assert_eq!(china().deadline(Timestamp::MAX, 3), Timestamp::MAX);
        let ages = china().working_hours_left(Timestamp::MIN, Timestamp::MAX);
        assert!(ages.days > 5_000_000);
    }

    #[test]
    fn a_deadline_is_the_close_of_the_nth_day_in_shanghai() {
        // 20:30 UTC on Thursday is already Friday in Shanghai; day 0 is Friday, day 1 Monday.
        let at = "2026-03-05T20:30:00Z".parse().unwrap();
        assert_eq!(china().deadline(at, 1), shanghai("2026-03-09T18:00:00"));
        assert_eq!(china().deadline(at, 0), shanghai("2026-03-06T18:00:00"));
    }

    #[test]
    fn chips_read_as_people_count() {
        // An ordinary week from Monday 2026-03-09; due Wednesday the 11th at its close.
        let left = |day: &str, hour: &str| {
            let now = shanghai(&format!("2026-03-{day}T{hour}"));
            let s = china().working_hours_left(now, shanghai("2026-03-11T18:00"));
            (s.overdue, s.days, s.hours, s.minutes)
        };
        assert_eq!(left("07", "12:00"), left("08", "23:00"), "a weekend takes nothing");
        assert_eq!(left("09", "15:00"), (false, 2, 3, 0));
        assert_eq!(left("10", "18:30"), (false, 1, 0, 0), "the evening before");
        assert_eq!(left("11", "08:00"), (false, 0, 9, 0), "hours, not one day");
        assert_eq!(left("11", "14:48"), (false, 0, 3, 12));
        assert_eq!(left("11", "17:59:01"), (false, 0, 0, 1), "rounded up");
        assert_eq!(left("11", "18:00"), (false, 0, 0, 0), "due now, not overdue");
        assert_eq!(left("11", "21:00"), (true, 0, 0, 0), "no working time since");
        assert_eq!(left("12", "13:00"), (true, 0, 4, 0));
        assert_eq!(left("13", "10:00"), (true, 1, 1, 0));
    }

    #[test]
    fn a_faulty_text_is_refused_at_its_line() {
        let second =
            |line: &str| WorkCalendar::parse(&format!("2026-01-01..2026-12-31 notice # 2026\n{line}")).unwrap_err();
        assert_eq!(WorkCalendar::parse("").unwrap_err(), CalendarError::Notices);
        assert_eq!(second("2028-01-01 notice"), CalendarError::Notices);
        for line in ["2026-02-30 off", "2026-02-03..2026-02-01 off", "2026-02-03 rest"] {
            assert_eq!(second(line), CalendarError::Syntax { line: 2 });
        }
        let outside = second("2027-01-01 off");
        assert_eq!(outside, CalendarError::Misplaced { line: 2 });
        let twice = second("\n2026-05-01 off\n2026-05-01 work");
        assert_eq!(twice, CalendarError::Misplaced { line: 4 });
    }

    /// Days well before, within and well after the notices.
    fn any_day() -> impl Strategy<Value = Date> {
        (0..5000).prop_map(|n| date(2018, 1, 1).saturating_add(jiff::Span::new().days(n)))
    }

    proptest! {
        #[test]
        fn adding_then_counting_is_the_identity(from in any_day(), n in 0u32..900) {
            let to = china().add_working_days(from, n);
            prop_assert_eq!(china().working_days_between(from, to), i64::from(n));
            prop_assert!(n == 0 || china().is_working_day(to));
        }

        #[test]
        fn counting_agrees_with_walking_day_by_day(from in any_day(), length in 0i32..400) {
            let to = from.saturating_add(jiff::Span::new().days(length));
            let walked = from.series(jiff::Span::new().days(1)).skip(1).take_while(|d| *d <= to)
                .filter(|d| china().is_working_day(*d)).count();
            prop_assert_eq!(china().working_days_between(from, to), walked as i64);
            prop_assert_eq!(china().working_days_between(to, from), -(walked as i64));
        }

        #[test]
        fn later_starts_and_longer_terms_never_end_sooner(a in any_day(), b in any_day(), n in 0u32..300) {
            let (a, b) = (a.min(b), a.max(b));
            prop_assert!(china().add_working_days(a, n) <= china().add_working_days(b, n));
            prop_assert!(china().add_working_days(a, n) < china().add_working_days(a, n + 1));
        }

        #[test]
        fn time_left_only_shrinks(start in 1_600_000_000i64..1_900_000_000, step in 0i64..2_000_000, n in 0u32..40) {
            let now = Timestamp::from_second(start).unwrap();
            let later = Timestamp::from_second(start + step).unwrap();
            let due = china().deadline(now, n);
            let minutes = |s: WorkingSpan| {
                let total = i64::from(s.days) * 540 + i64::from(s.hours) * 60 + i64::from(s.minutes);
                if s.overdue { -total } else { total }
            };
            let at = |t| minutes(china().working_hours_left(t, due));
            prop_assert!(at(later) <= at(now));
        }
    }
}
