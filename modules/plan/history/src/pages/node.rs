//! What a node has of past years: what was recorded and what was imported, side by side; and its imports.

use askama::Template;
use axum::extract::Path;
use kernel::{Error, Reason};
use stats::sight::READERS;
use stats::{Indicator, Period, Unit as Measured};
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes};

use crate::queries::{self, Group, PAGE};
use crate::shown::Brought;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/history", first).get("/history/{unit}", page)
}

/// Leads to the first node one has.
async fn first(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?;
    let node = READERS.iter().find_map(|role| actor.nodes(*role).next());
    let node = node.ok_or_else(|| Error::Denied(Reason::new("node-officers-only")))?;
    Ok(ctx.lead_to(&format!("/history/{}", node.unit), None))
}

/// A figure and where its records are.
struct Cell {
    text: String,
    href: String,
}

/// A year of a kind.
struct Line {
    year: i32,
    recorded: Cell,
    imported: Cell,
    both: String,
}

/// A kind.
struct Table {
    name: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "history/node.html")]
struct NodePage<'a> {
    page: Page<'a>,
    here: String,
    new: String,
    name: String,
    tables: Vec<Table>,
    imports: bool,
    reads: bool,
    /// A union node: rows that nodes below imported themselves are only counted here.
    above: bool,
    brought: Vec<Brought>,
    previous: String,
    next: String,
}

async fn page(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let at: i64 = Fields::from_query(&ctx.visit.query).get("page").parse().unwrap_or(0).clamp(0, 10_000);
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let dictionary: Vec<&'static Indicator> = ctx.app.indicators().collect();
    let (unit, imports, reads, groups, mut brought) = ctx
        .read(move |reader| {
            let (unit, imports, reads) = queries::node(reader, &actor, &unit)?;
            let groups = queries::figures(reader, &unit, &dictionary, now)?;
            let brought = if reads { queries::imports(reader, unit.id, at)? } else { Vec::new() };
            Ok((unit, imports, reads, groups, brought))
        })
        .await?;
    let more = brought.len() as i64 > PAGE;
    brought.truncate(PAGE as usize);
    let (t, here) = (ctx.t(), format!("/history/{}", unit.id));
    let to = |at: i64| format!("{here}?page={at}#h-brought");
    ctx.show(&NodePage {
        page: ctx.desk(t.get("nav-history")),
        tables: groups.iter().map(|group| table(t, group, &unit, reads)).collect(),
        imports,
        reads,
        above: unit.kind.is_union(),
        brought: brought.iter().map(|import| Brought::of(t, import)).collect(),
        previous: if at > 0 { to(at - 1) } else { String::new() },
        next: if more { to(at + 1) } else { String::new() },
        name: unit.name,
        new: format!("{here}/imports/new"),
        here,
    })
}

fn table(t: T, group: &Group, unit: &identity::Unit, reads: bool) -> Table {
    let told = |number: i64| match group.imported.unit {
        Measured::Fen => t.money(number),
        _ => t.number(number),
    };
    // Each kind but money has a list of its rows.
    let word = match group.imported.code {
        "history.suggestions" => "suggestion",
        "history.projects" => "project",
        "history.inventions" => "invention",
        "history.methods" => "method",
        _ => "",
    };
    let line = |year: &queries::Year| {
        let rows = format!("/history/{}/rows?kind={word}&year={}", unit.id, year.year);
        let records = (group.recorded.records)(unit.id, Period::year(year.year)).unwrap_or_default();
        Line {
            year: year.year,
            recorded: Cell {
                text: told(year.recorded),
                href: if year.recorded != 0 { records } else { String::new() },
            },
            imported: Cell {
                text: told(year.imported),
                href: if reads && year.imported != 0 { rows } else { String::new() },
            },
            both: told(year.recorded + year.imported),
        }
    };
    let name = if word.is_empty() {
        t.get("history-benefit").to_owned()
    } else {
        t.get(&format!("word-kind-{word}")).to_owned()
    };
    Table { name, lines: group.years.iter().map(line).collect() }
}
