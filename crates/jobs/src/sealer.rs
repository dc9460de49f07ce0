//! The task behind every change: seal what was recorded, let the folds follow, say how far it got.

use kernel::{Clock, Error, Result};
use ledger::keys::LogKey;
use ledger::sealer::{self, BATCH};
use store::Db;
use tokio::sync::watch;

use crate::folds::Fold;
use crate::wake::Wake;

/// Seals the ledger and advances the folds. Every node runs one; locks in the database see to it
/// that they take turns.
pub struct Sealer {
    db: Db,
    clock: Clock,
    key: LogKey,
    folds: Vec<Fold>,
    size: watch::Sender<u64>,
}

/// How far the ledger and its folds are, for the metrics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Recorded and not yet sealed.
    pub waiting: u64,
    /// Sealed.
    pub size: u64,
    /// What each fold has yet to take.
    pub lags: Vec<(&'static str, u64)>,
}

impl Sealer {
    /// Seals with `key` and then advances `folds`.
    pub fn new(db: Db, clock: Clock, key: LogKey, folds: Vec<Fold>) -> Sealer {
        Sealer { db, clock, key, folds, size: watch::Sender::new(0) }
    }

    /// The number of sealed entries, as this node knows it. Receipts and what is kept outside the
    /// database, as each node's search, follow it; they need not wait for the folds.
    pub fn size(&self) -> watch::Receiver<u64> {
        self.size.subscribe()
    }

    /// How far the ledger and the folds are.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub async fn progress(&self) -> Result<Progress> {
        let folds = self.folds.clone();
        self.db
            .read(move |reader| {
                let size = sealer::size(reader)?;
                let lags = folds.iter().map(|fold| Ok((fold.name, fold.lag(reader, size)?)));
                Ok(Progress { waiting: sealer::waiting(reader)?, size, lags: lags.collect::<Result<_>>()? })
            })
            .await
    }

    /// Seals everything that waits, publishes the new size, which it returns, and lets every fold take
    /// what was sealed. It writes only where there is something to do, so that it does not wake itself.
    ///
    /// # Errors
    /// The first error of a fold; the other folds have gone on, and the size is published.
    pub async fn catch_up(&self) -> Result<u64> {
        let mut failed = None;
        if self.progress().await?.waiting > 0 {
            self.seal().await?;
        }
        let progress = self.progress().await?;
        self.size.send_if_modified(|size| std::mem::replace(size, progress.size) != progress.size);
        for (fold, (_, lag)) in self.folds.iter().zip(&progress.lags) {
            if *lag > 0
                && let Err(error) = fold.catch_up(&self.db).await
            {
                failed.get_or_insert((fold.name, error));
            }
        }
        match failed {
            None => Ok(progress.size),
            Some((name, error)) => Err(Error::broken(format!("the fold {name} stands still: {error}"))),
        }
    }

    async fn seal(&self) -> Result<()> {
        loop {
            let (key, now) = (self.key.clone(), self.clock.now());
            if self.db.write(move |tx| sealer::seal(tx, &key, now)).await?.sealed < BATCH.unsigned_abs() {
                return Ok(());
            }
        }
    }

    /// Catches up after each commit and each second, until `stop` holds `true` or is dropped.
    pub async fn run(self, stop: watch::Receiver<bool>) {
        let mut wake = Wake::new(&self.db, stop);
        let mut told = String::new();
        while wake.again().await {
            let trouble = self.catch_up().await.err().map(|error| error.to_string()).unwrap_or_default();
            // Once, not every second.
            if !trouble.is_empty() && trouble != told {
                tracing::error!(error = trouble, "the ledger is not followed");
            }
            told = trouble;
        }
    }
}
