//! What the domain sees of the database: a [`Reader`] that asks, a [`Tx`] that also writes.

use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};

use kernel::{Error, Result};

use crate::link::Link;
use crate::statement::{Args, Filter, FromRow, Params, Statement};
use crate::value::{StoreError, Type, Value};

/// How much was asked of a database since the start.
#[derive(Default)]
pub(crate) struct Asked {
    /// Statements that were run.
    pub statements: AtomicU64,
    /// Rows they yielded.
    pub rows: AtomicU64,
}

impl Asked {
    fn count(&self, statements: u64, rows: u64) {
        self.statements.fetch_add(statements, Ordering::Relaxed);
        self.rows.fetch_add(rows, Ordering::Relaxed);
    }
}

/// Asks the database. Everything asked through one reader on SQLite sees one moment.
pub struct Reader<'c> {
    pub(crate) link: Link<'c>,
    pub(crate) asked: &'c Asked,
}

impl<'c> Reader<'c> {
    pub(crate) fn new(link: Link<'c>, asked: &'c Asked) -> Self {
        Reader { link, asked }
    }

    /// All rows.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn all<P: Params, R: FromRow>(&self, statement: &Statement<P, R>, args: impl Args<P>) -> Result<Vec<R>> {
        let mut found = Vec::new();
        self.run(statement.sql, &args.values(), |row| {
            found.push(row);
            true
        })?;
        Ok(found)
    }

    /// The first row, if any.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn find<P: Params, R: FromRow>(&self, statement: &Statement<P, R>, args: impl Args<P>) -> Result<Option<R>> {
        let mut found = None;
        self.run(statement.sql, &args.values(), |row| {
            found = Some(row);
            false
        })?;
        Ok(found)
    }

    /// The first row, which must exist for this actor.
    ///
    /// # Errors
    /// [`Error::NotFound`] without a row.
    pub fn one<P: Params, R: FromRow>(&self, statement: &Statement<P, R>, args: impl Args<P>) -> Result<R> {
        self.find(statement, args)?.ok_or(Error::NotFound)
    }

    /// Hands each row to `on_row` until it returns `false`; for more rows than memory should hold.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn each<P: Params, R: FromRow>(
        &self,
        statement: &Statement<P, R>,
        args: impl Args<P>,
        on_row: impl FnMut(R) -> bool,
    ) -> Result<()> {
        Ok(self.run(statement.sql, &args.values(), on_row)?)
    }

    /// All rows of a list whose conditions were chosen by a person: `head` is fixed and ends with
    /// `WHERE`.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn list<R: FromRow>(&self, head: &'static str, filter: &Filter<'_>) -> Result<Vec<R>> {
        let mut found = Vec::new();
        self.run(&filter.sql(head), &filter.values, |row| {
            found.push(row);
            true
        })?;
        Ok(found)
    }

    /// Rows of a table whose columns are data and not a type: each column's SQL with how it is stored. `from` names the
    /// tables.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn table(
        &self,
        columns: &[(&'static str, Type)],
        from: &'static str,
        filter: &Filter<'_>,
    ) -> Result<Vec<Vec<Value<'static>>>> {
        let names: Vec<&str> = columns.iter().map(|(sql, _)| *sql).collect();
        let sql = filter.sql(&format!("SELECT {} FROM {from} WHERE", names.join(", ")));
        let mut found = Vec::new();
        self.link.query(&sql, &filter.values, &mut |row| {
            found.push(columns.iter().map(|(_, kind)| row.value(*kind)).collect::<Result<_, _>>()?);
            Ok(true)
        })?;
        self.asked.count(1, found.len() as u64);
        Ok(found)
    }

    fn run<R: FromRow>(
        &self,
        sql: &str,
        values: &[Value<'_>],
        mut on_row: impl FnMut(R) -> bool,
    ) -> Result<(), StoreError> {
        let mut rows = 0;
        let outcome = self.link.query(sql, values, &mut |row| {
            rows += 1;
            Ok(on_row(R::from_row(row)?))
        });
        self.asked.count(1, rows);
        outcome
    }
}

/// One transaction. What is written through it becomes visible to others together or not at all.
pub struct Tx<'c> {
    reader: Reader<'c>,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(link: Link<'c>, asked: &'c Asked) -> Self {
        Tx { reader: Reader::new(link, asked) }
    }

    /// Writes; how many rows were touched.
    ///
    /// # Errors
    /// Broken, when the database fails or a constraint does not hold.
    pub fn execute<P: Params>(&mut self, statement: &Statement<P>, args: impl Args<P>) -> Result<u64> {
        self.asked.count(1, 0);
        Ok(self.link.execute(statement.sql, &args.values())?)
    }

    /// Writes exactly one row by compare-and-set.
    ///
    /// # Errors
    /// [`Error::Overtaken`] when no row was touched: somebody was faster.
    pub fn settle<P: Params>(&mut self, statement: &Statement<P>, args: impl Args<P>) -> Result<()> {
        match self.execute(statement, args)? {
            1 => Ok(()),
            0 => Err(Error::Overtaken),
            many => Err(Error::broken(format!("{many} rows where one was meant: {}", statement.sql))),
        }
    }

    /// One writer at a time may hold the lock `number`, until the end of the transaction. SQLite has
    /// only one writer anyway.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn lock(&mut self, number: i64) -> Result<()> {
        if !self.link.is_lite() {
            self.link.query("SELECT pg_advisory_xact_lock($1)", &[Value::Int(number)], &mut |_| Ok(true))?;
        }
        Ok(())
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Reader<'c>;
    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}
