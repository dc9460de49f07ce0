//! What happens around every request: who knocks, how errors look, which headers protect the page,
//! what is logged and counted. The one place that decides between fragment, page, redirect and JSON.

use std::net::SocketAddr;
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use kernel::{Error, Reason};
use ui::error::{ErrorPage, Fault};
use ui::{Page, T};

use crate::api::problem;
use crate::app::App;
use crate::ctx::{cookie_text, person_of};
use crate::fail::{Failed, status};
use crate::visit::{FLASH, VISITOR, Visit};

/// Scripts and styles only from here; inline style attributes only set custom properties.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'; manifest-src 'self'";

/// How long a device remembers how pages should look, in seconds.
pub const YEAR: i64 = 365 * 86_400;

/// The outermost layer.
pub async fn around(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let address = address(&app, &request);
    let visit = Visit::read(request.method(), request.uri(), request.headers(), address);
    let route = request.extensions().get::<MatchedPath>().map_or("unmatched", MatchedPath::as_str).to_owned();
    request.extensions_mut().insert(visit.clone());

    let mut response = next.run(request).await;
    if let Some(Failed(error)) = response.extensions_mut().remove::<Failed>() {
        response = rendered(&app, &visit, &route, &error).await;
    }
    dress(&app, &visit, &mut response);
    note(&visit, &route, response.status(), begun);
    response
}

/// Where a request comes from, as limits count it. Behind a proxy it is the last address that the
/// proxy itself has written; what stands before it anybody may have made up.
fn address(app: &App, request: &Request) -> String {
    let forwarded = request.headers().get_all("x-forwarded-for").iter().next_back();
    let told = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()).map(str::trim);
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    match told.filter(|told| app.config.behind_proxy && !told.is_empty()) {
        Some(told) => told.to_owned(),
        None => peer.map_or_else(|| "unknown".to_owned(), |ConnectInfo(peer)| peer.ip().to_string()),
    }
}

/// An error as this visitor should see it.
async fn rendered(app: &App, visit: &Visit, route: &str, error: &Error) -> Response {
    let code = status(error);
    if let Error::Broken(source) = error {
        tracing::error!(request = visit.request, route, error = %chain(source.as_ref()), "broken");
    }
    if visit.is_api() {
        return problem(app.t(visit.looks().locale), error, &visit.request);
    }
    if let Error::SignIn = error {
        return sign_in(visit);
    }
    if let Error::Denied(reason) = error
        && reason.key == "password-must-change"
    {
        return Redirect::to("/me/password").into_response();
    }
    let t = app.t(visit.looks().locale);
    let words = explained(t, error);
    if visit.fragment {
        // The page stands; one sentence is enough, and app.js shows it as an alert.
        return (code, [("hx-retarget", "#alerts"), ("hx-reswap", "innerHTML")], Html(escape(&words))).into_response();
    }
    let fault = match error {
        Error::NotFound | Error::SignIn => Fault::NotFound,
        Error::Denied(_) => Fault::Denied,
        Error::Refused(_) => Fault::Refused,
        Error::Overtaken => Fault::Overtaken,
        Error::Invalid(_) => Fault::Invalid,
        Error::Busy | Error::TooMany(_) => Fault::Busy,
        Error::Broken(_) => Fault::Broken,
    };
    let csrf = visit.csrf();
    let mut page = Page::new(t, &visit.path, &csrf, t.get(fault.title()));
    let looks = visit.looks();
    (page.theme, page.text) = (looks.theme, looks.text);
    page.person = person_of(app, visit).await;
    let reference = if matches!(error, Error::Broken(_)) { visit.request.as_str() } else { "" };
    let shown = ErrorPage { page, fault, reason: &words, reference };
    match askama::Template::render(&shown) {
        Ok(html) => (code, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the error page itself is broken");
            code.into_response()
        }
    }
}

/// To the sign-in page, and back afterwards. A form that was sent is not lost: its draft is kept.
fn sign_in(visit: &Visit) -> Response {
    let back = if visit.method == Method::GET { visit.path.as_str() } else { "/" };
    let query = if visit.query.is_empty() || back == "/" { String::new() } else { format!("?{}", visit.query) };
    let next = percent_encoding::utf8_percent_encode(&format!("{back}{query}"), percent_encoding::NON_ALPHANUMERIC)
        .to_string();
    let to = format!("/sign-in?next={next}");
    if visit.fragment {
        return (StatusCode::NO_CONTENT, [("hx-redirect", to)]).into_response();
    }
    Redirect::to(&to).into_response()
}

/// An error in a sentence of the visitor's language.
pub(crate) fn explained(t: T, error: &Error) -> String {
    match error {
        Error::Denied(reason) | Error::Refused(reason) => say(t, reason),
        Error::Invalid(faults) => faults.iter().map(|(_, reason)| say(t, reason)).collect::<Vec<_>>().join(" "),
        Error::TooMany(seconds) => t.with1("too-many", "minutes", seconds.div_ceil(60)).into_owned(),
        _ => String::new(),
    }
}

/// A reason in a sentence. Values that are themselves words (states, steps) are translated first.
pub fn say(t: T, reason: &Reason) -> String {
    let args: Vec<(&str, ui::i18n::Value<'_>)> = reason
        .args
        .iter()
        .map(|(name, value)| {
            let words = t.try_get(&format!("word-{value}")).unwrap_or(value);
            (*name, ui::i18n::Value::from(words))
        })
        .collect();
    t.with(reason.key, args).into_owned()
}

/// A notice in a sentence. A key that is gone, of an old notice, becomes a general line.
pub fn notice_text(t: T, key: &str, args: &notices::Args) -> String {
    let args: Vec<(&str, ui::i18n::Value<'_>)> = args
        .iter()
        .map(|(name, value)| {
            let value = match value {
                serde_json::Value::String(text) => {
                    ui::i18n::Value::from(t.try_get(&format!("word-{text}")).unwrap_or(text))
                }
                serde_json::Value::Number(number) => ui::i18n::Value::from(number.as_i64().unwrap_or_default()),
                other => ui::i18n::Value::from(other.to_string()),
            };
            (name.as_str(), value)
        })
        .collect();
    if t.knows(key) { t.with(key, args).into_owned() } else { t.get("notice-of-old").to_owned() }
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn dress(app: &App, visit: &Visit, response: &mut Response) {
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    put(header::CONTENT_SECURITY_POLICY, CSP);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "same-origin");
    put(HeaderName::from_static("permissions-policy"), "camera=(self), microphone=(self), geolocation=()");
    put(header::CACHE_CONTROL, "private, no-store");
    if let Ok(value) = HeaderValue::from_str(&visit.request) {
        headers.insert("x-request-id", value);
    }
    let page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    // What may be kept on the way is the same for everybody: it marks no browser.
    let shared = headers.get(header::CACHE_CONTROL).is_some_and(|kept| kept.as_bytes().starts_with(b"public"));
    if page && !shared && visit.visitor_is_new && visit.session.is_none() {
        let cookie = cookie_text(VISITOR, &visit.visitor, Some(86_400), app.config.insecure_cookies);
        headers.append(header::SET_COOKIE, cookie);
    }
    if page {
        remember(app, visit, response.headers_mut());
    }
    // A sentence is shown once: any page that was drawn with it takes it away.
    if visit.flash.is_some() && response.status() == StatusCode::OK {
        let gone = cookie_text(FLASH, "", Some(0), app.config.insecure_cookies);
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
}

/// What an account chose elsewhere, this device remembers too: for the pages before the next sign-in.
fn remember(app: &App, visit: &Visit, headers: &mut HeaderMap) {
    let Some(chosen) = visit.chosen.get() else { return };
    let differs = [
        ("lang", chosen.locale != visit.locale, chosen.locale.tag()),
        ("theme", chosen.theme != visit.theme, chosen.theme.as_str()),
        ("text", chosen.text != visit.text, chosen.text.as_str()),
    ];
    for (name, _, value) in differs.into_iter().filter(|(_, differs, _)| *differs) {
        let seconds = if value.is_empty() { 0 } else { YEAR };
        headers.append(header::SET_COOKIE, cookie_text(name, value, Some(seconds), app.config.insecure_cookies));
    }
}

/// Logs carry the route, never the path with its identifiers, and nothing about the person.
fn note(visit: &Visit, route: &str, code: StatusCode, begun: Instant) {
    let took = begun.elapsed();
    let labels =
        [("method", visit.method.to_string()), ("route", route.to_owned()), ("status", code.as_u16().to_string())];
    metrics::counter!("liaoyuan_http_requests_total", &labels).increment(1);
    metrics::histogram!("liaoyuan_http_seconds", "route" => route.to_owned()).record(took.as_secs_f64());
    tracing::debug!(
        request = visit.request,
        method = %visit.method,
        route,
        status = code.as_u16(),
        micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
}

fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        text.push_str(": ");
        text.push_str(&error.to_string());
        next = error.source();
    }
    text
}
