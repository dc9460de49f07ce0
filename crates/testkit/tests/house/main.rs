//! The house through its front door, on both engines. One binary: every other would link the whole
//! house once more, in time and on the disk.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod awards;
mod benefits;
mod campaigns;
mod common;
mod exports;
mod history;
mod inventions;
mod members;
mod methods;
mod plans;
mod portal;
mod projects;
mod reports;
mod spark;
mod spread;
mod stats;
mod suggestions;
mod sweep;
mod trunk;
