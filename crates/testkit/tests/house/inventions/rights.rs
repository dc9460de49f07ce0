//! Rights, from the application to their end; numbers that are checked.

use inventions::lifecycle::State;
use inventions::rights::Standing;
use testkit::houses;

use crate::inventions::acts::{filed, move_on, number, refused, right, state, step, told};

#[tokio::test]
async fn a_patent_goes_its_way_and_protects_the_invention() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let (id, of) = filed(&house, &mut worker, &mut officer, "invention").await;
        let path = |noun: &str| format!("rights/{of}/{noun}");
        let good = number(2025, 1, 123_456);
        let apply = |number: &str| {
            [("number", number.to_owned()), ("on", "2025-03-01".to_owned()), ("holding", "enterprise".to_owned())]
        };
        // What is wrong with a number is told at the field, apart.
        for (typed, words) in [
            (String::new(), "写申请号"),
            ("12345".to_owned(), "12 位数字"),
            (number(2025, 2, 123_456), "第 5 位"),
            (good.replace(&good[13..], if good.ends_with('1') { "2" } else { "1" }), "校验位"),
            (number(2019, 1, 123_456), "年份"),
        ] {
            let fields = apply(&typed);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let page = refused(&house, &mut officer, id, &path("application"), &fields, 422).await;
            assert!(
                page.body.contains("f-application-number-e") && page.body.contains(words),
                "{typed}: {}",
                page.body
            );
            assert_eq!(page.value_of("number"), Some(typed), "what was typed is kept");
        }
        refused(&house, &mut worker, id, &path("application"), &[], 403).await;
        refused(&house, &mut officer, id, &path("grant"), &[("on", "2025-04-01")], 409).await;
        let spaced = format!("ZL {} {} {}", &good[..4], &good[4..5], &good[5..]);
        move_on(&house, &mut officer, (id, of), "application", &[("number", &spaced), ("on", "2025-03-01")]).await;
        assert_eq!(right(&house, id).await.1, Standing::Applied);
        refused(&house, &mut officer, id, &path("publication"), &[("on", "2025-02-01")], 422).await;
        let wrong = [("on", "2026-05-01"), ("publication", "十二")];
        refused(&house, &mut officer, id, &path("publication"), &wrong, 422).await;
        let published = [("on", "2026-05-01"), ("publication", "CN 116123456 A")];
        move_on(&house, &mut officer, (id, of), "publication", &published).await;
        refused(&house, &mut officer, id, &path("grant"), &[("on", "2026-04-01")], 422).await;
        refused(&house, &mut officer, id, &path("grant"), &[("on", "2999-04-01")], 422).await;
        let granted = [("on", "2026-06-01"), ("publication", "CN116123456B")];
        move_on(&house, &mut officer, (id, of), "grant", &granted).await;
        assert_eq!((state(&house, id).await.0, right(&house, id).await.1), (State::Protected, Standing::Granted));
        refused(&house, &mut officer, id, &path("grant"), &granted, 409).await;
        let page = worker.get(&format!("/inventions/{id}/rights/{of}")).await;
        let shown = format!("ZL {}", inventions::numbers::shown(&good));
        assert!(page.body.contains(&shown) && page.body.contains("CN 116123456 B"), "{}", page.body);
        assert!(page.body.contains("2045-03-01"), "twenty years from the application");
        house.settle().await;
        let me = house.actor("worker").await.person;
        assert!(told(&house, me, &format!("/inventions/{id}")).await.contains(&"notice-right-grant".to_owned()));

        move_on(&house, &mut officer, (id, of), "transfer", &[("on", "2026-06-02"), ("to", "宁波某某公司")]).await;
        assert!(worker.get(&format!("/inventions/{id}/rights/{of}")).await.body.contains("宁波某某公司"));
        refused(&house, &mut officer, id, &path("lapse"), &[("on", "2026-06-03"), ("reason", "没缴费")], 409).await;
        assert_eq!(state(&house, id).await.0, State::Protected, "what was granted was granted");
    }
}

#[tokio::test]
async fn the_same_number_stands_in_the_register_once_and_rights_of_others_are_not_found() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let (first, of) = filed(&house, &mut worker, &mut officer, "utility").await;
        let (second, other) = filed(&house, &mut worker, &mut officer, "utility").await;
        let number = number(2026, 2, 7);
        let fields = [("number", number.as_str()), ("on", "2026-02-01")];
        move_on(&house, &mut officer, (first, of), "application", &fields).await;
        let page = refused(&house, &mut officer, second, &format!("rights/{other}/application"), &fields, 422).await;
        assert!(page.body.contains("已经登记过"));
        let noun = format!("rights/{of}/rejection");
        let end = [("on", "2026-06-01"), ("reason", "驳回")];
        assert_eq!(refused(&house, &mut officer, second, &noun, &end, 404).await.status, 404);
        assert_eq!(officer.get(&format!("/inventions/{second}/rights/{of}")).await.status, 404);
        move_on(&house, &mut officer, (first, of), "rejection", &end).await;
        move_on(&house, &mut officer, (second, other), "application", &fields).await;
    }
}

#[tokio::test]
async fn a_registered_copyright_has_its_own_number_and_publishes_nothing() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let (id, of) = filed(&house, &mut worker, &mut officer, "software").await;
        move_on(&house, &mut officer, (id, of), "application", &[("on", "2026-02-01"), ("holders", "")]).await;
        refused(&house, &mut officer, id, &format!("rights/{of}/publication"), &[("on", "2026-03-01")], 409).await;
        let wrong = [("on", "2026-03-01"), ("registration", "软著1号")];
        let page = refused(&house, &mut officer, id, &format!("rights/{of}/grant"), &wrong, 422).await;
        assert!(page.body.contains("f-grant-registration-e"), "{}", page.body);
        let granted = [("on", "2026-03-01"), ("registration", "2026sr0123456")];
        move_on(&house, &mut officer, (id, of), "grant", &granted).await;
        step(&house, &mut worker, id, "visibility", &[("visibility", "public")]).await;
        let outside = house.browser_of("province").await.get(&format!("/inventions/{id}")).await;
        assert_eq!(outside.status, 404, "a registration does not publish what it protects");
        let register = officer.get("/rights?kind=software").await;
        assert!(register.body.contains("2026SR0123456"));
    }
}

#[tokio::test]
async fn who_looks_after_a_right_may_move_it_on_and_see_it() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let (id, of) = filed(&house, &mut worker, &mut officer, "utility").await;
        let mut keeper = house.browser_of("payroll").await;
        let plan = house.plan_of("payroll");
        step(&house, &mut worker, id, "visibility", &[("visibility", "team")]).await;
        assert_eq!(keeper.get(&format!("/inventions/{id}")).await.status, 404);
        let stranger = house.world.person(house.world.enterprises()[1].officer()).unwrap();
        let wrong = [("keeper", stranger.employee_no.as_str())];
        refused(&house, &mut officer, id, &format!("rights/{of}/keeper"), &wrong, 422).await;
        move_on(&house, &mut officer, (id, of), "keeper", &[("keeper", plan.employee_no.as_str())]).await;
        let number = number(2026, 2, 99);
        let fields = [("number", number.as_str()), ("on", "2026-02-01")];
        move_on(&house, &mut keeper, (id, of), "application", &fields).await;
        refused(&house, &mut keeper, id, &format!("rights/{of}/keeper"), &[("keeper", "")], 403).await;
        refused(&house, &mut keeper, id, "use", &[("since", "2026-06-01")], 403).await;
        house.settle().await;
        let person = house.actor("payroll").await.person;
        assert_eq!(told(&house, person, &format!("/inventions/{id}")).await, ["notice-right-entrust"]);
    }
}
