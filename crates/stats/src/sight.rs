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

/// Who drafts what a node answers for: reports, plans.
pub const MAKERS: [Role; 2] = [Role::UnionOfficer, Role::InnovationOfficer];
/// Who answers for it by signing: the officers of a union node, and the head of an enterprise.
pub const SIGNERS: [Role; 2] = [Role::UnionOfficer, Role::Approver];
/// Who reads it from its draft on.
pub const HOME: [Role; 4] = [Role::UnionOfficer, Role::InnovationOfficer, Role::Approver, Role::Auditor];

/// Whether somebody holds one of these roles at this very node: what is theirs to draft, sign or send does not reach
/// down as reading does.
pub fn at(actor: &Actor, roles: &[Role], unit: UnitId) -> bool {
    actor.grants.iter().any(|grant| grant.unit == unit && roles.contains(&grant.role))
}

/// The nodes at which somebody holds one of these roles, each once.
pub fn nodes(actor: &Actor, roles: &[Role]) -> Vec<UnitId> {
    let held = actor.grants.iter().filter(|grant| roles.contains(&grant.role));
    let mut units: Vec<UnitId> = held.map(|grant| grant.unit).collect();
    units.sort_unstable();
    units.dedup();
    units
}

/// Whether a unit answers for figures of its own: a union, or a whole enterprise.
pub fn answers(unit: &Unit) -> bool {
    unit.kind.is_union() || unit.enterprise == Some(unit.id)
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
