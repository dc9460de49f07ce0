//! The page that says what went wrong, what is safe and what to do.

use askama::Template;

use crate::page::Page;

/// The kinds of refusal people can meet. The web layer turns every error into one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 404: not there, or not there for you.
    NotFound,
    /// 403: yours to ask for.
    Denied,
    /// 409: not legal in this state.
    Refused,
    /// 409: someone was faster.
    Overtaken,
    /// 422: the form has errors.
    Invalid,
    /// 500: our fault.
    Broken,
    /// 503: come back in a moment.
    Busy,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::NotFound, Self::Denied, Self::Refused, Self::Overtaken, Self::Invalid, Self::Broken, Self::Busy];

    /// The HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::Denied => 403,
            Self::Refused | Self::Overtaken => 409,
            Self::Invalid => 422,
            Self::Broken => 500,
            Self::Busy => 503,
        }
    }

    /// The key of the heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::NotFound => "error-not-found",
            Self::Denied => "error-denied",
            Self::Refused => "error-refused",
            Self::Overtaken => "error-overtaken",
            Self::Invalid => "error-invalid",
            Self::Broken => "error-broken",
            Self::Busy => "error-busy",
        }
    }

    /// The key of the advice below it.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::NotFound => "error-not-found-hint",
            Self::Denied => "error-denied-hint",
            Self::Refused => "error-refused-hint",
            Self::Overtaken => "error-overtaken-hint",
            Self::Invalid => "error-invalid-hint",
            Self::Broken => "error-broken-hint",
            Self::Busy => "error-busy-hint",
        }
    }

    /// Whether trying the same again may help.
    #[must_use]
    pub fn passes(self) -> bool {
        matches!(self, Self::Broken | Self::Busy)
    }
}

/// The error page.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage<'a> {
    /// The frame; its title is the fault's heading.
    pub page: Page<'a>,
    /// What kind of fault.
    pub fault: Fault,
    /// The reason in words where there is a better one than the general advice; may be empty.
    pub reason: &'a str,
    /// The number under which the fault is logged; empty if there is none.
    pub reference: &'a str,
}
