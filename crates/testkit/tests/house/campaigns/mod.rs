//! Campaigns through the front door.

mod acts;
mod api;
mod jury;
mod places;
mod plans;
mod prizes;
mod public;
mod seeing;
mod way;
