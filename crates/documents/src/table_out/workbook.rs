//! Workbooks (.xlsx).

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Formula, Note, Workbook, Worksheet, XlsxError,
};

use super::{Cell, Kind, Sheet, TableOutError};

const INK: Color = Color::RGB(0x22_1E1A);
const SUNKEN: Color = Color::RGB(0xF2_EBDF);
const LINE: Color = Color::RGB(0x87_7D6E);

/// The last row Excel has, counted from 0: validation covers rows the person will add.
pub(super) const LAST_ROW: u32 = 1_048_575;
/// Whole numbers beyond 2^53 lose digits in a sheet, so they are written as text.
const EXACT: u64 = 1 << 53;
/// Most UTF-16 units Excel keeps in a cell.
const MAX_TEXT: usize = 32_767;
/// The hidden sheet with the choices: a list inside the validation itself may hold only 255
/// characters and no comma.
const LISTS: &str = "_lists";

/// Writes a workbook. `written_at` becomes its creation date, so equal input gives equal bytes.
///
/// # Errors
/// [`TableOutError`] if the sheets do not fit a workbook.
pub fn write_xlsx(sheets: &[Sheet], written_at: DateTime) -> Result<Vec<u8>, TableOutError> {
    if sheets.is_empty() {
        return Err(TableOutError::DoesNotFit("a workbook needs a sheet".to_owned()));
    }
    write(sheets, written_at).map_err(|error| TableOutError::DoesNotFit(error.to_string()))
}

fn write(sheets: &[Sheet], written_at: DateTime) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let created = excel_moment(written_at)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let formats = Formats::new();
    let mut lists: Vec<&[String]> = Vec::new();
    for sheet in sheets {
        write_sheet(book.add_worksheet(), sheet, &formats, &mut lists)?;
    }
    if !lists.is_empty() {
        write_lists(book.add_worksheet(), &lists)?;
    }
    book.save_to_buffer()
}

fn write_sheet<'a>(
    page: &mut Worksheet,
    sheet: &'a Sheet,
    formats: &Formats,
    lists: &mut Vec<&'a [String]>,
) -> Result<(), XlsxError> {
    page.set_name(sheet_name(&sheet.name))?;
    page.set_freeze_panes(1, 0)?;
    page.set_row_height(0, 24)?;
    let depth = u32::try_from(sheet.rows.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    for (index, column) in (0u16..).zip(&sheet.columns) {
        page.set_column_width(index, column.width)?;
        page.set_column_format(index, formats.of(column.kind))?;
        page.write_string_with_format(0, index, &column.title, &formats.header)?;
        if let Some(note) = &column.note {
            page.insert_note(0, index, &note_box(note))?;
        }
        if !column.choices.is_empty() {
            lists.push(&column.choices);
            page.add_data_validation(1, index, LAST_ROW, index, &choice(lists.len(), &column.choices))?;
        }
    }
    let last = u16::try_from(sheet.columns.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    if let Some(last) = last.checked_sub(1) {
        page.autofilter(0, 0, depth, last)?;
    }
    for (row, cells) in (1u32..).zip(&sheet.rows) {
        if cells.len() > sheet.columns.len() {
            return Err(XlsxError::RowColumnLimitError);
        }
        for (column, cell) in (0u16..).zip(cells) {
            write_cell(page, row, column, cell, formats)?;
        }
    }
    Ok(())
}

pub(super) fn write_cell(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        Cell::Text(text) => page.write_string_with_format(row, column, shortened(text), &formats.text)?,
        Cell::Int(number) if number.unsigned_abs() > EXACT => {
            page.write_string_with_format(row, column, number.to_string(), &formats.text)?
        }
        Cell::Int(number) => page.write_number_with_format(row, column, *number as f64, &formats.int)?,
        Cell::Money(fen) => page.write_number_with_format(row, column, *fen as f64 / 100.0, &formats.money)?,
        Cell::Date(day) => page.write_datetime_with_format(row, column, excel_day(*day)?, &formats.date)?,
        Cell::DateTime(moment) => {
            page.write_datetime_with_format(row, column, excel_moment(*moment)?, &formats.datetime)?
        }
        Cell::Percent(value) => {
            page.write_number_with_format(row, column, *value as f64 / 10_000.0, &formats.percent)?
        }
        Cell::Decimal(value) => page.write_number_with_format(row, column, *value as f64 / 100.0, &formats.decimal)?,
        Cell::Formula(formula, shown) => {
            let (result, format) = calculated(shown, formats);
            page.write_formula_with_format(row, column, Formula::new(formula).set_result(result), format)?
        }
    };
    Ok(())
}

/// What a formula comes to, as it is stored beside it, and its format.
fn calculated<'f>(shown: &Cell, formats: &'f Formats) -> (String, &'f Format) {
    match shown {
        Cell::Int(number) => (number.to_string(), &formats.int),
        Cell::Money(fen) => ((*fen as f64 / 100.0).to_string(), &formats.money),
        Cell::Percent(value) => ((*value as f64 / 10_000.0).to_string(), &formats.percent),
        Cell::Decimal(value) => ((*value as f64 / 100.0).to_string(), &formats.decimal),
        Cell::Text(text) => (text.clone(), &formats.text),
        Cell::Formula(_, shown) => calculated(shown, formats),
        Cell::Empty | Cell::Date(_) | Cell::DateTime(_) => (String::new(), &formats.text),
    }
}

fn write_lists(page: &mut Worksheet, lists: &[&[String]]) -> Result<(), XlsxError> {
    page.set_name(LISTS)?;
    page.set_hidden(true);
    for (column, list) in (0u16..).zip(lists) {
        for (row, choice) in (0u32..).zip(*list) {
            page.write_string(row, column, choice)?;
        }
    }
    Ok(())
}

/// The rule for the `number`th list, counted from 1.
fn choice(number: usize, choices: &[String]) -> DataValidation {
    let column = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(number - 1).unwrap_or(u16::MAX));
    let range = format!("={LISTS}!${column}$1:${column}${}", choices.len());
    DataValidation::new().allow_list_formula(Formula::new(range)).set_error_style(DataValidationErrorStyle::Stop)
}

fn note_box(text: &str) -> Note {
    let lines: usize = text.lines().map(|line| 1 + line.chars().count() / 16).sum();
    let height = 24 + 20 * u32::try_from(lines).unwrap_or(u32::MAX / 64).min(20);
    Note::new(text).add_author_prefix(false).set_width(240).set_height(height)
}

/// A name Excel accepts: no forbidden characters, no outer apostrophes, at most 31 UTF-16 units.
pub(super) fn sheet_name(name: &str) -> String {
    let clean = name.replace(['*', '?', ':', '[', ']', '\\', '/'], " ");
    let kept = first_units(clean.trim(), 31).trim_matches(['\'', ' ']);
    if kept.is_empty() { "Sheet".to_owned() } else { kept.to_owned() }
}

/// Text that fits a cell; what is cut off is announced by an ellipsis.
fn shortened(text: &str) -> String {
    let kept = first_units(text, MAX_TEXT);
    if kept.len() == text.len() { text.to_owned() } else { format!("{}…", first_units(kept, MAX_TEXT - 1)) }
}

/// As much of the text as fits into so many UTF-16 units.
fn first_units(text: &str, limit: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|&(_, c)| {
        units += c.len_utf16();
        units > limit
    });
    end.map_or(text, |(at, _)| &text[..at])
}

fn excel_day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |n: i8| u8::try_from(n).unwrap_or_default(); // jiff counts months and days from 1
    let year = u16::try_from(day.year()).map_err(|_| XlsxError::DateTimeRangeError(format!("{day} is before 1900")))?;
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

pub(super) fn excel_moment(moment: DateTime) -> Result<ExcelDateTime, XlsxError> {
    let hour = u16::try_from(moment.hour()).unwrap_or_default();
    let minute = u8::try_from(moment.minute()).unwrap_or_default();
    excel_day(moment.date())?.and_hms(hour, minute, f64::from(moment.second()))
}

/// The cell formats of a workbook.
pub(super) struct Formats {
    pub(super) header: Format,
    text: Format,
    int: Format,
    money: Format,
    date: Format,
    datetime: Format,
    percent: Format,
    decimal: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let plain = || Format::new().set_align(FormatAlign::VerticalCenter);
        Self {
            header: plain()
                .set_bold()
                .set_font_color(INK)
                .set_background_color(SUNKEN)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(LINE)
                .set_text_wrap(),
            // "@" also keeps a text a text when somebody edits the cell later.
            text: plain().set_num_format("@").set_text_wrap(),
            int: plain().set_num_format("#,##0"),
            money: plain().set_num_format("#,##0.00"),
            date: plain().set_num_format("yyyy-mm-dd"),
            datetime: plain().set_num_format("yyyy-mm-dd hh:mm"),
            percent: plain().set_num_format("0.00%"),
            decimal: plain().set_num_format("#,##0.00"),
        }
    }

    fn of(&self, kind: Kind) -> &Format {
        match kind {
            Kind::Text => &self.text,
            Kind::Int => &self.int,
            Kind::Money => &self.money,
            Kind::Date => &self.date,
            Kind::DateTime => &self.datetime,
            Kind::Percent => &self.percent,
            Kind::Decimal => &self.decimal,
        }
    }
}
