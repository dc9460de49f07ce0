//! The two union trees: founding, moving and ending units, and reading them.
//!
//! A unit's path is its parent's path and its own number. Whoever changes the tree holds one lock, so
//! that a path always agrees with the parents; tables elsewhere that remember where something counted
//! keep their own copies, and moving a unit does not rewrite those.

use kernel::id::UnitId;
use kernel::{Error, Faults, Path, Reason, Result, Time, text};
use ledger::{Fact, Recorded, append, unchanged};
use serde_json::json;
use store::{Reader, Tx};

use crate::by::{By, administers};
use crate::model::{Unit, UnitKind};
use crate::store::units::{
    END_UNIT, HOLDINGS, INSERT_UNIT, NEXT_NUMBER, RECODE, RENAME, REPATH, REPATH_INDUSTRY, SET_INDUSTRY_PARENT,
    SET_PARENT, SIBLING, UNIT_BY_CODE,
};

mod reading;

pub use reading::{
    along, ancestors, by_code, census, children, children_after, children_before, children_like, many_children, place,
    roots, search_enterprises, subtree, unit,
};

/// The number of the lock under which the tree is changed.
const LOCK: i64 = 0x7EEE;
/// Longest full name of a unit in characters.
pub const NAME: usize = 60;
/// Longest short name of a unit in characters.
pub const SHORT_NAME: usize = 20;
/// Longest code of a unit in characters.
pub const CODE: usize = 20;
/// Digits of a county's code; a township's has more.
const COUNTY_CODE: usize = 6;

/// A unit to be founded.
#[derive(Clone, Debug)]
pub struct NewUnit {
    /// What it is.
    pub kind: UnitKind,
    /// Full name.
    pub name: String,
    /// Short name; empty to take the full one.
    pub short_name: String,
    /// Code of a union node. An enterprise and its parts take the code of where they lie.
    pub code: String,
    /// The node above; `None` for a root.
    pub parent: Option<UnitId>,
    /// The industrial union, for an enterprise that hangs there too.
    pub industry_parent: Option<UnitId>,
    /// What an enterprise does; empty for other units.
    pub industry: String,
}

/// Founds a unit.
///
/// # Errors
/// Denied to who does not administer the parent (and the industrial union); invalid by field;
/// refused under a parent of the wrong kind (`unit-does-not-fit`), under an ended one
/// (`unit-ended`), or with a name or code that is taken (`unit-name-taken`, `unit-code-taken`).
pub fn found(tx: &mut Tx<'_>, by: By<'_>, new: &NewUnit, now: Time) -> Result<Recorded<Unit>> {
    tx.lock(LOCK)?;
    let (name, short_name, own_code, industry) = checked(new)?;
    let parent = new.parent.map(|id| living(tx, id)).transpose()?;
    let union = new.industry_parent.map(|id| living(tx, id)).transpose()?;
    by.check(|actor| match &parent {
        Some(parent) => administers(actor, &parent.place()),
        None => kernel::Verdict::deny("identity-beyond-reach"),
    })?;
    if let Some(union) = &union {
        by.check(|actor| administers(actor, &union.place()))?;
    }
    if !new.kind.may_hang_under(parent.as_ref().map(|unit| unit.kind)) {
        return Err(Error::refused("unit-does-not-fit"));
    }
    if union.as_ref().is_some_and(|union| !may_hang_in_industry(new.kind, union)) {
        return Err(Error::refused("unit-does-not-fit"));
    }
    refuse_taken_name(tx, new.parent, &name)?;
    let code = if new.kind.is_union() { own_code } else { parent.as_ref().map_or(own_code, county_code) };
    if new.kind.is_union() && tx.find(&UNIT_BY_CODE, (&code,))?.is_some() {
        return Err(Error::refused("unit-code-taken"));
    }

    let id = UnitId::new(now);
    let (number,) = tx.one(&NEXT_NUMBER, ("unit",))?;
    let industry_above = match new.kind {
        UnitKind::Enterprise => union.as_ref().map(|union| &union.path),
        _ => parent.as_ref().and_then(|parent| parent.industry_path.as_ref()),
    };
    let unit = Unit {
        id,
        number,
        kind: new.kind,
        short_name: short_of(&name, short_name),
        name,
        code,
        parent: new.parent,
        industry_parent: new.industry_parent,
        path: parent.as_ref().map_or_else(|| Path::root(number), |parent| parent.path.child(number)),
        industry_path: industry_above.map(|path| path.child(number)),
        enterprise: match new.kind {
            UnitKind::Enterprise => Some(id),
            _ => parent.as_ref().and_then(|parent| parent.enterprise),
        },
        industry,
        ended_at: None,
    };
    tx.execute(&INSERT_UNIT, &unit)?;
    let fact = Fact::new("unit", id.any(), "founded", now).counted_at(&unit.place()).with(
        1,
        &json!({ "kind": unit.kind, "name": unit.name, "parent": unit.parent, "industry_parent": unit.industry_parent }),
    );
    Ok(append(tx, by.sign(fact))?.with(unit))
}

/// Gives a unit another name. What it was called stays in the ledger.
///
/// # Errors
/// Denied to who does not administer it; invalid by field (`name`, `short_name`); refused beside its
/// namesake (`unit-name-taken`) and for one that ended (`unit-ended`).
pub fn rename(tx: &mut Tx<'_>, by: By<'_>, unit: UnitId, name: &str, short_name: &str, now: Time) -> Result<Recorded> {
    tx.lock(LOCK)?;
    let unit = living(tx, unit)?;
    by.check(|actor| administers(actor, &unit.place()))?;
    let mut faults = Faults::none();
    let name = faults.take("name", text::line(name, NAME));
    let short_name = faults.take("short_name", text::optional_line(short_name, SHORT_NAME));
    faults.check()?;
    let short_name = short_of(&name, short_name);
    if (&name, &short_name) == (&unit.name, &unit.short_name) {
        return Ok(unchanged(()));
    }
    if name != unit.name {
        refuse_taken_name(tx, unit.parent, &name)?;
    }
    tx.settle(&RENAME, (&name, &short_name, unit.id))?;
    let fact = Fact::new("unit", unit.id.any(), "renamed", now)
        .counted_at(&unit.place())
        .with(1, &json!({ "from": [unit.name, unit.short_name], "to": [name, short_name] }));
    append(tx, by.sign(fact))
}

/// Moves an enterprise to another node, or a workshop or team inside its enterprise, with all below.
/// Union nodes do not move: when the state redraws a county, the new one is founded and the
/// enterprises move there.
///
/// # Errors
/// Denied to who does not administer both where it is and where it goes; refused where it does not
/// fit (`unit-does-not-fit`), below itself (`unit-below-itself`), or beside its namesake.
pub fn move_unit(tx: &mut Tx<'_>, by: By<'_>, unit: UnitId, parent: UnitId, now: Time) -> Result<Recorded> {
    tx.lock(LOCK)?;
    let (unit, parent) = (living(tx, unit)?, living(tx, parent)?);
    by.check(|actor| administers(actor, &unit.place()).and(|| administers(actor, &parent.place())))?;
    if unit.parent == Some(parent.id) {
        return Ok(unchanged(()));
    }
    if unit.path.covers(&parent.path) {
        return Err(Error::refused("unit-below-itself"));
    }
    let inside = unit.kind == UnitKind::Enterprise || unit.enterprise == parent.enterprise;
    if unit.kind.is_union() || !unit.kind.may_hang_under(Some(parent.kind)) || !inside {
        return Err(Error::refused("unit-does-not-fit"));
    }
    refuse_taken_name(tx, Some(parent.id), &unit.name)?;

    tx.settle(&SET_PARENT, (parent.id, unit.id))?;
    let new_path = parent.path.child(unit.number);
    if unit.kind == UnitKind::Enterprise {
        tx.execute(&RECODE, (county_code(&parent), &unit.path, unit.path.end()))?;
    } else {
        let hung = parent.industry_path.as_ref().map(|path| path.child(unit.number));
        tx.execute(&REPATH_INDUSTRY, (hung, &unit.path, unit.path.end()))?;
    }
    tx.execute(&REPATH, (new_path, &unit.path, unit.path.end()))?;
    moved(tx, by, unit.id, json!({ "tree": "regional", "from": unit.parent, "to": parent.id }), now)
}

/// Hangs an enterprise on an industrial union, or takes it out of that tree.
///
/// # Errors
/// Denied to who does not administer both; refused for anything but an enterprise and an industrial
/// union (`unit-does-not-fit`).
pub fn hang_in_industry(
    tx: &mut Tx<'_>,
    by: By<'_>,
    enterprise: UnitId,
    union: Option<UnitId>,
    now: Time,
) -> Result<Recorded> {
    tx.lock(LOCK)?;
    let unit = living(tx, enterprise)?;
    let union = union.map(|id| living(tx, id)).transpose()?;
    by.check(|actor| administers(actor, &unit.place()))?;
    if let Some(union) = &union {
        by.check(|actor| administers(actor, &union.place()))?;
    }
    if unit.kind != UnitKind::Enterprise || union.as_ref().is_some_and(|union| !may_hang_in_industry(unit.kind, union))
    {
        return Err(Error::refused("unit-does-not-fit"));
    }
    let to = union.as_ref().map(|union| union.id);
    if unit.industry_parent == to {
        return Ok(unchanged(()));
    }
    tx.settle(&SET_INDUSTRY_PARENT, (to, unit.id))?;
    let path = union.map(|union| union.path.child(unit.number));
    tx.execute(&REPATH_INDUSTRY, (path, &unit.path, unit.path.end()))?;
    moved(tx, by, unit.id, json!({ "tree": "industrial", "from": unit.industry_parent, "to": to }), now)
}

/// Ends a unit that is empty: no units below, no people, no roles.
///
/// # Errors
/// Denied to who does not administer it; refused while it holds anything (`unit-not-empty`, with how
/// many `units`, `people` and `grants`).
pub fn end(tx: &mut Tx<'_>, by: By<'_>, unit: UnitId, now: Time) -> Result<Recorded> {
    tx.lock(LOCK)?;
    let unit = living(tx, unit)?;
    by.check(|actor| administers(actor, &unit.place()))?;
    let holds = tx.one(&HOLDINGS, (unit.id, now))?;
    if holds.units + holds.people + holds.grants > 0 {
        let reason = Reason::new("unit-not-empty").with("units", holds.units).with("people", holds.people);
        return Err(Error::Refused(reason.with("grants", holds.grants)));
    }
    tx.settle(&END_UNIT, (now, unit.id))?;
    append(tx, by.sign(Fact::new("unit", unit.id.any(), "ended", now).counted_at(&unit.place())))
}

/// Holds the tree still until the end of the transaction.
pub(crate) fn lock(tx: &mut Tx<'_>) -> Result<()> {
    tx.lock(LOCK)
}

/// A child of `parent` with exactly this name.
pub(crate) fn child_named(reader: &Reader<'_>, parent: UnitId, name: &str) -> Result<Option<UnitId>> {
    Ok(reader.find(&SIBLING, (Some(parent), name))?.map(|(id,)| id))
}

fn checked(new: &NewUnit) -> Result<(String, String, String, String)> {
    let mut faults = Faults::none();
    let name = faults.take("name", text::line(&new.name, NAME));
    let short_name = faults.take("short_name", text::optional_line(&new.short_name, SHORT_NAME));
    let industry = faults.take("industry", text::optional_line(&new.industry, CODE));
    let code = if new.kind.is_union() { text::line(&new.code, CODE) } else { text::optional_line(&new.code, CODE) };
    let code = faults.take("code", code);
    faults.check()?;
    Ok((name, short_name, code, industry))
}

/// The short name: as typed, else as much of the full one as fits.
fn short_of(name: &str, typed: String) -> String {
    if typed.is_empty() { name.chars().take(SHORT_NAME).collect() } else { typed }
}

fn living(tx: &Tx<'_>, id: UnitId) -> Result<Unit> {
    let unit = unit(tx, id)?;
    if unit.ended_at.is_some() { Err(Error::refused("unit-ended")) } else { Ok(unit) }
}

fn refuse_taken_name(tx: &Tx<'_>, parent: Option<UnitId>, name: &str) -> Result<()> {
    match parent {
        Some(parent) if child_named(tx, parent, name)?.is_some() => Err(Error::refused("unit-name-taken")),
        _ => Ok(()),
    }
}

fn may_hang_in_industry(kind: UnitKind, union: &Unit) -> bool {
    kind == UnitKind::Enterprise && union.kind == UnitKind::IndustryUnion
}

/// The county's code where there is a county, else that of the higher node.
fn county_code(parent: &Unit) -> String {
    match parent.kind {
        UnitKind::Township => parent.code.chars().take(COUNTY_CODE).collect(),
        _ => parent.code.clone(),
    }
}

fn moved(tx: &mut Tx<'_>, by: By<'_>, unit: UnitId, what: serde_json::Value, now: Time) -> Result<Recorded> {
    let place = place(tx, unit)?;
    append(tx, by.sign(Fact::new("unit", unit.any(), "moved", now).counted_at(&place).with(1, &what)))
}
