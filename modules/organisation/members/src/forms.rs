//! What the forms of this module share: faults in words, days as typed, confirmations.

use jiff::civil::Date;
use kernel::{Error, Faults, Reason};
use ui::T;
use web::{Fields, say};

/// What is wrong with a form, in words, by field.
#[derive(Default)]
pub(crate) struct Errors(Vec<(String, String)>);

impl Errors {
    /// The faults in the reader's language.
    pub(crate) fn new(t: T, faults: &Faults) -> Errors {
        Errors(faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect())
    }

    /// What is wrong with a field; empty when nothing is.
    pub(crate) fn of(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// A day that may be left out.
pub(crate) fn day(fields: &Fields, name: &str) -> Result<Option<Date>, Reason> {
    match fields.get(name).trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Reason::new("day-unreadable")),
    }
}

/// Something that cannot be taken back is done only when its button says so.
///
/// # Errors
/// Invalid without the confirmation.
pub(crate) fn confirmed(fields: &Fields) -> kernel::Result<()> {
    if fields.has("confirm", "yes") { Ok(()) } else { Err(Error::invalid("confirm", "confirm-needed")) }
}

/// A refusal as a fault at `field`, so that the form comes back with everything typed.
///
/// # Errors
/// Every other error as it is.
pub(crate) fn refusal_at(field: &str, error: Error) -> kernel::Result<Faults> {
    match error {
        Error::Invalid(faults) => Ok(faults),
        Error::Refused(reason) | Error::Denied(reason) => Ok(Faults::one(field, reason)),
        other => Err(other),
    }
}
