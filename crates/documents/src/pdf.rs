//! PDF by Typst, shut off from the world: a template sees its data and three fonts, and neither
//! disk nor network nor clock. Equal input gives equal bytes.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde_json::Value;
use thiserror::Error;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue, Smart};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

/// How many documents a cached piece of layout outlives the last one that used it.
const CACHE_AGE: usize = 10;

/// Why a document could not be rendered.
#[derive(Debug, Error)]
pub enum PdfError {
    /// No font has these characters (sorted). Nothing is rendered, rather than a name with holes.
    #[error("no glyphs for {0:?}")]
    MissingGlyphs(Vec<char>),
    /// The text is too long for the QR code.
    #[error("the address does not fit a QR code")]
    AddressTooLong,
    /// The template failed; the message is for engineers.
    #[error("typesetting failed: {0}")]
    Template(String),
}

/// Renders a template (Typst source) with `data`, which it reads as
/// `#let d = json(bytes(sys.inputs.data))`. Data is never pasted into markup, so no text in it can
/// be taken for a command.
///
/// Takes milliseconds and holds a CPU: call it outside async threads.
///
/// # Errors
/// [`PdfError::MissingGlyphs`] if a string in `data` has a character that no font has;
/// [`PdfError::Template`] if the template does not compile.
pub fn render(template: &'static str, data: &Value) -> Result<Vec<u8>, PdfError> {
    let missing = missing_glyphs(data);
    if !missing.is_empty() {
        return Err(PdfError::MissingGlyphs(missing));
    }
    let data = data.to_string();
    let options = PdfOptions {
        ident: Smart::Custom(format!("{template}\0{data}")),
        creator: Smart::Custom(Some("Liaoyuan".to_owned())),
        timestamp: None,
        ..PdfOptions::default()
    };
    let pdf = typeset(template, data).and_then(|pages| typst_pdf::pdf(&pages, &options).map_err(template_error));
    comemo::evict(CACHE_AGE);
    pdf
}

/// Lays the pages out.
pub(crate) fn typeset(template: &'static str, data: String) -> Result<PagedDocument, PdfError> {
    let room = Room::new(template, data);
    typst::compile::<PagedDocument>(&room).output.map_err(template_error)
}

fn template_error(errors: impl IntoIterator<Item = SourceDiagnostic>) -> PdfError {
    let messages: Vec<_> = errors.into_iter().map(|error| error.message.to_string()).collect();
    PdfError::Template(messages.join("; "))
}

/// The fonts, cut to what is needed (see `fonts/README.md`). The first covers whatever the others
/// do; templates name it last in every font list.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 3] = [
        include_bytes!("../fonts/NotoSansCJKsc-Regular.otf"),
        include_bytes!("../fonts/NotoSansCJKsc-Bold.otf"),
        include_bytes!("../fonts/NotoSerifCJKsc-Bold.otf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// What Typst may see.
struct Room {
    library: LazyHash<Library>,
    main: Source,
}

impl Room {
    fn new(template: &str, data: String) -> Self {
        let inputs = Dict::from_iter([("data".into(), data.into_value())]);
        Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            main: Source::detached(template),
        }
    }
}

impl World for Room {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// None: a date on a document is data, and data comes from the caller.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The characters of all strings in `data` that no font has.
fn missing_glyphs(data: &Value) -> Vec<char> {
    let mut missing = BTreeSet::new();
    for_each_text(data, &mut |text| {
        missing.extend(text.chars().filter(|&c| !is_silent(c) && !has_glyph(c)));
    });
    missing.into_iter().collect()
}

fn for_each_text(data: &Value, see: &mut impl FnMut(&str)) {
    match data {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter().for_each(|item| for_each_text(item, see)),
        Value::Object(fields) => fields.values().for_each(|field| for_each_text(field, see)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Characters that ask for no ink: white space and the joiners and marks inside words.
fn is_silent(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn has_glyph(c: char) -> bool {
    FONTS.iter().any(|font| font.info().coverage.contains(u32::from(c)))
}

#[cfg(test)]
mod tests;
