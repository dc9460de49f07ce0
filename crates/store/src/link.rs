//! One connection to either engine, as the reader and the transaction use it.

use std::cell::RefCell;

use crate::statement::RowRef;
use crate::value::{StoreError, Value};
use crate::{lite, pg};

/// A connection that a thread has for the length of one read or change.
pub(crate) enum Link<'c> {
    Lite(&'c rusqlite::Connection),
    Pg(RefCell<&'c mut pg::PgConn>),
}

/// How many rows a statement is expected to yield; PostgreSQL is asked alike, SQLite stops early.
pub(crate) type OnRow<'f> = &'f mut dyn FnMut(&mut RowRef<'_>) -> Result<bool, StoreError>;

impl Link<'_> {
    /// Runs a statement and hands each row to `on_row` until it returns `false`.
    pub fn query(&self, sql: &str, values: &[Value<'_>], on_row: OnRow<'_>) -> Result<(), StoreError> {
        match self {
            Link::Lite(conn) => lite::query(conn, sql, values, on_row),
            Link::Pg(conn) => conn.borrow_mut().query(sql, values, on_row),
        }
    }

    /// Runs a statement that yields no rows; how many rows it touched.
    pub fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        match self {
            Link::Lite(conn) => lite::execute(conn, sql, values),
            Link::Pg(conn) => conn.borrow_mut().execute(sql, values),
        }
    }

    /// Runs a statement of [`bulk::together`](crate::bulk) on values row after row, `width` in each. On PostgreSQL alone.
    pub fn execute_together(&self, sql: &str, values: &[Value<'_>], width: usize) -> Result<u64, StoreError> {
        match self {
            Link::Lite(_) => Err(StoreError::Other("rows go to SQLite one by one".to_owned())),
            Link::Pg(conn) => conn.borrow_mut().execute_together(sql, values, width),
        }
    }

    /// Runs several statements without parameters.
    pub fn batch(&self, sql: &str) -> Result<(), StoreError> {
        match self {
            Link::Lite(conn) => Ok(conn.execute_batch(sql)?),
            Link::Pg(conn) => conn.borrow_mut().batch(sql),
        }
    }

    pub fn is_lite(&self) -> bool {
        matches!(self, Link::Lite(_))
    }
}
