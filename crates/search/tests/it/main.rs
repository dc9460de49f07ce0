//! How the index behaves from outside.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod corpus;
mod durability;
mod properties;
mod searching;
mod similarity;
mod visibility;
