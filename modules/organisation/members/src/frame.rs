//! What every page's frame leads to: how things look, and three honest pages about the house.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use identity::{Language, TextSize, Theme};
use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Error, Result};
use store::Tx;
use ui::Page;
use web::{Ctx, Form, Reply, Routes, YEAR};

use crate::sign_in::local;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().post("/display", display).get("/about/{name}", about)
}

/// Sets theme, text size or language, for this device and for the account.
async fn display(ctx: Ctx, Form(fields): Form) -> Reply {
    let mut response = ctx.lead_to(local(fields.get("back")), None);
    let mut theme = None;
    let mut text = None;
    let mut language = None;
    for name in ["theme", "text", "lang"] {
        if !fields.sent(name) {
            continue;
        }
        let value = fields.get(name);
        match name {
            "theme" => theme = Some(Theme::from_word(value).unwrap_or(Theme::Auto)),
            "text" => text = Some(TextSize::from_word(value).unwrap_or(TextSize::Normal)),
            _ => language = Some(Language::from_word(value).unwrap_or(Language::Zh)),
        }
        let known = ["", "light", "dark", "large", "larger", "zh-CN", "en"].contains(&value);
        let cookie = ctx.cookie(name, if known { value } else { "" }, Some(YEAR));
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    if let Some(session) = &ctx.session {
        let person = session.person;
        let theme = theme.unwrap_or(session.theme);
        let text = text.unwrap_or(session.text_size);
        let language = language.unwrap_or(session.locale);
        ctx.keep(move |tx| identity::people::prefer(tx, person, language, text, theme)).await?;
    }
    Ok(response)
}

/// Who signs in brings along what this device was told to look like, unless their account knows better.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn adopt(tx: &mut Tx<'_>, person: PersonId, device: &web::visit::Looks) -> Result<()> {
    let known = identity::people::person(tx, person)?;
    let told = |word: &'static str, otherwise| if word.is_empty() { otherwise } else { word };
    let theme = Theme::from_word(told(device.theme.as_str(), "auto")).filter(|_| known.theme == Theme::Auto);
    let text =
        TextSize::from_word(told(device.text.as_str(), "normal")).filter(|_| known.text_size == TextSize::Normal);
    let (theme, text) = (theme.unwrap_or(known.theme), text.unwrap_or(known.text_size));
    if (theme, text) == (known.theme, known.text_size) {
        return Ok(());
    }
    identity::people::prefer(tx, person, known.locale, text, theme)
}

#[derive(Template)]
#[template(path = "about.html")]
struct About<'a> {
    page: Page<'a>,
    /// Keys of the paragraphs, a heading before each.
    parts: Vec<(String, String)>,
}

/// Privacy, accessibility, source.
async fn about(ctx: Ctx, Path(name): Path<String>) -> Reply {
    let parts: &[&str] = match name.as_str() {
        "privacy" => &["what", "ledger", "rights", "logs"],
        "accessibility" => &["aim", "large", "tell"],
        "source" => &["code", "parts", "proof"],
        _ => return Err(Error::NotFound.into()),
    };
    let t = ctx.t();
    let keys = parts.iter().map(|part| {
        let key = format!("about-{name}-{part}");
        (t.get(&format!("{key}-title")).to_owned(), t.get(&key).to_owned())
    });
    let parts = keys.collect();
    let page = ctx.page(t.get(&format!("about-{name}")).to_owned());
    ctx.show(&About { page, parts })
}
