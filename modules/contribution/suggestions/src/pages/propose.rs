//! Putting something forward: three short steps over a draft that saves itself, and the registration.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
