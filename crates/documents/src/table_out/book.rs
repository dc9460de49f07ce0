//! A workbook of any length: rows go to disk as they come, so that its size is bounded by the disk and not by memory.

use std::io::{Seek, Write};

use jiff::civil::DateTime;
use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use super::workbook::{Formats, LAST_ROW, excel_moment, sheet_name, write_cell};
use super::{Cell, Column, TableOutError};

/// Writes a workbook row by row. When a sheet is full, another follows with the same header.
pub struct BookWriter {
    book: Workbook,
    formats: Formats,
    name: String,
    columns: Vec<Column>,
    /// The sheet that is written, from 0.
    sheet: usize,
    /// The next row of it; the header is 0.
    row: u32,
}

impl BookWriter {
    /// A workbook with its first sheet and the header. `written_at` becomes its creation date.
    ///
    /// # Errors
    /// [`TableOutError`] if the columns do not fit a sheet.
    pub fn new(name: &str, columns: Vec<Column>, written_at: DateTime) -> Result<Self, TableOutError> {
        let made = || {
            let mut book = Workbook::new();
            book.set_properties(&DocProperties::new().set_creation_datetime(&excel_moment(written_at)?));
            let mut writer = Self { book, formats: Formats::new(), name: name.to_owned(), columns, sheet: 0, row: 0 };
            writer.begin()?;
            Ok(writer)
        };
        made().map_err(does_not_fit)
    }

    /// Writes one row.
    ///
    /// # Errors
    /// [`TableOutError`] if it has more cells than there are columns, or a value Excel does not have.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), TableOutError> {
        self.put(cells).map_err(does_not_fit)
    }

    /// Writes the workbook to a file.
    ///
    /// # Errors
    /// [`TableOutError`] if the disk is full.
    pub fn finish(mut self, out: impl Write + Seek + Send) -> Result<(), TableOutError> {
        self.book.save_to_writer(out).map_err(does_not_fit)
    }

    fn put(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        if cells.len() > self.columns.len() {
            return Err(XlsxError::RowColumnLimitError);
        }
        if self.row > LAST_ROW {
            self.sheet += 1;
            self.begin()?;
        }
        let row = self.row;
        let page = self.book.worksheet_from_index(self.sheet)?;
        for (column, cell) in (0u16..).zip(cells) {
            write_cell(page, row, column, cell, &self.formats)?;
        }
        self.row += 1;
        Ok(())
    }

    fn begin(&mut self) -> Result<(), XlsxError> {
        let name = match self.sheet {
            0 => self.name.clone(),
            more => format!("{} {}", self.name, more + 1),
        };
        let page: &mut Worksheet = self.book.add_worksheet_with_constant_memory()?;
        page.set_name(sheet_name(&name))?;
        page.set_freeze_panes(1, 0)?;
        page.set_row_height(0, 24)?;
        for (index, column) in (0u16..).zip(&self.columns) {
            page.set_column_width(index, column.width)?;
            page.write_string_with_format(0, index, &column.title, &self.formats.header)?;
        }
        self.row = 1;
        Ok(())
    }
}

fn does_not_fit(error: XlsxError) -> TableOutError {
    TableOutError::DoesNotFit(error.to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{Kind, read_table};

    #[test]
    fn what_is_written_row_by_row_is_read_again() {
        let columns = vec![Column::new("名称", 20.0, Kind::Text), Column::new("元", 12.0, Kind::Money)];
        let mut book = BookWriter::new("建议", columns, date(2026, 11, 26).at(9, 0, 0, 0)).unwrap();
        for n in 0..1200 {
            book.row(&[Cell::Text(format!("第 {n} 条")), Cell::Money(n * 100)]).unwrap();
        }
        let mut out = std::io::Cursor::new(Vec::new());
        book.finish(&mut out).unwrap();
        let table = read_table(out.get_ref()).unwrap();
        assert_eq!(table.rows.len(), 1200);
        assert_eq!(table.rows[1199].cells[0], "第 1199 条");
        assert!(
            BookWriter::new("x", Vec::new(), date(2026, 1, 1).at(0, 0, 0, 0)).unwrap().row(&[Cell::Empty]).is_err()
        );
    }
}
