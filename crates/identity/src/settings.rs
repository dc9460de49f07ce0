//! What an enterprise sets for itself: deadlines, rubrics, award tables. Each setting is a series of
//! versioned documents of which one is in force at any moment; no version is ever changed, so what was
//! decided under one can still be read by it.

use kernel::id::UnitId;
use kernel::{Error, Result, Time};
use ledger::{Fact, Recorded, append, unchanged};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::{Reader, Tx};

use crate::by::{By, administers};
use crate::store::units::{INSERT_SETTING, SETTING, SETTING_VERSION, SETTING_VERSIONS};
use crate::tree;

/// One version of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// Its number, from 1.
    pub version: i64,
    /// From when it is in force.
    pub valid_from: Time,
    /// What it says.
    pub value: T,
}

/// The version in force at `now`; of two that begin at the same moment, the later one.
///
/// # Errors
/// Broken, when the document is not a `T`.
pub fn current<T: DeserializeOwned>(
    reader: &Reader<'_>,
    enterprise: UnitId,
    name: &str,
    now: Time,
) -> Result<Option<Setting<T>>> {
    reader.find(&SETTING, (enterprise, name, now))?.map(read).transpose()
}

/// One version, as a decision refers to it.
///
/// # Errors
/// Not found; broken, when the document is not a `T`.
pub fn version<T: DeserializeOwned>(
    reader: &Reader<'_>,
    enterprise: UnitId,
    name: &str,
    version: i64,
) -> Result<Setting<T>> {
    read(reader.one(&SETTING_VERSION, (enterprise, name, version))?)
}

/// Every version, the newest first.
///
/// # Errors
/// Broken, when a document is not a `T`.
pub fn versions<T: DeserializeOwned>(reader: &Reader<'_>, enterprise: UnitId, name: &str) -> Result<Vec<Setting<T>>> {
    reader.all(&SETTING_VERSIONS, (enterprise, name))?.into_iter().map(read).collect()
}

/// Adds a version and yields its number; one that says what is to be in force then anyway adds nothing.
/// What a sound document is, the module that reads it knows and checks before.
///
/// # Errors
/// Denied to who does not administer the enterprise; overtaken, when somebody added one at the same
/// time.
pub fn put<T: Serialize>(
    tx: &mut Tx<'_>,
    by: By<'_>,
    enterprise: UnitId,
    name: &str,
    valid_from: Time,
    value: &T,
    now: Time,
) -> Result<Recorded<i64>> {
    let place = tree::place(tx, enterprise)?;
    by.check(|actor| administers(actor, &place))?;
    let value = serde_json::to_value(value).map_err(Error::broken)?;
    let newest: Option<Setting<Value>> = versions(tx, enterprise, name)?.into_iter().next();
    let standing: Option<Setting<Value>> = current(tx, enterprise, name, valid_from)?;
    if let (Some(newest), Some(standing)) = (&newest, standing)
        && newest.version == standing.version
        && standing.value == value
    {
        return Ok(unchanged(standing.version));
    }
    let number = newest.map_or(1, |newest| newest.version + 1);
    tx.execute(&INSERT_SETTING, (enterprise, name, number, valid_from, value.to_string()))?;
    let what = json!({ "name": name, "version": number, "valid_from": valid_from, "value": value });
    let fact = Fact::new("setting", enterprise.any(), "set", now).counted_at(&place).with(1, &what);
    Ok(append(tx, by.sign(fact))?.with(number))
}

fn read<T: DeserializeOwned>((version, valid_from, document): (i64, Time, String)) -> Result<Setting<T>> {
    let value = serde_json::from_str(&document).map_err(Error::broken)?;
    Ok(Setting { version, valid_from, value })
}
