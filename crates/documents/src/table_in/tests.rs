use std::io::Write;

use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;

fn cells(table: &Table) -> Vec<(u32, Vec<&str>)> {
    table.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect()
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

/// A zip of the named parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The workbook with one part replaced.
fn with_part(book: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    use std::io::Read;
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut parts = Vec::new();
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let part_name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if part_name == name {
            bytes = content.to_vec();
        }
        parts.push((part_name, bytes));
    }
    let parts: Vec<_> = parts.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    zipped(&parts)
}

fn small_book() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "姓名").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn text_in_every_encoding_is_the_same_table() {
    let text = "工号,姓名\r\n00123,陈喆\r\n";
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let expected = read_table(text.as_bytes()).unwrap();
    assert_eq!(expected.header, ["工号", "姓名"]);
    assert_eq!(cells(&expected), [(2, vec!["00123", "陈喆"])]);
    for bytes in [format!("\u{FEFF}{text}").into_bytes(), gb18030(text), utf16] {
        assert_eq!(read_table(&bytes).unwrap(), expected);
    }
}

#[test]
fn characters_beyond_gbk_come_through_gb18030() {
    let table = read_table(&gb18030("姓名\n张𬭎\n")).unwrap();
    assert_eq!(cells(&table), [(2, vec!["张𬭎"])]);
}

#[test]
fn delimiters_are_recognised_outside_quotes() {
    for text in ["甲,乙\n1,2", "甲\t乙\n1\t2", "甲;乙\n1;2", "\"甲\",乙\n1,2"] {
        assert_eq!(cells(&read_table(text.as_bytes()).unwrap()), [(2, vec!["1", "2"])], "{text}");
    }
    let table = read_table("\"甲,一,二,三\"\t乙\n1\t2".as_bytes()).unwrap();
    assert_eq!(table.header, ["甲,一,二,三", "乙"]);
    assert_eq!(read_table("姓名\n张三".as_bytes()).unwrap().header, ["姓名"]);
}

#[test]
fn line_numbers_are_the_rows_people_see() {
    for end in ["\n", "\r\n", "\r"] {
        // Row 1 blank, header in 2, a cell with a line break in 3, two blank rows, then 6 and 7.
        let text = ["", "甲,乙", "\"a|b\",1", "", "", "c,2", ",", "d,3", ""].join(end).replace('|', "\n");
        let table = read_table(text.as_bytes()).unwrap();
        assert_eq!(table.header, ["甲", "乙"]);
        let expected = [(3, vec!["a\nb", "1"]), (6, vec!["c", "2"]), (8, vec!["d", "3"])];
        assert_eq!(cells(&table), expected, "{end:?}");
    }
}

#[test]
fn ragged_rows_are_squared_and_nothing_is_lost() {
    let table = read_table("甲,乙,,\n1\n1,2,3\n".as_bytes()).unwrap();
    assert_eq!(table.header, ["甲", "乙", ""]);
    assert_eq!(cells(&table), [(2, vec!["1", "", ""]), (3, vec!["1", "2", "3"])]);
}

#[test]
fn cells_are_trimmed_of_every_blank() {
    let table = read_table("\u{3000}姓 名 ,\u{200B}乙\u{A0}\n 张三\t,1".as_bytes()).unwrap();
    assert_eq!(table.header, ["姓 名", "乙"]);
    assert_eq!(cells(&table), [(2, vec!["张三", "1"])]);
}

#[test]
fn what_is_no_table_says_so() {
    let error = |bytes: &[u8]| read_table(bytes).unwrap_err();
    assert_eq!(error(b""), TableError::Empty);
    assert_eq!(error(b"\n , ,\n"), TableError::Empty);
    assert_eq!(error(b"%PDF-1.7 x"), TableError::NotASpreadsheet);
    assert_eq!(error(b"<html><table>"), TableError::NotASpreadsheet);
    assert_eq!(error(b"\x89PNG\r\n\x1a\n\0\0"), TableError::NotASpreadsheet);
    assert_eq!(error(b"\xFF\xFF\xFF"), TableError::NotASpreadsheet);
    assert_eq!(error(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"), TableError::OldOrLocked);
    assert_eq!(error(b"PK\x03\x04 torn"), TableError::Broken);
    assert_eq!(error(&zipped(&[("word/document.xml", b"<a/>")])), TableError::NotASpreadsheet);
    assert_eq!(error(&small_book()[..1000]), TableError::Broken);
}

#[test]
fn limits_hold_at_their_edge() {
    let rows = |n: usize| "甲\n".to_owned() + &"1\n".repeat(n);
    assert_eq!(read_table(rows(MAX_ROWS).as_bytes()).unwrap().rows.len(), MAX_ROWS);
    assert_eq!(read_table(rows(MAX_ROWS + 1).as_bytes()), Err(TableError::TooManyRows));
    let columns = |n: usize| vec!["x"; n].join(",");
    assert_eq!(read_table(columns(MAX_COLUMNS).as_bytes()).unwrap().header.len(), MAX_COLUMNS);
    assert_eq!(read_table(columns(MAX_COLUMNS + 1).as_bytes()), Err(TableError::TooManyColumns));
    assert!(read_table((columns(MAX_COLUMNS) + ",,,").as_bytes()).is_ok());
    assert_eq!(read_table(&vec![b'x'; MAX_BYTES + 1]), Err(TableError::TooLarge));
    assert!(read_table("长".repeat(MAX_CELL_CHARS).as_bytes()).is_ok());
    assert_eq!(read_table("长".repeat(MAX_CELL_CHARS + 1).as_bytes()), Err(TableError::TooLarge));
}

#[test]
fn a_workbook_reads_as_people_see_it() {
    let mut book = Workbook::new();
    let hidden = book.add_worksheet();
    hidden.set_hidden(true).write_string(0, 0, "hidden").unwrap();
    let page = book.add_worksheet();
    page.set_active(true);
    let date = Format::new().set_num_format("yyyy/m/d");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let time = Format::new().set_num_format("hh:mm");
    let span = Format::new().set_num_format("[h]:mm");
    let day = ExcelDateTime::from_ymd(2025, 6, 12).unwrap();
    let at = |column, title| (column, title);
    for (column, title) in [at(0, "工号"), at(1, " 姓名 "), at(2, "手机"), at(3, "日期")] {
        page.write_string(1, column, title).unwrap();
    }
    page.write_string(3, 0, "00123").unwrap();
    page.write_number(3, 1, 0.1 + 0.2).unwrap();
    page.write_number(3, 2, 13_800_001_234.0).unwrap();
    page.write_datetime_with_format(3, 3, &day, &date).unwrap();
    page.write_datetime_with_format(3, 4, day.clone().and_hms(9, 42, 0.0).unwrap(), &moment).unwrap();
    page.write_datetime_with_format(3, 5, ExcelDateTime::from_hms(7, 5, 0.0).unwrap(), &time).unwrap();
    page.write_number_with_format(3, 6, 1.5 + 10.0 / 1440.0, &span).unwrap();
    page.write_boolean(3, 7, true).unwrap();
    page.write_formula(3, 8, Formula::new("=1+1").set_result("2")).unwrap();
    page.write_blank(9, 200, &date).unwrap(); // formatted, but empty
    page.write_string(10, 0, "末").unwrap();

    let table = read_table(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(table.header[..5], ["工号", "姓名", "手机", "日期", ""]);
    let first =
        vec!["00123", "0.3", "13800001234", "2025-06-12", "2025-06-12T09:42:00", "07:05:00", "36:10", "TRUE", "2"];
    let last = [vec!["末"], vec![""; 8]].concat();
    assert_eq!(cells(&table), [(4, first), (11, last)]);
}

#[test]
fn a_value_far_away_is_an_error_and_not_a_giant_rectangle() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.write_string(0, 0, "甲").unwrap();
    page.write_string(1_048_575, 1, "乙").unwrap();
    assert_eq!(cells(&read_table(&book.save_to_buffer().unwrap()).unwrap()), [(1_048_576, vec!["", "乙"])]);

    let page = book.worksheet_from_index(0).unwrap();
    page.write_string(5, 16_383, "丙").unwrap();
    assert_eq!(read_table(&book.save_to_buffer().unwrap()), Err(TableError::TooManyColumns));
}

#[test]
fn bombs_are_measured_and_not_believed() {
    let zeros = vec![b' '; 200 * 1024 * 1024];
    let bomb = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/media/a.png", &zeros)]);
    assert!(bomb.len() < MAX_BYTES);
    assert_eq!(read_table(&bomb), Err(TableError::TooLarge));
}

#[test]
fn a_forged_count_of_strings_reserves_no_memory() {
    let book = small_book();
    assert!(read_table(&with_part(&book, "nothing", b"")).is_ok());
    for forged in [
        "<sst uniqueCount=\"99999999999999999\"><si><t>姓名</t></si></sst>".as_bytes().to_vec(),
        b"<!-- uniqueCount=\"1\" --><sst uniqueCount = '99999999999'/>".to_vec(),
        b"<?xml version='1.0' encoding='ISO-2022-JP'?><sst/>".to_vec(),
        "\u{FEFF}<sst/>".encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ] {
        assert_eq!(read_table(&with_part(&book, "xl/sharedStrings.xml", &forged)), Err(TableError::Broken));
    }
}

proptest! {
    #[test]
    fn any_bytes_are_a_table_or_an_error(mut bytes in prop::collection::vec(any::<u8>(), 0..400), zip in any::<bool>()) {
        if zip {
            bytes.splice(0..0, *b"PK\x03\x04");
        }
        if let Ok(table) = read_table(&bytes) {
            prop_assert!(table.rows.iter().all(|row| row.cells.len() == table.header.len()));
            prop_assert!(table.rows.windows(2).all(|pair| pair[0].line < pair[1].line));
        }
    }

    #[test]
    fn a_damaged_workbook_never_panics(at in 0usize..5_000, byte in any::<u8>()) {
        let mut book = small_book();
        let at = at % book.len();
        book[at] = byte;
        let _ = read_table(&book);
    }
}
