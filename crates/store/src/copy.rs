//! Moving a whole installation from one database to another, whichever engines they are. It is how
//! an installation outgrows one machine, how it comes back, and how it is backed up.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use kernel::{Error, Result};

use crate::bulk;
use crate::db::{Db, Target};
use crate::link::Link;
use crate::lite;
use crate::migrate::{self, Migration};
use crate::pg::{self, PgConn};
use crate::statement::{AnyRow, RowRef};
use crate::value::{StoreError, Type, Value};

/// What was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Each table with its number of rows, counted on the target after the copy.
    pub tables: Vec<(&'static str, u64)>,
}

enum Conn {
    Lite(rusqlite::Connection),
    Pg(Box<PgConn>),
}

impl Conn {
    fn open(target: &Target) -> Result<Conn, StoreError> {
        Ok(match target {
            Target::File(file) => Conn::Lite(lite::open(file, true)?),
            Target::Url(url) => Conn::Pg(Box::new(PgConn::connect(url)?)),
        })
    }

    fn link(&mut self) -> Link<'_> {
        match self {
            Conn::Lite(conn) => Link::Lite(conn),
            Conn::Pg(conn) => Link::Pg(conn.as_mut().into()),
        }
    }

    /// One moment for the whole copy, while others go on writing.
    fn freeze(&mut self) -> Result<(), StoreError> {
        let sql = match self {
            Conn::Lite(_) => "BEGIN",
            Conn::Pg(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        self.link().batch(sql)
    }
}

/// Copies every table of `migrations` from `from` into the empty database `to`, at one moment of
/// `from`, and counts both sides. Blocks; `progress` is told each table with its rows.
///
/// # Errors
/// Refused when the target already holds data; broken when a side fails or the counts differ, and
/// then the target stays empty.
pub fn copy(
    from: &Target,
    to: &Target,
    migrations: &[Migration],
    mut progress: impl FnMut(&'static str, u64),
) -> Result<Copied> {
    let mut source = Conn::open(from)?;
    let mut target = Conn::open(to)?;
    target.link().batch("BEGIN")?;
    if target.link().is_lite() {
        target.link().batch("PRAGMA defer_foreign_keys = ON")?;
    }
    migrate::run(target.link(), migrations)?;
    source.freeze()?;

    let mut copied = Copied { tables: Vec::new() };
    for table in migrate::tables(migrations) {
        if count(&target.link(), table)? != 0 {
            return Err(Error::refused("copy-target-not-empty"));
        }
        let columns = migrate::columns(&target.link(), table)?;
        let moved = copy_table(&source.link(), &target.link(), table, &columns)?;
        let there = count(&source.link(), table)?;
        let here = count(&target.link(), table)?;
        if (moved, there) != (here, here) {
            return Err(Error::broken(format!("{table}: {there} rows there, {here} here, {moved} moved")));
        }
        progress(table, here);
        copied.tables.push((table, here));
    }
    target.link().batch("COMMIT")?;
    Ok(copied)
}

fn count(link: &Link<'_>, table: &str) -> Result<u64, StoreError> {
    let mut found = 0_i64;
    link.query(&format!("SELECT COUNT(*) FROM {table}"), &[], &mut |row| {
        found = row.take()?;
        Ok(false)
    })?;
    Ok(u64::try_from(found).unwrap_or(0))
}

fn copy_table(
    source: &Link<'_>,
    target: &Link<'_>,
    table: &str,
    columns: &[(String, Type)],
) -> Result<u64, StoreError> {
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    // In the order of ids, which is that of time: a row that names another of its own table comes after it.
    let order = if names.contains(&"id") { " ORDER BY id" } else { "" };
    let select = format!("SELECT {} FROM {table}{order}", names.join(", "));
    let types: Vec<Type> = columns.iter().map(|(_, kind)| *kind).collect();
    let marks: Vec<String> = (1..=columns.len()).map(|at| format!("${at}")).collect();
    let insert = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), marks.join(", "));
    let (insert, at_once) = match bulk::together(&insert, &types).filter(|_| !target.is_lite()) {
        Some(together) => (together, bulk::TOGETHER),
        None => (insert, 1),
    };
    let write = |values: &[Value<'static>]| match at_once {
        1 => target.execute(&insert, values),
        _ => target.execute_together(&insert, values, columns.len()),
    };
    let mut waiting: Vec<Value<'static>> = Vec::new();
    let mut moved = 0_u64;
    let mut failed = None;
    source.query(&select, &[], &mut |row| {
        for (index, (_, kind)) in columns.iter().enumerate() {
            waiting.push(keep(row, index, *kind)?);
        }
        moved += 1;
        if waiting.len() == at_once * columns.len() {
            failed = write(&waiting).err();
            waiting.clear();
        }
        Ok(failed.is_none())
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    if !waiting.is_empty() {
        write(&waiting)?;
    }
    Ok(moved)
}

/// SQLite keeps ids and bytes alike, so the kind comes from the target's side where one of them is
/// PostgreSQL; a 16-byte blob bound as bytes is fine on SQLite.
fn keep(row: &mut RowRef<'_>, index: usize, kind: Type) -> Result<Value<'static>, StoreError> {
    let (cell, kind) = match &row.row {
        AnyRow::Lite(row) => (lite::cell(row, index, kind)?, kind),
        AnyRow::Pg(row) => {
            let kind = row.columns().get(index).and_then(|column| pg::kind(column.type_())).unwrap_or(kind);
            (pg::cell(row, index, kind)?, kind)
        }
    };
    Ok(cell.keep(kind))
}

impl Db {
    /// Counts the rows of every table, for comparing two installations.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub async fn census(&self, migrations: Vec<Migration>) -> Result<Vec<(&'static str, u64)>> {
        self.read(move |reader| {
            let tables = migrate::tables(&migrations).into_iter();
            tables.map(|table| Ok((table, count(&reader.link, table)?))).collect()
        })
        .await
    }

    /// Every table with what its rows come to, whatever their order: two installations that hold the same say the
    /// same, on either engine.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub async fn fingerprints(&self, migrations: Vec<Migration>) -> Result<Vec<(&'static str, u64)>> {
        self.read(move |reader| {
            let tables = migrate::tables(&migrations).into_iter();
            tables.map(|table| Ok((table, fingerprint(&reader.link, table)?))).collect()
        })
        .await
    }
}

/// The sum of a number for each row.
fn fingerprint(link: &Link<'_>, table: &str) -> Result<u64, StoreError> {
    let columns = migrate::columns(link, table)?;
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let mut sum = 0_u64;
    link.query(&format!("SELECT {} FROM {table}", names.join(", ")), &[], &mut |row| {
        let mut hasher = DefaultHasher::new();
        for (index, (_, kind)) in columns.iter().enumerate() {
            match keep(row, index, *kind)? {
                Value::Null(_) => 0_u8.hash(&mut hasher),
                Value::Int(number) => number.hash(&mut hasher),
                Value::Text(text) => text.hash(&mut hasher),
                Value::Owned(text) => text.hash(&mut hasher),
                Value::Blob(bytes) => bytes.hash(&mut hasher),
                Value::OwnedBlob(bytes) => bytes.hash(&mut hasher),
                Value::Id(id) => id.as_bytes()[..].hash(&mut hasher),
            }
        }
        sum = sum.wrapping_add(hasher.finish());
        Ok(true)
    })?;
    Ok(sum)
}
