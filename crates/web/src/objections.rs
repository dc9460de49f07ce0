//! What was raised against an honour that is public before it counts, on its page, and the form that answers it.
//! `components/objections.html` draws it; `works::objections` keeps it.

use kernel::id::PersonId;
use kernel::{Error, Faults, Reason, Result, text};
use ui::T;
use works::objections::{Objection, ObjectionId};

use crate::acts::Typed;
use crate::around::say;
use crate::form::Fields;

/// One of them as it is shown. Who raised it is told only to those who answer.
pub struct Line {
    /// Its id.
    pub id: String,
    /// Why.
    pub reason: String,
    /// By whom; empty for who is not told.
    pub name: String,
    /// When.
    pub at: String,
    /// The answer; empty while there is none.
    pub answer: String,
    /// Who answered.
    pub by: String,
    /// Whether it was upheld.
    pub upheld: bool,
    /// Whether the reader may answer it now.
    pub open: bool,
    /// What was typed into its form.
    pub typed: Fields,
    /// What is wrong with the outcome; empty when nothing is.
    pub outcome_error: String,
    /// What is wrong with the words.
    pub answer_error: String,
}

/// What was raised, for a reader who is one of those that answer or is not. The form is posted as the noun `answer`.
pub fn lines(t: T, all: &[Objection], me: PersonId, answers: bool, typed: &Typed) -> Vec<Line> {
    let line = |one: &Objection| {
        let id = one.id.to_string();
        let back = typed.noun == "answer" && typed.fields.get("objection") == id;
        let error = |field: &str| typed.faults.of(field).filter(|_| back).map(|reason| say(t, reason));
        Line {
            reason: one.reason.clone(),
            name: if answers { one.name.clone() } else { String::new() },
            at: t.stamp(one.at.millis()).to_string(),
            answer: one.answer.clone(),
            by: one.answerer.clone().unwrap_or_default(),
            upheld: one.upheld == Some(true),
            open: answers && one.is_open() && one.person != me,
            typed: if back { typed.fields.clone() } else { Fields::default() },
            outcome_error: error("upheld").unwrap_or_default(),
            answer_error: error("answer").unwrap_or_default(),
            id,
        }
    };
    all.iter().map(line).collect()
}

/// The answer that was typed: to which, whether it is upheld, and why.
///
/// # Errors
/// Not found, when it names none; invalid by field.
pub fn read(fields: &Fields, most: usize) -> Result<(ObjectionId, bool, String)> {
    let id = fields.get("objection").parse().map_err(|_| Error::NotFound)?;
    let mut faults = Faults::none();
    let upheld = match fields.get("upheld") {
        "yes" => true,
        "no" => false,
        _ => {
            faults.add("upheld", Reason::new("objection-choose"));
            false
        }
    };
    let words = faults.take("answer", text::text(fields.get("answer"), most));
    faults.check()?;
    Ok((id, upheld, words))
}
