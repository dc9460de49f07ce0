//! How works of one kind are done, and how the worker takes its turns.

use std::fmt;
use std::sync::Arc;

use kernel::{Clock, Error, Reason, Result, Time};
use store::Tx;

use super::{Long, LongId, advance, fail, find, queue};
use crate::worker::{Handler, Run};

/// Portions in one turn of the worker. It waits for all jobs of a handful to end before it takes up others, so a
/// turn is to last a few seconds.
const A_TURN: usize = 20;

/// How far a work is after a portion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// How much is done.
    pub done: i64,
    /// Of how much; 0 where nobody knows.
    pub total: i64,
    /// Whether it can no longer be cancelled from here on.
    pub firm: bool,
    /// Whether it is done, and the page that shows what came of it.
    pub ended: Option<Option<String>>,
}

type Portion = dyn Fn(&mut Tx<'_>, &Long, Time) -> Result<Step> + Send + Sync;
type Undo = dyn Fn(&mut Tx<'_>, &Long, Time) -> Result<bool> + Send + Sync;

/// How works of one kind are done.
#[derive(Clone)]
pub struct Kind {
    name: &'static str,
    portion: Arc<Portion>,
    undo: Arc<Undo>,
}

impl Kind {
    /// Works of the kind `name` are done by `portion`, again and again until it says that it ended. It reads from
    /// the database where it was: nothing is kept between two portions. An error that is no fault of the database ends
    /// the work, with its reason told.
    pub fn new(
        name: &'static str,
        portion: impl Fn(&mut Tx<'_>, &Long, Time) -> Result<Step> + Send + Sync + 'static,
    ) -> Kind {
        Kind { name, portion: Arc::new(portion), undo: Arc::new(|_, _, _| Ok(true)) }
    }

    /// What was done is undone by `undo`, again and again until it says that nothing is left.
    #[must_use]
    pub fn undone_by(
        mut self,
        undo: impl Fn(&mut Tx<'_>, &Long, Time) -> Result<bool> + Send + Sync + 'static,
    ) -> Kind {
        self.undo = Arc::new(undo);
        self
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn portion(&self, tx: &mut Tx<'_>, long: &Long, now: Time) -> Result<Step> {
        (self.portion)(tx, long, now)
    }

    pub(super) fn undo(&self, tx: &mut Tx<'_>, long: &Long, now: Time) -> Result<bool> {
        (self.undo)(tx, long, now)
    }

    /// Takes the turns of the works of this kind in the background. A portion that breaks is tried again as jobs are;
    /// a work whose job is given up fails.
    pub fn handler(&self, clock: Clock) -> Handler {
        let kind = self.clone();
        let turns = move |run: Run| {
            let (kind, clock) = (kind.clone(), clock.clone());
            async move { turn(&run, &kind, &clock).await }
        };
        Handler::new(self.name, turns).when_dead(|tx, job, _, now| {
            let long = fail(tx, id(&job.payload)?, &Reason::new("long-broken"))?;
            if long.state.is_over() { Ok(()) } else { queue(tx, &long, now) }
        })
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kind({})", self.name)
    }
}

async fn turn(run: &Run, kind: &Kind, clock: &Clock) -> Result<()> {
    let id = id(&run.job.payload)?;
    for _ in 0..A_TURN {
        if advance(&run.db, kind, clock, id).await?.state.is_over() {
            return Ok(());
        }
    }
    let now = clock.now();
    run.db
        .write(move |tx| {
            let long = find(tx, id)?;
            queue(tx, &long, now)
        })
        .await
}

fn id(payload: &serde_json::Value) -> Result<LongId> {
    payload["long"].as_str().and_then(|id| id.parse().ok()).ok_or_else(|| Error::broken("a turn of no work"))
}
