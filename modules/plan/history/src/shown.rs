//! Rows and imports in words.

use std::collections::HashMap;

use kernel::Fen;
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use ui::T;
use works::Kind;

use crate::mapping::{Meaning, WORDS};
use crate::model::{Content, Entry, Import};

/// What a meaning is called.
pub fn meaning(t: T, meaning: Meaning) -> String {
    t.get(&format!("{WORDS}-{}", meaning.word())).to_owned()
}

/// What a kind of record is called.
pub fn kind(t: T, kind: Kind) -> String {
    t.get(&format!("word-kind-{}", kind.word())).to_owned()
}

/// An amount; nothing where the ledger states none.
pub fn amount(t: T, fen: Option<Fen>) -> String {
    fen.map(|fen| t.money(fen.0)).unwrap_or_default()
}

/// A row in a list.
pub struct Line {
    pub href: String,
    pub title: String,
    pub number: String,
    pub authors: String,
    pub kind: String,
    pub day: String,
    pub stage: String,
    pub unit: String,
    pub benefit: String,
    pub stands: bool,
    pub line: u32,
}

impl Line {
    pub fn of(t: T, entry: &Entry, units: &HashMap<UnitId, String>) -> Line {
        let content = &entry.content.0;
        Line {
            href: Entry::path_of(entry.id),
            title: entry.title.clone(),
            number: content.number.clone(),
            authors: content.authors.clone(),
            kind: kind(t, entry.kind),
            day: dated(content),
            stage: t.get(&format!("word-{}", entry.stage)).to_owned(),
            unit: units.get(&entry.unit).cloned().unwrap_or_default(),
            benefit: amount(t, content.benefit),
            stands: entry.stands,
            line: entry.line,
        }
    }
}

/// The date on which a row counts, as much of it as is known.
pub fn dated(content: &Content) -> String {
    let first = [content.submitted, content.adopted, content.done].into_iter().flatten().next();
    first.map(|when| when.to_string()).unwrap_or_default()
}

/// An import in a list.
pub struct Brought {
    pub href: String,
    pub file: String,
    pub kind: String,
    pub state: String,
    pub look: &'static str,
    pub at: String,
    pub added: String,
    pub changed: String,
}

impl Brought {
    pub fn of(t: T, import: &Import) -> Brought {
        Brought {
            href: Import::path_of(import.id),
            file: import.file.clone(),
            kind: kind(t, import.kind),
            state: t.get(&format!("word-{}", import.state)).to_owned(),
            look: import.state.look(),
            at: t.stamp(import.at.millis()),
            added: t.number(import.added),
            changed: t.number(import.changed),
        }
    }
}
