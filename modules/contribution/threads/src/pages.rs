//! The pages: a person, and the results of all kinds.

mod person;
mod results;

use web::Routes;

/// The routes of the module.
pub fn routes() -> Routes {
    person::routes().merge(results::routes())
}
