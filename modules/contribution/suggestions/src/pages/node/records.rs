//! What lies behind a figure: the records one may read, and how many more there are, by child.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path as UrlPath;
use identity::{Unit, tree};
use jiff::civil::Date;
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Path, Place, Result, Time};
use store::{Filter, Reader, Value};
use ui::Page;
use web::{Ctx, Fields, Reply};

use super::ask::Asked;
use super::{Choice, Crumb, bars, crumbs};
use crate::counts::{self, Figure, Period, Window, counted};
use crate::model::SuggestionId;
use crate::queries::{LIST, ListRow, NEWEST, reasons, seen_of, visible};

/// Records of a page.
const PAGE: usize = 50;
/// Deepest page that is read.
const DEEPEST: usize = 2_000;
/// The depth of a county in the regional tree.
const COUNTY: usize = 2;

/// What is asked for.
struct Wanted {
    figure: Figure,
    child: String,
    window: Window,
    offset: usize,
    now: Time,
}

/// What the page reads.
struct Found {
    unit: Unit,
    above: Vec<Unit>,
    /// The child, when only one is asked for.
    child: Option<Unit>,
    /// How many there are, those that are not for this reader included.
    total: i64,
    /// How many there are of each child that has any: what to ask for, its name, the number.
    by_child: Vec<(String, String, i64)>,
    /// One more than a page, if there are more that the reader may read.
    rows: Vec<ListRow>,
}

/// A child with its number: texts are for those who may read them, numbers travel up.
struct Part {
    name: String,
    count: String,
    href: String,
}

#[derive(Template)]
#[template(path = "node-records.html")]
struct RecordsPage<'a> {
    page: Page<'a>,
    crumbs: Vec<Crumb>,
    name: &'a str,
    back: String,
    figure: &'static str,
    scope: String,
    heading: String,
    figures: Vec<Choice>,
    rows: &'a [ListRow],
    /// How many there are, where the reader finds none that they may read.
    hidden: String,
    by_child: Vec<Part>,
    previous: String,
    next: String,
}

/// `GET /nodes/{unit}/records`.
pub async fn records(ctx: Ctx, UrlPath(unit): UrlPath<String>) -> Reply {
    let asked = Asked::read(&ctx);
    let month: Option<Date> = format!("{}-01", asked.fields.get("month")).parse().ok();
    let wanted = Wanted {
        figure: counts::figure(asked.fields.get("figure")),
        child: asked.fields.get("child").to_owned(),
        window: month.and_then(|month| asked.window.only(month)).unwrap_or_else(|| asked.window.clone()),
        offset: asked.fields.get("from").parse().unwrap_or(0).min(DEEPEST),
        now: ctx.now,
    };
    let figure = wanted.figure;
    let (offset, alone) = (wanted.offset, month.filter(|month| asked.window.only(*month).is_some()));
    let actor = ctx.actor()?.clone();
    let found = ctx.read(move |reader| find(reader, &actor, &unit, &wanted)).await?;
    let t = ctx.t();
    let when = alone.map_or_else(|| asked.words(t), |month| bars::full(t, month));
    let place = match &found.child {
        Some(child) => child.name.as_str(),
        None if asked.fields.get("child") == "here" => t.get("node-itself"),
        None => found.unit.name.as_str(),
    };
    let turn = |to: usize| {
        let mut fields = asked.fields.clone();
        fields.set("from", to.to_string());
        format!("/nodes/{}/records?{}", found.unit.id, fields.to_query())
    };
    let further = found.rows.len() > PAGE && offset + PAGE < DEEPEST;
    let part = |(child, name, count): &(String, String, i64)| {
        let mut fields = asked.fields.clone();
        fields.set("child", child.as_str());
        fields.set("from", "0");
        Part {
            name: if name.is_empty() { t.get("node-itself").to_owned() } else { name.clone() },
            count: t.number(*count),
            href: format!("/nodes/{}/records?{}", found.unit.id, fields.to_query()),
        }
    };
    let title = t.get(key(figure));
    let shown = RecordsPage {
        page: ctx.desk(title),
        crumbs: crumbs(ctx.actor()?, &found.above, &asked),
        name: &found.unit.short_name,
        back: asked.at(&found.unit),
        figure: title,
        scope: t.with2("node-scope", ("place", place), ("when", when)).into_owned(),
        heading: t.with2("node-records-title", ("figure", title), ("n", t.number(found.total))).into_owned(),
        figures: figures(&asked.fields, &found.unit, figure, |figure| t.get(key(figure)).to_owned()),
        rows: found.rows.get(..PAGE).unwrap_or(&found.rows),
        hidden: if found.total > 0 {
            t.with1("node-hidden", "n", t.number(found.total)).into_owned()
        } else {
            String::new()
        },
        by_child: found.by_child.iter().map(part).collect(),
        previous: if offset > 0 { turn(offset.saturating_sub(PAGE)) } else { String::new() },
        next: if further { turn(offset + PAGE) } else { String::new() },
    };
    ctx.show(&shown)
}

/// The same place and time under each figure.
fn figures(fields: &Fields, unit: &Unit, here: Figure, label: impl Fn(Figure) -> String) -> Vec<Choice> {
    let choice = |figure: &Figure| {
        let kept = fields.pairs().filter(|(name, _)| matches!(*name, "child" | "month" | "year"));
        let period = Period::from_word(fields.get("period")).unwrap_or(Period::Twelve);
        let mut asked = Fields::from_pairs(kept.map(|(name, value)| (name.to_owned(), value.to_owned())));
        asked.set("figure", figure.word());
        asked.set("period", period.word());
        Choice {
            label: label(*figure),
            href: format!("/nodes/{}/records?{}", unit.id, asked.to_query()),
            here: *figure == here,
        }
    };
    Figure::ALL.iter().map(choice).collect()
}

/// Reads what lies behind the figure: a fixed number of statements.
fn find(reader: &Reader<'_>, actor: &Actor, unit: &str, wanted: &Wanted) -> Result<Found> {
    let unit = counted(reader, actor, unit)?;
    let above = tree::ancestors(reader, &unit)?;
    let table = counts::count(reader, &unit, &wanted.window, wanted.now)?;
    let children = counts::children(reader, &unit, &table)?;
    let here = wanted.child == "here";
    let child = match wanted.child.as_str() {
        "" | "here" => None,
        id => Some(children.iter().find(|child| child.id.to_string() == id).ok_or(Error::NotFound)?),
    };
    let below = child.map_or_else(|| unit.path.clone(), |child| counts::path_of(&unit, child));
    let place = child.map_or_else(|| unit.place(), Unit::place);
    let rows = page(reader, actor, (&unit, &place), &below, here, wanted)?;
    let known: HashMap<Path, &Unit> = children.iter().map(|child| (counts::path_of(&unit, child), child)).collect();
    let every = table.children().into_iter().filter(|path| match (here, child) {
        (true, _) => **path == unit.path,
        (false, Some(_)) => **path == below,
        (false, None) => true,
    });
    let mut by_child = Vec::new();
    let mut total = 0;
    for path in every {
        let count = table.child(path).of(wanted.figure);
        total += count;
        let child = known.get(path);
        if count > 0 && !(here || child.is_none() && *path != unit.path) {
            let id = child.map_or_else(|| "here".to_owned(), |child| child.id.to_string());
            by_child.push((id, child.map(|child| child.short_name.clone()).unwrap_or_default(), count));
        }
    }
    if child.is_some() || by_child.len() < 2 {
        by_child.clear();
    }
    Ok(Found { child: child.cloned(), total, by_child, rows, above, unit })
}

/// One page of those the actor may read, the newest first, and one more. Inside an enterprise, and below a county,
/// the place finds them; above, the newest of each reason to see them.
fn page(
    reader: &Reader<'_>,
    actor: &Actor,
    (unit, place): (&Unit, &Place),
    below: &Path,
    here: bool,
    wanted: &Wanted,
) -> Result<Vec<ListRow>> {
    let keep = |filter: &mut Filter<'_>| {
        counts::only(filter, wanted.figure, wanted.now);
        wanted.window.keep(filter);
    };
    if place.enterprise.is_none() && below.depth() <= COUNTY {
        let how = NEWEST.to(wanted.offset + PAGE + 1);
        let found = reasons(actor).newest(reader, how, |filter| {
            counts::below(filter, unit, below, here);
            keep(filter);
        })?;
        let ids: Vec<SuggestionId> = found.into_iter().skip(wanted.offset).map(|(id, _)| id).collect();
        return seen_of(reader, actor, &ids);
    }
    let mut filter = Filter::new();
    if let Some(enterprise) = place.enterprise {
        filter.and("s.enterprise = ?", [Value::Id(enterprise.uuid())]);
    }
    counts::below(&mut filter, unit, below, here);
    keep(&mut filter);
    visible(&mut filter, actor);
    let limits = [PAGE + 1, wanted.offset].map(|number| Value::Int(i64::try_from(number).unwrap_or(i64::MAX)));
    filter.tail("ORDER BY s.submitted_at DESC, s.id DESC LIMIT ? OFFSET ?", limits);
    reader.list(LIST, &filter)
}

/// The message that names a figure.
fn key(figure: Figure) -> &'static str {
    match figure {
        Figure::Received => "node-received",
        Figure::Answered => "node-answered",
        Figure::OnTime => "node-on-time",
        Figure::Adopted => "node-adopted",
        Figure::Implemented => "node-implemented",
        Figure::Open => "node-open",
        Figure::Unassigned => "node-unassigned",
        Figure::Overdue => "node-overdue",
    }
}
