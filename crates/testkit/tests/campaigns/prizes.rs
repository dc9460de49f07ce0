//! The money of an enterprise's own campaign is paid as an award: explained line by line, split, and nothing twice. What a
//! union gives, the union pays.

use campaigns::model::EditionId;
use campaigns::store::ENTRIES_OF;
use kernel::clock::DAY;
use kernel::id::{PersonId, UnitId};
use kernel::{Fen, Scope};
use serde_json::json;
use store::statements;
use testkit::{TestHouse, houses};
use works::{WorkId, prizes};

use crate::acts::*;

statements! {
    /// Works of an enterprise that nobody was awarded for yet, whose authors run nothing.
    FRESH: (UnitId,) => (WorkId, PersonId) =
        "SELECT w.id, w.author FROM work w WHERE w.enterprise = $1 AND w.stage = 'in_use' AND w.kind = 'suggestion' \
         AND NOT EXISTS (SELECT 1 FROM award a WHERE a.work_use = w.id) \
         AND NOT EXISTS (SELECT 1 FROM campaign_entry e WHERE e.work = w.id) \
         AND NOT EXISTS (SELECT 1 FROM role_grant g JOIN work_author a ON a.person = g.person WHERE a.work = w.id) \
         AND NOT EXISTS (SELECT 1 FROM work_author a WHERE a.work = w.id AND a.agreed_at IS NULL) ORDER BY w.id LIMIT 2";
    AWARDS: (WorkId,) => (Fen, awards::lifecycle::State) = "SELECT amount, state FROM award WHERE work = $1 ORDER BY round";
    FINISHED: () => (EditionId,) = "SELECT id FROM campaign WHERE state = 'edition_finished'";
}

/// More than any scheme of the world pays for these works.
const PRIZE: &str = "88,888";

/// An edition of the first enterprise whose results are out, with the work that won its first grade.
async fn won(house: &TestHouse) -> (WorkId, campaigns::model::EntryId) {
    let mut officer = house.browser_of("officer").await;
    let changes = [("name", "东屿2026年金点子赛"), ("grades-money-0", PRIZE), ("allowance-county", "")];
    let id = make(&mut officer, &changes).await;
    edition_step(house, &mut officer, id, "announcement", &[]).await;
    let home = home(house).await;
    let works = house.app.db.read(move |reader| reader.all(&FRESH, (home,))).await.unwrap();
    let entry = enter(house, id, works[0], "换型快了一半。").await;
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
    (works[0].0, entry)
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
            // Whoever proposed the work agreed with it; the others to their part of the money.
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
        let mut officer = house.browser_of("officer").await;
        assert!(!officer.get("/awards").await.body.contains(&due), "nothing is due a second time");
    }
}

#[tokio::test]
async fn a_prize_falls_with_its_honour_and_what_a_union_gives_is_no_award_of_the_enterprise() {
    for house in houses().await {
        let (work, entry) = won(&house).await;
        assert_eq!(house.app.db.read(move |reader| prizes::of(reader, work)).await.unwrap().len(), 1);
        let mut officer = house.browser_of("officer").await;
        step(&house, &mut officer, entry, "revocation", &[("reason", "材料不实。")]).await;
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
