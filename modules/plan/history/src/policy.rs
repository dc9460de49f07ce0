//! Who imports, and who reads what was imported.

use identity::{Unit, UnitKind};
use kernel::id::UnitId;
use kernel::{Actor, Error, Result, Role, Verdict};
use stats::sight::{HOME, at};
use store::Reader;

use crate::model::{Entry, Import, ImportId, RowId, Upload, UploadId};
use crate::store::{ENTRY, IMPORT, NAMES, UPLOAD};

/// Whether somebody may import for a node: the union officer of a union node, the innovation officer of an enterprise;
/// those at the node itself, who have its old ledger.
pub fn may_import(actor: &Actor, unit: &Unit) -> Verdict {
    let role = if unit.kind.is_union() { Role::UnionOfficer } else { Role::InnovationOfficer };
    let fits = unit.kind.is_union() || unit.kind == UnitKind::Enterprise;
    Verdict::when(fits && actor.nodes(role).any(|grant| grant.unit == unit.id), "history-importers-only")
}

/// Whether somebody may read the rows that a node imported, and those of it. Numbers travel up, texts do not: above the
/// node that imported them, rows are only counted.
pub fn may_read(actor: &Actor, unit: UnitId) -> bool {
    at(actor, &HOME, unit)
}

/// The import, for those of its node.
///
/// # Errors
/// Not found, whether it is missing or hidden.
pub fn find_import(reader: &Reader<'_>, actor: &Actor, id: ImportId) -> Result<Import> {
    let import = reader.one(&IMPORT, (id,))?;
    if may_read(actor, import.unit) { Ok(import) } else { Err(Error::NotFound) }
}

/// The row with its import: for those of the node that imported it, of its enterprise, and for people it names by number.
/// One that was staged and never kept does not exist.
///
/// # Errors
/// Not found, whether it is missing or hidden.
pub fn find_row(reader: &Reader<'_>, actor: &Actor, id: RowId) -> Result<(Entry, Import)> {
    let entry = reader.one(&ENTRY, (id,))?;
    let import = reader.one(&IMPORT, (entry.import,))?;
    let named = || Ok::<bool, Error>(entry.stands && reader.find(&NAMES, (id, actor.person))?.is_some());
    let sees = may_read(actor, import.unit) || may_read(actor, entry.unit) || named()?;
    if sees && import.ended_at.is_some() { Ok((entry, import)) } else { Err(Error::NotFound) }
}

/// An upload, for who made it.
///
/// # Errors
/// Not found, when it is another's or gone.
pub fn find_upload(reader: &Reader<'_>, actor: &Actor, id: UploadId) -> Result<(Upload, Unit)> {
    let upload = reader.one(&UPLOAD, (id,))?;
    if upload.person != Some(actor.person) {
        return Err(Error::NotFound);
    }
    let unit = identity::tree::unit(reader, upload.unit)?;
    may_import(actor, &unit).check()?;
    Ok((upload, unit))
}
