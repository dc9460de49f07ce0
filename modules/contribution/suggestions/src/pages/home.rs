//! The worker's home: what waits for them, their own sparks, one big button.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
