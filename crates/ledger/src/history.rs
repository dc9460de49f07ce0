//! Recording and numbering in bulk: what a simulation tells of years that nobody lived. The entries, their
//! openings and the tree are those that [`append`](crate::append) and the sealer would have left; only the way
//! there is shorter, and whoever tells says which ids and salts they have.

use kernel::{Error, Result, Time};
use sha2::{Digest as _, Sha256};
use store::{Args, Bind as _, Tx, Value};

use crate::canonical::canonical_json;
use crate::checkpoint;
use crate::facts::Fact;
use crate::keys::LogKey;
use crate::leaf::{Salt, leaf_record};
use crate::sealer::{self, LOCK, Sealed, Tiles, signed};
use crate::store::{
    DELETE_PENDING, EntryId, EntryRow, INSERT_CHECKPOINT, INSERT_ENTRY, INSERT_LEAF, INSERT_OPENING, PENDING, PUT_TILE,
};
use crate::tree;

/// A fact with its digest, ready to be written.
#[derive(Clone, Debug)]
pub struct Told {
    id: EntryId,
    fact: Fact,
    digest: [u8; 32],
    salt: Salt,
    payload: String,
}

impl Told {
    /// The entry that a fact becomes under this id, with this salt.
    ///
    /// # Errors
    /// Broken, when the payload holds a floating-point number.
    pub fn new(mut fact: Fact, id: EntryId, salt: Salt) -> Result<Told> {
        let payload =
            String::from_utf8(canonical_json(&fact.payload).map_err(Error::broken)?).map_err(Error::broken)?;
        fact.payload = serde_json::Value::Null;
        let digest = Sha256::new_with_prefix(salt).chain_update(opening(&fact, &payload)).finalize().into();
        Ok(Told { id, fact, digest, salt, payload })
    }

    /// Its id; entries are numbered in the order of their ids.
    pub fn id(&self) -> EntryId {
        self.id
    }

    /// When it happened.
    pub fn at(&self) -> Time {
        self.fact.at
    }
}

/// What is digested, as canonical JSON: `facts::disclosed` without the detour, for its names are in order and
/// none of these values has anything to escape.
fn opening(fact: &Fact, payload: &str) -> String {
    fn quoted(value: Option<&impl std::fmt::Display>) -> String {
        value.map_or_else(|| "null".to_owned(), |value| format!("\"{value}\""))
    }
    format!(
        "{{\"actor\":{},\"industry_path\":{},\"kind\":\"{}\",\"on_behalf\":{},\"path\":{},\"payload\":{payload},\
         \"step\":\"{}\",\"subject\":\"{}\",\"unit\":{},\"version\":{}}}",
        quoted(fact.actor.as_ref()),
        quoted(fact.industry_path.as_ref()),
        fact.kind,
        quoted(fact.on_behalf.as_ref()),
        quoted(fact.path.as_ref()),
        fact.step,
        fact.subject,
        quoted(fact.unit.as_ref()),
        fact.version,
    )
}

impl Args<EntryRow> for &Told {
    fn values(&self) -> Vec<Value<'_>> {
        let fact = &self.fact;
        vec![
            self.id.bind(),
            Value::Text(fact.kind),
            fact.subject.bind(),
            Value::Text(fact.step),
            fact.actor.bind(),
            fact.on_behalf.bind(),
            fact.at.bind(),
            fact.unit.bind(),
            fact.path.bind(),
            fact.industry_path.bind(),
            fact.version.bind(),
            Value::Blob(&self.digest),
        ]
    }
}

/// Writes entries and what opens them. They have no numbers until [`seal`].
///
/// # Errors
/// Broken, when the database fails.
pub fn write(tx: &mut Tx<'_>, told: &[Told]) -> Result<()> {
    tx.execute_many(&INSERT_ENTRY, told)?;
    tx.execute_many(&INSERT_OPENING, told.iter().map(|one| (one.id, one.salt.as_slice(), one.payload.as_str())))?;
    Ok(())
}

/// Numbers and chains, in the order of their ids, these entries and whatever else waits, and signs the new size.
///
/// # Errors
/// Broken, when the tree on disk does not fit its signed size, or the database fails.
pub fn seal(tx: &mut Tx<'_>, key: &LogKey, told: &[Told], now: Time) -> Result<Sealed> {
    tx.lock(LOCK)?;
    let size = sealer::size(tx)?;
    let mut leaves: Vec<(EntryId, Time, [u8; 32])> = told.iter().map(|one| (one.id, one.at(), one.digest)).collect();
    for (id, at, digest) in tx.all(&PENDING, (i64::MAX,))? {
        leaves.push((id, at, digest.as_slice().try_into().map_err(Error::broken)?));
        tx.execute(&DELETE_PENDING, (id,))?;
    }
    if leaves.is_empty() {
        return Ok(Sealed { sealed: 0, size });
    }
    leaves.sort_unstable_by_key(|leaf| leaf.0);
    let records: Vec<_> = leaves.iter().map(|(id, at, digest)| leaf_record(id.uuid(), at.millis(), digest)).collect();
    let grown = tree::append(&Tiles(tx), size, &records).map_err(|fault| Error::broken(fault.to_string()))?;
    let tiles: Vec<_> = grown
        .tiles
        .iter()
        .map(|tile| Ok((i64::from(tile.level), signed(tile.n)?, tile.hashes.as_slice())))
        .collect::<Result<_>>()?;
    tx.execute_many(&PUT_TILE, tiles)?;
    let first = signed(size)?;
    tx.execute_many(&INSERT_LEAF, (first..).zip(&leaves).map(|(position, (id, _, _))| (position, *id)))?;
    let note = checkpoint::sign(key, grown.new_size, &grown.root);
    tx.execute(&INSERT_CHECKPOINT, (signed(grown.new_size)?, note, now))?;
    Ok(Sealed { sealed: grown.new_size - size, size: grown.new_size })
}

#[cfg(test)]
mod tests {
    use kernel::id::{AnyId, PersonId, UnitId};
    use kernel::{Path, Place};
    use serde_json::json;

    use super::*;
    use crate::facts::disclosed;

    #[test]
    fn the_short_way_digests_the_same_bytes_as_the_long_one() {
        let at = Time::from_millis(1_700_000_000_000);
        let unit = UnitId::new(at);
        let path = Path::root(1).child(7);
        let places = [None, Some(Path::root(1).child(9))].map(|industry_path| Place {
            unit,
            enterprise: Some(unit),
            path: path.clone(),
            industry_path,
        });
        for place in &places {
            let payload = json!({ "title": "把“快换销”装上\n\"二号线\"", "b": null, "a": [1, true] });
            let fact = Fact::new("suggestion", AnyId::new(at), "submit", at)
                .by_person(PersonId::new(at))
                .counted_at(place)
                .with(1, &payload);
            let told = Told::new(fact.clone(), EntryId::new(at), [7; 16]).unwrap();
            let row = EntryRow {
                id: told.id,
                kind: fact.kind.to_owned(),
                subject: fact.subject,
                step: fact.step.to_owned(),
                actor: fact.actor,
                on_behalf: None,
                at,
                unit: fact.unit,
                path: fact.path.clone(),
                industry_path: fact.industry_path.clone(),
                version: 1,
                digest: Vec::new(),
            };
            let long = canonical_json(&disclosed(&row, payload)).unwrap();
            assert_eq!(opening(&told.fact, &told.payload).into_bytes(), long);
        }
    }
}
