//! Awards through the front door, on both engines: one binary, so that the house is linked once.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod acts;
mod bank;
mod batch;
mod certificates;
mod disputes;
mod heads;
mod rounds;
mod schemes;
mod seeing;
mod takers;
mod upgrade;
mod way;
