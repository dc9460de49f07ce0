//! The roster: all of it or nothing, and the same again changes nothing.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod common;

use common::{House, START, houses};
use identity::roster::{Column, Imported, NewPart, Options, Outcome, Preview, Sheet, commit, preview};
use identity::{By, UnitKind, grants, people};
use kernel::id::UnitId;
use kernel::{Error, Role, Time};

const HEADER: &[&str] = &["工号", "姓名*", "手机号（选填）", "车间", "班组", "角色", "备注"];
const PEOPLE: &[&[&str]] = &[
    &["0001", "王建国", "13800000001", "装配车间", "装配一班", "班组长、创新专员", ""],
    &["0002", "李\u{200B}秀英 ", "138 0000 0002", "装配车间", "装配一班", "", "早班"],
    &["0003", "张伟", "", "", "", "财务审核", ""],
    &["0004", "阿卜杜拉·买买提", "", "铸造车间", "", "", ""],
];

fn sheet(header: &[&str], rows: &[&[&str]]) -> Sheet {
    let cells = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
    Sheet {
        header: header.iter().map(|title| (*title).to_owned()).collect(),
        rows: (2..).zip(rows.iter().map(cells)).collect(),
    }
}

struct Works {
    house: House,
    enterprise: UnitId,
}

impl Works {
    async fn all() -> Vec<Works> {
        let mut all = Vec::new();
        for house in houses().await {
            let county = house.found(UnitKind::County, "330206", None).await;
            let enterprise = house.found(UnitKind::Enterprise, "东屿泵阀", Some(&county)).await.id;
            all.push(Works { house, enterprise });
        }
        all
    }

    async fn preview(&self, sheet: &Sheet, options: Options, now: Time) -> Preview {
        let (sheet, enterprise) = (sheet.clone(), self.enterprise);
        self.house.db.read(move |r| preview(r, By::House, enterprise, &sheet, options, now)).await.unwrap()
    }

    async fn import(&self, sheet: &Sheet, options: Options, now: Time) -> kernel::Result<Imported> {
        let seen = self.preview(sheet, options, now).await.fingerprint;
        let (sheet, enterprise) = (sheet.clone(), self.enterprise);
        self.house.change(move |tx| commit(tx, By::House, enterprise, &sheet, options, &seen, now)).await
    }

    async fn person(&self, number: &'static str) -> Option<identity::Person> {
        let enterprise = self.enterprise;
        self.house.db.read(move |r| people::by_employee_no(r, enterprise, number)).await.unwrap()
    }

    async fn imports(&self) -> usize {
        self.house.steps(self.enterprise.any()).await.iter().filter(|step| *step == "imported").count()
    }
}

const KEEP: Options = Options { end_missing: false };
const END: Options = Options { end_missing: true };

#[tokio::test]
async fn a_first_import_founds_adds_and_grants_and_the_same_again_changes_nothing() {
    for works in Works::all().await {
        let sheet = sheet(HEADER, PEOPLE);
        let shown = works.preview(&sheet, KEEP, START).await;
        assert_eq!(shown.count(|outcome| *outcome == Outcome::New), 4);
        assert_eq!(shown.ignored, ["备注"]);
        let part = |kind, name: &str, workshop: Option<&str>| NewPart {
            kind,
            name: name.to_owned(),
            workshop: workshop.map(str::to_owned),
        };
        assert_eq!(
            shown.new_units,
            [
                part(UnitKind::Workshop, "装配车间", None),
                part(UnitKind::Team, "装配一班", Some("装配车间")),
                part(UnitKind::Workshop, "铸造车间", None),
            ]
        );

        let done = works.import(&sheet, KEEP, START).await.unwrap();
        assert_eq!((done.joined.len(), done.units, done.grants), (4, 3, 3));
        let li = works.person("0002").await.unwrap();
        assert_eq!((li.name.as_str(), li.phone.as_deref()), ("李秀英", Some("13800000002")));
        let wang = works.person("0001").await.unwrap();
        let held = works.house.db.read(move |r| grants::active(r, wang.id, START)).await.unwrap();
        assert_eq!(held.iter().map(|held| held.role).collect::<Vec<_>>(), [Role::InnovationOfficer, Role::TeamLeader]);
        assert_eq!((held[0].unit, held[1].unit), (works.enterprise, wang.unit));

        let again = works.import(&sheet, END, START.plus_millis(1)).await.unwrap();
        assert_eq!(again, Imported { same: 4, ..Imported::default() });
        assert_eq!(works.imports().await, 1);
        assert_eq!(works.house.steps(li.id.any()).await, ["joined"]);
    }
}

#[tokio::test]
async fn a_later_import_changes_moves_and_ends() {
    for works in Works::all().await {
        works.import(&sheet(HEADER, PEOPLE), KEEP, START).await.unwrap();
        let before = works.person("0003").await.unwrap();
        let leaver = works.person("0004").await.unwrap();
        // The first two swap their phones, the third moves and gets a phone, the fourth is gone.
        let next = sheet(
            HEADER,
            &[
                &["0001", "王建国", "13800000002", "装配车间", "装配一班", "", ""],
                &["0002", "李秀英", "13800000001", "装配车间", "装配一班", "", ""],
                &["0003", "张伟", "13800000003", "装配车间", "", "财务审核", ""],
            ],
        );
        let later = START.plus_millis(60_000);
        let shown = works.preview(&next, END, later).await;
        assert_eq!(shown.rows[0].outcome, Outcome::Changed(vec![Column::Phone]));
        assert_eq!(shown.rows[2].outcome, Outcome::Changed(vec![Column::Phone, Column::Workshop]));
        assert_eq!(shown.leaving.iter().map(|person| person.id).collect::<Vec<_>>(), [leaver.id]);

        let done = works.import(&next, END, later).await.unwrap();
        assert_eq!((done.changed, done.left, done.joined.len()), (3, 1, 0));
        assert_eq!(works.person("0001").await.unwrap().phone.as_deref(), Some("13800000002"));
        let after = works.person("0003").await.unwrap();
        assert!(before.path.covers(&after.path) && before.path != after.path);
        assert_eq!(works.person("0004").await, None);
        let gone = works.house.db.read(move |r| people::person(r, leaver.id)).await.unwrap();
        assert_eq!(gone.ended_at, Some(later));
        assert!(matches!(works.house.actor(leaver.id, later).await, Err(Error::SignIn)));

        // Who comes back under the same number and name is the same person.
        let back = works.import(&sheet(HEADER, PEOPLE), KEEP, later.plus_millis(1)).await.unwrap();
        assert_eq!(back.joined, [leaver.id]);
    }
}

#[tokio::test]
async fn columns_that_are_missing_leave_things_as_they_are() {
    for works in Works::all().await {
        works.import(&sheet(HEADER, PEOPLE), KEEP, START).await.unwrap();
        let names = sheet(&["Name", "Employee No."], &[&["王建国", "0001"], &["李秀英", "0002"]]);
        let workshops = sheet(&["姓名", "工号", "车间"], &[&["王建国", "0001", "装配车间"]]);
        for sheet in [names, workshops] {
            let shown = works.preview(&sheet, KEEP, START).await;
            assert!(shown.rows.iter().all(|row| row.outcome == Outcome::Same), "{:?}", shown.rows);
        }
    }
}

#[tokio::test]
async fn every_fault_is_named_and_one_of_them_stops_everything() {
    for works in Works::all().await {
        let other = works.house.found(UnitKind::Enterprise, "别家", None).await;
        works.house.join("9", "外人", "13900000009", other.id).await;
        let long = "长".repeat(41);
        let faulty = sheet(
            HEADER,
            &[
                &["0001", "", "", "", "", "", ""],
                &["00 01!", "甲", "", "", "", "", ""],
                &["0003", "乙", "1234", "", "", "", ""],
                &["0004", "丙", "13900000009", "", "", "", ""],
                &["0005", &long, "", "", "", "总裁", ""],
                &["0006", "丁", "", "", "", "", ""],
                &["0006", "戊", "", "", "", "", ""],
                &["0007", "己", "", "", "", "", ""],
            ],
        );
        let shown = works.preview(&faulty, KEEP, START).await;
        let keys: Vec<Vec<(Column, &str)>> = shown
            .rows
            .iter()
            .map(|row| match &row.outcome {
                Outcome::Faulty(faults) => faults.iter().map(|(column, reason)| (*column, reason.key)).collect(),
                _ => Vec::new(),
            })
            .collect();
        assert_eq!(
            keys,
            [
                vec![(Column::Name, "text-empty")],
                vec![(Column::EmployeeNo, "employee-no-malformed")],
                vec![(Column::Phone, "phone-malformed")],
                vec![(Column::Phone, "phone-taken")],
                vec![(Column::Name, "text-too-long"), (Column::Roles, "roster-role-unknown")],
                vec![(Column::EmployeeNo, "roster-number-twice")],
                vec![(Column::EmployeeNo, "roster-number-twice")],
                vec![],
            ]
        );
        let Outcome::Faulty(twice) = &shown.rows[5].outcome else { panic!() };
        assert_eq!(twice[0].1.args, [("line", "8".to_owned())]);
        assert_eq!(shown.faulty, 7);

        let refused = works.import(&faulty, KEEP, START).await;
        assert!(matches!(refused, Err(Error::Refused(reason)) if reason.key == "roster-faulty"));
        assert_eq!(works.person("0007").await, None);
        assert_eq!(works.imports().await, 0);
    }
}

#[tokio::test]
async fn a_commit_does_what_was_shown_or_nothing() {
    for works in Works::all().await {
        let sheet = sheet(HEADER, PEOPLE);
        let shown = works.preview(&sheet, END, START).await;
        works.house.join("0005", "新来的", "", works.enterprise).await;
        let (enterprise, seen) = (works.enterprise, shown.fingerprint);
        let late = works.house.change(move |tx| commit(tx, By::House, enterprise, &sheet, END, &seen, START)).await;
        assert!(matches!(late, Err(Error::Overtaken)));
        assert!(works.person("0005").await.is_some() && works.person("0001").await.is_none());
    }
}

#[tokio::test]
async fn a_header_must_have_the_needed_columns_once() {
    for works in Works::all().await {
        for (header, key) in
            [(vec!["姓名"], "roster-column-missing"), (vec!["姓名", "工号", "Name"], "roster-column-twice")]
        {
            let (sheet, enterprise) = (sheet(&header, &[]), works.enterprise);
            let found = works.house.db.read(move |r| preview(r, By::House, enterprise, &sheet, KEEP, START)).await;
            assert!(matches!(found, Err(Error::Invalid(faults)) if faults.of("file").unwrap().key == key));
        }
    }
}
