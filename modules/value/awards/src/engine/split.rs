//! Who gets how much of an amount, to the fen by the largest remainder [L1, Art. 12].

use kernel::{Fen, Shares};

/// A hundred per cent.
const WHOLE: u32 = 100;

/// What each gets of an amount, in the order of the shares.
pub fn split(amount: Fen, shares: &Shares) -> Vec<Fen> {
    let weights: Vec<u32> = shares.parts().iter().map(|(_, part)| *part).collect();
    amount.split(&weights)
}

/// An amount in two: what was promised to those whose work it was, and what is left to those who took it
/// over. More than everything cannot be promised.
pub fn promised(amount: Fen, per_cent: u32) -> (Fen, Fen) {
    let theirs = per_cent.min(WHOLE);
    let parts = amount.split(&[theirs, WHOLE - theirs]);
    (parts.first().copied().unwrap_or_default(), parts.get(1).copied().unwrap_or_default())
}

/// What each originator gets, then what each of the takers' people: first the promise is taken out of the
/// amount, then either part is divided by its own shares.
pub fn split_between(amount: Fen, per_cent: u32, originators: &Shares, takers: &Shares) -> (Vec<Fen>, Vec<Fen>) {
    let (theirs, ours) = promised(amount, per_cent);
    (split(theirs, originators), split(ours, takers))
}
