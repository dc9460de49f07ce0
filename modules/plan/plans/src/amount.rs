//! Numbers of goals: hundredths of their unit, so that counts, yuan, per cent and days are one kind of whole number.

use kernel::Reason;
use serde::{Deserialize, Serialize};
use stats::{Figure, Indicator, Unit};
use store::{Bind, Cell, Read, Type, Value};
use ui::T;

/// A number in hundredths of its unit: 49.25 % is 4925, 450,000 suggestions are 45,000,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(pub i64);

/// The greatest that can be typed: ten million millions.
const MOST: i64 = 1_000_000_000_000_000;

impl Bind for Amount {
    const TYPE: Type = Type::Int;
    fn bind(&self) -> Value<'_> {
        Value::Int(self.0)
    }
}

impl Read for Amount {
    const TYPE: Type = Type::Int;
    fn read(cell: Cell<'_>) -> Option<Amount> {
        match cell {
            Cell::Int(number) => Some(Amount(number)),
            _ => None,
        }
    }
}

impl Amount {
    /// So many whole units.
    pub const fn whole(number: i64) -> Amount {
        Amount(number.saturating_mul(100))
    }

    /// Reads what somebody typed: `450,000`, `45万`, `49.25`, `50%`.
    ///
    /// # Errors
    /// `plan-amount-unreadable`.
    pub fn typed(text: &str) -> Result<Amount, Reason> {
        read(text).filter(|amount| (0..=MOST).contains(&amount.0)).ok_or(Reason::new("plan-amount-unreadable"))
    }

    /// A figure in hundredths of what it is told in; shares are told in per cent, money in yuan.
    pub fn of(indicator: &Indicator, figure: Figure) -> Option<Amount> {
        match (figure, indicator.unit) {
            (Figure::Nothing, _) => None,
            (Figure::Number(fen), Unit::Fen) => Some(Amount(fen)),
            (Figure::Number(number), _) => Some(Amount::whole(number)),
            (Figure::Ratio { part, whole }, Unit::Share) => Some(Amount(divided(part, 10_000, whole))),
            (Figure::Ratio { part, whole }, _) => Some(Amount(divided(part, 100, whole))),
        }
    }

    /// As it is typed: no grouping, no noughts behind the point.
    pub fn plain(self) -> String {
        point(self.0, self.0.unsigned_abs().wrapping_div(100).to_string())
    }

    /// As it is read, with its digits in groups.
    pub fn told(self, t: T) -> String {
        let whole = i64::try_from(self.0.unsigned_abs() / 100).unwrap_or(i64::MAX);
        point(self.0, t.number(whole))
    }
}

fn point(hundredths: i64, whole: String) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    match hundredths.unsigned_abs() % 100 {
        0 => format!("{sign}{whole}"),
        rest if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        rest => format!("{sign}{whole}.{rest:02}"),
    }
}

/// `part` times `by` over `whole`, rounded.
pub fn divided(part: i64, by: i64, whole: i64) -> i64 {
    let (top, whole) = (i128::from(part) * i128::from(by), i128::from(whole.max(1)));
    i64::try_from((2 * top + whole).div_euclid(2 * whole)).unwrap_or(i64::MAX)
}

fn read(text: &str) -> Option<Amount> {
    let text: String = text.chars().filter(|c| !(c.is_whitespace() || matches!(c, ',' | '，'))).collect();
    let text = text.trim_end_matches(['%', '％']);
    let (text, times) = match text.strip_suffix('万') {
        Some(text) => (text, 10_000_i64),
        None => (text, 1),
    };
    let (whole, part) = text.split_once(['.', '。', '．']).unwrap_or((text, "0"));
    let digits =
        |text: &str, most: usize| !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole, 13) || !digits(part, if times > 1 { 6 } else { 2 }) {
        return None;
    }
    let whole = whole.parse::<i64>().ok()?.checked_mul(100)?.checked_mul(times)?;
    let scale = 10_i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let part = part.parse::<i64>().ok()?.checked_mul(100)?.checked_mul(times)?;
    (part % scale == 0).then(|| whole.checked_add(part / scale).map(Amount))?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = |text| Amount::typed(text).map(|amount| amount.0).ok();
        assert_eq!(read("450,000"), Some(45_000_000));
        assert_eq!(read(" 45 万"), Some(45_000_000));
        assert_eq!(read("4.5万"), Some(4_500_000));
        assert_eq!(read("49.25%"), Some(4_925));
        assert_eq!(read("0"), Some(0));
        for odd in ["", "-1", "1.234", "一", "1e3", "99999999999999", "1..2", "万", "."] {
            assert_eq!(read(odd), None, "{odd:?}");
        }
    }

    #[test]
    fn a_share_is_told_in_per_cent() {
        assert_eq!(divided(1, 10_000, 3), 3333);
        assert_eq!(divided(2, 10_000, 3), 6667);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(hundredths in 0..MOST) {
            prop_assert_eq!(Amount::typed(&Amount(hundredths).plain()), Ok(Amount(hundredths)));
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(text in ".*") {
            let _ = Amount::typed(&text);
        }
    }
}
