//! Money in whole fen, never in floating point.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in fen, the hundredth of a yuan. May be negative (a clawback).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// Whole yuan.
    pub const fn yuan(yuan: i64) -> Fen {
        Fen(yuan.saturating_mul(100))
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
