//! Roles, units, tokens, channels and one's own data through the front door, on every engine there is.

use identity::{grants, tree};
use kernel::Role;
use testkit::houses;

#[tokio::test]
async fn an_administrator_gives_a_role_and_ends_it() {
    for house in houses().await {
        let (worker, mut admin) = (house.actor("worker").await, house.browser_of("admin").await);
        let enterprise = worker.place.enterprise.unwrap().to_string();
        let phone = house.phone_of("worker");
        let give = [("unit", enterprise.as_str()), ("q", &phone), ("role", "reviewer"), ("node", &enterprise)];
        let given = admin.submit("/grants", &give).await;
        assert_eq!(given.status, 303, "{}", given.body);
        let twice = admin.submit("/grants", &give).await;
        assert_eq!(twice.status, 422);
        assert!(twice.body.contains("已经有这个角色"), "{}", twice.body);

        let (person, now) = (worker.person, house.clock.now());
        let held = house.app.db.read(move |reader| grants::of(reader, person, now)).await.unwrap();
        let held = held.into_iter().find(|held| held.role == Role::Reviewer).unwrap();
        let end = format!("/grants/{}/end", held.id);
        assert_eq!(admin.submit(&end, &[]).await.status, 422, "not without the button");
        assert_eq!(admin.submit(&end, &[("confirm", "yes")]).await.status, 303);
        let held = house.app.db.read(move |reader| grants::of(reader, person, now)).await.unwrap();
        assert!(held.iter().all(|held| held.role != Role::Reviewer));
    }
}

#[tokio::test]
async fn a_role_is_not_given_where_it_means_nothing_nor_to_nobody() {
    let house = houses().await.remove(0);
    let mut admin = house.browser_of("admin").await;
    let enterprise = house.actor("worker").await.place.enterprise.unwrap().to_string();
    let phone = house.phone_of("worker");
    let base = [("unit", enterprise.as_str()), ("node", enterprise.as_str())];
    for (more, told) in [
        ([("q", phone.as_str()), ("role", "union_officer")], "这个角色不能给在这一级"),
        ([("q", "没有这个人"), ("role", "reviewer")], "没有找到这个人"),
        ([("q", phone.as_str()), ("role", "")], "请选一项"),
    ] {
        let page = admin.submit("/grants", &[base, more].concat()).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
}

#[tokio::test]
async fn who_administers_nothing_neither_sees_nor_gives_roles() {
    let house = houses().await.remove(0);
    let worker = house.actor("worker").await;
    let enterprise = worker.place.enterprise.unwrap().to_string();
    for login in ["worker", "officer", "county", "auditor"] {
        let mut browser = house.browser_of(login).await;
        let person = worker.person.to_string();
        let give =
            [("unit", enterprise.as_str()), ("person", &person), ("role", "administrator"), ("node", &enterprise)];
        assert_eq!(browser.get("/grants").await.status, 403, "{login}");
        assert_eq!(browser.get("/grants/people?q=1").await.status, 403, "{login}");
        assert_eq!(browser.submit("/grants", &give).await.status, 403, "{login}");
        assert_eq!(browser.get("/units").await.status, 403, "{login}");
    }
    let now = house.clock.now();
    let held = house.app.db.read(move |reader| grants::of(reader, worker.person, now)).await.unwrap();
    assert!(held.is_empty());
}

#[tokio::test]
async fn a_workshop_is_founded_moved_and_ended_when_empty() {
    for house in houses().await {
        let enterprise = house.actor("worker").await.place.enterprise.unwrap();
        let mut admin = house.browser_of("admin").await;
        let page = format!("/units/{enterprise}");
        for (kind, name) in [("workshop", "试验车间"), ("team", "试验班")] {
            assert_eq!(admin.submit(&page, &[("kind", kind), ("name", name)]).await.status, 303, "{name}");
        }
        let taken = admin.submit(&page, &[("kind", "team"), ("name", "试验班")]).await;
        assert!(taken.status == 422 && taken.body.contains("已有这个名称"), "{}", taken.body);

        let children = house.app.db.read(move |reader| {
            let unit = tree::unit(reader, enterprise)?;
            tree::children(reader, &unit)
        });
        let children = children.await.unwrap();
        let named = |name: &str| children.iter().find(|unit| unit.name == name).unwrap().id;
        let (workshop, team) = (named("试验车间"), named("试验班"));
        let to = workshop.to_string();
        assert_eq!(admin.submit(&format!("/units/{team}/place"), &[("parent", &to)]).await.status, 303);
        let moved = house.app.db.read(move |reader| tree::unit(reader, team)).await.unwrap();
        assert_eq!(moved.parent, Some(workshop));
        let end = format!("/units/{workshop}/end");
        assert_eq!(admin.submit(&end, &[("confirm", "yes")]).await.status, 422, "it holds a team");
        assert_eq!(admin.submit(&format!("/units/{team}/end"), &[("confirm", "yes")]).await.status, 303);
        assert_eq!(admin.submit(&end, &[("confirm", "yes")]).await.status, 303);
    }
}

#[tokio::test]
async fn a_token_is_shown_once_works_and_is_revoked() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let wrong = worker.submit("/me/tokens", &[("name", "看板"), ("days", "30")]).await;
        assert_eq!(wrong.status, 422, "a token that may do nothing");
        let made = worker.submit("/me/tokens", &[("name", "看板"), ("scopes", "read"), ("days", "30")]).await;
        assert_eq!(made.status, 200, "{}", made.body);
        let at = made.body.find("ly_").expect("the token is shown");
        let token: String = made.body[at..].chars().take_while(|c| c.is_alphanumeric() || "_-".contains(*c)).collect();
        let list = worker.get("/me/tokens").await;
        assert!(list.body.contains("看板") && !list.body.contains(&token), "it is shown once");

        let mut caller = house.browser();
        assert_eq!(caller.api("GET", "/api/v1/suggestions", &token, &[], None).await.status, 200);
        let at = list.body.find("/me/tokens/").expect("it can be revoked");
        let revoke: String = list.body[at..].chars().take_while(|c| *c != '"').collect();
        assert_eq!(house.browser_of("officer").await.submit(&revoke, &[]).await.status, 404, "not by others");
        assert_eq!(worker.submit(&revoke, &[]).await.status, 303);
        assert_eq!(caller.api("GET", "/api/v1/suggestions", &token, &[], None).await.status, 401);
    }
}

#[tokio::test]
async fn a_robot_is_kept_without_showing_its_key_and_removed() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let robot = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789abcdef";
        let other = worker.submit("/me/notices/wecom", &[("do", "put"), ("address", "https://example.com/")]).await;
        assert_eq!(other.status, 422);
        assert_eq!(worker.submit("/me/notices/wecom", &[("do", "put"), ("address", robot)]).await.status, 303);
        let list = worker.get("/me/notices").await;
        assert!(list.body.contains("…cdef") && !list.body.contains("0123456789abcdef"));
        assert!(!list.body.contains("type=\"email\""), "there is no mail here");
        let ask = worker.submit("/me/notices/email", &[("do", "ask"), ("address", "a@example.com")]).await;
        assert_eq!(ask.status, 404, "and none is sent");
        assert_eq!(worker.submit("/me/notices/wecom", &[("do", "remove")]).await.status, 303);
        assert!(!worker.get("/me/notices").await.body.contains("…cdef"));
    }
}

#[tokio::test]
async fn ones_own_data_hold_ones_own_steps_and_no_secrets() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let page = worker.get("/me/data").await;
        assert_eq!(page.status, 200);
        let data = page.json();
        assert_eq!(data["person"]["phone"], house.phone_of("worker").as_str());
        let steps = data["steps"].as_array().unwrap();
        assert!(steps.iter().any(|step| step["about"] == "suggestion" && step["said"].is_object()));
        let cookie = worker.cookie(web::visit::SESSION).unwrap().to_owned();
        assert!(!page.body.contains(&cookie) && !page.body.contains("argon2"));
        let nobody = house.browser().get("/me/data").await;
        assert_eq!(nobody.status, 303, "to the sign-in page");
    }
}

#[tokio::test]
async fn a_unit_is_renamed_on_record_and_every_page_says_so() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let enterprise = worker.place.enterprise.unwrap();
        let db = house.app.db.clone();
        let read = async |id| db.read(move |reader| tree::unit(reader, id)).await.unwrap();
        let parts = read(enterprise).await;
        let parts = db.read(move |reader| tree::children(reader, &parts)).await.unwrap();
        let (shop, other) = (&parts[0], &parts[1]);
        let path = format!("/units/{}/name", shop.id);
        for login in ["worker", "officer", "county"] {
            let tried = house.browser_of(login).await.submit(&path, &[("new_name", "我的车间")]).await;
            assert_eq!(tried.status, 403, "{login}");
        }
        let mut admin = house.browser_of("admin").await;
        let taken = admin.submit(&path, &[("new_name", &other.name), ("new_short", "二车")]).await;
        assert!(
            taken.status == 422 && taken.body.contains("同级里已有这个名称") && taken.body.contains("value=\"二车\"")
        );
        let empty = admin.submit(&path, &[("new_name", " "), ("new_short", "二车")]).await;
        assert!(empty.status == 422 && empty.body.contains("aria-invalid=\"true\""), "{}", empty.body);
        assert_eq!(read(shop.id).await.name, shop.name);

        let renamed = admin.submit(&path, &[("new_name", "智能装配车间"), ("new_short", "智装")]).await;
        assert_eq!(renamed.status, 303, "{}", renamed.body);
        assert!(admin.visit(renamed.location()).await.body.contains("智能装配车间"));
        let again = admin.submit(&path, &[("new_name", "智能装配车间"), ("new_short", "智装")]).await;
        assert_eq!(again.status, 303);
        house.settle().await;
        let unit = shop.id;
        let history = db.read(move |reader| ledger::folds::history(reader, unit.any())).await.unwrap();
        let renamings: Vec<_> = history.iter().filter(|entry| entry.step == "renamed").collect();
        assert_eq!(renamings.len(), 1, "the same name again is no change");
        assert_eq!(renamings[0].payload()["from"][0], shop.name.as_str(), "the old name stays in the ledger");
    }
}
