//! The specialist's form, and the list of what waits for their judgement.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
