//! Files on a record: attached, taken away again, and the photos that come with the word that it is in
//! use.

use axum::extract::Path;
use kernel::{Error, Faults, Reason, Result};
use ui::page::Tone;
use web::{Ctx, Fields, Form, Part, Reply, Routes, Upload};

use super::{done, none};
use crate::actions;
use crate::forms::steps as forms;
use crate::model::{Purpose, SuggestionId};
use crate::pages::attachments::take_in;
use crate::pages::record::{again, parse, path};
use crate::parts::FileRow;
use crate::policy;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .post("/suggestions/{id}/attachments", attach)
        .post("/suggestions/{id}/attachments/{file}/removal", detach)
        .post("/suggestions/{id}/application", apply)
}

async fn attach(ctx: Ctx, Path(id): Path<String>, upload: Upload) -> Reply {
    let id = parse(&id)?;
    match attached(&ctx, id, &upload.fields, upload.files).await {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, done("attachments"))))),
        Err(error) => again(&ctx, id, "attachments", upload.fields, error).await,
    }
}

async fn attached(ctx: &Ctx, id: SuggestionId, fields: &Fields, parts: Vec<Part>) -> Result<()> {
    let by = ctx.by(None)?;
    let (purpose, caption) = forms::attachment(fields)?;
    if parts.is_empty() {
        return Err(Error::invalid("file", "suggestion-file-needed"));
    }
    let files = kept(ctx, id, purpose, &caption, "file", parts).await?;
    ctx.change(move |tx| all(tx, &by, id, &files)).await
}

async fn detach(ctx: Ctx, Path((id, file)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (id, by) = (parse(&id)?, ctx.by(fields.version())?);
    let file = file.parse().map_err(|_| Error::NotFound)?;
    ctx.change(move |tx| none(actions::detach(tx, &by, id, file))).await?;
    Ok(ctx.lead_to(&path(id), Some((Tone::Good, done("")))))
}

async fn apply(ctx: Ctx, Path(id): Path<String>, upload: Upload) -> Reply {
    let id = parse(&id)?;
    match applied(&ctx, id, &upload.fields, upload.files).await {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, done("application"))))),
        Err(error) => again(&ctx, id, "application", upload.fields, error).await,
    }
}

async fn applied(ctx: &Ctx, id: SuggestionId, fields: &Fields, parts: Vec<Part>) -> Result<()> {
    let by = ctx.by(fields.version())?;
    let word = forms::application(fields)?;
    let files = kept(ctx, id, Purpose::After, "", "photo", parts).await?;
    ctx.change(move |tx| {
        let applied = none(actions::apply(tx, &by, id, word.since, &word.note))?;
        let beside = actions::By { version: None, ..by.clone() };
        Ok(applied.and(all(tx, &beside, id, &files)?))
    })
    .await
}

/// Attaches them one after the other, in the order of the form.
fn all(tx: &mut store::Tx<'_>, by: &actions::By, id: SuggestionId, files: &[FileRow]) -> Result<ledger::Recorded<()>> {
    let mut recorded = ledger::unchanged(());
    for file in files {
        recorded = recorded.and(none(actions::attach(tx, by, id, file))?);
    }
    Ok(recorded)
}

/// Checks and stores the files, but only for somebody who may attach here; refused ones are told at
/// their field.
async fn kept(
    ctx: &Ctx,
    id: SuggestionId,
    purpose: Purpose,
    caption: &str,
    field: &'static str,
    parts: Vec<Part>,
) -> Result<Vec<FileRow>> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        let seen = policy::find(reader, &actor, id)?;
        policy::check(&actor, &seen, crate::lifecycle::Step::Attach).map(drop)
    })
    .await?;
    let most = files::limits::ATTACHMENTS_PER_RECORD;
    if parts.len() > most {
        let reason = Reason::new("file-too-many").with("most", most);
        return Err(Error::Invalid(Faults::one(field, reason)));
    }
    let by_person = ctx.actor()?.person;
    let mut kept = Vec::new();
    let mut faults = Faults::none();
    for part in parts {
        match take_in(ctx, id, purpose, part).await? {
            Ok(row) => kept.push(FileRow { caption: caption.to_owned(), by_person: Some(by_person), ..row }),
            Err(reason) => faults.add(field, reason),
        }
    }
    faults.check()?;
    Ok(kept)
}
