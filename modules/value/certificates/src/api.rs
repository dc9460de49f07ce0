//! The JSON twins of the pages.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use kernel::{Error, Faults, text};
use serde::Deserialize;
use serde_json::{Value, json};
use web::api::{Body, Slice};
use web::{Ctx, Reply, Routes};

use crate::model::{Certificate, REASON};
use crate::{actions, store};

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    Routes::new()
        .get("/api/v1/certificates", mine)
        .get("/api/v1/certificates/{certificate}", one)
        .post("/api/v1/certificates/{certificate}/revocation", revoke)
}

/// A certificate as everybody may read it: what the sheet says, and whether it holds.
fn shown(it: &Certificate) -> Value {
    json!({
        "code": it.code,
        "kind": it.kind,
        "rank": it.rank,
        "honour": it.honour,
        "holders": it.holders.iter().map(|holder| holder.name.as_str()).collect::<Vec<_>>(),
        "holder_unit": it.holder_unit,
        "issuer": it.issuer_name,
        "document": it.document,
        "issued_on": it.issued_on,
        "grade": it.grade,
        "supplements": it.supplements,
        "state": it.state(),
        "revoked_on": it.revoked.as_ref().map(|(at, _)| at.date()),
        "revoke_reason": it.revoked.as_ref().map(|(_, reason)| reason),
        "version": it.version,
    })
}

async fn mine(ctx: Ctx) -> Reply {
    let person = ctx.actor()?.person;
    let found = ctx.read(move |reader| store::of_person(reader, person)).await?;
    Ok(Json(Slice { items: found.iter().map(shown).collect(), next: None }).into_response())
}

/// Needs no token: whoever has the code may ask.
async fn one(ctx: Ctx, Path(code): Path<String>) -> Reply {
    let it = ctx.read(move |reader| store::find(reader, &code)).await?;
    Ok(Json(shown(&it)).into_response())
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Revocation {
    reason: String,
    version: Option<i64>,
}

async fn revoke(ctx: Ctx, Path(code): Path<String>, body: Body<Revocation>) -> Reply {
    let by = ctx.by(body.value.version)?;
    let change = &ctx;
    body.once(&ctx, |ask| async move {
        let reason = text::text(&ask.reason, REASON).map_err(|why| Error::Invalid(Faults::one("reason", why)))?;
        change.change(move |tx| actions::revoke(tx, &by, &code, &reason)).await.map(|it| shown(&it))
    })
    .await
}

/// The part of the OpenAPI document that this module answers for.
pub fn openapi() -> Value {
    let code = json!({ "name": "certificate", "in": "path", "required": true, "description": "The code on the sheet.", "schema": { "type": "string" } });
    let found = |what: &str, schema: Value| json!({ "description": what, "content": { "application/json": { "schema": schema } } });
    let sheet = json!({ "$ref": "#/components/schemas/Certificate" });
    let problem = json!({ "$ref": "#/components/responses/Problem" });
    json!({
        "paths": {
            "/api/v1/certificates": { "get": {
                "operationId": "get_certificates", "summary": "The certificates you hold.", "tags": ["certificates"],
                "security": [{ "token": [] }],
                "responses": { "200": found("What was asked for.", json!({ "type": "object", "required": ["items"], "properties": {
                    "items": { "type": "array", "items": sheet.clone() } } })), "default": problem.clone() },
            } },
            "/api/v1/certificates/{certificate}": { "get": {
                "operationId": "get_certificates_certificate", "tags": ["certificates"], "security": [],
                "summary": "What a certificate says and whether it holds. Whoever has the code may ask.",
                "parameters": [code.clone()],
                "responses": { "200": found("What was asked for.", sheet.clone()), "default": problem.clone() },
            } },
            "/api/v1/certificates/{certificate}/revocation": { "post": {
                "operationId": "post_certificates_certificate_revocation", "tags": ["certificates"], "security": [{ "token": [] }],
                "summary": "Its issuer takes it back.",
                "parameters": [code, { "$ref": "#/components/parameters/IdempotencyKey" }],
                "requestBody": { "required": true, "content": { "application/json": { "schema": {
                    "type": "object", "required": ["reason"], "additionalProperties": false,
                    "properties": { "reason": { "type": "string", "maxLength": REASON }, "version": { "type": "integer" } } } } } },
                "responses": { "201": found("It is done and recorded.", sheet), "default": problem },
            } },
        },
        "components": { "schemas": { "Certificate": {
            "type": "object",
            "description": "What the sheet says, and whether it holds.",
            "required": ["code", "kind", "rank", "honour", "holders", "holder_unit", "issuer", "document", "issued_on", "state", "version"],
            "properties": {
                "code": { "type": "string" },
                "kind": { "type": "string", "enum": ["naming", "award", "campaign"] },
                "rank": { "type": "string", "enum": ["unit", "county", "city", "province"] },
                "honour": { "type": "string" },
                "holders": { "type": "array", "items": { "type": "string" } },
                "holder_unit": { "type": "string" },
                "issuer": { "type": "string" },
                "document": { "type": "string" },
                "issued_on": { "type": "string", "format": "date" },
                "grade": { "type": ["integer", "null"], "minimum": 1, "description": "Which grade was won, 1 the best." },
                "supplements": { "type": ["string", "null"], "description": "The code of the certificate that this one adds to." },
                "state": { "type": "string", "enum": ["valid", "revoked"] },
                "revoked_on": { "type": ["string", "null"], "format": "date" },
                "revoke_reason": { "type": ["string", "null"] },
                "version": { "type": "integer" },
            },
        } } },
    })
}
