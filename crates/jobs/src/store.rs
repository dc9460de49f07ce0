//! Every SQL statement of the outbox.

use kernel::{Id, Time};
use serde_json::Value;
use store::{Json, Migration, row, statements};

/// Tag of a job's id.
pub enum JobTag {}
/// The id of a job.
pub type JobId = Id<JobTag>;

/// The outbox's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "jobs/0001", sql: include_str!("../migrations/0001_jobs.sql") },
    Migration { name: "jobs/0002", sql: include_str!("../migrations/0002_long.sql") },
];

kernel::words! {
    /// Where a job stands. One that is done is no longer there.
    pub enum JobState {
        /// It waits for its time.
        Waiting = "waiting",
        /// A worker has it, until its lease ends.
        Running = "running",
        /// It was given up.
        Dead = "dead",
    }
}
store::word_columns!(JobState);

row! {
    /// A job as it is stored.
    #[derive(Clone, Debug, PartialEq)]
    pub struct JobRow {
        /// Its id.
        pub id: JobId,
        /// Which handler runs it.
        pub kind: String,
        /// What the handler needs.
        pub payload: Json<Value>,
        /// At most one job of a kind and key waits.
        pub key: Option<String>,
        /// Where it stands.
        pub state: JobState,
        /// When it may be taken, its lease ends, or it died.
        pub due: Time,
        /// How often it was taken.
        pub tries: u32,
        /// What the last try ended with.
        pub error: Option<String>,
    }
}

statements! {
    INSERT: JobRow => () =
        "INSERT INTO job (id, kind, payload, key, state, due, tries, error) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
    /// When the next job is due, or the next lease ends.
    NEXT: () => (Option<Time>,) = "SELECT MIN(due) FROM job WHERE state IN ('waiting', 'running')";
    DUE: (Time, i64) => JobRow =
        "SELECT id, kind, payload, key, state, due, tries, error FROM job \
         WHERE state IN ('waiting', 'running') AND due <= $1 ORDER BY due, id LIMIT $2";
    /// Takes a job as it was seen: whoever else took it has moved `tries`.
    CLAIM: (Time, JobId, u32) => () =
        "UPDATE job SET state = 'running', tries = tries + 1, due = $1 \
         WHERE id = $2 AND tries = $3 AND state IN ('waiting', 'running')";
    DONE: (JobId, u32) => () = "DELETE FROM job WHERE id = $1 AND tries = $2 AND state = 'running'";
    BURY: (Time, String, JobId, u32) => () =
        "UPDATE job SET state = 'dead', due = $1, error = $2 WHERE id = $3 AND tries = $4 AND state = 'running'";
    /// Makes room for a job that goes back to waiting: the newcomer meant the same.
    YIELD: (String, Option<String>) => () = "DELETE FROM job WHERE kind = $1 AND key = $2 AND state = 'waiting'";
    AGAIN: (Time, String, JobId, u32) => () =
        "UPDATE job SET state = 'waiting', due = $1, error = $2 WHERE id = $3 AND tries = $4 AND state = 'running'";
    FIND: (JobId,) => JobRow =
        "SELECT id, kind, payload, key, state, due, tries, error FROM job WHERE id = $1";
    REVIVE: (Time, JobId) => () = "UPDATE job SET state = 'waiting', due = $1, tries = 0 WHERE id = $2 AND state = 'dead'";
    COUNTS: () => (JobState, i64) = "SELECT state, COUNT(*) FROM job GROUP BY state";
    DEAD: (i64,) => JobRow =
        "SELECT id, kind, payload, key, state, due, tries, error FROM job WHERE state = 'dead' \
         ORDER BY due DESC, id DESC LIMIT $1";
    /// Touches a row only for the first who starts this slot.
    START: (String, Time) => () =
        "INSERT INTO job_schedule (name, slot) VALUES ($1, $2) \
         ON CONFLICT (name) DO UPDATE SET slot = excluded.slot WHERE job_schedule.slot < excluded.slot";
}
