//! Who sees which plan.

use identity::UnitKind;
use testkit::houses;

use crate::plans::acts::{draft, goal, world_plan};

#[tokio::test]
async fn plans_are_seen_above_and_below_and_by_whoever_answers_for_a_part() {
    for house in houses().await {
        let plan = world_plan(&house, UnitKind::City).await;
        let academy = goal(&house, plan, "每市建成示范性工匠学院").await;
        let mut met = [0, 0];
        for account in house.world.demo_accounts() {
            let actor = house.actor(account.login).await;
            let mut browser = house.browser_of(account.login).await;
            let it = house.app.db.read(move |reader| plans::store::load(reader, plan)).await.unwrap();
            let sees = plans::policy::may_see(&actor, &it);
            for page in [String::new(), format!("/goals/{academy}")] {
                let status = browser.get(&format!("/plans/{plan}{page}")).await.status;
                assert_eq!(status, if sees { 200 } else { 404 }, "{} {page}", account.login);
            }
            let lists = plans::policy::HOME.iter().any(|role| actor.has_somewhere(*role));
            assert_eq!(browser.get("/plans").await.status, if lists { 200 } else { 403 }, "{}", account.login);
            met[usize::from(sees)] += 1;
        }
        assert!(met.iter().all(|met| *met > 0), "some see, some do not");
    }
}

#[tokio::test]
async fn an_enterprise_makes_a_plan_and_its_head_puts_it_into_force() {
    for house in houses().await {
        let (mut officer, mut head) = (house.browser_of("officer").await, house.browser_of("approver").await);
        let above = world_plan(&house, UnitKind::City).await;
        let plan = draft(&house, &mut officer, "officer", &format!("above:{above}")).await;
        let page = officer.get(&format!("/plans/{plan}")).await;
        assert!(page.body.contains("企业主导、职工主体") && !page.body.contains("县级全覆盖"), "{}", page.body);
        crate::plans::acts::refused(&house, &mut officer, plan, "enforcement", &[], 403).await;
        crate::plans::acts::step(&house, &mut head, plan, "enforcement", &[]).await;
        let mut worker = house.browser_of("worker").await;
        assert_eq!(worker.get(&format!("/plans/{plan}")).await.status, 404);
        let aim = goal(&house, plan, "企业主导、职工主体").await;
        let name = house.plan_of("worker").name;
        let number = house.actor("worker").await.person;
        let employee = house.app.db.read(move |reader| identity::people::person(reader, number)).await.unwrap();
        let owner = format!("{name}#{}", employee.employee_no);
        let task = [("name", "报名参加攻关组"), ("owner", owner.as_str()), ("due", "2026-06-30")];
        crate::plans::acts::step(&house, &mut officer, plan, &format!("goals/{aim}/tasks"), &task).await;
        assert_eq!(worker.get(&format!("/plans/{plan}")).await.status, 200, "whoever does a part of it sees it");
        assert_eq!(worker.get("/plans").await.status, 403);
    }
}
