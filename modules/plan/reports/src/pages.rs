//! The pages, one file a journey.

mod acts;
mod below;
mod deadlines;
mod designer;
mod files;
mod list;
mod new;
mod record;
mod steps;

pub use record::view::{hands, notes, row_name};
pub use steps::step;

use web::Routes;

/// Every page of the module.
pub fn routes() -> Routes {
    let all = [list::routes(), new::routes(), record::routes(), files::routes(), steps::routes()];
    let all = all.into_iter().chain([below::routes(), designer::routes(), deadlines::routes()]);
    all.fold(Routes::new(), Routes::merge)
}
