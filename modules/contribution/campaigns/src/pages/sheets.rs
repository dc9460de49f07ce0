//! Entries and results as spreadsheets.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use documents::{Cell, Column, Kind, Sheet, write_xlsx};
use kernel::{Error, Result};
use ui::T;
use web::{Ctx, Reply, Routes};

use super::{edition_id, results};
use crate::model::{Edition, Entry};
use crate::panels::standing;
use crate::policy;
use crate::queries::{self, Narrow};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/campaigns/{edition}/entries.xlsx", entries).get("/campaigns/{edition}/results.xlsx", listed)
}

async fn entries(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor) = (edition_id(&id)?, ctx.actor()?.clone());
    let (it, entries) = ctx
        .read(move |reader| {
            let it = policy::find(reader, &actor, id)?.it;
            Ok((it, queries::entries(reader, &actor, Narrow { campaign: Some(id), ..Narrow::default() })?))
        })
        .await?;
    Ok(sheet(&ctx, &it, &entries, "entries")?)
}

async fn listed(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (id, actor) = (edition_id(&id)?, ctx.actor()?.clone());
    let (it, entries) = ctx.read(move |reader| results::read(reader, &actor, id)).await?;
    Ok(sheet(&ctx, &it, &entries, "results")?)
}

fn sheet(ctx: &Ctx, it: &Edition, entries: &[Entry], name: &str) -> Result<Response> {
    let t = ctx.t();
    let column = |key: &str, width, kind| Column::new(t.get(key), width, kind);
    let sheet = Sheet {
        name: t.get("campaign-sheet").to_owned(),
        columns: vec![
            column("campaign-col-serial", 18.0, Kind::Text),
            column("campaign-col-title", 44.0, Kind::Text),
            column("campaign-col-category", 14.0, Kind::Text),
            column("campaign-col-kind", 16.0, Kind::Text),
            column("campaign-col-enterprise", 30.0, Kind::Text),
            column("campaign-col-people", 30.0, Kind::Text),
            column("campaign-col-benefit", 16.0, Kind::Money),
            column("campaign-col-since", 12.0, Kind::Date),
            column("campaign-col-state", 14.0, Kind::Text),
        ],
        rows: entries.iter().map(|entry| row(t, it, entry)).collect(),
    };
    let bytes = write_xlsx(&[sheet], ctx.now.china().datetime()).map_err(Error::broken)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let name = format!("attachment; filename=\"campaign-{}-{name}.xlsx\"", it.year);
    let name = HeaderValue::from_str(&name).map_err(Error::broken)?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn row(t: T, it: &Edition, entry: &Entry) -> Vec<Cell> {
    let content = entry.content();
    let category = it.plan().category(&entry.category).map(|one| one.name.as_str()).unwrap_or_default();
    let member = |member: &crate::model::Member| format!("{} {}%", member.name, member.part);
    let people: Vec<String> = content.team.iter().map(member).collect();
    vec![
        entry.serial.as_str().into(),
        content.title.as_str().into(),
        category.into(),
        t.get(&format!("word-kind-{}", content.kind)).into(),
        content.enterprise.as_str().into(),
        people.join(t.get("campaign-and")).into(),
        content.fen.map_or(Cell::Empty, |fen| Cell::Money(fen.0)),
        content.since.map_or(Cell::Empty, Cell::Date),
        standing(t, entry, it).0.into(),
    ]
}
