//! The way in without an account: the poster's form, the follow-up code.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
