//! Lifecycles as data. One table says which step leads from where to where; pages ask it which
//! buttons to show, actions ask it whether a step is legal, tests walk it, and it draws itself.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::error::Error;
use crate::verdict::Reason;

/// A name that is stored, shown and put in URLs: a state or a step.
pub trait Word: Copy + Eq + Ord + std::fmt::Debug + 'static {
    /// Every one, in order.
    const ALL: &'static [Self];
    /// The stored word, lower case with underscores.
    fn word(self) -> &'static str;
    /// Reads a stored word.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }
}

/// Declares an enum of words: states, steps, kinds. Each variant documents itself.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $crate::lifecycle::Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str($crate::lifecycle::Word::word(*self))
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, s: S) -> ::std::result::Result<S::Ok, S::Error> {
                s.serialize_str($crate::lifecycle::Word::word(*self))
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(d: D) -> ::std::result::Result<Self, D::Error> {
                let word = <::std::string::String as ::serde::Deserialize>::deserialize(d)?;
                <Self as $crate::lifecycle::Word>::from_word(&word)
                    .ok_or_else(|| ::serde::de::Error::custom(format!("unknown word {word:?}")))
            }
        }
    };
}

/// One row of the table: this step leads from any of these states to that one.
#[derive(Debug)]
pub struct Way<S: 'static, P> {
    /// The step taken.
    pub step: P,
    /// The states it may be taken from.
    pub from: &'static [S],
    /// Where it leads; `None` for a step that leaves the state as it is.
    pub to: Option<S>,
}

/// This step leads from any of these states to that one.
pub const fn way<S: Copy, P: Copy>(step: P, from: &'static [S], to: S) -> Way<S, P> {
    Way { step, from, to: Some(to) }
}

/// This step may be taken in any of these states and leaves it as it is.
pub const fn stay<S: Copy, P: Copy>(step: P, from: &'static [S]) -> Way<S, P> {
    Way { step, from, to: None }
}

/// The two tests every lifecycle has, for the table named in its test module: the table is sound, and
/// the module's README shows its diagram.
#[macro_export]
macro_rules! test_lifecycle {
    ($table:expr) => {
        #[test]
        fn the_table_is_sound() {
            assert_eq!($table.faults(), ::std::vec::Vec::<::std::string::String>::new());
        }

        #[test]
        fn the_readme_shows_this_table() {
            let readme = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"));
            assert!(readme.contains(&$table.diagram()), "paste into README.md:\n{}", $table.diagram());
        }
    };
}

/// A lifecycle: where it starts, where it may rest for ever, and every way between.
#[derive(Debug)]
pub struct Lifecycle<S: 'static, P: 'static> {
    /// What lives it, as in message keys: `suggestion`.
    pub name: &'static str,
    /// The first state.
    pub start: S,
    /// The states in which it may end.
    pub ends: &'static [S],
    /// The ways.
    pub ways: &'static [Way<S, P>],
}

impl<S: Word, P: Word> Lifecycle<S, P> {
    /// Where `step` leads from `state`.
    ///
    /// # Errors
    /// [`Error::Refused`] with the key `<name>-not-from-<state>` when the table has no such way.
    pub fn next(&self, state: S, step: P) -> Result<S, Error> {
        self.way(state, step).map(|way| way.to.unwrap_or(state)).ok_or_else(|| {
            Error::Refused(Reason::new("lifecycle-not-now").with("state", state.word()).with("step", step.word()))
        })
    }

    /// Whether `step` may be taken from `state`.
    pub fn permits(&self, state: S, step: P) -> bool {
        self.way(state, step).is_some()
    }

    /// The steps that lead on from `state`, in the table's order.
    pub fn steps_from(&self, state: S) -> impl Iterator<Item = P> + '_ {
        self.ways.iter().filter(move |way| way.from.contains(&state)).map(|way| way.step)
    }

    fn way(&self, state: S, step: P) -> Option<&Way<S, P>> {
        self.ways.iter().find(|way| way.step == step && way.from.contains(&state))
    }

    /// The states that can be reached from the start.
    pub fn reachable(&self) -> BTreeSet<S> {
        let mut seen = BTreeSet::from([self.start]);
        let mut queue = vec![self.start];
        while let Some(state) = queue.pop() {
            for way in self.ways.iter().filter(|way| way.from.contains(&state)) {
                let to = way.to.unwrap_or(state);
                if seen.insert(to) {
                    queue.push(to);
                }
            }
        }
        seen
    }

    /// What is wrong with the table itself; empty when it is sound. Every lifecycle has a test that
    /// calls this.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let reachable = self.reachable();
        for state in S::ALL {
            if !reachable.contains(state) {
                faults.push(format!("{} cannot be reached", state.word()));
            }
            let leads_on = self.ways.iter().any(|way| way.from.contains(state) && way.to.is_some());
            if !leads_on && !self.ends.contains(state) {
                faults.push(format!("{} is a dead end that is not declared an end", state.word()));
            }
        }
        for step in P::ALL {
            if !self.ways.iter().any(|way| way.step == *step) {
                faults.push(format!("{} is never a step", step.word()));
            }
        }
        for state in S::ALL {
            for step in P::ALL {
                let ways = self.ways.iter().filter(|w| w.step == *step && w.from.contains(state));
                if ways.count() > 1 {
                    faults.push(format!("{} from {} is ambiguous", step.word(), state.word()));
                }
            }
        }
        faults
    }

    /// The diagram in Mermaid's language, as it stands in the module's README.
    pub fn diagram(&self) -> String {
        let mut text = String::from("```mermaid\nstateDiagram-v2\n");
        let _ = writeln!(text, "    [*] --> {}", self.start.word());
        for way in self.ways {
            for from in way.from {
                if let Some(to) = way.to {
                    let _ = writeln!(text, "    {} --> {}: {}", from.word(), to.word(), way.step.word());
                }
            }
        }
        for end in self.ends {
            let _ = writeln!(text, "    {} --> [*]", end.word());
        }
        text.push_str("```\n");
        text
    }
}
