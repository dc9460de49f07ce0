//! Accounts, rosters and roles through the front door, on both engines.

mod access;
mod account;
mod roster;
