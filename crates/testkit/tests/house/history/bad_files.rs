//! Files as old offices send them, and as they should not be.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use testkit::houses;

use crate::history::acts::{commit, csv, figure, import, node, recount, send, upload};

/// A workbook of an old office: dates as dates, as bare numbers and as text; formulas; amounts with and without a unit.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (column, title) in (0_u16..).zip(["名称", "提出日期", "效益", "奖金（元）"]) {
        page.write_string(0, column, title).unwrap();
    }
    let day = Format::new().set_num_format("yyyy/m/d");
    let date = ExcelDateTime::from_ymd(2012, 3, 5).unwrap();
    page.write_string(1, 0, "日期是日期").unwrap();
    page.write_datetime_with_format(1, 1, &date, &day).unwrap();
    page.write_string(1, 2, "1.5万元").unwrap();
    page.write_string(2, 0, "日期是数字").unwrap();
    page.write_number(2, 1, 40_973.0).unwrap(); // 2012-03-05 as a spreadsheet counts days
    page.write_formula(2, 2, Formula::new("=100+0.5").set_result("100.5")).unwrap();
    page.write_string(3, 0, "日期是文字").unwrap();
    page.write_string(3, 1, "2012年3月5日").unwrap();
    page.write_number(3, 2, 0.1 + 0.2).unwrap();
    page.write_string(3, 3, "无").unwrap();
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn what_is_no_spreadsheet_is_told_at_its_field() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        // What Excel makes of a workbook with a password has the head of the old format.
        let locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 locked".to_vec();
        for (name, bytes) in [
            ("加密.xlsx", locked),
            ("图.xlsx", b"\x89PNG\r\n\x1a\n\0\0".to_vec()),
            ("网页.xls", b"<html><table><tr><td>1</td></tr></table>".to_vec()),
            ("破.xlsx", b"PK\x03\x04 torn".to_vec()),
            ("只有列名.csv", csv(&["名称,日期"])),
        ] {
            let page = send(&mut officer, unit, name, &bytes).await;
            assert_eq!(page.status, 422, "{name}");
            assert!(page.body.contains("id=\"f-file-e\""), "{name}: {}", page.body);
            assert!(page.body.contains("value=\"suggestion\" checked"), "{name}: what was chosen is kept");
        }
        let none = officer.submit(&format!("/history/{unit}/uploads"), &[("kind", "suggestion")]).await;
        assert_eq!(none.status, 422);
        let kind = officer.submit(&format!("/history/{unit}/uploads"), &[("kind", "poem")]).await;
        assert_eq!(kind.status, 422);
    }
}

#[tokio::test]
async fn a_workbook_is_read_whatever_its_cells_hold() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        import(&house, &mut officer, unit, &workbook()).await;
        assert_eq!(recount(&house, unit, 2012).await, (3, 1_500_000 + 10_050 + 30));
        assert_eq!(figure(&house, unit, "history.suggestions", 2012).await, 3);
    }
}

#[tokio::test]
async fn gbk_is_read_as_excel_writes_it() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        let (bytes, _, _) = encoding_rs::GBK.encode("名称,提出日期\r\n刀具柜分层,2011-03-05\r\n");
        let preview = upload(&mut officer, unit, &bytes).await;
        assert!(officer.get(&preview).await.body.contains("刀具柜分层"));
        assert_eq!(commit(&mut officer, &preview).await.status, 303);
    }
}

#[tokio::test]
async fn every_faulty_cell_is_told_with_its_line_and_why() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        let file = csv(&[
            "编号,名称,提出日期,效益,奖金",
            "1,,2011-03-05,,",
            "2,加轮子,21.3.5,,",
            "3,送热水,2011-13-05,,",
            "4,刀具柜,2031-01-01,,",
            "5,快接头,2011-03-05,约三千,",
            "6,观察窗,2011-03-05,#REF!,-5",
            "7,错峰,,,",
            "8,滤棉,2011-03-05,,",
            "8,研磨膏,2011-03-05,,",
        ]);
        let preview = upload(&mut officer, unit, &file).await;
        let page = officer.get(&preview).await;
        for words in [
            "有 8 行有错",
            "这里要写一点。",
            "年份要写四位",
            "不像日期",
            "在今天以后",
            "约三千",
            "#REF!",
            "金额不能是负的",
            "这一行没有日期",
            "编号和第 9 行一样",
        ] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        assert_eq!(page.value_of("chain"), None);
        assert_eq!(officer.submit(&format!("{preview}/import"), &[("chain", "x")]).await.status, 409);
        assert_eq!(recount(&house, unit, 2011).await, (0, 0));
    }
}
