//! Who sees which work, and who counts everything anew.

use jobs::long::{self, Long, LongId};
use kernel::{Actor, Error, Result, Role, Verdict};
use store::Reader;

/// Whether somebody keeps the whole installation: the administrators of a root node.
pub fn may_rebuild(actor: &Actor) -> Verdict {
    Verdict::when(actor.nodes(Role::Administrator).any(|grant| grant.path.depth() == 0), "background-root-only")
}

/// The work, for who asked and for those who keep the whole installation.
///
/// # Errors
/// Not found, whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: LongId) -> Result<Long> {
    let long = long::find(reader, id)?;
    let own = long.asked_by == Some(actor.person);
    if own || may_rebuild(actor).allowed() { Ok(long) } else { Err(Error::NotFound) }
}
