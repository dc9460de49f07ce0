//! The only door to the database. One SQL text serves the embedded engine (SQLite) and PostgreSQL;
//! the domain is synchronous and sees a [`Reader`] or a [`Tx`]; [`Db::read`], [`Db::write`] and
//! their callers are the only `async` edge.
//!
//! What is written here once so that nobody has to think of it again: typed statements that a
//! catalogue test prepares on both engines, one writer thread with group commit for SQLite, a pool
//! with retries for PostgreSQL, migrations with type words, and moving everything between engines.

mod column;
mod copy;
mod db;
mod link;
mod lite;
mod migrate;
mod pg;
mod reader;
mod reasons;
mod statement;
mod value;

pub mod bulk;
pub mod catalogue;

pub use column::{Bind, Json, Read};
pub use copy::{Copied, copy};
pub use db::{Db, Engine, Target};
pub use migrate::Migration;
pub use reader::{Reader, Tx};
pub use reasons::{Newest, Reasons};
pub use statement::{AnyStatement, Args, As, Filter, FromRow, Params, RowRef, Statement};
pub use value::{Cell, StoreError, Type, Value};
