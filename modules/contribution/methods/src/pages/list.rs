//! Methods: mine, my enterprise's, the named ones; and what waits for whoever deals with them.

use askama::Template;
use kernel::Role;
use kernel::lifecycle::Word;
use ui::Page;
use ui::parts::Choice;
use web::{Ctx, Fields, Reply, Routes};

use super::path;
use crate::model::Level;
use crate::panels::standing;
use crate::queries::{Asked, ListRow, Scope, find, waiting};

/// Rows of a page.
const PAGE: i64 = 20;
/// Longest search that is carried on, in characters.
const LONGEST: usize = 60;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/methods", index)
}

#[derive(Template)]
#[template(path = "methods.html")]
struct Index<'a> {
    page: Page<'a>,
    back: &'a str,
    bar: &'a str,
    waiting: Vec<Shown>,
    rows: Vec<Shown>,
    scopes: Vec<(String, String, bool)>,
    scope: Scope,
    text: String,
    levels: Vec<Choice<'a>>,
    previous: String,
    next: String,
    writes: bool,
    /// Whether the visitor sets the terms of a unit.
    sets: bool,
}

/// A row as it is read.
struct Shown {
    href: String,
    name: String,
    who: String,
    chip: (String, &'static str),
    flame: bool,
    /// That it is public or nominated now; empty otherwise.
    open: String,
    note: String,
}

async fn index(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let t = ctx.t();
    let fields = Fields::from_query(&ctx.visit.query);
    let writes = actor.place.enterprise.is_some();
    let sets = [Role::InnovationOfficer, Role::UnionOfficer].iter().any(|role| actor.has_somewhere(*role));
    let deals = actor.grants.iter().any(|grant| grant.role != Role::TeamLeader);
    let usual = match (writes, deals) {
        (false, _) => Scope::Named,
        (true, true) => Scope::Enterprise,
        (true, false) => Scope::Mine,
    };
    let asked = Asked {
        scope: Scope::from_word(fields.get("scope")).unwrap_or(usual),
        text: kernel::text::clean(fields.get("q")).trim().chars().take(LONGEST).collect(),
        level: Level::from_word(fields.get("level")),
        offset: fields.get("at").parse::<i64>().unwrap_or(0).clamp(0, 100_000),
        limit: PAGE + 1,
    };
    let wanted = asked.clone();
    let (mut rows, waits) =
        ctx.read(move |reader| Ok((find(reader, &actor, &wanted)?, waiting(reader, &actor)?))).await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let link = |at: i64| {
        let mut fields = fields.clone();
        fields.set("at", at.to_string());
        format!("/methods?{}", fields.to_query())
    };
    let scopes = Scope::ALL.iter().filter(|scope| writes || **scope == Scope::Named);
    let scopes = scopes.map(|scope| {
        (format!("/methods?scope={scope}"), t.get(&format!("method-scope-{scope}")).to_owned(), *scope == asked.scope)
    });
    let levels = Level::ALL.iter().map(|level| Choice {
        value: level.word().into(),
        label: t.get(&format!("method-level-{level}")).to_owned().into(),
        chosen: asked.level == Some(*level),
    });
    let shown = |row: &ListRow| Shown {
        href: path(row.id),
        name: row.name.clone(),
        who: format!("{} · {} · {}", row.person, row.enterprise, row.trade),
        chip: standing(t, row),
        flame: row.level.is_some(),
        open: row.open.map(|open| t.get(&format!("method-standing-{open}")).to_owned()).unwrap_or_default(),
        note: t
            .with2("method-row-note", ("serial", row.serial.as_str()), ("day", t.date(row.changed_at.millis())))
            .into_owned(),
    };
    ctx.show(&Index {
        page: ctx.page(t.get("method-title")),
        back: "/",
        bar: t.get("method-title"),
        waiting: waits.iter().map(shown).collect(),
        rows: rows.iter().map(shown).collect(),
        scopes: scopes.collect(),
        scope: asked.scope,
        levels: levels.collect(),
        previous: if asked.offset > 0 { link((asked.offset - PAGE).max(0)) } else { String::new() },
        next: if more { link(asked.offset + PAGE) } else { String::new() },
        text: asked.text,
        writes,
        sets,
    })
}
