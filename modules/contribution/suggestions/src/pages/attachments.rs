//! Attachments in and out. In: checked by their content, stored under their digest. Out: to whoever
//! may see what they belong to, with headers that let no browser run them.

use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use files::{BlobError, Kind};
use kernel::{Error, Reason, Result};
use tokio::sync::Semaphore;
use web::{Ctx, Part, Reply, Routes};

use crate::drafts;
use crate::model::{AttachmentId, Purpose, SuggestionId};
use crate::parts::{FILE, FileRow};
use crate::policy;

/// Photos decoded at once: each may take some hundred megabytes.
static DECODING: Semaphore = Semaphore::const_new(2);

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/files/{id}", whole).get("/files/{id}/small", small)
}

/// Takes an uploaded file in: checks it, stores its bytes and its small picture, and yields the row
/// that will say so. A refused file comes back as the reason to show at its field.
///
/// # Errors
/// Broken, when the blob store fails.
pub(crate) async fn take_in(
    ctx: &Ctx,
    of: SuggestionId,
    purpose: Purpose,
    part: Part,
) -> Result<std::result::Result<FileRow, Reason>> {
    let permit = DECODING.acquire().await.map_err(Error::broken)?;
    let checked = tokio::task::spawn_blocking(move || files::check(&part.name, part.claimed.as_deref(), part.bytes))
        .await
        .map_err(Error::broken)?;
    drop(permit);
    let checked = match checked {
        Ok(checked) => checked,
        Err(refusal) => return Ok(Err(Reason { key: refusal.key(), args: refusal.args() })),
    };
    let size = i64::try_from(checked.bytes.len()).map_err(Error::broken)?;
    let digest = ctx.app.blobs.put(checked.bytes).await.map_err(Error::broken)?;
    let thumbnail = match checked.thumbnail {
        Some(bytes) => Some(ctx.app.blobs.put(bytes).await.map_err(Error::broken)?.to_vec()),
        None => None,
    };
    Ok(Ok(FileRow {
        id: AttachmentId::new(ctx.now),
        suggestion: of,
        purpose,
        name: checked.name,
        mime: checked.mime.to_owned(),
        size,
        digest: digest.to_vec(),
        thumbnail,
        caption: String::new(),
        by_person: ctx.actor.as_ref().map(|actor| actor.person),
        at: ctx.now,
    }))
}

async fn whole(ctx: Ctx, Path(id): Path<String>, headers: HeaderMap) -> Reply {
    let file = find(&ctx, &id).await?;
    let digest = file.digest.clone();
    serve(&ctx, file, &digest, &headers).await
}

/// The small picture, or the whole one where there is none.
async fn small(ctx: Ctx, Path(id): Path<String>, headers: HeaderMap) -> Reply {
    let mut file = find(&ctx, &id).await?;
    let digest = match file.thumbnail.take() {
        Some(small) => {
            file.mime = Kind::Jpeg.mime().to_owned();
            small
        }
        None => file.digest.clone(),
    };
    serve(&ctx, file, &digest, &headers).await
}

/// The file, if this visitor may see its suggestion or it hangs on a draft of their own.
async fn find(ctx: &Ctx, id: &str) -> Result<FileRow> {
    let id: AttachmentId = id.parse().map_err(|_| Error::NotFound)?;
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        let file = reader.one(&FILE, (id,))?;
        match policy::find(reader, &actor, file.suggestion) {
            Err(Error::NotFound) => drafts::get(reader, file.suggestion.cast(), actor.person).map(drop)?,
            seen => drop(seen?),
        }
        Ok(file)
    })
    .await
}

/// The bytes under a digest never change, so a browser may keep them and need not ask again.
async fn serve(ctx: &Ctx, file: FileRow, digest: &[u8], headers: &HeaderMap) -> Reply {
    let kind = Kind::ALL.into_iter().find(|kind| kind.mime() == file.mime).ok_or_else(|| Error::broken("odd type"))?;
    let tag = format!("\"{}\"", hex::encode(digest));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()) == Some(tag.as_str());
    let caching = [(header::ETAG, tag), (header::CACHE_CONTROL, "private, max-age=31536000, immutable".to_owned())];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let digest: &[u8; 32] = digest.try_into().map_err(Error::broken)?;
    let bytes: Bytes = match ctx.app.blobs.get(digest).await {
        Err(BlobError::Missing) => return Err(Error::NotFound.into()),
        other => other.map_err(Error::broken)?,
    };
    let mut response = Response::builder();
    for (name, value) in files::serve::headers(kind, &file.name) {
        response = response.header(name, value);
    }
    let whole = bytes.len();
    response = response.header(header::ACCEPT_RANGES, "bytes");
    // Some telephones play no sound from a server that cannot send a part of it.
    if let Some((first, last)) = headers.get(header::RANGE).and_then(|value| part(value.to_str().ok()?, whole)) {
        response = response
            .status(StatusCode::PARTIAL_CONTENT)
            .header(header::CONTENT_RANGE, format!("bytes {first}-{last}/{whole}"));
        let response = response.body(Body::from(bytes.slice(first..=last))).map_err(Error::broken)?;
        return Ok((caching, response).into_response());
    }
    let response = response.body(Body::from(bytes)).map_err(Error::broken)?;
    Ok((caching, response).into_response())
}

/// The first and last byte of the one part that is asked for; whatever else is asked gets the whole.
fn part(asked: &str, whole: usize) -> Option<(usize, usize)> {
    let (first, last) = asked.strip_prefix("bytes=")?.split_once('-')?;
    let (first, last) = match (first.trim(), last.trim()) {
        ("", tail) => (whole.saturating_sub(tail.parse::<usize>().ok()?), whole.checked_sub(1)?),
        (first, "") => (first.parse().ok()?, whole.checked_sub(1)?),
        (first, last) => (first.parse().ok()?, last.parse::<usize>().ok()?.min(whole.checked_sub(1)?)),
    };
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn one_part_is_sent_and_nonsense_gets_the_whole() {
        let wanted = [("bytes=0-1", (0, 1)), ("bytes=5-", (5, 9)), ("bytes=-3", (7, 9)), ("bytes=8-99", (8, 9))];
        for (asked, sent) in wanted {
            assert_eq!(part(asked, 10), Some(sent), "{asked}");
        }
        for odd in ["bytes=9-3", "bytes=0-1,4-5", "lines=0-1", "bytes=x-", "bytes=-", "bytes=12-"] {
            assert_eq!(part(odd, 10), None, "{odd}");
        }
        assert_eq!(part("bytes=0-", 0), None);
    }
}
