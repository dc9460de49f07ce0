//! Imported history through the front door, and long work, on both engines: one binary, so that the house is linked once.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod acts;
mod background;
mod bad_files;
mod random;
mod seeing;
mod way;
