//! Money as old ledgers write it: `3000`, `¥3,000.50`, `12.5万元`, `—`.

use kernel::{Fen, Reason, text};

/// Most digits before the point.
const DIGITS: usize = 12;
/// Most digits behind it: a quotient that a formula made has fourteen.
const DECIMALS: usize = 20;

/// Reads what stands in a cell. `ten_thousands` says that a bare number counts them, as the title of the column does;
/// a cell that names its own unit is believed. Cells that say “nothing” are nothing; fractions of a fen are rounded.
///
/// # Errors
/// Why it is no amount.
pub fn typed(cell: &str, ten_thousands: bool) -> Result<Option<Fen>, Reason> {
    let bare: String = text::clean(cell).chars().filter(|c| !" ,，¥￥\u{a0}".contains(*c)).collect();
    if matches!(bare.as_str(), "" | "-" | "—" | "——" | "/" | "\\" | "无" | "暂无" | "0元") {
        return Ok(if bare == "0元" { Some(Fen(0)) } else { None });
    }
    let (bare, scale) = unit(&bare, if ten_thousands { 4 } else { 0 });
    if bare.starts_with(['-', '−', '(', '（']) {
        return Err(Reason::new("history-amount-negative"));
    }
    fen(bare, scale).map(Some).ok_or_else(|| Reason::new("history-amount-unread"))
}

/// The number without its unit, and by which power of ten it is to be multiplied.
fn unit(text: &str, otherwise: u32) -> (&str, u32) {
    for (ending, scale) in [("亿元", 8), ("亿", 8), ("万元", 4), ("万", 4), ("元整", 0), ("元", 0)] {
        if let Some(number) = text.strip_suffix(ending) {
            return (number, scale);
        }
    }
    (text, otherwise)
}

/// Yuan times a power of ten, rounded to the fen.
fn fen(number: &str, scale: u32) -> Option<Fen> {
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > DIGITS || rest.len() > DECIMALS || !digits(whole) || !digits(rest) {
        return None;
    }
    // One digit more than is kept, by which it is rounded.
    let kept = scale as usize + 3;
    let rest: String = rest.chars().chain(std::iter::repeat('0')).take(kept).collect();
    let tenths: i128 = format!("{whole}{rest}").parse().ok()?;
    i64::try_from((tenths + 5) / 10).ok().filter(|fen| *fen <= MOST).map(Fen)
}

/// The most one row may state: a trillion yuan is a mistake.
const MOST: i64 = 100_000_000_000_000;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_old_ledgers_write_them() {
        for (cell, wan, fen) in [
            ("3000", false, 300_000),
            ("¥3,000.50", false, 300_050),
            ("3 000 元", false, 300_000),
            ("12.5万元", false, 12_500_000),
            ("12.5", true, 12_500_000),
            ("3000元", true, 300_000),
            ("1.2亿", false, 12_000_000_000),
            ("0.3333333333333", true, 333_333),
            ("0.005", false, 1),
            ("0", false, 0),
        ] {
            assert_eq!(typed(cell, wan), Ok(Some(Fen(fen))), "{cell}");
        }
        for nothing in ["", "—", "/", "无", " - "] {
            assert_eq!(typed(nothing, false), Ok(None), "{nothing}");
        }
    }

    #[test]
    fn what_is_no_amount_says_why() {
        for (cell, why) in [
            ("约3000", "history-amount-unread"),
            ("3000-5000", "history-amount-unread"),
            ("#DIV/0!", "history-amount-unread"),
            ("=B2*2", "history-amount-unread"),
            ("1e5", "history-amount-unread"),
            ("99999999999999", "history-amount-unread"),
            ("-300", "history-amount-negative"),
            ("(300)", "history-amount-negative"),
        ] {
            assert_eq!(typed(cell, false).map_err(|reason| reason.key), Err(why), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn whole_fen_come_through(fen in 0_i64..1_000_000_000_000) {
            let text = format!("{}.{:02}", fen / 100, fen % 100);
            prop_assert_eq!(typed(&text, false).unwrap(), Some(Fen(fen)));
        }

        #[test]
        fn no_cell_breaks_the_reader(cell in "\\PC{0,16}|[0-9.,万元亿-]{0,16}", wan in any::<bool>()) {
            let _ = typed(&cell, wan);
        }
    }
}
