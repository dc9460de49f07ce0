//! PostgreSQL: one connection with its prepared statements, and how values and rows cross.

use std::collections::HashMap;
use std::error::Error as StdError;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type as PgType, private::BytesMut};
use postgres::{Client, NoTls};
use uuid::Uuid;

use crate::link::OnRow;
use crate::statement::{AnyRow, RowRef};
use crate::value::{Cell, StoreError, Type, Value};

/// A connection and the statements prepared on it.
pub struct PgConn {
    client: Client,
    prepared: HashMap<String, postgres::Statement>,
}

impl PgConn {
    /// Connects to a `postgres://` URL.
    pub fn connect(url: &str) -> Result<PgConn, StoreError> {
        let client = Client::connect(url, NoTls)?;
        Ok(PgConn { client, prepared: HashMap::new() })
    }

    /// Whether the server hung up.
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub fn query(&mut self, sql: &str, values: &[Value<'_>], on_row: OnRow<'_>) -> Result<(), StoreError> {
        let statement = self.prepare(sql)?;
        let mut rows = self.client.query_raw(&statement, values.iter().map(|value| value as &dyn ToSql))?;
        while let Some(row) = rows.next()? {
            if !on_row(&mut RowRef { row: AnyRow::Pg(&row), at: 0 })? {
                break;
            }
        }
        Ok(())
    }

    pub fn execute(&mut self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let statement = self.prepare(sql)?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        Ok(self.client.execute(&statement, &values)?)
    }

    /// Runs a statement that takes a column of values for each parameter, from values row after row.
    pub fn execute_together(&mut self, sql: &str, values: &[Value<'_>], width: usize) -> Result<u64, StoreError> {
        let statement = self.prepare(sql)?;
        let column = |at: usize| values.iter().skip(at).step_by(width.max(1)).collect::<Vec<&Value<'_>>>();
        let columns: Vec<Vec<&Value<'_>>> = (0..width).map(column).collect();
        let columns: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|column| column as &(dyn ToSql + Sync)).collect();
        Ok(self.client.execute(&statement, &columns)?)
    }

    pub fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        Ok(self.client.batch_execute(sql)?)
    }

    /// Prepares a statement, or finds it prepared.
    pub fn prepare(&mut self, sql: &str) -> Result<postgres::Statement, StoreError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

/// Whether running the whole change again may help: a lost serialisation race or a deadlock.
pub fn may_retry(error: &StoreError) -> bool {
    match error {
        StoreError::Pg(error) => error.code().is_some_and(|code| matches!(code.code(), "40001" | "40P01")),
        _ => false,
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &PgType, out: &mut BytesMut) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match self {
            Value::Null(_) => Ok(IsNull::Yes),
            Value::Int(v) => v.to_sql_checked(ty, out),
            Value::Text(v) => v.to_sql_checked(ty, out),
            Value::Owned(v) => v.as_str().to_sql_checked(ty, out),
            Value::OwnedBlob(v) => v.to_sql_checked(ty, out),
            Value::Blob(v) => v.to_sql_checked(ty, out),
            Value::Id(v) => v.to_sql_checked(ty, out),
        }
    }
    fn accepts(_: &PgType) -> bool {
        true // checked per value above
    }
    postgres::types::to_sql_checked!();
}

/// Reads a column as the wanted type.
pub fn cell(row: &postgres::Row, index: usize, wanted: Type) -> Result<Cell<'_>, StoreError> {
    Ok(match wanted {
        Type::Int => row.try_get::<_, Option<i64>>(index)?.map_or(Cell::Null, Cell::Int),
        Type::Text => row.try_get::<_, Option<&str>>(index)?.map_or(Cell::Null, Cell::Text),
        Type::Blob => row.try_get::<_, Option<&[u8]>>(index)?.map_or(Cell::Null, Cell::Blob),
        Type::Id => row.try_get::<_, Option<Uuid>>(index)?.map_or(Cell::Null, Cell::Id),
    })
}

/// The type PostgreSQL gives to a parameter or column, as ours.
pub fn kind(ty: &PgType) -> Option<Type> {
    match *ty {
        PgType::INT8 => Some(Type::Int),
        PgType::TEXT => Some(Type::Text),
        PgType::BYTEA => Some(Type::Blob),
        PgType::UUID => Some(Type::Id),
        _ => None,
    }
}
