//! The pages, one file a journey. A handler extracts, acts and shows.

mod compare;
mod files;
mod list;
mod record;
mod sheet;
mod steps;
mod terms;
mod write;

use kernel::{Error, Result};
use web::Routes;

use crate::model::MethodId;

/// Every page of the module.
pub fn routes() -> Routes {
    Routes::new()
        .merge(list::routes())
        .merge(terms::routes())
        .merge(write::routes())
        .merge(record::routes())
        .merge(steps::routes())
        .merge(files::routes())
        .merge(compare::routes())
        .merge(sheet::routes())
}

/// The id in a path; what is none names nothing.
fn parse(id: &str) -> Result<MethodId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// The address of a method.
fn path(id: MethodId) -> String {
    format!("/methods/{id}")
}
