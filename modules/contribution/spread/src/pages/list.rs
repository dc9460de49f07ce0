//! Lists of adoptions: one's own two sides, and the records behind a figure of the map.

use askama::Template;
use identity::region;
use kernel::id::UnitId;
use kernel::{Result, Time};
use ui::Page;
use ui::parts::Choice;
use web::{Ctx, Fields, Reply, Routes};

use crate::queries::{Asked, Row, Side, list};

/// Rows of a page.
const PAGE: usize = 50;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/spread/adoptions", adoptions)
}

/// A line of the list.
struct Line {
    title: String,
    href: String,
    unit: String,
    city: String,
    origin: String,
    state: String,
    look: &'static str,
    asked: String,
    since: String,
    open: String,
}

#[derive(Template)]
#[template(path = "spread/list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    /// What the records are behind; empty for one's own.
    behind: String,
    sides: Vec<Choice<'a>>,
    lines: Vec<Line>,
    previous: String,
    next: String,
}

async fn adoptions(ctx: Ctx) -> Reply {
    let (actor, t) = (ctx.actor()?.clone(), ctx.t());
    let fields = Fields::from_query(&ctx.visit.query);
    let at = fields.get("at").parse::<usize>().unwrap_or(0).min(100_000);
    let asked = asked(&ctx, &fields).await?;
    let behind = asked.1;
    let asked = asked.0;
    let rows = ctx.read(move |reader| list(reader, &actor, &asked, at, PAGE + 1)).await?;
    let link = |at: usize| {
        let mut fields = fields.clone();
        fields.set("at", at.to_string());
        format!("/spread/adoptions?{}", fields.to_query())
    };
    let side = |value: &'static str, key: &'static str| Choice {
        value: value.into(),
        label: t.get(key).into(),
        chosen: fields.get("side") == value,
    };
    let title = if behind.is_empty() { "spread-list-title" } else { "spread-list-behind" };
    ctx.show(&ListPage {
        page: ctx.desk(t.get(title)),
        sides: vec![
            side("", "spread-side-both"),
            side("taking", "spread-side-taking"),
            side("giving", "spread-side-giving"),
        ],
        behind,
        previous: if at > 0 { link(at.saturating_sub(PAGE)) } else { String::new() },
        next: if rows.len() > PAGE { link(at + PAGE) } else { String::new() },
        lines: rows.into_iter().take(PAGE).map(|row| line(t, row)).collect(),
    })
}

/// What is asked for, and what a figure's records are called.
async fn asked(ctx: &Ctx, fields: &Fields) -> Result<(Asked, String)> {
    if let Ok(node) = fields.get("node").parse::<UnitId>() {
        let unit = ctx.read(move |reader| identity::tree::unit(reader, node)).await?;
        let day = |name: &str| fields.get(name).parse().map(Time::start_of).ok();
        let from = day("from").unwrap_or_default();
        let until = day("until").unwrap_or_else(|| ctx.now.plus_millis(kernel::clock::DAY));
        return Ok((Asked::Behind { node: unit.path, from, until }, region(&unit.name)));
    }
    let side = match fields.get("side") {
        "taking" => Some(Side::Taking),
        "giving" => Some(Side::Giving),
        _ => None,
    };
    Ok((Asked::Mine(side), String::new()))
}

fn line(t: ui::T, row: Row) -> Line {
    use crate::lifecycle::State;
    Line {
        title: if row.title.is_empty() { t.get("spread-work-hidden").to_owned() } else { row.title },
        href: row.work_href,
        unit: if row.unit.is_empty() {
            t.with1("spread-somebody", "city", row.city.as_str()).into_owned()
        } else {
            row.unit
        },
        city: row.city,
        origin: row.origin,
        state: t.get(&format!("word-{}", row.state)).to_owned(),
        look: match row.state {
            State::Wanted => "soon",
            State::Cleared | State::Trying => "live",
            _ => "bare",
        },
        asked: t.date(row.asked_at.millis()),
        since: row.since.map(|since| t.date(since.millis())).unwrap_or_default(),
        open: row.href,
    }
}
