//! Digits: grouping, rounding, decimals without trailing noughts. Integers only.

use std::fmt::Write as _;

/// A whole number of any width, or a reference to one, because askama borrows what it passes.
pub trait Whole {
    /// The number.
    fn whole(&self) -> i64;
}

impl<W: Whole + ?Sized> Whole for &W {
    fn whole(&self) -> i64 {
        (**self).whole()
    }
}

macro_rules! whole {
    ($($number:ty)+) => { $(
        impl Whole for $number {
            fn whole(&self) -> i64 {
                // Numbers beyond nine quintillion are shown as that.
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )+ };
}

whole!(i64 i32 u8 u16 u32 u64 usize);

/// Digits in groups of three: `-1,284,067`.
pub(super) fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    if n < 0 {
        text.push('-');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `scaled` over ten to the `places`, grouped, without noughts at the end: `(124, 1)` is `12.4`.
pub(super) fn decimal(scaled: i64, places: u32) -> String {
    let unit = 10_u64.pow(places);
    let size = scaled.unsigned_abs();
    let (whole, rest) = (size / unit, size % unit);
    let mut text = grouped(i64::try_from(whole).unwrap_or(i64::MAX));
    if scaled < 0 {
        text.insert(0, '-');
    }
    if rest > 0 {
        let digits = format!("{rest:0width$}", width = places as usize);
        // Writing to a String cannot fail.
        let _ = write!(text, ".{}", digits.trim_end_matches('0'));
    }
    text
}

/// Division rounded half away from nought, as people round.
pub(super) fn round_div(n: i64, by: i64) -> i64 {
    round_div_wide(i128::from(n), i128::from(by))
}

/// The same for products that need more room; `by` is not nought.
pub(super) fn round_div_wide(n: i128, by: i128) -> i64 {
    let size = (n.unsigned_abs() * 2 + by.unsigned_abs()) / (by.unsigned_abs() * 2);
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    if (n < 0) == (by < 0) { size } else { -size }
}
