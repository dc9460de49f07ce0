//! Choosing a file, and what its rows are.

use askama::Template;
use axum::extract::Path;
use documents::{MAX_BYTES, MAX_COLUMNS, MAX_ROWS};
use identity::{Unit, tree};
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Reason, Result};
use ui::Page;
use ui::parts::Choice;
use web::{Ctx, Fields, Reply, Routes, Upload as Sent, say};
use works::Kind;

use super::parse;
use crate::model::Upload;
use crate::{policy, shown, upload};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/history/{unit}/imports/new", form).post("/history/{unit}/uploads", take)
}

#[derive(Template)]
#[template(path = "history/new.html")]
struct NewPage<'a> {
    page: Page<'a>,
    unit: Unit,
    kinds: Vec<Choice<'static>>,
    kind_error: String,
    file_error: String,
    limits: String,
}

impl NewPage<'_> {
    fn errors(&self) -> usize {
        [&self.kind_error, &self.file_error].into_iter().filter(|error| !error.is_empty()).count()
    }
}

/// The node, for who imports there.
async fn find(ctx: &Ctx, unit: &str) -> Result<Unit> {
    let (actor, unit) = (ctx.actor()?.clone(), parse(unit)?);
    ctx.read(move |reader| {
        let unit = tree::unit(reader, unit)?;
        policy::may_import(&actor, &unit).check()?;
        Ok(unit)
    })
    .await
}

async fn form(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let unit = find(&ctx, &unit).await?;
    show(&ctx, unit, &Fields::from_pairs([("kind", Kind::Suggestion.word())]), &Faults::none())
}

fn show(ctx: &Ctx, unit: Unit, fields: &Fields, faults: &Faults) -> Reply {
    let t = ctx.t();
    let error = |field: &str| faults.of(field).map(|reason| say(t, reason)).unwrap_or_default();
    let shown = NewPage {
        page: ctx.desk(t.get("history-import")),
        kinds: kinds(t, Kind::from_word(fields.get("kind"))),
        kind_error: error("kind"),
        file_error: error("file"),
        limits: say(
            t,
            &Reason::new("history-how-limits")
                .with("megabytes", MAX_BYTES / 1024 / 1024)
                .with("rows", t.number(MAX_ROWS as i64))
                .with("columns", MAX_COLUMNS),
        ),
        unit,
    };
    if faults.is_empty() { ctx.show(&shown) } else { ctx.show_again(&shown) }
}

/// What rows may be.
pub fn kinds(t: ui::T, chosen: Option<Kind>) -> Vec<Choice<'static>> {
    let choice = |kind: &Kind| Choice {
        value: kind.word().into(),
        label: shown::kind(t, *kind).into(),
        chosen: chosen == Some(*kind),
    };
    Kind::ALL.iter().map(choice).collect()
}

async fn take(ctx: Ctx, Path(unit): Path<String>, Sent { fields, files }: Sent) -> Reply {
    let unit = find(&ctx, &unit).await?;
    let file = files.into_iter().find(|file| file.field == "file");
    match keep(&ctx, &unit, &fields, file).await {
        Ok(upload) => Ok(ctx.lead_to(&format!("/history/uploads/{}", upload.id), None)),
        Err(Error::Invalid(faults)) => show(&ctx, unit, &fields, &faults),
        Err(error) => Err(error.into()),
    }
}

async fn keep(ctx: &Ctx, unit: &Unit, fields: &Fields, file: Option<web::Part>) -> Result<Upload> {
    let kind = Kind::from_word(fields.get("kind")).ok_or_else(|| Error::invalid("kind", "history-kind-needed"))?;
    let file = file.ok_or_else(|| Error::invalid("file", "history-file-needed"))?;
    let (name, bytes) = (file.name, file.bytes);
    let table = tokio::task::spawn_blocking(move || upload::read(&bytes)).await.map_err(Error::broken)??;
    let (unit, person, now) = (unit.clone(), ctx.actor()?.person, ctx.now);
    ctx.keep(move |tx| upload::put(tx, (&unit, Some(person)), (kind, &name), &table, now)).await
}
