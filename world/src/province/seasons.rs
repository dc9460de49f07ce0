//! When in a year people propose: hardly around the spring festival, most in the campaigns of spring and at the
//! year's end.

use crate::moments::{Stretch, month_of, weight_of};

/// How busy each month is, in per cent of an ordinary one.
const MONTHS: [u64; 12] = [80, 70, 105, 100, 120, 128, 96, 86, 108, 92, 118, 136];
/// The first days of the years of the ox, the tiger, the rabbit and the dragon.
const FESTIVALS: [i64; 4] = [18_670, 19_024, 19_379, 19_763];

/// The days of a year with their weights.
pub fn year(first_day: i64, end_ms: i64) -> Stretch {
    Stretch::weighted(first_day, end_ms - 1, |day| weight_of(day) * season(day))
}

fn season(day: i64) -> u64 {
    let festival = FESTIVALS.iter().any(|first| (first - 6..first + 9).contains(&day));
    let month = month_of(day).1;
    // The first week of October is free, and what is left of it is worked at half strength.
    let national = month == 10 && month_of(day - 7).1 == 9;
    MONTHS[(month - 1) as usize] / if festival || national { 8 } else { 1 }
}
