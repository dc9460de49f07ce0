//! Changes in months that somebody has answered for already: kept with the entry that caused them, so that
//! a later difference can be explained.

use std::collections::{BTreeMap, BTreeSet};

use kernel::id::AnyId;
use kernel::{Path, Result};
use store::{Reader, Tx};

use crate::pack::Unpack;
use crate::places::Places;
use crate::standing::{Amount, Counted, pack_amounts, unpack_amounts};
use crate::store::{FIND_LATE, FROZEN_NODES, INSERT_LATE, LateRow, MEND_LATE};

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
            let month = i64::from(month);
            let (path, industry_path) = (place.path.clone(), place.industry_path.clone().unwrap_or_default());
            // It came after what was frozen, even when a new fold reads old entries once more.
            let position = position.max(taken);
            let [mut before, mut after] = [&before, &after].map(|of| of.get(&key).cloned().unwrap_or_default());
            // Then the record may have a row at this very position already: both changes are told by one row.
            let there = tx.find(&FIND_LATE, (month, &path, &industry_path, position, subject))?;
            let statement = if there.is_some() { &MEND_LATE } else { &INSERT_LATE };
            if let Some((was, became)) = there {
                before.extend(unpack_amounts(&mut Unpack(&was))?);
                after.extend(unpack_amounts(&mut Unpack(&became))?);
            }
            let (before, after) = (packed(&before), packed(&after));
            let row = LateRow { month, path, industry_path, position, subject, before, after };
            tx.execute(statement, &row)?;
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

fn packed(amounts: &[Amount]) -> Vec<u8> {
    let mut out = Vec::new();
    pack_amounts(&mut out, amounts);
    out
}
