//! A number as people write it into an arithmetic, and products of such numbers: whole digits and how
//! many of them stand behind the point. Nothing is rounded before a product becomes money.

use std::fmt;

use kernel::{Fen, Reason, text};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Most digits before the point.
const WHOLE: usize = 12;
/// Most digits behind it.
const PLACES: usize = 6;
/// The largest amount of a line: a thousand times a hundred million yuan. What is more was mistyped.
const MOST: Fen = Fen::yuan(100_000_000_000);

/// A number that is not negative: `1440`, `0.75`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    digits: u64,
    places: u32,
}

impl Decimal {
    /// A whole number.
    pub const fn whole(number: u32) -> Decimal {
        Decimal { digits: number as u64, places: 0 }
    }

    /// Reads what was typed: digits, commas between thousands, one point; full-width signs too.
    ///
    /// # Errors
    /// `benefit-number-empty`, `benefit-number-unreadable` or `benefit-number-long`.
    pub fn parse(typed: &str) -> Result<Decimal, Reason> {
        let plain: String =
            text::clean(typed).chars().map(narrow).filter(|c| !(c.is_whitespace() || *c == ',')).collect();
        if plain.is_empty() {
            return Err(Reason::new("benefit-number-empty"));
        }
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || whole.is_empty() || plain.ends_with('.') {
            return Err(Reason::new("benefit-number-unreadable"));
        }
        let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
        if whole.len() > WHOLE || part.len() > PLACES {
            return Err(Reason::new("benefit-number-long").with("whole", WHOLE).with("places", PLACES));
        }
        // At most eighteen digits, which always fit.
        let digits = format!("0{whole}{part}").parse().map_err(|_| Reason::new("benefit-number-unreadable"))?;
        Ok(Decimal { digits, places: part.len() as u32 })
    }

    /// The digits before the point.
    pub fn units(self) -> i64 {
        i64::try_from(self.digits / 10_u64.pow(self.places)).unwrap_or(i64::MAX)
    }

    /// The product of these numbers in yuan, rounded to the fen with halves up; nothing when it is beyond
    /// all reason. The order of the numbers does not matter.
    pub fn product(factors: &[Decimal]) -> Option<Fen> {
        if factors.iter().any(|factor| factor.digits == 0) {
            return Some(Fen(0));
        }
        // No number is nought, so a product never shrinks on the way: it overflows in every order or in none.
        let mut digits: u128 = 1;
        let mut places: u32 = 0;
        for factor in factors {
            digits = digits.checked_mul(u128::from(factor.digits))?;
            places += factor.places;
        }
        let fen = match places.checked_sub(2) {
            None => digits.checked_mul(10_u128.pow(2 - places))?,
            Some(0) => digits,
            Some(extra) => halves_up(digits, 10_u128.checked_pow(extra)?),
        };
        i64::try_from(fen).ok().map(Fen).filter(|fen| *fen <= MOST)
    }
}

/// Full-width digits and marks as plain ones.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        other => other,
    }
}

fn halves_up(number: u128, by: u128) -> u128 {
    let (quotient, rest) = (number / by, number % by);
    if rest >= by - rest { quotient + 1 } else { quotient }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10_u64.pow(self.places);
        write!(f, "{}", self.digits / unit)?;
        if self.places > 0 {
            write!(f, ".{:0width$}", self.digits % unit, width = self.places as usize)?;
        }
        Ok(())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = String::deserialize(deserializer)?;
        Decimal::parse(&text).map_err(|reason| serde::de::Error::custom(reason.key))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers(texts: &[&str]) -> Vec<Decimal> {
        texts.iter().map(|text| Decimal::parse(text).unwrap()).collect()
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, shown) in [
            ("35", "35"),
            (" 1,440 ", "1440"),
            ("0.750", "0.75"),
            ("００．５", "0.5"),
            ("007", "7"),
            ("1，000", "1000"),
        ] {
            assert_eq!(Decimal::parse(typed).unwrap().to_string(), shown, "{typed}");
        }
        for typed in ["", " ", "-1", ".5", "1.", "1.2.3", "1e9", "十", "1234567890123", "0.1234567", "NaN"] {
            assert!(Decimal::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_product_is_exact_to_the_fen() {
        assert_eq!(Decimal::product(&numbers(&["35", "6", "250", "0.75"])), Some(Fen(3_937_500)));
        assert_eq!(Decimal::product(&numbers(&["0.1", "0.2"])), Some(Fen(2)));
        assert_eq!(Decimal::product(&numbers(&["0.005"])), Some(Fen(1)), "half a fen is one");
        assert_eq!(Decimal::product(&numbers(&["0.004999"])), Some(Fen(0)));
        assert_eq!(Decimal::product(&numbers(&["99999999999", "2"])), None, "beyond all reason");
        assert_eq!(Decimal::product(&numbers(&["999999999999"; 6])), None);
        assert_eq!(
            Decimal::product(&numbers(&["999999999999", "999999999999", "999999999999", "999999999999", "0"])),
            Some(Fen(0))
        );
    }

    fn number() -> impl Strategy<Value = Decimal> {
        (0_u64..1_000_000_000_000, 0_u32..7).prop_map(|(digits, places)| {
            let text = format!("{digits:0>8}");
            let (whole, part) = text.split_at(text.len() - places as usize);
            Decimal::parse(&if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") }).unwrap()
        })
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(one in number()) {
            prop_assert_eq!(Decimal::parse(&one.to_string()).unwrap(), one);
            prop_assert_eq!(serde_json::from_str::<Decimal>(&serde_json::to_string(&one).unwrap()).unwrap(), one);
        }

        #[test]
        fn the_order_of_factors_does_not_matter(
            (one, other) in prop::collection::vec(number(), 1..7).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        ) {
            prop_assert_eq!(Decimal::product(&one), Decimal::product(&other));
        }

        /// Against long multiplication with nothing cut off: the product of the digits as a text of digits.
        #[test]
        fn a_product_agrees_with_long_multiplication(all in prop::collection::vec(number(), 1..5)) {
            let mut digits = vec![1_u64];
            for factor in &all {
                let mut carry = 0_u128;
                for digit in &mut digits {
                    let next = u128::from(*digit) * u128::from(factor.digits) + carry;
                    *digit = (next % 10) as u64;
                    carry = next / 10;
                }
                while carry > 0 {
                    digits.push((carry % 10) as u64);
                    carry /= 10;
                }
            }
            let places: u32 = all.iter().map(|factor| factor.places).sum();
            // The value in fen is digits / 10^(places - 2); shift, round, read.
            let mut shifted: Vec<u64> = digits;
            let mut up = false;
            if places >= 2 {
                let cut = (places - 2) as usize;
                up = cut > 0 && shifted.get(cut - 1).is_some_and(|digit| *digit >= 5);
                shifted = shifted.into_iter().skip(cut).collect();
            } else {
                for _ in places..2 { shifted.insert(0, 0); }
            }
            let text: String = shifted.iter().rev().map(u64::to_string).collect();
            let value = text.trim_start_matches('0');
            let wanted = if value.len() > 20 { None } else {
                let value = value.parse::<u128>().unwrap_or(0) + u128::from(up);
                (value <= MOST.0 as u128).then_some(Fen(value as i64))
            };
            prop_assert_eq!(Decimal::product(&all), wanted);
        }
    }
}
