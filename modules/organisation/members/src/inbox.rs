//! The inbox: what happened that concerns one, the newest first.

use askama::Template;
use axum::extract::Path;
use kernel::Error;
use notices::{NoticeId, NoticeRow, inbox};
use ui::Page;
use web::{Ctx, Fields, Form, Reply, Routes, notice_text};

/// Notices on one page.
const PAGE: u32 = 30;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/inbox", list).get("/inbox/{id}", open).post("/inbox/read", read_all)
}

#[derive(Template)]
#[template(path = "inbox.html")]
struct Inbox<'a> {
    page: Page<'a>,
    notices: Vec<Line>,
    next: String,
}

/// One notice in words.
struct Line {
    id: String,
    text: String,
    at: String,
    machine: String,
    fresh: bool,
    urgent: bool,
}

async fn list(ctx: Ctx) -> Reply {
    let person = ctx.actor()?.person;
    let before: Option<NoticeId> = Fields::from_query(&ctx.visit.query).get("before").parse().ok();
    let mut found = ctx.read(move |reader| inbox::inbox(reader, person, before, PAGE + 1)).await?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| more).map(|last| format!("/inbox?before={}", last.id)).unwrap_or_default();
    let t = ctx.t();
    let line = |notice: NoticeRow| Line {
        text: notice_text(t, &notice.key, &notice.args.0),
        at: t.stamp(notice.at.millis()),
        machine: t.machine_time(notice.at.millis()),
        fresh: notice.read_at.is_none(),
        urgent: notice.urgent,
        id: notice.id.to_string(),
    };
    let notices = found.into_iter().map(line).collect();
    ctx.show(&Inbox { page: ctx.page(t.get("inbox-title")), notices, next })
}

/// Opening a notice reads it and leads to what it is about.
async fn open(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (person, now) = (ctx.actor()?.person, ctx.now);
    let id: NoticeId = id.parse().map_err(|_| Error::NotFound)?;
    let href = ctx.keep(move |tx| inbox::mark_read(tx, person, id, now)).await?;
    Ok(ctx.lead_to(&href, None))
}

async fn read_all(ctx: Ctx, Form(_): Form) -> Reply {
    let (person, now) = (ctx.actor()?.person, ctx.now);
    ctx.keep(move |tx| inbox::mark_all_read(tx, person, now)).await?;
    Ok(ctx.lead_to("/inbox", None))
}
