//! The pages, one file a journey. A handler extracts, acts and shows.

pub(crate) mod attachments;
mod batch;
mod behalf;
mod browse;
mod home;
mod judge;
mod node;
mod poster;
mod propose;
mod queue;
mod receipt;
mod record;
pub(crate) mod rules;
mod steps;
mod visitor;

use web::Routes;

/// Every page of the module.
pub fn routes() -> Routes {
    Routes::new()
        .merge(home::routes())
        .merge(propose::routes())
        .merge(receipt::routes())
        .merge(browse::routes())
        .merge(attachments::routes())
        .merge(record::routes())
        .merge(steps::routes())
        .merge(judge::routes())
        .merge(queue::routes())
        .merge(batch::routes())
        .merge(behalf::routes())
        .merge(poster::routes())
        .merge(visitor::routes())
        .merge(node::routes())
        .merge(rules::routes())
}
