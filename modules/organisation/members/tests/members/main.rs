//! Accounts, rosters and roles through the front door, on both engines: one binary, so that the house
//! is linked once.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod access;
mod account;
mod roster;
