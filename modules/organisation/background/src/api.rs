//! The JSON twins of the pages.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use jobs::long::{self, Long, LongId, LongState};
use kernel::id::UnitId;
use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use web::api::{Api, Body, Slice, Stamp};
use web::{Ctx, Reply, Routes, shape};

use crate::pages::parse;
use crate::{policy, rebuild};

shape! {
    /// A long work.
    LongWork: Serialize {
        /// Its id.
        id: LongId,
        /// Who does it: `history/import`, `stats/rebuild`.
        kind: String,
        /// What it is about.
        title: String,
        /// For which node.
        unit: Option<UnitId>,
        /// When it was asked for.
        asked_at: Stamp,
        /// Where it stands.
        state: LongState,
        /// How much is done.
        done: i64,
        /// Of how much; 0 where nobody knows.
        total: i64,
        /// Whether it can no longer be cancelled.
        firm: bool,
        /// When it ended.
        ended_at: Option<Stamp>,
        /// The page that shows what came of it.
        result: Option<String>,
        /// Why it failed: a stable key.
        fault: Option<String>,
    }
}
shape! {
    /// Nothing needs to be said.
    LongNothing: Deserialize {}
}

impl From<Long> for LongWork {
    fn from(long: Long) -> LongWork {
        LongWork {
            id: long.id,
            kind: long.kind,
            title: long.title,
            unit: long.unit,
            asked_at: Stamp(long.asked_at),
            state: long.state,
            done: long.done,
            total: long.total,
            firm: long.firm,
            ended_at: long.ended_at.map(Stamp),
            result: long.result,
            fault: long.fault.map(|told| told.0.key),
        }
    }
}

fn api() -> Api {
    Api::of("background")
        .get::<Slice<LongWork>, _, _>(
            "/api/v1/background",
            "Long work the caller asked for, the newest first.",
            &[],
            list,
        )
        .post::<LongNothing, LongWork, _, _>(
            "/api/v1/background/rebuild",
            "Counts all figures anew in the background; administrators of a root node only.",
            begin,
        )
        .get::<LongWork, _, _>("/api/v1/background/{long}", "How far a long work is.", &[], show)
        .post::<LongNothing, LongWork, _, _>(
            "/api/v1/background/{long}/cancellation",
            "Cancels it; what it has done is undone.",
            cancel,
        )
}

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    api().into_routes()
}

/// What the routes say of themselves.
pub fn openapi() -> Value {
    api().into_document()
}

async fn list(ctx: Ctx) -> Reply {
    let person = ctx.actor()?.person;
    let works = ctx.read(move |reader| long::of_person(reader, person)).await?;
    Ok(Json(Slice { items: works.into_iter().map(LongWork::from).collect(), next: None }).into_response())
}

async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (actor, id) = (ctx.actor()?.clone(), parse(&id)?);
    let long = ctx.read(move |reader| policy::find(reader, &actor, id)).await?;
    Ok(Json(LongWork::from(long)).into_response())
}

async fn begin(ctx: Ctx, body: Body<LongNothing>) -> Reply {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    body.once(&ctx, async |_| told(ctx.keep(move |tx| rebuild::ask(tx, &actor, now)).await?)).await
}

async fn cancel(ctx: Ctx, Path(id): Path<String>, body: Body<LongNothing>) -> Reply {
    let (actor, id, now) = (ctx.actor()?.clone(), parse(&id)?, ctx.now);
    body.once(&ctx, async |_| {
        let cancelled = ctx.keep(move |tx| {
            policy::find(tx, &actor, id)?;
            long::cancel(tx, id, now)
        });
        told(cancelled.await?)
    })
    .await
}

fn told(long: Long) -> Result<Value> {
    serde_json::to_value(LongWork::from(long)).map_err(Error::broken)
}
