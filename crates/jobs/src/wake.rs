//! When a background task looks again: after something changed here, or when a second has passed, because
//! other nodes commit too and time passes.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

/// How often a task looks without being woken.
const TICK: Duration = Duration::from_secs(1);

pub(crate) struct Wake {
    changed: watch::Receiver<u64>,
    tick: Interval,
    pace: Interval,
    stop: watch::Receiver<bool>,
}

impl Wake {
    /// Wakes when `changed` does. After it has begun to look a task looks again no sooner than in `pace`, however much
    /// changes meanwhile: what gathers in between is done at one blow.
    pub fn new(changed: watch::Receiver<u64>, pace: Duration, stop: watch::Receiver<bool>) -> Wake {
        let [tick, pace] = [TICK, pace].map(|period| {
            let mut ticks = interval(period);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
            ticks
        });
        Wake { changed, tick, pace, stop }
    }

    /// Waits for a reason to look; false when it is time to stop. Changes from here on wake again,
    /// so whoever looks after this misses none.
    pub async fn again(&mut self) -> bool {
        let changed = tokio::select! {
            biased;
            // Also when whoever could say stop is gone.
            _ = self.stop.wait_for(|stop| *stop) => return false,
            Ok(()) = self.changed.changed() => true,
            _ = self.tick.tick() => false,
        };
        if changed {
            tokio::select! {
                biased;
                _ = self.stop.wait_for(|stop| *stop) => return false,
                _ = self.pace.tick() => {} // at once after a rest
            }
        }
        self.changed.mark_unchanged(); // what has changed until here will be seen now
        true
    }

    /// Whether it is time to stop.
    pub fn stopping(&self) -> bool {
        *self.stop.borrow() || self.stop.has_changed().is_err()
    }
}
