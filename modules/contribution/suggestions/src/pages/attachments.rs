//! Attachments in and out.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
