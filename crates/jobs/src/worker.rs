//! Runs what is due: takes jobs under a lease, hands each to the handler of its kind, and settles it.

use std::collections::HashMap;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kernel::{Clock, Error, Result, Time};
use store::{Db, Tx};
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::queue::{self, Claimed, Fate};
use crate::schedule::Schedule;
use crate::wake::Wake;

/// How many jobs one worker runs at a time.
const ABREAST: u32 = 8;
/// How soon it looks again for what is due, however much is committed meanwhile.
const PACE: Duration = Duration::from_millis(200);
/// How long a handler may take; then the try has failed. Shorter than a lease, so that nobody else
/// runs the job meanwhile.
pub const LIMIT: Duration = Duration::from_secs(10 * 60);

type Work = dyn Fn(Run) -> Pin<Box<dyn Future<Output = Result<()>> + Send>> + Send + Sync;
type Farewell = dyn Fn(&mut Tx<'_>, &Claimed, &Error, Time) -> Result<()> + Send + Sync;

/// What a handler gets.
#[derive(Clone)]
pub struct Run {
    /// The job.
    pub job: Claimed,
    /// The database.
    pub db: Db,
    /// The time of this try.
    pub now: Time,
}

/// How jobs of one kind are done. A job may run twice, when its node dies at the wrong moment.
#[derive(Clone)]
pub struct Handler {
    kind: &'static str,
    work: Arc<Work>,
    farewell: Arc<Farewell>,
}

impl Handler {
    /// Jobs of `kind` are done by `work`; an error means another try later. Its text is kept and
    /// logged, so it must hold no personal data.
    pub fn new<F, D>(kind: &'static str, work: F) -> Handler
    where
        F: Fn(Run) -> D + Send + Sync + 'static,
        D: Future<Output = Result<()>> + Send + 'static,
    {
        Handler { kind, work: Arc::new(move |run| Box::pin(work(run))), farewell: Arc::new(|_, _, _, _| Ok(())) }
    }

    /// Jobs of `kind` are done by `work`, which blocks: it runs on a thread where it may.
    pub fn blocking<F>(kind: &'static str, work: F) -> Handler
    where
        F: Fn(Run) -> Result<()> + Send + Sync + 'static,
    {
        let work = Arc::new(work);
        Handler::new(kind, move |run| {
            let work = Arc::clone(&work);
            async move { tokio::task::spawn_blocking(move || work(run)).await.map_err(Error::broken)? }
        })
    }

    /// What follows in the transaction in which a job is given up, and with which error it was.
    #[must_use]
    pub fn when_dead(
        mut self,
        farewell: impl Fn(&mut Tx<'_>, &Claimed, &Error, Time) -> Result<()> + Send + Sync + 'static,
    ) -> Handler {
        self.farewell = Arc::new(farewell);
        self
    }
}

impl fmt::Debug for Handler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handler({})", self.kind)
    }
}

/// Runs jobs and starts schedules. Every node may run one.
pub struct Worker {
    db: Db,
    clock: Clock,
    handlers: HashMap<&'static str, Handler>,
    schedules: Vec<Schedule>,
    /// The slots known to be started, so that the database is asked once a slot.
    started: Mutex<HashMap<&'static str, Time>>,
}

impl Worker {
    /// A worker with a handler for each kind of job.
    pub fn new(db: Db, clock: Clock, handlers: Vec<Handler>) -> Worker {
        let handlers = handlers.into_iter().map(|handler| (handler.kind, handler)).collect();
        Worker { db, clock, handlers, schedules: Vec::new(), started: Mutex::default() }
    }

    /// Also starts these schedules.
    #[must_use]
    pub fn with_schedules(mut self, schedules: Vec<Schedule>) -> Worker {
        self.schedules = schedules;
        self
    }

    /// Works until `stop` holds `true` or is dropped; what is being done then is finished first.
    pub async fn run(self, stop: watch::Receiver<bool>) {
        let mut wake = Wake::new(self.db.committed(), PACE, stop);
        while wake.again().await {
            let result = self.drain(|| self.clock.now(), || wake.stopping()).await;
            if let Err(error) = result {
                tracing::error!(%error, "the worker cannot reach its jobs");
            }
        }
    }

    /// Does everything that is due at `now`, with what that entails, and returns how many tries it
    /// took. What fails waits for a later time.
    ///
    /// # Errors
    /// Broken, when the database fails; never what a job ends with.
    pub async fn run_due(&self, now: Time) -> Result<usize> {
        self.drain(|| now, || false).await
    }

    async fn drain(&self, now: impl Fn() -> Time, stopping: impl Fn() -> bool) -> Result<usize> {
        let mut tried = 0;
        while !stopping() {
            let now = now();
            self.start_schedules(now).await?;
            // Look before writing: a commit of ours would wake us again, for ever.
            if self.db.read(queue::next).await?.is_none_or(|due| due > now) {
                break;
            }
            let claimed = self.db.write(move |tx| queue::claim(tx, now, ABREAST)).await?;
            if claimed.is_empty() {
                break; // others were faster
            }
            tried += claimed.len();
            let mut running = JoinSet::new();
            for job in claimed {
                let handler = self.handlers.get(job.kind.as_str()).cloned();
                running.spawn(attempt(handler, Run { job, db: self.db.clone(), now }));
            }
            let settled = running.join_all().await;
            settled.into_iter().collect::<Result<()>>()?;
        }
        Ok(tried)
    }

    async fn start_schedules(&self, now: Time) -> Result<()> {
        for schedule in self.schedules.iter().copied() {
            let slot = schedule.when.slot(now);
            if self.started().get(schedule.kind).is_none_or(|last| *last < slot) {
                self.db.write(move |tx| schedule.start(tx, now)).await?;
                self.started().insert(schedule.kind, slot);
            }
        }
        Ok(())
    }

    fn started(&self) -> std::sync::MutexGuard<'_, HashMap<&'static str, Time>> {
        self.started.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One try of one job, settled.
async fn attempt(handler: Option<Handler>, run: Run) -> Result<()> {
    let Run { job, db, now } = run.clone();
    // In a task of its own, so that a panic fails this try and nothing else.
    let outcome = match &handler {
        _ if job.tries > queue::MOST_TRIES => Err(Error::broken("whoever took it never came back")),
        None => Err(Error::broken("no handler here knows this kind")),
        Some(handler) => {
            let work = tokio::spawn((handler.work)(run));
            let abort = work.abort_handle();
            match tokio::time::timeout(LIMIT, work).await {
                Ok(Ok(outcome)) => outcome,
                Ok(Err(_)) => Err(Error::broken("a panic in the handler")),
                Err(_) => {
                    abort.abort();
                    Err(Error::broken("the handler took too long"))
                }
            }
        }
    };
    let Err(error) = outcome else {
        return db.write(move |tx| queue::done(tx, &job)).await.map(drop);
    };
    let (kind, id, tries) = (job.kind.clone(), job.id, job.tries);
    let text = error.to_string();
    let reason = text.clone();
    let fate = db
        .write(move |tx| {
            let fate = queue::failed(tx, &job, &reason, now)?;
            if let (Fate::Dead, Some(handler)) = (fate, &handler) {
                (handler.farewell)(tx, &job, &error, now)?;
            }
            Ok(fate)
        })
        .await?;
    match fate {
        Fate::Dead => tracing::error!(kind, %id, tries, error = text, "a job was given up"),
        Fate::Again(_) | Fate::Lost => tracing::warn!(kind, %id, tries, error = text, "a job failed"),
    }
    Ok(())
}
