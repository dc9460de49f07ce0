//! The whole way: from a plan through entries, levels, jury and publicity to results and certificates.

use campaigns::lifecycle::{EditionState, State};
use kernel::clock::DAY;
use testkit::houses;

use crate::campaigns::acts::*;

#[tokio::test]
async fn a_work_is_entered_nominated_judged_made_public_and_honoured() {
    for house in houses().await {
        let mut city = house.browser_of("city").await;
        let id = open(&house, &[]).await;
        let works = works_of(&house, home(&house).await).await;
        let shown = house.browser_for(works[0].1).await.get(&format!("/campaigns/{id}")).await;
        for words in ["技术水平", "60%", "WX-2", "小革新", "一等奖", "每家企业"] {
            assert!(shown.body.contains(words), "{words}: {}", shown.body);
        }
        let listed = house.browser_for(works[0].1).await.get("/campaigns").await;
        assert!(listed.body.contains(&format!("/campaigns/{id}/enter")), "one tap from there");

        let first = enter(&house, id, works[0], "换型快了一半。").await;
        let second = enter(&house, id, works[1], "每班少走两公里。").await;
        let it = entry(&house, first).await;
        let card = it.work;
        let card = house.app.db.read(move |reader| works::cards::load(reader, card)).await.unwrap();
        assert_eq!(it.content().title, card.title, "the record says it, nobody typed it");
        assert!(!it.content().team.is_empty());
        let work = house.browser_for(works[0].1).await.get(&card.href()).await;
        assert!(work.body.contains(&it.href()), "the work's page shows where it was entered");

        refused(&house, &mut city, first, ("qualification", 404), &[]).await;
        let mut own = house.browser_for(works[0].1).await;
        refused(&house, &mut own, first, ("confirmation", 403), &[]).await;
        climb(&house, first).await;
        climb(&house, second).await;
        let early = send_edition(&house, &mut city, id, "review", &[]).await;
        assert_eq!(early.status, 409, "entries are still open");

        let jurors = review(&house, id).await;
        let mut city = house.browser_of("city").await;
        assert_eq!(edition(&house, id).await.0, EditionState::InReview);
        for (nth, juror) in jurors[2..].iter().enumerate() {
            let high = if nth == 0 { "10" } else { "9" };
            assert_eq!(score(&house, *juror, id, first, (high, "8")).await.status, 303);
            if nth > 0 {
                assert_eq!(score(&house, *juror, id, second, ("5", "6")).await.status, 303);
            }
        }
        let grade = |entry: campaigns::model::EntryId| format!("grade-{entry}");
        let (one, two) = (grade(first), grade(second));
        let missing = send_edition(&house, &mut city, id, "list", &[(&one, "0")]).await;
        assert_eq!(missing.status, 409, "a juror has not judged yet: {}", missing.body);
        assert_eq!(score(&house, jurors[2], id, second, ("5", "6")).await.status, 303);
        let over = send_edition(&house, &mut city, id, "list", &[(&one, "0"), (&two, "0")]).await;
        assert_eq!(over.status, 422, "one first grade and no more");
        let desk = city.get(&format!("/campaigns/{id}/list")).await;
        // Four jurors: (10·60+8·40 + 3·(9·60+8·40)) / 4 = 875 of 1000.
        assert!(desk.body.contains("87.50") && desk.body.contains("54.00"), "{}", desk.body);
        edition_step(&house, &mut city, id, "list", &[(&one, "0"), (&two, "1")]).await;
        let hidden = house.browser_of("worker").await.get(&format!("/campaigns/{id}/publicity")).await;
        assert_eq!(hidden.status, 404, "the list is not public yet");
        edition_step(&house, &mut city, id, "publication", &[]).await;
        let public = house.browser_of("worker").await.get(&format!("/campaigns/{id}/publicity")).await;
        assert!(public.body.contains(&card.title), "{}", public.body);
        let early = send_edition(&house, &mut city, id, "finish", &[]).await;
        assert_eq!(early.status, 409, "the publicity runs");
        house.clock.advance(10 * DAY);
        let (mut city, mut own) = (house.browser_of("city").await, house.browser_for(works[0].1).await);
        edition_step(&house, &mut city, id, "finish", &[("document", "甬总工〔2026〕7号")]).await;

        let it = entry(&house, first).await;
        assert_eq!((it.state, it.grade, it.score), (State::Honoured, Some(0), Some(8750)));
        let code = it.certificate.clone().unwrap();
        let sheet = house.browser().get(&format!("/certificates/{code}")).await;
        assert!(sheet.body.contains(&card.title) && sheet.body.contains("一等奖"), "{}", sheet.body);
        for member in &it.content().team {
            let held = house.browser_for(member.person).await.get("/certificates").await;
            assert!(held.body.contains(&code), "everybody of the team holds it");
        }
        let results = house.browser_of("worker").await.get(&format!("/campaigns/{id}/results")).await;
        assert!(results.body.contains(&card.title) && results.body.contains("甬总工〔2026〕7号"));
        house.settle().await;
        assert!(own.get("/inbox").await.body.contains(&card.title), "its people are told");

        let again = send_edition(&house, &mut city, id, "finish", &[]).await;
        assert_eq!(again.status, 409, "once is enough");
        refused(&house, &mut own, first, ("revocation", 403), &[("reason", "不要了")]).await;
        step(&house, &mut city, first, "revocation", &[("reason", "材料不实。")]).await;
        let sheet = house.browser().get(&format!("/certificates/{code}")).await;
        assert!(sheet.body.contains("材料不实。"), "the certificate falls with the honour");
        let results = house.browser_of("worker").await.get(&format!("/campaigns/{id}/results")).await;
        assert!(!results.body.contains(&card.title));
    }
}

#[tokio::test]
async fn what_a_level_does_not_pass_on_ends_with_its_reason_and_what_is_excluded_with_its_rule() {
    for house in houses().await {
        let id = open(&house, &[]).await;
        let works = works_of(&house, home(&house).await).await;
        let (mut officer, mut county, mut city) =
            (house.browser_of("officer").await, house.browser_of("county").await, house.browser_of("city").await);
        let first = enter(&house, id, works[0], "甲").await;
        let second = enter(&house, id, works[1], "乙").await;

        refused(&house, &mut officer, first, ("return", 422), &[("reason", " ")]).await;
        step(&house, &mut officer, first, "return", &[("reason", "写清楚怎么省的。")]).await;
        let mut author = house.browser_for(works[0].1).await;
        let page = author.get(&format!("/entries/{first}")).await;
        assert!(page.body.contains("写清楚怎么省的。"));
        let version = entry(&house, first).await.version.to_string();
        let fields =
            [("version", version.as_str()), ("category", "c2"), ("statement", "每班省两小时。"), ("act", "submit")];
        let undeclared = author.submit(&format!("/entries/{first}/draft"), &fields).await;
        assert_eq!(undeclared.status, 422, "{}", undeclared.body);
        assert!(
            undeclared.body.contains("每班省两小时。") && undeclared.body.contains("f-clear-e"),
            "kept, and told at its field"
        );
        let fields = [&fields[..], &[("clear", "WX-2")]].concat();
        assert_eq!(author.submit(&format!("/entries/{first}/draft"), &fields).await.status, 303);
        step(&house, &mut officer, first, "confirmation", &[]).await;
        refused(&house, &mut officer, first, ("ending", 403), &[("reason", "晚了")]).await;
        step(&house, &mut county, first, "ending", &[("reason", "今年名额给别的项目。")]).await;
        assert_eq!(entry(&house, first).await.state, State::Stopped);
        assert!(author.get(&format!("/entries/{first}")).await.body.contains("今年名额给别的项目。"));

        step(&house, &mut officer, second, "confirmation", &[]).await;
        step(&house, &mut county, second, "nomination", &[]).await;
        let page = city.get(&format!("/entries/{second}")).await;
        assert!(page.body.contains("act-exclusion"));
        refused(&house, &mut city, second, ("exclusion", 422), &[("rule", "WX-99"), ("reason", "不行")]).await;
        step(&house, &mut city, second, "exclusion", &[("rule", "WX-2"), ("reason", "去年拿过市科技奖。")]).await;
        let it = entry(&house, second).await;
        assert_eq!((it.state, it.reason.as_str()), (State::Excluded, "WX-2 去年拿过市科技奖。"));
    }
}

#[tokio::test]
async fn what_the_records_say_against_a_work_keeps_it_out() {
    for house in houses().await {
        let works = works_of(&house, home(&house).await).await;
        let (work, author) = works[0];
        let mut browser = house.browser_for(author).await;
        let tries = [
            (&[("kinds", "method")][..], "TJ-1"),
            (&[("used_until", "2020-01-01")][..], "TJ-2"),
            (&[("least", "90,000,000")][..], "TJ-3"),
        ];
        for (changes, rule) in tries {
            let id = open(&house, changes).await;
            let page = browser.get(&format!("/campaigns/{id}/enter?work={work}")).await;
            assert!(page.body.contains(rule), "{rule} is told before anything is typed: {}", page.body);
            let entry = page.value_of("id").unwrap();
            let work = work.to_string();
            let fields =
                [("id", entry.as_str()), ("work", &work), ("category", "c1"), ("statement", "好"), ("clear", "WX-2")];
            let before = facts(&house).await;
            let page = browser.submit(&format!("/campaigns/{id}/entries"), &fields).await;
            assert_eq!(page.status, 409, "{}", page.body);
            assert!(page.body.contains(rule) && page.body.contains("好"));
            assert_eq!(facts(&house).await, before);
        }
        // Honoured in the world's finished edition: not a second time.
        let honoured = house
            .app
            .db
            .read(|reader| reader.one(&HONOURED, ()))
            .await
            .expect("the world has honoured works of the first enterprise's city");
        let (work, author) = honoured;
        let id = open(&house, &[]).await;
        let page = house.browser_for(author).await.get(&format!("/campaigns/{id}/enter?work={work}")).await;
        assert!(page.body.contains("WX-5"), "{}", page.body);
    }
}

store::statements! {
    HONOURED: () => (works::WorkId, kernel::id::PersonId) =
        "SELECT e.work, w.author FROM campaign_entry e JOIN work w ON w.id = e.work JOIN unit u ON u.id = w.enterprise \
         WHERE e.state = 'entry_honoured' AND u.code IN ('330206', '330211') ORDER BY e.serial LIMIT 1";
}
