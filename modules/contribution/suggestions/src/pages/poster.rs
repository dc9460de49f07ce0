//! The workshop poster, and ending one.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
