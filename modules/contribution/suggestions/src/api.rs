//! The JSON twins of the pages, on the same actions. Each route is declared once, with its words and
//! the shapes it takes and gives; mounting and describing are the same act.

mod asks;
mod attachments;
mod list;
mod others;
mod register;
mod show;
mod steps;

use serde_json::Value;
use web::Routes;

use web::api::Api;

use crate::lifecycle::{State, Step};
use crate::model::{Category, Channel, Gain, Purpose, Verdict};

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    api().into_routes()
}

/// The part of the OpenAPI document that this module answers for.
pub fn openapi() -> Value {
    api().into_document()
}

fn api() -> Api {
    let api = others::routes(Api::of("suggestions"));
    let api = list::routes(api);
    let api = register::routes(api);
    let api = show::routes(api);
    let api = attachments::routes(api);
    steps::routes(api)
}

web::word_shapes!(State, Step, Category, Channel, Gain, Purpose, Verdict);

#[cfg(test)]
mod tests;
