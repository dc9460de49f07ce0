//! What became of figures that somebody answered for: the entries that changed them, as pages and the API tell it.

use ledger::SealedRow;
use serde::Serialize;
use stats::Late;
use ui::T;
use ui::parts::Cause;

use crate::api::Stamp;
use crate::shape;

shape! {
    /// An entry of the ledger that changed a figure after it was frozen.
    LaterCause: Serialize {
        /// Its number in the ledger.
        position: i64,
        /// What it was about.
        kind: String,
        /// What happened.
        step: String,
        /// When.
        at: Stamp,
        /// Which indicators it changed.
        codes: Vec<String>,
    }
}

impl LaterCause {
    /// An entry with the codes of the indicators it changed.
    pub fn of(entry: &SealedRow, codes: &[&'static str]) -> LaterCause {
        LaterCause {
            position: entry.position,
            kind: entry.kind.clone(),
            step: entry.step.clone(),
            at: Stamp(entry.at),
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        }
    }
}

impl From<&Late> for LaterCause {
    fn from(late: &Late) -> LaterCause {
        LaterCause::of(&late.entry, &late.codes)
    }
}

/// An entry in words, with what it changed.
pub fn cause(t: T, entry: &SealedRow, place: &str, figures: String) -> Cause {
    Cause {
        position: entry.position,
        at: t.stamp(entry.at.millis()),
        what: step_word(t, entry),
        place: place.to_owned(),
        figures,
    }
}

/// What a step of any module is called; its own word where it has no message.
fn step_word(t: T, entry: &SealedRow) -> String {
    let named = t.try_get(&format!("word-{}", entry.step));
    let named = named.or_else(|| t.try_get(&format!("word-{}-step-{}", entry.kind, entry.step)));
    named.map_or_else(|| entry.step.clone(), str::to_owned)
}
