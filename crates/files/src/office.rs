//! Telling office documents apart: by the table of contents of a zipped one, by the stream names of an
//! old compound one.

use std::io::{Cursor, Read};

use crate::kind::Kind;

/// What an office container holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Office {
    /// A document that is kept.
    Document(Kind),
    /// A document that brings programs along.
    Macros,
    /// Some other file in the same container.
    Other,
    /// The container cannot be read.
    Broken,
}

/// `[Content_Types].xml` of real documents has a few kilobytes; more is not read, so a bomb stays packed.
const CONTENT_TYPES_BYTES: u64 = 1 << 20;

/// What a zip says it is in its `[Content_Types].xml`.
pub fn zipped(bytes: &[u8]) -> Office {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Office::Broken;
    };
    let Ok(part) = archive.by_name("[Content_Types].xml") else {
        return Office::Other;
    };
    let mut types = String::new();
    if part.take(CONTENT_TYPES_BYTES).read_to_string(&mut types).is_err() {
        return Office::Broken;
    }
    let types = types.to_ascii_lowercase();
    if types.contains("macroenabled") {
        return Office::Macros;
    }
    [
        ("wordprocessingml.document.main+xml", "word/", Kind::Docx),
        ("spreadsheetml.sheet.main+xml", "xl/", Kind::Xlsx),
        ("presentationml.presentation.main+xml", "ppt/", Kind::Pptx),
    ]
    .into_iter()
    .find(|(main, folder, _)| {
        types.contains(main) && archive.file_names().any(|name| name.is_ok_and(|n| n.starts_with(folder)))
    })
    .map_or(Office::Other, |(.., kind)| Office::Document(kind))
}

/// What a compound file (Office before 2007) holds, by the names of its streams. A text document may
/// embed a sheet and the other way round, so what the name says decides when it is among them.
pub fn compound(bytes: &[u8], said: Option<&'static str>) -> Office {
    let streams =
        [("WordDocument", Kind::Doc), ("PowerPoint Document", Kind::Ppt), ("Workbook", Kind::Xls), ("Book", Kind::Xls)];
    // A directory entry begins with its name in UTF-16, ended by a zero, and lies on a multiple of 128.
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.chunks_exact(128).any(|entry| entry.starts_with(&name))
    };
    let found: Vec<Kind> = streams.into_iter().filter(|(name, _)| holds(name)).map(|(_, kind)| kind).collect();
    let meant = found.iter().find(|kind| Some(kind.extension()) == said);
    meant.or(found.first()).map_or(Office::Other, |kind| Office::Document(*kind))
}
