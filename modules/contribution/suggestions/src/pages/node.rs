//! A union officer's page for their node: counts by child and month, and the records behind each
//! figure. Numbers travel up; texts are shown only where the reader may see them.

mod ask;
mod bars;
mod records;
mod table;

use askama::Template;
use axum::extract::Path;
use identity::{Unit, UnitKind, tree};
use kernel::id::UnitId;
use kernel::{Actor, Error, Reason};
use store::Reader;
use ui::parts::Column;
use ui::{Page, T};
use web::{Ctx, Reply, Routes};

use crate::counts::{self, Counts, Figure, Period, ROLES, Table, counted, may_count};
use ask::Asked;
use bars::Bars;
use table::Child;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/nodes", first).get("/nodes/{unit}", node).get("/nodes/{unit}/records", records::records)
}

/// Leads to the first node one has.
async fn first(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?;
    let node = ROLES.iter().find_map(|role| actor.nodes(*role).next());
    let node = node.ok_or_else(|| Error::Denied(Reason::new("node-officers-only")))?;
    Ok(ctx.lead_to(&format!("/nodes/{}", node.unit), None))
}

/// A node above, with a way there for who may go.
struct Crumb {
    name: String,
    href: String,
}

/// A piece of the opening sentence: words, or a figure that opens its records.
struct Piece {
    words: String,
    href: String,
}

/// One large figure.
struct Headline {
    label: &'static str,
    value: String,
    note: String,
    href: String,
}

/// A link of a switch.
struct Choice {
    label: String,
    href: String,
    here: bool,
}

#[derive(Template)]
#[template(path = "node.html")]
struct NodePage<'a> {
    page: Page<'a>,
    crumbs: Vec<Crumb>,
    name: &'a str,
    lead: Vec<Piece>,
    more: Vec<Piece>,
    periods: Vec<Choice>,
    headlines: Vec<Headline>,
    bars: Option<Bars>,
    heads: Vec<Column<'a>>,
    children: Vec<Child>,
    /// How many there are.
    parts: usize,
    previous: String,
    next: String,
    unions: Vec<Crumb>,
    nodes: Vec<Choice>,
}

/// What the page reads.
struct Found {
    unit: Unit,
    above: Vec<Unit>,
    children: Vec<Unit>,
    held: Vec<Unit>,
    table: Table,
}

async fn node(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let asked = Asked::read(&ctx);
    let found = find(&ctx, unit, &asked).await?;
    let t = ctx.t();
    let total = found.table.total();
    let here = asked.at(&found.unit);
    let (unions, children) = split(&found);
    let last = children.len().saturating_sub(1);
    let at = asked.fields.get("at").parse::<usize>().unwrap_or(0).min(last) / table::PARTS * table::PARTS;
    let turn = |at: usize| format!("{here}&{}at={at}#h-children", asked.sorting());
    let page = NodePage {
        page: ctx.desk(found.unit.name.as_str()),
        crumbs: crumbs(ctx.actor()?, &found.above, &asked),
        name: &found.unit.name,
        lead: lead(t, &asked, &found.unit, &total),
        more: more(t, &asked, &found.unit, &total),
        periods: ask::periods(t, &here, asked.year.is_none().then_some(asked.period)),
        headlines: headlines(t, &asked, &found.unit, &total),
        bars: Bars::of(t, &asked, &found.unit, &found.table),
        heads: table::heads(t, &asked, &found.unit),
        children: table::rows(t, &asked, &found.unit, &children, &found.table, at),
        parts: children.len(),
        previous: if at > 0 { turn(at - table::PARTS) } else { String::new() },
        next: if at + table::PARTS < children.len() { turn(at + table::PARTS) } else { String::new() },
        unions,
        nodes: nodes(&found, &asked),
    };
    ctx.show(&page)
}

async fn find(ctx: &Ctx, unit: String, asked: &Asked) -> kernel::Result<Found> {
    let (actor, window, now) = (ctx.actor()?.clone(), asked.window.clone(), ctx.now);
    ctx.read(move |reader| {
        let unit = counted(reader, &actor, &unit)?;
        let held = ROLES.iter().flat_map(|role| actor.nodes(*role)).map(|grant| grant.unit);
        let table = counts::count(reader, &unit, &window, now)?;
        Ok(Found {
            above: tree::ancestors(reader, &unit)?,
            children: counts::children(reader, &unit, &table)?,
            held: units(reader, held)?,
            table,
            unit,
        })
    })
    .await
}

/// These units, each once; a person holds few roles.
fn units(reader: &Reader<'_>, ids: impl Iterator<Item = UnitId>) -> kernel::Result<Vec<Unit>> {
    let mut ids: Vec<UnitId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() < 2 {
        return Ok(Vec::new()); // nothing to switch between
    }
    ids.into_iter().map(|id| tree::unit(reader, id)).collect()
}

/// Industrial unions under a regional node cross its districts: their enterprises are counted there
/// already, so they stand beside the table, not in it.
fn split(found: &Found) -> (Vec<Crumb>, Vec<&Unit>) {
    let crosses = |child: &&Unit| {
        child.kind == UnitKind::IndustryUnion
            && found.unit.kind != UnitKind::IndustryUnion
            && found.table.child(&counts::path_of(&found.unit, child)) == Counts::default()
    };
    let (unions, children): (Vec<&Unit>, Vec<&Unit>) = found.children.iter().partition(crosses);
    let unions = unions.iter().map(|unit| Crumb { name: unit.name.clone(), href: format!("/nodes/{}", unit.id) });
    (unions.collect(), children)
}

/// The way down to the node; the nodes above one's own are named without a link.
fn crumbs(actor: &Actor, above: &[Unit], asked: &Asked) -> Vec<Crumb> {
    let above = above.iter().rev().skip(1).rev();
    above
        .map(|unit| Crumb {
            name: unit.short_name.clone(),
            href: if may_count(actor, &unit.place()).allowed() { asked.at(unit) } else { String::new() },
        })
        .collect()
}

fn nodes(found: &Found, asked: &Asked) -> Vec<Choice> {
    let choice =
        |unit: &Unit| Choice { label: unit.short_name.clone(), href: asked.at(unit), here: unit.id == found.unit.id };
    found.held.iter().map(choice).collect()
}

/// The sentence with the two numbers that matter.
fn lead(t: T, asked: &Asked, unit: &Unit, total: &Counts) -> Vec<Piece> {
    let figures = [
        (t.number(total.received), asked.records(unit, Figure::Received)),
        (rate(t, total, Figure::OnTime), asked.records(unit, Figure::OnTime)),
    ];
    let key = if total.received == 0 { "node-lead-none" } else { "node-lead" };
    pieces(t, key, &asked.words(t), figures)
}

/// What is under way.
fn more(t: T, asked: &Asked, unit: &Unit, total: &Counts) -> Vec<Piece> {
    let key = match (total.open, total.overdue) {
        (0, _) => "node-more-none",
        (_, 0) => "node-more-on-time",
        _ => "node-more",
    };
    let figures = [Figure::Open, Figure::Overdue].map(|of| (t.number(total.of(of)), asked.records(unit, of)));
    pieces(t, key, "", figures)
}

/// Cuts a sentence where its two figures stand, so that each can be a link in any language.
fn pieces(t: T, key: &str, period: &str, figures: [(String, String); 2]) -> Vec<Piece> {
    const MARKS: [&str; 2] = ["\u{1}", "\u{2}"];
    let args = [("period", period.into()), ("first", MARKS[0].into()), ("second", MARKS[1].into())];
    let sentence = t.with(key, args);
    let mut pieces = Vec::new();
    for part in sentence.split_inclusive(['\u{1}', '\u{2}']) {
        let mark = MARKS.iter().position(|mark| part.ends_with(mark));
        let words = part.trim_end_matches(['\u{1}', '\u{2}']).to_owned();
        pieces.push(Piece { words, href: String::new() });
        if let Some((words, href)) = mark.and_then(|at| figures.get(at).cloned()) {
            pieces.push(Piece { words, href });
        }
    }
    pieces
}

/// The message that names a period.
fn period_key(period: Period) -> &'static str {
    match period {
        Period::Twelve => "node-period-twelve",
        Period::Year => "node-period-year",
        Period::Month => "node-period-month",
    }
}

/// A rate; a dash where there is nothing to measure.
fn rate(t: T, counts: &Counts, figure: Figure) -> String {
    t.percent(counts.of(figure), counts.whole(figure).unwrap_or_default())
}

fn headlines(t: T, asked: &Asked, unit: &Unit, total: &Counts) -> Vec<Headline> {
    let received = Headline {
        label: "node-received",
        value: t.count(total.received),
        note: t.with1("node-answered-note", "n", t.number(total.answered)).into_owned(),
        href: asked.records(unit, Figure::Received),
    };
    let rates = [
        (Figure::OnTime, "node-on-time", "node-on-time-note"),
        (Figure::Adopted, "node-adopted", "node-adopted-note"),
        (Figure::Implemented, "node-implemented", "node-implemented-note"),
    ];
    let rates = rates.map(|(figure, label, note)| Headline {
        label,
        value: rate(t, total, figure),
        note: t
            .with2(
                note,
                ("n", t.number(total.of(figure))),
                ("whole", t.number(total.whole(figure).unwrap_or_default())),
            )
            .into_owned(),
        href: asked.records(unit, figure),
    });
    [received].into_iter().chain(rates).collect()
}
