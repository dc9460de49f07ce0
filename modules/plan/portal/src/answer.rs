//! How the portal answers: anybody's page may be kept for a few seconds and asked for again at no cost; what is
//! somebody's own may not.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};
use ui::Locale;
use ui::page::TextSize;
use web::{Ctx, Fields, YEAR};

/// For how many seconds an answer may be kept by whoever is between. What becomes private is gone after that.
pub const KEPT: u32 = 10;

/// How anybody wishes to see the pages of the portal, told by the address. It is remembered by their device alone.
pub struct Wishes(Vec<HeaderValue>);

impl Wishes {
    /// Takes `lang` and `text` from the address into account. Who is signed in has settings for that.
    pub fn take(ctx: &mut Ctx) -> Wishes {
        if ctx.actor.is_some() {
            return Wishes(Vec::new());
        }
        let fields = Fields::from_query(&ctx.visit.query);
        let mut cookies = Vec::new();
        if let Some(locale) = Locale::parse(fields.get("lang")) {
            ctx.visit.locale = locale;
            cookies.push(ctx.cookie("lang", locale.tag(), Some(YEAR)));
        }
        if fields.sent("text") {
            let size = TextSize::parse(fields.get("text"));
            ctx.visit.text = size;
            let seconds = if size == TextSize::Normal { 0 } else { YEAR };
            cookies.push(ctx.cookie("text", size.as_str(), Some(seconds)));
        }
        Wishes(cookies)
    }

    /// Whether the page is the same for everybody who comes with the same cookies of display.
    fn is_shared(&self, ctx: &Ctx) -> bool {
        self.0.is_empty() && ctx.actor.is_none() && ctx.visit.session.is_none() && ctx.visit.flash.is_none()
    }
}

/// Answers with a page.
pub fn page(ctx: &Ctx, wishes: Wishes, asked: &HeaderMap, html: String) -> Response {
    let kind = "text/html; charset=utf-8";
    if wishes.is_shared(ctx) {
        return kept(asked, kind, html);
    }
    let mut response = ([(header::CONTENT_TYPE, kind)], html).into_response();
    for cookie in wishes.0 {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Answers with something that is the same for everybody, or says that it has not changed.
pub fn kept(asked: &HeaderMap, kind: &'static str, body: impl Into<Vec<u8>>) -> Response {
    let body = body.into();
    // Weak: the same words, however they are packed on the way.
    let tag = format!("W/\"{}\"", hex::encode(&Sha256::digest(&body)[..12]));
    let known = asked.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    let same = known.is_some_and(|tags| tags.split(',').any(|one| one.trim() == tag));
    let mut response = if same { StatusCode::NOT_MODIFIED.into_response() } else { body.into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let mut put = |name, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    };
    put(header::ETAG, tag);
    put(header::CACHE_CONTROL, format!("public, max-age={KEPT}"));
    put(header::VARY, "accept-language, cookie".to_owned());
    response
}
