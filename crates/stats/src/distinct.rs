//! People and works that count once. For each of them and every measure it is kept in which months there was
//! a reason where; from that follows at which nodes it counts, and what changes when a reason comes or goes.

use std::collections::{BTreeMap, HashSet};

use kernel::Result;
use kernel::id::AnyId;
use store::{Reader, Tx};
use uuid::Uuid;

use crate::day::{Day, Grain};
use crate::pack::{Unpack, put};
use crate::places::{Places, REGIONAL};
use crate::store::{DROP_SEEN, PUT_SEEN, SEEN};
use crate::sums::{Cell, Sums};

/// How many reasons there are: by month and number of the place.
type Seen = BTreeMap<(i32, u32), i64>;

/// So many reasons more: month, place, number.
type Change = (i32, u32, i64);

/// What changes, by person or work and measure.
#[derive(Default)]
pub struct Distinct(BTreeMap<(Uuid, u16), Vec<Change>>);

impl Distinct {
    /// There is a reason at a place on a day, or it is gone.
    pub fn count(&mut self, thing: Uuid, measure: u16, day: Day, place: u32, times: i64) {
        self.0.entry((thing, measure)).or_default().push((day.month(), place, times));
    }

    /// Keeps the changes and adds what follows from them to the sums.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn write(self, tx: &mut Tx<'_>, places: &mut Places, sums: &mut Sums) -> Result<()> {
        for ((thing, measure), changes) in self.0 {
            let key = (AnyId::from_uuid(thing), i64::from(measure));
            let before = match tx.find(&SEEN, key)? {
                Some((bytes,)) => unpack(&bytes)?,
                None => Seen::new(),
            };
            let mut after = before.clone();
            for (month, place, times) in changes {
                *after.entry((month, place)).or_default() += times;
            }
            after.retain(|_, times| *times != 0);
            if after == before {
                continue;
            }
            let was = cells(tx, places, &before)?;
            let is = cells(tx, places, &after)?;
            was.difference(&is).for_each(|cell| sums.once(*cell, measure, -1));
            is.difference(&was).for_each(|cell| sums.once(*cell, measure, 1));
            if after.is_empty() {
                tx.execute(&DROP_SEEN, key)?;
            } else {
                tx.execute(&PUT_SEEN, (key.0, key.1, pack(&after)))?;
            }
        }
        Ok(())
    }
}

/// At which nodes and in which months and years it counts. In the industrial tree it counts only where it
/// does not already in the regional one.
fn cells(reader: &Reader<'_>, places: &mut Places, seen: &Seen) -> Result<HashSet<Cell>> {
    let mut cells = HashSet::new();
    let mut industrial = Vec::new();
    for (month, place) in seen.keys() {
        for it in &places.place(reader, *place)?.above {
            for (grain, period) in [(Grain::Month, *month), (Grain::Year, month.div_euclid(12))] {
                if it.tree == REGIONAL {
                    cells.insert((it.node, it.tree, grain, period));
                } else {
                    industrial.push((it.node, it.tree, grain, period));
                }
            }
        }
    }
    industrial.retain(|(node, _, grain, period)| !cells.contains(&(*node, REGIONAL, *grain, *period)));
    cells.extend(industrial);
    Ok(cells)
}

fn pack(seen: &Seen) -> Vec<u8> {
    let mut out = Vec::new();
    for ((month, place), times) in seen {
        put(&mut out, u64::from(month.unsigned_abs()));
        put(&mut out, u64::from(*place));
        put(&mut out, times.unsigned_abs());
    }
    out
}

fn unpack(bytes: &[u8]) -> Result<Seen> {
    let mut packed = Unpack(bytes);
    let mut seen = Seen::new();
    while !packed.is_empty() {
        let key = (packed.next_as()?, packed.next_as()?);
        seen.insert(key, packed.next_as()?);
    }
    Ok(seen)
}
