//! One record, whole: chain, answer, people, comments, files, and what one may do next.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
