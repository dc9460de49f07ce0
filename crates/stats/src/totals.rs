//! What one row of the totals holds: every measure of a node and period.

use kernel::Result;

use crate::measure::Measure;
use crate::pack::{Unpack, put, put_signed};
use crate::standing::LONGEST;

/// Bits of a key for the number of days in a histogram; what is a plain number has none.
const BUCKET: u32 = 12;
/// Bits of a key for the number of a measure.
const MEASURE: u32 = 16;

/// Sums by measure, in the order of their keys, none of them zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(Vec<(u64, i64)>);

/// What a number stands under: which month or day of the year where those share a row, which measure, and in a histogram
/// how many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Which month or day of the year, from 1; 0 in rows of one time alone.
    pub day: u32,
    /// The measure's number.
    pub measure: u16,
    /// In a histogram one more than the days; 0 elsewhere.
    pub bucket: u32,
}

impl Slot {
    const fn key(self) -> u64 {
        ((self.day as u64) << (MEASURE + BUCKET)) | ((self.measure as u64) << BUCKET) | self.bucket as u64
    }

    fn of(key: u64) -> Slot {
        let bits = |from: u32, many: u32| ((key >> from) & ((1 << many) - 1)) as u32;
        Slot { day: bits(MEASURE + BUCKET, 9), measure: bits(BUCKET, MEASURE) as u16, bucket: bits(0, BUCKET) }
    }
}

// The longest time of a histogram has room in its bits.
const _: () = assert!(LONGEST + 1 < 1 << BUCKET);

impl Totals {
    /// Adds to what stands under a slot.
    pub fn add(&mut self, slot: Slot, number: i64) {
        let key = slot.key();
        match self.0.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(at) => {
                let sum = self.0[at].1 + number;
                if sum == 0 {
                    self.0.remove(at);
                } else {
                    self.0[at].1 = sum;
                }
            }
            Err(at) if number != 0 => self.0.insert(at, (key, number)),
            Err(_) => {}
        }
    }

    /// Adds other totals, `times` over.
    pub fn add_all(&mut self, other: &Totals, times: i64) {
        if self.0.is_empty() && times == 1 {
            self.0.clone_from(&other.0);
            return;
        }
        other.slots().for_each(|(slot, number)| self.add(slot, number * times));
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Everything in it.
    pub fn slots(&self) -> impl Iterator<Item = (Slot, i64)> {
        self.0.iter().map(|(key, number)| (Slot::of(*key), *number))
    }

    /// The sum of a measure.
    pub fn sum(&self, measure: &Measure) -> i64 {
        let key = Slot { day: 0, measure: measure.id, bucket: 0 }.key();
        self.0.binary_search_by_key(&key, |(key, _)| *key).map_or(0, |at| self.0[at].1)
    }

    /// A histogram: days and how many took so long, the shortest first.
    pub fn histogram(&self, measure: &Measure) -> impl Iterator<Item = (u32, i64)> {
        let key = |bucket| Slot { day: 0, measure: measure.id, bucket }.key();
        let from = self.0.partition_point(|(at, _)| *at < key(1));
        let until = key(LONGEST + 1);
        self.0[from..]
            .iter()
            .take_while(move |(at, _)| *at <= until)
            .map(|(at, many)| (Slot::of(*at).bucket - 1, *many))
    }

    /// Only these measures.
    pub fn only(&self, wanted: &[u16]) -> Totals {
        Totals(self.0.iter().filter(|(key, _)| wanted.contains(&Slot::of(*key).measure)).copied().collect())
    }

    /// As bytes.
    pub fn pack(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.0.len() * 4);
        let mut before = 0;
        for (key, number) in &self.0 {
            put(&mut out, key - before);
            put_signed(&mut out, *number);
            before = *key;
        }
        out
    }

    /// From bytes.
    ///
    /// # Errors
    /// Broken, when they are no totals.
    pub fn unpack(bytes: &[u8]) -> Result<Totals> {
        let mut totals = Vec::with_capacity(bytes.len() / 3);
        each(bytes, |key, number| totals.push((key, number)))?;
        Ok(Totals(totals))
    }

    /// Some measures from bytes, each told with the month or day of the year it stands under.
    ///
    /// # Errors
    /// Broken, when they are no totals.
    pub fn unpack_some(bytes: &[u8], wanted: &[u16], mut found: impl FnMut(Slot, i64)) -> Result<()> {
        each(bytes, |key, number| {
            let slot = Slot::of(key);
            if wanted.contains(&slot.measure) {
                found(slot, number);
            }
        })
    }
}

fn each(bytes: &[u8], mut found: impl FnMut(u64, i64)) -> Result<()> {
    let (mut packed, mut key) = (Unpack(bytes), 0_u64);
    while !packed.is_empty() {
        key = key.wrapping_add(packed.next()?);
        found(key, packed.next_signed()?);
    }
    Ok(())
}

/// The value below which `percent` of what a histogram counts lie, by the nearest rank; none when it counts
/// nothing.
pub fn quantile(histogram: impl Iterator<Item = (u32, i64)>, percent: u8) -> Option<u32> {
    let all: Vec<(u32, i64)> = histogram.collect();
    let many: i64 = all.iter().map(|(_, many)| many).sum();
    let rank = (many * i64::from(percent)).div_euclid(100) + i64::from((many * i64::from(percent)) % 100 != 0);
    let mut seen = 0;
    all.into_iter()
        .find(|(_, count)| {
            seen += count;
            seen >= rank.max(1)
        })
        .map(|(days, _)| days)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slot() -> impl Strategy<Value = Slot> {
        (0..=366_u32, 0..800_u16, 0..=LONGEST + 1).prop_map(|(day, measure, bucket)| Slot { day, measure, bucket })
    }

    proptest! {
        #[test]
        fn totals_are_read_as_they_were_packed_and_taking_away_what_was_added_leaves_nothing(
            added in prop::collection::vec((slot(), -900..900_i64), 0..40)
        ) {
            let mut totals = Totals::default();
            added.iter().for_each(|(slot, number)| totals.add(*slot, *number));
            prop_assert_eq!(&Totals::unpack(&totals.pack()).unwrap(), &totals);
            added.iter().rev().for_each(|(slot, number)| totals.add(*slot, -number));
            prop_assert!(totals.is_empty());
        }

        #[test]
        fn a_quantile_is_that_of_the_sorted_list(mut days in prop::collection::vec(0..60_u32, 1..80), percent in 1..=100_u8) {
            let measure = Measure::days(7, "some.days");
            let mut totals = Totals::default();
            days.iter().for_each(|days| totals.add(Slot { day: 0, measure: 7, bucket: days + 1 }, 1));
            days.sort_unstable();
            let rank = (days.len() * usize::from(percent)).div_ceil(100).max(1);
            prop_assert_eq!(quantile(totals.histogram(&measure), percent), Some(days[rank - 1]));
        }
    }

    #[test]
    fn a_histogram_ends_where_the_next_measure_begins() {
        let mut totals = Totals::default();
        let slot = |measure, bucket| Slot { day: 0, measure, bucket };
        let slots = [slot(4, 9), slot(5, 1), slot(5, LONGEST + 1), slot(6, 0), slot(6, 3)];
        slots.into_iter().for_each(|slot| totals.add(slot, 1));
        let found: Vec<_> = totals.histogram(&Measure::days(5, "some.days")).collect();
        assert_eq!(found, [(0, 1), (LONGEST, 1)]);
        assert_eq!(quantile(std::iter::empty(), 50), None);
    }
}
