//! Changes in months that somebody has answered for already: kept with the entry that caused them, so that
//! a later difference can be explained.

use std::collections::{BTreeMap, BTreeSet};

use kernel::id::AnyId;
use kernel::{Path, Result};
use store::{Reader, Tx};

use crate::places::Places;
use crate::standing::{Amount, Counted, pack_amounts};
use crate::store::{FROZEN_NODES, INSERT_LATE, LateRow};

/// Which nodes have frozen figures, until which month, and at which position the last were taken.
pub struct Late(BTreeMap<Path, (i32, i64)>);

/// What a record counts for by place and month.
type ByMonth = BTreeMap<(u32, i32), Vec<Amount>>;

impl Late {
    /// As they are now.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn open(reader: &Reader<'_>) -> Result<Late> {
        let nodes = reader.all(&FROZEN_NODES, ())?.into_iter();
        let month = |until| i32::try_from(until).unwrap_or(i32::MAX);
        Ok(Late(nodes.map(|(node, until, position)| (node, (month(until), position))).collect()))
    }

    /// Notes nothing: for a rebuild, in which no record changes.
    pub fn none() -> Late {
        Late(BTreeMap::new())
    }

    /// Notes what a change does to frozen months. What is in stock counts in all months that follow, so that
    /// every month before the end of a frozen one is noted.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn note(
        &self,
        tx: &mut Tx<'_>,
        places: &mut Places,
        (subject, position): (AnyId, i64),
        before: &Counted,
        after: &Counted,
    ) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let (before, after) = (by_month(before), by_month(after));
        let keys: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
        for key in keys.into_iter().filter(|key| before.get(key) != after.get(key)) {
            let (number, month) = key;
            let place = places.place(tx, number)?;
            let frozen = place.above.iter().filter_map(|it| self.0.get(places.path(it.node)));
            let frozen = frozen.filter(|(until, _)| month < *until);
            let Some(taken) = frozen.map(|(_, position)| *position).max() else { continue };
            let row = LateRow {
                month: i64::from(month),
                path: place.path.clone(),
                industry_path: place.industry_path.clone().unwrap_or_default(),
                // It came after what was frozen, even when a new fold reads old entries once more.
                position: position.max(taken),
                subject,
                before: packed(before.get(&key)),
                after: packed(after.get(&key)),
            };
            tx.execute(&INSERT_LATE, &row)?;
        }
        Ok(())
    }
}

fn by_month(counted: &Counted) -> ByMonth {
    let mut by_month = ByMonth::new();
    for (place, amount) in counted.amounts() {
        by_month.entry((place, amount.day.month())).or_default().push(*amount);
    }
    by_month
}

fn packed(amounts: Option<&Vec<Amount>>) -> Vec<u8> {
    let mut out = Vec::new();
    pack_amounts(&mut out, amounts.map_or(&[], Vec::as_slice));
    out
}
