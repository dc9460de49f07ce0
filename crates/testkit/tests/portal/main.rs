//! The portal: what everybody may see and nothing else, on both engines: one binary, so that the house is linked once.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod acts;
mod data;
mod door;
mod figures;
mod results;
mod vanishing;
