//! A union officer's page for their node: counts by child and month.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
