//! The JSON twins of the pages, on the same forms and actions: the fields of a body are those of the
//! form, errors name the same fields.

mod asks;
mod show;
mod steps;

use serde_json::Value;
use web::Routes;
use web::api::Api;
use works::rights::Kind;

use crate::lifecycle::State;
use crate::register::Fees;
use crate::rights::{Holding, Standing};

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    api().into_routes()
}

/// The part of the OpenAPI document that this module answers for.
pub fn openapi() -> Value {
    api().into_document()
}

fn api() -> Api {
    steps::routes(show::routes(Api::of("inventions")))
}

/// Newtypes, since neither the trait nor the word is of this crate.
#[derive(Clone, Copy, Debug, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct RightKind(pub Kind);

impl web::api::Shape for RightKind {
    fn schema() -> Value {
        use kernel::lifecycle::Word;
        let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        serde_json::json!({ "type": "string", "enum": words })
    }
}

web::word_shapes!(State, Standing, Holding, Fees);
