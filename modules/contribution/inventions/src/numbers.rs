//! Numbers of rights, checked for their shape. An application number of the patent office has twelve digits and a
//! check digit [L30]: four for the year, one for the kind (1 invention, 2 utility model, 3 design, 8 and 9 an
//! invention or utility model that came as an international application), seven for the serial. The check digit
//! is the sum of the digits weighted 2 to 9 and again 2 to 5, modulo 11, with X for ten. Behind `ZL` it is the
//! number of the patent.

use kernel::Reason;
use works::rights::Kind;

/// Weights of the twelve digits.
const WEIGHTS: [u32; 12] = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
/// The numbers of twelve digits began in October 2003.
const FIRST_YEAR: i16 = 2003;

/// An application number as typed, `ZL 2023 1 0123456.6` or `2023101234566`; yields `202310123456.6`.
///
/// # Errors
/// What is wrong: its shape, its kind, or its check digit.
pub fn application(kind: Kind, typed: &str) -> Result<String, Reason> {
    let shape = || Reason::new("invention-number-shape");
    let text = plain(typed);
    let text = text.strip_prefix("ZL").or_else(|| text.strip_prefix("CN")).unwrap_or(&text);
    let text: String = text.chars().filter(|c| *c != '.').collect();
    if text.len() != 13 || !text.bytes().take(12).all(|byte| byte.is_ascii_digit()) {
        return Err(shape());
    }
    let (digits, check) = text.split_at(12);
    if !check.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X') {
        return Err(shape());
    }
    if check != check_digit(digits).to_string() {
        return Err(Reason::new("invention-number-check"));
    }
    let fits = match digits.as_bytes()[4] {
        b'1' | b'8' => kind == Kind::Invention,
        b'2' | b'9' => kind == Kind::Utility,
        b'3' => kind == Kind::Design,
        _ => return Err(shape()),
    };
    if !fits {
        return Err(Reason::new("invention-number-kind"));
    }
    if year(digits).is_none_or(|year| year < FIRST_YEAR) {
        return Err(shape());
    }
    Ok(format!("{digits}.{check}"))
}

/// The check digit of twelve digits.
pub fn check_digit(digits: &str) -> char {
    let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    char::from_digit(sum % 11, 10).unwrap_or('X')
}

/// The year a number begins with.
pub fn year(number: &str) -> Option<i16> {
    number.get(..4)?.parse().ok()
}

/// Whether it came as an international application, whose day lies before the year of its number.
pub fn international(number: &str) -> bool {
    matches!(number.as_bytes().get(4), Some(b'8' | b'9'))
}

/// `202310123456.6` as the standard sets it: `2023 1 0123456.6`. Other numbers stay as they are.
pub fn shown(number: &str) -> String {
    match (number.get(..4), number.get(4..5), number.get(5..)) {
        (Some(year), Some(kind), Some(rest)) if number.len() == 14 && number.as_bytes()[12] == b'.' => {
            format!("{year} {kind} {rest}")
        }
        _ => number.to_owned(),
    }
}

/// The number of a right as people write it: that of its registration, that of a granted patent with `ZL`, or that
/// of the application; empty while there is none.
pub fn written(kind: Kind, number: Option<&str>, registration: &str, granted: bool) -> String {
    match number.map(shown) {
        _ if !registration.is_empty() => registration.to_owned(),
        Some(number) if kind.is_patent() && granted => format!("ZL {number}"),
        number => number.unwrap_or_default(),
    }
}

/// The number of a publication or an announcement, `CN 116123456 A`; may be empty.
///
/// # Errors
/// Its shape.
pub fn publication(typed: &str) -> Result<String, Reason> {
    let text = plain(typed);
    if text.is_empty() {
        return Ok(text);
    }
    let wrong = || Reason::new("invention-publication-shape");
    let rest = text.strip_prefix("CN").ok_or_else(wrong)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, code) = rest.split_at(digits);
    let mut code = code.bytes();
    let letter = code.next().is_some_and(|byte| byte.is_ascii_uppercase());
    let more = code.next().is_none_or(|byte| byte.is_ascii_digit()) && code.next().is_none();
    if !(7..=9).contains(&digits.len()) || !letter || !more {
        return Err(wrong());
    }
    Ok(format!("CN {digits} {}", &rest[digits.len()..]))
}

/// The number of a registered software copyright, `2023SR0123456`.
///
/// # Errors
/// Its shape.
pub fn software(typed: &str) -> Result<String, Reason> {
    let text = plain(typed);
    let wrong = || Reason::new("invention-software-shape");
    let (year, serial) = text.split_once("SR").ok_or_else(wrong)?;
    let digits = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if digits(year, 4, 4) && digits(serial, 6, 7) { Ok(text) } else { Err(wrong()) }
}

/// Without spaces, in capitals, with the plain forms of full-width characters.
fn plain(typed: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '。' | '·' => '.',
        c => c,
    };
    typed.chars().filter(|c| !c.is_whitespace()).map(narrow).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn real_numbers_are_read_however_they_are_written() {
        for typed in [
            "ZL201310699744.2",
            "ZL 2013 1 0699744.2",
            "2013106997442",
            " cn201310699744．2",
            "２０１３１０６９９７４４.２",
        ] {
            assert_eq!(application(Kind::Invention, typed).as_deref(), Ok("201310699744.2"), "{typed}");
        }
        assert_eq!(shown("201310699744.2"), "2013 1 0699744.2");
        assert_eq!(shown("2023SR0123456"), "2023SR0123456");
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        let key = |kind, typed: &str| application(kind, typed).unwrap_err().key;
        assert_eq!(key(Kind::Invention, "201310699744.3"), "invention-number-check");
        assert_eq!(key(Kind::Utility, "201310699744.2"), "invention-number-kind");
        for wrong in ["", "2013", "201310699744", "20131069974422", "2013A0699744.2", "发明", "199910699744.4"] {
            assert!(
                matches!(key(Kind::Invention, wrong), "invention-number-shape" | "invention-number-check"),
                "{wrong}"
            );
        }
        assert!(
            publication("CN 116123456 A").is_ok() && publication("cn116123456b").is_ok() && publication("").is_ok()
        );
        assert!(
            publication("116123456").is_err()
                && publication("CN 12 A").is_err()
                && publication("CN1161234567AB").is_err()
        );
        assert_eq!(software("2023sr0123456").as_deref(), Ok("2023SR0123456"));
        assert!(software("SR0123456").is_err() && software("2023SR01234567").is_err());
    }

    proptest! {
        #[test]
        fn a_wrong_digit_or_two_that_changed_places_are_noticed(year in 2003_u32..2100, serial in 0_u32..10_000_000, at in 0_usize..12, other in 0_u8..10) {
            let digits = format!("{year}1{serial:07}");
            let number = format!("{digits}.{}", check_digit(&digits));
            prop_assert_eq!(application(Kind::Invention, &number), Ok(number.clone()));
            let mut wrong = digits.clone().into_bytes();
            wrong[at] = b'0' + other;
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assume!(wrong != digits);
            prop_assert_eq!(application(Kind::Invention, &format!("{wrong}.{}", check_digit(&digits))).unwrap_err().key, "invention-number-check");
            let mut swapped = digits.clone().into_bytes();
            swapped.swap(at, (at + 1) % 12);
            let swapped = String::from_utf8(swapped).unwrap();
            prop_assume!(swapped != digits && at != 11);
            // Only the eighth and ninth digit, whose weights are seven apart, could slip through; the modulus is
            // prime, so they do not.
            prop_assert_ne!(check_digit(&swapped), check_digit(&digits));
        }

        #[test]
        fn whatever_is_typed_is_told_and_nothing_breaks(typed in ".{0,40}") {
            for kind in [Kind::Invention, Kind::Utility, Kind::Design] {
                let _ = application(kind, &typed);
            }
            let _ = (publication(&typed), software(&typed), shown(&typed));
        }
    }
}
