//! The database as the async world sees it: `read` and `write` hand plain functions to the
//! database's own threads.
//!
//! SQLite has reader threads and one writer thread that runs each waiting change in its own
//! savepoint and commits them together (group commit): five times as many durable changes, and no
//! lost races between writers. PostgreSQL groups commits itself, so it gets a pool of threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use kernel::{Error, Result};
use rusqlite::Connection;
use tokio::sync::{oneshot, watch};

use crate::link::Link;
use crate::lite;
use crate::migrate::{self, Migration};
use crate::pg::{self, PgConn};
use crate::reader::{Asked, Reader, Tx};
use crate::value::StoreError;

/// Changes that one commit takes together at most.
const GROUP: usize = 256;
/// Jobs that may wait for a thread; beyond that callers are told the house is full.
const WAITING: usize = 8192;
/// How often a change is run again after losing a race on PostgreSQL.
const TRIES: usize = 8;

/// Where the data is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The embedded engine, in this file.
    File(PathBuf),
    /// A PostgreSQL server, by URL.
    Url(String),
}

/// Which engine serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite inside this process.
    Lite,
    /// A PostgreSQL server.
    Pg,
}

type LiteRead = Box<dyn FnOnce(&Connection) + Send>;
type Told = Box<dyn FnOnce(Result<(), String>) + Send>;
type LiteWrite = Box<dyn FnOnce(&Connection) -> Told + Send>;
type PgWork = Box<dyn FnOnce(&mut PgConn) + Send>;

enum Lanes {
    Lite { reads: flume::Sender<LiteRead>, writes: flume::Sender<LiteWrite>, at_hand: Mutex<Vec<Connection>> },
    Pg { work: flume::Sender<PgWork> },
}

/// An open database. Clones share its threads; the threads end with the last clone.
#[derive(Clone)]
pub struct Db {
    lanes: Arc<Lanes>,
    target: Target,
    asked: Arc<Asked>,
    committed: Arc<watch::Sender<u64>>,
}

impl Db {
    /// Opens the database with `threads` for reading (and, on PostgreSQL, for everything).
    ///
    /// # Errors
    /// Broken, when the file or the server cannot be opened.
    pub fn open(target: &Target, threads: usize) -> Result<Db> {
        let committed = Arc::new(watch::Sender::new(0));
        let lanes = match target {
            Target::File(file) => open_lite(file, threads, &committed)?,
            Target::Url(url) => open_pg(url, threads)?,
        };
        Ok(Db { lanes: Arc::new(lanes), target: target.clone(), asked: Arc::default(), committed })
    }

    /// Which engine serves.
    pub fn engine(&self) -> Engine {
        match &*self.lanes {
            Lanes::Lite { .. } => Engine::Lite,
            Lanes::Pg { .. } => Engine::Pg,
        }
    }

    /// Where the data is.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// How many statements were run since the start. Pages are tested to run a fixed number.
    pub fn asked(&self) -> u64 {
        self.asked.statements.load(Ordering::Relaxed)
    }

    /// How many rows they yielded. Pages of large nodes are tested to read no more than they show.
    pub fn rows(&self) -> u64 {
        self.asked.rows.load(Ordering::Relaxed)
    }

    /// Changes whenever this process commits: the sealer and the folds wake by it.
    pub fn committed(&self) -> watch::Receiver<u64> {
        self.committed.subscribe()
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// Broken, when a migration fails or an applied one was edited.
    pub async fn migrate(&self, migrations: Vec<Migration>) -> Result<()> {
        self.on_writer(move |link, _| migrate::run(link, &migrations)).await
    }

    /// Lets SQLite look at samples of tables that grew, so that it knows which index narrows most: without that it
    /// takes every index for equally good. Every connection then reads its schema anew, as only that makes it read what
    /// was found. PostgreSQL does so by itself.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub async fn look_over(&self) -> Result<()> {
        let looked = |link: Link<'_>, _: &Asked| match link {
            Link::Lite(conn) => {
                let looked = "PRAGMA analysis_limit = 1000; PRAGMA optimize = 0x10002; \
                    CREATE VIEW looked_over AS SELECT 1; DROP VIEW looked_over;";
                conn.execute_batch(looked).map_err(Error::broken)
            }
            Link::Pg(_) => Ok(()),
        };
        self.on_writer(looked).await
    }

    /// Runs `ask` on a reader thread.
    ///
    /// # Errors
    /// What `ask` ends with; [`Error::Busy`] when too many wait.
    pub async fn read<T, F>(&self, ask: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Reader<'_>) -> Result<T> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let asked = Arc::clone(&self.asked);
        let sent = match &*self.lanes {
            Lanes::Lite { reads, .. } => reads
                .try_send(Box::new(move |conn| {
                    let answer = caught(|| snapshot(conn, || ask(&Reader::new(Link::Lite(conn), &asked))));
                    let _ = tell.send(answer);
                }))
                .is_ok(),
            Lanes::Pg { work } => work
                .try_send(Box::new(move |conn| {
                    let answer = caught(|| ask(&Reader::new(Link::Pg(conn.into()), &asked)));
                    let _ = tell.send(answer);
                }))
                .is_ok(),
        };
        if !sent {
            return Err(Error::Busy);
        }
        told.await.unwrap_or(Err(Error::Busy))
    }

    /// Runs `ask` where it stands, without handing it to another thread: for a few rows by their keys,
    /// which SQLite finds sooner than a thread wakes. Whatever may read many rows belongs into
    /// [`Db::read`], and so this does where nothing is at hand.
    ///
    /// # Errors
    /// What `ask` ends with; [`Error::Busy`] when too many wait.
    pub async fn glance<T, F>(&self, ask: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Reader<'_>) -> Result<T> + Send + 'static,
    {
        let Lanes::Lite { at_hand, .. } = &*self.lanes else { return self.read(ask).await };
        let taken = at_hand.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let Some(conn) = taken else { return self.read(ask).await };
        let answer = caught(|| snapshot(&conn, || ask(&Reader::new(Link::Lite(&conn), &self.asked))));
        at_hand.lock().unwrap_or_else(PoisonError::into_inner).push(conn);
        answer
    }

    /// Runs `change` in one transaction. It may be run again after a lost race, so it must be
    /// repeatable. Facts are written through `ledger`, which wraps this; called directly it is for
    /// what is no fact: sessions, drafts, cursors, jobs.
    ///
    /// # Errors
    /// What `change` ends with, and then nothing is written; [`Error::Busy`] when too many wait.
    pub async fn write<T, F>(&self, mut change: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.on_writer(move |link, asked| {
            let mut tx = Tx::new(link, asked);
            change(&mut tx)
        })
        .await
    }

    async fn on_writer<T, F>(&self, mut work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'c> FnMut(Link<'c>, &'c Asked) -> Result<T> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let asked = Arc::clone(&self.asked);
        let sent = match &*self.lanes {
            Lanes::Lite { writes, .. } => writes
                .try_send(Box::new(move |conn| {
                    let answer = in_savepoint(conn, || work(Link::Lite(conn), &asked));
                    Box::new(move |committed| {
                        let _ = tell.send(answer.and_then(|value| committed.map(|()| value).map_err(Error::broken)));
                    })
                }))
                .is_ok(),
            Lanes::Pg { work: lane } => {
                let committed = Arc::clone(&self.committed);
                lane.try_send(Box::new(move |conn| {
                    let answer = in_transaction(conn, |conn| work(Link::Pg(conn.into()), &asked));
                    if answer.is_ok() {
                        committed.send_modify(|count| *count += 1);
                    }
                    let _ = tell.send(answer);
                }))
                .is_ok()
            }
        };
        if !sent {
            return Err(Error::Busy);
        }
        told.await.unwrap_or(Err(Error::Busy))
    }
}

fn open_lite(file: &std::path::Path, threads: usize, committed: &Arc<watch::Sender<u64>>) -> Result<Lanes> {
    let writer = lite::open(file, true)?;
    let (writes, waiting) = flume::bounded::<LiteWrite>(WAITING);
    let committed = Arc::clone(committed);
    spawn("db-writer", move || write_in_groups(&writer, &waiting, &committed))?;

    let (reads, asked) = flume::bounded::<LiteRead>(WAITING);
    for number in 0..threads.max(1) {
        let conn = lite::open(file, false)?;
        let asked = asked.clone();
        spawn(&format!("db-reader-{number}"), move || {
            while let Ok(ask) = asked.recv() {
                ask(&conn);
            }
        })?;
    }
    let at_hand = (0..threads.max(1)).map(|_| lite::open(file, false)).collect::<Result<_, StoreError>>()?;
    Ok(Lanes::Lite { reads, writes, at_hand: Mutex::new(at_hand) })
}

/// The one writer: takes what waits, runs each in its savepoint, commits all, tells all.
fn write_in_groups(conn: &Connection, waiting: &flume::Receiver<LiteWrite>, committed: &watch::Sender<u64>) {
    let mut told: Vec<Told> = Vec::with_capacity(GROUP);
    while let Ok(first) = waiting.recv() {
        if let Err(error) = conn.execute_batch("BEGIN IMMEDIATE") {
            tracing::error!(%error, "the writer cannot begin");
            continue; // the dropped change tells its caller "busy"
        }
        told.push(first(conn));
        while told.len() < GROUP {
            let Ok(next) = waiting.try_recv() else { break };
            told.push(next(conn));
        }
        let outcome = conn.execute_batch("COMMIT").map_err(|error| {
            tracing::error!(%error, "a group of changes was not committed");
            let _ = conn.execute_batch("ROLLBACK");
            error.to_string()
        });
        if outcome.is_ok() {
            committed.send_modify(|count| *count += 1);
        }
        for tell in told.drain(..) {
            tell(outcome.clone());
        }
    }
}

fn open_pg(url: &str, threads: usize) -> Result<Lanes> {
    let (work, waiting) = flume::bounded::<PgWork>(WAITING);
    // Each thread connects before it waits for work, and the first tells how that went, so that a
    // wrong address is reported at once. (The client must not be made inside the async runtime.)
    let (tell, told) = flume::bounded(threads.max(2));
    for number in 0..threads.max(2) {
        let (waiting, url, tell) = (waiting.clone(), url.to_owned(), tell.clone());
        spawn(&format!("db-pool-{number}"), move || {
            let mut conn = match PgConn::connect(&url) {
                Ok(conn) => Some(conn),
                Err(error) => {
                    let _ = tell.send(Err(error));
                    return;
                }
            };
            let _ = tell.send(Ok(()));
            serve(&url, &mut conn, &waiting);
        })?;
    }
    for _ in 0..threads.max(2) {
        told.recv().map_err(Error::broken)??;
    }
    Ok(Lanes::Pg { work })
}

fn serve(url: &str, conn: &mut Option<PgConn>, waiting: &flume::Receiver<PgWork>) {
    while let Ok(job) = waiting.recv() {
        if conn.as_ref().is_none_or(PgConn::is_closed) {
            *conn = PgConn::connect(url).inspect_err(|error| tracing::error!(%error, "cannot reach the database")).ok();
        }
        if let Some(conn) = conn {
            job(conn);
        } // without a connection the dropped job tells its caller "busy"
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop).map_err(Error::broken)
}

/// Everything one reader asks on SQLite sees one moment.
fn snapshot<T>(conn: &Connection, ask: impl FnOnce() -> Result<T>) -> Result<T> {
    conn.prepare_cached("BEGIN").and_then(|mut begin| begin.execute([])).map_err(StoreError::from)?;
    let answer = ask();
    conn.prepare_cached("COMMIT").and_then(|mut end| end.execute([])).map_err(StoreError::from)?;
    answer
}

fn in_savepoint<T>(conn: &Connection, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let run = |sql| conn.prepare_cached(sql).and_then(|mut s| s.execute([])).map_err(StoreError::from);
    run("SAVEPOINT change")?;
    let answer = caught(work);
    if answer.is_err() {
        run("ROLLBACK TO change")?;
    }
    run("RELEASE change")?;
    answer
}

fn in_transaction<T>(conn: &mut PgConn, mut work: impl FnMut(&mut PgConn) -> Result<T>) -> Result<T> {
    let mut tries = 0;
    loop {
        tries += 1;
        conn.batch("BEGIN")?;
        let answer = caught(|| work(conn));
        let ended = conn.batch(if answer.is_ok() { "COMMIT" } else { "ROLLBACK" });
        match (answer, ended) {
            (Ok(value), Ok(())) => return Ok(value),
            (Ok(_), Err(error)) if tries < TRIES && pg::may_retry(&error) => {}
            (Ok(_), Err(error)) => return Err(error.into()),
            (Err(error), _) if tries < TRIES && lost_race(&error) => {}
            (Err(error), _) => return Err(error),
        }
    }
}

fn lost_race(error: &Error) -> bool {
    match error {
        Error::Broken(source) => source.downcast_ref::<StoreError>().is_some_and(pg::may_retry),
        _ => false,
    }
}

/// A panic in a change must not take the database thread with it.
fn caught<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Error::broken("a panic in a read or a change")))
}
