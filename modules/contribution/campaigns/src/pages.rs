//! The pages, one file a journey. A handler extracts, acts and shows.

mod desk;
mod edition;
pub mod enter;
mod entry;
mod grading;
pub mod jury;
mod list;

pub mod make;
pub mod results;
mod sheets;

pub use edition::step as edition_step;
pub use entry::step as entry_step;
pub use list::days;

use kernel::{Error, Faults, Reason, Result};
use web::Routes;

use crate::model::{EditionId, EntryId};

/// Every page of the module.
pub fn routes() -> Routes {
    Routes::new()
        .merge(list::routes())
        .merge(make::routes())
        .merge(edition::routes())
        .merge(enter::routes())
        .merge(entry::routes())
        .merge(desk::routes())
        .merge(grading::routes())
        .merge(jury::routes())
        .merge(results::routes())
        .merge(sheets::routes())
}

/// The id of an edition in a path; what is none names nothing.
pub fn edition_id(id: &str) -> Result<EditionId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// The id of an entry in a path; what is none names nothing.
pub fn entry_id(id: &str) -> Result<EntryId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// What is told above a form that came back: the faults for its fields, the sentence above them, the status.
///
/// # Errors
/// What is not for a form to show.
fn told(error: Error) -> Result<(Faults, Option<Reason>, axum::http::StatusCode)> {
    use axum::http::StatusCode;
    match error {
        Error::Invalid(faults) => Ok((faults, None, StatusCode::UNPROCESSABLE_ENTITY)),
        Error::Overtaken => Ok((Faults::none(), Some(Reason::new("campaign-overtaken")), StatusCode::CONFLICT)),
        Error::Refused(reason) => Ok((Faults::none(), Some(reason), StatusCode::CONFLICT)),
        other => Err(other),
    }
}
