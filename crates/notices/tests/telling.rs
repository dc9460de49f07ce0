//! Who is told what, once, and not too often: the same on both engines.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod common;

use common::{DAY, HOUR, House, monday, out_of_order, person, places};
use kernel::Error;
use kernel::id::PersonId;
use notices::mail::Mail;
use notices::{NoticeRow, Vendors, inbox};
use store::{Db, statements};

statements! {
    REWIND: () => () = "DELETE FROM ledger_cursor";
}

async fn inbox_of(db: &Db, person: PersonId) -> Vec<NoticeRow> {
    db.read(move |reader| inbox::inbox(reader, person, None, 100)).await.unwrap()
}

async fn unread(db: &Db, person: PersonId) -> u64 {
    db.read(move |reader| inbox::unread(reader, person)).await.unwrap()
}

/// How many notices a mail names, and how many more it speaks of.
fn named(mail: &Mail) -> (usize, u64) {
    let more = mail.text.split("notices-digest-more {\"count\":").nth(1);
    let more = more.map_or(0, |rest| rest.split('}').next().unwrap().parse().unwrap());
    (mail.text.matches("test-told").count(), more)
}

#[tokio::test]
async fn every_statement_fits_the_schema() {
    assert_eq!(out_of_order(&notices::statements()), Vec::<&str>::new());
    for place in places().await {
        assert_eq!(place.db.check_catalogue(notices::statements()).await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn each_is_told_once_however_often_the_ledger_is_read_and_never_of_their_own_deed() {
    for place in places().await {
        let house = House::build(&place.db, Vendors::default()).await;
        let (zhang, li) = (person(), person());
        for number in 0..5 {
            house.happens(&[zhang, li, li], zhang, number, number == 3, monday()).await;
        }
        for _ in 0..3 {
            assert_eq!(inbox_of(&place.db, li).await.len(), 5);
            assert_eq!(inbox_of(&place.db, zhang).await, []);
            place.db.write(|tx| tx.execute(&REWIND, ())).await.unwrap();
            house.sealer.catch_up().await.unwrap();
        }
    }
}

#[tokio::test]
async fn the_inbox_is_read_page_by_page_and_by_its_owner_alone() {
    for place in places().await {
        let house = House::build(&place.db, Vendors::default()).await;
        let (zhang, li) = (person(), person());
        for number in 0..5 {
            house.happens(&[li], zhang, number, false, monday().plus_millis(number)).await;
        }
        let all = inbox_of(&place.db, li).await;
        let hrefs: Vec<_> = all.iter().map(|notice| notice.href.as_str()).collect();
        assert_eq!(hrefs, ["/things/4", "/things/3", "/things/2", "/things/1", "/things/0"]);
        let before = all[1].id;
        let page = place.db.read(move |reader| inbox::inbox(reader, li, Some(before), 2)).await.unwrap();
        assert_eq!(page, all[2..4]);

        let (id, now) = (all[0].id, monday().plus_millis(HOUR));
        let stranger = place.db.write(move |tx| inbox::mark_read(tx, zhang, id, now)).await;
        assert!(matches!(stranger, Err(Error::NotFound)));
        assert_eq!(unread(&place.db, li).await, 5);
        let href = place.db.write(move |tx| inbox::mark_read(tx, li, id, now)).await.unwrap();
        assert_eq!((href.as_str(), unread(&place.db, li).await), ("/things/4", 4));
        assert_eq!(place.db.write(move |tx| inbox::mark_all_read(tx, li, now)).await.unwrap(), 4);
        assert_eq!(unread(&place.db, li).await, 0);

        let subject = all[2].subject.unwrap();
        place.db.write(move |tx| inbox::forget_subject(tx, subject)).await.unwrap();
        assert_eq!(inbox_of(&place.db, li).await.len(), 4);
        place.db.write(move |tx| inbox::forget_person(tx, li)).await.unwrap();
        assert_eq!(inbox_of(&place.db, li).await, []);
    }
}

#[tokio::test]
async fn one_digest_a_working_day_and_nothing_twice() {
    for place in places().await {
        let house = House::build(&place.db, Vendors::default()).await;
        let (zhang, li) = (person(), person());
        house.happens(&[li], zhang, 0, false, monday()).await;
        house.proves(li, "li@factory.example", monday()).await;
        let eight = monday().plus_millis(DAY - HOUR);
        house.runs(eight).await;
        assert_eq!(house.mailed(), [], "what had piled up before the first channel stays in the inbox");

        for number in 1..=25 {
            house.happens(&[li], zhang, number, false, eight.plus_millis(number)).await;
        }
        let read = inbox_of(&place.db, li).await[0].id;
        place.db.write(move |tx| inbox::mark_read(tx, li, read, eight)).await.unwrap();
        house.runs(eight.plus_millis(DAY - 1)).await;
        assert_eq!(house.mailed(), [], "not before eight");
        house.runs(eight.plus_millis(DAY)).await;
        let mails = house.mailed();
        assert_eq!(mails.iter().map(named).collect::<Vec<_>>(), [(20, 4)]);
        assert_eq!(mails[0].to, "li@factory.example");
        assert_eq!(mails[0].subject, "zh-CN notices-digest-title {\"count\":24}");
        assert!(mails[0].text.contains("https://liaoyuan.example/things/24"));
        house.runs(eight.plus_millis(DAY + HOUR)).await;
        house.runs(eight.plus_millis(2 * DAY)).await;
        assert_eq!(house.mailed(), [], "nothing new, nothing sent");

        // Friday noon: Saturday and Sunday are silent, Monday tells.
        let friday = monday().plus_millis(4 * DAY + 3 * HOUR);
        house.happens(&[li], zhang, 99, false, friday).await;
        let mut silent = eight.plus_millis(3 * DAY);
        for _ in 0..3 {
            house.runs(silent).await;
            assert_eq!(house.mailed(), [], "at {}", silent.china());
            silent = silent.plus_millis(DAY);
        }
        house.runs(silent).await;
        assert_eq!(house.mailed().iter().map(named).collect::<Vec<_>>(), [(1, 0)]);
    }
}

#[tokio::test]
async fn what_is_urgent_goes_at_once_but_five_times_a_day() {
    for place in places().await {
        let house = House::build(&place.db, Vendors::default()).await;
        let (zhang, li) = (person(), person());
        house.proves(li, "li@factory.example", monday()).await;
        for number in 0..7 {
            let at = monday().plus_millis(number * HOUR);
            house.happens(&[li], zhang, number, true, at).await;
            house.runs(at).await;
            let wanted = if number < 5 { vec![(1, 0)] } else { vec![] };
            assert_eq!(
                house.mailed().iter().map(|mail| (mail.text.matches("test-told").count(), 0)).collect::<Vec<_>>(),
                wanted
            );
        }
        let tomorrow = monday().plus_millis(DAY);
        house.runs(tomorrow).await;
        assert_eq!(house.mailed().iter().map(named).collect::<Vec<_>>(), [(2, 0)], "the rest by the digest");
        house.happens(&[li], zhang, 8, true, tomorrow).await;
        house.runs(tomorrow).await;
        assert_eq!(house.mailed().len(), 1, "a new day");
    }
}

#[tokio::test]
async fn a_digest_broken_off_and_begun_again_tells_everybody_once() {
    for place in places().await {
        let house = House::build(&place.db, Vendors::default()).await;
        let people: Vec<_> = (0..3).map(|_| person()).collect();
        for one in &people {
            house.proves(*one, "one@factory.example", monday()).await;
        }
        house.happens(&people, person(), 1, false, monday()).await;
        let slot = monday().plus_millis(DAY - HOUR);
        for _ in 0..3 {
            let again = jobs::Job {
                kind: "notices/digest",
                payload: serde_json::json!({ "slot": slot.millis() }),
                run_at: slot,
                key: None,
            };
            place.db.write(move |tx| jobs::enqueue(tx, again.clone())).await.unwrap();
            // Told late, so that a second run would find something to say.
            house.happens(&people, person(), 2, false, slot.plus_millis(-1)).await;
            house.runs(slot).await;
        }
        assert_eq!(house.mailed().len(), 3);
    }
}
