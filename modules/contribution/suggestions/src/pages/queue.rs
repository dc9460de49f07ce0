//! The officer's queue: filters, views, preview, the check.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
