//! Shares in a joint work. They always sum to 100 %.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::verdict::Reason;

/// Most people who may share in one work.
pub const MOST_AUTHORS: usize = 20;

/// Who has which part, in whole per cent; the first is the one who put it forward. The law leaves
/// the parts to the contribution of each [L1, Art. 12].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shares(Vec<(PersonId, u32)>);

impl Shares {
    /// All of it to one person.
    pub fn sole(person: PersonId) -> Shares {
        Shares(vec![(person, 100)])
    }

    /// Checks that there is somebody, nobody twice, everybody with at least one per cent, and that
    /// the parts sum to 100.
    ///
    /// # Errors
    /// The reason, as the form shows it.
    pub fn new(parts: Vec<(PersonId, u32)>) -> Result<Shares, Reason> {
        if parts.is_empty() {
            return Err(Reason::new("shares-nobody"));
        }
        if parts.len() > MOST_AUTHORS {
            return Err(Reason::new("shares-too-many").with("most", MOST_AUTHORS));
        }
        let mut people: Vec<_> = parts.iter().map(|(person, _)| *person).collect();
        people.sort_unstable();
        people.dedup();
        if people.len() != parts.len() {
            return Err(Reason::new("shares-twice"));
        }
        if parts.iter().any(|(_, part)| *part == 0) {
            return Err(Reason::new("shares-zero"));
        }
        let sum: u64 = parts.iter().map(|(_, part)| u64::from(*part)).sum();
        if sum != 100 {
            return Err(Reason::new("shares-sum").with("sum", sum));
        }
        Ok(Shares(parts))
    }

    /// The parts, the one who put it forward first.
    pub fn parts(&self) -> &[(PersonId, u32)] {
        &self.0
    }

    /// The part of one person in per cent.
    pub fn of(&self, person: PersonId) -> Option<u32> {
        self.0.iter().find(|(who, _)| *who == person).map(|(_, part)| *part)
    }

    /// Whether this person has a share.
    pub fn includes(&self, person: PersonId) -> bool {
        self.of(person).is_some()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::Time;

    fn someone(n: i64) -> PersonId {
        PersonId::new(Time::from_millis(n))
    }

    proptest! {
        #[test]
        fn only_parts_that_sum_to_a_hundred_become_shares(parts in prop::collection::vec(0_u32..=100, 0..6)) {
            let people: Vec<_> = parts.iter().zip(0..).map(|(part, n)| (someone(n), *part)).collect();
            let sound = !parts.is_empty() && parts.iter().all(|p| *p > 0) && parts.iter().sum::<u32>() == 100;
            prop_assert_eq!(Shares::new(people).is_ok(), sound);
        }
    }

    #[test]
    fn nobody_is_named_twice() {
        let me = someone(1);
        assert_eq!(Shares::new(vec![(me, 50), (me, 50)]).unwrap_err().key, "shares-twice");
    }
}
