//! The fold. A sealed entry says only which record has changed; what the record counts for now is compared
//! with what it was counted for, and the difference is added to every node above. Order, repetition, late
//! and corrected facts do not matter: each amount carries its own day.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use jobs::Fold;
use kernel::Result;
use kernel::id::AnyId;
use ledger::SealedRow;
use store::{Filter, Tx, Value};

use crate::distinct::Distinct;
use crate::late::Late;
use crate::places::Places;
use crate::source::{Source, Which};
use crate::standing::{Counted, Standing, What};
use crate::store::{COUNTED, DROP_COUNTED, PUT_COUNTED};
use crate::sums::Sums;

/// Records whose present count is read with one statement.
const AT_ONCE: usize = 400;

/// The fold that keeps the totals of these sources.
pub fn fold(sources: Vec<Source>) -> Fold {
    Fold::of_batches(name(&sources), move |tx, entries| take(tx, &sources, entries))
}

/// The name of the fold. It tells which measures there are, so that a release that brings another counts
/// what is there already: from the first entry on, each record comes by once more.
pub(crate) fn name(sources: &[Source]) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let measures: BTreeSet<String> =
        sources.iter().flat_map(|it| it.measures).map(|it| format!("{} {} {:?};", it.id, it.code, it.kind)).collect();
    // FNV-1a: the same in every build.
    let hash = measures
        .iter()
        .flat_map(|it| it.bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let name = format!("stats/1/{hash:016x}");
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name.as_str()) {
        return known;
    }
    let known: &'static str = Box::leak(name.into_boxed_str());
    names.insert(known);
    known
}

fn take(tx: &mut Tx<'_>, sources: &[Source], entries: &[SealedRow]) -> Result<()> {
    let mut settling = Settling::new(Late::open(tx)?);
    for source in sources {
        let ours = entries.iter().filter(|entry| source.kinds.contains(&entry.kind.as_str()));
        let changed: BTreeMap<AnyId, i64> = ours.map(|entry| (entry.subject, entry.position)).collect();
        let Some(last) = changed.values().max().copied() else { continue };
        let ids: Vec<AnyId> = changed.keys().copied().collect();
        let standings = (source.standings)(tx, &Which::These(&ids))?;
        // Those that say nothing any more count for nothing.
        let mut now: BTreeMap<AnyId, Option<Standing>> = ids.into_iter().map(|id| (id, None)).collect();
        now.extend(standings.into_iter().map(|standing| (standing.subject, Some(standing))));
        let position = |subject: &AnyId| changed.get(subject).copied().unwrap_or(last);
        settling.settle(tx, now, position)?;
    }
    settling.write(tx)
}

/// Records being compared with what they were counted for.
pub struct Settling {
    places: Places,
    sums: Sums,
    distinct: Distinct,
    late: Late,
}

impl Settling {
    /// Nothing yet. `late` is told of changes in frozen months.
    pub fn new(late: Late) -> Settling {
        Settling { places: Places::default(), sums: Sums::default(), distinct: Distinct::default(), late }
    }

    /// Compares records and keeps what they count for now. `position` is that of the entry that changed one.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn settle(
        &mut self,
        tx: &mut Tx<'_>,
        now: BTreeMap<AnyId, Option<Standing>>,
        position: impl Fn(&AnyId) -> i64,
    ) -> Result<()> {
        let ids: Vec<AnyId> = now.keys().copied().collect();
        let mut counted: HashMap<AnyId, Vec<u8>> = HashMap::new();
        for some in ids.chunks(AT_ONCE) {
            let mut filter = Filter::new();
            filter.and_in("subject", some.iter().map(|id| Value::Id(id.uuid())));
            counted.extend(tx.list::<(AnyId, Vec<u8>)>(COUNTED, &filter)?);
        }
        for (subject, standing) in now {
            let after = self.numbered(tx, standing)?;
            let packed = after.pack();
            let before = match counted.get(&subject) {
                Some(bytes) if *bytes == packed => continue,
                Some(bytes) => Counted::unpack(bytes)?,
                None if packed.is_empty() => continue,
                None => Counted::default(),
            };
            self.count(tx, &before, -1)?;
            self.count(tx, &after, 1)?;
            self.late.note(tx, &mut self.places, (subject, position(&subject)), &before, &after)?;
            if packed.is_empty() {
                tx.execute(&DROP_COUNTED, (subject,))?;
            } else {
                tx.execute(&PUT_COUNTED, (subject, packed))?;
            }
        }
        Ok(())
    }

    /// How much is to be written: what the memory depends on.
    pub fn waiting(&self) -> usize {
        self.sums.len()
    }

    /// Writes what follows.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn write(mut self, tx: &mut Tx<'_>) -> Result<()> {
        self.distinct.write(tx, &mut self.places, &mut self.sums)?;
        self.sums.write(tx, &self.places)
    }

    fn numbered(&mut self, tx: &mut Tx<'_>, standing: Option<Standing>) -> Result<Counted> {
        let mut parts: BTreeMap<u32, Vec<_>> = BTreeMap::new();
        for part in standing.map(|standing| standing.parts).unwrap_or_default() {
            let place = self.places.number(tx, &part.path, part.industry_path.as_ref())?;
            parts.entry(place).or_default().extend(part.amounts);
        }
        Ok(Counted::new(parts.into_iter().collect()))
    }

    fn count(&mut self, tx: &Tx<'_>, counted: &Counted, times: i64) -> Result<()> {
        for (number, amount) in counted.amounts() {
            match amount.what {
                What::Once(thing) => self.distinct.count(thing, amount.measure, amount.day, number, times),
                _ => self.sums.count(&*self.places.place(tx, number)?, amount, times),
            }
        }
        Ok(())
    }
}
