//! Importing rosters through the front door, on every engine there is.

use documents::{Cell, Column, Kind, Sheet, read_table, write_xlsx};
use identity::{UnitKind, people, roster, tree};
use kernel::id::UnitId;
use kernel::{Error, Time};
use testkit::{Browser, Page, TestHouse, houses};

const HEADER: [&str; 6] = ["姓名", "工号", "手机号", "车间", "班组", "角色"];
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// An enterprise with nobody in it, and an administrator above it.
async fn new_enterprise(house: &TestHouse) -> (UnitId, Browser) {
    let admin = house.actor("admin").await;
    let by = admin.clone();
    let now = house.clock.now();
    let founded = ledger::change(&house.app.db, move |tx| {
        let new = tree::NewUnit {
            kind: UnitKind::Enterprise,
            name: "宁波新潮印染有限公司".to_owned(),
            short_name: String::new(),
            code: String::new(),
            parent: Some(by.place.unit),
            industry_parent: None,
            industry: String::new(),
        };
        tree::found(tx, identity::By::Person(&by), &new, now)
    });
    (founded.await.unwrap().id, house.browser_for(admin.person).await)
}

fn workbook(rows: &[[&str; 6]]) -> Vec<u8> {
    let sheet = Sheet {
        name: "名册".to_owned(),
        columns: HEADER.map(|title| Column::new(title, 12.0, Kind::Text)).into(),
        rows: rows.iter().map(|row| row.map(Cell::from).into()).collect(),
    };
    write_xlsx(&[sheet], Time::default().china().datetime()).unwrap()
}

fn gbk(rows: &[[&str; 6]]) -> Vec<u8> {
    let lines: Vec<String> = std::iter::once(&HEADER).chain(rows).map(|row| row.join(",")).collect();
    encoding_rs::GBK.encode(&lines.join("\r\n")).0.into_owned()
}

/// Uploads a sheet and opens its preview.
async fn upload(browser: &mut Browser, unit: UnitId, end_missing: bool, name: &str, bytes: &[u8]) -> (String, Page) {
    let unit = unit.to_string();
    let mut fields = vec![("unit", unit.as_str())];
    fields.extend(end_missing.then_some(("end_missing", "yes")));
    let page = browser.upload("/roster/import", &fields, &[("file", name, XLSX, bytes)]).await;
    assert_eq!(page.status, 303, "{}", page.body);
    let preview = page.location().to_owned();
    let page = browser.get(&preview).await;
    assert_eq!(page.status, 200, "{}", page.body);
    (preview, page)
}

/// Presses the button under a preview.
async fn commit(browser: &mut Browser, preview: &str, page: &Page) -> Page {
    let fingerprint = page.value_of("fingerprint").expect("the preview can be imported");
    browser.submit(preview, &[("fingerprint", &fingerprint)]).await
}

/// The names of the people present, in the order of their numbers.
async fn names(house: &TestHouse, enterprise: UnitId) -> Vec<String> {
    let read = house.app.db.read(move |reader| people::page(reader, enterprise, "", 100));
    read.await.unwrap().into_iter().map(|person| person.name).collect()
}

const TWO: [[&str; 6]; 2] = [
    ["周小满", "Y001", "13900000001", "染色车间", "甲班", "班组长"],
    ["吴立冬", "Y002", "", "染色车间", "", "创新专员"],
];

#[tokio::test]
async fn a_workbook_brings_people_units_and_roles_and_brings_them_once() {
    for house in houses().await {
        let (enterprise, mut admin) = new_enterprise(&house).await;
        let (preview, page) = upload(&mut admin, enterprise, false, "名册.xlsx", &workbook(&TWO)).await;
        assert!(page.body.contains("染色车间 / 甲班"), "{}", page.body);
        assert!(names(&house, enterprise).await.is_empty(), "a preview writes nothing");

        let done = commit(&mut admin, &preview, &page).await;
        assert_eq!((done.status, done.location()), (303, format!("/roster?unit={enterprise}").as_str()));
        assert_eq!(names(&house, enterprise).await, ["周小满", "吴立冬"]);
        let list = admin.visit(done.location()).await;
        assert!(list.body.contains("名册导入好了") && list.body.contains("班组长") && list.body.contains("创新专员"));
        assert_eq!(admin.get(&preview).await.status, 404, "an upload is imported once");

        let (_, again) = upload(&mut admin, enterprise, false, "名册.xlsx", &workbook(&TWO)).await;
        assert!(again.body.contains("没有变化") && again.value_of("fingerprint").is_none(), "{}", again.body);
    }
}

#[tokio::test]
async fn a_gbk_csv_changes_people_and_lets_the_missing_leave_only_when_asked() {
    for house in houses().await {
        let (enterprise, mut admin) = new_enterprise(&house).await;
        let (preview, page) = upload(&mut admin, enterprise, false, "a.csv", &gbk(&TWO)).await;
        assert_eq!(commit(&mut admin, &preview, &page).await.status, 303);

        let renamed = [["周满", "Y001", "13900000001", "染色车间", "甲班", ""]];
        let (_, page) = upload(&mut admin, enterprise, false, "a.csv", &gbk(&renamed)).await;
        assert!(!page.body.contains("吴立冬"), "nobody leaves unasked");
        let (preview, page) = upload(&mut admin, enterprise, true, "a.csv", &gbk(&renamed)).await;
        assert!(page.body.contains("吴立冬"), "{}", page.body);
        assert_eq!(commit(&mut admin, &preview, &page).await.status, 303);
        assert_eq!(names(&house, enterprise).await, ["周满"]);
    }
}

#[tokio::test]
async fn one_faulty_row_and_nothing_is_written() {
    for house in houses().await {
        let (enterprise, mut admin) = new_enterprise(&house).await;
        let rows = [TWO[0], ["郑重", "Y003", "12345", "", "", "厂长"]];
        let (preview, page) = upload(&mut admin, enterprise, false, "a.csv", &gbk(&rows)).await;
        for told in ["郑重", "手机号", "11 位", "厂长"] {
            assert!(page.body.contains(told), "{told} is not told: {}", page.body);
        }
        assert!(page.value_of("fingerprint").is_none(), "there is no button to import it");
        assert_eq!(admin.submit(&preview, &[("fingerprint", "")]).await.status, 409);
        assert!(names(&house, enterprise).await.is_empty());
        let unit = house.app.db.read(move |reader| tree::unit(reader, enterprise)).await.unwrap();
        let below = house.app.db.read(move |reader| tree::children(reader, &unit)).await.unwrap();
        assert!(below.is_empty(), "no workshop was founded either");
    }
}

#[tokio::test]
async fn what_is_no_roster_is_told_at_the_field() {
    let house = houses().await.remove(0);
    let (enterprise, mut admin) = new_enterprise(&house).await;
    let unit = enterprise.to_string();
    for (bytes, told) in [("部门,备注\r\n一车间,无", "工号"), ("姓名,工号", "没有人"), ("", "选一个文件")]
    {
        let files = [("file", "a.csv", "text/csv", bytes.as_bytes())];
        let page = admin.upload("/roster/import", &[("unit", &unit)], &files).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
}

#[tokio::test]
async fn a_roster_that_changed_since_the_preview_is_shown_again() {
    for house in houses().await {
        let (enterprise, mut admin) = new_enterprise(&house).await;
        let (preview, page) = upload(&mut admin, enterprise, false, "a.csv", &gbk(&TWO)).await;
        let sheet = roster::Sheet {
            header: vec!["姓名".to_owned(), "工号".to_owned()],
            rows: vec![(2, vec!["周小满".to_owned(), "Y001".to_owned()])],
        };
        let now = house.clock.now();
        let by_hand = ledger::change(&house.app.db, move |tx| {
            let options = roster::Options::default();
            let seen = roster::preview(tx, identity::By::House, enterprise, &sheet, options, now)?.fingerprint;
            roster::commit(tx, identity::By::House, enterprise, &sheet, options, &seen, now)
        });
        by_hand.await.unwrap();
        let done = commit(&mut admin, &preview, &page).await;
        assert_eq!(done.location(), preview);
        let shown = admin.get(&preview).await;
        assert!(shown.body.contains("名册刚被别人改过"));
        assert_eq!(commit(&mut admin, &preview, &shown).await.location(), format!("/roster?unit={enterprise}"));
    }
}

#[tokio::test]
async fn uploads_are_their_owners_and_for_half_an_hour() {
    let house = houses().await.remove(0);
    let (enterprise, mut admin) = new_enterprise(&house).await;
    let (preview, _) = upload(&mut admin, enterprise, false, "a.csv", &gbk(&TWO)).await;
    for login in ["officer", "county", "worker"] {
        assert_eq!(house.browser_of(login).await.get(&preview).await.status, 404);
    }
    house.clock.advance(30 * 60_000);
    assert_eq!(admin.get(&preview).await.status, 404);
}

#[tokio::test]
async fn slips_hold_passwords_that_open_the_door_and_are_made_once() {
    for house in houses().await {
        let (enterprise, mut admin) = new_enterprise(&house).await;
        let (preview, page) = upload(&mut admin, enterprise, false, "a.csv", &gbk(&TWO)).await;
        commit(&mut admin, &preview, &page).await;
        let unit = enterprise.to_string();
        assert_eq!(admin.submit("/roster/slips", &[("unit", &unit)]).await.status, 422, "not without the button");
        let slips = admin.submit("/roster/slips", &[("unit", &unit), ("confirm", "yes")]).await;
        assert_eq!(slips.status, 200, "{}", slips.body);
        let table = read_table(&slips.bytes).unwrap();
        assert_eq!(table.rows.len(), 2);
        let row = &table.rows[0].cells;
        assert_eq!(row[0], "周小满");

        let mut zhou = house.browser();
        let entered = zhou.submit("/sign-in", &[("who", "13900000001"), ("password", &row[3])]).await;
        assert_eq!(entered.status, 303, "{}", entered.body);
        assert!(zhou.visit("/").await.body.contains("name=\"new\""), "the password has to be changed first");
        let again = admin.submit("/roster/slips", &[("unit", &unit), ("confirm", "yes")]).await;
        assert_eq!(again.status, 303, "nobody is left without one");
    }
}

#[tokio::test]
async fn nobody_sees_a_roster_who_does_not_keep_it() {
    let house = houses().await.remove(0);
    let person = house.actor("worker").await.person;
    for login in ["worker", "reviewer", "county", "auditor"] {
        let mut browser = house.browser_of(login).await;
        for path in ["/roster", "/roster/import", "/roster/slips", "/roster/new", &format!("/roster/{person}")] {
            assert_eq!(browser.get(path).await.status, 403, "{login} {path}");
        }
        let left = browser.submit(&format!("/roster/{person}/leaving"), &[("confirm", "yes")]).await;
        assert_eq!(left.status, 403, "{login}");
    }
}

#[tokio::test]
async fn a_person_is_added_changed_given_a_password_and_leaves() {
    for house in houses().await {
        let (enterprise, mut admin) = new_enterprise(&house).await;
        let unit = enterprise.to_string();
        let typed = [("name", "沈秋"), ("employee_no", "Y 9"), ("phone", ""), ("unit", unit.as_str())];
        let again = admin.submit("/roster/new", &typed).await;
        assert_eq!(again.status, 422);
        assert!(again.body.contains("沈秋"), "what was typed is kept");
        let typed = [("name", "沈秋"), ("employee_no", "Y9"), ("phone", ""), ("unit", unit.as_str())];
        let joined = admin.submit("/roster/new", &typed).await;
        let page = joined.location().to_owned();
        assert!(page.starts_with("/roster/"), "{}", joined.body);
        let typed = [("name", "沈秋"), ("phone", "13900000009"), ("unit", unit.as_str())];
        assert_eq!(admin.submit(&page, &typed).await.status, 303);
        let shown = admin.submit(&format!("{page}/password"), &[("confirm", "yes")]).await;
        assert!(shown.body.contains("只显示这一次"));
        assert!(!admin.get(&page).await.body.contains("只显示这一次"));
        assert_eq!(admin.submit(&format!("{page}/leaving"), &[("confirm", "yes")]).await.status, 303);
        let found = house.app.db.read(|reader| people::by_phone(reader, "13900000009")?.ok_or(Error::NotFound)).await;
        assert!(found.is_err(), "who left is not among the present");
    }
}

#[tokio::test]
async fn an_english_page_tells_each_faulty_row_then_imports_once_and_ends_who_left() {
    for house in houses().await {
        let (enterprise, mut admin) = new_enterprise(&house).await;
        admin.set_cookie("lang", "en");
        let rows = [
            TWO[0],
            ["郑重", "Y003", "12345", "", "", "厂长"],
            ["沈秋", "Y001", "", "", "", ""],
            ["", "Y005", "", "", "", ""],
            ["何田", "工 5!", "", "", "", ""],
        ];
        let (_, page) = upload(&mut admin, enterprise, false, "a.csv", &gbk(&rows)).await;
        for told in [
            "<html lang=\"en\"",
            "Rows that need a change",
            "A mobile number has 11 digits and begins with 1.",
            "There is no role “厂长”.",
            "An employee number has letters, digits and hyphens only.",
        ] {
            assert!(page.body.contains(told), "{told} is not told: {}", page.body);
        }
        for line in ["3", "5", "6"] {
            assert!(page.body.contains(&format!("<td class=\"n num\">{line}</td>")), "line {line} is named");
        }
        assert!(page.value_of("fingerprint").is_none() && names(&house, enterprise).await.is_empty());

        let (preview, page) = upload(&mut admin, enterprise, false, "a.csv", &gbk(&TWO)).await;
        assert_eq!(commit(&mut admin, &preview, &page).await.status, 303);
        let (_, again) = upload(&mut admin, enterprise, true, "a.csv", &gbk(&TWO)).await;
        assert!(again.body.contains("Nothing would change"), "{}", again.body);

        let found = house.app.db.read(move |reader| people::by_employee_no(reader, enterprise, "Y002")).await.unwrap();
        let leaving = found.unwrap().id;
        let (preview, page) = upload(&mut admin, enterprise, true, "a.csv", &gbk(&TWO[..1])).await;
        assert!(page.body.contains("Leaving") && page.body.contains("吴立冬"));
        assert_eq!(commit(&mut admin, &preview, &page).await.status, 303);
        assert_eq!(names(&house, enterprise).await, ["周小满"]);
        let ended = house.app.db.read(move |reader| people::person(reader, leaving)).await.unwrap();
        assert!(ended.ended_at.is_some(), "who left is ended, not deleted");
    }
}

#[tokio::test]
async fn the_template_is_a_workbook_whose_columns_an_import_takes() {
    for house in houses().await {
        let (enterprise, mut admin) = new_enterprise(&house).await;
        let sheet = admin.get("/roster/template.xlsx").await;
        assert_eq!((sheet.status, sheet.headers["content-type"].to_str().unwrap()), (200, XLSX));
        let table = read_table(&sheet.bytes).unwrap();
        for column in HEADER {
            assert!(table.header.iter().any(|title| title == column), "{column}: {:?}", table.header);
        }
        let files = [("file", "名册模板.xlsx", XLSX, &sheet.bytes[..])];
        let page = admin.upload("/roster/import", &[("unit", &enterprise.to_string())], &files).await;
        assert!(
            page.status == 422 && page.body.contains("没有人"),
            "its columns fit, and nobody is in it: {}",
            page.body
        );
    }
}

#[tokio::test]
async fn an_officer_takes_their_own_roster_in_and_gives_no_roles_by_it() {
    for house in houses().await {
        let officer = house.actor("officer").await;
        let enterprise = officer.place.enterprise.unwrap();
        let mut shen = house.browser_of("officer").await;
        let list = shen.get("/roster").await;
        assert!(list.body.contains("/roster/import?unit=") && !list.body.contains("/roster/new"), "{}", list.body);
        let before = names(&house, enterprise).await;
        // Somebody new is taken in; nobody who holds a role leaves, whoever is missing.
        let rows = [["周小满", "Y901", "13900000901", "", "", ""]];
        let (preview, page) = upload(&mut shen, enterprise, true, "a.xlsx", &workbook(&rows)).await;
        assert!(!page.body.contains("童怀远"), "the head does not leave by the officer's sheet");
        assert_eq!(commit(&mut shen, &preview, &page).await.status, 303);
        let now = names(&house, enterprise).await;
        assert!(now.contains(&"周小满".to_owned()) && now.contains(&"童怀远".to_owned()));
        assert!(now.len() < before.len(), "workers who are not in it left");
        let rows = [["周小满", "Y901", "13900000901", "", "", "审批负责人"]];
        let (_, page) = upload(&mut shen, enterprise, false, "a.xlsx", &workbook(&rows)).await;
        assert!(page.body.contains("角色由管理员给") && page.value_of("fingerprint").is_none(), "{}", page.body);
        // Not another's, and nothing but the list and the import.
        let other = house.actor("county").await.place.unit;
        assert_eq!(shen.get(&format!("/roster?unit={other}")).await.status, 403);
        for closed in ["/roster/new", "/roster/slips", "/grants", "/units"] {
            assert_eq!(shen.get(closed).await.status, 403, "{closed}");
        }
    }
}
