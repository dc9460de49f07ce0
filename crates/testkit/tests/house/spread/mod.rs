//! Spreading through the front door.

mod acts;
mod counting;
mod forest;
mod pages;
mod seeing;
mod steps;
