//! Counting everything anew: the totals are emptied, and every record comes by once, thousands in one
//! transaction. What happens meanwhile is folded as ever: a record that was counted already says so. A
//! rebuild that was stopped goes on where it was.

use std::collections::BTreeMap;

use kernel::Result;
use kernel::id::AnyId;
use ledger::sealer;
use store::{Db, Reader, Tx};

use crate::fold::{Settling, fold};
use crate::late::Late;
use crate::source::{Source, Which};
use crate::store::{
    EMPTY_COUNTED, EMPTY_DISTINCT, EMPTY_OWED, EMPTY_TOTALS, END_SWEEPS, MANY_COUNTED, PUT_SWEEP, SWEEPS, SweepRow,
};

/// Records asked for at a time.
const AT_ONCE: usize = 1000;
/// Cells that may wait in memory before they are written: what bounds the memory, at about 300 bytes each.
const CELLS: usize = 400_000;

/// How far a rebuild is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The source that is being counted.
    pub source: &'static str,
    /// Records counted since the rebuild was (last) begun.
    pub records: u64,
}

/// What a portion of a rebuild did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portion {
    /// Records it counted.
    pub records: u64,
    /// Whether the rebuild is over.
    pub done: bool,
}

/// Empties the totals and counts everything, or goes on with a rebuild that was stopped. Stopping it between
/// two steps loses nothing. Frozen figures and the causes of later differences stay.
///
/// # Errors
/// Broken, when the database fails; what was counted until then stands, and a rebuild goes on from there.
pub async fn rebuild(db: &Db, sources: &[Source], mut progress: impl FnMut(Progress)) -> Result<u64> {
    let all = sources.to_vec();
    db.write(move |tx| begin(tx, &all)).await?;
    let mut records = 0;
    for source in sources {
        loop {
            let (all, source) = (sources.to_vec(), *source);
            let (counted, done) = db.write(move |tx| step(tx, &all, &source, CELLS)).await?;
            records += counted;
            progress(Progress { source: source.name, records });
            if done {
                break;
            }
        }
    }
    let all = sources.to_vec();
    db.write(move |tx| end(tx, &all)).await?;
    Ok(records)
}

/// One portion of a rebuild, in a transaction of the caller: begins it, or goes on with one that was begun, or ends it.
/// Between two portions others may write; `cells` bounds what one takes.
///
/// # Errors
/// Broken, when the database fails.
pub fn portion(tx: &mut Tx<'_>, sources: &[Source], cells: usize) -> Result<Portion> {
    if !is_unfinished(tx)? {
        begin(tx, sources)?;
        return Ok(Portion { records: 0, done: false });
    }
    let open: Vec<String> = tx.all(&SWEEPS, ())?.into_iter().filter(|row| !row.done).map(|row| row.source).collect();
    match sources.iter().find(|source| open.iter().any(|name| name == source.name)) {
        Some(source) => Ok(Portion { records: step(tx, sources, source, cells)?.0, done: false }),
        None => end(tx, sources).map(|()| Portion { records: 0, done: true }),
    }
}

/// How many records are counted now: about how many a rebuild will come by.
///
/// # Errors
/// Broken, when the database fails.
pub fn counted(reader: &Reader<'_>) -> Result<i64> {
    Ok(reader.one(&MANY_COUNTED, ())?.0)
}

/// Whether a rebuild was begun and not finished.
///
/// # Errors
/// Broken, when the database fails.
pub fn is_unfinished(reader: &Reader<'_>) -> Result<bool> {
    Ok(!reader.all(&SWEEPS, ())?.is_empty())
}

fn begin(tx: &mut Tx<'_>, sources: &[Source]) -> Result<()> {
    fold(sources.to_vec()).hold(tx)?;
    if is_unfinished(tx)? {
        return Ok(());
    }
    for statement in [EMPTY_TOTALS, EMPTY_OWED, EMPTY_COUNTED, EMPTY_DISTINCT] {
        tx.execute(&statement, ())?;
    }
    let position = i64::try_from(sealer::size(tx)?).unwrap_or(i64::MAX);
    for source in sources {
        tx.execute(&PUT_SWEEP, &SweepRow { source: source.name.to_owned(), after: None, done: false, position })?;
    }
    Ok(())
}

/// Counts as many records of a source as fit; how many, and whether there are no more.
fn step(tx: &mut Tx<'_>, sources: &[Source], source: &Source, cells: usize) -> Result<(u64, bool)> {
    fold(sources.to_vec()).hold(tx)?;
    let Some(mut sweep) = tx.all(&SWEEPS, ())?.into_iter().find(|row| row.source == source.name && !row.done) else {
        return Ok((0, true));
    };
    let mut settling = Settling::new(Late::none());
    let mut counted = 0;
    while !sweep.done && settling.waiting() < cells {
        let standings = (source.standings)(tx, &Which::After(sweep.after, AT_ONCE))?;
        sweep.done = standings.len() < AT_ONCE;
        counted += standings.len() as u64;
        if let Some(last) = standings.last() {
            sweep.after = Some(last.subject);
        }
        let now: BTreeMap<AnyId, _> = standings.into_iter().map(|it| (it.subject, Some(it))).collect();
        settling.settle(tx, now, |_| 0)?;
    }
    settling.write(tx)?;
    tx.execute(&PUT_SWEEP, &sweep)?;
    Ok((counted, sweep.done))
}

/// What was sealed when it began is counted.
fn end(tx: &mut Tx<'_>, sources: &[Source]) -> Result<()> {
    let fold = fold(sources.to_vec());
    fold.hold(tx)?;
    if let Some(row) = tx.all(&SWEEPS, ())?.first() {
        ledger::folds::pass_over(tx, fold.name, u64::try_from(row.position).unwrap_or(0))?;
    }
    tx.execute(&END_SWEEPS, ()).map(drop)
}
