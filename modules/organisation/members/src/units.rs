//! The trees, as far as an administrator reaches: what there is, founding, renaming, moving, ending.

mod commands;

use askama::Template;
use axum::extract::Path;
use identity::{By, Unit, UnitKind, administers, people, tree};
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Faults, Result};
use store::{Filter, Reader, Value};
use ui::Page;
use ui::page::Tone;
use ui::parts::Choice;
use web::{Ctx, Fields, Form, Reply, Routes};

use crate::forms::{Errors, confirmed, refusal_at};
use crate::reach;

/// Most industrial unions offered in a choice.
const UNIONS: i64 = 200;

/// The routes of this file.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/units", first)
        .get("/units/{unit}", show)
        .post("/units/{unit}", found)
        .post("/units/{unit}/name", rename)
        .post("/units/{unit}/place", place)
        .post("/units/{unit}/end", end)
}

/// A unit in the list of what lies below.
struct Below {
    href: String,
    name: String,
    kind: &'static str,
    /// How deep below the page's unit, from 1.
    depth: usize,
}

/// A unit above, with a link if the administrator reaches it.
struct Above {
    href: String,
    name: String,
}

#[derive(Template)]
#[template(path = "units.html")]
struct Shown<'a> {
    page: Page<'a>,
    unit: Unit,
    kind: &'static str,
    above: Vec<Above>,
    below: Vec<Below>,
    people: i64,
    /// What can be founded here.
    kinds: Vec<Choice<'static>>,
    unions: Vec<Choice<'static>>,
    /// Where a part may move to; an enterprise moves by the code of its new node.
    parents: Vec<Choice<'static>>,
    /// What it is to be called: what it is called, until something else was typed.
    new_name: String,
    new_short: String,
    fields: Fields,
    errors: Errors,
    find: String,
    others: Vec<Unit>,
    wide: bool,
}

/// What the page reads.
struct Found {
    unit: Unit,
    /// From the root, each with whether the administrator reaches it.
    above: Vec<(Unit, bool)>,
    below: Vec<Unit>,
    people: i64,
    unions: Vec<Unit>,
    /// All of the enterprise a part lies in.
    parts: Vec<Unit>,
}

fn look(reader: &Reader<'_>, actor: &Actor, id: &str) -> Result<Found> {
    let unit = reach::node(reader, actor, id)?;
    let above = tree::ancestors(reader, &unit)?.into_iter().filter(|one| one.id != unit.id);
    let reached = |one: Unit| {
        let mine = administers(actor, &one.place()).allowed();
        (one, mine)
    };
    let above = above.map(reached).collect();
    let mut below = if unit.kind.is_union() { tree::children(reader, &unit)? } else { tree::subtree(reader, &unit)? };
    below.retain(|one| one.id != unit.id);
    let parts = match unit.enterprise.filter(|_| unit.kind.is_part()) {
        Some(enterprise) => tree::subtree(reader, &tree::unit(reader, enterprise)?)?,
        None => Vec::new(),
    };
    let unions = if unit.kind.is_part() { Vec::new() } else { industrial_unions(reader, actor)? };
    Ok(Found { people: people::count(reader, &unit.path)?, above, below, unions, parts, unit })
}

/// The industrial unions that the administrator reaches.
fn industrial_unions(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<Unit>> {
    let mut filter = Filter::new();
    filter.and("u.kind = 'industry_union' AND u.ended_at IS NULL", []);
    filter.tail("ORDER BY u.path LIMIT ?", [Value::Int(UNIONS)]);
    let mut unions: Vec<Unit> = reader.list(identity::store::units::UNITS_WHERE, &filter)?;
    unions.retain(|unit| administers(actor, &unit.place()).allowed());
    Ok(unions)
}

async fn find(ctx: &Ctx, id: &str) -> Result<Found> {
    let (actor, id) = (ctx.actor()?.clone(), id.to_owned());
    ctx.read(move |reader| look(reader, &actor, &id)).await
}

fn shown<'a>(ctx: &'a Ctx, found: Found, fields: Fields, faults: &Faults) -> Shown<'a> {
    let t = ctx.t();
    let unit = found.unit;
    let kind = |kind: &UnitKind| Choice {
        value: kind.word().into(),
        label: reach::kind(t, *kind).into(),
        chosen: fields.get("kind") == kind.word(),
    };
    let depth = unit.path.ancestors().count();
    let below = |one: &Unit| Below {
        href: format!("/units/{}", one.id),
        name: one.name.clone(),
        kind: reach::kind(t, one.kind),
        depth: if unit.kind.is_union() { 1 } else { one.path.ancestors().count().saturating_sub(depth).max(1) },
    };
    let above = |(one, mine): &(Unit, bool)| Above {
        href: if *mine { format!("/units/{}", one.id) } else { String::new() },
        name: one.short_name.clone(),
    };
    let hangs = unit.industry_parent.map(|id| id.to_string()).unwrap_or_default();
    let union = if fields.sent("industry_parent") { fields.get("industry_parent").to_owned() } else { hangs };
    let takes = |one: &&Unit| unit.kind.may_hang_under(Some(one.kind)) && !unit.path.covers(&one.path);
    let parents: Vec<Unit> = found.parts.iter().filter(takes).cloned().collect();
    let parent = unit.parent.map(|id| id.to_string()).unwrap_or_default();
    Shown {
        page: ctx.desk(unit.name.clone()),
        kind: reach::kind(t, unit.kind),
        above: found.above.iter().map(above).collect(),
        below: found.below.iter().map(below).collect(),
        people: found.people,
        kinds: UnitKind::ALL.iter().filter(|kind| kind.may_hang_under(Some(unit.kind))).map(kind).collect(),
        unions: reach::choices(&found.unions, &union),
        parents: reach::choices(&parents, &parent),
        errors: Errors::new(t, faults),
        new_name: if fields.sent("new_name") { fields.get("new_name").to_owned() } else { unit.name.clone() },
        new_short: if fields.sent("new_short") { fields.get("new_short").to_owned() } else { unit.short_name.clone() },
        wide: ctx.actor.as_ref().is_some_and(reach::wide),
        find: String::new(),
        others: Vec::new(),
        fields,
        unit,
    }
}

/// The page of the node that the administrator works at, of the one asked for, or what a search found.
async fn first(ctx: Ctx) -> Reply {
    let asked = Fields::from_query(&ctx.visit.query);
    let found = find(&ctx, asked.get("unit")).await?;
    let (actor, typed) = (ctx.actor()?.clone(), asked.get("find").to_owned());
    if typed.is_empty() {
        return Ok(ctx.lead_to(&format!("/units/{}", found.unit.id), None));
    }
    let others = ctx.read(move |reader| reach::find(reader, &actor, &typed)).await?;
    let find = asked.get("find").to_owned();
    ctx.show(&Shown { find, others, ..shown(&ctx, found, Fields::default(), &Faults::none()) })
}

async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let found = find(&ctx, &id).await?;
    ctx.show(&shown(&ctx, found, Fields::default(), &Faults::none()))
}

/// Founds a unit below.
async fn found(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let found = find(&ctx, &id).await?;
    let (now, actor) = (ctx.now, ctx.actor()?.clone());
    let founded = match commands::new_unit(&fields, &found.unit) {
        Ok(new) => ctx.change(move |tx| tree::found(tx, By::Person(&actor), &new, now)).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match founded {
        Ok(_) => Ok(ctx.lead_to(&format!("/units/{id}"), Some((Tone::Good, "flash-unit-founded")))),
        Err(error) => {
            let faults = refusal_at("found", error)?;
            ctx.show_again(&shown(&ctx, found, fields, &faults))
        }
    }
}

/// Gives a unit another name. Its fields have names of their own: the page founds units too.
async fn rename(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let found = find(&ctx, &id).await?;
    let (unit, now, actor) = (found.unit.id, ctx.now, ctx.actor()?.clone());
    let typed = ["new_name", "new_short"].map(|name| fields.get(name).to_owned());
    let renamed = ctx
        .change(move |tx| {
            let [name, short_name] = &typed;
            tree::rename(tx, By::Person(&actor), unit, name, short_name, now)
        })
        .await;
    match renamed {
        Ok(()) => Ok(ctx.lead_to(&format!("/units/{id}"), Some((Tone::Good, "flash-unit-renamed")))),
        Err(error) => {
            let faults = refusal_at("rename", error)?;
            let own = |field: &str| match field {
                "name" => "new_name",
                "short_name" => "new_short",
                _ => "rename",
            };
            let mut at = Faults::none();
            for (field, reason) in faults.iter() {
                at.add(own(field), reason.clone());
            }
            ctx.show_again(&shown(&ctx, found, fields, &at))
        }
    }
}

/// Moves a part inside its enterprise, or an enterprise in either tree.
async fn place(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let found = find(&ctx, &id).await?;
    let (unit, now, actor) = (found.unit.id, ctx.now, ctx.actor()?.clone());
    let typed = fields.clone();
    match ctx.change(move |tx| commands::place(tx, By::Person(&actor), unit, &typed, now)).await {
        Ok(()) => Ok(ctx.lead_to(&format!("/units/{id}"), Some((Tone::Good, "flash-unit-moved")))),
        Err(error) => {
            let faults = refusal_at("place", error)?;
            ctx.show_again(&shown(&ctx, found, fields, &faults))
        }
    }
}

/// Ends a unit that is empty.
async fn end(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let found = find(&ctx, &id).await?;
    let (unit, now, actor) = (found.unit.id, ctx.now, ctx.actor()?.clone());
    confirmed(&fields)?;
    match ctx.change(move |tx| tree::end(tx, By::Person(&actor), unit, now)).await {
        Ok(()) => {
            let up = found.above.last().filter(|(_, mine)| *mine);
            let up = up.map_or_else(|| "/units".to_owned(), |(unit, _)| format!("/units/{}", unit.id));
            Ok(ctx.lead_to(&up, Some((Tone::Plain, "flash-unit-ended"))))
        }
        Err(error) => {
            let faults = refusal_at("end", error)?;
            ctx.show_again(&shown(&ctx, found, Fields::default(), &faults))
        }
    }
}
