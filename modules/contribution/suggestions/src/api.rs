//! The JSON twins of the pages, on the same actions.

use web::Routes;

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    Routes::new()
}

/// The part of the OpenAPI document that this module answers for.
pub fn openapi() -> serde_json::Value {
    serde_json::json!({ "paths": {}, "components": { "schemas": {} } })
}
