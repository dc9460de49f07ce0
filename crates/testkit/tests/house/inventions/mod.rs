//! Inventions through the front door.

mod acts;
mod api;
mod deciding;
mod fees;
mod rewards;
mod rights;
mod seeing;
mod writing;
