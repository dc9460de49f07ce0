//! What an officer does to many at once: assign, announce.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
