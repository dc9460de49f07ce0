//! Attachments in and out, whatever record they hang on. In: checked by their content, stored under their
//! digest. Out: with headers that let no browser run them; whether the visitor may see them, the module says
//! ([`Holder`]).

mod holder;
mod show;
mod table;

pub use holder::{Holder, add, attach, detach, remove, small, whole};
pub use show::{Shown, act, pictured, shown};
pub use table::{Attachment, AttachmentId, of, statements};

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use files::{BlobError, Family, Kind};
use kernel::{Error, Faults, Reason, Result};
use tokio::sync::Semaphore;

use crate::ctx::Ctx;
use crate::fail::Reply;
use crate::form::Part;

/// Photos decoded at once: each may take some hundred megabytes.
static DECODING: Semaphore = Semaphore::const_new(2);

/// A file that was taken in: what its row says.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its name.
    pub name: String,
    /// Its type.
    pub mime: &'static str,
    /// Bytes.
    pub size: i64,
    /// SHA-256, the key in the blob store.
    pub digest: Vec<u8>,
    /// The same of the small picture.
    pub thumbnail: Option<Vec<u8>>,
}

/// The gate a file goes through: [`files::check`] or [`files::check_with_video`].
pub type Gate = fn(&str, Option<&str>, Bytes) -> std::result::Result<files::Checked, files::FileRefusal>;

/// Takes an uploaded file in: checks it, stores its bytes and its small picture. A refused file comes back as
/// the reason to show at its field.
///
/// # Errors
/// Broken, when the blob store fails.
pub async fn take_in(ctx: &Ctx, part: Part, gate: Gate) -> Result<std::result::Result<Taken, Reason>> {
    let permit = DECODING.acquire().await.map_err(Error::broken)?;
    let checked = tokio::task::spawn_blocking(move || gate(&part.name, part.claimed.as_deref(), part.bytes))
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
    Ok(Ok(Taken { name: checked.name, mime: checked.mime, size, digest: digest.to_vec(), thumbnail }))
}

/// Takes all files of a form in, at most as many as a record may have: one that is refused, too many or none is a fault
/// at `file`, beside those that the form has already.
///
/// # Errors
/// Invalid, field by field; broken, when the blob store fails.
pub async fn take_all(
    ctx: &Ctx,
    parts: Vec<Part>,
    gate: Gate,
    mut faults: Faults,
    missing: &'static str,
) -> Result<Vec<Taken>> {
    let most = files::limits::ATTACHMENTS_PER_RECORD;
    if parts.is_empty() {
        faults.add("file", Reason::new(missing));
    } else if parts.len() > most {
        faults.add("file", Reason::new("file-too-many").with("most", most));
    }
    faults.check()?;
    let (mut all, mut faults) = (Vec::with_capacity(parts.len()), Faults::none());
    for part in parts {
        match take_in(ctx, part, gate).await? {
            Ok(taken) => all.push(taken),
            Err(reason) => faults.add("file", reason),
        }
    }
    faults.check()?;
    Ok(all)
}

/// A kept file on its way out.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its name.
    pub name: String,
    /// Its type.
    pub mime: String,
    /// SHA-256.
    pub digest: Vec<u8>,
    /// The same of the small picture.
    pub thumbnail: Option<Vec<u8>>,
}

impl Kept {
    /// The small picture, or the whole file where there is none.
    #[must_use]
    pub fn small(mut self) -> Kept {
        if let Some(small) = self.thumbnail.take() {
            self.digest = small;
            Kind::Jpeg.mime().clone_into(&mut self.mime);
        }
        self
    }
}

/// The bytes under a digest never change, so a browser may keep them and need not ask again. Sound and
/// pictures can be asked for in parts; some players do nothing without.
///
/// # Errors
/// Not found, when the bytes are gone; broken, when they are damaged.
pub async fn serve(ctx: &Ctx, file: &Kept, headers: &HeaderMap) -> Reply {
    let kind = Kind::ALL.into_iter().find(|kind| kind.mime() == file.mime).ok_or_else(|| Error::broken("odd type"))?;
    let tag = format!("\"{}\"", hex::encode(&file.digest));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()) == Some(tag.as_str());
    let caching = [(header::ETAG, tag), (header::CACHE_CONTROL, "private, max-age=31536000, immutable".to_owned())];
    if known {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let digest: &[u8; 32] = file.digest.as_slice().try_into().map_err(Error::broken)?;
    let bytes: Bytes = match ctx.app.blobs.get(digest).await {
        Err(BlobError::Missing) => return Err(Error::NotFound.into()),
        other => other.map_err(Error::broken)?,
    };
    let mut response = Response::builder();
    for (name, value) in files::serve::headers(kind, &file.name) {
        response = response.header(name, value);
    }
    if matches!(kind.family(), Family::Voice | Family::Video) {
        response = response.header(header::ACCEPT_RANGES, "bytes");
        let range = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
        if let Some((from, until)) = range.and_then(|range| part(range, bytes.len())) {
            let told = format!("bytes {from}-{}/{}", until - 1, bytes.len());
            let body = Body::from(bytes.slice(from..until));
            let response = response.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, told).body(body);
            return Ok((caching, response.map_err(Error::broken)?).into_response());
        }
    }
    let response = response.body(Body::from(bytes)).map_err(Error::broken)?;
    Ok((caching, response).into_response())
}

/// The one range that was asked for, half open; anything else is answered whole, as the standard allows.
fn part(range: &str, length: usize) -> Option<(usize, usize)> {
    let (from, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let span = match (from.trim(), last.trim()) {
        ("", last) => (length.saturating_sub(last.parse().ok()?), length),
        (from, "") => (from.parse().ok()?, length),
        (from, last) => (from.parse().ok()?, last.parse::<usize>().ok()?.saturating_add(1).min(length)),
    };
    (span.0 < span.1).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn one_range_inside_the_file_is_a_part_and_everything_else_the_whole() {
        assert_eq!(part("bytes=0-1", 10), Some((0, 2)));
        assert_eq!(part("bytes=4-", 10), Some((4, 10)));
        assert_eq!(part("bytes=-3", 10), Some((7, 10)));
        assert_eq!(part("bytes=8-99", 10), Some((8, 10)));
        for odd in ["bytes=10-", "bytes=5-2", "bytes=a-b", "bytes=0-1,3-4", "pages=1-2", "", "bytes=-0"] {
            assert_eq!(part(odd, 10), None, "{odd}");
        }
    }
}
