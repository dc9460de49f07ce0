//! Attaching a file: its bytes as they are, what it is called and shows in the query.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use kernel::{Error, Faults, Reason, text};
use web::{Ctx, Fields, Part, Reply};

use super::others::{unreadable, word};
use super::show::FileShown;
use super::steps::parsed;
use crate::actions::{self};
use crate::lifecycle::Step;
use crate::model::{PLACE, Purpose};
use crate::pages::attachments::take_in;
use crate::parts::FILES;
use crate::policy;
use web::api::{Api, Query};

/// Most bytes of a file, before its kind is known: the largest kind's limit.
const LIMIT: usize = 64 * 1024 * 1024;

/// Mounts it.
pub fn routes(api: Api) -> Api {
    let query = [
        Query::required::<String>("name", "The file's name, with its extension."),
        Query::new::<Purpose>("purpose", "What it shows; `other` unless said otherwise."),
        Query::new::<String>("caption", "What it shows, in words. Up to 60 characters."),
    ];
    api.bytes::<FileShown, _, _>(
        "/api/v1/suggestions/{id}/attachments",
        "Attaches a file. The body is its bytes. Attaching the same bytes for the same purpose twice is one act.",
        &query,
        attach,
    )
}

async fn attach(ctx: Ctx, Path(id): Path<String>, request: Request) -> Reply {
    let id = parsed(&id)?;
    let fields = Fields::from_query(&ctx.visit.query);
    let purpose = word::<Purpose>(&fields, "purpose")?.unwrap_or(Purpose::Other);
    let invalid = |field: &'static str| move |reason| Error::Invalid(Faults::one(field, reason));
    let caption = text::optional_line(fields.get("caption"), PLACE).map_err(invalid("caption"))?;
    if fields.get("name").is_empty() {
        return Err(unreadable("name").into());
    }
    let by = ctx.by(None)?;
    let asker = by.actor.clone();
    // Whether they may at all is asked before anything is read or stored.
    ctx.read(move |reader| policy::check(&asker, &policy::find(reader, &asker, id)?, Step::Attach).map(drop)).await?;

    let claimed = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let bytes: Bytes = axum::body::to_bytes(request.into_body(), LIMIT)
        .await
        .map_err(|_| invalid("body")(Reason::new("form-too-large").with("limit", LIMIT / 1024 / 1024)))?;
    let part = Part { field: "file".to_owned(), name: fields.get("name").to_owned(), claimed, bytes };
    let mut file = take_in(&ctx, id, purpose, part).await?.map_err(invalid("body"))?;
    file.caption = caption;
    let file = ctx
        .change(move |tx| {
            let mine = |row: &&crate::parts::FileRow| {
                row.digest == file.digest && row.purpose == file.purpose && row.by_person == Some(by.actor.person)
            };
            match tx.all(&FILES, (id,))?.iter().find(mine) {
                Some(before) => Ok(ledger::unchanged(before.clone())),
                None => Ok(actions::attach(tx, &by, id, &file)?.with(file.clone())),
            }
        })
        .await?;
    Ok((StatusCode::CREATED, Json(FileShown::from(file))).into_response())
}
