//! The page that offers the tables, and the tables themselves.

use std::sync::LazyLock;

use askama::Template;
use axum::body::Body;
use axum::extract::Path;
use axum::response::IntoResponse as _;
use kernel::lifecycle::Word as _;
use kernel::{Actor, Error, Result, Time};
use ledger::{Fact, Recorded};
use serde_json::json;
use store::Tx;
use ui::Page;
use web::api::{Api, Value};
use web::export::Export;
use web::{Ctx, Form, RateLimit, Reply, Routes};

use crate::lines::{Format, Lines};
use crate::stream::Source;
use crate::workbook;

/// Tables a person may take in an hour.
const AN_HOUR: u32 = 60;

/// The tables somebody took lately.
static TAKEN: LazyLock<RateLimit> = LazyLock::new(|| RateLimit::new(AN_HOUR, 60 * 60));

/// The routes of the module.
pub fn routes() -> Routes {
    Routes::new().get("/exports", page).post("/exports/{table}", asked).merge(api().into_routes())
}

/// What the API says of itself.
pub fn openapi() -> Value {
    api().into_document()
}

fn api() -> Api {
    Api::of("exports").file(
        "/api/v1/exports/{table}",
        "Everything of a kind that the caller may see, streamed: `suggestions.jsonl`, `benefits.csv`, `awards.xlsx`. \
         JSON lines carry the codes of the columns and money in fen.",
        &[files::Kind::Xlsx.mime(), Lines::Csv.mime(), Lines::Json.mime()],
        download,
    )
}

/// A table on offer.
struct Offer {
    name: String,
    columns: String,
    files: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "exports/list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    offers: Vec<Offer>,
    an_hour: u32,
}

async fn page(ctx: Ctx) -> Reply {
    ctx.actor()?;
    let t = ctx.t();
    let offer = |export: &'static Export| Offer {
        name: t.get(export.name).to_owned(),
        columns: crate::lines::titles(t, export).join(t.get("exports-comma")),
        files: Format::ALL
            .iter()
            .map(|format| (t.get(format_key(*format)), format!("/exports/{}.{format}", export.code)))
            .collect(),
    };
    let offers = ctx.app.exports().map(offer).collect();
    ctx.show(&ListPage { page: ctx.desk(t.get("exports-title")), offers, an_hour: AN_HOUR })
}

fn format_key(format: Format) -> &'static str {
    match format {
        Format::Xlsx => "exports-xlsx",
        Format::Csv => "exports-csv",
        Format::JsonLines => "exports-jsonl",
    }
}

/// Sends a table to a browser: it leaves a fact in the ledger, so it is asked for by a form.
async fn asked(ctx: Ctx, path: Path<String>, Form(_): Form) -> Reply {
    download(ctx, path).await
}

/// Sends a table: `suggestions.csv`.
async fn download(ctx: Ctx, Path(file): Path<String>) -> Reply {
    let (code, format) = file.rsplit_once('.').ok_or(Error::NotFound)?;
    let format = Format::from_word(format).ok_or(Error::NotFound)?;
    let export = ctx.app.exports().find(|export| export.code == code).ok_or(Error::NotFound)?;
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    TAKEN.take(&actor.person.to_string(), now)?;
    let who = actor.clone();
    ctx.change(move |tx| taken(tx, &who, export.code, format, now)).await?;
    let dictionary = ctx.app.indicators().collect();
    let source = Source { db: ctx.app.db.clone(), actor, t: ctx.t(), now, export: *export, dictionary };
    let name = format!("{}-{}.{format}", ctx.t().get(export.name), now.date());
    let (mime, body) = match format.lines() {
        Some(lines) => (lines.mime(), Body::from_stream(source.text(lines))),
        None => {
            let (book, _) = workbook::written(source, |_| ()).await?;
            (files::Kind::Xlsx.mime(), Body::from_stream(workbook::sent(book)))
        }
    };
    Ok((files::serve::attachment(mime, &name), body).into_response())
}

/// Who took what along is told in the ledger: a table leaves the house.
fn taken(tx: &mut Tx<'_>, actor: &Actor, code: &str, format: Format, now: Time) -> Result<Recorded<()>> {
    let fact = Fact::new("export", actor.person.any(), "taken", now).counted_at(&actor.place).by(actor);
    Ok(ledger::append(tx, fact.with(1, &json!({ "table": code, "format": format.word() })))?.with(()))
}
