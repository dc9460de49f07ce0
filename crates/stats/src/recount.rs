//! Counting once more, without the totals: what they must come to, and where they do not.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

use kernel::id::AnyId;
use kernel::{Path, Result, Time};
use store::{Filter, Reader, Value};
use uuid::Uuid;

use crate::day::Grain;
use crate::places::{INDUSTRIAL, Place, Places, REGIONAL};
use crate::source::{Source, Which};
use crate::standing::{Amount, Counted, Standing, What};
use crate::store::{ALL_OWED, ALL_TOTALS, COUNTED, UNFOLDED, UNSEALED};
use crate::sums::{Cell, Sums};
use crate::totals::Totals;

/// Records asked for at a time.
const AT_ONCE: usize = 1000;
/// Records whose counts are held in memory at a time: about 400 bytes for each of the twenty cells of one.
const A_PASS: u64 = 50_000;
/// Entries that may wait to be counted while the counts are checked.
const WAITING: i64 = 20_000;

/// Something that does not come to what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A record is not counted for what it says.
    Record {
        /// Which.
        subject: AnyId,
        /// Where it counts, or is counted.
        path: Path,
    },
    /// Something is counted that no record says.
    Nothing {
        /// What.
        subject: AnyId,
    },
    /// A total is not the sum of what records are counted for.
    Total {
        /// The node.
        node: Path,
        /// How long the time is.
        grain: Grain,
        /// The year; 0 for all time.
        period: i32,
        /// Which month or day of it, from 1.
        part: u32,
        /// The measure.
        measure: u16,
        /// What the total says.
        kept: i64,
        /// What it comes to.
        counted: i64,
    },
    /// What is owed below a node is not what records say.
    Owed {
        /// The node.
        node: Path,
        /// The deadline.
        due: Time,
        /// What is kept.
        kept: i64,
        /// What it comes to.
        counted: i64,
    },
}

/// What was compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Records that were asked.
    pub records: u64,
    /// Rows of totals that were compared.
    pub totals: u64,
    /// Entries that were still to be counted; their records were not compared.
    pub waiting: i64,
    /// What does not hold; the first thousand.
    pub faults: Vec<Fault>,
}

impl Checked {
    fn fault(&mut self, fault: Fault) {
        if self.faults.len() < 1000 {
            self.faults.push(fault);
        }
    }
}

/// Compares every record with what it is counted for, and every total with the sum of those. Memory is
/// bounded: totals are counted in as many passes as there are times 50,000 records.
///
/// # Errors
/// Broken, when the database fails.
pub fn check(reader: &Reader<'_>, sources: &[Source], mut progress: impl FnMut(u64)) -> Result<Checked> {
    let mut checked = Checked::default();
    let passed_over = waiting(reader, sources, &mut checked)?;
    let mut places = Places::default();
    let mut known: u64 = 0;
    for source in sources {
        let mut after = None;
        loop {
            let standings = (source.standings)(reader, &Which::After(after, AT_ONCE))?;
            let Some(last) = standings.last() else { break };
            (after, checked.records) = (Some(last.subject), checked.records + standings.len() as u64);
            let full = standings.len() == AT_ONCE;
            known += compare(reader, &mut places, &standings, &passed_over, &mut checked)?;
            progress(checked.records);
            if !full {
                break;
            }
        }
    }
    orphans(reader, sources, &passed_over, &mut checked)?;
    let passes = known / A_PASS + 1;
    for pass in 0..passes {
        check_totals(reader, (pass, passes), &mut checked)?;
        progress(checked.records);
    }
    Ok(checked)
}

/// The records that unfolded entries are about.
fn waiting(reader: &Reader<'_>, sources: &[Source], checked: &mut Checked) -> Result<HashSet<AnyId>> {
    let cursor = ledger::folds::cursor(reader, crate::fold::name(sources))?;
    let from = i64::try_from(cursor).unwrap_or(i64::MAX);
    let mut entries: Vec<(AnyId, String)> = reader.all(&UNFOLDED, (from, WAITING))?;
    entries.extend(reader.all(&UNSEALED, (WAITING,))?);
    checked.waiting = entries.len() as i64;
    let mut found = HashSet::new();
    for source in sources {
        let ours = entries.iter().filter(|(_, kind)| source.kinds.contains(&kind.as_str()));
        let ids: Vec<AnyId> = ours.map(|(subject, _)| *subject).collect();
        for some in ids.chunks(AT_ONCE) {
            found.extend((source.standings)(reader, &Which::These(some))?.into_iter().map(|it| it.subject));
        }
        found.extend(ids);
    }
    Ok(found)
}

/// Finds what is counted and no record says.
fn orphans(reader: &Reader<'_>, sources: &[Source], passed_over: &HashSet<AnyId>, checked: &mut Checked) -> Result<()> {
    let mut after = None;
    while let Some((last, rows)) = counted_after(reader, after)? {
        after = Some(last);
        let mut ids: Vec<AnyId> = rows.into_iter().map(|(id, _)| id).filter(|id| !passed_over.contains(id)).collect();
        for source in sources {
            let said = (source.standings)(reader, &Which::These(&ids))?;
            let said: HashSet<AnyId> = said.into_iter().map(|it| it.subject).collect();
            ids.retain(|id| !said.contains(id));
        }
        ids.into_iter().for_each(|subject| checked.fault(Fault::Nothing { subject }));
    }
    Ok(())
}

/// Compares some records; how many of them are counted.
fn compare(
    reader: &Reader<'_>,
    places: &mut Places,
    standings: &[Standing],
    passed_over: &HashSet<AnyId>,
    checked: &mut Checked,
) -> Result<u64> {
    let mut filter = Filter::new();
    filter.and_in("subject", standings.iter().map(|it| Value::Id(it.subject.uuid())));
    let counted: HashMap<AnyId, Vec<u8>> = reader.list::<(AnyId, Vec<u8>)>(COUNTED, &filter)?.into_iter().collect();
    for standing in standings.iter().filter(|it| !passed_over.contains(&it.subject)) {
        let kept = match counted.get(&standing.subject) {
            Some(bytes) => Counted::unpack(bytes)?,
            None => Counted::default(),
        };
        let mut was = BTreeMap::new();
        for (number, amounts) in kept.0 {
            let place = places.place(reader, number)?;
            was.insert((place.path.clone(), place.industry_path.clone()), amounts);
        }
        if was != by_place(standing) {
            let path = standing.parts.first().map(|part| part.path.clone()).unwrap_or_default();
            checked.fault(Fault::Record { subject: standing.subject, path });
        }
    }
    Ok(counted.len() as u64)
}

/// A standing in the one order of what is kept.
fn by_place(standing: &Standing) -> BTreeMap<(Path, Option<Path>), Vec<Amount>> {
    let mut places: BTreeMap<_, Vec<Amount>> = BTreeMap::new();
    for part in standing.parts.iter().filter(|part| !part.amounts.is_empty()) {
        places.entry((part.path.clone(), part.industry_path.clone())).or_default().extend(&part.amounts);
    }
    places.values_mut().for_each(|amounts| amounts.sort_unstable());
    places
}

/// Counts what records are counted for at some of the nodes, and compares it with their totals.
fn check_totals(reader: &Reader<'_>, (pass, passes): (u64, u64), checked: &mut Checked) -> Result<()> {
    let mine = &|node: &Path| passes == 1 || BuildHasherDefault::<DefaultHasher>::new().hash_one(node) % passes == pass;
    let mut places = Places::default();
    let mut tally = Tally::default();
    let mut after = None;
    while let Some((last, rows)) = counted_after(reader, after)? {
        after = Some(last);
        for (_, bytes) in rows {
            tally.count_all(reader, &mut places, &bytes, mine)?;
        }
    }
    let mut counted = tally.finish(&places);
    let mut failed = None;
    reader.each(
        &ALL_TOTALS,
        (),
        |(parent, grain, period, label, tree, bytes): (String, i64, i64, String, i64, Vec<u8>)| {
            let node = Path::from_text(if parent.is_empty() { label } else { format!("{parent}.{label}") });
            if !mine(&node) {
                return true;
            }
            checked.totals += 1;
            match Totals::unpack(&bytes) {
                Ok(kept) => {
                    let key = (node, tree as u8, Grain::of(grain).unwrap_or(Grain::Year), period as i32);
                    let counted = counted.totals.remove(&key).unwrap_or_default();
                    differ(&key, &kept, &counted, checked);
                }
                Err(error) => failed = Some(error),
            }
            failed.is_none()
        },
    )?;
    failed.map_or(Ok(()), Err)?;
    let left = std::mem::take(&mut counted.totals);
    left.iter().for_each(|(key, totals)| differ(key, &Totals::default(), totals, checked));
    for (node, measure, due, month, child, tree, kept) in reader.all(&ALL_OWED, ())? {
        if mine(&node) {
            let key = (node.clone(), measure, due, month, child, tree);
            let found = counted.owed.remove(&key).unwrap_or(0);
            if found != kept {
                checked.fault(Fault::Owed { node, due, kept, counted: found });
            }
        }
    }
    for ((node, _, due, ..), found) in counted.owed {
        checked.fault(Fault::Owed { node, due, kept: 0, counted: found });
    }
    Ok(())
}

/// Some of what records are counted for, packed, with the last of them.
type Batch = (AnyId, Vec<(AnyId, Vec<u8>)>);

/// The next of what records are counted for, with the last of them; none at the end.
fn counted_after(reader: &Reader<'_>, after: Option<AnyId>) -> Result<Option<Batch>> {
    let mut filter = Filter::new();
    filter.page("subject", after.map(|id| Value::Id(id.uuid())), AT_ONCE);
    let rows: Vec<(AnyId, Vec<u8>)> = reader.list(COUNTED, &filter)?;
    Ok(rows.last().map(|(last, _)| *last).map(|last| (last, rows)))
}

/// A row of totals by the path of its node.
type Row = (Path, u8, Grain, i32);
/// A row of what is owed by paths.
type Owed = (Path, i64, Time, i64, Path, i64);

fn differ((node, _, grain, period): &Row, kept: &Totals, counted: &Totals, checked: &mut Checked) {
    let mut rest = kept.clone();
    rest.add_all(counted, -1);
    let mut told = HashSet::new();
    for (slot, _) in rest.slots().filter(|(slot, _)| told.insert((slot.measure, slot.day))) {
        let sum = |totals: &Totals| -> i64 {
            let same = totals.slots().filter(|(it, _)| (it.measure, it.day) == (slot.measure, slot.day));
            same.map(|(_, number)| number).sum()
        };
        checked.fault(Fault::Total {
            node: node.clone(),
            grain: *grain,
            period: *period,
            part: slot.day,
            measure: slot.measure,
            kept: sum(kept),
            counted: sum(counted),
        });
    }
}

/// What was counted anew.
#[derive(Debug, Default, PartialEq, Eq)]
struct Recount {
    totals: BTreeMap<Row, Totals>,
    owed: BTreeMap<Owed, i64>,
}

/// Counting without what the fold keeps: people and works as sets.
#[derive(Default)]
struct Tally {
    sums: Sums,
    distinct: HashMap<(Cell, u16), HashSet<Uuid>>,
}

impl Tally {
    fn count_all(
        &mut self,
        reader: &Reader<'_>,
        places: &mut Places,
        bytes: &[u8],
        mine: impl Fn(&Path) -> bool,
    ) -> Result<()> {
        for (number, amounts) in Counted::unpack(bytes)?.0 {
            let place = places.place(reader, number)?;
            let above = place.above.iter().filter(|it| mine(places.path(it.node))).copied().collect();
            let place = Place { path: Path::default(), industry_path: None, above };
            amounts.iter().for_each(|amount| self.count(&place, amount));
        }
        Ok(())
    }

    fn count(&mut self, place: &Place, amount: &Amount) {
        self.sums.count(place, amount, 1);
        let What::Once(thing) = amount.what else { return };
        let month = amount.day.month();
        for it in &place.above {
            for (grain, period) in [(Grain::Month, month), (Grain::Year, month.div_euclid(12))] {
                self.distinct.entry(((it.node, it.tree, grain, period), amount.measure)).or_default().insert(thing);
            }
        }
    }

    fn finish(mut self, places: &Places) -> Recount {
        for (((node, tree, grain, period), measure), things) in &self.distinct {
            // Who counts in the regional tree does not count once more in the industrial one.
            let regional =
                (*tree == INDUSTRIAL).then(|| self.distinct.get(&((*node, REGIONAL, *grain, *period), *measure)));
            let regional = regional.flatten();
            let many = things.iter().filter(|thing| regional.is_none_or(|there| !there.contains(*thing))).count();
            self.sums.once((*node, *tree, *grain, *period), *measure, many as i64);
        }
        let path = |node: u32| places.path(node).clone();
        let totals = self.sums.cells.into_iter().filter(|(_, totals)| !totals.is_empty());
        let owed = self.sums.owed.into_iter().filter(|(_, many)| *many != 0);
        Recount {
            totals: totals.map(|((node, tree, grain, period), it)| ((path(node), tree, grain, period), it)).collect(),
            owed: owed
                .map(|((node, measure, due, month, child, tree), many)| {
                    ((path(node), measure.into(), due, month.into(), path(child), tree.into()), many)
                })
                .collect(),
        }
    }
}
