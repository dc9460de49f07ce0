//! 奖励怎么算: what a case is entitled to under a scheme, what of it is paid now, and why. Pure: no
//! database, no clock, no words; every line of an explanation is a rule, its source and an amount.
//!
//! Read in this order: [`scheme`] is the data a tenant sets, [`decide`] the one function that matters,
//! [`legal`] what other regulations promise. The rules of the field are those of the regulation of 1986
//! [L1, Arts. 5–21]; `tests` holds what must be true of every sound scheme.

pub mod decide;
pub mod legal;
pub mod presets;
pub mod scheme;
pub mod split;

#[cfg(test)]
mod tests;

pub use decide::{Basis, Case, Decision, Line, Refusal, decide, payable};
pub use legal::Entitlement;
pub use scheme::{Fault, Grade, Pay, Percentage, Rule, Scheme, Switch, Threshold};
pub use split::{promised, split, split_between};
