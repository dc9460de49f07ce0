//! The shared words of the house: identifiers, time, actors, verdicts, errors, lifecycles, money,
//! shares and working days. Nothing in this crate does I/O, and everything in it is cheap to test.

pub mod actor;
pub mod calendar;
pub mod chance;
pub mod clock;
pub mod error;
pub mod id;
pub mod lifecycle;
pub mod money;
pub mod path;
pub mod shares;
pub mod text;
pub mod verdict;

pub use actor::{Actor, By, Grant, Place, Role, Scope};
pub use clock::{Clock, Time};
pub use error::{Error, Faults, Result};
pub use id::Id;
pub use lifecycle::Lifecycle;
pub use money::Fen;
pub use path::Path;
pub use shares::Shares;
pub use verdict::{Reason, Verdict};
