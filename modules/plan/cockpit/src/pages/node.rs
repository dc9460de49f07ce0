//! The cockpit of one node.

mod parts;
mod view;

use askama::Template;
use axum::extract::Path;
use kernel::id::UnitId;
use ui::Page;
use web::{Ctx, Fields, Reply};

use crate::charts::{Line, Months, Tile};
use crate::figures::Meaning;
use crate::found::{COLUMNS, Dictionary, Found, HEADLINES, Row, find};
use crate::parts::{Asked, Parts};
use crate::span::Span;
use crate::traced::When;
use view::View;

/// A link with words.
pub(super) struct Link {
    pub words: String,
    pub href: String,
    pub here: bool,
}

/// Where a figure of a node is traced to what it comes from.
pub(super) fn fig_href(unit: UnitId, code: &str, when: When) -> String {
    format!("/cockpit/{unit}/figures/{code}?{}", when.query())
}

/// Looking for a part by its name: what was typed, and the time of the page.
pub(super) struct Search {
    pub typed: String,
    pub time: (String, String),
}

impl Search {
    pub(super) fn of(parts: &Parts, time: &str) -> Search {
        let (name, value) = time.split_once('=').unwrap_or_default();
        Search { typed: parts.name.clone(), time: (name.to_owned(), value.to_owned()) }
    }
}

/// A large figure with its years.
struct Headline {
    meaning: Meaning,
    value: String,
    href: String,
    change: String,
    slope: Option<Line>,
}

/// A row of the table of all figures.
struct Cell {
    meaning: Meaning,
    now: String,
    href: String,
    before: String,
    change: String,
}

/// A part of the node in the table.
struct Part {
    name: String,
    href: String,
    gone: bool,
    cells: Vec<String>,
    /// The bar of the first column, in per cent of the greatest.
    bar: i64,
}

/// Where things lie.
struct Standing {
    name: String,
    value: String,
    href: String,
}

/// A step of the way.
struct Step {
    name: &'static str,
    value: String,
    href: String,
    share: String,
    width: i64,
    colour: &'static str,
}

/// How many days something took, now and a year before, on a scale of 320.
struct Days {
    name: String,
    now: Option<(i64, String)>,
    before: Option<(i64, String)>,
    y: i64,
}

#[derive(Template)]
#[template(path = "cockpit/node.html")]
struct NodePage<'a> {
    page: Page<'a>,
    crumbs: Vec<Link>,
    name: &'a str,
    submitted: (String, String),
    adopted: (String, String),
    about: String,
    spans: Vec<Link>,
    nodes: Vec<Link>,
    headlines: Vec<Headline>,
    standing: Vec<Standing>,
    by_bearing: bool,
    tiles: Vec<Tile>,
    first_head: Link,
    heads: Vec<Link>,
    parts: Vec<Part>,
    many: usize,
    search: Search,
    /// Whether these are too many to set beside each other at once.
    large: bool,
    previous: String,
    next: String,
    months: Option<Months>,
    year: i32,
    way: Vec<Step>,
    days: Vec<Days>,
    axis: Vec<(i64, String)>,
    groups: Vec<(String, Vec<Cell>)>,
    compared: String,
    unions: Vec<Link>,
    details: String,
}

/// Shows it.
pub async fn page(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let (span, asked) = (Span::read(&fields, ctx.now), Asked::read(&fields, COLUMNS.len()));
    let (actor, app, now) = (ctx.actor()?.clone(), ctx.app.clone(), ctx.now);
    let found = ctx
        .read(move |reader| {
            let dictionary = Dictionary::of(app.indicators());
            find(reader, &actor, &unit, (span, &asked), &dictionary, &app.sources(), now)
        })
        .await?;
    let view = View { t: ctx.t(), span, found: &found, actor: ctx.actor()? };
    let (days, axis) = view.days();
    let (most, here) = (found.parts.most(), view.at(&found.unit));
    ctx.show(&NodePage {
        page: ctx.desk(found.unit.name.as_str()),
        crumbs: view.crumbs(),
        name: &found.unit.name,
        submitted: view.figure("suggestion.submitted"),
        adopted: view.figure("suggestion.adopted"),
        about: view.span.words(view.t),
        spans: view.spans(),
        nodes: found.held.iter().map(|unit| view.link(unit)).collect(),
        headlines: found.headlines().map(|row| view.headline(row)).collect(),
        standing: view.standing(),
        by_bearing: view.by_bearing(),
        tiles: view.tiles(),
        first_head: view.first_head(),
        heads: view.heads(),
        parts: found.parts.page().iter().map(|child| view.part(child, most)).collect(),
        many: found.parts.many,
        search: Search::of(&found.parts, &view.span.query()),
        large: found.parts.large,
        previous: found.parts.turned(&here, found.parts.previous),
        next: found.parts.turned(&here, found.parts.next),
        months: view.months(),
        year: span.year,
        way: view.way(),
        days,
        axis,
        groups: view.groups(),
        compared: view.compared(),
        unions: found.parts.unions.iter().map(|unit| view.link(unit)).collect(),
        details: format!("/nodes/{}?year={}", found.unit.id, span.year),
    })
}

impl Found {
    fn headlines(&self) -> impl Iterator<Item = &Row> {
        HEADLINES.iter().filter_map(|code| self.row(code))
    }
}
