//! What a file really is, by its content alone.

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};
use image::ImageFormat;

use crate::kind::{Kind, Said};
use crate::office::{self, Office};

/// What the bytes turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A photo to be decoded.
    Photo(ImageFormat),
    /// A photo nobody here can decode.
    Heic,
    /// A document to be kept as it is.
    Document(Kind),
    /// Readable text: whatever kind of text the name says.
    Text,
    /// Sound, or at least its container.
    Voice(Kind),
    /// Recognised, and not a kind that is kept. Names the usual extension.
    Foreign(&'static str),
    /// Nothing recognisable, or the start of a document that goes on wrong.
    Nothing,
}

/// Looks at the content. What the name says only helps where one container holds several documents.
pub fn sniff(bytes: &[u8], said: Option<Said>) -> Found {
    let at = |from: usize, magic: &[u8]| bytes.get(from..).is_some_and(|b| b.starts_with(magic));
    if at(0, b"\xFF\xD8\xFF") {
        Found::Photo(ImageFormat::Jpeg)
    } else if at(0, b"\x89PNG\r\n\x1A\n") {
        Found::Photo(ImageFormat::Png)
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        Found::Photo(ImageFormat::Gif)
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Found::Photo(ImageFormat::WebP)
    } else if at(0, b"RIFF") && at(8, b"WAVE") {
        Found::Voice(Kind::Wav)
    } else if at(4, b"ftyp") {
        iso_media(&bytes[8..])
    } else if at(0, b"OggS") {
        Found::Voice(Kind::Ogg)
    } else if at(0, b"\x1A\x45\xDF\xA3") {
        Found::Voice(Kind::Webm)
    } else if at(0, b"%PDF-") {
        pdf(bytes)
    } else if at(0, b"PK\x03\x04") {
        office(office::zipped(bytes), "zip")
    } else if at(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        office(office::compound(bytes, said.map(|s| s.extension)), "ole")
    } else if let Some(text) = text(bytes) {
        markup(&text).map_or(Found::Text, Found::Foreign)
    } else if at(0, b"ID3") || mp3_frame(bytes) {
        Found::Voice(Kind::Mp3)
    } else {
        infer::get(bytes).map_or(Found::Nothing, |found| Found::Foreign(found.extension()))
    }
}

/// Tells the MP4 family apart by its brand.
fn iso_media(brands: &[u8]) -> Found {
    match brands.get(..4) {
        Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => Found::Heic,
        Some(b"avif" | b"avis") => Found::Foreign("avif"),
        Some(b"qt  ") => Found::Foreign("mov"),
        Some(_) => Found::Voice(Kind::M4a),
        None => Found::Nothing,
    }
}

/// A PDF says where it ends; one that does not was cut off on its way.
fn pdf(bytes: &[u8]) -> Found {
    let tail = &bytes[bytes.len().saturating_sub(4096)..];
    if tail.windows(5).any(|w| w == b"%%EOF") { Found::Document(Kind::Pdf) } else { Found::Nothing }
}

fn office(found: Office, container: &'static str) -> Found {
    match found {
        Office::Document(kind) => Found::Document(kind),
        Office::Macros => Found::Foreign("docm"),
        Office::Other => Found::Foreign(container),
        Office::Broken => Found::Nothing,
    }
}

/// Whether the bytes begin with the header of an MPEG layer III frame.
fn mp3_frame(bytes: &[u8]) -> bool {
    matches!(bytes, [0xFF, second, ..] if second & 0xE6 == 0xE2)
}

/// The text, if people could read every character of it: UTF-8, UTF-16 with its mark, or GB 18030 as
/// Chinese Windows writes it, without control characters.
fn text(bytes: &[u8]) -> Option<String> {
    let encodings = match bytes {
        [0xFF, 0xFE, ..] => [UTF_16LE, UTF_16LE],
        [0xFE, 0xFF, ..] => [UTF_16BE, UTF_16BE],
        _ => [UTF_8, GB18030],
    };
    let readable = |text: &str| !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    encodings.into_iter().find_map(|encoding| {
        let (text, faulty) = encoding.decode_with_bom_removal(bytes);
        (!faulty && readable(&text)).then(|| text.into_owned())
    })
}

/// Text that a browser or a shell would act upon. `None` for text that is only read.
fn markup(text: &str) -> Option<&'static str> {
    let start: String = text.trim_start().chars().take(4096).collect::<String>().to_lowercase();
    if start.starts_with("#!") {
        return Some("sh");
    }
    let mut after = start.strip_prefix('<')?.chars();
    if !after.next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
        return None;
    }
    Some(if start.contains("<svg") {
        "svg"
    } else if start.starts_with("<?php") {
        "php"
    } else if start.starts_with("<?xml") && !start.contains("<html") {
        "xml"
    } else {
        "html"
    })
}
