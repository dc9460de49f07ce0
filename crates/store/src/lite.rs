//! SQLite: how a connection is set up, and how values and rows cross.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use uuid::Uuid;

use crate::link::OnRow;
use crate::statement::{AnyRow, RowRef};
use crate::value::{Cell, StoreError, Type, Value};

/// Statements kept prepared on each connection.
const CACHED: usize = 512;

/// Opens the file for the one writer, or read-only for a reader thread.
pub fn open(file: &Path, writer: bool) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let conn = Connection::open_with_flags(file, flags)?;
    conn.set_prepared_statement_cache_capacity(CACHED);
    // FULL: an acknowledged write survives a power cut. The timeout covers a second program (a
    // backup, an administrator's command) that writes for a moment. The file is read, not mapped: the memory of a
    // server is then what it says, and changes are a fifth faster. 64 MB gather before they are moved from the log.
    conn.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA busy_timeout = 10000;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32768;
         PRAGMA mmap_size = 0;
         PRAGMA wal_autocheckpoint = 16000;",
    )?;
    // A statement is planned once, not again for every value that is bound to it.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if !writer {
        conn.execute_batch("PRAGMA query_only = ON;")?;
    }
    Ok(conn)
}

/// Binds and runs, row by row.
pub fn query(conn: &Connection, sql: &str, values: &[Value<'_>], on_row: OnRow<'_>) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        if !on_row(&mut RowRef { row: AnyRow::Lite(row), at: 0 })? {
            break;
        }
    }
    Ok(())
}

/// Binds and runs; rows touched.
pub fn execute(conn: &Connection, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    Ok(statement.raw_execute()? as u64)
}

/// To SQLite `$2` is a name, and it numbers names by their first appearance: the value is found by
/// the name, so that a statement means the same on both engines whatever the order in its text.
fn bind(statement: &mut rusqlite::Statement<'_>, values: &[Value<'_>]) -> Result<(), StoreError> {
    for index in 1..=statement.parameter_count() {
        let number = statement.parameter_name(index).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = number.and_then(|number| values.get(number.checked_sub(1)?));
        let value = value.ok_or_else(|| StoreError::Other(format!("parameter {index} of a statement has no value")))?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Null(_) => ToSqlOutput::Borrowed(ValueRef::Null),
            Value::Int(v) => ToSqlOutput::Borrowed(ValueRef::Integer(*v)),
            Value::Text(v) => ToSqlOutput::Borrowed(ValueRef::Text(v.as_bytes())),
            Value::Owned(v) => ToSqlOutput::Borrowed(ValueRef::Text(v.as_bytes())),
            Value::OwnedBlob(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v)),
            Value::Blob(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v)),
            Value::Id(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v.as_bytes())),
        })
    }
}

/// Reads a column as the wanted type.
pub fn cell<'r>(row: &'r rusqlite::Row<'_>, index: usize, wanted: Type) -> Result<Cell<'r>, StoreError> {
    Ok(match row.get_ref(index)? {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(v) => Cell::Int(v),
        ValueRef::Text(v) => Cell::Text(std::str::from_utf8(v).map_err(|_| mismatch(index, "text that is not UTF-8"))?),
        ValueRef::Blob(v) if wanted == Type::Id => {
            Cell::Id(Uuid::from_slice(v).map_err(|_| mismatch(index, "bytes that are no id"))?)
        }
        ValueRef::Blob(v) => Cell::Blob(v),
        ValueRef::Real(_) => return Err(mismatch(index, "a floating-point number")),
    })
}

fn mismatch(index: usize, found: &str) -> StoreError {
    StoreError::Mismatch { index, wanted: "a storage type", found: found.to_owned() }
}
