//! What people type, made safe to store and to show: one Unicode form, no control characters, no
//! invisible ones that could disguise what a text says, and a stated length.

use unicode_normalization::UnicodeNormalization;

use crate::verdict::Reason;

/// A line: no breaks, spaces folded, between 1 and `most` characters.
///
/// # Errors
/// `text-empty` or `text-too-long` with `most` and `got`.
pub fn line(typed: &str, most: usize) -> Result<String, Reason> {
    let text = clean(typed).split_whitespace().collect::<Vec<_>>().join(" ");
    bounded(text, 1, most)
}

/// A line that may be left empty.
///
/// # Errors
/// `text-too-long`.
pub fn optional_line(typed: &str, most: usize) -> Result<String, Reason> {
    let text = clean(typed).split_whitespace().collect::<Vec<_>>().join(" ");
    bounded(text, 0, most)
}

/// Running text: breaks are kept (at most one empty line together), between 1 and `most` characters.
///
/// # Errors
/// `text-empty` or `text-too-long`.
pub fn text(typed: &str, most: usize) -> Result<String, Reason> {
    bounded(paragraphs(typed), 1, most)
}

/// Running text that may be left empty.
///
/// # Errors
/// `text-too-long`.
pub fn optional_text(typed: &str, most: usize) -> Result<String, Reason> {
    bounded(paragraphs(typed), 0, most)
}

fn bounded(text: String, least: usize, most: usize) -> Result<String, Reason> {
    let length = text.chars().count();
    if length < least {
        return Err(Reason::new("text-empty"));
    }
    if length > most {
        return Err(Reason::new("text-too-long").with("most", most).with("got", length));
    }
    Ok(text)
}

fn paragraphs(typed: &str) -> String {
    let cleaned = clean(typed);
    let mut lines: Vec<&str> = Vec::new();
    for line in cleaned.lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

/// NFC, line breaks as `\n`, and nothing invisible but spaces and breaks.
pub fn clean(typed: &str) -> String {
    typed.replace("\r\n", "\n").nfc().filter(|c| !is_hidden(*c)).collect()
}

/// Control characters, zero-width ones, marks that turn the direction of writing, and variation or
/// tag characters that only hide things. The joiner inside emoji goes too; no name needs it.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hidden_characters_go_and_the_words_stay() {
        assert_eq!(line(" 扫码\u{200B}自\u{202E}助柜\0 ", 10).unwrap(), "扫码自助柜");
        assert_eq!(text("一\r\n\r\n\r\n\r\n二 ", 10).unwrap(), "一\n\n二");
        assert_eq!(line("\u{200B}\u{FEFF}", 10).unwrap_err().key, "text-empty");
        assert_eq!(line("四个字呢", 3).unwrap_err().key, "text-too-long");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(typed in "\\PC*|.*") {
            let once = clean(&typed);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert!(!once.chars().any(is_hidden));
        }
    }
}
