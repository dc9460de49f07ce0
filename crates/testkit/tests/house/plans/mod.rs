//! Action plans through the front door, on both engines.

mod acts;
mod assessing;
mod carrying;
mod handing;
mod seeing;
mod taking;
