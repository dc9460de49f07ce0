//! The gate every upload passes: what it is, whether it is kept, and in what shape.

use bytes::Bytes;
use sha2::{Digest, Sha256};

use crate::kind::{Family, Kind, Said};
use crate::limits::{VOICE_GRACE_MILLIS, VOICE_SECONDS};
use crate::sniff::{Found, sniff};
use crate::voice::{self, Unfit};
use crate::{FileRefusal, name, photo};

/// A file as it is kept.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Sanitised, with the extension of `kind`.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The media type to serve it as.
    pub mime: &'static str,
    /// What to store: photos written anew, everything else as it came.
    pub bytes: Bytes,
    /// Digest of `bytes`, under which they are stored.
    pub sha256: [u8; 32],
    /// For photos, a JPEG of at most [`THUMBNAIL_SIDE`](crate::limits::THUMBNAIL_SIDE) pixels a side.
    pub thumbnail: Option<Bytes>,
    /// Pixels across, for photos.
    pub width: Option<u32>,
    /// Pixels down, for photos.
    pub height: Option<u32>,
}

/// Checks an upload by its content; the name and the type the sender claims only have to agree with it.
///
/// Among photos and among voice notes a wrong extension is put right, as phones get it wrong all the
/// time; any other disagreement is refused. Decoding the largest photo takes seconds and some hundred MB: call
/// this where blocking is allowed, and bound how many run at once.
///
/// # Errors
/// [`FileRefusal`] says why the file is not kept.
pub fn check(name: &str, claimed_type: Option<&str>, bytes: Bytes) -> Result<Checked, FileRefusal> {
    checked(name, claimed_type, bytes, false)
}

/// The same where a record also keeps moving pictures, in MP4 or WebM.
///
/// # Errors
/// As [`check`].
pub fn check_with_video(name: &str, claimed_type: Option<&str>, bytes: Bytes) -> Result<Checked, FileRefusal> {
    checked(name, claimed_type, bytes, true)
}

fn checked(name: &str, claimed_type: Option<&str>, bytes: Bytes, video: bool) -> Result<Checked, FileRefusal> {
    if bytes.is_empty() {
        return Err(FileRefusal::Empty);
    }
    let said = Said::by(name, claimed_type);
    let most = match said.map_or(Family::Document, |s| s.family) {
        // A name in .webm may mean either.
        Family::Voice if video => Family::Video,
        other => other,
    };
    if bytes.len() as u64 > Family::Document.limit() {
        within(&bytes, most)?;
    }
    match sniff(&bytes, said) {
        Found::Photo(format) => {
            agree_on_family(said, Family::Photo, extension_of(format))?;
            within(&bytes, Family::Photo)?;
            let photo = photo::develop(&bytes, format)?;
            Ok(Checked {
                thumbnail: Some(photo.thumbnail),
                width: Some(photo.width),
                height: Some(photo.height),
                ..plain(name, photo.kind, photo.bytes)
            })
        }
        Found::Heic => {
            agree_on_family(said, Family::Photo, "heic")?;
            Err(FileRefusal::HeicNotSupported)
        }
        Found::Document(kind) => {
            agree(said, kind.extension())?;
            within(&bytes, Family::Document)?;
            Ok(plain(name, kind, bytes))
        }
        Found::Text => {
            let kind = match said {
                Some(Said { extension: "txt", .. }) => Kind::Txt,
                Some(Said { extension: "csv", .. }) => Kind::Csv,
                other => return Err(foreign(other, "txt")),
            };
            within(&bytes, Family::Document)?;
            Ok(plain(name, kind, bytes))
        }
        Found::Voice(kind) => {
            // Sound and pictures come in the same containers, under the same names.
            if let Some(kind) = moving(kind, &bytes).filter(|_| video) {
                agree_on_family(said.filter(|said| said.family != Family::Voice), Family::Video, kind.extension())?;
                within(&bytes, Family::Video)?;
                return Ok(plain(name, kind, bytes));
            }
            let said = said.filter(|said| said.family != Family::Video);
            agree_on_family(said, Family::Voice, kind.extension())?;
            within(&bytes, Family::Voice)?;
            match voice::millis(kind, &bytes) {
                Ok(ms) if ms > VOICE_SECONDS * 1000 + VOICE_GRACE_MILLIS => Err(FileRefusal::TooLong),
                Ok(_) => Ok(plain(name, kind, bytes)),
                Err(Unfit::Broken) => Err(FileRefusal::Broken),
                // The name told no lie: the same extension serves pictures and other codings too.
                Err(Unfit::Foreign(_)) => Err(FileRefusal::UnknownKind),
            }
        }
        Found::Foreign(is) => Err(foreign(said, is)),
        Found::Nothing if said.is_some() => Err(FileRefusal::Broken),
        Found::Nothing => Err(FileRefusal::UnknownKind),
    }
}

/// What a container of this kind is when it holds moving pictures.
fn moving(kind: Kind, bytes: &Bytes) -> Option<Kind> {
    match (kind, voice::millis(kind, bytes)) {
        (Kind::M4a, Err(Unfit::Foreign("mp4"))) => Some(Kind::Mp4),
        (Kind::Webm, Err(Unfit::Foreign("webm"))) => Some(Kind::WebmVideo),
        _ => None,
    }
}

/// A file kept as these bytes.
fn plain(name: &str, kind: Kind, bytes: Bytes) -> Checked {
    Checked {
        name: name::sanitise(name, kind),
        kind,
        mime: kind.mime(),
        sha256: Sha256::digest(&bytes).into(),
        bytes,
        thumbnail: None,
        width: None,
        height: None,
    }
}

fn within(bytes: &Bytes, family: Family) -> Result<(), FileRefusal> {
    let (limit, got) = (family.limit(), bytes.len() as u64);
    if got > limit { Err(FileRefusal::TooLarge { limit, got }) } else { Ok(()) }
}

fn agree(said: Option<Said>, is: &'static str) -> Result<(), FileRefusal> {
    match said {
        Some(said) if said.extension != is => Err(FileRefusal::Disguised { said: said.extension, is }),
        _ => Ok(()),
    }
}

fn agree_on_family(said: Option<Said>, family: Family, is: &'static str) -> Result<(), FileRefusal> {
    agree(said.filter(|s| s.family != family), is)
}

/// Something that is not kept: a lie if the name said it was something that is.
fn foreign(said: Option<Said>, is: &'static str) -> FileRefusal {
    said.map_or(FileRefusal::UnknownKind, |s| FileRefusal::Disguised { said: s.extension, is })
}

fn extension_of(format: image::ImageFormat) -> &'static str {
    format.extensions_str().first().copied().unwrap_or_default()
}
