//! The pages, one file a journey. A handler extracts, acts and shows.

mod audit;
mod claim;
mod evidence;
mod list;

pub(crate) mod rules;
mod statement;

use kernel::{Error, Result};
use web::Routes;
use works::uses::UseId;

pub use evidence::Files;
pub(crate) use list::concerns;
pub(crate) use statement::look;

/// Every page of the module.
pub fn routes() -> Routes {
    Routes::new()
        .merge(list::routes())
        .merge(rules::routes())
        .merge(statement::routes())
        .merge(claim::routes())
        .merge(audit::routes())
        .merge(evidence::routes())
}

/// The id in a path; what is none names nothing.
///
/// # Errors
/// Not found.
pub(crate) fn parse(id: &str) -> Result<UseId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// The address of a use's statement.
pub(crate) fn path(id: UseId) -> String {
    format!("/benefits/{id}")
}
