//! Operating methods and their certificates through the front door.

mod acts;
mod certificates;
mod disputes;
mod files;
mod life;
mod rules;
mod seeing;
mod upgrade;
mod writing;
