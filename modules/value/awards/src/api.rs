//! The JSON twins of the pages, on the same actions.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use certificates::Certificate;
use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Fen, Result, Shares, Time};
use ledger::Recorded;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Reader, Tx};
use web::api::Body;
use web::{Ctx, Fields, Reply, Routes};
use works::WorkId;
use works::uses::UseId;

use crate::actions::{self, Batch, By, Proposal};
use crate::lifecycle::State;
use crate::model::{Award, AwardId};
use crate::policy::{self, Seen};
use crate::queries::{self, Narrow, PAGE};
use crate::schemes;

/// What may be posted to an award: the noun, what it does, whether it takes a reason.
const STEPS: [(&str, &str, bool); 10] = [
    ("agreement", "One of its people agrees to their part.", false),
    ("contest", "One of its people does not agree to the split, and says why.", true),
    ("approval", "The head approves; it is public from now on.", false),
    ("refusal", "The head does not approve, and says why.", true),
    ("objections", "An employee objects.", true),
    ("questions", "The union above asks.", true),
    ("answers", "An objection is answered by somebody else.", true),
    ("payment", "Payroll has paid it.", false),
    ("clawback", "It is taken back from each.", true),
    ("withdrawal", "The officer takes it back before it is paid.", true),
];

/// The routes of the API.
pub fn routes() -> Routes {
    Routes::new()
        .get("/api/v1/awards", list)
        .post("/api/v1/awards", propose)
        .get("/api/v1/awards/{id}", show)
        .post("/api/v1/awards/{id}/{step}", step)
        .post("/api/v1/award-payments", payments)
        .get("/api/v1/award-scheme", scheme)
}

async fn list(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let asked = Fields::from_query(&ctx.visit.query);
    let narrow = Narrow {
        state: State::from_word(asked.get("state")),
        skip: asked.get("cursor").parse::<usize>().unwrap_or(0).min(10_000_000),
        ..Narrow::default()
    };
    let mut rows = ctx.read(move |reader| queries::list(reader, &actor, narrow)).await?;
    let next = (rows.len() > PAGE).then(|| (narrow.skip + PAGE).to_string());
    rows.truncate(PAGE);
    let items = rows.iter().map(|row| {
        json!({
            "id": row.id, "work": row.work, "use": row.work_use, "serial": row.serial, "title": row.title, "state": row.state,
            "round": row.round, "amount_fen": row.amount, "proposed_at": stamp(row.proposed_at),
            "public_until": row.public_until.map(stamp), "enterprise": row.enterprise,
        })
    });
    let mut slice = json!({ "items": items.collect::<Vec<_>>() });
    if let Some(next) = next {
        slice["next"] = json!(next);
    }
    Ok(Json(slice).into_response())
}

async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (actor, id) = (ctx.actor()?.clone(), parse(&id)?);
    let read = move |reader: &Reader<'_>| {
        Ok((policy::find(reader, &actor, id)?, certificates::store::of_subject(reader, id.any())?))
    };
    let (seen, certificates) = ctx.read(read).await?;
    Ok(Json(whole(&seen, &certificates)).into_response())
}

async fn scheme(ctx: Ctx) -> Reply {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let enterprise = actor.place.enterprise.ok_or(Error::NotFound)?;
    let (version, scheme) = ctx.read(move |reader| schemes::of(reader, enterprise, now)).await?;
    Ok(Json(json!({ "version": version, "scheme": scheme })).into_response())
}

/// What is posted to propose an award.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Proposed {
    /// The work at its own enterprise; or …
    #[serde(default)]
    work: Option<WorkId>,
    /// … its use by another unit.
    #[serde(default, rename = "use")]
    work_use: Option<UseId>,
    /// Who shares in it: needed for what was taken over.
    #[serde(default)]
    shares: Option<Vec<Shared>>,
    #[serde(default)]
    borrowed: bool,
    #[serde(default)]
    choice_fen: Option<Fen>,
}

/// Somebody with their part in per cent.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    person: PersonId,
    part: u32,
}

async fn propose(ctx: Ctx, body: Body<Proposed>) -> Reply {
    let by = ctx.by(None)?;
    let ask = &ctx;
    body.once(&ctx, |asked| async move {
        let id = asked.work_use.or(asked.work.map(|work| work.cast()));
        let id = id.ok_or_else(|| Error::invalid("work", "text-empty"))?;
        let parts = asked.shares.map(|all| all.iter().map(|one| (one.person, one.part)).collect());
        let shares = parts.map(Shares::new).transpose();
        let shares = shares.map_err(|reason| Error::Invalid(Faults::one("shares", reason)))?;
        let proposal = Proposal { borrowed: asked.borrowed, choice: asked.choice_fen, shares };
        let award = ask.change(move |tx| actions::propose(tx, &by, id, &proposal)).await?;
        Ok(standing(&award))
    })
    .await
}

/// What is posted with a step.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[serde(default)]
    version: Option<i64>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    objection: Option<works::objections::ObjectionId>,
    #[serde(default)]
    upheld: bool,
}

async fn step(ctx: Ctx, Path((id, noun)): Path<(String, String)>, body: Body<Asked>) -> Reply {
    let id = parse(&id)?;
    let noun = STEPS.iter().find(|(known, ..)| *known == noun).ok_or(Error::NotFound)?;
    let actor = ctx.actor()?.clone();
    let (now, ask) = (ctx.now, &ctx);
    body.once(&ctx, |asked| async move {
        let by = By { actor, now, version: asked.version };
        let award = ask
            .change(move |tx| {
                // Who may not see it learns nothing of what its steps want.
                policy::find(tx, &by.actor, id)?;
                let mut asked = asked.clone();
                if noun.2 {
                    asked.reason = kernel::text::text(&asked.reason, crate::model::WORDS)
                        .map_err(|reason| Error::Invalid(kernel::Faults::one("reason", reason)))?;
                }
                take(tx, &by, id, noun.0, &asked)
            })
            .await?;
        Ok(standing(&award))
    })
    .await
}

/// What payroll has paid, each award as it was when it was read.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    awards: Vec<Confirmation>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmation {
    id: AwardId,
    version: i64,
}

/// Several awards at once: all of them, or none.
async fn payments(ctx: Ctx, body: Body<Confirmed>) -> Reply {
    let by = ctx.by(None)?;
    let ask = &ctx;
    body.once(&ctx, |asked| async move {
        let batch = Batch(asked.awards.iter().map(|one| (one.id, one.version)).collect());
        let paid = ask.change(move |tx| actions::pay_all(tx, &by, &batch)).await?;
        Ok(json!({ "items": paid.iter().map(standing).collect::<Vec<_>>() }))
    })
    .await
}

fn take(tx: &mut Tx<'_>, by: &By, id: AwardId, noun: &str, asked: &Asked) -> Result<Recorded<Award>> {
    let reason = asked.reason.as_str();
    match noun {
        "agreement" => actions::agree(tx, by, id),
        "contest" => actions::contest(tx, by, id, reason),
        "approval" => actions::approve(tx, by, id),
        "refusal" => actions::refuse(tx, by, id, reason),
        "objections" => actions::object(tx, by, id, reason),
        "questions" => actions::question(tx, by, id, reason),
        "payment" => actions::pay(tx, by, id),
        "clawback" => actions::claw_back(tx, by, id, reason),
        "withdrawal" => actions::drop(tx, by, id, reason),
        "answers" => {
            let objection = asked.objection.ok_or_else(|| Error::invalid("objection", "text-empty"))?;
            actions::answer(tx, by, id, objection, (asked.upheld, reason))
        }
        _ => Err(Error::NotFound),
    }
}

fn parse(id: &str) -> Result<AwardId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// Where an award stands after a step.
fn standing(it: &Award) -> Value {
    json!({ "id": it.id, "state": it.state, "version": it.version, "amount_fen": it.amount })
}

/// An award with its explanation and its people.
fn whole(seen: &Seen, certificates: &[Certificate]) -> Value {
    let it = &seen.it;
    let parts = seen.parts.iter().map(|part| {
        json!({
            "person": part.person, "name": part.name, "originator": part.origin, "part": part.part, "amount_fen": part.amount,
            "agreed_at": part.agreed_at.map(stamp), "contest": part.contest,
        })
    });
    json!({
        "id": it.id, "work": it.work, "use": it.work_use, "promised": it.promised, "round": it.round, "state": it.state,
        "certificates": certificates.iter().map(|one| one.code.as_str()).collect::<Vec<_>>(), "version": it.version,
        "scheme_version": it.scheme, "basis": it.basis.0, "borrowed": it.borrowed, "before_fen": it.before,
        "amount_fen": it.amount, "decision": it.decision.0, "head": it.head, "filed": it.filed,
        "proposed_at": stamp(it.proposed_at), "approved_at": it.approved_at.map(stamp),
        "public_until": it.public_until.map(stamp), "paid_at": it.paid_at.map(stamp),
        "parts": parts.collect::<Vec<_>>(),
    })
}

/// A moment as machines read it, in the time of China.
fn stamp(at: Time) -> String {
    at.china().strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The part of the OpenAPI document this module answers for.
pub fn openapi() -> Value {
    let answers = |what: &str| json!({ "200": { "description": what } });
    let id = json!({ "name": "id", "in": "path", "required": true, "schema": { "type": "string", "format": "uuid" } });
    let query = |name: &str, what: &str| json!({ "name": name, "in": "query", "description": what, "schema": { "type": "string" } });
    let body = |properties: Value| json!({ "content": { "application/json": { "schema": { "type": "object", "properties": properties } } } });
    let nouns: Vec<&str> = STEPS.iter().map(|(noun, ..)| *noun).collect();
    let what = STEPS.iter().map(|(noun, what, _)| format!("`{noun}`: {what}")).collect::<Vec<_>>().join("\n\n");
    let step = json!({ "name": "step", "in": "path", "required": true, "schema": { "type": "string", "enum": nouns } });
    json!({
        "paths": {
            "/api/v1/awards": {
                "get": {
                    "summary": "Awards the caller may see, the newest first.",
                    "parameters": [query("state", "Only awards that stand there."), query("cursor", "As `next` of the page before.")],
                    "responses": answers("A page of the list."),
                },
                "post": {
                    "summary": "Propose an award for a work, or for its use by another unit, with an audited figure.",
                    "description": "For what was taken over `shares` names the takers' people; what its authors were promised is taken out before.",
                    "requestBody": body(json!({
                        "work": { "type": "string", "format": "uuid", "description": "The work at its own enterprise." },
                        "use": { "type": "string", "format": "uuid", "description": "Its use by another unit." },
                        "shares": { "type": "array", "description": "Who shares in it, together 100 per cent.", "items": {
                            "type": "object", "required": ["person", "part"],
                            "properties": { "person": { "type": "string", "format": "uuid" }, "part": { "type": "integer" } } } },
                        "borrowed": { "type": "boolean" }, "choice_fen": { "type": "integer" },
                    })),
                    "responses": { "201": { "description": "Where it stands." } },
                },
            },
            "/api/v1/awards/{id}": {
                "get": { "summary": "One award with its explanation line by line.", "parameters": [id], "responses": answers("The award.") },
            },
            "/api/v1/awards/{id}/{step}": {
                "post": {
                    "summary": "Take a step of its way.", "description": what, "parameters": [id, step],
                    "requestBody": body(json!({
                        "version": { "type": "integer" }, "reason": { "type": "string" },
                        "objection": { "type": "string", "format": "uuid" }, "upheld": { "type": "boolean" },
                    })),
                    "responses": { "201": { "description": "Where it stands." } },
                },
            },
            "/api/v1/award-payments": {
                "post": {
                    "summary": "Payroll confirms that several awards were paid: all of them, or none when one is no longer what it was.",
                    "requestBody": body(json!({ "awards": { "type": "array", "items": {
                        "type": "object", "required": ["id", "version"],
                        "properties": { "id": { "type": "string", "format": "uuid" }, "version": { "type": "integer" } } } } })),
                    "responses": { "201": { "description": "Where each stands." } },
                },
            },
            "/api/v1/award-scheme": {
                "get": { "summary": "The award scheme in force at the caller's enterprise.", "responses": answers("The scheme with its version.") },
            },
        },
        "components": { "schemas": {} },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_names_every_route_and_no_other() {
        let mounted = routes();
        let document = openapi();
        let paths = document["paths"].as_object().unwrap();
        let described =
            |method: &str, path: &str| paths.get(path).is_some_and(|path| path.get(method.to_lowercase()).is_some());
        assert!(mounted.table().iter().all(|route| described(route.method, route.path)));
        let count: usize = paths.values().map(|path| path.as_object().unwrap().len()).sum();
        assert_eq!(count, mounted.table().len());
    }
}
