//! The figures of the nodes, on both engines: one binary, so that the house is linked once.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod acts;
mod cockpit;
mod dictionary;
mod freezing;
mod history;
mod naive;
mod trees;
