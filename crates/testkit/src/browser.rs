//! A browser without a screen: cookies, forms with their CSRF token, redirects followed by hand.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// Goes in by the front door.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    csrf: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Page {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text; empty when it is none.
    pub body: String,
    /// The body as bytes.
    pub bytes: bytes::Bytes,
}

impl Page {
    /// Where it leads, if it does.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.body))
    }

    /// The number that stands before these words; 0 where they do not stand.
    pub fn number_before(&self, words: &str) -> u32 {
        let Some(at) = self.body.find(words) else { return 0 };
        let text = self.body[..at].trim_end();
        text[text.trim_end_matches(|c: char| c.is_ascii_digit()).len()..].parse().unwrap_or(0)
    }

    /// The value of the first hidden or shown input of this name.
    pub fn value_of(&self, name: &str) -> Option<String> {
        let at = self.body.find(&format!("name=\"{name}\""))?;
        let start = self.body[..at].rfind('<')?;
        let tag = &self.body[start..start + self.body[start..].find('>')?];
        let (_, rest) = tag.split_once("value=\"")?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    }
}

impl Browser {
    /// A browser of nobody, for the house behind this router.
    pub fn new(router: Router) -> Browser {
        Browser { router, cookies: BTreeMap::new(), csrf: String::new() }
    }

    /// Sets a cookie, as a server would.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, &[], Vec::new()).await
    }

    /// Opens a page and everything it leads on to.
    pub async fn visit(&mut self, path: &str) -> Page {
        let mut page = self.get(path).await;
        for _ in 0..5 {
            if !(300..400).contains(&page.status) {
                break;
            }
            let next = page.location().to_owned();
            page = self.get(&next).await;
        }
        page
    }

    /// Sends a form with the token of the last page that had one.
    pub async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.learn_token().await;
        let mut all: Vec<(&str, &str)> = vec![("csrf", &self.csrf)];
        all.extend(fields);
        let body = serde_urlencoded::to_string(&all).expect("fields are texts");
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, &kind, body.into_bytes()).await
    }

    /// Sends a form with files: field, file name, type, bytes.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &str, &[u8])]) -> Page {
        self.learn_token().await;
        const BOUNDARY: &str = "----liaoyuan-test";
        let mut body = Vec::new();
        let csrf = self.csrf.clone();
        for (name, value) in [("csrf", csrf.as_str())].iter().chain(fields) {
            body.extend(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        for (field, name, kind, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, path, &[("content-type", &kind)], body).await
    }

    /// Calls the API with a token and a JSON body.
    pub async fn api(
        &mut self,
        method: &str,
        path: &str,
        token: &str,
        headers: &[(&str, &str)],
        body: Option<&serde_json::Value>,
    ) -> Page {
        let bearer = format!("Bearer {token}");
        let mut all = vec![("authorization", bearer.as_str()), ("content-type", "application/json")];
        all.extend(headers);
        let body = body.map(|body| body.to_string().into_bytes()).unwrap_or_default();
        self.send(method.parse().expect("a method"), path, &all, body).await
    }

    /// Sends any request with the cookies so far.
    pub async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder().method(method).uri(path);
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the router answers");
        self.keep(response.headers());
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let bytes = response.into_body().collect().await.expect("the body arrives").to_bytes();
        let body = String::from_utf8(bytes.to_vec()).unwrap_or_default();
        if let Some((_, rest)) = body.split_once("<meta name=\"csrf-token\" content=\"") {
            rest.split('"').next().unwrap_or_default().clone_into(&mut self.csrf);
        }
        Page { status, headers, body, bytes }
    }

    /// A form can be sent without having opened a page first: the test then fetches a token.
    async fn learn_token(&mut self) {
        if self.csrf.is_empty() {
            self.visit("/sign-in").await;
        }
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) else { continue };
            if value.is_empty() || cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
