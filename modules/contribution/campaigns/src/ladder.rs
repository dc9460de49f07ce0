//! The way up: from the enterprise through every level that nominates to the node that holds the edition, in
//! whichever of the two trees the node lies.

use identity::Unit;
use kernel::{Error, Path, Result};
use store::Reader;

use crate::model::{Edition, Entry};

/// The path of an entry in the tree of the edition's node.
fn path<'e>(edition: &Edition, entry: &'e Entry) -> Option<&'e Path> {
    let industry = entry.industry_path.as_ref().filter(|path| edition.path.covers(path));
    if edition.path.covers(&entry.path) { Some(&entry.path) } else { industry }
}

/// The nodes that nominate an entry, from its enterprise up, and at last the node of the edition, which checks it.
///
/// # Errors
/// Broken, when the database fails; not found, when the entry lies outside the scope.
pub fn ladder(reader: &Reader<'_>, edition: &Edition, entry: &Entry) -> Result<Vec<Unit>> {
    let path = path(edition, entry).ok_or(Error::NotFound)?;
    let node = identity::tree::unit(reader, edition.node)?;
    let home = identity::tree::unit(reader, entry.enterprise)?;
    let plan = edition.plan();
    let mut between: Vec<Unit> = identity::tree::along(reader, path)?
        .into_iter()
        .filter(|unit| unit.kind.is_union() && unit.id != node.id && edition.path.covers(&unit.path))
        .filter(|unit| plan.allowance(unit.kind).is_some())
        .collect();
    between.sort_by_key(|unit| std::cmp::Reverse(unit.path.depth()));
    let mut ladder = vec![home];
    ladder.extend(between);
    if ladder.iter().all(|unit| unit.id != node.id) {
        ladder.push(node);
    }
    Ok(ladder)
}

/// Who has the entry after the node that has it now; the node of the edition itself has nobody above.
///
/// # Errors
/// As [`ladder`].
pub fn next(reader: &Reader<'_>, edition: &Edition, entry: &Entry) -> Result<Option<Unit>> {
    let mut ladder = ladder(reader, edition, entry)?.into_iter();
    let at = entry.node.unwrap_or(entry.enterprise);
    let _below = ladder.by_ref().take_while(|unit| unit.id != at).count();
    Ok(ladder.next())
}
