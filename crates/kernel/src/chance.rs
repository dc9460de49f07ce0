//! The random bytes in ids, salts and codes. They are the machine's, except while a history is told: then
//! they follow from a seed, so that the same seed tells the same ledger, byte for byte.

use std::cell::Cell;

/// A told history: the state of its generator, and how many ids it has made.
type Told = (u64, u32);

thread_local! {
    static TOLD: Cell<Option<Told>> = const { Cell::new(None) };
}

/// Ends the telling whatever happens inside it.
struct Until(Option<Told>);

impl Drop for Until {
    fn drop(&mut self) {
        TOLD.set(self.0);
    }
}

/// Runs `tell` on this thread with ids, salts and codes that follow from `seed` and from nothing else. For
/// simulated history only: what people do must not be foreseeable.
pub fn told<T>(seed: u64, tell: impl FnOnce() -> T) -> T {
    let _until = Until(TOLD.replace(Some((seed, 0))));
    tell()
}

/// Random bytes: those `fresh` draws, or the next of the history that is being told.
pub fn bytes<const N: usize>(fresh: impl FnOnce() -> [u8; N]) -> [u8; N] {
    let Some((mut state, count)) = TOLD.get() else { return fresh() };
    let mut drawn = [0; N];
    for some in drawn.chunks_mut(8) {
        some.copy_from_slice(&step(&mut state).to_le_bytes()[..some.len()]);
    }
    TOLD.set(Some((state, count)));
    drawn
}

/// How many ids were made before in the history that is being told, if one is.
pub(crate) fn count() -> Option<u32> {
    let (state, count) = TOLD.get()?;
    TOLD.set(Some((state, count.wrapping_add(1))));
    Some(count)
}

/// SplitMix64 (Steele, Lea, Flood 2014).
fn step(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;
    use crate::id::PersonId;

    #[test]
    fn what_is_told_twice_has_the_same_ids_and_what_is_not_told_never() {
        let some = || -> Vec<_> { (0..3).map(|_| PersonId::new(Time::from_millis(5))).collect() };
        assert_eq!(told(7, some), told(7, some));
        assert_ne!(told(7, some), told(8, some));
        assert_ne!(some(), some());
        let salt = || bytes(|| [0; 12]);
        assert_eq!(salt(), [0; 12], "nothing is told");
        assert_ne!(told(7, salt), [0; 12]);
        let broken = std::panic::catch_unwind(|| told(7, || panic!("inside")));
        assert!(broken.is_err() && salt() == [0; 12], "a telling ends however it ends");
    }
}
