//! Numbers in words, as they stand on a payment so that nobody can change a digit: 大写金额 in Chinese, plain
//! words in English.

const CAPITALS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const THOUSANDS: [&str; 7] = ["", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion"];

/// A whole number in capitals: 壹拾万零柒佰. Noughts between digits are said once, at the end never.
pub(super) fn capitals(n: u64) -> String {
    if n == 0 {
        return CAPITALS[0].to_owned();
    }
    let digits: Vec<usize> = n.to_string().bytes().map(|byte| usize::from(byte - b'0')).collect();
    let (mut text, mut nought, mut group) = (String::new(), false, false);
    for (at, digit) in digits.iter().enumerate() {
        let place = digits.len() - 1 - at;
        if *digit == 0 {
            nought = true;
        } else {
            if nought && !text.is_empty() {
                text.push_str(CAPITALS[0]);
            }
            text.push_str(CAPITALS[*digit]);
            text.push_str(PLACES[place % 4]);
            (nought, group) = (false, true);
        }
        if place.is_multiple_of(4) && std::mem::take(&mut group) {
            text.push_str(GROUPS[place / 4]);
        }
    }
    text
}

/// The part below a yuan in capitals: 伍角陆分, and after whole yuan 零陆分.
pub(super) fn capital_cents(cents: u64, after_yuan: bool) -> String {
    let (jiao, fen) = (cents as usize / 10 % 10, cents as usize % 10);
    let mut text = String::new();
    if jiao > 0 {
        text = format!("{}角", CAPITALS[jiao]);
    } else if after_yuan {
        text.push_str(CAPITALS[0]);
    }
    if fen > 0 {
        text.push_str(CAPITALS[fen]);
        text.push('分');
    }
    text
}

/// A whole number in English: one hundred thousand seven hundred.
pub(super) fn english(n: u64) -> String {
    if n == 0 {
        return SMALL[0].to_owned();
    }
    let (mut rest, mut groups) = (n, Vec::new());
    for name in THOUSANDS {
        if rest % 1000 > 0 {
            groups.push(format!("{} {name}", hundreds((rest % 1000) as usize)).trim_end().to_owned());
        }
        rest /= 1000;
    }
    groups.reverse();
    groups.join(" ")
}

fn hundreds(n: usize) -> String {
    let below = match n % 100 {
        0 => String::new(),
        small @ 1..20 => SMALL[small].to_owned(),
        tens if tens % 10 == 0 => TENS[tens / 10].to_owned(),
        tens => format!("{}-{}", TENS[tens / 10], SMALL[tens % 10]),
    };
    match n / 100 {
        0 => below,
        hundred => format!("{} hundred {below}", SMALL[hundred]).trim_end().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn capitals_are_those_that_a_bank_reads() {
        for (n, words) in [
            (0, "零"),
            (10, "壹拾"),
            (1_409, "壹仟肆佰零玖"),
            (6_007, "陆仟零柒"),
            (1_680, "壹仟陆佰捌拾"),
            (100_000, "壹拾万"),
            (100_000_005, "壹亿零伍"),
            (30_500_020, "叁仟零伍拾万零贰拾"),
        ] {
            assert_eq!(capitals(n), words);
        }
        assert_eq!((capital_cents(53, true), capital_cents(50, true)), ("伍角叁分".to_owned(), "伍角".to_owned()));
        assert_eq!((capital_cents(2, true), capital_cents(2, false)), ("零贰分".to_owned(), "贰分".to_owned()));
        assert_eq!(english(1_234_567), "one million two hundred thirty-four thousand five hundred sixty-seven");
        assert_eq!((english(100_000), english(15)), ("one hundred thousand".to_owned(), "fifteen".to_owned()));
    }

    /// Reads capitals as a cashier does: digits by their places, groups by theirs.
    fn read(words: &str) -> u64 {
        let (mut total, mut group, mut digit) = (0, 0, 0);
        for character in words.chars().map(String::from) {
            let of = |table: &[&str]| table.iter().position(|word| *word == character);
            if let Some(found) = of(&CAPITALS) {
                digit = found as u64;
            } else if let Some(place) = of(&PLACES) {
                group += digit * 10_u64.pow(place as u32);
                digit = 0;
            } else if let Some(size) = of(&GROUPS) {
                total += (group + digit) * 10_000_u64.pow(size as u32);
                (group, digit) = (0, 0);
            }
        }
        total + group + digit
    }

    proptest! {
        #[test]
        fn capitals_read_back_as_what_they_say(n in 0_u64..1_000_000_000_000) {
            prop_assert_eq!(read(&capitals(n)), n);
            prop_assert!(!capitals(n).contains("零零"));
        }

        #[test]
        fn different_amounts_are_never_said_alike(a in 0_u64..10_000_000, b in 0_u64..10_000_000) {
            prop_assert_eq!(english(a) == english(b), a == b);
        }
    }
}
