//! Driving what follows from the ledger. A fold takes each sealed entry once, in order; its cursor
//! moves in the transaction that writes what follows, so neither a crash nor a second node counts
//! an entry twice.

use std::fmt;
use std::sync::Arc;

use kernel::Result;
use ledger::SealedRow;
use store::{Db, Reader, Tx};

/// Entries taken in one transaction at most: what many of them change is written once, and the one writer is soon free
/// again.
pub const BATCH: u32 = 1000;

type Take = dyn Fn(&mut Tx<'_>, &[SealedRow]) -> Result<()> + Send + Sync;

/// Something kept up to date from the ledger.
#[derive(Clone)]
pub struct Fold {
    /// Its name, which its cursor is kept under. Another name begins anew.
    pub name: &'static str,
    take: Arc<Take>,
}

impl Fold {
    /// A fold that writes with `take` what follows from each entry.
    pub fn new(
        name: &'static str,
        take: impl Fn(&mut Tx<'_>, &SealedRow) -> Result<()> + Send + Sync + 'static,
    ) -> Fold {
        Fold::of_batches(name, move |tx, entries| entries.iter().try_for_each(|entry| take(tx, entry)))
    }

    /// A fold that takes entries a batch at a time, so that what many of them change is written once.
    pub fn of_batches(
        name: &'static str,
        take: impl Fn(&mut Tx<'_>, &[SealedRow]) -> Result<()> + Send + Sync + 'static,
    ) -> Fold {
        Fold { name, take: Arc::new(take) }
    }

    /// Lets nobody advance it until the end of the transaction.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn hold(&self, tx: &mut Tx<'_>) -> Result<()> {
        tx.lock(lock_of(self.name))
    }

    /// Takes up to `most` entries in `tx`; how many were taken.
    ///
    /// # Errors
    /// What the fold ends with, and then nothing of this transaction may be kept.
    pub fn advance(&self, tx: &mut Tx<'_>, most: u32) -> Result<usize> {
        // Two nodes that read one cursor would both take what follows it.
        self.hold(tx)?;
        ledger::folds::advance(tx, self.name, most, |tx, entries| (self.take)(tx, entries))
    }

    /// Takes everything that is sealed, in batches of [`BATCH`].
    ///
    /// # Errors
    /// What the fold ends with; the batches before the failing one stand.
    pub async fn catch_up(&self, db: &Db) -> Result<()> {
        loop {
            let fold = self.clone();
            if db.write(move |tx| fold.advance(tx, BATCH)).await? < BATCH as usize {
                return Ok(());
            }
        }
    }

    /// How many sealed entries it has not taken yet, when `size` are sealed.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn lag(&self, reader: &Reader<'_>, size: u64) -> Result<u64> {
        Ok(size.saturating_sub(ledger::folds::cursor(reader, self.name)?))
    }
}

impl fmt::Debug for Fold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fold({})", self.name)
    }
}

/// The number of the lock of one fold, or one long work: FNV-1a of its name, far from the small numbers others use.
pub(crate) fn lock_of(name: &str) -> i64 {
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    hash.cast_signed()
}
