//! What a macro would have checked at compile time, checked by a test instead, on both engines:
//! every statement is prepared against the migrated schema, and the types of its parameters and
//! columns are compared with what the code binds and reads.

use kernel::Result;

use crate::db::Db;
use crate::link::Link;
use crate::pg;
use crate::statement::AnyStatement;
use crate::value::StoreError;

impl Db {
    /// What is wrong with these statements on this engine; empty when nothing is.
    ///
    /// # Errors
    /// Broken, when the database cannot be reached.
    pub async fn check_catalogue(&self, statements: Vec<AnyStatement>) -> Result<Vec<String>> {
        self.read(move |reader| {
            let mut faults = Vec::new();
            for statement in &statements {
                let found = match &reader.link {
                    Link::Lite(conn) => check_lite(conn, statement),
                    Link::Pg(conn) => check_pg(&mut conn.borrow_mut(), statement),
                };
                match found {
                    Ok(more) => faults.extend(more.into_iter().map(|fault| format!("{}: {fault}", statement.name))),
                    Err(error) => faults.push(format!("{}: {error}\n    {}", statement.name, statement.sql)),
                }
            }
            Ok(faults)
        })
        .await
    }
}

/// SQLite knows how many parameters and columns there are, and their names.
fn check_lite(conn: &rusqlite::Connection, wanted: &AnyStatement) -> Result<Vec<String>, StoreError> {
    let statement = conn.prepare(wanted.sql)?;
    let mut faults = Vec::new();
    if statement.parameter_count() != wanted.params.len() {
        faults.push(format!("{} parameters, the code binds {}", statement.parameter_count(), wanted.params.len()));
    }
    let names: Vec<&str> = statement.column_names().collect();
    compare_columns(&names, wanted, &mut faults);
    Ok(faults)
}

/// PostgreSQL knows the types as well.
fn check_pg(conn: &mut pg::PgConn, wanted: &AnyStatement) -> Result<Vec<String>, StoreError> {
    let statement = conn.prepare(wanted.sql)?;
    let mut faults = Vec::new();
    let params: Vec<_> = statement.params().iter().map(pg::kind).collect();
    if params != wanted.params.iter().copied().map(Some).collect::<Vec<_>>() {
        faults.push(format!("parameters are {:?}, the code binds {:?}", statement.params(), wanted.params));
    }
    let names: Vec<&str> = statement.columns().iter().map(postgres::Column::name).collect();
    compare_columns(&names, wanted, &mut faults);
    for (column, (_, kind)) in statement.columns().iter().zip(&wanted.columns) {
        if pg::kind(column.type_()) != Some(*kind) {
            faults.push(format!("column {} is {}, the code reads {kind:?}", column.name(), column.type_()));
        }
    }
    Ok(faults)
}

fn compare_columns(names: &[&str], wanted: &AnyStatement, faults: &mut Vec<String>) {
    if names.len() != wanted.columns.len() {
        faults.push(format!("{} columns, the code reads {}", names.len(), wanted.columns.len()));
    }
    for (name, (field, _)) in names.iter().zip(&wanted.columns) {
        if field.is_some_and(|field| field != *name) {
            faults.push(format!("column {name} is read into the field {field:?}"));
        }
    }
}
