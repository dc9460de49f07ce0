//! The believable world: real divisions of Zhejiang, invented enterprises and people, and a year of
//! suggestions with all that happened to them. The demo, the tests and the benchmarks share it.
//!
//! Everything is plain data and follows from `(seed, size, now)`; nothing here reads a clock, a file or
//! a database. See `README.md` for what is real and what is invented.

pub mod adoptions;
pub mod answers;
pub mod benefits;
pub mod campaigns;
pub mod divisions;
pub mod ideas;
pub mod industries;
pub mod inventions;
pub mod methods;
pub mod names;
pub mod pairs;
pub mod plan;
pub mod projects;
pub mod province;

mod deck;
mod demo;
mod moments;
mod people;
mod random;
mod story;
mod suggestion;
mod template;
mod tree;
mod world;

pub use demo::DemoAccount;
pub use methods::{MethodPlan, MethodStep};
pub use people::UnionPeople;
pub use plan::{
    Conclusion, Event, GrantPlan, PersonPlan, Role, Scores, Share, State, Step, SuggestionPlan, UnitKind, UnitPlan,
    Visibility,
};
pub use tree::Enterprise;
pub use world::{Bench, Size, World};
