//! What can go wrong, as a person would tell it apart. Each variant has one HTTP status and one
//! family of messages; no sentence is built in Rust.

use serde::Serialize;

use crate::verdict::Reason;

/// The result of nearly everything.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error that an action, a query or a page may end with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or not for this actor, which is the same thing. 404
    #[error("not found")]
    NotFound,
    /// Nobody is signed in, and somebody must be. 401, or the sign-in page.
    #[error("sign-in needed")]
    SignIn,
    /// The actor may not, for a reason that is told. 403
    #[error("denied: {}", .0.key)]
    Denied(Reason),
    /// What was typed cannot be taken, told field by field. 422
    #[error("invalid input")]
    Invalid(Faults),
    /// Not legal in the record's present state. 409
    #[error("refused: {}", .0.key)]
    Refused(Reason),
    /// Somebody else was faster: the record changed since it was read. 409
    #[error("overtaken")]
    Overtaken,
    /// Too many tries; the number is how many seconds to wait. 429
    #[error("too many tries, wait {0} s")]
    TooMany(u64),
    /// The house is full or closing; trying again helps. 503
    #[error("busy")]
    Busy,
    /// A fault of ours. The person gets a reference and nothing else. 500
    #[error("broken: {0}")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A fault of ours, from any error or text.
    pub fn broken(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Error::Broken(source.into())
    }

    /// A refusal for `key`.
    pub const fn refused(key: &'static str) -> Self {
        Error::Refused(Reason::new(key))
    }

    /// One field's fault as a whole error.
    pub fn invalid(field: impl Into<String>, key: &'static str) -> Self {
        Error::Invalid(Faults::one(field, Reason::new(key)))
    }
}

/// What is wrong with a form, by field. The field's name is that of the form and of the JSON body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Faults(Vec<(String, Reason)>);

impl Faults {
    /// No faults yet.
    pub const fn none() -> Self {
        Faults(Vec::new())
    }

    /// A single fault.
    pub fn one(field: impl Into<String>, reason: Reason) -> Self {
        Faults(vec![(field.into(), reason)])
    }

    /// Adds a fault.
    pub fn add(&mut self, field: impl Into<String>, reason: Reason) {
        self.0.push((field.into(), reason));
    }

    /// Takes a field's value, or notes its fault and yields the default so that the other fields
    /// are looked at too: a person is told everything at once.
    pub fn take<T: Default>(&mut self, field: &str, value: Result<T, Reason>) -> T {
        value.unwrap_or_else(|reason| {
            self.add(field, reason);
            T::default()
        })
    }

    /// The first fault of `field`.
    pub fn of(&self, field: &str) -> Option<&Reason> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, reason)| reason)
    }

    /// All faults, in the order of the form.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Reason)> {
        self.0.iter().map(|(field, reason)| (field.as_str(), reason))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Err(Invalid)` unless there are none.
    pub fn check(self) -> Result<()> {
        if self.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }
}
