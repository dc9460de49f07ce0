//! One import: what it brought, and taking it back.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use identity::named;
use kernel::{Error, Reason, Result, text};
use ledger::SealedRow;
use store::Reader;
use ui::{Page, page::Tone};
use web::acts::{Act, Maker, Typed};
use web::{Ctx, Form, Reply, Routes, say};

use super::parse;
use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{Import, ImportId};
use crate::queries::{Asked, PAGE};
use crate::shown::Line;
use crate::store::YEARS_OF;
use crate::{actions, policy, queries, shown};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/history/imports/{import}", page).post("/history/imports/{import}/withdrawal", withdraw)
}

/// An import with everything its page shows.
pub struct Record {
    /// The import.
    pub it: Import,
    /// The name of its node.
    pub unit: String,
    /// Year, rows and benefit.
    pub years: Vec<(i64, i64, i64)>,
    rows: Vec<crate::model::Entry>,
    names: std::collections::HashMap<kernel::id::UnitId, String>,
    people: std::collections::HashMap<kernel::id::PersonId, named::Somebody>,
    history: Vec<SealedRow>,
    imports: bool,
}

impl Record {
    /// Reads it for whoever asks.
    ///
    /// # Errors
    /// Not found.
    pub fn read(reader: &Reader<'_>, actor: &kernel::Actor, id: ImportId) -> Result<Record> {
        let it = policy::find_import(reader, actor, id)?;
        let unit = identity::tree::unit(reader, it.unit)?;
        let rows = queries::rows(reader, &unit, &Asked { import: Some(id), ..Asked::default() })?;
        let names = queries::names(reader, rows.iter().map(|row| row.unit))?;
        let history = ledger::folds::history(reader, id.any())?;
        let people = history.iter().filter_map(|entry| entry.actor).chain(it.person).chain(it.withdrawn_by);
        Ok(Record {
            people: named::by_id(reader, people.collect::<Vec<_>>())?,
            years: if it.ended_at.is_some() { reader.all(&YEARS_OF, (id,))? } else { Vec::new() },
            imports: policy::may_import(actor, &unit).allowed(),
            unit: unit.name,
            it,
            rows,
            names,
            history,
        })
    }

    /// Who it was; the house's operator where nobody is named.
    fn name(&self, person: Option<kernel::id::PersonId>, nobody: &str) -> String {
        person.and_then(|id| self.people.get(&id)).map_or_else(|| nobody.to_owned(), |one| one.name.clone())
    }
}

#[derive(Template)]
#[template(path = "history/import.html")]
struct ImportPage<'a> {
    page: Page<'a>,
    it: &'a Import,
    unit: &'a str,
    kind: String,
    state: String,
    by: String,
    counts: [(&'static str, String); 3],
    years: Vec<(i64, String, String)>,
    rows: Vec<Line>,
    /// Whether rows are of several units.
    several: bool,
    more: String,
    withdrawn: String,
    why: String,
    acts: Vec<Act>,
    events: Vec<(String, String, String)>,
}

async fn read(ctx: &Ctx, id: &str) -> Result<Record> {
    let (actor, id) = (ctx.actor()?.clone(), parse(id)?);
    ctx.read(move |reader| Record::read(reader, &actor, id)).await
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let record = read(&ctx, &id).await?;
    ctx.show(&draw(&ctx, &record, &Typed::default(), String::new()))
}

fn draw<'a>(ctx: &'a Ctx, record: &'a Record, typed: &Typed, why: String) -> ImportPage<'a> {
    let (t, it) = (ctx.t(), &record.it);
    let rows = record.rows.iter().take(PAGE as usize);
    let more = record.rows.len() as i64 > PAGE;
    let event = |entry: &SealedRow| {
        let who = record.name(entry.actor, t.get("history-operator"));
        (t.get(&format!("word-{}", entry.step)).to_owned(), who, t.stamp(entry.at.millis()))
    };
    let reason = it.reason.clone().unwrap_or_default();
    let withdrawer = record.name(it.withdrawn_by, t.get("history-operator"));
    ImportPage {
        page: ctx.desk(t.get("history-import-one")),
        it,
        unit: &record.unit,
        kind: shown::kind(t, it.kind),
        state: t.get(&format!("word-{}", it.state)).to_owned(),
        by: t
            .with2(
                "history-by-at",
                ("name", record.name(it.person, t.get("history-operator"))),
                ("at", t.stamp(it.at.millis())),
            )
            .into_owned(),
        counts: [
            ("history-new", t.number(it.added)),
            ("history-changed", t.number(it.changed)),
            ("history-same", t.number(it.same)),
        ],
        years: record
            .years
            .iter()
            .map(|(year, count, benefit)| {
                (*year, t.number(*count), if *benefit == 0 { String::new() } else { t.money(*benefit) })
            })
            .collect(),
        several: it.enterprise.is_none(),
        rows: rows.map(|row| Line::of(t, row, &record.names)).collect(),
        more: if more { format!("/history/{}/rows?import={}&page=1", it.unit, it.id) } else { String::new() },
        withdrawn: match it.withdrawn_at {
            Some(at) => say(
                t,
                &Reason::new("history-withdrawn-by")
                    .with("name", withdrawer)
                    .with("at", t.stamp(at.millis()))
                    .with("reason", reason),
            ),
            None => String::new(),
        },
        why,
        acts: acts(t, record, typed),
        events: record.history.iter().map(event).collect(),
    }
}

fn acts(t: ui::T, record: &Record, typed: &Typed) -> Vec<Act> {
    let it = &record.it;
    if !record.imports || !LIFECYCLE.permits(it.state, Step::Withdraw) {
        return Vec::new();
    }
    let maker = Maker { t, base: Import::path_of(it.id), typed };
    let field = maker.text("withdrawal", "reason", "history-reason", "");
    let act = maker.ask("withdrawal", t.get("history-withdraw"), vec![field]).hinted(t.get("history-withdraw-hint"));
    vec![Act { look: "danger", ..act }]
}

async fn withdraw(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let by = ctx.by(fields.version())?;
    let typed = fields.clone();
    let import: ImportId = parse(&id)?;
    let done = ctx
        .change(move |tx| {
            // Who may not is told so before anything is said of what they typed.
            policy::find_import(tx, &by.actor, import)?;
            let reason = text::text(typed.get("reason"), actions::REASON);
            let reason = reason.map_err(|why| Error::Invalid(kernel::Faults::one("reason", why)))?;
            actions::withdraw(tx, &by, import, &reason)
        })
        .await;
    let (faults, why, status) = match done {
        Ok(it) => return Ok(ctx.lead_to(&Import::path_of(it.id), Some((Tone::Good, "flash-history-withdrawn")))),
        Err(Error::Invalid(faults)) => (faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Err(Error::Refused(reason)) => (Default::default(), Some(reason), StatusCode::CONFLICT),
        Err(Error::Overtaken) => (Default::default(), Some(Reason::new("history-overtaken")), StatusCode::CONFLICT),
        Err(error) => return Err(error.into()),
    };
    let record = read(&ctx, &id).await?;
    let typed = Typed { noun: "withdrawal".to_owned(), fields, faults };
    let why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(draw(&ctx, &record, &typed, why).render()?)).into_response())
}
