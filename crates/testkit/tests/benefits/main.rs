//! The benefits' module through the front door, on both engines: one binary, so that the house is linked
//! once.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod acts;
mod api;
mod deadlines;
mod elsewhere;
mod evidence;
mod random;
mod rules;
mod seeing;
mod way;
