//! The headers a kept file must be served with, so that no browser ever runs what somebody uploaded.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::kind::{Family, Kind};

/// What RFC 5987 lets stand as it is.
const ATTRIBUTE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// Nothing may be loaded or run, even if the file is opened by itself.
const SANDBOX: &str = "sandbox; default-src 'none'; media-src 'self'; style-src 'unsafe-inline'";

/// Browsers show PDF with a viewer of their own, which a sandbox or `default-src` switches off. What
/// keeps a PDF harmless is that its type is fixed and not guessed.
const PDF_POLICY: &str = "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Whether a kind is shown in place rather than downloaded.
pub fn inline(kind: Kind) -> bool {
    kind == Kind::Pdf || kind.family() != Family::Document
}

/// Names and values of the headers for a file of this kind and (sanitised) name. Whether it may be
/// cached and by whom is for the page that knows who may see it.
pub fn headers(kind: Kind, name: &str) -> [(&'static str, String); 5] {
    let policy = if kind == Kind::Pdf { PDF_POLICY } else { SANDBOX };
    [
        ("content-type", kind.mime().to_owned()),
        ("content-disposition", disposition(kind, name)),
        ("x-content-type-options", "nosniff".to_owned()),
        ("content-security-policy", policy.to_owned()),
        ("cross-origin-resource-policy", "same-origin".to_owned()),
    ]
}

/// Headers of a file that the house makes and no upload is: it is always saved.
pub fn attachment(mime: &'static str, name: &str) -> [(&'static str, String); 5] {
    [
        ("content-type", mime.to_owned()),
        ("content-disposition", named("attachment", name)),
        ("x-content-type-options", "nosniff".to_owned()),
        ("content-security-policy", SANDBOX.to_owned()),
        ("cross-origin-resource-policy", "same-origin".to_owned()),
    ]
}

fn disposition(kind: Kind, name: &str) -> String {
    named(if inline(kind) { "inline" } else { "attachment" }, name)
}

/// The name twice: in ASCII for the oldest programs, and as it is.
fn named(way: &str, name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_');
    let ascii: String = name.chars().map(|c| if plain(c) { c } else { '_' }).collect();
    let exact = utf8_percent_encode(name, ATTRIBUTE);
    format!("{way}; filename=\"{ascii}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(kind: Kind, name: &str, header: &str) -> String {
        let headers = headers(kind, name);
        headers.into_iter().find(|(n, _)| *n == header).unwrap().1
    }

    #[test]
    fn a_chinese_name_arrives_whole() {
        assert_eq!(
            value(Kind::Docx, "改善 前.docx", "content-disposition"),
            "attachment; filename=\"__ _.docx\"; \
             filename*=UTF-8''%E6%94%B9%E5%96%84%20%E5%89%8D.docx"
        );
    }

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let value = value(Kind::Jpeg, "a\"; x=y\r\nSet-Cookie: s.jpg", "content-disposition");
        assert_eq!(value.matches('"').count(), 2);
        assert!(!value.contains(['\r', '\n']));
    }

    #[test]
    fn only_photos_sound_pictures_and_pdf_are_shown_in_place() {
        for kind in Kind::ALL {
            let shown = value(kind, "x", "content-disposition").starts_with("inline;");
            let harmless = ["image/jpeg", "image/png", "application/pdf"].contains(&kind.mime())
                || kind.mime().starts_with("audio/")
                || kind.mime().starts_with("video/");
            assert_eq!(shown, harmless, "{kind:?}");
            assert_eq!(value(kind, "x", "x-content-type-options"), "nosniff");
            let policy = value(kind, "x", "content-security-policy");
            assert_eq!(policy.starts_with("sandbox"), kind != Kind::Pdf, "{kind:?}");
        }
    }
}
