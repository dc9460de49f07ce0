//! Routes that describe themselves: what is mounted is what the document says, no more and no less.

use super::Shape;
use crate::{App, Routes};
use axum::handler::Handler;
use serde_json::{Map, Value, json};

/// Who may read a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// Who has a token.
    Callers,
    /// Everybody.
    All,
}

/// A parameter in the query.
#[derive(Clone, Copy, Debug)]
pub struct Query {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub what: &'static str,
    /// Its schema.
    pub schema: fn() -> Value,
    /// Whether it must be there.
    pub required: bool,
}

impl Query {
    /// A parameter that may be left out.
    pub const fn new<T: Shape>(name: &'static str, what: &'static str) -> Query {
        Query { name, what, schema: T::schema, required: false }
    }

    /// One that must be there.
    pub const fn required<T: Shape>(name: &'static str, what: &'static str) -> Query {
        Query { name, what, schema: T::schema, required: true }
    }
}

/// The routes with their description.
pub struct Api {
    tag: &'static str,
    routes: Routes,
    paths: Map<String, Value>,
    schemas: Map<String, Value>,
}

impl Api {
    /// The routes of a module, by its name: nothing yet but the shape of problems.
    pub fn of(tag: &'static str) -> Api {
        let schemas = Map::from_iter([("Problem".to_owned(), problem())]);
        Api { tag, routes: Routes::new(), paths: Map::new(), schemas }
    }

    /// Something to read, as JSON.
    #[must_use]
    pub fn get<A: Shape, H: Handler<T, App>, T: 'static>(
        mut self,
        path: &'static str,
        what: &'static str,
        query: &[Query],
        handler: H,
    ) -> Api {
        A::name_into(&mut self.schemas);
        let found = json!({ "description": "What was asked for.", "content": { "application/json": { "schema": A::schema() } } });
        self.describe("get", path, what, query, None, ("200", found));
        Api { routes: self.routes.get(path, handler), ..self }
    }

    /// Something that everybody may read, as JSON.
    #[must_use]
    pub fn open<A: Shape, H: Handler<T, App>, T: 'static>(
        self,
        path: &'static str,
        what: &'static str,
        query: &[Query],
        handler: H,
    ) -> Api {
        let mut api = self.get::<A, H, T>(path, what, query, handler);
        api.paths[path]["get"]["security"] = json!([]);
        api
    }

    /// Something to save, as one of these media types.
    #[must_use]
    pub fn file<H: Handler<T, App>, T: 'static>(
        mut self,
        path: &'static str,
        what: &'static str,
        types: &[&'static str],
        handler: H,
    ) -> Api {
        let bytes = || json!({ "schema": { "type": "string", "format": "binary" } });
        let content: Map<String, Value> = types.iter().map(|mime| ((*mime).to_owned(), bytes())).collect();
        let found = json!({ "description": "The file.", "content": content });
        self.describe("get", path, what, &[], None, ("200", found));
        Api { routes: self.routes.get(path, handler), ..self }
    }

    /// Something to read, as text.
    #[must_use]
    pub fn text<H: Handler<T, App>, T: 'static>(
        mut self,
        path: &'static str,
        what: &'static str,
        readers: For,
        handler: H,
    ) -> Api {
        let found =
            json!({ "description": "The text.", "content": { "text/plain": { "schema": { "type": "string" } } } });
        self.describe("get", path, what, &[], None, ("200", found));
        if readers == For::All {
            self.paths[path]["get"]["security"] = json!([]);
        }
        Api { routes: self.routes.get(path, handler), ..self }
    }

    /// Something that is done, told in JSON. It is done once for each idempotency key.
    #[must_use]
    pub fn post<B: Shape, A: Shape, H: Handler<T, App>, T: 'static>(
        mut self,
        path: &'static str,
        what: &'static str,
        handler: H,
    ) -> Api {
        B::name_into(&mut self.schemas);
        let body = json!({ "required": true, "content": { "application/json": { "schema": B::schema() } } });
        let made = self.made::<A>();
        self.describe("post", path, what, &[], Some(body), made);
        if let Some(post) = self.paths.get_mut(path).and_then(|path| path.get_mut("post")) {
            push(post, "parameters", json!({ "$ref": "#/components/parameters/IdempotencyKey" }));
        }
        Api { routes: self.routes.post(path, handler), ..self }
    }

    /// Bytes that are sent as they are.
    #[must_use]
    pub fn bytes<A: Shape, H: Handler<T, App>, T: 'static>(
        mut self,
        path: &'static str,
        what: &'static str,
        query: &[Query],
        handler: H,
    ) -> Api {
        let body =
            json!({ "required": true, "content": { "*/*": { "schema": { "type": "string", "format": "binary" } } } });
        let made = self.made::<A>();
        self.describe("post", path, what, query, Some(body), made);
        Api { routes: self.routes.post(path, handler), ..self }
    }

    /// Something that is taken back.
    #[must_use]
    pub fn delete<A: Shape, H: Handler<T, App>, T: 'static>(
        mut self,
        path: &'static str,
        what: &'static str,
        handler: H,
    ) -> Api {
        A::name_into(&mut self.schemas);
        let done = json!({ "description": "It is taken back, or was not there.", "content": { "application/json": { "schema": A::schema() } } });
        self.describe("delete", path, what, &[], None, ("200", done));
        Api { routes: self.routes.delete(path, handler), ..self }
    }

    /// What to mount.
    pub fn into_routes(self) -> Routes {
        self.routes
    }

    /// What to publish.
    pub fn into_document(self) -> Value {
        json!({
            "paths": self.paths,
            "components": {
                "schemas": self.schemas,
                "parameters": { "IdempotencyKey": {
                    "name": "Idempotency-Key",
                    "in": "header",
                    "description": "Any text of 1 to 100 characters, new for each act. A repeated request with the same key \
                        does nothing more and is answered as the first was, for a day.",
                    "schema": { "type": "string", "minLength": 1, "maxLength": 100 },
                    "examples": { "uuid": { "value": "0199f3b2-7c1e-7b4a-9d25-3f6a1c0e8b57" } },
                } },
                "responses": { "Problem": {
                    "description": "Why not (RFC 9457).",
                    "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
                } },
            },
        })
    }

    fn made<A: Shape>(&mut self) -> (&'static str, Value) {
        A::name_into(&mut self.schemas);
        (
            "201",
            json!({ "description": "It is done and recorded.", "content": { "application/json": { "schema": A::schema() } } }),
        )
    }

    fn describe(
        &mut self,
        method: &'static str,
        path: &'static str,
        what: &'static str,
        query: &[Query],
        body: Option<Value>,
        (status, answer): (&'static str, Value),
    ) {
        let mut operation = json!({
            "operationId": name(method, path),
            "summary": what,
            "tags": [self.tag],
            "security": [{ "token": [] }],
            "responses": { status: answer, "default": { "$ref": "#/components/responses/Problem" } },
        });
        for part in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
            let schema = json!({ "type": "string", "format": "uuid" });
            push(
                &mut operation,
                "parameters",
                json!({ "name": part, "in": "path", "required": true, "schema": schema }),
            );
        }
        for one in query {
            let parameter = json!({
                "name": one.name, "in": "query", "required": one.required, "description": one.what, "schema": (one.schema)(),
            });
            push(&mut operation, "parameters", parameter);
        }
        if let Some(body) = body {
            operation["requestBody"] = body;
        }
        self.paths.entry(path).or_insert_with(|| json!({}))[method] = operation;
    }
}

fn push(operation: &mut Value, list: &str, item: Value) {
    match operation[list].as_array_mut() {
        Some(items) => items.push(item),
        None => operation[list] = json!([item]),
    }
}

/// `post /api/v1/suggestions/{id}/take-up` is `post_suggestions_id_take_up`.
fn name(method: &str, path: &str) -> String {
    let path = path.trim_start_matches("/api/v1/");
    let words = path.split(['/', '-']).map(|part| part.trim_matches(['{', '}']));
    [method].into_iter().chain(words).collect::<Vec<_>>().join("_")
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "A problem (RFC 9457). `type` is stable; the texts are in the caller's language.",
        "required": ["type", "title", "status"],
        "properties": {
            "type": { "type": "string", "examples": ["urn:liaoyuan:problem:refused"] },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string" },
            "instance": { "type": "string", "description": "The number of the request, for questions." },
            "reason": { "type": "string", "description": "Stable key of the reason, where one may not or not now." },
            "errors": { "type": "array", "description": "Field by field, what cannot be taken.", "items": {
                "type": "object",
                "required": ["field", "reason", "detail"],
                "properties": {
                    "field": { "type": "string" }, "reason": { "type": "string" }, "detail": { "type": "string" },
                },
            } },
        },
        "examples": [{
            "type": "urn:liaoyuan:problem:overtaken", "title": "Somebody was faster", "status": 409, "detail": "",
            "instance": "urn:liaoyuan:request:5f0c9a7b21d3",
        }],
    })
}
