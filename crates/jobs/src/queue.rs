//! The outbox: putting work down in the transaction that wants it, and taking it up again.
//!
//! Whoever takes a job holds it under a lease. Taking raises `tries` by compare-and-set, so of many
//! who see the same job one gets it, and `tries` then is the token by which its holder settles it:
//! a worker that comes back after its lease has ended and somebody else took the job changes nothing.

use kernel::lifecycle::Word;
use kernel::{Result, Time};
use serde_json::Value;
use store::{Json, Reader, Tx};

use crate::store::{
    AGAIN, BURY, CLAIM, COUNTS, DEAD, DONE, DUE, FIND, INSERT, JobId, JobRow, JobState, NEXT, REVIVE, YIELD,
};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// How long a worker may hold a job, in milliseconds. [`crate::worker::LIMIT`] ends earlier.
pub const LEASE: i64 = 15 * MINUTE;
/// After so many tries a job is given up.
pub const MOST_TRIES: u32 = 12;
/// Longest error text kept, in characters.
const ERROR_LENGTH: usize = 500;

/// Something to do later.
#[derive(Clone, Debug)]
pub struct Job {
    /// Which handler runs it: `notices/mail`.
    pub kind: &'static str,
    /// What the handler needs. Ids rather than texts: texts are looked up when it runs.
    pub payload: Value,
    /// When it may run at the earliest.
    pub run_at: Time,
    /// At most one job of a kind and key waits.
    pub key: Option<String>,
}

/// A job in the hands of a worker.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed {
    /// Its id.
    pub id: JobId,
    /// Which handler runs it.
    pub kind: String,
    /// What the handler needs.
    pub payload: Value,
    /// At most one job of a kind and key waits.
    pub key: Option<String>,
    /// Which try this is, from 1.
    pub tries: u32,
}

/// What became of a job that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is tried again at this time.
    Again(Time),
    /// It was tried often enough.
    Dead,
    /// Its lease had ended and another worker took it.
    Lost,
}

/// How many jobs there are, for the metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Waiting for their time or for a worker.
    pub waiting: u64,
    /// In the hands of a worker.
    pub running: u64,
    /// Given up.
    pub dead: u64,
}

/// Puts a job down. When one of the same kind and key waits already, that one stands and this is
/// not needed; a job that is being run does not count, as it may have read what was there before.
///
/// # Errors
/// Broken, when the database fails.
pub fn enqueue(tx: &mut Tx<'_>, job: Job) -> Result<()> {
    put(tx, job.kind, job.payload, job.run_at, job.key)
}

/// The same for a kind whose name was read from a table.
pub(crate) fn put(tx: &mut Tx<'_>, kind: &str, payload: Value, run_at: Time, key: Option<String>) -> Result<()> {
    let row = JobRow {
        id: JobId::new(run_at),
        kind: kind.to_owned(),
        payload: Json(payload),
        key,
        state: JobState::Waiting,
        due: run_at,
        tries: 0,
        error: None,
    };
    tx.execute(&INSERT, &row).map(drop)
}

/// When there is next something to do: a job due or a lease that ends.
///
/// # Errors
/// Broken, when the database fails.
pub fn next(reader: &Reader<'_>) -> Result<Option<Time>> {
    Ok(reader.one(&NEXT, ())?.0)
}

/// Takes up to `limit` jobs that are due at `now`, each under a lease of [`LEASE`]. A job whose
/// lease ended unsettled counts as tried; one that goes on killing its worker is to be given up when
/// its `tries` exceed [`MOST_TRIES`].
///
/// # Errors
/// Broken, when the database fails.
pub fn claim(tx: &mut Tx<'_>, now: Time, limit: u32) -> Result<Vec<Claimed>> {
    let mut claimed = Vec::new();
    for job in tx.all(&DUE, (now, i64::from(limit)))? {
        if tx.execute(&CLAIM, (now.plus_millis(LEASE), job.id, job.tries))? == 1 {
            let JobRow { id, kind, payload, key, tries, .. } = job;
            claimed.push(Claimed { id, kind, payload: payload.0, key, tries: tries + 1 });
        }
    }
    Ok(claimed)
}

/// The job is done and gone. False when its lease had ended and another worker took it.
///
/// # Errors
/// Broken, when the database fails.
pub fn done(tx: &mut Tx<'_>, job: &Claimed) -> Result<bool> {
    Ok(tx.execute(&DONE, (job.id, job.tries))? == 1)
}

/// The job failed with `error`: it waits for its next try, or is given up.
///
/// # Errors
/// Broken, when the database fails.
pub fn failed(tx: &mut Tx<'_>, job: &Claimed, error: &str, now: Time) -> Result<Fate> {
    let error: String = error.chars().take(ERROR_LENGTH).collect();
    let (statement, due, fate) = if job.tries >= MOST_TRIES {
        (&BURY, now, Fate::Dead)
    } else {
        let again = now.plus_millis(backoff(job.tries));
        (&AGAIN, again, Fate::Again(again))
    };
    if matches!(fate, Fate::Again(_)) {
        tx.execute(&YIELD, (job.kind.as_str(), job.key.as_deref()))?;
    }
    let settled = tx.execute(statement, (due, error, job.id, job.tries))?;
    Ok(if settled == 1 { fate } else { Fate::Lost })
}

/// How long to wait after the `tries`-th try, in milliseconds: a minute, doubling, six hours at most.
pub fn backoff(tries: u32) -> i64 {
    let doublings = tries.saturating_sub(1).min(20);
    (MINUTE << doublings).min(6 * HOUR)
}

/// How many jobs there are.
///
/// # Errors
/// Broken, when the database fails.
pub fn counts(reader: &Reader<'_>) -> Result<Counts> {
    let mut counts = Counts::default();
    for (state, count) in reader.all(&COUNTS, ())? {
        let count = u64::try_from(count).unwrap_or(0);
        match state {
            JobState::Waiting => counts.waiting = count,
            JobState::Running => counts.running = count,
            JobState::Dead => counts.dead = count,
        }
    }
    Ok(counts)
}

/// The jobs that were given up, newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn dead(reader: &Reader<'_>, limit: u32) -> Result<Vec<JobRow>> {
    reader.all(&DEAD, (i64::from(limit),))
}

/// Gives a dead job all its tries again, from `now` on.
///
/// # Errors
/// Not found, when it is not dead.
pub fn revive(tx: &mut Tx<'_>, id: JobId, now: Time) -> Result<()> {
    let job = tx.one(&FIND, (id,))?;
    if job.state != JobState::Dead {
        return Err(kernel::Error::NotFound);
    }
    tx.execute(&YIELD, (job.kind, job.key))?;
    tx.settle(&REVIVE, (now, id))
}

impl Counts {
    /// The counts by the word of their state, as metrics label them.
    pub fn by_state(&self) -> [(&'static str, u64); 3] {
        [
            (JobState::Waiting.word(), self.waiting),
            (JobState::Running.word(), self.running),
            (JobState::Dead.word(), self.dead),
        ]
    }
}
