//! The money of an enterprise's own campaign is paid as an award: explained line by line, split, and nothing twice. What a
//! union gives, the union pays.

use campaigns::model::EditionId;
use campaigns::store::ENTRIES_OF;
use kernel::clock::DAY;
use kernel::id::PersonId;
use kernel::{Fen, Scope, Shares};
use serde_json::json;
use store::statements;
use testkit::{TestHouse, houses};
use works::{Visibility, WorkId, prizes};

use crate::campaigns::acts::*;
use crate::common::card;

statements! {
    AWARDS: (WorkId,) => (Fen, awards::lifecycle::State) = "SELECT amount, state FROM award WHERE work = $1 ORDER BY round";
    PAID: (WorkId,) => (Fen,) =
        "SELECT p.amount FROM award_payment p JOIN award a ON a.id = p.award WHERE a.work = $1 ORDER BY p.amount";
    FINISHED: () => (EditionId,) = "SELECT id FROM campaign WHERE state = 'edition_finished'";
}

/// Nothing was audited, so that the prize is all there is.
const PRIZE: &str = "88,888";

/// A work of two workers of the first enterprise that is in use and of which nothing was audited yet.
async fn fresh(house: &TestHouse) -> (WorkId, PersonId) {
    let (now, first) = (house.clock.now(), house.actor("worker").await);
    let mut at = house.world.enterprises()[0].first_person;
    let second = loop {
        let one = house.actor_as(&house.world.person(at).unwrap()).await;
        if one.grants.is_empty() && one.person != first.person {
            break one.person;
        }
        at += 1;
    };
    let (id, author) = (WorkId::new(now), first.person);
    let written = house.app.db.write(move |tx| {
        let shares = Shares::new(vec![(first.person, 60), (second, 40)]).unwrap();
        works::authors::write(tx, id, &shares, first.person, now)?;
        works::authors::agree(tx, id, second, now)?;
        let since = now.plus_millis(-30 * DAY);
        let card = card(id, &first, "三爪夹具改快换定位销", Visibility::Enterprise, since, now);
        works::cards::put(tx, &card, now)
    });
    written.await.unwrap();
    (id, author)
}

/// An edition of the first enterprise whose results are out, with the work that won its first grade.
async fn won(house: &TestHouse) -> (WorkId, campaigns::model::EntryId) {
    let mut officer = house.browser_of("officer").await;
    let changes = [("name", "东屿2026年金点子赛"), ("grades-money-0", PRIZE), ("allowance-county", "")];
    let id = make(&mut officer, &changes).await;
    edition_step(house, &mut officer, id, "announcement", &[]).await;
    let (work, author) = fresh(house).await;
    let entry = enter(house, id, (work, author), "换型快了一半。").await;
    step(house, &mut officer, entry, "confirmation", &[]).await;
    step(house, &mut officer, entry, "qualification", &[]).await;
    // Of other houses, so that none judges their own unit.
    let jurors = reviewers(house).await.split_off(2);
    let ids: Vec<String> = jurors.iter().map(ToString::to_string).collect();
    let people: Vec<(&str, &str)> = ids.iter().map(|id| ("people", id.as_str())).collect();
    edition_step(house, &mut officer, id, "jurors", &people).await;
    house.clock.advance(11 * DAY);
    let mut officer = house.browser_of("officer").await;
    edition_step(house, &mut officer, id, "review", &[]).await;
    for juror in &jurors {
        assert_eq!(score(house, *juror, id, entry, ("9", "8")).await.status, 303);
    }
    edition_step(house, &mut officer, id, "list", &[(&format!("grade-{entry}"), "0")]).await;
    edition_step(house, &mut officer, id, "publication", &[]).await;
    house.clock.advance(10 * DAY);
    let mut officer = house.browser_of("officer").await;
    edition_step(house, &mut officer, id, "finish", &[("document", "东屿〔2026〕3号")]).await;
    (work, entry)
}

#[tokio::test]
async fn a_prize_of_one_s_own_enterprise_is_proposed_explained_and_paid_once() {
    for house in houses().await {
        let (work, _) = won(&house).await;
        let mut officer = house.browser_of("officer").await;
        let due = format!("/awards/new?work={work}");
        assert!(officer.get("/awards").await.body.contains(&due), "the list of what is due leads on");
        let form = officer.visit(&due).await;
        for words in ["本单位竞赛活动的奖金", "东屿2026年金点子赛 一等奖", "88,888.00"] {
            assert!(form.body.contains(words), "{words}: {}", form.body);
        }
        let both = [Scope::Read, Scope::Write];
        let token = house.token_of("officer", &both).await;
        let made = house.browser().api("POST", "/api/v1/awards", &token, &[], Some(&json!({ "work": work }))).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let award = made.json()["id"].as_str().unwrap().to_owned();
        let done = async |login: &str, noun: &str| {
            let token = house.token_of(login, &both).await;
            let path = format!("/api/v1/awards/{award}/{noun}");
            let done = house.browser().api("POST", &path, &token, &[], Some(&json!({}))).await;
            assert_eq!(done.status, 201, "{noun}: {}", done.body);
        };
        for author in house.app.db.read(move |reader| works::authors::of(reader, work)).await.unwrap() {
            let mut browser = house.browser_for(author.person).await;
            browser.visit(&format!("/awards/{award}")).await;
            browser.submit(&format!("/awards/{award}/agreement"), &[]).await;
        }
        done("approver", "approval").await;
        let now = house.clock.now().plus_millis(20 * DAY);
        house.clock.set(now);
        house.house.work(now).await.unwrap();
        done("payroll", "payment").await;
        let rows = house.app.db.read(move |reader| reader.all(&AWARDS, (work,))).await.unwrap();
        assert_eq!(rows, [(Fen::yuan(88_888), awards::lifecycle::State::Paid)]);
        let paid = house.app.db.read(move |reader| reader.all(&PAID, (work,))).await.unwrap();
        assert_eq!(paid, [(Fen(3_555_520),), (Fen(5_333_280),)], "by their shares, to the fen");
        let mut officer = house.browser_of("officer").await;
        assert!(!officer.get("/awards").await.body.contains(&due), "nothing is due a second time");
    }
}

#[tokio::test]
async fn a_prize_falls_with_its_honour_and_what_a_union_gives_is_no_award_of_the_enterprise() {
    for house in houses().await {
        let (work, entry) = won(&house).await;
        assert_eq!(house.app.db.read(move |reader| prizes::of(reader, work)).await.unwrap().len(), 1);
        let mut head = house.browser_of("approver").await;
        step(&house, &mut head, entry, "revocation", &[("reason", "材料不实。")]).await;
        assert_eq!(house.app.db.read(move |reader| prizes::of(reader, work)).await.unwrap(), []);
        let union = house.app.db.read(|reader| {
            let mut found = Vec::new();
            for (edition,) in reader.all(&FINISHED, ())? {
                for entry in reader.all(&ENTRIES_OF, (edition,))? {
                    found.extend(prizes::of(reader, entry.work)?);
                }
            }
            Ok(found)
        });
        assert_eq!(union.await.unwrap(), [], "the union pays what it gives");
    }
}
