//! From what was typed to what is done with a unit.

use identity::tree::{self, NewUnit};
use identity::{By, Unit, UnitKind};
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Reason, Result, Time};
use ledger::{Recorded, unchanged};
use store::Tx;
use web::Fields;

/// A unit to be founded below `parent`. Fields that mean nothing for its kind are left aside.
///
/// # Errors
/// What was not chosen. The texts are checked where it is founded.
pub(super) fn new_unit(fields: &Fields, parent: &Unit) -> Result<NewUnit, Faults> {
    let choose = |field: &str| Faults::one(field, Reason::new("choose-one"));
    let kind = UnitKind::from_word(fields.get("kind")).ok_or_else(|| choose("kind"))?;
    let enterprise = kind == UnitKind::Enterprise;
    let industry_parent = match fields.get("industry_parent") {
        "" => None,
        id => Some(id.parse().map_err(|_| choose("industry_parent"))?),
    };
    let only = |applies: bool, name: &str| if applies { fields.get(name).to_owned() } else { String::new() };
    Ok(NewUnit {
        kind,
        name: fields.get("name").to_owned(),
        short_name: fields.get("short_name").to_owned(),
        code: only(kind.is_union(), "code"),
        parent: Some(parent.id),
        industry_parent: industry_parent.filter(|_| enterprise),
        industry: only(enterprise, "industry"),
    })
}

/// Moves a unit to where the form says, in one tree or in both.
///
/// # Errors
/// Invalid (`parent`, `parent_code`, `industry_parent`), or what moving is refused for.
pub(super) fn place(tx: &mut Tx<'_>, by: By<'_>, unit: UnitId, fields: &Fields, now: Time) -> Result<Recorded> {
    let mut done = unchanged(());
    let union = union(fields)?;
    let parent = parent(tx, fields)?;
    if union.is_none() && parent.is_none() {
        return Err(Error::invalid("parent_code", "choose-one"));
    }
    if let Some(parent) = parent {
        done = done.and(tree::move_unit(tx, by, unit, parent, now)?);
    }
    if let Some(union) = union {
        done = done.and(tree::hang_in_industry(tx, by, unit, union, now)?);
    }
    Ok(done)
}

/// The industrial union to hang on, `Some(None)` to hang on none, `None` when the form does not say.
fn union(fields: &Fields) -> Result<Option<Option<UnitId>>> {
    if !fields.sent("industry_parent") {
        return Ok(None);
    }
    match fields.get("industry_parent") {
        "" => Ok(Some(None)),
        id => id.parse().map(|id| Some(Some(id))).map_err(|_| Error::invalid("industry_parent", "choose-one")),
    }
}

/// Where it goes: a part's new place is chosen, an enterprise's is told by the code of the union above it.
fn parent(tx: &Tx<'_>, fields: &Fields) -> Result<Option<UnitId>> {
    if !fields.get("parent").is_empty() {
        return fields.get("parent").parse().map(Some).map_err(|_| Error::invalid("parent", "choose-one"));
    }
    match fields.get("parent_code").trim() {
        "" => Ok(None),
        code => match tree::by_code(tx, code)? {
            Some(unit) => Ok(Some(unit.id)),
            None => Err(Error::invalid("parent_code", "unit-code-unknown")),
        },
    }
}
