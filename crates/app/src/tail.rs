//! The search index of this node follows the ledger: it reads what was sealed after its cursor,
//! asks the modules for the documents, and commits them together with the cursor. A node that
//! starts without an index builds it from the beginning.

use std::collections::HashSet;
use std::sync::Arc;

use kernel::{Error, Result};
use search::{Change, Index};
use store::Db;
use tokio::sync::watch;
use tokio::time::{Duration, MissedTickBehavior, interval};
use web::Module;

/// Entries read at once.
const BATCH: u32 = 2000;
/// So many times as many go into one commit while there are more: an index that begins from nothing would else spend
/// its time on committing and merging.
const GATHERED: usize = 10;
/// How soon after a commit of the index begins the next one may. A commit costs as much as a hundred
/// documents, so under load they gather; a single change after a rest is taken at once.
const PACE: Duration = Duration::from_millis(800);

/// Keeps the index up.
pub struct Tail {
    db: Db,
    index: Arc<Index>,
    indexers: Vec<web::Indexer>,
    indexed: watch::Sender<u64>,
}

impl Tail {
    /// Follows for `modules`.
    pub fn new(db: Db, index: Arc<Index>, modules: &[Module]) -> Tail {
        let indexed = watch::Sender::new(index.cursor());
        Tail { db, index, indexers: modules.iter().filter_map(|module| module.indexer).collect(), indexed }
    }

    /// How far the index is.
    pub fn indexed(&self) -> watch::Receiver<u64> {
        self.indexed.subscribe()
    }

    /// Takes everything that is sealed.
    ///
    /// # Errors
    /// Broken, when the database or the index fails; the cursor stays at the last commit.
    pub async fn catch_up(&self) -> Result<()> {
        loop {
            let from = self.index.cursor();
            let (mut until, mut changes) = (from, Vec::new());
            for _ in 0..GATHERED {
                let (taken, more) = self.next(until).await?;
                until += taken;
                changes.extend(more);
                if taken < u64::from(BATCH) {
                    break;
                }
            }
            if until == from {
                return Ok(());
            }
            let index = Arc::clone(&self.index);
            let changes = newest(changes);
            tokio::task::spawn_blocking(move || index.apply(changes, until))
                .await
                .map_err(Error::broken)?
                .map_err(Error::broken)?;
            self.indexed.send_replace(until);
        }
    }

    /// How many entries follow, up to a portion, and what they change.
    async fn next(&self, from: u64) -> Result<(u64, Vec<Change>)> {
        let indexers = self.indexers.clone();
        let read = move |reader: &store::Reader<'_>| {
            let entries = ledger::folds::sealed_from(reader, from, BATCH)?;
            let mut changes = Vec::new();
            for indexer in &indexers {
                changes.extend(indexer(reader, &entries)?);
            }
            Ok((entries.len() as u64, changes))
        };
        self.db.read(read).await
    }

    /// Catches up whenever more is sealed, until `stop` holds `true`.
    pub async fn run(self, mut sealed: watch::Receiver<u64>, mut stop: watch::Receiver<bool>) {
        let mut pace = interval(PACE);
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            pace.tick().await;
            if let Err(error) = self.catch_up().await {
                tracing::error!(%error, "the search index does not follow");
            }
            tokio::select! {
                changed = sealed.changed() => if changed.is_err() { return },
                stopped = stop.wait_for(|stop| *stop) => { let _ = stopped; return }
            }
        }
    }
}

/// Of several changes of one record only the last is needed: each was read fresh.
fn newest(changes: Vec<Change>) -> Vec<Change> {
    let mut seen = HashSet::new();
    let id = |change: &Change| match change {
        Change::Put(doc) => doc.id,
        Change::Remove(id) => *id,
    };
    changes.into_iter().rev().filter(|change| seen.insert(id(change))).collect()
}
