use jiff::civil::{date, datetime};
use proptest::prelude::*;

use super::*;
use crate::table_in::read_table;

fn sheet(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet { name: "花名册".to_owned(), columns, rows }
}

fn written(sheets: &[Sheet]) -> Vec<u8> {
    write_xlsx(sheets, datetime(2025, 6, 12, 9, 42, 0, 0)).unwrap()
}

fn part(book: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    std::io::read_to_string(zip.by_name(name).unwrap()).unwrap()
}

fn all_kinds() -> Sheet {
    let columns = vec![
        Column::new("工号", 12.0, Kind::Text),
        Column::new("件数", 8.0, Kind::Int),
        Column::new("效益", 14.0, Kind::Money),
        Column::new("日期", 12.0, Kind::Date),
        Column::new("时间", 18.0, Kind::DateTime),
        Column::new("采纳率", 10.0, Kind::Percent),
    ];
    let row = vec![
        "00123".into(),
        Cell::Int(-42),
        Cell::Money(123_456_789),
        Cell::Date(date(2024, 2, 29)),
        Cell::DateTime(datetime(2025, 6, 12, 9, 42, 0, 0)),
        Cell::Percent(1250),
    ];
    sheet(columns, vec![row, vec![Cell::Empty, "—".into()]])
}

#[test]
fn a_workbook_reads_back_as_it_was_written() {
    let table = read_table(&written(&[all_kinds()])).unwrap();
    assert_eq!(table.header, ["工号", "件数", "效益", "日期", "时间", "采纳率"]);
    assert_eq!(table.rows[0].cells, ["00123", "-42", "1234567.89", "2024-02-29", "2025-06-12T09:42:00", "0.125"]);
    assert_eq!((table.rows[1].line, table.rows[1].cells[1].as_str()), (3, "—"));
}

#[test]
fn numbers_and_dates_are_real_and_the_header_is_frozen() {
    let page = part(&written(&[all_kinds()]), "xl/worksheets/sheet1.xml");
    for wanted in ["<v>1234567.89</v>", "<v>45351</v>", "<v>0.125</v>", "state=\"frozen\"", "<autoFilter ref=\"A1:F3\""]
    {
        assert!(page.contains(wanted), "{wanted} in {page}");
    }
}

#[test]
fn equal_tables_are_equal_bytes() {
    assert_eq!(written(&[all_kinds()]), written(&[all_kinds()]));
}

#[test]
fn text_never_becomes_a_formula() {
    let evil = ["=HYPERLINK(\"http://a\")", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"];
    let rows = evil.iter().map(|&text| vec![text.into()]).collect();
    let book = written(&[sheet(vec![Column::new("=甲", 8.0, Kind::Int)], rows)]);
    let page = part(&book, "xl/worksheets/sheet1.xml");
    assert!(!page.contains("<f>"), "{page}");
    assert_eq!(page.matches("t=\"s\"").count(), 1 + evil.len());
}

#[test]
fn choices_and_notes_belong_to_their_column() {
    let roles = ["工人", "受理人", "含,逗号"];
    let many: Vec<String> = (0..300).map(|n| format!("第{n}车间")).collect();
    let columns = vec![
        Column::new("姓名", 12.0, Kind::Text).note("与身份证一致"),
        Column::new("角色", 12.0, Kind::Text).choices(roles),
        Column::new("车间", 12.0, Kind::Text).choices(many),
    ];
    let book = written(&[sheet(columns, vec![])]);
    let page = part(&book, "xl/worksheets/sheet1.xml");
    assert!(page.contains("sqref=\"B2:B1048576\"><formula1>_lists!$A$1:$A$3</formula1>"), "{page}");
    assert!(page.contains("sqref=\"C2:C1048576\"><formula1>_lists!$B$1:$B$300</formula1>"), "{page}");
    assert!(part(&book, "xl/comments1.xml").contains("与身份证一致"));
    assert!(part(&book, "xl/workbook.xml").contains("state=\"hidden\""));
    // The template a person fills in is read by its first visible sheet.
    assert_eq!(read_table(&book).unwrap().header, ["姓名", "角色", "车间"]);
}

#[test]
fn awkward_names_and_texts_fit() {
    let name = "二〇二五年度：合理化[建议]*台账/终稿——东海轴承集团有限公司工会委员会汇编".to_owned();
    let long = "长".repeat(40_000);
    let rows = vec![vec![long.as_str().into()], vec![Cell::Int(i64::MAX)]];
    let book = written(&[Sheet { name, ..sheet(vec![Column::new("甲", 8.0, Kind::Text)], rows) }]);
    let table = read_table(&book).unwrap();
    assert!(table.rows[0].cells[0].ends_with("长…"));
    assert_eq!(table.rows[1].cells[0], i64::MAX.to_string());
}

#[test]
fn what_does_not_fit_is_refused() {
    let now = datetime(2025, 6, 12, 9, 42, 0, 0);
    let one = || vec![Column::new("甲", 8.0, Kind::Date)];
    assert!(write_xlsx(&[], now).is_err());
    assert!(write_xlsx(&[all_kinds(), all_kinds()], now).is_err());
    assert!(write_xlsx(&[sheet(one(), vec![vec![Cell::Empty, Cell::Int(1)]])], now).is_err());
    assert!(write_xlsx(&[sheet(one(), vec![vec![Cell::Date(date(-5, 1, 1))]])], now).is_err());
}

#[test]
fn csv_opens_in_excel_as_it_should() {
    let mut out = CsvWriter::new(Vec::new(), &["姓名", "=效益"]).unwrap();
    out.row(&["陈,喆".into(), Cell::Money(-5)]).unwrap();
    out.row(&["=1+1".into(), Cell::DateTime(datetime(2025, 6, 12, 9, 42, 0, 0))]).unwrap();
    out.row(&["  @a".into(), Cell::Percent(-7)]).unwrap();
    let text = String::from_utf8(out.finish().unwrap()).unwrap();
    assert_eq!(text, "\u{FEFF}姓名,'=效益\r\n\"陈,喆\",-0.05\r\n'=1+1,2025-06-12 09:42:00\r\n'  @a,-0.07%\r\n");
}

proptest! {
    #[test]
    fn csv_text_comes_back(texts in prop::collection::vec("[=+@',;\"a-c甲乙\n-]{1,8}", 1..20)) {
        let mut out = CsvWriter::new(Vec::new(), &["甲", "乙"]).unwrap();
        for text in &texts {
            out.row(&["x".into(), text.as_str().into()]).unwrap();
        }
        let table = read_table(&out.finish().unwrap()).unwrap();
        let read: Vec<_> = table.rows.iter().map(|row| row.cells[1].as_str()).collect();
        // What a person types with an apostrophe before a sign cannot be told from our own guard.
        let wanted: Vec<_> = texts.iter().map(|text| {
            let text = text.trim();
            text.strip_prefix('\'').filter(|rest| looks_like_formula(rest)).map(str::trim).unwrap_or(text)
        }).collect();
        prop_assert_eq!(read, wanted);
    }

    #[test]
    fn workbook_text_comes_back(texts in prop::collection::vec("[=+@'<&0-9a-c甲乙\n-]{1,8}", 1..20)) {
        let rows = texts.iter().map(|text| vec!["x".into(), text.as_str().into()]).collect();
        let columns = vec![Column::new("甲", 8.0, Kind::Text), Column::new("乙", 8.0, Kind::Text)];
        let table = read_table(&written(&[sheet(columns, rows)])).unwrap();
        let read: Vec<_> = table.rows.iter().map(|row| row.cells[1].as_str()).collect();
        let wanted: Vec<_> = texts.iter().map(|text| text.trim()).collect();
        prop_assert_eq!(read, wanted);
    }
}
