//! A spreadsheet that waits: what its columns mean, and what the import would do.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use identity::Unit;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Reason, Result};
use store::Reader;
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say};
use works::Kind;

use super::{new, parse};
use crate::actions;
use crate::mapping::{Mapping, Meaning};
use crate::model::{Entry, Import, Upload};
use crate::plan::{Outcome, Planned};
use crate::store::{IMPORT_OF, Lines};
use crate::upload::{self, Preview};
use crate::{policy, queries, shown};

/// Values of a column that are shown beside its title.
const SAMPLES: usize = 3;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/history/uploads/{upload}", page)
        .post("/history/uploads/{upload}/mapping", map)
        .post("/history/uploads/{upload}/import", import)
}

/// A column, and what it means.
struct Column {
    field: String,
    title: String,
    samples: String,
    choices: Vec<Choice<'static>>,
    error: String,
}

/// A row of the preview.
struct Line {
    line: u32,
    what: String,
    look: &'static str,
    /// The row that stands; empty where none does.
    before: String,
    number: String,
    title: String,
    authors: String,
    unit: String,
    day: String,
    stage: String,
    benefit: String,
}

/// A cell that cannot be taken.
struct Wrong {
    line: u32,
    column: String,
    cell: String,
    why: String,
}

/// A year of the preview.
struct Year {
    year: i16,
    count: String,
    benefit: String,
    /// What was recorded in that year by this house; empty for nothing.
    recorded: String,
}

#[derive(Template)]
#[template(path = "history/upload.html")]
struct UploadPage<'a> {
    page: Page<'a>,
    here: String,
    back: String,
    upload: Upload,
    unit: Unit,
    kinds: Vec<Choice<'static>>,
    columns: Vec<Column>,
    errors: usize,
    general: String,
    why: String,
    /// Whether columns have the meanings they need, and there is something to look at.
    ready: bool,
    counts: [(String, &'static str); 3],
    faulty: i64,
    guessed: i64,
    strangers: i64,
    years: Vec<Year>,
    first: Vec<Line>,
    faults: Vec<Wrong>,
    changed: Vec<Line>,
    chain: String,
    does_something: bool,
    /// Too many to wait for: it will run in the background.
    long: bool,
}

/// What a page is made of.
struct Found {
    upload: Upload,
    unit: Unit,
    lines: Lines,
    preview: Result<Preview>,
    recorded: Vec<queries::Year>,
    names: std::collections::HashMap<kernel::id::UnitId, String>,
}

async fn find(ctx: &Ctx, id: &str) -> Result<Found> {
    let (actor, id, now) = (ctx.actor()?.clone(), parse(id)?, ctx.now);
    let dictionary: Vec<_> = ctx.app.indicators().collect();
    ctx.read(move |reader: &Reader<'_>| {
        let (upload, unit) = policy::find_upload(reader, &actor, id)?;
        let lines = upload::part(reader, id, 0)?.unwrap_or_default();
        let preview = upload::preview(reader, &unit, &upload, now.date());
        let recorded = queries::figures(reader, &unit, &dictionary, now)?;
        let code = match upload.kind {
            Kind::Suggestion => "history.suggestions",
            Kind::Project => "history.projects",
            Kind::Invention => "history.inventions",
            Kind::Method => "history.methods",
        };
        let recorded = recorded.into_iter().find(|group| group.imported.code == code);
        let shown = preview.iter().flat_map(|preview| preview.first.iter().chain(&preview.changed));
        let names = queries::names(reader, shown.map(|row| row.place.unit))?;
        Ok(Found { upload, unit, lines, preview, recorded: recorded.map(|it| it.years).unwrap_or_default(), names })
    })
    .await
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    match find(&ctx, &id).await {
        Ok(found) => {
            let mapping = found.upload.mapping.0.clone();
            ctx.show(&draw(&ctx, found, &mapping, &Faults::none(), String::new())?)
        }
        // It was imported meanwhile: what came of it is what they want to see.
        Err(Error::NotFound) => match imported(&ctx, &id).await? {
            Some(to) => Ok(ctx.lead_to(&to, None)),
            None => Err(Error::NotFound.into()),
        },
        Err(error) => Err(error.into()),
    }
}

/// The import that took an upload, for those of its node.
async fn imported(ctx: &Ctx, id: &str) -> Result<Option<String>> {
    let (actor, id) = (ctx.actor()?.clone(), parse(id)?);
    ctx.read(move |reader| {
        let own = actor.grants.iter().map(|grant| reader.find(&IMPORT_OF, (id, grant.unit)));
        let found = own.collect::<Result<Vec<_>>>()?;
        Ok(found.into_iter().flatten().next().map(|(import,)| Import::path_of(import)))
    })
    .await
}

fn draw<'a>(ctx: &'a Ctx, found: Found, mapping: &Mapping, faults: &Faults, why: String) -> Result<UploadPage<'a>> {
    let t = ctx.t();
    let Found { upload, unit, lines, preview, recorded, names } = found;
    let (preview, ready, missing) = match preview {
        Ok(preview) => (preview, true, Faults::none()),
        Err(Error::Invalid(faults)) => (Preview::default(), false, faults),
        Err(error) => return Err(error),
    };
    // What was typed last is told before what is stored.
    let faults = if faults.is_empty() { &missing } else { faults };
    let count = |at: usize| t.number(preview.counts[at]);
    let line = |row: &Planned| line(t, row, &names);
    let recorded = |year: i16| recorded.iter().find(|known| known.year == i32::from(year)).map_or(0, |it| it.recorded);
    Ok(UploadPage {
        page: ctx.desk(t.get("history-look")),
        here: format!("/history/uploads/{}", upload.id),
        back: format!("/history/{}/imports/new", unit.id),
        kinds: new::kinds(t, Some(upload.kind)),
        columns: columns(t, &upload, &unit, mapping, &lines, faults),
        errors: faults.iter().count(),
        general: faults.of("mapping").map(|reason| say(t, reason)).unwrap_or_default(),
        why,
        ready,
        counts: [(count(0), "history-new"), (count(1), "history-changed"), (count(2), "history-same")],
        faulty: preview.faulty,
        guessed: preview.guessed,
        strangers: preview.strangers,
        years: preview
            .years
            .iter()
            .rev()
            .map(|(year, (count, benefit))| Year {
                year: *year,
                count: t.number(*count),
                benefit: if *benefit == 0 { String::new() } else { t.money(*benefit) },
                recorded: Some(recorded(*year)).filter(|n| *n != 0).map(|n| t.number(n)).unwrap_or_default(),
            })
            .collect(),
        first: preview.first.iter().map(line).collect(),
        faults: preview.faults.iter().flat_map(|row| wrong(t, row)).collect(),
        changed: preview.changed.iter().map(line).collect(),
        does_something: preview.does_something(),
        long: upload.rows > actions::AT_ONCE,
        chain: preview.chain,
        upload,
        unit,
    })
}

fn columns(t: T, upload: &Upload, unit: &Unit, mapping: &Mapping, lines: &Lines, faults: &Faults) -> Vec<Column> {
    let column = |(at, title): (usize, &String)| {
        let field = format!("c{at}");
        let values = lines.iter().filter_map(|(_, cells)| cells.get(at)).filter(|cell| !cell.is_empty());
        let samples: Vec<String> = values.take(SAMPLES).map(|cell| cell.chars().take(24).collect()).collect();
        let fits = |meaning: &&Meaning| **meaning != Meaning::Unit || unit.kind.is_union();
        let choice = |meaning: &Meaning| Choice {
            value: meaning.word().into(),
            label: shown::meaning(t, *meaning).into(),
            chosen: mapping.get(at) == Some(&Some(*meaning)),
        };
        Column {
            title: if title.is_empty() { t.with1("history-column", "n", at + 1).into_owned() } else { title.clone() },
            samples: samples.join(t.get("list-between")),
            choices: Meaning::ALL.iter().filter(fits).map(choice).collect(),
            error: faults.of(&field).map(|reason| say(t, reason)).unwrap_or_default(),
            field,
        }
    };
    upload.header.0.iter().enumerate().map(column).collect()
}

fn line(t: T, row: &Planned, names: &std::collections::HashMap<kernel::id::UnitId, String>) -> Line {
    let (what, look) = match &row.outcome {
        Outcome::New => (t.get("history-new").to_owned(), "ok"),
        Outcome::Changed(_, fields) => {
            let fields: Vec<String> = fields.iter().map(|field| shown::meaning(t, *field)).collect();
            (t.with1("history-changed-in", "fields", fields.join(t.get("list-between"))).into_owned(), "soon")
        }
        Outcome::Same => (t.get("history-same").to_owned(), ""),
        Outcome::Faulty(_) => (t.get("history-faulty-row").to_owned(), "late"),
    };
    let before = match &row.outcome {
        Outcome::Changed(before, _) => Entry::path_of(*before),
        _ => String::new(),
    };
    Line {
        line: row.line,
        what,
        look,
        before,
        number: row.content.number.clone(),
        title: row.content.title.clone(),
        authors: row.content.authors.clone(),
        unit: names.get(&row.place.unit).cloned().unwrap_or_default(),
        day: shown::dated(&row.content),
        stage: t.get(&format!("word-{}", row.stage)).to_owned(),
        benefit: shown::amount(t, row.content.benefit),
    }
}

fn wrong(t: T, row: &Planned) -> Vec<Wrong> {
    let Outcome::Faulty(faults) = &row.outcome else { return Vec::new() };
    let wrong = |fault: &crate::plan::Fault| Wrong {
        line: row.line,
        column: shown::meaning(t, fault.meaning),
        cell: fault.cell.chars().take(60).collect(),
        why: say(t, &fault.why),
    };
    faults.iter().map(wrong).collect()
}

/// The meanings that a form sends, column by column.
///
/// # Errors
/// Invalid, when one is none.
pub fn typed(fields: &Fields, columns: usize) -> Result<Mapping> {
    let meaning = |at: usize| match fields.get(&format!("c{at}")) {
        "" => Ok(None),
        word => match Meaning::from_word(word) {
            Some(meaning) => Ok(Some(meaning)),
            None => Err(Error::invalid(format!("c{at}"), "history-means-unread")),
        },
    };
    (0..columns).map(meaning).collect()
}

async fn map(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let found = find(&ctx, &id).await?;
    let kind = Kind::from_word(fields.get("kind")).unwrap_or(found.upload.kind);
    let mapping = typed(&fields, found.upload.header.0.len())?;
    let (unit, stored, set) = (found.unit.clone(), found.upload.clone(), mapping.clone());
    match ctx.keep(move |tx| upload::map(tx, &unit, &stored, kind, set.clone())).await {
        Ok(()) => Ok(ctx.lead_to(&format!("/history/uploads/{id}#h-look"), None)),
        Err(Error::Invalid(faults)) => ctx.show_again(&draw(&ctx, found, &mapping, &faults, String::new())?),
        Err(error) => Err(error.into()),
    }
}

async fn import(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let found = match find(&ctx, &id).await {
        Ok(found) => found,
        // The button was pressed twice.
        Err(Error::NotFound) => {
            let to = imported(&ctx, &id).await?.ok_or(Error::NotFound)?;
            return Ok(ctx.lead_to(&to, None));
        }
        Err(error) => return Err(error.into()),
    };
    let (person, now) = (ctx.actor()?.person, ctx.now);
    let (unit, stored, seen) = (found.unit.clone(), found.upload.clone(), fields.get("chain").to_owned());
    match ctx.change(move |tx| actions::begin(tx, (&unit, Some(person)), &stored, &seen, now)).await {
        Ok(begun) => Ok(match begun.long {
            Some(long) => ctx.lead_to(&format!("/background/{long}"), None),
            None => ctx.lead_to(&Import::path_of(begun.id), Some((Tone::Good, "flash-history-imported"))),
        }),
        Err(Error::Refused(reason)) => refused(&ctx, found, &reason),
        Err(error) => Err(error.into()),
    }
}

/// The preview once more, as it is now, with the reason why it was not taken.
fn refused(ctx: &Ctx, found: Found, reason: &Reason) -> Reply {
    let mapping = found.upload.mapping.0.clone();
    let page = draw(ctx, found, &mapping, &Faults::none(), say(ctx.t(), reason))?;
    Ok((StatusCode::CONFLICT, Html(page.render()?)).into_response())
}
