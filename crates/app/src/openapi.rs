//! The OpenAPI 3.1 document, put together from what each module answers for.

use serde_json::{Value, json};
use web::App;

/// The whole document.
pub fn document(app: &App) -> Value {
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Liaoyuan 燎原",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The JSON twins of the pages, on the same actions. Sign in with a personal token: `Authorization: Bearer ly_…`. \
                Every error is a problem document (RFC 9457). Writes take an `Idempotency-Key`.",
            "license": { "name": "Apache-2.0 OR MulanPSL-2.0" },
        },
        "servers": [{ "url": app.config.base_url }],
        "security": [{ "token": [] }],
        "paths": {},
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": {},
        },
    });
    for module in &app.modules {
        let part = (module.openapi)();
        merge(&mut document["paths"], &part["paths"]);
        merge(&mut document["components"]["schemas"], &part["components"]["schemas"]);
    }
    document
}

fn merge(into: &mut Value, from: &Value) {
    if let (Some(into), Some(from)) = (into.as_object_mut(), from.as_object()) {
        into.extend(from.clone());
    }
}
