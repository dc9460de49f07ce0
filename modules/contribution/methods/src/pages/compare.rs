//! Two versions side by side.

use askama::Template;
use axum::extract::Path;
use kernel::Error;
use ui::Page;
use ui::parts::Choice;
use web::{Ctx, Fields, Reply, Routes};

use super::{parse, path};
use crate::compare::{Part, compare};
use crate::policy;
use crate::store::{VERSIONS, VersionRow};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/methods/{method}/versions", page)
}

#[derive(Template)]
#[template(path = "method-versions.html")]
struct Versions<'a> {
    page: Page<'a>,
    back: String,
    bar: &'a str,
    name: String,
    /// The versions, to choose the two sides from.
    choices: [Vec<Choice<'a>>; 2],
    /// Headings of the two sides, when there are two.
    sides: Option<[String; 2]>,
    parts: Vec<Part>,
    same: usize,
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id = parse(&id)?;
    let actor = ctx.actor()?.clone();
    let t = ctx.t();
    let (it, versions) =
        ctx.read(move |reader| Ok((policy::find(reader, &actor, id)?.it, reader.all(&VERSIONS, (id,))?))).await?;
    let Some(newest) = versions.last() else { return Err(Error::NotFound.into()) };
    let fields = Fields::from_query(&ctx.visit.query);
    let find = |name: &str| {
        let wanted = fields.get(name).parse::<i64>().ok()?;
        versions.iter().find(|version| version.edition == wanted)
    };
    let newer = find("newer").unwrap_or(newest);
    let older = find("older")
        .or_else(|| versions.iter().rev().find(|version| version.edition < newer.edition))
        .unwrap_or(newer);
    let choices = |chosen: &VersionRow| {
        let choice = |version: &VersionRow| Choice {
            value: version.edition.to_string().into(),
            label: t.with1("method-edition", "n", version.edition).into_owned().into(),
            chosen: version.edition == chosen.edition,
        };
        versions.iter().map(choice).collect::<Vec<_>>()
    };
    let heading = |version: &VersionRow| {
        let edition = t.with1("method-edition", "n", version.edition);
        let note = if version.note.is_empty() { String::new() } else { format!("：{}", version.note) };
        format!("{edition}（{}，{}）{note}", t.date(version.at.millis()), version.by_name)
    };
    let parts = compare(&older.content.0, &newer.content.0);
    let (changed, same): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(|part| !part.same());
    ctx.show(&Versions {
        page: ctx.page(t.get("method-versions")),
        back: path(id),
        bar: t.get("method-versions"),
        name: it.content.name,
        choices: [choices(older), choices(newer)],
        sides: (older.edition != newer.edition).then(|| [heading(older), heading(newer)]),
        parts: changed,
        same: same.len(),
    })
}
