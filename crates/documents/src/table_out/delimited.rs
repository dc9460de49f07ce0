//! Comma-separated text that Excel opens without asking.

use std::io::{Result, Write};

use csv::{Terminator, Writer, WriterBuilder};

use super::{Cell, hundredths, looks_like_formula};

/// Writes .csv row by row, for exports too long to hold: UTF-8 with a byte order mark, CRLF, dates
/// in ISO 8601, and an apostrophe before text that Excel would run as a formula.
pub struct CsvWriter<W: Write> {
    out: Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the mark and the header.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new<T: AsRef<str>>(mut out: W, titles: &[T]) -> Result<Self> {
        out.write_all("\u{FEFF}".as_bytes())?;
        let out = WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(out);
        let mut writer = Self { out };
        writer.out.write_record(titles.iter().map(|title| guarded(title.as_ref())))?;
        Ok(writer)
    }

    /// Rows that follow others: neither mark nor header.
    pub fn going_on(out: W) -> Self {
        Self { out: WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(out) }
    }

    /// Writes one row.
    ///
    /// # Errors
    /// Those of the underlying writer.
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        Ok(self.out.write_record(cells.iter().map(text))?)
    }

    /// Flushes and gives the underlying writer back.
    ///
    /// # Errors
    /// Those of the underlying writer.
    pub fn finish(self) -> Result<W> {
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => guarded(text),
        Cell::Int(number) => number.to_string(),
        Cell::Money(fen) => hundredths(*fen),
        Cell::Date(day) => day.to_string(),
        Cell::DateTime(moment) => moment.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        Cell::Percent(value) => format!("{}%", hundredths(*value)),
        Cell::Decimal(value) => hundredths(*value),
        Cell::Formula(_, shown) => text(shown),
    }
}

fn guarded(text: &str) -> String {
    if looks_like_formula(text) { format!("'{text}") } else { text.to_owned() }
}
