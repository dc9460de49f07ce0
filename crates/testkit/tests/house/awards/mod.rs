//! Awards through the front door.

mod acts;
mod bank;
mod batch;
mod certificates;
mod disputes;
mod heads;
mod rounds;
mod schemes;
mod seeing;
mod takers;
mod upgrade;
mod way;
