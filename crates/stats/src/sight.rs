//! To whom figures are open: numbers travel up the trees, texts do not.

use identity::{Unit, tree};
use kernel::id::UnitId;
use kernel::{Actor, Error, Place, Result, Role, Verdict};
use store::Reader;

/// Roles to which figures are open, the widest first.
pub const READERS: [Role; 3] = [Role::UnionOfficer, Role::Auditor, Role::InnovationOfficer];

/// Whether somebody may see the figures of a place: union officers and auditors at or above it in either
/// tree, innovation officers in their enterprise.
pub fn may_count(actor: &Actor, place: &Place) -> Verdict {
    Verdict::when(READERS.iter().any(|role| actor.has(*role, place)), "node-officers-only")
}

/// The unit with this id as text, if the actor may see its figures.
///
/// # Errors
/// Not found; denied with the reason.
pub fn find(reader: &Reader<'_>, actor: &Actor, unit: &str) -> Result<Unit> {
    let unit: UnitId = unit.parse().map_err(|_| Error::NotFound)?;
    let unit = tree::unit(reader, unit)?;
    may_count(actor, &unit.place()).check()?;
    Ok(unit)
}
