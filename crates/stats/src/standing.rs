//! What a record counts for, as its module says it now, and how that is kept.

use kernel::id::AnyId;
use kernel::{Id, Path, Result, Time};
use uuid::Uuid;

use crate::day::Day;
use crate::measure::{Kind, Measure};
use crate::pack::{Unpack, put, put_signed};

/// Most days a histogram tells apart; what took longer counts as this long.
pub const LONGEST: u32 = 4000;

/// What a record counts for now. It depends on nothing but what is stored: the same record says the same
/// whenever it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The record.
    pub subject: AnyId,
    /// At which places it counts for what; mostly one.
    pub parts: Vec<Part>,
}

/// What a record counts for at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it counts in the regional tree: the place its unit had then.
    pub path: Path,
    /// And in the industrial one.
    pub industry_path: Option<Path>,
    /// For what.
    pub amounts: Vec<Amount>,
}

/// So much of a measure on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    /// The measure's number.
    pub measure: u16,
    /// The day it belongs to.
    pub day: Day,
    /// How much.
    pub what: What,
}

/// How much, by the kind of the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A number, or fen.
    Add(i64),
    /// So many more in stock, or fewer.
    Come(i64),
    /// One that took so many days.
    Took(u32),
    /// A person or a work.
    Once(Uuid),
    /// One that is owed until then.
    Owed(Time),
}

impl Standing {
    /// A record that counts at one place, so far for nothing.
    pub fn at(subject: AnyId, path: Path, industry_path: Option<Path>) -> Standing {
        Standing { subject, parts: vec![Part { path, industry_path, amounts: Vec::new() }] }
    }

    /// Counts `number` of a measure that is summed, on the day of `at`.
    pub fn add(&mut self, measure: &Measure, at: Time, number: i64) {
        debug_assert!(measure.kind == Kind::Sum, "{}", measure.code);
        if number != 0 {
            self.push(measure, Day::of(at), What::Add(number));
        }
    }

    /// Counts one that took from `from` to `at`, in days of the calendar.
    pub fn took(&mut self, measure: &Measure, from: Time, at: Time) {
        debug_assert!(measure.kind == Kind::Days, "{}", measure.code);
        let days = days_between(from, at);
        self.push(measure, Day::of(at), What::Took(days.min(LONGEST)));
    }

    /// Counts a person or a work, on the day of `at`.
    pub fn once<K>(&mut self, measure: &Measure, at: Time, thing: Id<K>) {
        debug_assert!(measure.kind == Kind::Distinct, "{}", measure.code);
        self.push(measure, Day::of(at), What::Once(thing.uuid()));
    }

    /// Counts what is owed until `due`, among what came on the day of `at`.
    pub fn owed(&mut self, measure: &Measure, at: Time, due: Time) {
        debug_assert!(measure.kind == Kind::Owed, "{}", measure.code);
        self.push(measure, Day::of(at), What::Owed(due));
    }

    fn push(&mut self, measure: &Measure, day: Day, what: What) {
        if let Some(part) = self.parts.last_mut() {
            part.amounts.push(Amount { measure: measure.id, day, what });
        }
    }
}

/// Whole days of the calendar from one moment to another; none when the second is earlier.
pub fn days_between(from: Time, until: Time) -> u32 {
    u32::try_from(Day::of(until).0 - Day::of(from).0).unwrap_or(0)
}

/// A standing as it is kept: places by their number, everything in one order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted(pub Vec<(u32, Vec<Amount>)>);

impl Counted {
    /// With everything in its order, and without parts that count for nothing.
    pub fn new(mut parts: Vec<(u32, Vec<Amount>)>) -> Counted {
        parts.retain(|(_, amounts)| !amounts.is_empty());
        parts.sort_unstable_by_key(|(place, _)| *place);
        parts.iter_mut().for_each(|(_, amounts)| amounts.sort_unstable());
        Counted(parts)
    }

    /// Every amount with the number of its place.
    pub fn amounts(&self) -> impl Iterator<Item = (u32, &Amount)> {
        self.0.iter().flat_map(|(place, amounts)| amounts.iter().map(|amount| (*place, amount)))
    }

    /// As bytes.
    pub fn pack(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for (place, amounts) in &self.0 {
            put(&mut out, u64::from(*place));
            pack_amounts(&mut out, amounts);
        }
        out
    }

    /// From bytes.
    ///
    /// # Errors
    /// Broken, when they are no standing.
    pub fn unpack(bytes: &[u8]) -> Result<Counted> {
        let mut packed = Unpack(bytes);
        let mut parts = Vec::new();
        while !packed.is_empty() {
            parts.push((packed.next_as()?, unpack_amounts(&mut packed)?));
        }
        Ok(Counted(parts))
    }
}

/// Bits that say what an amount is.
const TAG: u32 = 3;

/// Appends amounts.
pub fn pack_amounts(out: &mut Vec<u8>, amounts: &[Amount]) {
    put(out, amounts.len() as u64);
    let mut before = 0;
    for Amount { measure, day, what } in amounts {
        let tag = match what {
            What::Add(_) => 0,
            What::Took(_) => 1,
            What::Once(_) => 2,
            What::Owed(_) => 3,
            What::Come(_) => 4,
        };
        put(out, u64::from(*measure) << TAG | tag);
        put_signed(out, i64::from(day.0 - before));
        before = day.0;
        match what {
            What::Add(number) | What::Come(number) => put_signed(out, *number),
            What::Took(days) => put(out, u64::from(*days)),
            What::Once(thing) => out.extend_from_slice(thing.as_bytes()),
            What::Owed(due) => put_signed(out, due.millis()),
        }
    }
}

/// Reads amounts.
///
/// # Errors
/// Broken, when the bytes are none.
pub fn unpack_amounts(packed: &mut Unpack<'_>) -> Result<Vec<Amount>> {
    let many: usize = packed.next_as()?;
    let mut amounts = Vec::with_capacity(many.min(64));
    let mut day = 0_i32;
    for _ in 0..many {
        let head: u32 = packed.next_as()?;
        day = day.wrapping_add(packed.next_signed()? as i32);
        let what = match head & ((1 << TAG) - 1) {
            0 => What::Add(packed.next_signed()?),
            1 => What::Took(packed.next_as()?),
            2 => What::Once(Uuid::from_bytes(packed.next_id()?)),
            3 => What::Owed(Time::from_millis(packed.next_signed()?)),
            _ => What::Come(packed.next_signed()?),
        };
        amounts.push(Amount { measure: (head >> TAG) as u16, day: Day(day), what });
    }
    Ok(amounts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn amount() -> impl Strategy<Value = Amount> {
        let what = prop_oneof![
            any::<i64>().prop_map(What::Add),
            any::<i64>().prop_map(What::Come),
            (0..LONGEST).prop_map(What::Took),
            any::<u128>().prop_map(|id| What::Once(Uuid::from_u128(id))),
            any::<i64>().prop_map(|at| What::Owed(Time::from_millis(at))),
        ];
        (any::<u16>(), -40_000..40_000_i32, what).prop_map(|(measure, day, what)| Amount {
            measure,
            day: Day(day),
            what,
        })
    }

    proptest! {
        #[test]
        fn a_standing_is_read_as_it_was_packed(parts in prop::collection::vec((any::<u32>(), prop::collection::vec(amount(), 0..9)), 0..4)) {
            let counted = Counted::new(parts);
            prop_assert_eq!(Counted::unpack(&counted.pack()).unwrap(), counted);
        }
    }
}
