//! The pages, one file a journey. A handler extracts, acts and shows.

mod adoption;
mod catalogue;
mod list;
mod map;
mod request;
mod rules;
mod work;

use kernel::{Error, Faults, Id, Reason, Result};
use ui::T;
use web::{Fields, Routes, say};

/// Every page of the module.
pub fn routes() -> Routes {
    Routes::new()
        .merge(catalogue::routes())
        .merge(work::routes())
        .merge(request::routes())
        .merge(adoption::routes())
        .merge(list::routes())
        .merge(map::routes())
        .merge(rules::routes())
}

/// The id in a path; what is none names nothing.
///
/// # Errors
/// Not found.
pub fn parse<K>(id: &str) -> Result<Id<K>> {
    id.parse().map_err(|_| Error::NotFound)
}

/// A form that came back: which one, what was typed, what is wrong.
#[derive(Default)]
pub struct Typed {
    /// The noun the form was posted to.
    pub noun: String,
    /// What was typed.
    pub fields: Fields,
    /// What is wrong with it.
    pub faults: Faults,
}

impl Typed {
    /// What stands in a field.
    pub fn value(&self, field: &str) -> &str {
        self.fields.get(field)
    }

    /// What is wrong with a field; empty when nothing is.
    pub fn error(&self, t: T, field: &str) -> String {
        self.faults.of(field).map(|reason| say(t, reason)).unwrap_or_default()
    }

    /// How many fields need a change.
    pub fn count(&self) -> usize {
        self.faults.iter().count()
    }

    /// Whether this form came back.
    pub fn is(&self, noun: &str) -> bool {
        self.noun == noun
    }
}

/// Why a form comes back: wrong fields, or that it is not possible (any more). Other errors pass through.
///
/// # Errors
/// What is not for a form to show.
pub fn returned(error: Error) -> Result<(Faults, Option<Reason>)> {
    match error {
        Error::Invalid(faults) => Ok((faults, None)),
        Error::Refused(reason) => Ok((Faults::none(), Some(reason))),
        Error::Overtaken => Ok((Faults::none(), Some(Reason::new("spread-overtaken")))),
        other => Err(other),
    }
}

/// What an industry is called; a word nobody knows stands for itself.
pub fn industry(t: T, word: &str) -> String {
    t.try_get(&format!("industry-{word}")).unwrap_or(word).to_owned()
}
