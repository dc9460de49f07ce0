//! Money in whole fen, never in floating point.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text;

/// Most digits before the point that are read as money.
const DIGITS: usize = 12;

/// An amount in fen, the hundredth of a yuan. May be negative (a clawback).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// Whole yuan.
    pub const fn yuan(yuan: i64) -> Fen {
        Fen(yuan.saturating_mul(100))
    }

    /// Yuan as people type them: `1500`, `12,000.50`, `¥1 500.5 元`, with at most two decimals. Nothing else is money,
    /// an empty field and a negative amount included.
    pub fn typed(text: &str) -> Option<Fen> {
        let bare: String = text::clean(text).chars().filter(|c| !" ,，¥￥元".contains(*c)).collect();
        let (yuan, rest) = bare.split_once('.').unwrap_or((&bare, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if yuan.is_empty() || yuan.len() > DIGITS || rest.len() > 2 || !digits(yuan) || !digits(rest) {
            return None;
        }
        format!("{yuan}{rest:0<2}").parse().ok().map(Fen)
    }

    /// The sum, or `None` when it leaves the range of 92 quadrillion yuan.
    pub fn checked_add(self, other: Fen) -> Option<Fen> {
        self.0.checked_add(other.0).map(Fen)
    }

    /// Divides by weights with the largest remainder: the parts always sum to the whole, and no
    /// part is off by a whole fen. Equal remainders go to the earlier part. Without any positive
    /// weight there are no parts.
    pub fn split(self, weights: &[u32]) -> Vec<Fen> {
        let total: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        if total == 0 {
            return Vec::new();
        }
        let whole = i128::from(self.0.unsigned_abs());
        let mut parts: Vec<(i128, i128)> = weights
            .iter()
            .map(|weight| {
                let exact = whole * i128::from(*weight);
                (exact / total, exact % total)
            })
            .collect();
        let left = whole - parts.iter().map(|(part, _)| part).sum::<i128>();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by(|a, b| parts[*b].1.cmp(&parts[*a].1).then(a.cmp(b)));
        for index in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
            parts[index].0 += 1;
        }
        let sign = if self.0 < 0 { -1 } else { 1 };
        parts.into_iter().map(|(part, _)| Fen(sign * i64::try_from(part).unwrap_or(i64::MAX))).collect()
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, fen) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_people_share_a_hundred_yuan_to_the_fen() {
        assert_eq!(Fen::yuan(100).split(&[1, 1, 1]), [Fen(3334), Fen(3333), Fen(3333)]);
        assert_eq!(Fen(-5).split(&[50, 50]), [Fen(-3), Fen(-2)]);
        assert_eq!(Fen(5).split(&[0, 0]), []);
    }

    #[test]
    fn money_is_read_to_the_fen_and_never_guessed() {
        for (typed, fen) in [("1500", 150_000), ("12,000.5", 1_200_050), (" ¥1 500.05 元", 150_005), ("0", 0)] {
            assert_eq!(Fen::typed(typed), Some(Fen(fen)), "{typed}");
        }
        for typed in ["", "-5", "1.234", "1e6", "一千", "1.5.5", ".5", "9999999999999"] {
            assert_eq!(Fen::typed(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole_and_stay_within_one_fen(
            whole in -1_000_000_000_000_i64..1_000_000_000_000,
            weights in prop::collection::vec(0_u32..10_000, 1..12),
        ) {
            let total: u64 = weights.iter().map(|w| u64::from(*w)).sum();
            prop_assume!(total > 0);
            let parts = Fen(whole).split(&weights);
            prop_assert_eq!(parts.iter().map(|p| p.0).sum::<i64>(), whole);
            for (part, weight) in parts.iter().zip(&weights) {
                let exact = whole as f64 * f64::from(*weight) / total as f64;
                prop_assert!((part.0 as f64 - exact).abs() <= 1.001);
            }
        }
    }
}
