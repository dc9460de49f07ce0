//! Identifiers: UUIDv7, so that they sort by the time they were made, and typed by what they name,
//! so that a person's id cannot be passed where a unit's is meant.

use std::cmp;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::{Builder, Uuid};

use crate::chance;
use crate::clock::Time;

/// Tag of a person's id.
pub enum PersonTag {}
/// Tag of the id of a unit: a node of a union tree, an enterprise, a workshop or a team.
pub enum UnitTag {}
/// Tag of an id whose kind is not known here, as in the ledger.
pub enum AnyTag {}

/// How many ids this process has made.
static MADE: AtomicU32 = AtomicU32::new(0);

/// A counter of 26 bits in the places a version 7 UUID leaves free: 12 before the variant, 14 after.
fn split(count: u32) -> (u16, u8, u8) {
    (((count >> 14) & 0x0FFF) as u16, ((count >> 8) & 0x3F) as u8, count as u8)
}

/// The id of a person.
pub type PersonId = Id<PersonTag>;
/// The id of a unit.
pub type UnitId = Id<UnitTag>;
/// The id of some record, of whatever kind.
pub type AnyId = Id<AnyTag>;

/// A UUIDv7 that names a thing of kind `K`.
pub struct Id<K> {
    uuid: Uuid,
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// A new id, sorted after those made at earlier times and, within this process, after those made
    /// before it at the same time: facts of one transaction keep their order.
    pub fn new(at: Time) -> Self {
        let count = chance::count().unwrap_or_else(|| MADE.fetch_add(1, Ordering::Relaxed));
        let fresh = || {
            let mut drawn = [0; 6];
            drawn.copy_from_slice(&Uuid::new_v4().as_bytes()[..6]);
            drawn
        };
        Self::composed(at, count, chance::bytes(fresh))
    }

    /// The id of the `count`-th thing at this time, with these bytes for chance: for a history that is told
    /// from a plan, where an id must follow from the plan.
    pub fn composed(at: Time, count: u32, chance: [u8; 6]) -> Self {
        let millis = u64::try_from(at.millis()).unwrap_or(0);
        let (high, middle, low) = split(count);
        let mut tail = [0; 10];
        tail[4..].copy_from_slice(&chance);
        (tail[0], tail[1]) = ((high >> 8) as u8, high as u8);
        (tail[2], tail[3]) = (middle, low);
        Self::from_uuid(Builder::from_unix_timestamp_millis(millis, &tail).into_uuid())
    }

    /// Wraps a UUID that is known to name a `K`.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Id { uuid, kind: PhantomData }
    }

    /// The bare UUID.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    /// The same id without its kind, for places that hold ids of every kind.
    pub const fn any(self) -> AnyId {
        Id::from_uuid(self.uuid)
    }

    /// The same id read as naming an `L`. Only for columns that hold several kinds.
    pub const fn cast<L>(self) -> Id<L> {
        Id::from_uuid(self.uuid)
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> cmp::Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}
impl<K> FromStr for Id<K> {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::from_str(text).map(Self::from_uuid)
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.uuid.serialize(serializer)
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::from_uuid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_their_time_and_then_in_the_order_they_were_made() {
        let at = |millis| PersonId::new(Time::from_millis(millis));
        let made: Vec<_> = [5, 5, 5, 9, 9, 2].map(at).into();
        let mut sorted = made.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [made[5], made[0], made[1], made[2], made[3], made[4]]);
        assert!(made.iter().all(|id| id.uuid().get_version_num() == 7));
    }
}
