//! The receipt: what was promised, the proof to keep, and its file.

use web::Routes;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
}
