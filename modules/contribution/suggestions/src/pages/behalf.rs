//! A paper slip entered on somebody's behalf.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
