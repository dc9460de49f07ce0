//! The JSON twins of the pages, on the same forms and actions: the fields of a body are those of the
//! form, errors name the same fields.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use kernel::{By, Error, Result};
use serde::Serialize;
use serde_json::{Value, json};
use web::api::{Body, Slice, skipped};
use web::{Ctx, Fields, Reply, Routes};

use crate::model::{Project, ProjectId, spent};
use crate::pages::step;
use crate::queries::{self, Record, Which};
use crate::{actions, forms};

/// Projects in an answer.
const PAGE: i64 = 50;
/// The routes of the API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/api/v1/projects", list)
        .post("/api/v1/projects", propose)
        .get("/api/v1/projects/{project}", show)
        .post("/api/v1/projects/{project}/approval", |ctx, id, body| act(ctx, id, body, "approval"))
        .post("/api/v1/projects/{project}/return", |ctx, id, body| act(ctx, id, body, "return"))
        .post("/api/v1/projects/{project}/refusal", |ctx, id, body| act(ctx, id, body, "refusal"))
        .post("/api/v1/projects/{project}/withdrawal", |ctx, id, body| act(ctx, id, body, "withdrawal"))
        .post("/api/v1/projects/{project}/agreement", |ctx, id, body| act(ctx, id, body, "agreement"))
        .post("/api/v1/projects/{project}/milestones", |ctx, id, body| act(ctx, id, body, "milestones"))
        .post("/api/v1/projects/{project}/milestones/reached", |ctx, id, body| act(ctx, id, body, "reached"))
        .post("/api/v1/projects/{project}/spendings", |ctx, id, body| act(ctx, id, body, "spendings"))
        .post("/api/v1/projects/{project}/trials", |ctx, id, body| act(ctx, id, body, "trials"))
        .post("/api/v1/projects/{project}/handover", |ctx, id, body| act(ctx, id, body, "handover"))
        .post("/api/v1/projects/{project}/panel", |ctx, id, body| act(ctx, id, body, "panel"))
        .post("/api/v1/projects/{project}/judgement", |ctx, id, body| act(ctx, id, body, "judgement"))
        .post("/api/v1/projects/{project}/acceptance", |ctx, id, body| act(ctx, id, body, "acceptance"))
        .post("/api/v1/projects/{project}/sending-back", |ctx, id, body| act(ctx, id, body, "sending-back"))
        .post("/api/v1/projects/{project}/stop", |ctx, id, body| act(ctx, id, body, "stop"))
}

/// A project as the API tells it. Money is in fen, times are RFC 3339.
#[derive(Serialize)]
struct Told {
    id: ProjectId,
    serial: String,
    title: String,
    problem: String,
    aim: String,
    route: String,
    starts: String,
    ends: String,
    budget_fen: i64,
    visibility: works::Visibility,
    state: crate::lifecycle::State,
    version: i64,
    leader: kernel::id::PersonId,
    proposed_at: String,
    in_use_since: Option<String>,
}

impl From<Project> for Told {
    fn from(it: Project) -> Told {
        Told {
            id: it.id,
            serial: it.serial,
            title: it.title,
            problem: it.problem,
            aim: it.aim,
            route: it.route,
            starts: it.starts.to_string(),
            ends: it.ends.to_string(),
            budget_fen: it.budget.0,
            visibility: it.visibility,
            state: it.state,
            version: it.version,
            leader: it.leader,
            proposed_at: it.proposed_at.timestamp().to_string(),
            in_use_since: it.in_use_since.map(|since| since.date().to_string()),
        }
    }
}

async fn list(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let asked = Fields::from_query(&ctx.visit.query);
    let which = match asked.get("which") {
        "mine" => Which::Mine,
        "waiting" => Which::Waiting,
        _ => Which::All,
    };
    let offset = skipped(&asked)?;
    let rows = ctx.read(move |reader| queries::list(reader, &actor, which, PAGE, offset)).await?;
    Ok(Json(Slice::of(rows, PAGE, offset, Told::from)).into_response())
}

async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (actor, id) = (ctx.actor()?.clone(), id.parse().map_err(|_| Error::NotFound)?);
    let record = ctx.read(move |reader| Record::read(reader, &actor, id)).await?;
    Ok(Json(whole(record)?).into_response())
}

fn whole(record: Record) -> Result<Value> {
    let spent = spent(&record.spendings).ok_or_else(|| Error::broken("spending leaves the range of money"))?;
    let milestones = record.milestones.iter().map(|one| {
        json!({ "id": one.id, "title": one.title, "due": one.due.to_string(),
                "reached_on": one.reached_on.map(|day| day.to_string()), "note": one.note })
    });
    let spendings = record
        .spendings
        .iter()
        .map(|one| json!({ "id": one.id, "what": one.what, "fen": one.fen, "on": one.on_day.to_string() }));
    let trials = record.trials.iter().map(
        |one| json!({ "id": one.id, "text": one.text, "by": one.by_person, "at": one.at.timestamp().to_string() }),
    );
    let panel = record
        .panel
        .iter()
        .map(|one| json!({ "person": one.person, "accepts": one.accepts, "conclusion": one.conclusion }));
    let authors = record.authors.iter().map(
        |one| json!({ "person": one.person, "name": one.name, "part": one.part, "agreed": one.agreed_at.is_some() }),
    );
    let more = json!({
        "authors": authors.collect::<Vec<_>>(),
        "milestones": milestones.collect::<Vec<_>>(),
        "spendings": spendings.collect::<Vec<_>>(),
        "spent_fen": spent,
        "trials": trials.collect::<Vec<_>>(),
        "panel": panel.collect::<Vec<_>>(),
    });
    let mut told = serde_json::to_value(Told::from(record.seen.it)).map_err(Error::broken)?;
    if let (Some(told), Value::Object(more)) = (told.as_object_mut(), more) {
        told.extend(more);
    }
    Ok(told)
}

/// The fields of a form, as JSON: texts, numbers, or lists of them where a form sends several.
type Asked = BTreeMap<String, Value>;

fn fields(asked: Asked) -> Fields {
    let one = |value: Value| match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let pairs = asked.into_iter().flat_map(|(name, value)| match value {
        Value::Array(values) => values.into_iter().map(|value| (name.clone(), one(value))).collect(),
        value => vec![(name, one(value))],
    });
    Fields::from_pairs(pairs)
}

async fn propose(ctx: Ctx, body: Body<Asked>) -> Reply {
    let by = ctx.by(None)?;
    body.once(&ctx, async |asked| {
        let fields = fields(asked);
        let id = fields.get("id").parse().unwrap_or_else(|_| ProjectId::new(by.now));
        let it = ctx
            .change(move |tx| {
                let enterprise =
                    by.actor.place.enterprise.ok_or_else(|| Error::invalid("title", "project-no-enterprise"))?;
                let charter = forms::charter(tx, enterprise, by.actor.person, &fields)?;
                actions::propose(tx, &by, id, &charter)
            })
            .await?;
        serde_json::to_value(Told::from(it)).map_err(Error::broken)
    })
    .await
}

async fn act(ctx: Ctx, Path(id): Path<String>, body: Body<Asked>, noun: &'static str) -> Reply {
    let actor = ctx.actor()?.clone();
    let id: ProjectId = id.parse().map_err(|_| Error::NotFound)?;
    body.once(&ctx, async |asked| {
        let fields = fields(asked);
        let by = By { actor, now: ctx.now, version: fields.version() };
        let it = ctx.change(move |tx| step(tx, &by, id, noun, &fields)).await?;
        serde_json::to_value(Told::from(it)).map_err(Error::broken)
    })
    .await
}

/// What the routes say of themselves.
pub fn openapi() -> Value {
    let text = || json!({ "type": "string" });
    let day = || json!({ "type": "string", "format": "date" });
    let project = json!({ "$ref": "#/components/schemas/Project" });
    let answer = |code: &str, what: &str, schema: Value| json!({ code: { "description": what, "content": { "application/json": { "schema": schema } } } });
    let id =
        json!({ "name": "project", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } });
    let query = |name: &str, schema: Value| json!({ "name": name, "in": "query", "required": false, "schema": schema });
    let form = json!({ "required": true, "content": { "application/json": { "schema": { "type": "object", "additionalProperties": true } } } });
    let charter = json!({ "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ProjectCharter" } } } });
    let mut whole = json!({
        "paths": {
            "/api/v1/projects": {
                "get": {
                    "summary": "Innovation projects that the caller may see, the newest first.",
                    "parameters": [query("which", json!({ "type": "string", "enum": ["all", "mine", "waiting"] })), query("cursor", text())],
                    "responses": answer("200", "A page of projects.", json!({ "type": "object", "properties": {
                        "items": { "type": "array", "items": project }, "next": text() } })),
                },
                "post": {
                    "summary": "Proposes a project.",
                    "requestBody": charter,
                    "responses": answer("201", "The project.", project.clone()),
                },
            },
            "/api/v1/projects/{project}": {
                "get": {
                    "summary": "One project with its team, milestones, spending, trials and panel.",
                    "parameters": [id.clone()],
                    "responses": answer("200", "The project.", project.clone()),
                },
            },
        },
        "components": { "schemas": {
            "Project": { "type": "object", "properties": {
                "id": { "type": "string", "format": "uuid" }, "serial": text(), "title": text(), "problem": text(), "aim": text(), "route": text(),
                "starts": day(), "ends": day(), "budget_fen": { "type": "integer" }, "visibility": text(), "state": text(),
                "version": { "type": "integer" }, "leader": { "type": "string", "format": "uuid" }, "proposed_at": text(), "in_use_since": { "type": ["string", "null"], "format": "date" },
            } },
            "ProjectCharter": { "type": "object", "required": ["title", "problem", "aim", "starts", "ends"], "properties": {
                "title": text(), "problem": text(), "aim": text(), "route": text(), "starts": day(), "ends": day(), "budget": text(), "visibility": text(),
                "from": { "type": "string", "format": "uuid", "description": "The work it grew from." },
                "name": { "type": "array", "items": text(), "description": "The team, the leader among them." },
                "part": { "type": "array", "items": { "type": "integer" }, "description": "Their shares in per cent, together 100." },
            } },
        } },
    });
    let step = json!({ "post": {
        "summary": "Takes a step; the fields are those of the page's form of the same address.",
        "parameters": [id],
        "requestBody": form,
        "responses": answer("201", "The project after the step.", project),
    } });
    let mounted = routes();
    let steps = mounted.table().iter().filter(|route| route.path.starts_with("/api/v1/projects/{project}/"));
    if let Some(paths) = whole["paths"].as_object_mut() {
        paths.extend(steps.map(|route| (route.path.to_owned(), step.clone())));
    }
    whole
}
