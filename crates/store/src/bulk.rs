//! Writing millions of rows: the indexes that nothing needs meanwhile are set aside and made at the end, which
//! sorts once instead of searching a place for every row. What was set aside is kept in the database, so that
//! whoever was interrupted finds it. Many rows of one statement go to PostgreSQL together, because there every
//! statement is a way to a server and back.

use std::fmt::Write as _;

use kernel::Result;

use crate::reader::Tx;
use crate::statement::{Args, Params, Statement};
use crate::value::{StoreError, Type, Value};

/// Rows that go to PostgreSQL in one statement.
pub(crate) const TOGETHER: usize = 1000;

const ASIDE: &str = "CREATE TABLE IF NOT EXISTS store_aside (name TEXT NOT NULL, sql TEXT NOT NULL)";
const LITE: &str = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = $1 AND sql IS NOT NULL \
    AND sql NOT LIKE 'CREATE UNIQUE%' ORDER BY name";
const PG: &str = "SELECT CAST(indexname AS TEXT), indexdef FROM pg_indexes WHERE schemaname = current_schema() \
    AND tablename = $1 AND indexdef NOT LIKE 'CREATE UNIQUE%' ORDER BY indexname";

/// Sets the indexes of these tables aside, but those that keep something unique and those in `needed`; how many.
///
/// # Errors
/// Broken, when the database fails.
pub fn set_indexes_aside(tx: &mut Tx<'_>, tables: &[&str], needed: &[&str]) -> Result<usize> {
    tx.link.batch(ASIDE)?;
    let mut aside = 0;
    for table in tables {
        for (name, sql) in pairs(tx, if tx.link.is_lite() { LITE } else { PG }, &[Value::Text(table)])? {
            if needed.contains(&name.as_str()) {
                continue;
            }
            let row = [Value::Text(&name), Value::Text(&sql)];
            tx.link.execute("INSERT INTO store_aside (name, sql) VALUES ($1, $2)", &row)?;
            tx.link.batch(&format!("DROP INDEX {name}"))?;
            aside += 1;
        }
    }
    Ok(aside)
}

/// Makes one index that was set aside; its name, or nothing when all are back.
///
/// # Errors
/// Broken, when the database fails.
pub fn put_index_back(tx: &mut Tx<'_>) -> Result<Option<String>> {
    tx.link.batch(ASIDE)?;
    let next = pairs(tx, "SELECT name, sql FROM store_aside ORDER BY name LIMIT 1", &[])?.pop();
    let Some((name, sql)) = next else {
        tx.link.batch("DROP TABLE store_aside")?;
        return Ok(None);
    };
    tx.link.batch(&sql)?;
    tx.link.execute("DELETE FROM store_aside WHERE name = $1", &[Value::Text(&name)])?;
    Ok(Some(name))
}

fn pairs(tx: &Tx<'_>, sql: &str, values: &[Value<'_>]) -> Result<Vec<(String, String)>, StoreError> {
    let mut found = Vec::new();
    tx.link.query(sql, values, &mut |row| {
        found.push((row.take()?, row.take()?));
        Ok(true)
    })?;
    Ok(found)
}

impl Tx<'_> {
    /// Writes many rows by one `INSERT … VALUES`: row by row on SQLite, many at a time on PostgreSQL. What the
    /// statement says for one row holds for each; where it says what to do with a row that is there, no two of these
    /// may be the same.
    ///
    /// # Errors
    /// Broken, when the database fails, a constraint does not hold, or the statement is none of these.
    pub fn execute_many<P: Params, A: Args<P>>(
        &mut self,
        statement: &Statement<P>,
        rows: impl IntoIterator<Item = A>,
    ) -> Result<u64> {
        let mut touched = 0;
        if self.link.is_lite() {
            for row in rows {
                touched += self.execute(statement, row)?;
            }
            return Ok(touched);
        }
        let types = P::types();
        let sql = together(statement.sql, &types)
            .ok_or_else(|| kernel::Error::broken(format!("no row to repeat in {}", statement.sql)))?;
        let rows: Vec<A> = rows.into_iter().collect();
        for some in rows.chunks(TOGETHER) {
            let values: Vec<Value<'_>> = some.iter().flat_map(Args::values).collect();
            touched += self.link.execute_together(&sql, &values, types.len())?;
        }
        Ok(touched)
    }
}

/// An `INSERT … VALUES (…)` as one that takes a column of values in the place of each: `$2` becomes the second column
/// of what the arrays `$1`, `$2`, … come to. Nothing, where there are no values.
pub(crate) fn together(sql: &str, types: &[Type]) -> Option<String> {
    let (head, rest) = sql.split_once("VALUES (")?;
    let mut depth = 1;
    let end = rest.char_indices().find(|(_, letter)| {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    })?;
    let (row, tail) = (&rest[..end.0], &rest[end.0 + 1..]);
    if types.is_empty() || tail.contains('$') {
        return None;
    }
    let mut sql = format!("{head}SELECT {} FROM UNNEST(", row.replace('$', "many.c"));
    for (at, kind) in types.iter().enumerate() {
        let word = match kind {
            Type::Int => "BIGINT",
            Type::Text => "TEXT",
            Type::Blob => "BYTEA",
            Type::Id => "UUID",
        };
        let _ = write!(sql, "{}${}::{word}[]", if at == 0 { "" } else { ", " }, at + 1);
    }
    let names: Vec<String> = (1..=types.len()).map(|at| format!("c{at}")).collect();
    let _ = write!(sql, ") AS many ({}){tail}", names.join(", "));
    Some(sql)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_becomes_columns_and_what_follows_it_stays() {
        let one =
            "INSERT INTO a (x, y, z) VALUES ($1, COALESCE($2, (0)), $1) ON CONFLICT (x) DO UPDATE SET y = excluded.y";
        assert_eq!(
            together(one, &[Type::Id, Type::Int]).as_deref(),
            Some(
                "INSERT INTO a (x, y, z) SELECT many.c1, COALESCE(many.c2, (0)), many.c1 \
                 FROM UNNEST($1::UUID[], $2::BIGINT[]) AS many (c1, c2) ON CONFLICT (x) DO UPDATE SET y = excluded.y"
            )
        );
        assert_eq!(together("UPDATE a SET x = $1", &[Type::Int]), None);
        assert_eq!(together("INSERT INTO a (x) VALUES ($1) ON CONFLICT (x) DO UPDATE SET x = $1", &[Type::Int]), None);
    }
}
