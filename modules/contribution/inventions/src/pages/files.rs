//! Drawings and other files of an invention, in and out.

use axum::extract::Path;
use axum::http::HeaderMap;
use kernel::{Error, Faults, Result, text};
use ui::page::Tone;
use web::attachments::{self, Kept};
use web::{Ctx, Fields, Form, Part, Reply, Routes, Upload};

use super::{by, parse, path};
use crate::lifecycle::Step;
use crate::model::{FileId, FileRow, InventionId, LINE};
use crate::pages::record::again;
use crate::store::FILES;
use crate::{actions, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/inventions/{invention}/files/{file}", whole)
        .get("/inventions/{invention}/files/{file}/small", small)
        .post("/inventions/{invention}/attachments", attach)
        .post("/inventions/{invention}/attachments/{file}/removal", detach)
}

async fn whole(ctx: Ctx, Path((id, file)): Path<(String, String)>, headers: HeaderMap) -> Reply {
    let file = find(&ctx, &id, &file).await?;
    attachments::serve(&ctx, &file, &headers).await
}

async fn small(ctx: Ctx, Path((id, file)): Path<(String, String)>, headers: HeaderMap) -> Reply {
    let file = find(&ctx, &id, &file).await?;
    attachments::serve(&ctx, &file.small(), &headers).await
}

/// The file, if this visitor may see its invention.
async fn find(ctx: &Ctx, id: &str, file: &str) -> Result<Kept> {
    let (id, file): (InventionId, FileId) = (parse(id)?, parse(file)?);
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        let seen = policy::find(reader, &actor, id)?;
        if !policy::reads_all(&actor, &seen) {
            return Err(Error::NotFound);
        }
        let row = reader.all(&FILES, (id,))?.into_iter().find(|row| row.id == file).ok_or(Error::NotFound)?;
        Ok(Kept { name: row.name, mime: row.mime, digest: row.digest, thumbnail: row.thumbnail })
    })
    .await
}

async fn attach(ctx: Ctx, Path(id): Path<String>, upload: Upload) -> Reply {
    let id = parse(&id)?;
    match attached(&ctx, id, &upload.fields, upload.files).await {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, "flash-invention-saved")))),
        Err(error) => again(&ctx, id, "attachments", upload.fields, error).await,
    }
}

async fn attached(ctx: &Ctx, id: InventionId, fields: &Fields, parts: Vec<Part>) -> Result<()> {
    let by = kernel::By { version: None, ..by(ctx, fields)? };
    let actor = by.actor.clone();
    // Only whoever may attach here has a file looked at.
    ctx.read(move |reader| policy::check(&actor, &policy::find(reader, &actor, id)?, Step::Attach).map(drop)).await?;
    let mut faults = Faults::none();
    let caption = faults.take("caption", text::optional_line(fields.get("caption"), LINE));
    let taken = attachments::take_all(ctx, parts, files::check, faults, "invention-file-needed").await?;
    let (person, now) = (by.actor.person, ctx.now);
    let row = |taken: attachments::Taken| FileRow {
        id: FileId::new(now),
        invention: id,
        name: taken.name,
        mime: taken.mime.to_owned(),
        size: taken.size,
        digest: taken.digest,
        thumbnail: taken.thumbnail,
        caption: caption.clone(),
        by_person: person,
        at: now,
    };
    let rows: Vec<FileRow> = taken.into_iter().map(row).collect();
    ctx.change(move |tx| {
        let mut recorded = ledger::unchanged(());
        for row in &rows {
            recorded = recorded.and(actions::attach(tx, &by, row)?.with(()));
        }
        Ok(recorded)
    })
    .await
}

async fn detach(ctx: Ctx, Path((id, file)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (id, file, by) = (parse(&id)?, parse(&file)?, by(&ctx, &fields)?);
    ctx.change(move |tx| Ok(actions::detach(tx, &by, id, file)?.with(()))).await?;
    Ok(ctx.lead_to(&path(id), Some((Tone::Good, "flash-invention-saved"))))
}
