//! The rules every part of the API keeps: problems (RFC 9457), cursors, idempotency keys; and how a module
//! declares its part, so that mounting a route and describing it are the same act.

mod describe;
mod shape;

pub use describe::{Api, For, Query};
pub use serde_json::{Map, Value, json};
pub use shape::{Object, Shape, Stamp};

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use kernel::id::PersonId;
use kernel::{Error, Result, Time};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use store::statements;
use ui::T;

use crate::app::App;
use crate::around::{explained, say};
use crate::ctx::Ctx;
use crate::fail::{Fail, Reply, status, word};
use crate::form::Fields;
use crate::visit::Visit;

/// Most bytes in a JSON body.
pub const BODY_LIMIT: usize = 1024 * 1024;
/// How long an answer is kept for a repeated request.
const KEPT: i64 = kernel::clock::DAY;

statements! {
    /// Takes the key for this request, unless it is taken.
    TAKE_KEY: (PersonId, String, Vec<u8>, Time) => () =
        "INSERT INTO api_answer (person, key, request, status, body, at) VALUES ($1, $2, $3, 0, '', $4) ON CONFLICT DO NOTHING";
    FIND_KEY: (PersonId, String) => (Vec<u8>, i64, String) =
        "SELECT request, status, body FROM api_answer WHERE person = $1 AND key = $2";
    KEEP_ANSWER: (PersonId, String, i64, String) => () =
        "UPDATE api_answer SET status = $3, body = $4 WHERE person = $1 AND key = $2";
    FREE_KEY: (PersonId, String) => () = "DELETE FROM api_answer WHERE person = $1 AND key = $2 AND status = 0";
    SWEEP_KEYS: (Time,) => () = "DELETE FROM api_answer WHERE at < $1";
}

/// An error as a problem document. The `type` is stable, the texts are in the caller's language.
pub(crate) fn problem(t: T, error: &Error, request: &str) -> Response {
    let code = status(error);
    let mut body = json!({
        "type": format!("urn:liaoyuan:problem:{}", word(error)),
        "title": t.get(&format!("problem-{}", word(error))),
        "status": code.as_u16(),
        "detail": explained(t, error),
        "instance": format!("urn:liaoyuan:request:{request}"),
    });
    match error {
        Error::Denied(reason) | Error::Refused(reason) => body["reason"] = json!(reason.key),
        Error::Invalid(faults) => {
            body["errors"] = faults
                .iter()
                .map(|(field, reason)| json!({ "field": field, "reason": reason.key, "detail": say(t, reason) }))
                .collect();
        }
        _ => {}
    }
    let mut response = (code, Json(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Error::TooMany(seconds) = error {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    if matches!(error, Error::SignIn) {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

/// How many items a `cursor` that counts leaves out.
///
/// # Errors
/// Invalid at `cursor`, when it is none this API gave.
pub fn skipped(asked: &Fields) -> Result<i64> {
    match asked.get("cursor") {
        "" => Ok(0),
        cursor => {
            let skip: i64 = cursor.parse().map_err(|_| Error::invalid("cursor", "form-unreadable"))?;
            Ok(skip.clamp(0, 1_000_000))
        }
    }
}

/// A page of a list: the items and where the next page begins.
#[derive(Debug, Serialize)]
pub struct Slice<T> {
    /// The items.
    pub items: Vec<T>,
    /// Pass it as `cursor` for what follows; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T> Slice<T> {
    /// A slice of rows of which one more than `most` was asked for after the first `skipped`.
    pub fn of<R>(rows: Vec<R>, most: i64, skipped: i64, shown: impl FnMut(R) -> T) -> Slice<T> {
        let next = (rows.len() as i64 > most).then(|| (skipped + most).to_string());
        Slice { items: rows.into_iter().take(usize::try_from(most).unwrap_or(0)).map(shown).collect(), next }
    }
}

/// A JSON body with its idempotency key, read whole.
pub struct Body<T> {
    /// What was sent.
    pub value: T,
    key: Option<String>,
    digest: Vec<u8>,
}

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Fail;

    async fn from_request(request: Request, _: &App) -> Reply<Body<T>> {
        // Who says nothing about themselves is asked that first, not told what is wrong with the body.
        if request.extensions().get::<Visit>().is_none_or(|visit| visit.bearer.is_none()) {
            return Err(Error::SignIn.into());
        }
        let key = request.headers().get("idempotency-key").map(|value| value.to_str().unwrap_or_default().to_owned());
        if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > 100) {
            return Err(Error::invalid("Idempotency-Key", "api-key-length").into());
        }
        let what = format!("{} {}\n", request.method(), request.uri());
        let body: Bytes = axum::body::to_bytes(request.into_body(), BODY_LIMIT)
            .await
            .map_err(|_| Error::invalid("body", "api-body-too-large"))?;
        let digest = Sha256::new().chain_update(what).chain_update(&body).finalize().to_vec();
        let bytes: &[u8] = if body.is_empty() { b"{}" } else { &body };
        let value = serde_json::from_slice(bytes).map_err(|error| {
            Error::Invalid(kernel::Faults::one(
                "body",
                kernel::Reason::new("api-body-unreadable").with("detail", error),
            ))
        })?;
        Ok(Body { value, key, digest })
    }
}

impl<T> Body<T> {
    /// Does the work once for each idempotency key, and answers a repeated request as before. A key
    /// used for another request, or for one that still runs, is refused.
    ///
    /// # Errors
    /// What the work ends with; then the key is free again.
    pub async fn once<F, W>(self, ctx: &Ctx, work: W) -> Reply
    where
        W: FnOnce(T) -> F,
        F: Future<Output = Result<serde_json::Value>>,
    {
        let person = ctx.actor()?.person;
        let (Some(key), now) = (self.key, ctx.now) else {
            return Ok(created(&work(self.value).await?));
        };
        let (taken, digest) = (key.clone(), self.digest);
        let before = ctx
            .keep(move |tx| {
                tx.execute(&SWEEP_KEYS, (now.plus_millis(-KEPT),))?;
                if tx.execute(&TAKE_KEY, (person, taken.as_str(), digest.as_slice(), now))? == 1 {
                    return Ok(None);
                }
                let (request, status, body) = tx.one(&FIND_KEY, (person, taken.as_str()))?;
                if request != digest {
                    return Err(Error::refused("api-key-other-request"));
                }
                if status == 0 { Err(Error::refused("api-key-running")) } else { Ok(Some(body)) }
            })
            .await?;
        if let Some(body) = before {
            let value = serde_json::from_str(&body).map_err(Error::broken)?;
            return Ok(created(&value));
        }
        match work(self.value).await {
            Ok(value) => {
                let body = value.to_string();
                ctx.keep(move |tx| tx.execute(&KEEP_ANSWER, (person, key.as_str(), 201_i64, body.as_str()))).await?;
                Ok(created(&value))
            }
            Err(error) => {
                ctx.keep(move |tx| tx.execute(&FREE_KEY, (person, key.as_str()))).await?;
                Err(error.into())
            }
        }
    }
}

fn created(value: &serde_json::Value) -> Response {
    (axum::http::StatusCode::CREATED, Json(value)).into_response()
}
