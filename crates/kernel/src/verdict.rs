//! May somebody do something, and if not, why. The reason is the primitive; the boolean follows.

use serde::Serialize;

/// Why something is not possible: a message key and what fills its gaps. No sentence is built here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Key of the message that says it, the same in each language.
    pub key: &'static str,
    /// Values for the message's placeholders.
    pub args: Vec<(&'static str, String)>,
}

impl Reason {
    /// A reason that needs no values.
    pub const fn new(key: &'static str) -> Self {
        Reason { key, args: Vec::new() }
    }

    /// Adds a value for a placeholder.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// The answer of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a verdict that nobody reads protects nothing"]
pub enum Verdict {
    /// It may be done.
    Allow,
    /// It may not, because.
    Deny(Reason),
}

impl Verdict {
    /// Denies for `key`.
    pub const fn deny(key: &'static str) -> Self {
        Verdict::Deny(Reason::new(key))
    }

    /// Allows when `fact` holds, else denies for `key`.
    pub fn when(fact: bool, key: &'static str) -> Self {
        if fact { Verdict::Allow } else { Verdict::deny(key) }
    }

    /// Both must allow; the first reason is given.
    pub fn and(self, next: impl FnOnce() -> Verdict) -> Self {
        match self {
            Verdict::Allow => next(),
            denied @ Verdict::Deny(_) => denied,
        }
    }

    /// One must allow; if none does, the first reason is given.
    pub fn or(self, next: impl FnOnce() -> Verdict) -> Self {
        match self {
            Verdict::Allow => Verdict::Allow,
            Verdict::Deny(first) => match next() {
                Verdict::Allow => Verdict::Allow,
                Verdict::Deny(_) => Verdict::Deny(first),
            },
        }
    }

    /// Whether it may be done.
    pub fn allowed(&self) -> bool {
        matches!(self, Verdict::Allow)
    }

    /// Why it may not be done.
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Verdict::Allow => None,
            Verdict::Deny(reason) => Some(reason),
        }
    }

    /// Turns a denial into [`crate::Error::Denied`].
    pub fn check(self) -> crate::Result<()> {
        match self {
            Verdict::Allow => Ok(()),
            Verdict::Deny(reason) => Err(crate::Error::Denied(reason)),
        }
    }
}
