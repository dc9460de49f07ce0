//! The pages, one file a journey. A handler extracts, acts and shows.

mod award;
mod bank;
mod list;
mod payments;
mod propose;
mod schemes;
mod steps;
mod words;

use web::Routes;

pub(crate) use words::grade;

/// Every page of the module.
pub fn routes() -> Routes {
    Routes::new()
        .merge(list::routes())
        .merge(payments::routes())
        .merge(schemes::routes())
        .merge(propose::routes())
        .merge(award::routes())
        .merge(steps::routes())
        .merge(bank::routes())
}
