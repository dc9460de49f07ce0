//! What the form pages of a record share.

use kernel::Faults;
use kernel::lifecycle::Word;
use ui::T;
use ui::parts::Choice;
use web::say;

/// The faults of a form as its template asks for them.
pub struct Errors<'a> {
    t: T,
    faults: &'a Faults,
}

impl<'a> Errors<'a> {
    /// In the reader's language.
    pub fn new(t: T, faults: &'a Faults) -> Errors<'a> {
        Errors { t, faults }
    }

    /// What is wrong with a field; empty when nothing is.
    pub fn of(&self, field: &str) -> String {
        self.faults.of(field).map(|reason| say(self.t, reason)).unwrap_or_default()
    }

    /// How many fields need a change.
    pub fn count(&self) -> usize {
        self.faults.iter().count()
    }
}

/// Every word of a kind as a choice; `family` begins the keys of its messages.
pub fn choices<W: Word>(t: T, family: &str, words: &[W], chosen: impl Fn(&str) -> bool) -> Vec<Choice<'static>> {
    let choice = |word: &W| Choice {
        value: word.word().into(),
        label: t.get(&format!("{family}-{}", word.word())).to_owned().into(),
        chosen: chosen(word.word()),
    };
    words.iter().map(choice).collect()
}
