//! The entries behind later differences, as somebody reads them: what happened, where, and which figures it changed.

use std::collections::{BTreeMap, HashMap};

use identity::Unit;
use identity::store::units::UNITS_WHERE;
use kernel::{Path, Result};
use ledger::SealedRow;
use ledger::folds::sealed_from;
use store::{Filter, Reader, Value};

use crate::freeze::Difference;

/// Most entries that are told.
const MOST: usize = 50;

/// An entry that changed frozen figures.
#[derive(Clone, Debug)]
pub struct Late {
    /// The entry.
    pub entry: SealedRow,
    /// The unit where it counts, by its short name; empty when it is there no more.
    pub place: String,
    /// The codes of the indicators it changed, in the order of the differences.
    pub codes: Vec<&'static str>,
}

/// The entries behind some differences, each once, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn late(reader: &Reader<'_>, differences: &[Difference]) -> Result<Vec<Late>> {
    let mut found: BTreeMap<(i64, Path), Vec<&'static str>> = BTreeMap::new();
    for difference in differences {
        for cause in &difference.causes {
            let codes = found.entry((cause.position, cause.path.clone())).or_default();
            if !codes.contains(&difference.code) {
                codes.push(difference.code);
            }
        }
    }
    let newest: Vec<_> = found.into_iter().rev().take(MOST).collect();
    let mut filter = Filter::new();
    filter.and_in("u.number", newest.iter().filter_map(|((_, path), _)| path.number()).map(Value::Int));
    let units = if newest.is_empty() { Vec::new() } else { reader.list::<Unit>(UNITS_WHERE, &filter)? };
    let names: HashMap<i64, String> = units.into_iter().map(|unit| (unit.number, unit.short_name)).collect();
    let mut late = Vec::new();
    for ((position, path), codes) in newest {
        let entry = sealed_from(reader, u64::try_from(position).unwrap_or(0), 1)?.into_iter().next();
        let place = path.number().and_then(|number| names.get(&number)).cloned().unwrap_or_default();
        late.extend(entry.map(|entry| Late { entry, place, codes }));
    }
    Ok(late)
}
