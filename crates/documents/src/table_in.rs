//! Reading the spreadsheet somebody uploaded.
//!
//! Whatever program wrote it, it comes out as one [`Table`] of trimmed text, with the row numbers
//! the person sees on their own screen, so that "row 17: no name" can be found again.

mod archive;
mod delimited;
mod xlsx;

use thiserror::Error;

/// Largest upload, in bytes (10 MiB).
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Most rows below the header that hold anything.
pub const MAX_ROWS: usize = 50_000;
/// Most columns; a value further to the right is an error, an empty formatted cell is not.
pub const MAX_COLUMNS: usize = 64;
/// Longest cell, in characters: Excel's own limit, so only a forged file exceeds it.
pub const MAX_CELL_CHARS: usize = 32_767;
/// All text of one table, in bytes. A workbook may name one long shared string in every cell, so
/// the size of the file does not bound the size of the table.
const MAX_TEXT: usize = 64 * 1024 * 1024;

/// A sheet as text: the first row that holds anything is the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Column titles. A column with values but no title has an empty one.
    pub header: Vec<String>,
    /// The rows below the header that hold anything.
    pub rows: Vec<Row>,
}

/// One row of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The row number the person sees in their spreadsheet program, counted from 1.
    pub line: u32,
    /// Trimmed text, exactly as many cells as the header has titles.
    pub cells: Vec<String>,
}

/// Why an upload could not be read. [`TableError::key`] names the message that explains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TableError {
    /// More than [`MAX_BYTES`], or more than that claims to be once unpacked.
    #[error("spreadsheet too large")]
    TooLarge,
    /// More than [`MAX_ROWS`] rows.
    #[error("too many rows")]
    TooManyRows,
    /// A value to the right of column [`MAX_COLUMNS`].
    #[error("too many columns")]
    TooManyColumns,
    /// Neither .xlsx nor text.
    #[error("not a spreadsheet")]
    NotASpreadsheet,
    /// The .xls of Excel 97-2003, or an .xlsx locked with a password (both are the same container):
    /// the person can save it again as a plain .xlsx.
    #[error("old or locked workbook")]
    OldOrLocked,
    /// No cell holds anything.
    #[error("empty spreadsheet")]
    Empty,
    /// It is a workbook, but damaged or forged.
    #[error("broken spreadsheet")]
    Broken,
}

impl TableError {
    /// The Fluent message that tells the person what happened and what to do.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLarge => "table-too-large",
            Self::TooManyRows => "table-too-many-rows",
            Self::TooManyColumns => "table-too-many-columns",
            Self::NotASpreadsheet => "table-not-a-spreadsheet",
            Self::OldOrLocked => "table-old-or-locked",
            Self::Empty => "table-empty",
            Self::Broken => "table-broken",
        }
    }
}

/// Reads an uploaded .xlsx (its first visible sheet) or delimited text (comma, tab or semicolon;
/// UTF-8, UTF-16 with a mark, or GB18030). What it is, is decided by the bytes, never by a file name.
///
/// # Errors
/// See [`TableError`]; every limit is checked before memory is spent on what exceeds it.
pub fn read_table(bytes: &[u8]) -> Result<Table, TableError> {
    if bytes.len() > MAX_BYTES {
        return Err(TableError::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        archive::check(bytes)?;
        xlsx::read(bytes)
    } else if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        Err(TableError::OldOrLocked)
    } else {
        delimited::read(&delimited::decode(bytes)?)
    }
}

/// Collects rows under the limits and squares them off at the end.
#[derive(Default)]
struct Grid {
    rows: Vec<Row>,
    text: usize,
}

impl Grid {
    /// Takes the next row; blank ones are dropped.
    fn push(&mut self, line: u32, mut cells: Vec<String>) -> Result<(), TableError> {
        while cells.last().is_some_and(String::is_empty) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        if cells.len() > MAX_COLUMNS {
            return Err(TableError::TooManyColumns);
        }
        if self.rows.len() > MAX_ROWS {
            return Err(TableError::TooManyRows);
        }
        self.text += cells.iter().map(String::len).sum::<usize>();
        if self.text > MAX_TEXT || cells.iter().any(|cell| longer_than_a_cell(cell)) {
            return Err(TableError::TooLarge);
        }
        self.rows.push(Row { line, cells });
        Ok(())
    }

    fn finish(self) -> Result<Table, TableError> {
        let width = self.rows.iter().map(|row| row.cells.len()).max();
        let mut rows = self.rows.into_iter();
        let (Some(first), Some(width)) = (rows.next(), width) else {
            return Err(TableError::Empty);
        };
        let square = |mut cells: Vec<String>| {
            cells.resize(width, String::new());
            cells
        };
        Ok(Table {
            header: square(first.cells),
            rows: rows.map(|row| Row { line: row.line, cells: square(row.cells) }).collect(),
        })
    }
}

fn longer_than_a_cell(cell: &str) -> bool {
    cell.len() > MAX_CELL_CHARS && cell.chars().count() > MAX_CELL_CHARS
}

/// Trims white space of any script and the invisible marks that copying from web pages leaves.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'))
}

#[cfg(test)]
mod tests;
