//! The figures of the nodes.

pub mod acts;
mod cockpit;
mod dictionary;
mod freezing;
mod history;
mod many;
mod naive;
mod trees;
