//! Showing where a text matches. Plain pieces of text: escaping them is the caller's affair.

use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;

use crate::tokens::{fold, is_han, is_plain, words};

/// Words of a query that are looked for; the rest is not marked.
const MAX_WORDS: usize = 32;
/// Places a snippet may begin at; a text that matches everywhere needs no more to choose from.
const MAX_STARTS: usize = 100;
/// How much of a snippet stands before its first mark, as one part of this many.
const LEAD: usize = 5;

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The text as it stood in the original.
    pub text: &'a str,
    /// Whether it matches the query, so belongs inside `<mark>`.
    pub hit: bool,
}

/// A stretch of a longer text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet<'a> {
    /// Its pieces, to be written one after the other.
    pub segments: Vec<Segment<'a>>,
    /// Whether text before it was left out: write "…".
    pub cut_before: bool,
    /// Whether text after it was left out: write "…".
    pub cut_after: bool,
}

/// Divides `text` into pieces that match `query` and pieces that do not; together they are `text`.
pub fn highlight<'a>(text: &'a str, query: &str) -> Vec<Segment<'a>> {
    divide(text, 0..text.len(), &marks(text, query))
}

/// The `chars` characters of `body` with most of the query in them, or its beginning if nothing
/// matches.
pub fn snippet<'a>(body: &'a str, query: &str, chars: usize) -> Snippet<'a> {
    let marks = marks(body, query);
    let bounds: Vec<usize> = body.char_indices().map(|(at, _)| at).chain([body.len()]).collect();
    let length = bounds.len() - 1;
    let size = chars.min(length);
    let window_from = |first: usize| {
        let first = first.min(length - size);
        bounds[first]..bounds[first + size]
    };
    let covered = |window: &Range<usize>| -> usize {
        let inside = marks.iter().filter(|mark| window.start <= mark.start && mark.end <= window.end);
        inside.map(ExactSizeIterator::len).sum()
    };
    // A window before each mark; of equally good ones the first.
    let mut best = window_from(0);
    let mut most = covered(&best);
    for mark in marks.iter().take(MAX_STARTS) {
        let at = bounds.partition_point(|bound| *bound < mark.start);
        let window = window_from(at.saturating_sub(size / LEAD));
        let covers = covered(&window);
        if covers > most {
            (best, most) = (window, covers);
        }
    }
    Snippet { cut_before: best.start > 0, cut_after: best.end < body.len(), segments: divide(body, best, &marks) }
}

/// The pieces of `text[window]`, cut at the borders of `marks`.
fn divide<'a>(text: &'a str, window: Range<usize>, marks: &[Range<usize>]) -> Vec<Segment<'a>> {
    let mut segments = Vec::new();
    let mut push = |range: Range<usize>, hit| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            segments.push(Segment { text, hit });
        }
    };
    let mut at = window.start;
    for mark in marks {
        let (start, end) = (mark.start.max(at), mark.end.min(window.end));
        if start < end {
            push(at..start, false);
            push(start..end, true);
            at = end;
        }
    }
    push(at..window.end, false);
    segments
}

/// A folded character and the bytes of the original it came from.
struct Folded {
    c: char,
    origin: Range<usize>,
}

/// Where the words of the query stand in the text: disjoint, in order.
fn marks(text: &str, query: &str) -> Vec<Range<usize>> {
    let mut needles: Vec<Vec<char>> =
        words(query).into_iter().take(MAX_WORDS).map(|word| word.chars().collect()).collect();
    needles.sort_by_key(|needle| std::cmp::Reverse(needle.len()));
    let mut marks: Vec<Range<usize>> = Vec::new();
    if needles.is_empty() {
        return marks;
    }
    let folded = folded(text);
    let mut at = 0;
    while at < folded.len() {
        let Some(needle) = needles.iter().find(|needle| stands_at(&folded, at, needle)) else {
            at += 1;
            continue;
        };
        let end = at + needle.len();
        let (start, stop) = (folded[at].origin.start, folded[end - 1].origin.end);
        match marks.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(stop),
            _ => marks.push(start..stop),
        }
        at = end;
    }
    marks
}

/// Han words match anywhere; other words only whole, leading zeros of a number aside, as in search.
fn stands_at(text: &[Folded], at: usize, needle: &[char]) -> bool {
    let end = at + needle.len();
    let Some(piece) = text.get(at..end) else {
        return false;
    };
    if !piece.iter().map(|folded| folded.c).eq(needle.iter().copied()) {
        return false;
    }
    if needle.iter().copied().any(is_han) {
        return true;
    }
    let in_word = |c: char| c.is_alphanumeric() && !is_han(c);
    let before = text[..at].iter().rev().map(|folded| folded.c);
    let mut before = before.skip_while(|c| *c == '0');
    !before.next().is_some_and(in_word) && !text.get(end).is_some_and(|next| in_word(next.c))
}

/// The text folded as [`fold`] does, piece by piece, so that every character knows its origin. A
/// piece is a character with the combining marks after it.
fn folded(text: &str) -> Vec<Folded> {
    let starters =
        text.char_indices().filter(|(at, c)| *at == 0 || canonical_combining_class(*c) == 0).map(|(at, _)| at);
    let bounds: Vec<usize> = starters.chain([text.len()]).collect();
    let mut out = Vec::with_capacity(bounds.len());
    for pair in bounds.windows(2) {
        let origin = pair[0]..pair[1];
        let piece = &text[origin.clone()];
        let mut chars = piece.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if is_plain(c) => out.push(Folded { c: c.to_ascii_lowercase(), origin }),
            _ => out.extend(fold(piece).chars().map(|c| Folded { c, origin: origin.clone() })),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hits<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        let segments = highlight(text, query);
        segments.iter().filter(|s| s.hit).map(|s| s.text).collect()
    }

    #[test]
    fn marks_words_wherever_the_dictionary_would_cut() {
        assert_eq!(hits("三号数控机床漏油", "机床"), ["机床"]);
        assert_eq!(hits("机床漏油，机床停机", "漏油 机床"), ["机床漏油", "机床"]);
        assert_eq!(hits("更换水泵", "泵"), ["泵"]);
    }

    #[test]
    fn marks_through_width_and_case() {
        assert_eq!(hits("改造ＣＮＣ车床", "cnc"), ["ＣＮＣ"]);
        assert_eq!(hits("cafe\u{301} 区", "CAFÉ"), ["cafe\u{301}"]);
    }

    #[test]
    fn numbers_match_whole() {
        assert_eq!(hits("编号 JY-330206-2024-004127", "4127"), ["4127"]);
        assert_eq!(hits("编号 14127 和 41270", "4127"), Vec::<&str>::new());
        assert_eq!(hits("hydraulics", "draulic"), Vec::<&str>::new());
    }

    #[test]
    fn a_snippet_shows_where_it_matches() {
        let body = format!("{}密封圈老化{}", "甲".repeat(100), "乙".repeat(100));
        let shown = snippet(&body, "密封圈", 20);
        let text: String = shown.segments.iter().map(|s| s.text).collect();
        assert_eq!(text.chars().count(), 20);
        assert!(text.contains("密封圈老化"));
        assert!(shown.cut_before && shown.cut_after);
        let whole = snippet("短文", "没有", 20);
        assert!(!whole.cut_before && !whole.cut_after);
        assert_eq!(whole.segments, [Segment { text: "短文", hit: false }]);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(
            text in "([机床漏油更换密封圈A-Ca-c0-9，<>&ﬁİé\u{301}\u{200b} ]|\\PC){0,60}",
            query in "([机床漏油更换a-c0-9ﬁİ\" ]|\\PC){0,12}",
        ) {
            let joined: String = highlight(&text, &query).iter().map(|s| s.text).collect();
            prop_assert_eq!(joined, text);
        }

        #[test]
        fn a_snippet_is_a_stretch_of_the_text(
            text in "[机床漏油a ﬁ\u{301}]{0,80}", query in "[机床漏油a]{0,4}", chars in 0usize..40,
        ) {
            let shown = snippet(&text, &query, chars);
            let joined: String = shown.segments.iter().map(|s| s.text).collect();
            prop_assert!(text.contains(&joined));
            prop_assert_eq!(joined.chars().count(), chars.min(text.chars().count()));
        }
    }
}
