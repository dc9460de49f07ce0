//! Campaigns through the front door, on both engines: one binary, so that the house is linked once.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod acts;
mod api;
mod jury;
mod places;
mod plans;
mod prizes;
mod public;
mod seeing;
mod way;
