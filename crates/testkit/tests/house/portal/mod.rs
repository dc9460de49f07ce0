//! The portal: what everybody may see and nothing else.

mod acts;
mod data;
mod door;
mod figures;
mod results;
mod vanishing;
