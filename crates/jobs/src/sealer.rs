//! The task behind every change: seal what was recorded, let the folds follow, say how far it got.

use std::time::Duration;

use kernel::{Clock, Error, Result};
use ledger::keys::LogKey;
use ledger::sealer::{self, BATCH};
use store::Db;
use tokio::sync::watch;

use crate::folds::Fold;
use crate::wake::Wake;

/// How soon after a batch was sealed the next one may be: each costs a commit and a signature, whatever its size.
const SEALING: Duration = Duration::from_millis(200);
/// How soon after the folds have followed they follow again. What gathers meanwhile changes the same totals and is
/// written once; a single change after a rest is followed at once.
const FOLDING: Duration = Duration::from_secs(1);

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
        self.seal().await?;
        self.fold().await?;
        Ok(*self.size.borrow())
    }

    /// Lets every fold take what is sealed.
    async fn fold(&self) -> Result<()> {
        let (progress, mut failed) = (self.progress().await?, None);
        for (fold, (_, lag)) in self.folds.iter().zip(&progress.lags) {
            if *lag > 0
                && let Err(error) = fold.catch_up(&self.db).await
            {
                failed.get_or_insert((fold.name, error));
            }
        }
        match failed {
            None => Ok(()),
            Some((name, error)) => Err(Error::broken(format!("the fold {name} stands still: {error}"))),
        }
    }

    /// Seals what waits, without staying for what comes meanwhile, and publishes how far that is.
    async fn seal(&self) -> Result<()> {
        let stands = self.db.read(|reader| Ok((sealer::waiting(reader)? > 0, sealer::size(reader)?)));
        let (mut more, mut sealed) = stands.await?;
        while more {
            let (key, now) = (self.key.clone(), self.clock.now());
            let done = self.db.write(move |tx| sealer::seal(tx, &key, now)).await?;
            (more, sealed) = (done.sealed >= BATCH.unsigned_abs(), done.size);
        }
        self.size.send_if_modified(|size| std::mem::replace(size, sealed) != sealed);
        Ok(())
    }

    /// Seals after each commit, folds after what was sealed, and both each second, until `stop` holds `true` or is
    /// dropped; what is sealed then is folded before it ends.
    pub async fn run(self, stop: watch::Receiver<bool>) {
        let committed = Wake::new(self.db.committed(), SEALING, stop.clone());
        let sealed = Wake::new(self.size(), FOLDING, stop);
        tokio::join!(keep(committed, || self.seal()), keep(sealed, || self.fold()));
        if let Err(error) = self.fold().await {
            tracing::error!(%error, "the ledger is not followed to its end");
        }
    }
}

/// Does `work` whenever there is reason to; trouble is told once, not every second.
async fn keep<F: Future<Output = Result<()>>>(mut wake: Wake, work: impl Fn() -> F) {
    let mut told = String::new();
    while wake.again().await {
        let trouble = work().await.err().map(|error| error.to_string()).unwrap_or_default();
        if !trouble.is_empty() && trouble != told {
            tracing::error!(error = trouble, "the ledger is not followed");
        }
        told = trouble;
    }
}
