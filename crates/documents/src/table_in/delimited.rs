//! Delimited text (.csv, .txt) in the encodings Chinese offices really send.

use std::borrow::Cow;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::{Encoding, GB18030};

use super::{Grid, MAX_COLUMNS, Table, TableError, trimmed};
use crate::table_out::looks_like_formula;

/// Text from bytes: by byte order mark, else UTF-8 if it is valid, else GB18030 (Excel's GBK is a
/// part of it).
///
/// # Errors
/// `NotASpreadsheet` for bytes that are text in none of them, for binary files and for markup.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, TableError> {
    let (text, bad) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), false),
            Err(_) => GB18030.decode_without_bom_handling(bytes),
        },
    };
    let start = text.trim_start();
    // Web pages are often saved as "spreadsheets"; reading them as text would make nonsense rows.
    let foreign = start.starts_with('<') || start.starts_with("%PDF-") || start.starts_with("{\\rtf");
    if bad || foreign || text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        return Err(TableError::NotASpreadsheet);
    }
    Ok(text)
}

pub(super) fn read(text: &str) -> Result<Table, TableError> {
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter(text)).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut grid = Grid::default();
    let mut line = 0;
    loop {
        let before = reader.position().byte() as usize;
        if !reader.read_byte_record(&mut record).map_err(|_| TableError::Broken)? {
            return grid.finish();
        }
        // The csv crate skips blank lines; a spreadsheet program gives each of them a row.
        line += 1 + blank_lines(text.as_bytes(), before);
        let beyond = record.iter().skip(MAX_COLUMNS);
        if beyond.map(String::from_utf8_lossy).any(|cell| !trimmed(&cell).is_empty()) {
            return Err(TableError::TooManyColumns);
        }
        let cells = record.iter().take(MAX_COLUMNS);
        let cells = cells.map(String::from_utf8_lossy).map(|cell| unguarded(trimmed(&cell)).to_owned());
        grid.push(line, cells.collect())?;
    }
}

/// The line breaks at the front of what the next record was read from.
fn blank_lines(text: &[u8], from: usize) -> u32 {
    let mut rest = text.get(from..).unwrap_or_default();
    // The reader may stop between the \r and the \n that end one line together.
    if from > 0 && text[from - 1] == b'\r' {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut count = 0;
    loop {
        let next = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"));
        match next.or_else(|| rest.strip_prefix(b"\r")) {
            Some(tail) => rest = tail,
            None => return count,
        }
        count += 1;
    }
}

/// Takes away the apostrophe that [`crate::CsvWriter`] puts before what looks like a formula.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest) => trimmed(rest),
        _ => cell,
    }
}

/// The delimiter found most often in the first line that holds anything, outside quotes; a comma
/// if there is none.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0u32), (b'\t', 0), (b';', 0)];
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                for (delimiter, count) in &mut counts {
                    *count += u32::from(*delimiter == byte);
                }
            }
        }
    }
    // `max_by_key` keeps the last of equals, so the comma goes last.
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map_or(b',', |(delimiter, _)| delimiter)
}
