//! Workbooks, read cell by cell: calamine's ready-made range would allocate the whole rectangle
//! between A1 and a single far-away cell.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::{Grid, MAX_COLUMNS, Table, TableError, trimmed};

pub(super) fn read(bytes: &[u8]) -> Result<Table, TableError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(why)?;
    let name = book
        .sheets_metadata()
        .iter()
        .find(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .ok_or(TableError::Empty)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(why)?;

    let mut grid = Grid::default();
    let mut row = 0;
    let mut cells: Vec<String> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(why)? {
        let (at, column) = cell.get_position();
        let value = text(cell.get_value());
        let value = trimmed(&value);
        if value.is_empty() {
            continue;
        }
        if at < row {
            return Err(TableError::Broken); // every program writes rows in order
        }
        if at > row {
            grid.push(row.saturating_add(1), std::mem::take(&mut cells))?;
            row = at;
        }
        let column = column as usize;
        if column >= MAX_COLUMNS {
            return Err(TableError::TooManyColumns);
        }
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = value.to_owned();
    }
    grid.push(row.saturating_add(1), cells)?;
    grid.finish()
}

fn why(error: XlsxError) -> TableError {
    match error {
        XlsxError::Password => TableError::OldOrLocked,
        _ => TableError::Broken,
    }
}

/// A value as the person reads it in the sheet, dates in ISO 8601.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Fifteen significant digits, as Excel shows, so that 0.1 + 0.2 reads 0.3; whole numbers without
/// a decimal point and never with an exponent.
fn number_text(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    // Adding zero turns Excel's occasional negative zero into a plain one.
    format!("{}", rounded + 0.0)
}

fn moment_text(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if moment.is_duration() {
        let minutes = (serial * 24.0 * 60.0).round();
        return format!("{}:{:02}", (minutes / 60.0).floor(), minutes.rem_euclid(60.0));
    }
    if serial < 0.0 {
        return number_text(serial); // Excel itself shows no date here
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if serial < 1.0 {
        return time; // a time of day without a date
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if time == "00:00:00" { date } else { format!("{date}T{time}") }
}
