//! The one place where modules meet. Everything else knows only what is below it.

pub mod commands;
pub mod config;
pub mod house;
pub mod openapi;
pub mod populate;
pub mod registry;
pub mod router;
pub mod simulate;
mod tail;

pub use house::House;

/// Here, so that the program, the bench and the tests all have it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
