//! What every page's frame leads to: how things look, and three honest pages about the house.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use identity::{Language, TextSize, Theme};
use kernel::Error;
use kernel::lifecycle::Word;
use ui::Page;
use web::{Ctx, Form, Reply, Routes};

use crate::sign_in::local;

/// A year: how long a device remembers how things should look.
const YEAR: i64 = 365 * 86_400;

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
