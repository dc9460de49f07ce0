//! When things happen: mostly on working days between 8 and 20 o'clock in China (UTC+8, no summer time).
//!
//! Times are milliseconds since 1970. Public holidays are left out on purpose: they are data of the
//! installation, and people do hand in ideas on them.

use crate::random::Random;

/// One hour in milliseconds.
pub const HOUR: i64 = 3_600_000;
/// One day in milliseconds.
pub const DAY: i64 = 24 * HOUR;
const ZONE: i64 = 8 * HOUR;

/// How busy each hour of a working day is; nights are the night shift.
const HOURS: [u64; 24] = [1, 1, 0, 0, 0, 1, 3, 8, 30, 40, 36, 24, 22, 26, 30, 34, 32, 22, 10, 8, 5, 3, 2, 1];
const WEEKDAY: u64 = 8;
const SUNDAY_OR_SATURDAY: u64 = 1;

/// The calendar day, counted from 1970-01-01, on which `at_ms` falls in China.
pub fn day_of(at_ms: i64) -> i64 {
    (at_ms + ZONE).div_euclid(DAY)
}

/// The first moment of a day in China.
pub const fn start_of(day: i64) -> i64 {
    day * DAY - ZONE
}

/// The hour of the day in China, 0–23.
pub fn hour_of(at_ms: i64) -> i64 {
    (at_ms + ZONE).rem_euclid(DAY) / HOUR
}

/// Monday to Friday.
pub fn is_working_day(day: i64) -> bool {
    // 1970-01-01 was a Thursday.
    (day + 3).rem_euclid(7) < 5
}

/// The calendar year in China.
pub fn year_of(at_ms: i64) -> i64 {
    month_of(day_of(at_ms)).0
}

/// The year and month, from 1, of a day counted from 1970-01-01.
pub fn month_of(day: i64) -> (i64, i64) {
    // Howard Hinnant's civil-from-days, years beginning in March.
    let days = day + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let month = (5 * (day - (365 * year + year / 4 - year / 100)) + 2) / 153;
    (year + era * 400 + i64::from(month >= 10), if month < 10 { month + 3 } else { month - 9 })
}

/// Something done by people in an office, `days` working days after `after_ms`, between 8 and 18.
pub fn office(random: &mut Random, after_ms: i64, days: i64) -> i64 {
    let mut day = day_of(after_ms);
    let mut left = days.max(1);
    while left > 0 {
        day += 1;
        left -= i64::from(is_working_day(day));
    }
    let minutes = random.between(15, 9 * 60 + 30);
    start_of(day) + 8 * HOUR + minutes * 60_000 + random.between(0, 59_999)
}

/// Something done the same working day a little later, or else the next working morning.
pub fn soon(random: &mut Random, after_ms: i64) -> i64 {
    let later = after_ms + random.between(20, 240) * 60_000;
    let inside = is_working_day(day_of(later)) && (8..18).contains(&hour_of(later));
    if inside { later } else { office(random, after_ms, 1) }
}

/// How much happens on an ordinary day.
pub fn weight_of(day: i64) -> u64 {
    if is_working_day(day) { WEEKDAY } else { SUNDAY_OR_SATURDAY }
}

/// A stretch of days with their weights; spreads many moments over it in order.
#[derive(Debug, Clone)]
pub struct Stretch {
    first_day: i64,
    end_ms: i64,
    /// Running totals of the days' weights.
    totals: Vec<u64>,
}

impl Stretch {
    /// The `days` days before `end_ms`.
    pub fn before(end_ms: i64, days: i64) -> Self {
        Self::weighted(day_of(end_ms) - days, end_ms, weight_of)
    }

    /// From a day on, with a weight for each.
    pub fn weighted(first_day: i64, end_ms: i64, weight: impl Fn(i64) -> u64) -> Self {
        let mut total = 0;
        let totals = (first_day..=day_of(end_ms))
            .map(|day| {
                total += weight(day);
                total
            })
            .collect();
        Self { first_day, end_ms, totals }
    }

    /// The moment at `fraction` (0–1) of all activity in the stretch. A larger fraction is never earlier.
    pub fn at(&self, fraction: f64) -> i64 {
        let all = self.totals.last().copied().unwrap_or(1) as f64;
        let target = fraction.clamp(0.0, 1.0) * all;
        let nth = self.totals.partition_point(|total| (*total as f64) <= target).min(self.totals.len() - 1);
        let before = nth.checked_sub(1).map_or(0, |previous| self.totals[previous]) as f64;
        let weight = self.totals[nth] as f64 - before;
        let inside = ((target - before) / weight).clamp(0.0, 1.0);
        let moment = start_of(self.first_day + nth as i64) + within_day(inside);
        moment.min(self.end_ms - 1)
    }
}

/// Milliseconds after midnight at `fraction` of a day's activity.
fn within_day(fraction: f64) -> i64 {
    let mut target = fraction * HOURS.iter().sum::<u64>() as f64;
    for (hour, weight) in (0..).zip(HOURS) {
        let weight = weight as f64;
        if target < weight {
            return hour * HOUR + (target / weight * HOUR as f64) as i64;
        }
        target -= weight;
    }
    DAY - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-23 10:00 in China, a Monday.
    const MONDAY: i64 = 1_795_399_200_000;

    #[test]
    fn days_hours_and_years_are_chinas() {
        assert!(is_working_day(day_of(MONDAY)) && !is_working_day(day_of(MONDAY) - 1));
        assert_eq!((hour_of(MONDAY), year_of(MONDAY)), (10, 2026));
        assert_eq!(year_of(start_of(day_of(MONDAY) + 39)), 2027);
        assert_eq!(year_of(start_of(day_of(MONDAY) + 38)), 2026);
    }

    #[test]
    fn offices_work_in_office_hours() {
        let mut random = Random::new(2);
        for days in 1..30 {
            let at = office(&mut random, MONDAY, days);
            assert!(is_working_day(day_of(at)) && (8..18).contains(&hour_of(at)));
        }
    }

    #[test]
    fn a_stretch_is_in_order_and_ends_before_its_end() {
        let stretch = Stretch::before(MONDAY, 365);
        let moments: Vec<_> = (0..=1000).map(|n| stretch.at(f64::from(n) / 1000.0)).collect();
        assert!(moments.is_sorted() && moments[1000] < MONDAY && moments[0] >= MONDAY - 367 * DAY);
        let worked = moments.iter().filter(|at| is_working_day(day_of(**at)) && (8..20).contains(&hour_of(**at)));
        assert!(worked.count() > 850);
    }
}
