//! When a background task looks again: after a commit here, or when a second has passed, because
//! other nodes commit too and time passes.

use std::time::Duration;

use store::Db;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often a task looks without being woken.
const TICK: Duration = Duration::from_secs(1);
/// How soon after it has begun to look a task looks again, however much is committed meanwhile. What
/// gathers in between is done at one blow: a batch costs a commit and a signature, whatever its size.
const PACE: Duration = Duration::from_millis(200);

pub(crate) struct Wake {
    committed: watch::Receiver<u64>,
    tick: Interval,
    pace: Interval,
    stop: watch::Receiver<bool>,
}

impl Wake {
    pub fn new(db: &Db, stop: watch::Receiver<bool>) -> Wake {
        let [tick, pace] = [TICK, PACE].map(|period| {
            let mut ticks = interval(period);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            ticks
        });
        Wake { committed: db.committed(), tick, pace, stop }
    }

    /// Waits for a reason to look; false when it is time to stop. Commits from here on wake again,
    /// so whoever looks after this misses none.
    pub async fn again(&mut self) -> bool {
        let reason = tokio::select! {
            biased;
            // Also when whoever could say stop is gone.
            _ = self.stop.wait_for(|stop| *stop) => false,
            Ok(()) = self.committed.changed() => true,
            _ = self.tick.tick() => true,
        };
        if reason {
            self.pace.tick().await; // at once after a rest
            self.committed.mark_unchanged(); // what was committed until here will be seen now
        }
        reason
    }

    /// Whether it is time to stop.
    pub fn stopping(&self) -> bool {
        *self.stop.borrow() || self.stop.has_changed().is_err()
    }
}
