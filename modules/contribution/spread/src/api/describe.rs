//! What the routes take and give, for the OpenAPI document.

use kernel::lifecycle::Word;
use serde_json::{Map, Value, json};
use works::Kind;

use crate::lifecycle::State;
use crate::model::MOST_SHARE;
use crate::tree::Twig;

/// A path, its method, what it does, the name of what it takes and of what it gives.
type Operation = (&'static str, &'static str, &'static str, Option<&'static str>, &'static str);

const OPERATIONS: [Operation; 12] = [
    ("/api/v1/spread/works", "get", "What the caller's enterprise may take over.", None, "SpreadWorks"),
    (
        "/api/v1/spread/works/{work}/tree",
        "get",
        "How a work spread; units are named as far as the caller may know.",
        None,
        "SpreadTree",
    ),
    (
        "/api/v1/spread/works/{work}/requests",
        "post",
        "A unit asks for a work. What is open to all, or of its own enterprise, it may begin with at once.",
        Some("SpreadRequest"),
        "Adoption",
    ),
    ("/api/v1/spread/adoptions/{adoption}", "get", "One adoption, for its two sides.", None, "Adoption"),
    (
        "/api/v1/spread/adoptions/{adoption}/agreement",
        "post",
        "The originators agree and say what they hand over.",
        Some("SpreadWords"),
        "Adoption",
    ),
    (
        "/api/v1/spread/adoptions/{adoption}/refusal",
        "post",
        "The originators say why not.",
        Some("SpreadWords"),
        "Adoption",
    ),
    (
        "/api/v1/spread/adoptions/{adoption}/calling-off",
        "post",
        "The request is called off.",
        Some("SpreadPlain"),
        "Adoption",
    ),
    ("/api/v1/spread/adoptions/{adoption}/trial", "post", "The trial begins.", Some("SpreadTrial"), "Adoption"),
    (
        "/api/v1/spread/adoptions/{adoption}/observations",
        "post",
        "What was seen in the trial.",
        Some("SpreadWords"),
        "Adoption",
    ),
    ("/api/v1/spread/adoptions/{adoption}/use", "post", "In use since a day.", Some("SpreadUse"), "Adoption"),
    ("/api/v1/spread/adoptions/{adoption}/giving-up", "post", "Given up, and why.", Some("SpreadWords"), "Adoption"),
    ("/api/v1/spread/adoptions/{adoption}/end", "post", "No longer used, and why.", Some("SpreadWords"), "Adoption"),
];

/// The part of the OpenAPI document that this module answers for.
pub fn openapi() -> Value {
    let mut paths = Map::new();
    for operation in OPERATIONS {
        paths.entry(operation.0).or_insert_with(|| json!({}))[operation.1] = described(operation);
    }
    json!({ "paths": paths, "components": { "schemas": schemas() } })
}

fn described((path, method, what, takes, gives): Operation) -> Value {
    let schema =
        |name: &str| json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{name}") } } });
    let words = path.trim_start_matches("/api/v1/").split(['/', '-']).map(|part| part.trim_matches(['{', '}']));
    let id = json!({ "type": "string", "format": "uuid" });
    let mut parameters: Vec<Value> = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|part| json!({ "name": part, "in": "path", "required": true, "schema": id }))
        .collect();
    let status = if method == "get" { "200" } else { "201" };
    if method == "post" {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "minLength": 1, "maxLength": 100 },
            "description": "New for each act; a repeated request with the same key does nothing more.",
        }));
    }
    if gives == "SpreadWorks" {
        let query = |name: &str, what: &str| json!({ "name": name, "in": "query", "description": what, "schema": { "type": "string" } });
        parameters.extend([
            query("q", "Words to be found in title, text or number."),
            query("kind", "Only of this kind."),
            query("industry", "Only of this industry."),
            query("cursor", "The `next` of the slice before."),
        ]);
    }
    let name: Vec<&str> = std::iter::once(method).chain(words).collect();
    let mut operation = json!({
        "operationId": name.join("_"),
        "summary": what,
        "tags": ["spread"],
        "security": [{ "token": [] }],
        "parameters": parameters,
        "responses": {
            status: { "description": "What was asked for or done.", "content": schema(gives) },
            "default": { "description": "Why not (RFC 9457).", "content": { "application/problem+json": {} } },
        },
    });
    if let Some(takes) = takes {
        operation["requestBody"] = json!({ "required": true, "content": schema(takes) });
    }
    operation
}

fn schemas() -> Value {
    let id = || json!({ "type": "string", "format": "uuid" });
    let text = || json!({ "type": "string" });
    let maybe = |kind: &str| json!({ "type": [kind, "null"] });
    let day = || json!({ "type": "string", "format": "date" });
    let version =
        || json!({ "type": "integer", "description": "The version you acted from; 409 if it has changed since." });
    let words = |all: Vec<&str>| json!({ "type": "string", "enum": all });
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let slice = |items: &str| {
        json!({ "type": "object", "required": ["items"], "properties": {
            "items": { "type": "array", "items": { "$ref": format!("#/components/schemas/{items}") } }, "next": text(),
        } })
    };
    json!({
        "SpreadWorks": slice("SpreadWork"),
        "SpreadWork": object(&["id", "kind", "title", "units", "offered"], json!({
            "id": id(), "kind": words(Kind::ALL.iter().map(|kind| kind.word()).collect()), "serial": text(), "title": text(),
            "gist": text(), "enterprise": id(), "industry": text(), "since": maybe("string"),
            "audited_fen": maybe("integer"), "audited_points": maybe("integer"),
            "units": { "type": "integer", "description": "Other units that use it now." },
            "offered": { "type": "boolean", "description": "Whether everybody may begin at once." },
        })),
        "SpreadTree": object(&["work", "title", "nodes"], json!({
            "work": id(), "title": text(), "nodes": { "type": "array", "items": { "$ref": "#/components/schemas/SpreadNode" } },
        })),
        "SpreadNode": object(&["id", "state", "city", "since"], json!({
            "id": id(), "source": { "type": ["string", "null"], "description": "Whom it learned from." },
            "state": words(Twig::ALL.iter().map(|twig| twig.word()).collect()),
            "unit": { "type": ["string", "null"], "description": "Absent where the caller may not know." },
            "city": text(), "inside": { "type": "boolean" }, "since": day(), "ended": maybe("string"),
            "audited_fen": maybe("integer"), "audited_points": maybe("integer"),
        })),
        "SpreadRequest": object(&["unit", "purpose"], json!({
            "id": id(), "unit": id(), "purpose": text(), "source": id(),
            "share": { "type": "integer", "minimum": 0, "maximum": MOST_SHARE,
                "description": "The originators' part of the award, in per cent; as the enterprise's rules say unless said otherwise." },
            "named": { "type": "boolean", "description": "Whether everybody may read who takes it over; true unless said otherwise." },
        })),
        "SpreadPlain": object(&[], json!({ "version": version() })),
        "SpreadWords": object(&["words"], json!({ "words": text(), "version": version() })),
        "SpreadTrial": object(&["starts", "ends", "spot"], json!({ "starts": day(), "ends": day(), "spot": text(), "version": version() })),
        "SpreadUse": object(&["since"], json!({ "since": day(), "seen": text(), "version": version() })),
        "Adoption": object(&["id", "work", "unit", "state", "version"], json!({
            "id": id(), "work": id(), "source": id(), "inside": { "type": "boolean" }, "unit": id(),
            "state": words(State::ALL.iter().map(|state| state.word()).collect()), "version": { "type": "integer" },
            "purpose": text(), "share": { "type": "integer" }, "named": { "type": "boolean" }, "answer": text(),
            "starts": maybe("string"), "ends": maybe("string"), "spot": text(), "seen": text(), "since": maybe("string"),
            "reason": text(),
        })),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_is_mounted_is_what_is_described() {
        let mounted: BTreeSet<(String, String)> = crate::api::routes()
            .table()
            .iter()
            .map(|route| (route.method.to_lowercase(), route.path.to_owned()))
            .collect();
        let described = OPERATIONS.iter().map(|one| (one.1.to_owned(), one.0.to_owned())).collect();
        assert_eq!(mounted, described);
    }

    #[test]
    fn every_schema_that_is_named_is_there() {
        let document = openapi();
        let known = document["components"]["schemas"].as_object().unwrap();
        for (_, _, _, takes, gives) in OPERATIONS {
            assert!(known.contains_key(gives) && takes.is_none_or(|takes| known.contains_key(takes)));
        }
    }
}
