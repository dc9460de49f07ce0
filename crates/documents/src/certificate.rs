//! The certificate: a sheet one frames, with a code by which anybody can prove it.

use serde_json::json;

use crate::code::code;
use crate::pdf::{PdfError, render};
use crate::poster::{Lang, address};

const TEMPLATE: &str = include_str!("../templates/certificate.typ");

/// What the certificate says. All words are the caller's; this room knows only where they go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Large at the top: 命名证书.
    pub title: String,
    /// Whom it honours: names, each on its own.
    pub holders: Vec<String>,
    /// Where they work.
    pub unit: String,
    /// The sentence before what is honoured.
    pub lead: String,
    /// What is honoured, large: the name of the method.
    pub honour: String,
    /// Below it, large: 三等奖; may be empty.
    pub prize: String,
    /// The sentence after it.
    pub close: String,
    /// Small, what else is to be known; may be empty.
    pub note: String,
    /// The flame before the honour; it is kept for operating methods.
    pub flame: bool,
    /// Who issues it; the place of the seal lies over it and stays blank.
    pub issuer: String,
    /// The day, as it is read.
    pub date: String,
    /// The number of the document that decided it; may be empty.
    pub document: String,
    /// Label and value of the number.
    pub number: (String, String),
    /// What the code is for.
    pub code_label: String,
    /// Where the code leads, in full.
    pub url: String,
    /// The language of the texts.
    pub lang: Lang,
}

/// Renders the certificate as one A4 page, lengthwise. Long words make the type smaller, never the page longer.
///
/// # Errors
/// [`PdfError::AddressTooLong`] if `url` does not fit a code, otherwise as [`render`].
pub fn certificate(certificate: &Certificate) -> Result<Vec<u8>, PdfError> {
    render(TEMPLATE, &data(certificate)?)
}

fn data(it: &Certificate) -> Result<serde_json::Value, PdfError> {
    Ok(json!({
        "title": it.title,
        "holders": it.holders,
        "unit": it.unit,
        "lead": it.lead,
        "honour": it.honour,
        "prize": it.prize,
        "close": it.close,
        "note": it.note,
        "flame": it.flame,
        "issuer": it.issuer,
        "date": it.date,
        "document": it.document,
        "number_label": it.number.0,
        "number": it.number.1,
        "code_label": it.code_label,
        "address": address(&it.url),
        "code": code(&it.url)?,
        "lang": match it.lang { Lang::Zh => "zh", Lang::En => "en" },
    }))
}

#[cfg(test)]
mod tests;
