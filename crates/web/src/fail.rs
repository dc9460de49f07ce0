//! From an error to an answer. A handler returns `Reply`; what the answer looks like (a page, a
//! fragment, a problem document) is decided in one place, `around`, which knows who asked and how.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kernel::Error;

/// What a handler ends with.
pub type Reply<T = Response> = std::result::Result<T, Fail>;

/// An error on its way out.
#[derive(Debug)]
pub struct Fail(pub Error);

impl From<Error> for Fail {
    fn from(error: Error) -> Fail {
        Fail(error)
    }
}

impl From<askama::Error> for Fail {
    fn from(error: askama::Error) -> Fail {
        Fail(Error::broken(error))
    }
}

/// The error as it travels in the response's extensions until `around` renders it.
#[derive(Clone)]
pub(crate) struct Failed(pub Arc<Error>);

impl IntoResponse for Fail {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(Failed(Arc::new(self.0)));
        response
    }
}

/// The status of an error.
pub(crate) fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::SignIn => StatusCode::UNAUTHORIZED,
        Error::Denied(_) => StatusCode::FORBIDDEN,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Refused(_) | Error::Overtaken => StatusCode::CONFLICT,
        Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Error::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The word of an error, as in message keys and in a problem's `type`.
pub(crate) fn word(error: &Error) -> &'static str {
    match error {
        Error::NotFound => "not-found",
        Error::SignIn => "sign-in",
        Error::Denied(_) => "denied",
        Error::Invalid(_) => "invalid",
        Error::Refused(_) => "refused",
        Error::Overtaken => "overtaken",
        Error::TooMany(_) => "too-many",
        Error::Busy => "busy",
        Error::Broken(_) => "broken",
    }
}
