//! The JSON twins of the pages, on the same actions, and their part of the OpenAPI document.

mod describe;

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use jiff::civil::Date;
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Result, text};
use ledger::Recorded;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::Tx;
use web::api::{Body, Slice};
use web::{Ctx, Fields, Reply, Routes, best_works};
use works::Kind;
use works::uses::UseId;

use crate::actions::{self, Ask, By, Trial};
use crate::catalogue::{Asked, Entry, find, kinds};
use crate::model::{Adoption, AdoptionId, SPOT, WORDS};
use crate::pages::parse;
use crate::policy;
use crate::tree::{Node, Tree};

pub use describe::openapi;

/// Most items of a slice.
const MOST: usize = 100;

/// The routes under `/api/v1`.
#[rustfmt::skip] // one step, one paragraph
pub fn routes() -> Routes {
    let routes = Routes::new()
        .get("/api/v1/spread/works", catalogue)
        .get("/api/v1/spread/works/{work}/tree", tree)
        .post("/api/v1/spread/works/{work}/requests", request)
        .get("/api/v1/spread/adoptions/{adoption}", show);
    let routes = step::<Said>(routes, "/api/v1/spread/adoptions/{adoption}/agreement",
        |tx, by, id, ask| actions::hand_over(tx, by, id, &words("words", &ask.words)?));
    let routes = step::<Said>(routes, "/api/v1/spread/adoptions/{adoption}/refusal",
        |tx, by, id, ask| actions::turn_down(tx, by, id, &words("words", &ask.words)?));
    let routes = step::<Plain>(routes, "/api/v1/spread/adoptions/{adoption}/calling-off",
        |tx, by, id, _| actions::call_off(tx, by, id));
    let routes = step::<Tried>(routes, "/api/v1/spread/adoptions/{adoption}/trial",
        |tx, by, id, ask| actions::try_out(tx, by, id, &ask.trial()?));
    let routes = step::<Said>(routes, "/api/v1/spread/adoptions/{adoption}/observations",
        |tx, by, id, ask| actions::observe(tx, by, id, &words("words", &ask.words)?));
    let routes = step::<Used>(routes, "/api/v1/spread/adoptions/{adoption}/use",
        |tx, by, id, ask| actions::take_over(tx, by, id, ask.since, &maybe("seen", ask.seen.as_deref())?));
    let routes = step::<Said>(routes, "/api/v1/spread/adoptions/{adoption}/giving-up",
        |tx, by, id, ask| actions::drop_it(tx, by, id, &words("words", &ask.words)?));
    step::<Said>(routes, "/api/v1/spread/adoptions/{adoption}/end",
        |tx, by, id, ask| actions::retire(tx, by, id, &words("words", &ask.words)?))
}

/// One step: `act` does it, in one transaction, once for each idempotency key.
fn step<B: Versioned + DeserializeOwned + Send + 'static>(
    routes: Routes,
    path: &'static str,
    act: fn(&mut Tx<'_>, &By, AdoptionId, &B) -> Result<Recorded<Adoption>>,
) -> Routes {
    let handler = move |ctx: Ctx, Path(id): Path<String>, body: Body<B>| async move {
        let (actor, id) = (ctx.actor()?.clone(), parse(&id)?);
        let work = |ask: B| async {
            let by = By { actor, now: ctx.now, version: ask.version() };
            let it = ctx.change(move |tx| act(tx, &by, id, &ask)).await?;
            Ok(standing(&it))
        };
        body.once(&ctx, work).await
    };
    routes.post(path, handler)
}

/// A body that knows which version the caller had before their eyes.
trait Versioned {
    fn version(&self) -> Option<i64>;
}

/// Declares the body of a step: its fields, and the version.
macro_rules! ask {
    ($name:ident { $($field:ident: $type:ty),* }) => {
        #[derive(Debug, Deserialize)]
        struct $name {
            $($field: $type,)*
            version: Option<i64>,
        }
        impl Versioned for $name {
            fn version(&self) -> Option<i64> {
                self.version
            }
        }
    };
}

ask!(Plain {});
ask!(Said { words: String });
ask!(Tried { starts: Date, ends: Date, spot: String });
ask!(Used { since: Date, seen: Option<String> });

#[derive(Debug, Deserialize)]
struct Wanted {
    id: Option<AdoptionId>,
    unit: UnitId,
    purpose: String,
    source: Option<UseId>,
    share: Option<i64>,
    named: Option<bool>,
}

impl Tried {
    fn trial(&self) -> Result<Trial> {
        let spot = text::line(&self.spot, SPOT).map_err(|reason| Error::Invalid(Faults::one("spot", reason)))?;
        Ok(Trial { starts: self.starts, ends: self.ends, spot })
    }
}

fn words(field: &'static str, typed: &str) -> Result<String> {
    text::text(typed, WORDS).map_err(|reason| Error::Invalid(Faults::one(field, reason)))
}

fn maybe(field: &'static str, typed: Option<&str>) -> Result<String> {
    let typed = typed.unwrap_or_default();
    text::optional_text(typed, WORDS).map_err(|reason| Error::Invalid(Faults::one(field, reason)))
}

async fn catalogue(ctx: Ctx) -> Reply {
    let (actor, fields) = (ctx.actor()?.clone(), Fields::from_query(&ctx.visit.query));
    let unreadable = |field: &'static str| Error::invalid(field, "spread-choose");
    let kind = match fields.get("kind") {
        "" => None,
        typed => Some(Kind::from_word(typed).ok_or_else(|| unreadable("kind"))?),
    };
    let asked = Asked {
        among: best_works(
            &ctx.app.index,
            web::viewer(&actor, []),
            text::clean(fields.get("q")).trim(),
            &kinds(kind),
            None,
        )
        .await?,
        kind,
        industry: fields.get("industry").to_owned(),
        offset: match fields.get("cursor") {
            "" => 0,
            typed => typed.parse().map_err(|_| unreadable("cursor"))?,
        },
        limit: MOST + 1,
        ..Asked::default()
    };
    let offset = asked.offset;
    let found = ctx.read(move |reader| find(reader, &actor, &asked)).await?;
    let next = (found.len() > MOST).then(|| (offset + MOST).to_string());
    let items: Vec<Value> = found.iter().take(MOST).map(entry).collect();
    Ok(Json(Slice { items, next }).into_response())
}

fn entry(entry: &Entry) -> Value {
    json!({
        "id": entry.id, "kind": entry.kind, "serial": entry.serial, "title": entry.title, "gist": entry.gist,
        "enterprise": entry.enterprise, "industry": entry.industry, "since": entry.since.map(|at| at.date().to_string()),
        "audited_fen": entry.fen.map(|fen| fen.0), "audited_points": entry.points, "units": entry.units,
        "offered": entry.offered,
    })
}

async fn tree(ctx: Ctx, Path(work): Path<String>) -> Reply {
    let (actor, work) = (ctx.actor()?.clone(), parse(&work)?);
    let tree = ctx.read(move |reader| Tree::read(reader, &actor, work)).await?;
    let nodes: Vec<Value> = tree.nodes.iter().map(node).collect();
    Ok(Json(json!({ "work": tree.card.id, "title": tree.card.title, "nodes": nodes })).into_response())
}

fn node(node: &Node) -> Value {
    let figure = node.figure.as_ref();
    let name = Some(node.name.as_str()).filter(|name| !name.is_empty());
    json!({
        "id": node.id, "source": node.source, "state": node.twig, "unit": name, "city": node.city, "inside": node.inside,
        "since": node.since.date().to_string(), "ended": node.ended_at.map(|at| at.date().to_string()),
        "audited_fen": figure.and_then(|figure| figure.fen).map(|fen| fen.0),
        "audited_points": figure.and_then(|figure| figure.points),
    })
}

fn standing(it: &Adoption) -> Value {
    json!({
        "id": it.id, "work": it.work, "source": it.source, "inside": it.inside, "unit": it.unit, "state": it.state,
        "version": it.version, "purpose": it.purpose, "share": it.share, "named": it.named, "answer": it.answer,
        "starts": it.starts, "ends": it.ends, "spot": it.spot, "seen": it.seen,
        "since": it.since.map(|at| at.date().to_string()), "reason": it.reason,
    })
}

async fn request(ctx: Ctx, Path(work): Path<String>, body: Body<Wanted>) -> Reply {
    let (actor, work) = (ctx.actor()?.clone(), parse(&work)?);
    let here = &ctx;
    let make = |wanted: Wanted| async move {
        let by = By { actor, now: here.now, version: None };
        let ask = Ask {
            id: wanted.id.unwrap_or_else(|| AdoptionId::new(here.now)),
            work,
            unit: wanted.unit,
            source: wanted.source,
            purpose: words("purpose", &wanted.purpose)?,
            share: wanted.share,
            named: wanted.named.unwrap_or(true),
        };
        let it = here.change(move |tx| actions::ask(tx, &by, &ask)).await?;
        Ok(standing(&it))
    };
    body.once(here, make).await
}

async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (actor, id) = (ctx.actor()?.clone(), parse(&id)?);
    let seen = ctx.read(move |reader| policy::find(reader, &actor, id)).await?;
    Ok(Json(standing(&seen.it)).into_response())
}
