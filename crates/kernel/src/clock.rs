//! Time as a parameter. Nothing in the house reads the machine's clock except [`Clock::system`].

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Serialize};

/// A moment, in whole milliseconds since 1970 in UTC: what both databases store alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(i64);

/// China has one civil time, without daylight saving since 1991.
pub const CHINA_OFFSET_SECONDS: i32 = 8 * 3600;

/// One day in milliseconds.
pub const DAY: i64 = 86_400_000;

impl Time {
    /// The moment `millis` milliseconds after 1970.
    pub const fn from_millis(millis: i64) -> Self {
        Time(millis)
    }

    /// Milliseconds since 1970.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The moment as the calendar library sees it. Outside the years 1 to 9999 it is clamped.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX })
    }

    /// Civil time in China.
    pub fn china(self) -> ZonedDateTime {
        self.timestamp().to_zoned_datetime(china_zone())
    }

    /// The civil date in China.
    pub fn date(self) -> Date {
        self.china().date()
    }

    /// The month in China, counted from the year 0: twelve times the year, and the months before.
    pub fn month(self) -> i64 {
        let date = self.date();
        i64::from(date.year()) * 12 + i64::from(date.month()) - 1
    }

    /// Midnight in China at the start of `date`.
    pub fn start_of(date: Date) -> Time {
        date.to_zoned_datetime(china_zone()).map(|zoned| Time::from(zoned.timestamp())).unwrap_or_default()
    }

    /// The moment `millis` milliseconds later.
    pub const fn plus_millis(self, millis: i64) -> Time {
        Time(self.0.saturating_add(millis))
    }
}

impl From<Timestamp> for Time {
    fn from(stamp: Timestamp) -> Self {
        Time(stamp.as_millisecond())
    }
}

/// China's zone as a fixed offset, so that no time-zone database is needed.
pub fn china_zone() -> TimeZone {
    TimeZone::fixed(jiff::tz::Offset::constant(8))
}

/// Where the house gets the time from: the machine, or a test that sets it.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that moves only when told to. Clones share it.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Clock::System
    }

    /// A clock that stands at `at`.
    pub fn fixed(at: Time) -> Self {
        Clock::Fixed(Arc::new(AtomicI64::new(at.millis())))
    }

    /// The time now.
    pub fn now(&self) -> Time {
        match self {
            #[allow(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
            Clock::System => Timestamp::now().into(),
            Clock::Fixed(millis) => Time(millis.load(Ordering::SeqCst)),
        }
    }

    /// Moves a fixed clock forward (or back). Does nothing to the machine's clock.
    pub fn advance(&self, millis: i64) {
        if let Clock::Fixed(now) = self {
            now.fetch_add(millis, Ordering::SeqCst);
        }
    }

    /// Sets a fixed clock. Does nothing to the machine's clock.
    pub fn set(&self, at: Time) {
        if let Clock::Fixed(now) = self {
            now.store(at.millis(), Ordering::SeqCst);
        }
    }
}
