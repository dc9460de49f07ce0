//! The JSON twins of the pages, on the same actions and the same forms.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use kernel::lifecycle::Word;
use kernel::{By, Error, Result, Time};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use web::api::{Body, Slice};
use web::{Ctx, Fields, Reply, Routes};
use works::uses::UseId;

use crate::actions;
use crate::forms;
use crate::lifecycle::State;
use crate::model::{Basis, Benefit, BenefitId, MOST_FACTORS, MOST_LINES, Worth};
use crate::pages::parse;
use crate::policy;
use crate::queries;
use crate::rules::Rules;
use crate::store::{VERSIONS, VersionRow};

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    Routes::new()
        .get("/api/v1/benefits", list)
        .get("/api/v1/benefits/{use}", show)
        .post("/api/v1/benefits/{use}/statement", hand_in)
        .post("/api/v1/benefits/{use}/audit", audit)
        .post("/api/v1/benefits/{use}/return", send_back)
        .post("/api/v1/benefits/{use}/revocation", revoke)
}

#[derive(Deserialize)]
struct Asked {
    state: Option<String>,
    cursor: Option<String>,
}

/// Most statements in one answer.
const SLICE: usize = 100;

/// A statement to be handed in. Numbers are texts, so that none is rounded on the way.
#[derive(Deserialize)]
struct Statement {
    version: Option<i64>,
    method: String,
    #[serde(default)]
    lines: Vec<AskedLine>,
    #[serde(default)]
    levels: BTreeMap<String, String>,
    #[serde(default)]
    words: String,
}

#[derive(Deserialize)]
struct AskedLine {
    what: String,
    sign: String,
    factors: Vec<AskedFactor>,
    evidence: String,
}

#[derive(Deserialize)]
struct AskedFactor {
    name: String,
    value: String,
    #[serde(default)]
    unit: String,
}

/// What finance signs: the numbers of each line, or the levels.
#[derive(Deserialize)]
struct Audit {
    version: Option<i64>,
    #[serde(default)]
    values: Vec<Vec<String>>,
    #[serde(default)]
    levels: BTreeMap<String, String>,
    note: String,
}

#[derive(Deserialize)]
struct Why {
    version: Option<i64>,
    reason: String,
}

async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Reply {
    let actor = ctx.actor()?.clone();
    let state = match asked.state.as_deref() {
        None => None,
        Some(word) => Some(State::from_word(word).ok_or_else(|| Error::invalid("state", "benefit-choose"))?),
    };
    let before: Option<BenefitId> = match asked.cursor.as_deref() {
        None => None,
        Some(cursor) => Some(cursor.parse().map_err(|_| Error::invalid("cursor", "benefit-cursor"))?),
    };
    let found = ctx.read(move |reader| queries::all(reader, &actor, state, before, SLICE)).await?;
    let next = found.last().filter(|_| found.len() == SLICE).map(|one| one.id.to_string());
    let items: Vec<Value> = found
        .into_iter()
        .map(|one| {
            json!({
                "use": one.work_use, "serial": one.serial, "kind": one.kind, "title": one.title, "unit": one.unit,
                "since": one.since.date().to_string(), "state": one.state, "claimed": told(one.claimed()),
                "audited": told(one.audited()), "due_at": stamp(one.due_at), "recheck_at": stamp(one.recheck_at),
            })
        })
        .collect();
    Ok(Json(Slice { items, next }).into_response())
}

async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor) = (parse(&id)?, ctx.actor()?.clone());
    let found = ctx.read(move |reader| {
        let seen = policy::find(reader, &actor, id)?;
        let it = seen.stated()?.clone();
        let versions = reader.all(&VERSIONS, (it.id,))?;
        Ok((it, versions))
    });
    let (it, versions) = found.await?;
    Ok(Json(described(&it, &versions)).into_response())
}

async fn hand_in(ctx: Ctx, Path(id): Path<String>, body: Body<Statement>) -> Reply {
    let id = parse(&id)?;
    let asked = &ctx;
    let work = |ask: Statement| async move {
        let by = asked.by(ask.version)?;
        let fields = typed(&ask)?;
        done(
            &asked
                .change(move |tx| {
                    let seen = policy::find(tx, &by.actor, id)?;
                    let rules = Rules::of(tx, seen.work_use.enterprise, by.now)?;
                    actions::hand_in(tx, &by, id, &forms::basis(&fields, &rules.grid)?)
                })
                .await?,
        )
    };
    body.once(&ctx, work).await
}

async fn audit(ctx: Ctx, Path(id): Path<String>, body: Body<Audit>) -> Reply {
    let id = parse(&id)?;
    let asked = &ctx;
    let work = |ask: Audit| async move {
        let by = asked.by(ask.version)?;
        let fields = signed(&ask);
        done(
            &asked
                .change(move |tx| {
                    let seen = policy::find(tx, &by.actor, id)?;
                    let claim = &seen.stated()?.claim;
                    if let Basis::Computed { lines } = claim
                        && lines.len() != ask.values.len()
                    {
                        return Err(Error::invalid("values", "benefit-correction-unfit"));
                    }
                    let (corrected, note) = forms::audit(&fields, claim)?;
                    actions::audit(tx, &by, id, &corrected, &note)
                })
                .await?,
        )
    };
    body.once(&ctx, work).await
}

async fn send_back(ctx: Ctx, Path(id): Path<String>, body: Body<Why>) -> Reply {
    with_reason(ctx, &id, body, actions::send_back).await
}

async fn revoke(ctx: Ctx, Path(id): Path<String>, body: Body<Why>) -> Reply {
    with_reason(ctx, &id, body, actions::revoke).await
}

type Step = fn(&mut store::Tx<'_>, &By, UseId, &str) -> Result<ledger::Recorded<Benefit>>;

async fn with_reason(ctx: Ctx, id: &str, body: Body<Why>, step: Step) -> Reply {
    let id = parse(id)?;
    let asked = &ctx;
    let work = |ask: Why| async move {
        let by = asked.by(ask.version)?;
        let reason = forms::reason(&Fields::from_pairs([("reason", ask.reason)]))?;
        done(&asked.change(move |tx| step(tx, &by, id, &reason)).await?)
    };
    body.once(&ctx, work).await
}

fn done(it: &Benefit) -> Result<Value> {
    Ok(json!({
        "use": it.work_use, "state": it.state, "version": it.version, "claimed": told(it.claimed),
        "audited": told(it.audited), "due_at": stamp(it.due_at), "recheck_at": stamp(it.recheck_at),
    }))
}

/// The statement as the form has it, so that both are read by the same rules.
fn typed(ask: &Statement) -> Result<Fields> {
    if ask.lines.len() > MOST_LINES || ask.lines.iter().any(|line| line.factors.len() > MOST_FACTORS) {
        return Err(Error::invalid("lines", "benefit-too-many"));
    }
    let mut fields = Fields::from_pairs([("method", ask.method.as_str()), ("words", ask.words.as_str())]);
    for (at, line) in ask.lines.iter().enumerate() {
        fields.set(&format!("what-{at}"), line.what.as_str());
        fields.set(&format!("sign-{at}"), line.sign.as_str());
        fields.set(&format!("evidence-{at}"), line.evidence.as_str());
        for (nth, factor) in line.factors.iter().enumerate() {
            fields.set(&format!("name-{at}-{nth}"), factor.name.as_str());
            fields.set(&format!("value-{at}-{nth}"), factor.value.as_str());
            fields.set(&format!("unit-{at}-{nth}"), factor.unit.as_str());
        }
    }
    for (criterion, level) in &ask.levels {
        fields.set(&format!("level-{criterion}"), level.as_str());
    }
    Ok(fields)
}

fn signed(ask: &Audit) -> Fields {
    let mut fields = Fields::from_pairs([("note", ask.note.as_str())]);
    for (at, values) in ask.values.iter().enumerate().take(MOST_LINES) {
        for (nth, value) in values.iter().enumerate().take(MOST_FACTORS) {
            fields.set(&format!("value-{at}-{nth}"), value.as_str());
        }
    }
    for (criterion, level) in &ask.levels {
        fields.set(&format!("level-{criterion}"), level.as_str());
    }
    fields
}

fn described(it: &Benefit, versions: &[VersionRow]) -> Value {
    let mut value = done(it).unwrap_or_default();
    value["work"] = json!(it.work);
    value["since"] = json!(it.since.date().to_string());
    value["claim"] = json!(it.claim);
    value["audit"] = json!(it.audit);
    value["versions"] = versions
        .iter()
        .map(|one| {
            json!({
                "number": one.number, "step": one.step, "person": one.person, "at": stamp(Some(one.at)),
                "figure": told(Worth::of(one.fen, one.points)), "note": one.note,
            })
        })
        .collect();
    value
}

fn told(worth: Option<Worth>) -> Option<Figure> {
    worth.map(|worth| match worth {
        Worth::Fen(fen) => Figure::Fen(fen.0),
        Worth::Points(points) => Figure::Points(points),
    })
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Figure {
    Fen(i64),
    Points(i64),
}

/// A moment in China's time.
fn stamp(at: Option<Time>) -> Option<String> {
    at.map(|at| at.china().strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string())
}

/// The part of the OpenAPI document that this module answers for.
pub fn openapi() -> Value {
    let text = || json!({ "type": "string" });
    let list = |of: Value| json!({ "type": "array", "items": of });
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let version = json!({ "type": "integer", "description": "The version that was seen; 0 while nothing was stated." });
    let levels = json!({ "type": "object", "additionalProperties": text(), "description": "Criterion to level." });
    let factor = object(&["name", "value"], json!({ "name": text(), "value": text(), "unit": text() }));
    let line = object(
        &["what", "sign", "factors", "evidence"],
        json!({ "what": text(), "sign": { "enum": ["gain", "cost"] }, "factors": list(factor), "evidence": text() }),
    );
    let statement = object(
        &["method"],
        json!({
            "version": version, "method": { "enum": ["computed", "graded"] }, "lines": list(line), "levels": levels,
            "words": text(),
        }),
    );
    let audit = object(
        &["note"],
        json!({ "version": version, "values": list(list(text())), "levels": levels, "note": text() }),
    );
    let why = object(&["reason"], json!({ "version": version, "reason": text() }));
    let figure = json!({ "type": ["object", "null"], "properties": { "fen": { "type": "integer" }, "points": { "type": "integer" } } });
    let benefit = object(
        &["use", "state"],
        json!({ "use": text(), "state": text(), "version": { "type": "integer" }, "claimed": figure, "audited": figure }),
    );
    json!({
        "paths": {
            "/api/v1/benefits": { "get": operation("listBenefits", "The benefit statements that the caller may open, the newest first.", None, "200", "BenefitList", false) },
            "/api/v1/benefits/{use}": { "get": operation("showBenefit", "The statement of a use: claim, audit and every version of its figure.", None, "200", "Benefit", true) },
            "/api/v1/benefits/{use}/statement": { "post": operation("stateBenefit", "The benefit of twelve months is stated, or stated anew.", Some("BenefitStatement"), "201", "Benefit", true) },
            "/api/v1/benefits/{use}/audit": { "post": operation("auditBenefit", "Finance signs the figure, or looks at it again.", Some("BenefitAudit"), "201", "Benefit", true) },
            "/api/v1/benefits/{use}/return": { "post": operation("returnBenefit", "Finance sends the statement back with the reason.", Some("BenefitReason"), "201", "Benefit", true) },
            "/api/v1/benefits/{use}/revocation": { "post": operation("revokeBenefit", "The figure is taken back after a fraud.", Some("BenefitReason"), "201", "Benefit", true) },
        },
        "components": { "schemas": {
            "Benefit": benefit,
            "BenefitList": object(&["items"], json!({ "items": list(json!({ "$ref": "#/components/schemas/Benefit" })), "next": text() })),
            "BenefitStatement": statement,
            "BenefitAudit": audit,
            "BenefitReason": why,
        } },
    })
}

fn operation(name: &str, what: &str, body: Option<&str>, code: &str, answer: &str, of_use: bool) -> Value {
    let content = |schema: &str| json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } });
    let mut parameters = Vec::new();
    if of_use {
        parameters.push(
            json!({ "name": "use", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } }),
        );
    } else {
        for name in ["state", "cursor"] {
            parameters.push(json!({ "name": name, "in": "query", "required": false, "schema": { "type": "string" } }));
        }
    }
    let mut operation = json!({
        "operationId": name, "summary": what, "tags": ["benefits"], "security": [{ "token": [] }], "parameters": parameters,
        "responses": {
            (code): { "description": "Done, or what was asked for.", "content": content(answer) },
            "default": { "description": "A problem.", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } },
        },
    });
    if let Some(body) = body {
        operation["requestBody"] = json!({ "required": true, "content": content(body) });
        parameters.push(
            json!({ "name": "Idempotency-Key", "in": "header", "required": false, "schema": { "type": "string" } }),
        );
        operation["parameters"] = json!(parameters);
    }
    operation
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_is_mounted_is_what_is_described() {
        let mounted: BTreeSet<(String, String)> =
            routes().table().iter().map(|route| (route.method.to_owned(), route.path.to_owned())).collect();
        let document = openapi();
        let described: BTreeSet<(String, String)> = document["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, methods)| methods.as_object().unwrap().keys().map(|m| (m.to_uppercase(), path.clone())))
            .collect();
        assert_eq!(mounted, described);
    }
}
