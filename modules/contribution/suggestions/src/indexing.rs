//! What the search index holds of suggestions.

use ledger::SealedRow;
use store::Reader;

/// The documents that a batch of sealed entries touched, read fresh.
///
/// # Errors
/// Broken, when the database fails.
pub fn changes(_: &Reader<'_>, _: &[SealedRow]) -> kernel::Result<Vec<search::Change>> {
    Ok(Vec::new())
}
