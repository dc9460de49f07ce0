//! The suggestions' module through the front door, on both engines.

pub mod acts;
mod api;
mod bad_input;
mod counting;
mod deadlines;
mod desk;
mod figures;
mod limits;
mod people;
mod post;
mod searching;
mod seeing;
mod showing;
mod strangers;
mod suggesting;
mod together;
mod works;
