//! Operating methods and their certificates through the front door, on both engines: one binary, so that the house is linked once.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod acts;
mod certificates;
mod disputes;
mod files;
mod life;
mod rules;
mod seeing;
mod upgrade;
mod writing;
