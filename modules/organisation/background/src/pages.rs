//! The pages: what somebody asked for, and one work.

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderValue;
use jobs::long::{self, LongId};
use kernel::{Error, Result};
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Form, Reply, Routes};

use crate::shown::Shown;
use crate::{policy, rebuild};

/// The routes of the pages.
pub fn routes() -> Routes {
    Routes::new()
        .get("/background", list)
        .post("/background/rebuild", begin)
        .get("/background/{long}", show)
        .post("/background/{long}/cancellation", cancel)
}

/// The id in a path; what is none names nothing.
///
/// # Errors
/// Not found.
pub fn parse(id: &str) -> Result<LongId> {
    id.parse().map_err(|_| Error::NotFound)
}

#[derive(Template)]
#[template(path = "background/list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    works: Vec<Shown>,
    /// Whether whoever looks may count everything anew.
    rebuilds: bool,
    /// Whether figures are incomplete because a rebuild stands still.
    unfinished: bool,
}

async fn list(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let rebuilds = policy::may_rebuild(&actor).allowed();
    let (works, unfinished) = ctx
        .read(move |reader| {
            let works = if rebuilds { long::all(reader)? } else { long::of_person(reader, actor.person)? };
            Ok((works, stats::is_unfinished(reader)?))
        })
        .await?;
    let t = ctx.t();
    let running = works.iter().any(|work| !work.state.is_over());
    ctx.show(&ListPage {
        page: ctx.desk(t.get("nav-background")),
        works: works.iter().map(|work| Shown::of(t, work)).collect(),
        rebuilds,
        unfinished: unfinished && !running,
    })
}

#[derive(Template)]
#[template(path = "background/work.html")]
struct WorkPage<'a> {
    page: Page<'a>,
    it: Shown,
    /// Without script the page comes again by itself.
    again: bool,
}

async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (actor, id) = (ctx.actor()?.clone(), parse(&id)?);
    let long = ctx.read(move |reader| policy::find(reader, &actor, id)).await?;
    let it = Shown::of(ctx.t(), &long);
    let (again, title) = (!it.over, it.name.clone());
    let mut reply = ctx.show(&WorkPage { page: ctx.desk(title), it, again })?;
    // What asked every two seconds and finds the work over looks at the whole page once more.
    if ctx.visit.fragment && !again {
        reply.headers_mut().insert("hx-refresh", HeaderValue::from_static("true"));
    }
    Ok(reply)
}

async fn cancel(ctx: Ctx, Path(id): Path<String>, Form(_): Form) -> Reply {
    let (actor, id, now) = (ctx.actor()?.clone(), parse(&id)?, ctx.now);
    let to = format!("/background/{id}");
    let cancelled = ctx.keep(move |tx| {
        policy::find(tx, &actor, id)?;
        long::cancel(tx, id, now)
    });
    match cancelled.await {
        Ok(_) => Ok(ctx.lead_to(&to, Some((Tone::Wait, "flash-background-cancelled")))),
        // It was done, or as good as done, before the button was pressed: the page says so.
        Err(Error::Refused(_)) => Ok(ctx.lead_to(&to, Some((Tone::Wait, "flash-background-late")))),
        Err(error) => Err(error.into()),
    }
}

async fn begin(ctx: Ctx, Form(_): Form) -> Reply {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let long = ctx.keep(move |tx| rebuild::ask(tx, &actor, now)).await?;
    Ok(ctx.lead_to(&format!("/background/{}", long.id), None))
}
