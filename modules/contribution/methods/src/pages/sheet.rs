//! The method as one sheet to print and hang at the machine: steps and key points, nothing else.

use askama::Template;
use axum::extract::Path;
use ui::Page;
use web::{Ctx, Reply, Routes};

use super::{parse, path};
use crate::model::Method;
use crate::policy;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/methods/{method}/sheet", page)
}

#[derive(Template)]
#[template(path = "method-sheet.html")]
struct Sheet<'a> {
    page: Page<'a>,
    back: String,
    bar: &'a str,
    it: Method,
    unit: String,
    edition: String,
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id = parse(&id)?;
    let actor = ctx.actor()?.clone();
    let (it, unit) = ctx
        .read(move |reader| {
            let it = policy::find(reader, &actor, id)?.it;
            let unit = identity::tree::unit(reader, it.place.enterprise.unwrap_or(it.place.unit))?;
            Ok((it, unit.name))
        })
        .await?;
    let t = ctx.t();
    let edition = t.with2("method-sheet-foot", ("serial", it.serial.as_str()), ("n", it.edition)).into_owned();
    ctx.show(&Sheet {
        page: ctx.page(it.content.name.clone()),
        back: path(id),
        bar: t.get("method-sheet"),
        edition,
        it,
        unit,
    })
}
