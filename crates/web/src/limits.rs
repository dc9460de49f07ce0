//! A rate limit in memory: so many in so long, by key. For what needs no account; what concerns an
//! account is limited in the database, where every node sees it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use kernel::{Error, Result, Time};

/// Keys kept at most; beyond that, windows that have passed are swept out.
const KEPT: usize = 100_000;

/// So many in so long, by key.
pub struct RateLimit {
    most: u32,
    window: i64,
    seen: Mutex<HashMap<String, (Time, u32)>>,
}

impl RateLimit {
    /// `most` in each window of `seconds`.
    pub fn new(most: u32, seconds: i64) -> RateLimit {
        RateLimit { most, window: seconds * 1000, seen: Mutex::default() }
    }

    /// Counts one more for `key`.
    ///
    /// # Errors
    /// [`Error::TooMany`] with the seconds to wait.
    pub fn take(&self, key: &str, now: Time) -> Result<()> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= KEPT {
            seen.retain(|_, (since, _)| now.millis() - since.millis() < self.window);
        }
        let (since, count) = seen.entry(key.to_owned()).or_insert((now, 0));
        if now.millis() - since.millis() >= self.window {
            (*since, *count) = (now, 0);
        }
        if *count >= self.most {
            let left = self.window - (now.millis() - since.millis());
            return Err(Error::TooMany(u64::try_from(left / 1000 + 1).unwrap_or(1)));
        }
        *count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_one_waits_for_the_window_to_pass() {
        let limit = RateLimit::new(2, 60);
        let at = Time::from_millis;
        assert!(limit.take("a", at(0)).is_ok() && limit.take("a", at(1)).is_ok());
        assert!(matches!(limit.take("a", at(30_000)), Err(Error::TooMany(31))));
        assert!(limit.take("b", at(2)).is_ok(), "others are not held up");
        assert!(limit.take("a", at(60_000)).is_ok());
    }
}
