//! Attachments of suggestions, in and out: which row says so, and who may see it.

use axum::extract::Path;
use axum::http::HeaderMap;
use kernel::{Error, Reason, Result};
use web::attachments::{self, Kept};
use web::{Ctx, Part, Reply, Routes};

use crate::drafts;
use crate::model::{AttachmentId, Purpose, SuggestionId};
use crate::parts::{FILE, FileRow};
use crate::policy;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/files/{id}", whole).get("/files/{id}/small", small)
}

/// Takes an uploaded file in and yields the row that will say so. A refused file comes back as the reason
/// to show at its field.
///
/// # Errors
/// Broken, when the blob store fails.
pub(crate) async fn take_in(
    ctx: &Ctx,
    of: SuggestionId,
    purpose: Purpose,
    part: Part,
) -> Result<std::result::Result<FileRow, Reason>> {
    let taken = attachments::take_in(ctx, part, files::check).await?;
    Ok(taken.map(|taken| FileRow {
        id: AttachmentId::new(ctx.now),
        suggestion: of,
        purpose,
        name: taken.name,
        mime: taken.mime.to_owned(),
        size: taken.size,
        digest: taken.digest,
        thumbnail: taken.thumbnail,
        caption: String::new(),
        by_person: ctx.actor.as_ref().map(|actor| actor.person),
        at: ctx.now,
    }))
}

async fn whole(ctx: Ctx, Path(id): Path<String>, headers: HeaderMap) -> Reply {
    let file = find(&ctx, &id).await?;
    attachments::serve(&ctx, &file, &headers).await
}

/// The small picture, or the whole one where there is none.
async fn small(ctx: Ctx, Path(id): Path<String>, headers: HeaderMap) -> Reply {
    let file = find(&ctx, &id).await?;
    attachments::serve(&ctx, &file.small(), &headers).await
}

/// The file, if this visitor may see its suggestion or it hangs on a draft of their own.
async fn find(ctx: &Ctx, id: &str) -> Result<Kept> {
    let id: AttachmentId = id.parse().map_err(|_| Error::NotFound)?;
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        let file = reader.one(&FILE, (id,))?;
        match policy::find(reader, &actor, file.suggestion) {
            Err(Error::NotFound) => drafts::get(reader, file.suggestion.cast(), actor.person).map(drop)?,
            seen => drop(seen?),
        }
        Ok(Kept { name: file.name, mime: file.mime, digest: file.digest, thumbnail: file.thumbnail })
    })
    .await
}
