//! Discovering: what one may see, searched and filtered; one's own list.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
