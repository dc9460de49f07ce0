//! To whom figures are open: numbers travel up the trees, texts do not.

use kernel::{Actor, Place, Role, Verdict};

/// Roles to which figures are open, the widest first.
pub const READERS: [Role; 3] = [Role::UnionOfficer, Role::Auditor, Role::InnovationOfficer];

/// Whether somebody may see the figures of a place: union officers and auditors at or above it in either
/// tree, innovation officers in their enterprise.
pub fn may_count(actor: &Actor, place: &Place) -> Verdict {
    Verdict::when(READERS.iter().any(|role| actor.has(*role, place)), "node-officers-only")
}
