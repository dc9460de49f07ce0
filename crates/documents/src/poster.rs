//! The workshop poster: a code on the wall that leads to the one question that matters.

use serde_json::json;

use crate::code::code;
use crate::pdf::{PdfError, render};

const TEMPLATE: &str = include_str!("../templates/poster.typ");

/// The size of the sheet, upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm; the same picture, larger.
    A3,
}

/// The language of the texts; it decides how lines break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

/// What the poster says. All words are the caller's; this room knows only where they go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poster {
    /// Whose poster it is, beside the mark at the top.
    pub enterprise: String,
    /// The workshop or team, large at the foot: this code is theirs.
    pub unit: String,
    /// Where the code leads, in full.
    pub url: String,
    /// The size of the sheet.
    pub paper: Paper,
    /// The language of the texts.
    pub lang: Lang,
    /// The question, in big Song type. A line break in it is kept.
    pub headline: String,
    /// One sentence below.
    pub subline: String,
    /// What to do, best three steps of one short sentence each.
    pub steps: Vec<String>,
    /// Small print at the foot; may be empty.
    pub footer: String,
    /// The words under the code, such as "scan to suggest".
    pub code_label: String,
}

/// Renders the poster as a one-page PDF. Long words make the type smaller, never the page longer.
///
/// # Errors
/// [`PdfError::AddressTooLong`] if `url` does not fit a code (beyond about 1,200 bytes), otherwise
/// as [`render`].
pub fn poster(poster: &Poster) -> Result<Vec<u8>, PdfError> {
    render(TEMPLATE, &data(poster)?)
}

fn data(poster: &Poster) -> Result<serde_json::Value, PdfError> {
    Ok(json!({
        "enterprise": poster.enterprise,
        "unit": poster.unit,
        "address": address(&poster.url),
        "paper": match poster.paper { Paper::A4 => "a4", Paper::A3 => "a3" },
        "lang": match poster.lang { Lang::Zh => "zh", Lang::En => "en" },
        "headline": poster.headline,
        "subline": poster.subline,
        "steps": poster.steps,
        "footer": poster.footer,
        "code_label": poster.code_label,
        "code": code(&poster.url)?,
    }))
}

/// The address as a person types it.
pub(crate) fn address(url: &str) -> &str {
    let bare = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).unwrap_or(url);
    bare.trim_end_matches('/')
}

#[cfg(test)]
mod tests;
