//! Work that comes round. A schedule cuts time into slots; whoever first notes in the database that
//! a slot was started puts its job down in the same transaction, so many nodes start it once.
//!
//! A slot missed while the house was closed is started when it opens, but only the latest one.

use jiff::civil::Time as Hour;
use kernel::clock::DAY;
use kernel::{Result, Time};
use serde_json::json;
use store::Tx;

use crate::queue::{Job, enqueue};
use crate::store::START;

/// When a schedule comes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Every so many minutes, counted from midnight UTC of 1970-01-01.
    Minutes(u32),
    /// Each day at this hour in China.
    Daily(Hour),
}

impl When {
    /// The start of the slot that `now` lies in.
    pub fn slot(self, now: Time) -> Time {
        match self {
            When::Minutes(minutes) => {
                let length = i64::from(minutes.max(1)) * 60_000;
                Time::from_millis(now.millis().div_euclid(length) * length)
            }
            When::Daily(hour) => {
                let into = hour.duration_since(Hour::midnight()).as_millis() as i64; // less than a day
                let today = Time::start_of(now.date()).plus_millis(into);
                if today <= now { today } else { today.plus_millis(-DAY) }
            }
        }
    }
}

/// A job that is put down once in each slot, with the payload `{"slot": milliseconds}`.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// The kind of the job, and the schedule's name.
    pub kind: &'static str,
    /// When.
    pub when: When,
}

impl Schedule {
    /// Starts the slot of `now` unless somebody has; whether it was started here.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn start(&self, tx: &mut Tx<'_>, now: Time) -> Result<bool> {
        let slot = self.when.slot(now);
        if tx.execute(&START, (self.kind, slot))? == 0 {
            return Ok(false);
        }
        let key = Some(slot.millis().to_string());
        enqueue(tx, Job { kind: self.kind, payload: json!({ "slot": slot.millis() }), run_at: now, key })?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_begins_at_its_hour_in_china() {
        let daily = When::Daily(time(8, 0, 0, 0));
        let midnight = Time::start_of(date(2026, 11, 23));
        let eight = midnight.plus_millis(8 * 3_600_000);
        assert_eq!(daily.slot(eight), eight);
        assert_eq!(daily.slot(eight.plus_millis(-1)), eight.plus_millis(-DAY));
        assert_eq!(daily.slot(midnight.plus_millis(DAY - 1)), eight);
    }

    proptest! {
        #[test]
        fn a_slot_holds_the_time_it_is_asked_for_and_is_its_own_start(
            millis in 0_i64..4_000_000_000_000, minutes in 1_u32..3000, hour in 0_i8..24, minute in 0_i8..60,
        ) {
            let now = Time::from_millis(millis);
            let ways = [
                (When::Minutes(minutes), i64::from(minutes) * 60_000),
                (When::Daily(time(hour, minute, 0, 0)), DAY),
            ];
            for (when, length) in ways {
                let slot = when.slot(now);
                prop_assert!(slot <= now && now < slot.plus_millis(length));
                prop_assert_eq!(when.slot(slot), slot);
                prop_assert_eq!(when.slot(slot.plus_millis(length - 1)), slot);
            }
        }
    }
}
