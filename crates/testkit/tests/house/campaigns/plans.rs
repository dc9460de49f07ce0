//! Plans: from a preset or an earlier edition, wrong ones told at their fields, fixed once announced.

use campaigns::lifecycle::EditionState;
use kernel::clock::DAY;
use testkit::houses;

use crate::campaigns::acts::*;

#[tokio::test]
async fn what_is_wrong_with_a_plan_stands_at_its_field_and_what_was_typed_is_kept() {
    for house in houses().await {
        let mut city = house.browser_of("city").await;
        let id = city.get("/campaigns/new").await.value_of("id").unwrap();
        let wrong = plan(&[("rubric-weight-0", "61"), ("closes", "2026-06-01"), ("grades-quota-0", "0")]);
        let before = facts(&house).await;
        let page = city.submit("/campaigns", &[&[("id", id.as_str())], &wrong[..]].concat()).await;
        assert_eq!(page.status, 422);
        for mark in ["t-rubric-e", "f-closes-e", "t-grades-e"] {
            assert!(page.body.contains(mark), "{mark}: {}", page.body);
        }
        assert_eq!(page.value_of("rubric-weight-0").as_deref(), Some("61"));
        assert_eq!(facts(&house).await, before);
        assert_eq!(house.browser_of("worker").await.get("/campaigns/new").await.status, 403);
        let mut worker = house.browser_of("worker").await;
        assert_eq!(worker.submit("/campaigns", &plan(&[])).await.status, 403, "told before anything of what was typed");
    }
}

#[tokio::test]
async fn a_plan_is_changed_as_a_draft_and_stays_once_announced() {
    for house in houses().await {
        let (mut city, mut county) = (house.browser_of("city").await, house.browser_of("county").await);
        let id = make(&mut city, &[]).await;
        assert_eq!(county.get(&format!("/campaigns/{id}")).await.status, 404, "a draft is nobody else's business");
        let page = city.get(&format!("/campaigns/{id}/plan")).await;
        let version = page.value_of("version").unwrap();
        let fields = plan(&[("categories-name-2", "小发明")]);
        let fields = [&[("version", version.as_str())], &fields[..]].concat();
        assert_eq!(city.submit(&format!("/campaigns/{id}/plan"), &fields).await.status, 303);
        let late = city.submit(&format!("/campaigns/{id}/plan"), &fields).await;
        assert_eq!(late.status, 409, "somebody was faster");
        assert_eq!(send_edition(&house, &mut county, id, "announcement", &[]).await.status, 404);
        edition_step(&house, &mut city, id, "announcement", &[]).await;
        house.settle().await;
        assert!(
            house.browser_of("officer").await.get("/inbox").await.body.contains("开始征集"),
            "the enterprise is told"
        );
        assert_eq!(city.get(&format!("/campaigns/{id}/plan")).await.status, 409);
        assert_eq!(send_edition(&house, &mut county, id, "cancellation", &[("reason", "不办了")]).await.status, 403);
        let earlier = [("closes", "2026-06-15"), ("review_ends", "2026-07-10")];
        assert_eq!(send_edition(&house, &mut city, id, "extension", &earlier).await.status, 422);
        edition_step(&house, &mut city, id, "extension", &[("closes", "2026-06-25"), ("review_ends", "2026-07-20")])
            .await;
        edition_step(&house, &mut city, id, "cancellation", &[("reason", "并入省里的活动。")]).await;
        assert_eq!(edition(&house, id).await.0, EditionState::Cancelled);
    }
}

#[tokio::test]
async fn an_edition_is_held_again_with_everything_a_year_later() {
    for house in houses().await {
        let mut city = house.browser_of("city").await;
        let id = make(&mut city, &[]).await;
        let page = city.get(&format!("/campaigns/new?from={id}")).await;
        for (field, value) in [
            ("name", "2027年职工“五小”活动"),
            ("year", "2027"),
            ("closes", "2027-06-20"),
            ("rubric-weight-0", "60"),
            ("categories-name-1", "小建议"),
        ] {
            assert_eq!(page.value_of(field).as_deref(), Some(value), "{field}");
        }
        let empty = city.get("/campaigns/new?preset=liangbi").await;
        assert_eq!(empty.value_of("categories-name-0").as_deref(), Some(""), "for 两比 the tenant brings the words");
    }
}

#[tokio::test]
async fn what_is_due_is_said_once_to_whom_it_concerns() {
    for house in houses().await {
        let id = open(&house, &[]).await;
        let works = works_of(&house, home(&house).await).await;
        let first = enter(&house, id, works[0], "甲").await;
        climb(&house, first).await;
        let remind = async || {
            let now = house.clock.now();
            house.app.db.write(move |tx| campaigns::deadlines::remind(tx, id, now)).await.unwrap();
        };
        let said = async |login: &str, words: &str| {
            house.browser_of(login).await.get("/inbox").await.body.matches(words).count()
        };
        remind().await;
        assert_eq!(said("officer", "快截止了").await, 0, "not yet");
        house.clock.advance(8 * DAY);
        remind().await;
        remind().await;
        assert_eq!(said("officer", "快截止了").await, 1, "once");
        house.clock.advance(3 * DAY);
        remind().await;
        assert_eq!(said("city", "征集已截止").await, 1);
    }
}
