//! The pages, one file a step of the way.

mod import;
mod new;
mod node;
mod rows;
mod upload;

pub use rows::asked;
pub use upload::typed;

use kernel::{Error, Result};
use web::Routes;

/// Every page of the module.
pub fn routes() -> Routes {
    let all = [node::routes(), new::routes(), upload::routes(), import::routes(), rows::routes()];
    all.into_iter().fold(Routes::new(), Routes::merge)
}

/// The id in a path; what is none names nothing.
///
/// # Errors
/// Not found.
pub fn parse<K>(id: &str) -> Result<kernel::Id<K>> {
    id.parse().map_err(|_| Error::NotFound)
}
