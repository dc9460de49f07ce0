//! What an enterprise decides for itself about spreading.

use kernel::calendar::WorkCalendar;
use kernel::id::UnitId;
use kernel::{Result, Time};
use serde::{Deserialize, Serialize};
use store::Reader;

/// The key of these rules among an enterprise's settings.
pub const SETTING: &str = "spread";

/// The rules of one enterprise, at one time. No source sets any of these: a preset of the house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// As an originator: working days until a request is answered.
    pub answer_days: u32,
    /// As a taker: what originators get of the award for what was taken over, in per cent.
    pub origin_share: u32,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules { answer_days: 5, origin_share: 0 }
    }
}

impl Rules {
    /// The rules in force at `now`.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn of(reader: &Reader<'_>, enterprise: UnitId, now: Time) -> Result<Rules> {
        let found = identity::settings::current::<Rules>(reader, enterprise, SETTING, now)?;
        Ok(found.map(|setting| setting.value).unwrap_or_default())
    }

    /// When a request of `at` is to be answered.
    pub fn answer_due(&self, at: Time) -> Time {
        let due = WorkCalendar::china().deadline(at.timestamp(), self.answer_days);
        Time::from_millis(due.as_millisecond())
    }
}
