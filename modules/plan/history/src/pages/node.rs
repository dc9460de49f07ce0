//! What a node has of past years: what was recorded and what was imported, side by side; and its imports.

use askama::Template;
use axum::extract::Path;
use kernel::{Error, Reason};
use stats::sight::READERS;
use stats::{Figure, Indicator, Node, Period, Unit as Measured};
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
    heading: String,
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
    let fields = Fields::from_query(&ctx.visit.query);
    let at: i64 = fields.get("page").parse().unwrap_or(0).clamp(0, 10_000);
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let dictionary: Vec<&'static Indicator> = ctx.app.indicators().collect();
    let asked = asked(&dictionary, &fields);
    let (unit, imports, reads, groups, mut brought, figure) = ctx
        .read(move |reader| {
            let (unit, imports, reads) = queries::node(reader, &actor, &unit)?;
            let groups = queries::figures(reader, &unit, &dictionary, now)?;
            let brought = if reads { queries::imports(reader, unit.id, at)? } else { Vec::new() };
            let figure = match asked {
                Some((it, time)) => stats::figures(reader, &Node::from(&unit), &[it], &[time])?.concat().pop(),
                None => None,
            };
            Ok((unit, imports, reads, groups, brought, figure))
        })
        .await?;
    let more = brought.len() as i64 > PAGE;
    brought.truncate(PAGE as usize);
    let (t, here) = (ctx.t(), format!("/history/{}", unit.id));
    let to = |at: i64| format!("{here}?page={at}#h-brought");
    ctx.show(&NodePage {
        page: ctx.desk(t.get("nav-history")),
        heading: match (asked, figure) {
            (Some((it, _)), Some(Figure::Number(number))) => {
                let number = told(t, it, number);
                t.with2("history-counted", ("name", t.get(&it.name_key())), ("n", number)).into_owned()
            }
            _ => t.get("nav-history").to_owned(),
        },
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

/// The figure and the time that somebody came from, so that the page says it once more.
fn asked(dictionary: &[&'static Indicator], fields: &Fields) -> Option<(&'static Indicator, Period)> {
    let it = dictionary.iter().find(|it| it.code.starts_with("history.") && it.code == fields.get("of"))?;
    let month = |name| fields.get(name).parse::<i32>().ok().filter(|month| (0..120_000).contains(month));
    let (from, until) = (month("from")?, month("until")?);
    // As long as a century: a longer time has more rows than a statement should name.
    (until - from <= 1200).then(|| (*it, Period::months(from, until)))
}

/// A number as its indicator is told.
fn told(t: T, it: &Indicator, number: i64) -> String {
    match it.unit {
        Measured::Fen => t.money(number),
        _ => t.number(number),
    }
}

fn table(t: T, group: &Group, unit: &identity::Unit, reads: bool) -> Table {
    let told = |number: i64| told(t, group.imported, number);
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
