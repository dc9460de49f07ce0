//! Writing spreadsheets: real numbers, real dates, and text that stays text.

mod book;
mod delimited;
mod workbook;

pub use book::BookWriter;
pub use delimited::CsvWriter;
pub use workbook::write_xlsx;

use jiff::civil::{Date, DateTime};
use thiserror::Error;

/// One worksheet: a bold frozen header with a filter, and rows below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The tab's name. Characters Excel forbids become spaces, and 31 characters are kept.
    pub name: String,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows, each with at most as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// One column of a [`Sheet`].
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The title in the header.
    pub title: String,
    /// Width in digits of the default font, as in Excel's own dialog; a Han character takes two.
    pub width: f64,
    /// What the column holds. Empty cells get this format too, so that a leading zero typed into
    /// a text column of a template stays.
    pub kind: Kind,
    /// A note shown when the pointer rests on the title.
    pub note: Option<String>,
    /// The only values the column accepts, offered as a list; any value if empty.
    pub choices: Vec<String>,
}

impl Column {
    /// A column without note and choices.
    pub fn new(title: impl Into<String>, width: f64, kind: Kind) -> Self {
        Self { title: title.into(), width, kind, note: None, choices: Vec::new() }
    }

    /// The same column with a note on its title.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// The same column, offering only these values.
    #[must_use]
    pub fn choices(self, choices: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { choices: choices.into_iter().map(Into::into).collect(), ..self }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, also numbers nobody adds up: employee numbers, telephones.
    Text,
    /// Whole numbers.
    Int,
    /// Yuan with two decimals.
    Money,
    /// Days.
    Date,
    /// Days with hours and minutes.
    DateTime,
    /// Percent with up to two decimals.
    Percent,
    /// Numbers with two decimals.
    Decimal,
}

/// One value. It is written as what it is, also in a column of another kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, never a formula.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Money in fen; the sheet shows yuan.
    Money(i64),
    /// A day, from 1900 to 9999.
    Date(Date),
    /// A moment on the wall clock, from 1900 to 9999.
    DateTime(DateTime),
    /// Hundredths of a percent: 1250 is 12.50 %.
    Percent(i64),
    /// Hundredths: 1250 is 12.50.
    Decimal(i64),
    /// A formula without its equals sign, and what it comes to: shown by whoever does not calculate, and the
    /// format of the cell. Only for formulas made in code.
    Formula(String, Box<Cell>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Why a workbook could not be written.
#[derive(Debug, Error)]
pub enum TableOutError {
    /// No sheet, two sheets of one name, a row longer than its header, or more than Excel holds.
    #[error("the table does not fit a workbook: {0}")]
    DoesNotFit(String),
}

/// True for text that Excel would take for a formula when it opens a .csv, behind leading blanks
/// too and with the full-width signs that Chinese Excel accepts for the plain ones.
pub(crate) fn looks_like_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// An amount with two decimals: fen as yuan, hundredths of a percent as percent.
fn hundredths(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", value.unsigned_abs() / 100, value.unsigned_abs() % 100)
}

#[cfg(test)]
mod tests;
