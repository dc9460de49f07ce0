//! One migration tree for both engines. A migration is SQL with type words in braces; where the
//! engines truly differ, one of the helpers below writes both.

use std::collections::HashMap;
use std::fmt::Write as _;

use kernel::{Error, Result};
use sha2::{Digest, Sha256};

use crate::link::Link;
use crate::value::{StoreError, Type, Value};

/// A step of the schema. Once released it is never edited; a changed one is refused.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Name, unique in the house and sorted within its module: `identity/0001_people`.
    pub name: &'static str,
    /// SQL with type words: `{id} {int} {text} {blob} {strict} {append_only TABLE}`.
    pub sql: &'static str,
}

impl Migration {
    /// The SQL for SQLite or PostgreSQL.
    pub fn render(&self, lite: bool) -> String {
        let words: [(&str, &str, &str); 6] = [
            ("{id}", "BLOB", "UUID"),
            ("{int}", "INTEGER", "BIGINT"),
            ("{text}", "TEXT", "TEXT COLLATE \"C\""),
            ("{blob}", "BLOB", "BYTEA"),
            ("{strict}", "STRICT", ""),
            ("{keyed}", "STRICT, WITHOUT ROWID", ""),
        ];
        let mut sql = self.sql.to_owned();
        for (word, on_lite, on_pg) in words {
            sql = sql.replace(word, if lite { on_lite } else { on_pg });
        }
        while let Some(start) = sql.find("{append_only ") {
            let Some(length) = sql[start..].find('}') else { break };
            let table = sql[start + "{append_only ".len()..start + length].to_owned();
            sql.replace_range(start..=start + length, &append_only(&table, lite));
        }
        while let Some(start) = sql.find("{never_updated ") {
            let Some(length) = sql[start..].find('}') else { break };
            let table = sql[start + "{never_updated ".len()..start + length].to_owned();
            sql.replace_range(start..=start + length, &refuse(&table, "UPDATE", lite));
        }
        sql
    }

    /// The tables it creates and drops, in the order of its text; whether it creates.
    fn tables(&self) -> impl Iterator<Item = (&'static str, bool)> {
        let rest = self.sql.split(" TABLE ").skip(1);
        let before = self.sql.split(" TABLE ");
        before.zip(rest).filter_map(|(before, rest)| {
            let name = rest.split([' ', '(', ';', '\n']).next()?;
            let verb = before.rsplit([' ', '\n']).next()?;
            matches!(verb, "CREATE" | "DROP").then_some((name, verb == "CREATE"))
        })
    }

    fn digest(&self) -> String {
        hex::encode(Sha256::digest(self.sql))
    }
}

/// Has the database itself refuse that a row is changed or removed.
fn append_only(table: &str, lite: bool) -> String {
    format!("{}{}", refuse(table, "UPDATE", lite), refuse(table, "DELETE", lite))
}

fn refuse(table: &str, verb: &str, lite: bool) -> String {
    let name = format!("{table}_no_{}", verb.to_lowercase());
    let mut sql = String::new();
    if lite {
        let _ = writeln!(
            sql,
            "CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;"
        );
    } else {
        let _ = writeln!(
            sql,
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;\n\
             CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();"
        );
    }
    sql
}

/// The tables that a schema has in the end, parents first: `copy` moves them in this order. One that was dropped
/// is gone, one that was made anew is there once.
pub(crate) fn tables(migrations: &[Migration]) -> Vec<&'static str> {
    let mut found = Vec::new();
    for (table, made) in migrations.iter().flat_map(Migration::tables) {
        found.retain(|known| *known != table);
        if made {
            found.push(table);
        }
    }
    found
}

const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, digest TEXT NOT NULL)";

/// Applies what has not been applied. Runs inside one transaction.
pub(crate) fn run(link: Link<'_>, migrations: &[Migration]) -> Result<()> {
    if !link.is_lite() {
        // Two nodes that start together must not both migrate.
        link.query("SELECT pg_advisory_xact_lock($1)", &[Value::Int(0x11A0)], &mut |_| Ok(true))?;
    }
    link.batch(TABLE)?;
    let mut applied: HashMap<String, String> = HashMap::new();
    link.query("SELECT name, digest FROM schema_migration", &[], &mut |row| {
        applied.insert(row.take()?, row.take()?);
        Ok(true)
    })?;
    for migration in migrations {
        match applied.get(migration.name) {
            Some(digest) if *digest == migration.digest() => {}
            Some(_) => return Err(Error::broken(StoreError::MigrationChanged(migration.name.to_owned()))),
            None => {
                tracing::debug!(migration = migration.name, "migrating");
                link.batch(&migration.render(link.is_lite()))
                    .map_err(|error| StoreError::Other(format!("{}: {error}", migration.name)))?;
                link.execute(
                    "INSERT INTO schema_migration (name, digest) VALUES ($1, $2)",
                    &[Value::Text(migration.name), Value::Owned(migration.digest())],
                )?;
            }
        }
    }
    Ok(())
}

/// The columns of a table with their types, in the order of the table.
pub(crate) fn columns(link: &Link<'_>, table: &str) -> Result<Vec<(String, Type)>, StoreError> {
    let sql = if link.is_lite() {
        "SELECT name, type FROM pragma_table_info($1) ORDER BY cid"
    } else {
        "SELECT column_name::text, data_type::text FROM information_schema.columns \
         WHERE table_name = $1 AND table_schema = current_schema() ORDER BY ordinal_position"
    };
    let mut found = Vec::new();
    link.query(sql, &[Value::Text(table)], &mut |row| {
        let name: String = row.take()?;
        let kind: String = row.take()?;
        found.push((name, kind));
        Ok(true)
    })?;
    found
        .into_iter()
        .map(|(name, kind)| {
            let kind = match kind.as_str() {
                "INTEGER" | "bigint" => Type::Int,
                "TEXT" | "text" => Type::Text,
                "BLOB" | "bytea" => Type::Blob,
                "uuid" => Type::Id,
                other => return Err(StoreError::Other(format!("{table}.{name} has the type {other}"))),
            };
            Ok((name, kind))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_dropped_is_gone_and_what_was_made_anew_is_there_once() {
        let all = [
            Migration {
                name: "a/0001",
                sql: "CREATE TABLE one (id {id});\nCREATE TABLE two (id {id});\nCREATE TABLE three (id {id});",
            },
            Migration {
                name: "a/0002",
                sql: "CREATE TEMP TABLE kept AS SELECT * FROM two;\nDROP TABLE two;\nDROP TABLE three;\nCREATE TABLE two (id {id});\nDROP TABLE kept;",
            },
        ];
        assert_eq!(tables(&all), ["one", "two"]);
    }
}
