//! The part of the OpenAPI document that this module answers for.

use kernel::lifecycle::Word;
use serde_json::{Map, Value, json};

use crate::content::Restriction;
use crate::deed::NOUNS;
use crate::lifecycle::{State, Step};
use crate::model::{Level, Visibility};
use crate::queries::Scope;
use crate::rules::Rule;

/// The part of the document.
pub fn openapi() -> Value {
    let mut paths = Map::new();
    let slice = |of: &str| {
        json!({ "type": "object", "required": ["items"], "properties": {
        "items": { "type": "array", "items": schema(of) }, "next": { "type": "string", "description": "Pass it as `cursor` for what follows." } } })
    };
    let list = json!([
        { "name": "scope", "in": "query", "schema": words::<Scope>(), "description": "Yours, your enterprise's, or everything you may see that was named." },
        { "name": "q", "in": "query", "schema": { "type": "string" }, "description": "A part of the name, the trade or the number." },
        { "name": "level", "in": "query", "schema": words::<Level>(), "description": "Named at this level." },
        { "name": "cursor", "in": "query", "schema": { "type": "string" }, "description": "Where the page begins." },
    ]);
    paths.insert("/api/v1/methods".into(), json!({
        "get": operation("get_methods", "Operating methods.", list, None, ("200", slice("Method"))),
        "post": operation("post_methods", "Writes a method down as a draft. With an `id` that you have begun before it does nothing.",
            json!([key()]), Some(schema("MethodText")), ("201", schema("Method"))),
    }));
    paths.insert("/api/v1/methods/{method}".into(), json!({
        "get": operation("get_methods_method", "One method, whole.", json!([id()]), None, ("200", schema("Method"))),
    }));
    paths.insert("/api/v1/methods/{method}/versions".into(), json!({
        "get": operation("get_methods_method_versions", "Its accepted versions, which never change.", json!([id()]), None,
            ("200", slice("MethodVersion"))),
    }));
    paths.insert("/api/v1/methods/{method}/text".into(), json!({
        "post": operation("post_methods_method_text", "Writes on at a draft, or proposes a change of a named method.",
            json!([id(), key()]), Some(schema("MethodText")), ("201", schema("Method"))),
    }));
    for (noun, step) in NOUNS {
        let name = format!("post_methods_method_{}", noun.replace('-', "_"));
        paths.insert(format!("/api/v1/methods/{{method}}/{noun}"), json!({
            "post": operation(&name, what(*step), json!([id(), key()]), Some(schema("MethodStep")), ("201", schema("Method"))),
        }));
    }
    json!({ "paths": paths, "components": { "schemas": {
        "Method": { "type": "object", "required": ["id", "serial", "name", "state"], "properties": {
            "id": uuid(), "serial": text(), "name": text(), "state": words::<State>(),
            "level": { "description": "The highest level it was named at.", "oneOf": [words::<Level>(), { "type": "null" }] },
            "edition": { "type": "integer" }, "version": { "type": "integer" }, "visibility": words::<Visibility>(),
            "content": schema("MethodText"), "authors": { "type": "array" }, "reviews": { "type": "array" }, "namings": { "type": "array" },
            "objections": { "type": "array" },
        } },
        "MethodVersion": { "type": "object", "required": ["edition", "content"], "properties": {
            "edition": { "type": "integer" }, "note": text(), "content": schema("MethodText") } },
        "MethodText": { "type": "object", "description": "What a method says. A draft may leave things out.", "properties": {
            "id": uuid(), "from": uuid(), "person": text(), "name": text(), "trade": text(), "scope": text(), "former": text(), "problem": text(),
            "steps": texts(), "keys": texts(), "original": texts(),
            "regulations": { "type": "array", "items": { "type": "string" }, "description": "Technical, maintenance and safety, each by its name." },
            "results": { "type": "array", "items": { "type": "object", "properties": { "indicator": text(), "before": text(), "after": text(),
                "from": date(), "until": date(), "source": text() } } },
            "since": date(), "restrictions": { "type": "array", "items": words::<Restriction>() },
            "mates": { "type": "array", "items": { "type": "object", "required": ["person", "part"], "properties": {
                "person": text(), "part": { "type": "integer" } } } },
            "visibility": words::<Visibility>(), "note": text(), "version": { "type": "integer" } } },
        "MethodStep": { "type": "object", "description": "Each step takes what it needs.", "properties": {
            "text": text(), "rules": { "type": "array", "items": words::<Rule>() }, "favours": { "type": "boolean" },
            "objection": { "type": "string", "format": "uuid" }, "upheld": { "type": "boolean" }, "answer": text(), "document": text(),
            "visibility": words::<Visibility>(), "version": { "type": "integer", "description": "The version you acted from." } } },
    } } })
}

fn what(step: Step) -> &'static str {
    match step {
        Step::HandIn => "Its writer hands it in.",
        Step::Accept => "The officer accepts it as a version.",
        Step::Return => "The officer sends it back and says what is missing.",
        Step::Exclude => "The officer closes it under a rule.",
        Step::Review => "A reviewer hands in the written conclusion, once.",
        Step::Publish => "It is made public for the days its level asks for.",
        Step::Name => "It is named, and its certificate issued.",
        Step::Object => "Whoever may see it objects while it is public, once.",
        Step::Answer => "Who names answers an objection; upheld, it ends this try.",
        Step::Decline => "It is not named at the unit, with the reason.",
        Step::TurnDown => "It is not named at a higher level, with the reason.",
        Step::Revise => "The officer accepts a change as the next version.",
        Step::Dismiss => "The officer does not accept a change, with the reason.",
        Step::Nominate => "The level that named it nominates it at the next.",
        Step::Agree => "A co-author agrees to their share.",
        Step::Show => "Changes who may find it.",
        Step::Withdraw => "Its writer withdraws it before it is accepted.",
        _ => "It is no longer worked by.",
    }
}

fn operation(name: &str, what: &str, parameters: Value, body: Option<Value>, (status, answer): (&str, Value)) -> Value {
    let mut operation = json!({
        "operationId": name, "summary": what, "tags": ["methods"], "security": [{ "token": [] }], "parameters": parameters,
        "responses": {
            status: { "description": "What was asked for, or where it stands now.", "content": { "application/json": { "schema": answer } } },
            "default": { "$ref": "#/components/responses/Problem" },
        },
    });
    if let Some(body) = body {
        operation["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": body } } });
    }
    operation
}

fn schema(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn id() -> Value {
    json!({ "name": "method", "in": "path", "required": true, "schema": uuid() })
}

fn key() -> Value {
    json!({ "$ref": "#/components/parameters/IdempotencyKey" })
}

fn uuid() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn texts() -> Value {
    json!({ "type": "array", "items": { "type": "string" } })
}

fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn words<W: Word>() -> Value {
    json!({ "type": "string", "enum": W::ALL.iter().map(|word| word.word()).collect::<Vec<_>>() })
}
