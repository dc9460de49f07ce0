//! The steps taken from a record's page, each a noun that is posted.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
