//! How far an administrator reaches, and what their pages are about: a node, or an organisation.

use std::collections::HashMap;

use identity::{Unit, UnitKind, administers, keeps_roster, tree};
use kernel::id::UnitId;
use kernel::{Actor, Error, Result, Role};
use store::Reader;
use ui::T;
use ui::nav::{Menu, NavItem};
use ui::parts::Choice;
use web::NavFor;

/// What stands in the main navigation of administrators, and of officers who keep a roster.
pub(crate) fn nav(who: &NavFor<'_>) -> Vec<NavItem> {
    let roster = NavItem { href: "/roster", label: "nav-roster", icon: "user", menu: Menu::House };
    if !who.actor.has_somewhere(Role::Administrator) {
        let whole = |grant: &kernel::Grant| Some(grant.unit) == grant.enterprise;
        let keeps = who.actor.nodes(Role::InnovationOfficer).any(whole);
        return if keeps { vec![roster] } else { Vec::new() };
    }
    vec![
        roster,
        NavItem { href: "/grants", label: "nav-grants", icon: "lock", menu: Menu::House },
        NavItem { href: "/units", label: "nav-units", icon: "spread", menu: Menu::House },
    ]
}

/// The node a page is about: the one asked for, or else the organisation the administrator works in, or
/// else the first node they administer.
///
/// # Errors
/// Not found; denied to who does not administer it.
pub(crate) fn node(reader: &Reader<'_>, actor: &Actor, asked: &str) -> Result<Unit> {
    let unit = if asked.is_empty() {
        let own = tree::unit(reader, actor.place.enterprise.unwrap_or(actor.place.unit))?;
        match actor.nodes(Role::Administrator).next() {
            Some(grant) if !administers(actor, &own.place()).allowed() => tree::unit(reader, grant.unit)?,
            _ => own,
        }
    } else {
        tree::unit(reader, asked.parse().map_err(|_| Error::NotFound)?)?
    };
    administers(actor, &unit.place()).check()?;
    Ok(unit)
}

/// The organisation whose people a page is about, found as [`node`] finds a node.
///
/// # Errors
/// Not found; denied to who does not administer all of it.
pub(crate) fn organisation(reader: &Reader<'_>, actor: &Actor, asked: &str) -> Result<Unit> {
    let unit = node(reader, actor, asked)?;
    if unit.employer() == unit.id {
        return Ok(unit);
    }
    let employer = tree::unit(reader, unit.employer())?;
    administers(actor, &employer.place()).check()?;
    Ok(employer)
}

/// The enterprise whose roster a page is about: for administrators found as [`organisation`] finds it, for an
/// innovation officer their own.
///
/// # Errors
/// Not found; denied to who does not keep it.
pub(crate) fn roster(reader: &Reader<'_>, actor: &Actor, asked: &str) -> Result<Unit> {
    if actor.has_somewhere(Role::Administrator) {
        return organisation(reader, actor, asked);
    }
    let unit = match asked {
        "" => tree::unit(reader, actor.place.enterprise.unwrap_or(actor.place.unit))?,
        asked => tree::unit(reader, asked.parse().map_err(|_| Error::NotFound)?)?,
    };
    keeps_roster(actor, &unit.place()).check()?;
    Ok(unit)
}

/// A node and its parts: all of an enterprise, of a union node only itself.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn parts(reader: &Reader<'_>, unit: &Unit) -> Result<Vec<Unit>> {
    if unit.kind.is_union() { Ok(vec![unit.clone()]) } else { tree::subtree(reader, unit) }
}

/// Units as a choice, parents before children.
pub(crate) fn choices(units: &[Unit], chosen: &str) -> Vec<Choice<'static>> {
    let labels = labels(units);
    let choice = |unit: &Unit| Choice {
        value: unit.id.to_string().into(),
        label: labels.get(&unit.id).cloned().unwrap_or_default().into(),
        chosen: unit.id.to_string() == chosen,
    };
    units.iter().map(choice).collect()
}

/// Names such as «机加工车间 / 甲班», by unit; the first one's own name is left out of the others.
pub(crate) fn labels(units: &[Unit]) -> HashMap<UnitId, String> {
    let root = units.first().map(|unit| unit.id);
    let mut labels: HashMap<UnitId, String> = HashMap::with_capacity(units.len());
    for unit in units {
        let above = unit.parent.filter(|parent| Some(*parent) != root).and_then(|parent| labels.get(&parent));
        let label = above.map_or_else(|| unit.short_name.clone(), |above| format!("{above} / {}", unit.short_name));
        labels.insert(unit.id, label);
    }
    labels
}

/// Enterprises by a part of their name, as far as the administrator reaches.
///
/// # Errors
/// Broken, when the database fails.
pub(crate) fn find(reader: &Reader<'_>, actor: &Actor, typed: &str) -> Result<Vec<Unit>> {
    let mut found = tree::search_enterprises(reader, typed)?;
    found.retain(|unit| administers(actor, &unit.place()).allowed());
    Ok(found)
}

/// Whether the administrator reaches more than one organisation.
pub(crate) fn wide(actor: &Actor) -> bool {
    actor.nodes(Role::Administrator).any(|grant| grant.enterprise.is_none())
}

/// What a unit is, in words.
pub(crate) fn kind(t: T, kind: UnitKind) -> &'static str {
    t.try_get(&format!("word-{kind}")).unwrap_or_default()
}
