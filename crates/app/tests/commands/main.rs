//! The program as an operator runs it, on both engines: one binary, so that the house is linked once.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod admin;
mod backup;
mod crash;
mod figures;
mod import;
mod simulate;
