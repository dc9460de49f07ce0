//! Taking a roster in: an empty one to fill in, and the upload.

use askama::Template;
use documents::{MAX_BYTES, MAX_COLUMNS, MAX_ROWS, read_table};
use identity::roster::{self, Options, Sheet};
use identity::{By, Unit, UnitKind};
use kernel::{Actor, Error, Faults, Reason, Result};
use store::Reader;
use ui::Page;
use web::{Ctx, Fields, Reply, Upload as Sent};

use super::upload::{self, Upload, UploadId};
use super::{sheets, workbook};
use crate::forms::Errors;
use crate::reach;

/// An empty roster.
pub(crate) async fn template(ctx: Ctx) -> Reply {
    ctx.actor()?;
    Ok(workbook("attachment; filename=\"roster.xlsx\"", sheets::template(ctx.t(), ctx.now)?))
}

#[derive(Template)]
#[template(path = "roster-import.html")]
struct Import<'a> {
    page: Page<'a>,
    organisation: Unit,
    end_missing: bool,
    errors: Errors,
}

/// Where a file is chosen.
pub(crate) async fn form(ctx: Ctx) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let enterprise = find(&ctx, &fields).await?;
    show(&ctx, enterprise, &fields, &Faults::none())
}

fn show(ctx: &Ctx, organisation: Unit, fields: &Fields, faults: &Faults) -> Reply {
    let t = ctx.t();
    let shown = Import {
        page: ctx.desk(t.get("import-title")),
        organisation,
        end_missing: fields.has("end_missing", "yes"),
        errors: Errors::new(t, faults),
    };
    if faults.is_empty() { ctx.show(&shown) } else { ctx.show_again(&shown) }
}

async fn find(ctx: &Ctx, fields: &Fields) -> Result<Unit> {
    let (actor, asked) = (ctx.actor()?.clone(), fields.get("unit").to_owned());
    ctx.read(move |reader| enterprise(reader, &actor, &asked)).await
}

fn enterprise(reader: &Reader<'_>, actor: &Actor, asked: &str) -> Result<Unit> {
    let unit = reach::roster(reader, actor, asked)?;
    if unit.kind == UnitKind::Enterprise { Ok(unit) } else { Err(Error::refused("roster-not-enterprise")) }
}

/// Takes a file in and leads to its preview.
pub(crate) async fn take_in(ctx: Ctx, Sent { fields, files }: Sent) -> Reply {
    let enterprise = find(&ctx, &fields).await?;
    let file = files.into_iter().find(|file| file.field == "file");
    match keep(&ctx, &enterprise, &fields, file).await {
        Ok(id) => Ok(ctx.lead_to(&format!("/roster/import/{id}"), None)),
        Err(Error::Invalid(faults)) => show(&ctx, enterprise, &fields, &faults),
        Err(error) => Err(error.into()),
    }
}

async fn keep(ctx: &Ctx, enterprise: &Unit, fields: &Fields, file: Option<web::Part>) -> Result<UploadId> {
    let file = file.ok_or_else(|| Error::invalid("file", "roster-file-needed"))?;
    let table = tokio::task::spawn_blocking(move || read_table(&file.bytes)).await.map_err(Error::broken)?;
    let table = table.map_err(|error| {
        let reason = Reason::new(error.key()).with("megabytes", MAX_BYTES / 1024 / 1024);
        Error::Invalid(Faults::one("file", reason.with("rows", MAX_ROWS).with("columns", MAX_COLUMNS)))
    })?;
    if table.rows.is_empty() {
        return Err(Error::invalid("file", "roster-no-rows"));
    }
    let upload = Upload {
        enterprise: enterprise.id,
        sheet: Sheet { header: table.header, rows: table.rows.into_iter().map(|row| (row.line, row.cells)).collect() },
        options: Options { end_missing: fields.has("end_missing", "yes") },
    };
    let (person, now) = (ctx.actor()?.person, ctx.now);
    // Columns that are missing are told at the field, before anything is kept.
    let (tried, actor) = (upload.clone(), ctx.actor()?.clone());
    ctx.read(move |reader| {
        roster::preview(reader, By::Person(&actor), tried.enterprise, &tried.sheet, tried.options, now)
    })
    .await?;
    ctx.keep(move |tx| upload::put(tx, person, &upload, now)).await
}
