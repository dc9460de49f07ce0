//! When a background task looks again: after a commit here, or when a second has passed, because
//! other nodes commit too and time passes.

use std::time::Duration;

use store::Db;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often a task looks without being woken.
const TICK: Duration = Duration::from_secs(1);

pub(crate) struct Wake {
    committed: watch::Receiver<u64>,
    tick: Interval,
    stop: watch::Receiver<bool>,
}

impl Wake {
    pub fn new(db: &Db, stop: watch::Receiver<bool>) -> Wake {
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Wake { committed: db.committed(), tick, stop }
    }

    /// Waits for a reason to look; false when it is time to stop. Commits from here on wake again,
    /// so whoever looks after this misses none.
    pub async fn again(&mut self) -> bool {
        tokio::select! {
            biased;
            // Also when whoever could say stop is gone.
            _ = self.stop.wait_for(|stop| *stop) => false,
            Ok(()) = self.committed.changed() => true,
            _ = self.tick.tick() => true,
        }
    }

    /// Whether it is time to stop.
    pub fn stopping(&self) -> bool {
        *self.stop.borrow() || self.stop.has_changed().is_err()
    }
}
