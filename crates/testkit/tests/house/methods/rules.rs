//! What keeps a method from being named, and that nobody deals with their own.

use methods::content::Restriction;
use methods::model::Level;
use methods::rules::{SETTING, Terms};
use testkit::houses;

use crate::methods::acts::{fact_count, hand_in, name_at_unit, pass, refused, step};

#[tokio::test]
async fn the_head_of_the_enterprise_is_not_the_one_a_method_is_named_after() {
    for house in houses().await {
        let plan = house.plan_of("approver");
        let handle = format!("{}#{}", plan.name, plan.employee_no);
        let mut leader = house.browser_of("leader").await;
        let id = hand_in(&mut leader, &[("person", handle.as_str())]).await;
        let page = refused(&house, "officer", id, "acceptance", &[], 409).await;
        assert!(page.body.contains("FF-1"), "{}", page.body);
        refused(&house, "officer", id, "exclusion", &[("text", "不参加。")], 422).await;
        step(&house, "officer", id, "exclusion", &[("rule", "heads"), ("text", "单位负责人不参加。")]).await;
        let page = leader.visit(&format!("/methods/{id}")).await;
        assert!(page.body.contains("FF-1") && page.body.contains("单位负责人不参加。"), "{}", page.body);
        // It has ended: nobody goes on from here.
        refused(&house, "officer", id, "acceptance", &[], 409).await;
        refused(&house, "leader", id, "handing-in", &[], 409).await;
    }
}

#[tokio::test]
async fn restricted_cases_are_excluded_where_the_level_says_so() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        for (restriction, id) in [("secret", "FF-2"), ("dispute", "FF-3")] {
            let method = hand_in(&mut worker, &[("restriction", restriction)]).await;
            let page = refused(&house, "officer", method, "acceptance", &[], 409).await;
            assert!(page.body.contains(id), "{restriction}: {}", page.body);
        }
        // Medical methods may be named by the unit itself and go no further; so may what was honoured elsewhere.
        for (restriction, id) in [("medical", "FF-4"), ("honoured", "FF-5")] {
            let method = hand_in(&mut worker, &[("restriction", restriction)]).await;
            name_at_unit(&house, method).await;
            let page = refused(&house, "officer", method, "nomination", &[], 409).await;
            assert!(page.body.contains(id), "{restriction}: {}", page.body);
            worker = house.browser_of("worker").await;
        }
    }
}

#[tokio::test]
async fn a_level_sets_its_own_terms_and_no_other_level_s() {
    for house in houses().await {
        let (enterprise, county) =
            (house.actor("officer").await.place.enterprise.unwrap(), house.actor("county").await.place.unit);
        let whole = [("publicity_days", "1"), ("months", "18"), ("reviews", "0"), ("excluded", "medical")];
        let mut union = house.browser_of("county").await;
        let led = union.get("/methods/terms").await;
        assert_eq!(led.location(), format!("/methods/terms/{county}"));
        let path = format!("/methods/terms/{county}");
        union.visit(&path).await;
        let facts = fact_count(&house).await;
        let short = union.submit(&path, &[&[("version", "0"), ("months", "11")], &whole[..1]].concat()).await;
        assert!(short.status == 422 && short.body.contains("f-months-e"), "never less than a year: {}", short.body);
        assert_eq!(fact_count(&house).await, facts);
        assert_eq!(union.submit(&path, &[&[("version", "0")], &whole[..]].concat()).await.status, 303);
        assert_eq!(union.submit(&path, &[&[("version", "0")], &whole[..]].concat()).await.status, 409, "overtaken");
        assert_eq!(union.submit(&format!("/methods/terms/{enterprise}"), &whole).await.status, 403);
        for login in ["worker", "leader", "city"] {
            assert_eq!(house.browser_of(login).await.get(&path).await.status, 403, "{login}");
        }

        let mut worker = house.browser_of("worker").await;
        let id = hand_in(&mut worker, &[]).await;
        name_at_unit(&house, id).await;
        // Sixteen months of results are enough at home, and two too few for this county.
        let page = refused(&house, "officer", id, "nomination", &[], 409).await;
        assert!(page.body.contains("FF-6") && page.body.contains("18"), "{}", page.body);
    }
}

#[tokio::test]
async fn nobody_checks_reviews_names_or_nominates_their_own() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let handle = |login: &str| {
            let plan = house.plan_of(login);
            format!("{}#{}", plan.name, plan.employee_no)
        };
        let share = |login: &str| [("mate-0", handle(login)), ("part-0", "20".to_owned())];
        // Whoever has a share, however small, is out of its own judging.
        for (login, nouns) in [
            ("officer", vec!["acceptance", "return", "exclusion"]),
            ("reviewer", vec!["review"]),
            ("approver", vec!["naming", "refusal"]),
        ] {
            let fields = share(login);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let id = hand_in(&mut worker, &fields).await;
            if login != "officer" {
                step(&house, "officer", id, "acceptance", &[]).await;
            }
            if login == "approver" {
                step(&house, "reviewer", id, "review", &[("favours", "yes"), ("text", "同意。")]).await;
                step(&house, "officer", id, "publicity", &[]).await;
                pass(&house, 10);
                worker = house.browser_of("worker").await;
            }
            for noun in nouns {
                let words = [("text", "自己说自己好。"), ("rule", "heads"), ("favours", "yes")];
                let page = refused(&house, login, id, noun, &words, 403).await;
                assert!(page.body.contains("自己的操作法"), "{login} {noun}: {}", page.body);
            }
        }
        // And who has no role has none.
        let id = hand_in(&mut worker, &[]).await;
        for (login, noun, status) in [
            ("worker", "acceptance", 403),
            ("leader", "acceptance", 403),
            ("finance", "exclusion", 403),
            ("county", "acceptance", 404),
            ("payroll", "withdrawal", 404),
        ] {
            refused(&house, login, id, noun, &[("text", "x"), ("rule", "heads")], status).await;
        }
    }
}

#[tokio::test]
async fn terms_are_read_again_when_it_is_named() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let id = hand_in(&mut worker, &[("restriction", "honoured")]).await;
        step(&house, "officer", id, "acceptance", &[]).await;
        step(&house, "reviewer", id, "review", &[("favours", "yes"), ("text", "同意。")]).await;
        step(&house, "officer", id, "publicity", &[]).await;
        pass(&house, 10);
        let (enterprise, now) = (house.actor("officer").await.place.enterprise.unwrap(), house.clock.now());
        let strict = Terms { excluded: vec![Restriction::Honoured], ..Terms::preset(Level::Unit) };
        let set = house.app.db.write(move |tx| {
            identity::settings::put(tx, identity::By::House, enterprise, SETTING, now, &strict, now).map(drop)
        });
        set.await.unwrap();
        refused(&house, "approver", id, "naming", &[], 409).await;
    }
}
