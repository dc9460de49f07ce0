//! The JSON twins of the pages, on the same actions. Each route is declared once, with its words and
//! the shapes it takes and gives; mounting and describing are the same act.

mod asks;
mod attachments;
mod describe;
mod list;
mod others;
mod register;
mod shape;
mod show;
mod steps;

use serde_json::Value;
use web::Routes;

use describe::Api;

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    api().into_routes()
}

/// The part of the OpenAPI document that this module answers for.
pub fn openapi() -> Value {
    api().into_document()
}

fn api() -> Api {
    let api = others::routes(Api::new());
    let api = list::routes(api);
    let api = register::routes(api);
    let api = show::routes(api);
    let api = attachments::routes(api);
    steps::routes(api)
}

#[cfg(test)]
mod tests;
