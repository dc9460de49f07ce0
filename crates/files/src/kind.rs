//! The kinds of file that are kept, and what names and media types claim to be them.

use crate::limits;

/// What a kept file is. Photos come in as more formats than these and are kept as JPEG or PNG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A photo.
    Jpeg,
    /// A picture with transparency or few colours.
    Png,
    /// A PDF.
    Pdf,
    /// Word, since 2007.
    Docx,
    /// Excel, since 2007.
    Xlsx,
    /// PowerPoint, since 2007.
    Pptx,
    /// Word, before 2007.
    Doc,
    /// Excel, before 2007.
    Xls,
    /// PowerPoint, before 2007.
    Ppt,
    /// Plain text.
    Txt,
    /// Comma-separated values.
    Csv,
    /// A voice note as Chrome and Firefox record it: Opus in WebM.
    Webm,
    /// A voice note: Opus in Ogg.
    Ogg,
    /// A voice note as Safari and phones record it: sound in MP4.
    M4a,
    /// A voice note in MP3.
    Mp3,
    /// A voice note in WAV.
    Wav,
    /// Moving pictures as phones record them.
    Mp4,
    /// Moving pictures in WebM.
    WebmVideo,
}

/// What a kind is for; limits and presentation go by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Shown in place, with a thumbnail.
    Photo,
    /// Kept exactly as it came.
    Document,
    /// Played in place.
    Voice,
    /// Moving pictures, played in place; kept only where a record asks for them.
    Video,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 18] = [
        Kind::Jpeg,
        Kind::Png,
        Kind::Pdf,
        Kind::Docx,
        Kind::Xlsx,
        Kind::Pptx,
        Kind::Doc,
        Kind::Xls,
        Kind::Ppt,
        Kind::Txt,
        Kind::Csv,
        Kind::Webm,
        Kind::Ogg,
        Kind::M4a,
        Kind::Mp3,
        Kind::Wav,
        Kind::Mp4,
        Kind::WebmVideo,
    ];

    /// The extension its files are named with, without the dot.
    pub fn extension(self) -> &'static str {
        self.words().0
    }

    /// The media type it is served as.
    pub fn mime(self) -> &'static str {
        self.words().1
    }

    /// What it is for.
    pub fn family(self) -> Family {
        self.words().2
    }

    /// The kind with this [`extension`](Kind::extension), as it is stored beside a record.
    pub fn from_extension(extension: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.extension() == extension)
    }

    fn words(self) -> (&'static str, &'static str, Family) {
        use Family::{Document, Photo, Video, Voice};
        match self {
            Kind::Jpeg => ("jpg", "image/jpeg", Photo),
            Kind::Png => ("png", "image/png", Photo),
            Kind::Pdf => ("pdf", "application/pdf", Document),
            Kind::Docx => ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Document),
            Kind::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Document),
            Kind::Pptx => {
                ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", Document)
            }
            Kind::Doc => ("doc", "application/msword", Document),
            Kind::Xls => ("xls", "application/vnd.ms-excel", Document),
            Kind::Ppt => ("ppt", "application/vnd.ms-powerpoint", Document),
            Kind::Txt => ("txt", "text/plain", Document),
            Kind::Csv => ("csv", "text/csv", Document),
            Kind::Webm => ("webm", "audio/webm", Voice),
            Kind::Ogg => ("ogg", "audio/ogg", Voice),
            Kind::M4a => ("m4a", "audio/mp4", Voice),
            Kind::Mp3 => ("mp3", "audio/mpeg", Voice),
            Kind::Wav => ("wav", "audio/wav", Voice),
            Kind::Mp4 => ("mp4", "video/mp4", Video),
            Kind::WebmVideo => ("webm", "video/webm", Video),
        }
    }
}

impl Family {
    /// The most bytes a file of this family may have when it comes in.
    pub fn limit(self) -> u64 {
        match self {
            Family::Photo => limits::PHOTO_BYTES,
            Family::Document => limits::DOCUMENT_BYTES,
            Family::Voice => limits::VOICE_BYTES,
            Family::Video => limits::VIDEO_BYTES,
        }
    }
}

/// What a file is said to be, by its name or its media type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Said {
    /// The usual extension of what is claimed.
    pub extension: &'static str,
    /// Its family.
    pub family: Family,
}

/// Formats that come in, though never kept: photos to be written anew, or refused with a reason.
const ONLY_IN: [(&str, &str); 3] = [("webp", "image/webp"), ("gif", "image/gif"), ("heic", "image/heic")];

/// Other ways to write the extensions above.
const ALIASES: [(&str, &str); 9] = [
    ("jpeg", "jpg"),
    ("jpe", "jpg"),
    ("jfif", "jpg"),
    ("heif", "heic"),
    ("oga", "ogg"),
    ("opus", "ogg"),
    ("weba", "webm"),
    ("wave", "wav"),
    ("m4v", "mp4"),
];

/// Other ways to write the media types above.
const MIME_ALIASES: [(&str, &str); 7] = [
    ("image/jpg", "image/jpeg"),
    ("image/heif", "image/heic"),
    ("application/csv", "text/csv"),
    ("audio/x-m4a", "audio/mp4"),
    ("audio/mp3", "audio/mpeg"),
    ("audio/x-wav", "audio/wav"),
    ("audio/wave", "audio/wav"),
];

impl Said {
    /// What the name claims; only when it has no extension at all, what the media type claims.
    pub fn by(name: &str, claimed_type: Option<&str>) -> Option<Said> {
        match name.rsplit_once('.') {
            Some((_, extension)) => Said::by_extension(extension.trim()),
            None => Said::by_mime(claimed_type?),
        }
    }

    pub fn by_extension(extension: &str) -> Option<Said> {
        let extension = extension.to_ascii_lowercase();
        let extension = resolve(&ALIASES, &extension);
        Said::all().map(|(said, _)| said).find(|said| said.extension == extension)
    }

    fn by_mime(mime: &str) -> Option<Said> {
        let mime = mime.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let mime = resolve(&MIME_ALIASES, &mime);
        Said::all().find(|(_, known)| *known == mime).map(|(said, _)| said)
    }

    fn all() -> impl Iterator<Item = (Said, &'static str)> {
        let kept = Kind::ALL.into_iter().map(|k| (k.extension(), k.mime(), k.family()));
        let only_in = ONLY_IN.into_iter().map(|(e, m)| (e, m, Family::Photo));
        kept.chain(only_in).map(|(extension, mime, family)| (Said { extension, family }, mime))
    }
}

fn resolve<'a>(aliases: &[(&str, &'static str)], word: &'a str) -> &'a str {
    aliases.iter().find(|(alias, _)| *alias == word).map_or(word, |(_, usual)| usual)
}
