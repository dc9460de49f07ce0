//! The blind jury: no name reaches it, nobody judges their own, nobody sees the marks of others.

use campaigns::model::{Entry, EntryId};
use kernel::Scope;
use kernel::id::PersonId;
use serde_json::json;
use testkit::{TestHouse, houses};

use crate::campaigns::acts::*;

/// Every name that would tell whose an entry is.
async fn names(house: &TestHouse, it: &Entry) -> Vec<String> {
    let content = it.content();
    let mut names: Vec<String> = content.team.iter().map(|member| member.name.clone()).collect();
    names.extend([content.enterprise.clone(), content.unit.clone(), content.serial.clone(), it.serial.clone()]);
    let (path, people) = (it.path.clone(), content.team.iter().map(|member| member.person).collect::<Vec<_>>());
    let (units, people) = house
        .app
        .db
        .read(move |reader| Ok((identity::tree::along(reader, &path)?, identity::named::by_id(reader, people)?)))
        .await
        .unwrap();
    // The city holds the edition; its own name stands on every page.
    names.extend(
        units
            .iter()
            .filter(|unit| unit.enterprise.is_some())
            .flat_map(|unit| [unit.name.clone(), unit.short_name.clone()]),
    );
    names.extend(people.into_values().map(|one| one.employee_no));
    names.retain(|name| name.chars().count() > 1);
    names
}

/// Where a page speaks of the reader themselves is not spoken of entries.
fn body(page: &str) -> &str {
    let start = page.find("<main").unwrap_or_default();
    &page[start..page.find("</main>").unwrap_or(page.len())]
}

#[tokio::test]
async fn no_name_of_a_person_or_a_unit_reaches_a_juror() {
    for house in houses().await {
        let id = open(&house, &[]).await;
        let works = works_of(&house, home(&house).await).await;
        let work = works[0].0;
        let card = house.app.db.read(move |reader| works::cards::load(reader, work)).await.unwrap();
        let author = card.author;
        let name = house.app.db.read(move |reader| Ok(identity::people::person(reader, author)?.name)).await.unwrap();
        let enterprise = card.enterprise;
        let unit = house.app.db.read(move |reader| identity::tree::unit(reader, enterprise)).await.unwrap();
        let statement = format!("{name}在{}（{}）做了半年，{name}还教会了班里的人。", unit.name, unit.short_name);
        let entry_id = enter(&house, id, works[0], &statement).await;
        climb(&house, entry_id).await;
        let it = entry(&house, entry_id).await;
        let names = names(&house, &it).await;

        // Who holds the edition sees beforehand what the jury will see.
        let copy = house.browser_of("city").await.get(&format!("/campaigns/{id}/jury/{entry_id}")).await;
        assert!(copy.body.contains("做了半年") && !body(&copy.body).contains(&name), "{}", copy.body);

        let jurors = review(&house, id).await;
        let mut pages = 0;
        for juror in &jurors[2..] {
            let mut browser = house.browser_for(*juror).await;
            for path in [
                "/campaigns".to_owned(),
                format!("/campaigns/{id}"),
                format!("/campaigns/{id}/jury"),
                format!("/campaigns/{id}/jury/{entry_id}"),
                "/inbox".to_owned(),
            ] {
                let page = browser.get(&path).await;
                assert_eq!(page.status, 200, "{path}");
                for name in &names {
                    assert!(!body(&page.body).contains(name.as_str()), "{name} on {path}: {}", page.body);
                }
                pages += 1;
            }
            for path in [format!("/entries/{entry_id}"), format!("/campaigns/{id}/list")] {
                assert!([403, 404].contains(&browser.get(&path).await.status), "{path} is not for a juror");
            }
            let token = token_of(&house, *juror).await;
            let page = browser.api("GET", &format!("/api/v1/campaigns/{id}/jury"), &token, &[], None).await;
            assert_eq!(page.json()["items"].as_array().unwrap().len(), 1);
            for name in &names {
                assert!(!page.body.contains(name.as_str()), "{name} in {}", page.body);
            }
            let entry = browser.api("GET", &format!("/api/v1/entries/{entry_id}"), &token, &[], None).await;
            assert_eq!(entry.status, 404);
            let all = browser.api("GET", &format!("/api/v1/campaigns/{id}/entries"), &token, &[], None).await;
            assert_eq!(all.json(), json!({ "items": [] }));
        }
        assert!(pages >= 10);
    }
}

async fn token_of(house: &TestHouse, person: PersonId) -> String {
    let now = house.clock.now();
    let scopes = vec![Scope::Read, Scope::Write];
    let made = house.app.db.write(move |tx| {
        identity::tokens::create(tx, person, "jury", &scopes, now.plus_millis(kernel::clock::DAY), now)
    });
    made.await.unwrap().1.reveal().to_owned()
}

#[tokio::test]
async fn nobody_judges_their_own_and_a_recusal_is_kept() {
    for house in houses().await {
        let id = open(&house, &[]).await;
        let works = works_of(&house, home(&house).await).await;
        let entry_id = enter(&house, id, works[0], "甲").await;
        climb(&house, entry_id).await;
        let mut city = house.browser_of("city").await;
        let worker = house.actor("worker").await.person.to_string();
        let no = send_edition(&house, &mut city, id, "jurors", &[("people", &worker)]).await;
        assert_eq!(no.status, 422, "a jury is chosen from reviewers");
        let jurors = review(&house, id).await;

        // The first two are of the entry's own enterprise.
        for juror in &jurors[..2] {
            let mut browser = house.browser_for(*juror).await;
            let list = browser.get(&format!("/campaigns/{id}/jury")).await;
            assert!(list.body.contains("同一个单位") && !list.body.contains(&entry_id.to_string()), "{}", list.body);
            assert_eq!(browser.get(&format!("/campaigns/{id}/jury/{entry_id}")).await.status, 404);
            assert_eq!(score(&house, *juror, id, entry_id, ("9", "9")).await.status, 403);
        }
        let stranger = house.actor("worker").await.person;
        assert_eq!(score(&house, stranger, id, entry_id, ("9", "9")).await.status, 404);
        let wrong = score(&house, jurors[2], id, entry_id, ("11", "一")).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("f-mark-1-e") && wrong.body.contains("记录齐全。"), "{}", wrong.body);
        assert_eq!(score(&house, jurors[2], id, entry_id, ("11", "5")).await.status, 422);
        assert_eq!(score(&house, jurors[2], id, entry_id, ("7", "5")).await.status, 303);
        assert_eq!(score(&house, jurors[2], id, entry_id, ("8", "5")).await.status, 303, "a mind may change");

        let mut browser = house.browser_for(jurors[3]).await;
        let path = format!("/campaigns/{id}/jury/{entry_id}/recusal");
        assert_eq!(browser.submit(&path, &[("reason", "")]).await.status, 422);
        assert_eq!(browser.submit(&path, &[("reason", "认得这位师傅。")]).await.status, 303);
        let before = facts(&house).await;
        assert_eq!(
            browser.submit(&path, &[("reason", "认得这位师傅。")]).await.status,
            303,
            "a double tap is harmless"
        );
        assert_eq!(facts(&house).await, before);
        assert_eq!(score(&house, jurors[3], id, entry_id, ("9", "9")).await.status, 403);

        // Nobody sees marks before all are in: neither another juror nor the people of the entry.
        let other = house.browser_for(jurors[4]).await.get(&format!("/campaigns/{id}/jury/{entry_id}")).await;
        assert!(!other.body.contains("记录齐全。"), "{}", other.body);
        for juror in &jurors[4..] {
            assert_eq!(score(&house, *juror, id, entry_id, ("6", "6")).await.status, 303);
        }
        assert_eq!(score(&house, jurors[2], id, entry_id, ("10", "10")).await.status, 409, "all are in: marks stay");
        let page = house.browser_for(works[0].1).await.get(&format!("/entries/{entry_id}")).await;
        assert!(!page.body.contains("记录齐全。"), "not before the results");
        check_recount(&house, id, entry_id).await;
    }
}

/// The score is what a recount of the stored marks comes to.
async fn check_recount(house: &TestHouse, id: campaigns::model::EditionId, entry_id: EntryId) {
    let judging = house
        .app
        .db
        .read(move |reader| {
            let edition = campaigns::store::edition(reader, id)?;
            campaigns::judging::Judging::read(reader, &edition)
        })
        .await
        .unwrap();
    let judged = judging.entries.iter().find(|judged| judged.entry.id == entry_id).unwrap();
    let totals: Vec<i64> = judged.scores.iter().map(|score| score.marks.0[0] * 60 + score.marks.0[1] * 40).collect();
    assert_eq!(totals.len(), 3);
    let sum: i64 = totals.iter().sum();
    assert_eq!(judged.score, Some((2 * sum * 100 + 30) / 60), "to the nearest hundredth");
}
