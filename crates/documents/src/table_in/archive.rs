//! Is this .xlsx safe to hand to the reader?
//!
//! An .xlsx is a zip of XML. Ten megabytes of zip can unpack to ten gigabytes, and the sizes its
//! directory declares may lie, so the whole archive is unpacked once, entry by entry, into one
//! bounded buffer. While the bytes are at hand, the one declared number calamine trusts enough to
//! reserve memory for (`uniqueCount` of the shared strings) is checked too.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{MAX_COLUMNS, MAX_ROWS, TableError};

/// Everything in the archive together, unpacked. A full table at the limits stays below it.
const MAX_UNPACKED: u64 = 192 * 1024 * 1024;
/// A workbook has a dozen parts plus one or two a sheet.
const MAX_ENTRIES: usize = 2_000;
/// More distinct strings than cells we would read.
const MAX_STRINGS: u64 = (MAX_ROWS * MAX_COLUMNS) as u64;

pub(super) fn check(bytes: &[u8]) -> Result<(), TableError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableError::Broken)?;
    if archive.len() > MAX_ENTRIES {
        return Err(TableError::TooLarge);
    }
    // A .docx or a plain .zip is a sound archive, only not a workbook.
    if !archive.file_names().flatten().any(|name| is_workbook_part(&name)) {
        return Err(TableError::NotASpreadsheet);
    }
    let mut left = MAX_UNPACKED;
    let mut unpacked = Vec::new();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| TableError::Broken)?;
        if entry.size() > left {
            return Err(TableError::TooLarge);
        }
        unpacked.clear();
        entry.take(left + 1).read_to_end(&mut unpacked).map_err(|_| TableError::Broken)?;
        left = left.checked_sub(unpacked.len() as u64).ok_or(TableError::TooLarge)?;
        check_part(&unpacked)?;
    }
    Ok(())
}

fn is_workbook_part(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "workbook.xml" || name.ends_with("/workbook.xml")
}

/// One unpacked part: XML in anything but UTF-8 could hide the count from the search below, and no
/// spreadsheet program writes it.
fn check_part(part: &[u8]) -> Result<(), TableError> {
    let head = &part[..part.len().min(4)];
    let wide = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    if wide || (head.contains(&b'<') && head.contains(&0)) || !declares_utf8(part) {
        return Err(TableError::Broken);
    }
    const NAME: &[u8] = b"uniqueCount";
    let mut rest = part;
    while let Some(at) = find(rest, NAME) {
        rest = &rest[at + NAME.len()..];
        if declared_number(rest) > MAX_STRINGS {
            return Err(TableError::Broken);
        }
    }
    Ok(())
}

/// True unless an XML declaration names another encoding.
fn declares_utf8(part: &[u8]) -> bool {
    let part = part.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(part);
    if !part.starts_with(b"<?xml") {
        return true;
    }
    let Some(end) = find(&part[..part.len().min(512)], b"?>") else {
        return false;
    };
    let declaration = part[..end].to_ascii_lowercase();
    match find(&declaration, b"encoding") {
        None => true,
        Some(at) => {
            let value = declaration[at + b"encoding".len()..]
                .iter()
                .copied()
                .skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\''));
            value.take(5).eq(*b"utf-8")
        }
    }
}

/// The number in `="123"`, zero if there is none.
fn declared_number(text: &[u8]) -> u64 {
    text.iter()
        .skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\'' | b'+'))
        .take_while(|b| b.is_ascii_digit())
        .fold(0u64, |n, b| n.saturating_mul(10).saturating_add(u64::from(b - b'0')))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    // Skipping to the first byte keeps this linear search fast enough for megabytes of XML.
    let first = *needle.first()?;
    let mut from = 0;
    loop {
        let at = from + haystack[from..].iter().position(|&b| b == first)?;
        if haystack[at..].starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
}
