//! The pages, one file a journey.

mod acts;
mod charter;
mod files;
mod list;
mod record;
mod steps;

pub use steps::step;

use web::Routes;

/// Every page of the module.
pub fn routes() -> Routes {
    Routes::new()
        .merge(list::routes())
        .merge(charter::routes())
        .merge(record::routes())
        .merge(steps::routes())
        .merge(files::routes())
}
