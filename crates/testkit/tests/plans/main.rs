//! Action plans through the front door, on both engines.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

mod acts;
mod assessing;
mod carrying;
mod handing;
mod seeing;
