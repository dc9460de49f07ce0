//! Writing millions of rows: the indexes that nothing needs meanwhile are set aside and made at the end, which
//! sorts once instead of searching a place for every row. What was set aside is kept in the database, so that
//! whoever was interrupted finds it.

use kernel::Result;

use crate::reader::Tx;
use crate::value::{StoreError, Value};

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
