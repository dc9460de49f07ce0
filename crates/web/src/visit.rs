//! What a request says about its visitor before anything is looked up: cookies and headers.

use std::sync::{Arc, OnceLock};

use axum::http::{HeaderMap, Method, Uri, header};
use rand::RngExt;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use ui::Locale;
use ui::page::{TextSize, Theme};

/// The cookie of a signed-in session.
pub const SESSION: &str = "ly_session";
/// The cookie that ties a visitor's forms to their browser.
pub const VISITOR: &str = "ly_visitor";
/// The cookie with one sentence to show on the next page.
pub const FLASH: &str = "ly_flash";

/// How somebody's account wants pages to look, on whatever device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Looks {
    /// The language.
    pub locale: Locale,
    /// Light or dark.
    pub theme: Theme,
    /// Size of everything.
    pub text: TextSize,
}

/// Who knocks, as far as the request itself tells.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The session's secret, if there is one.
    pub session: Option<String>,
    /// A personal token of the API.
    pub bearer: Option<String>,
    /// A random mark of this browser, made when it came without one.
    pub visitor: String,
    /// Whether that mark is new and must be sent back.
    pub visitor_is_new: bool,
    /// The language: chosen, or preferred by the browser, else Chinese.
    pub locale: Locale,
    /// Light or dark.
    pub theme: Theme,
    /// Size of everything.
    pub text: TextSize,
    /// What the account of who is signed in chose, once that is looked up: it goes before the device.
    pub chosen: Arc<OnceLock<Looks>>,
    /// One sentence from the step before: a message key and its tone.
    pub flash: Option<(String, String)>,
    /// Method of the request.
    pub method: Method,
    /// Path of the request.
    pub path: String,
    /// Query of the request, without the question mark.
    pub query: String,
    /// Whether only a part of the page is wanted (htmx).
    pub fragment: bool,
    /// The address the request came from, as limits count it.
    pub address: String,
    /// What the browser calls itself, shortened, for the list of sessions.
    pub agent: String,
    /// The number under which this request is logged.
    pub request: String,
}

impl Visit {
    /// Reads the head of a request.
    pub fn read(method: &Method, uri: &Uri, headers: &HeaderMap, address: String) -> Visit {
        let cookie = |name: &str| cookie(headers, name);
        let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let visitor = cookie(VISITOR).filter(|mark| mark.len() == 32);
        Visit {
            session: cookie(SESSION),
            bearer: text(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned),
            visitor_is_new: visitor.is_none(),
            visitor: visitor.unwrap_or_else(|| hex::encode(rand::rng().random::<[u8; 16]>())),
            locale: Locale::choose(None, cookie("lang").as_deref(), text(header::ACCEPT_LANGUAGE)),
            theme: Theme::parse(&cookie("theme").unwrap_or_default()),
            text: TextSize::parse(&cookie("text").unwrap_or_default()),
            chosen: Arc::default(),
            flash: cookie(FLASH)
                .and_then(|value| value.split_once('.').map(|(tone, key)| (tone.to_owned(), key.to_owned()))),
            method: method.clone(),
            path: uri.path().to_owned(),
            query: uri.query().unwrap_or_default().to_owned(),
            fragment: headers.contains_key("hx-request"),
            address,
            agent: text(header::USER_AGENT).unwrap_or_default().chars().take(200).collect(),
            request: hex::encode(rand::rng().random::<[u8; 6]>()),
        }
    }

    /// How pages look: as the account says, else as this device does.
    pub fn looks(&self) -> Looks {
        let own = Looks { locale: self.locale, theme: self.theme, text: self.text };
        self.chosen.get().copied().unwrap_or(own)
    }

    /// The token each form of this visitor carries back. It is bound to the session, or to the
    /// browser's mark before sign-in, and cannot be computed from outside.
    pub fn csrf(&self) -> String {
        let secret = self.session.as_deref().unwrap_or(&self.visitor);
        let digest = Sha256::new().chain_update("csrf/").chain_update(secret).finalize();
        hex::encode(&digest[..16])
    }

    /// Whether a form's token is this visitor's.
    pub fn csrf_matches(&self, token: &str) -> bool {
        self.csrf().as_bytes().ct_eq(token.as_bytes()).into()
    }

    /// Whether the request belongs to the API.
    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, value)| *found == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}
