//! Dates and times of day in Asia/Shanghai.

use std::sync::LazyLock;

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _};

use super::Whole;
use crate::i18n::T;

/// China's time. Without a zone database the fixed offset is right for every date since 1991.
static SHANGHAI: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::get("Asia/Shanghai").unwrap_or_else(|_| TimeZone::fixed(Offset::constant(8))));

/// The civil time of an instant. Instants beyond the calendar's end become 1970, which no
/// record of ours can mean and every reader will question.
fn civil(ms: impl Whole) -> DateTime {
    let instant = Timestamp::from_millisecond(ms.whole()).unwrap_or(Timestamp::UNIX_EPOCH);
    SHANGHAI.to_datetime(instant)
}

impl T {
    /// For records: `2025-06-12 09:42`.
    #[must_use]
    pub fn stamp(self, ms: impl Whole) -> String {
        civil(ms).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// For receipts, to the second: `2025-06-12 09:42:37`.
    #[must_use]
    pub fn stamp_exact(self, ms: impl Whole) -> String {
        civil(ms).strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// For a `datetime` attribute: `2025-06-12T09:42:37+08:00`.
    #[must_use]
    pub fn machine_time(self, ms: impl Whole) -> String {
        civil(ms).strftime("%Y-%m-%dT%H:%M:%S+08:00").to_string()
    }

    /// A date in a record or a date field: `2025-06-12`.
    #[must_use]
    pub fn date(self, ms: impl Whole) -> String {
        civil(ms).strftime("%Y-%m-%d").to_string()
    }

    /// The time of day: `09:42`.
    #[must_use]
    pub fn clock(self, ms: impl Whole) -> String {
        civil(ms).strftime("%H:%M").to_string()
    }

    /// A date in a sentence: `6月12日`, `12 June`.
    #[must_use]
    pub fn day(self, ms: impl Whole) -> String {
        self.day_of(civil(ms))
    }

    /// A date with its time in a sentence: `6月12日 18:00`, `12 June, 18:00`.
    #[must_use]
    pub fn day_time(self, ms: impl Whole) -> String {
        let at = civil(ms);
        let time = at.strftime("%H:%M").to_string();
        self.with2("fmt-day-time", ("day", self.day_of(at)), ("time", time)).into_owned()
    }

    /// By when, seen from `now`: `今天 17:00 前`, `明天 17:00 前`, `6月16日 17:00 前`.
    #[must_use]
    pub fn due(self, deadline_ms: impl Whole, now_ms: impl Whole) -> String {
        let (at, today) = (civil(deadline_ms), civil(now_ms).date());
        let time = at.strftime("%H:%M").to_string();
        if at.date() == today {
            return self.with1("fmt-due-today", "time", time).into_owned();
        }
        if today.checked_add(1.day()).is_ok_and(|day| day == at.date()) {
            return self.with1("fmt-due-tomorrow", "time", time).into_owned();
        }
        self.with2("fmt-due", ("day", self.day_of(at)), ("time", time)).into_owned()
    }

    fn day_of(self, at: DateTime) -> String {
        let month = format!("fmt-month-{}", at.month());
        self.with2("fmt-day", ("month", self.get(&month)), ("day", i64::from(at.day()))).into_owned()
    }
}
