//! Two versions side by side: what stayed, what changed and where in the line.

use kernel::lifecycle::Word;
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff};

use crate::content::{Content, LeadingResult, Regulation};

/// A piece of a text, marked when the other side has it differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they differ.
    pub differs: bool,
}

/// A line of both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What the older version says; nothing when it has no such line.
    pub older: Vec<Piece>,
    /// What the newer one says.
    pub newer: Vec<Piece>,
}

impl Pair {
    /// Whether both say the same.
    pub fn same(&self) -> bool {
        self.older == self.newer
    }
}

/// A part of a method, both sides.
#[derive(Clone, Debug)]
pub struct Part {
    /// Key of its heading.
    pub title: String,
    /// Whether its lines are numbered.
    pub numbered: bool,
    /// The lines.
    pub pairs: Vec<Pair>,
}

impl Part {
    /// Whether both versions say the same here.
    pub fn same(&self) -> bool {
        self.pairs.iter().all(Pair::same)
    }
}

/// Every part of two versions.
pub fn compare(older: &Content, newer: &Content) -> Vec<Part> {
    let line = |title: &str, one: &str, other: &str| Part {
        title: title.to_owned(),
        numbered: false,
        pairs: lines(&split(one), &split(other)),
    };
    let list = |title: &str, one: &[String], other: &[String]| Part {
        title: title.to_owned(),
        numbered: true,
        pairs: lines(one, other),
    };
    let mut parts = vec![
        line("method-name", &older.name, &newer.name),
        line("method-trade", &older.trade, &newer.trade),
        line("method-scope", &older.scope, &newer.scope),
        line("method-former", &older.former, &newer.former),
        line("method-problem", &older.problem, &newer.problem),
        list("method-steps", &older.steps, &newer.steps),
        list("method-keys", &older.keys, &newer.keys),
        list("method-original", &older.original, &newer.original),
    ];
    parts.extend(
        Regulation::ALL.iter().map(|which| {
            line(&format!("method-regulation-{which}"), older.regulation(*which), newer.regulation(*which))
        }),
    );
    let results = |content: &Content| content.results.iter().map(told).collect::<Vec<_>>();
    parts.push(Part {
        title: "method-results".to_owned(),
        numbered: false,
        pairs: lines(&results(older), &results(newer)),
    });
    let since = |content: &Content| content.since.map(|date| date.to_string()).unwrap_or_default();
    parts.push(line("method-since", &since(older), &since(newer)));
    parts
}

fn split(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// A result in a line.
pub fn told(one: &LeadingResult) -> String {
    let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    format!(
        "{} {} → {} ({} – {}) {}",
        one.indicator,
        one.before,
        one.after,
        date(one.from),
        date(one.until),
        one.source
    )
}

/// Lines against lines: those that were replaced stand beside each other, with what differs marked.
fn lines(older: &[String], newer: &[String]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for op in similar::capture_diff_slices(Algorithm::Myers, older, newer) {
        let (one, other) = (&older[op.old_range()], &newer[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => pairs.extend(one.iter().map(|line| {
                let whole = vec![Piece { text: line.clone(), differs: false }];
                Pair { older: whole.clone(), newer: whole }
            })),
            _ => {
                for at in 0..one.len().max(other.len()) {
                    pairs.push(pair(one.get(at), other.get(at)));
                }
            }
        }
    }
    pairs
}

fn pair(older: Option<&String>, newer: Option<&String>) -> Pair {
    let whole = |line: &String| vec![Piece { text: line.clone(), differs: true }];
    let (Some(one), Some(other)) = (older, newer) else {
        return Pair { older: older.map(whole).unwrap_or_default(), newer: newer.map(whole).unwrap_or_default() };
    };
    let diff = TextDiff::from_chars(one.as_str(), other.as_str());
    let (mut older, mut newer) = (Vec::new(), Vec::new());
    for change in diff.iter_all_changes() {
        match change.tag() {
            ChangeTag::Equal => {
                push(&mut older, change.value(), false);
                push(&mut newer, change.value(), false);
            }
            ChangeTag::Delete => push(&mut older, change.value(), true),
            ChangeTag::Insert => push(&mut newer, change.value(), true),
        }
    }
    Pair { older, newer }
}

fn push(pieces: &mut Vec<Piece>, text: &str, differs: bool) {
    match pieces.last_mut() {
        Some(last) if last.differs == differs => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), differs }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn steps(lines: &[&str]) -> Content {
        Content { steps: lines.iter().map(|line| (*line).to_owned()).collect(), ..Content::default() }
    }

    #[test]
    fn a_changed_step_stands_beside_what_it_was_with_the_change_marked() {
        let parts =
            compare(&steps(&["断电", "拧紧到20牛米", "试车"]), &steps(&["断电", "拧紧到25牛米", "试车", "挂牌"]));
        let part = parts.iter().find(|part| part.title == "method-steps").expect("steps");
        assert_eq!(part.pairs.iter().map(Pair::same).collect::<Vec<_>>(), [true, false, true, false]);
        let marked: Vec<_> =
            part.pairs[1].newer.iter().filter(|piece| piece.differs).map(|piece| &piece.text).collect();
        assert_eq!(marked, ["5"]);
        assert!(part.pairs[3].older.is_empty());
        assert!(parts.iter().filter(|part| !part.same()).count() == 1);
    }

    fn side(pairs: &[Pair], of: fn(&Pair) -> &Vec<Piece>) -> Vec<String> {
        let texts = pairs.iter().map(|pair| of(pair).iter().map(|piece| piece.text.as_str()).collect::<String>());
        texts.filter(|text| !text.is_empty()).collect()
    }

    proptest! {
        /// Whatever is marked, each side reads as its version does, in order.
        #[test]
        fn each_side_is_its_version(older in prop::collection::vec("[甲乙丙丁]{1,6}", 0..8), newer in prop::collection::vec("[甲乙丙丁]{1,6}", 0..8)) {
            let pairs = lines(&older, &newer);
            prop_assert_eq!(side(&pairs, |pair| &pair.older), older.clone());
            prop_assert_eq!(side(&pairs, |pair| &pair.newer), newer.clone());
            prop_assert_eq!(pairs.iter().all(Pair::same), older == newer);
        }
    }
}
