//! The benefits' module through the front door, on both engines.

pub mod acts;
mod api;
mod deadlines;
mod elsewhere;
mod evidence;
mod random;
mod rules;
mod seeing;
mod way;
