//! Text to tokens: the same function for documents and for queries.
//!
//! Chinese is written without blanks. A dictionary gives words, but it cuts by context, so a
//! fragment in a query may be cut differently than in the document; every Han character is therefore
//! a token as well. That also makes one-character queries answerable.

use std::sync::OnceLock;

use jieba_rs::Jieba;
use unicode_normalization::UnicodeNormalization;

/// A run of letters and digits longer than this is cut off, in documents and queries alike.
const LONGEST_RUN: usize = 40;

/// Words that carry no subject. A query drops them unless nothing else is left.
const FUNCTION_WORDS: &[&str] = &[
    "的", "地", "得", "了", "着", "和", "与", "及", "或", "在", "是", "对", "等", "之", "把", "将", "被", "为", "于",
    "以", "从", "到", "也", "都", "就", "并", "而", "其", "该", "这", "那", "有", "吗", "呢", "吧", "the", "a", "an",
    "of", "and", "or", "to", "in", "for", "on",
];

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// A dictionary (or guessed) Chinese word, or a run of other letters and digits.
    Word,
    /// A dictionary word inside a longer Chinese word: 机床 in 数控机床.
    Part,
    /// A Han character that is part of a longer word.
    Char,
}

/// One token. Its place in the text is not kept: no query here needs it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Token {
    /// Folded text, never empty.
    pub text: String,
    /// How the token arose.
    pub kind: TokenKind,
}

/// The tokens of a text: every word, the words inside long words, and every Han character once per
/// occurrence.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let folded = fold(text);
    let mut out = Vec::new();
    for run in runs(&folded) {
        if run.han {
            cut_han(run.text, &mut out);
        } else {
            let text = run.text.chars().take(LONGEST_RUN).collect();
            out.push(Token { text, kind: TokenKind::Word });
        }
    }
    out.into_iter()
}

/// The words of a text in order, function words left out unless there are only such.
pub fn words(text: &str) -> Vec<String> {
    let all: Vec<String> = tokens(text).filter(|token| token.kind == TokenKind::Word).map(|token| token.text).collect();
    let content: Vec<String> = all.iter().filter(|word| !is_function_word(word)).cloned().collect();
    if content.is_empty() { all } else { content }
}

/// Whether a token is a word that carries a subject.
pub(crate) fn is_content(token: &Token) -> bool {
    token.kind == TokenKind::Word && !is_function_word(&token.text)
}

/// Whether a folded word carries no subject (的, 和, the …).
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(&word)
}

/// One form for what people type: compatibility forms (full width, ligatures) resolved, lower case,
/// invisible characters dropped.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // A plain character is its own form unless a mark follows it, and never joins what stands before it:
    // what begins with one, up to the next one, can be folded by itself, and most of it need not be.
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let tail = &rest[first.len_utf8()..];
        let end = tail.find(is_plain).map_or(rest.len(), |at| first.len_utf8() + at);
        let (piece, after) = rest.split_at(end);
        if is_plain(first) && end == first.len_utf8() {
            out.push(first.to_ascii_lowercase());
        } else {
            out.extend(piece.nfkc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase));
        }
        rest = after;
    }
    out
}

/// ASCII and the common Chinese characters: normalising leaves them as they are.
pub(crate) fn is_plain(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Whether a character is a Chinese character, including the extensions that names use.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '々' | '〇'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Characters that take no space and that pasting from office programs leaves inside words.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// A stretch of one script in folded text.
pub(crate) struct Run<'a> {
    pub(crate) text: &'a str,
    pub(crate) han: bool,
}

/// Splits folded text into runs of Han characters and runs of other letters and digits.
pub(crate) fn runs(folded: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_han(c));
        let han = is_han(rest.chars().next()?);
        let end = rest.find(|c: char| is_han(c) != han || !(han || c.is_alphanumeric())).unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Run { text, han })
    })
}

fn cut_han(run: &str, out: &mut Vec<Token>) {
    let jieba = jieba();
    for cut in jieba.cut(run, true) {
        let word = cut.word;
        out.push(Token { text: word.to_owned(), kind: TokenKind::Word });
        let bounds: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let length = bounds.len() - 1;
        if length == 1 {
            continue;
        }
        for size in [2, 3] {
            for ends in bounds.windows(size + 1).filter(|_| length > size) {
                let part = &word[ends[0]..ends[size]];
                if jieba.has_word(part) {
                    out.push(Token { text: part.to_owned(), kind: TokenKind::Part });
                }
            }
        }
        out.extend(word.chars().map(|c| Token { text: c.to_string(), kind: TokenKind::Char }));
    }
}

/// The dictionary: 33 MB and a seventh of a second to load, so one for the process.
fn jieba() -> &'static Jieba {
    static JIEBA: OnceLock<Jieba> = OnceLock::new();
    JIEBA.get_or_init(Jieba::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of_kind(text: &str, kind: TokenKind) -> Vec<String> {
        tokens(text).filter(|token| token.kind == kind).map(|token| token.text).collect()
    }

    #[test]
    fn words_parts_and_every_han_character() {
        assert_eq!(of_kind("更换轴承", TokenKind::Word), ["更换", "轴承"]);
        assert_eq!(of_kind("更换轴承", TokenKind::Char), ["更", "换", "轴", "承"]);
        assert!(of_kind("数控机床", TokenKind::Part).contains(&"机床".to_owned()));
    }

    #[test]
    fn full_width_case_and_invisible_characters_do_not_matter() {
        let plain: Vec<_> = tokens("CNC-3 车床").collect();
        let odd: Vec<_> = tokens("ＣＮＣ－３　车\u{200b}床").collect();
        assert_eq!(plain, odd);
        assert_eq!(of_kind("CNC-3 车床", TokenKind::Word)[..2], ["cnc", "3"]);
    }

    #[test]
    fn one_character_is_one_token() {
        let all: Vec<_> = tokens("泵").collect();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].kind, TokenKind::Word);
    }

    #[test]
    fn function_words_stay_when_alone() {
        assert_eq!(words("机床的漏油"), ["机床", "漏油"]);
        assert_eq!(words("的"), ["的"]);
    }

    proptest! {
        #[test]
        fn folding_in_pieces_is_folding_the_whole(text in "([机床漏，。ＣＡA-Ca-c0-9ﬁİé\u{301}\u{200b}\u{1100}\u{1161} -]|\\PC){0,40}") {
            let whole: String = text.nfkc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).collect();
            prop_assert_eq!(fold(&text), whole);
        }

        #[test]
        fn every_han_character_is_found_again(text in "[\u{4e00}-\u{4fff}a-z0-9，。 ]{0,40}") {
            let singles: Vec<String> = tokens(&text)
                .filter(|token| token.text.chars().count() == 1)
                .map(|token| token.text)
                .collect();
            for c in text.chars().filter(|c| is_han(*c)) {
                prop_assert!(singles.contains(&c.to_string()), "{c} lost");
            }
        }

        #[test]
        fn tokens_are_never_empty_and_never_punctuation(text in any::<String>()) {
            for token in tokens(&text) {
                prop_assert!(token.text.chars().any(|c| c.is_alphanumeric() || is_han(c)));
            }
        }
    }
}
