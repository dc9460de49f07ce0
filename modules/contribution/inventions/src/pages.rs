//! The pages, one file a journey.

mod acts;
mod files;
mod list;
mod record;
mod register;
mod right;
mod steps;
mod write;

pub use list::narrow;
pub use register::narrow as narrow_rights;
pub use steps::{right_step, step};

use axum::http::StatusCode;
use kernel::{Error, Faults, Reason, Result};
use web::Routes;

use crate::model::InventionId;

/// Every page of the module.
pub fn routes() -> Routes {
    Routes::new()
        .merge(list::routes())
        .merge(write::routes())
        .merge(record::routes())
        .merge(files::routes())
        .merge(right::routes())
        .merge(steps::routes())
        .merge(register::routes())
}

/// The id in a path; what is none names nothing.
fn parse<K>(id: &str) -> Result<kernel::Id<K>> {
    id.parse().map_err(|_| Error::NotFound)
}

/// The address of an invention.
fn path(id: InventionId) -> String {
    format!("/inventions/{id}")
}

/// What a form that came back shows: what is wrong by field, or why it could not be done, and the status.
fn refused(error: Error) -> Result<(Faults, Option<Reason>, StatusCode)> {
    Ok(match error {
        Error::Invalid(faults) => (faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Overtaken => (Faults::none(), Some(Reason::new("invention-overtaken")), StatusCode::CONFLICT),
        Error::Refused(reason) => (Faults::none(), Some(reason), StatusCode::CONFLICT),
        other => return Err(other),
    })
}
