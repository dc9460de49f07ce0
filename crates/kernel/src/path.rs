//! A unit's place in a union tree as one sortable text, so that "everything below this node" is a
//! range of an index on both engines.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Labels of fixed width joined by `.`, the root first: `00001.0000c.001e3`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Path(String);

/// Digits of a label; with base 36 there is room for sixty million units.
const LABEL: usize = 5;

impl Path {
    /// The path of a root unit with this number.
    pub fn root(number: i64) -> Path {
        Path(label(number))
    }

    /// The path of a child unit with this number.
    pub fn child(&self, number: i64) -> Path {
        Path(format!("{}.{}", self.0, label(number)))
    }

    /// Reads a path from the database.
    pub fn from_text(text: impl Into<String>) -> Path {
        Path(text.into())
    }

    /// The text as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `other` is this node or lies below it.
    pub fn covers(&self, other: &Path) -> bool {
        other.0.starts_with(&self.0)
            && (other.0.len() == self.0.len() || other.0.as_bytes().get(self.0.len()) == Some(&b'.'))
    }

    /// The first text after every path below this one: `covers` is `self <= p AND p < self.end()`.
    pub fn end(&self) -> String {
        format!("{}/", self.0)
    }

    /// The path of the node above as text, empty for a root, and this node's own label.
    pub fn parts(&self) -> (&str, &str) {
        self.0.rsplit_once('.').unwrap_or(("", &self.0))
    }

    /// The number of the unit at its end.
    pub fn number(&self) -> Option<i64> {
        i64::from_str_radix(self.parts().1, 36).ok()
    }

    /// How many nodes lie above this one.
    pub fn depth(&self) -> usize {
        self.0.matches('.').count()
    }

    /// This path and all above it, the root first.
    pub fn ancestors(&self) -> impl Iterator<Item = Path> + '_ {
        let ends = self.0.match_indices('.').map(|(at, _)| at).chain([self.0.len()]);
        ends.map(|end| Path(self.0[..end].to_owned()))
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn label(number: i64) -> String {
    let mut digits = [b'0'; LABEL];
    let mut rest = number.unsigned_abs();
    for digit in digits.iter_mut().rev() {
        let value = u8::try_from(rest % 36).unwrap_or(0);
        *digit = if value < 10 { b'0' + value } else { b'a' + value - 10 };
        rest /= 36;
    }
    digits.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_covers_itself_and_what_is_below_but_no_neighbour() {
        let province = Path::root(1);
        let city = province.child(36);
        let other = province.child(37);
        assert_eq!(city.as_str(), "00001.00010");
        assert!(province.covers(&city) && city.covers(&city));
        assert!(!city.covers(&other) && !city.covers(&province));
        assert!(city.as_str() < city.end().as_str() && other.as_str() > city.end().as_str());
        assert!(city.child(3).as_str() < city.end().as_str());
    }

    #[test]
    fn a_path_ends_with_the_label_of_its_unit() {
        let path = Path::root(1).child(60_466_175);
        assert_eq!((path.parts(), path.number()), (("00001", "zzzzz"), Some(60_466_175)));
        assert_eq!(Path::root(7).parts(), ("", "00007"));
    }

    #[test]
    fn ancestors_start_at_the_root_and_end_with_the_node() {
        let path = Path::root(1).child(2).child(3);
        let all: Vec<_> = path.ancestors().map(|p| p.to_string()).collect();
        assert_eq!(all, ["00001", "00001.00002", "00001.00002.00003"]);
    }
}
