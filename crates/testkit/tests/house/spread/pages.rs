//! The pages and their JSON twins: catalogue with what fits and why, tree as picture and table, map by
//! quarter, panels; every figure opens; a fixed number of questions.

use kernel::{Role, Scope};
use serde_json::json;
use store::statements;
use testkit::houses;
use works::WorkId;

use crate::spread::acts::{clear, of, of_unit, officer, private_of, public_of, token_for};

statements! {
    OPEN_UP: (WorkId,) => () = "UPDATE work SET visibility = 'public' WHERE id = $1";
}

#[tokio::test]
async fn the_catalogue_says_what_fits_and_why() {
    for house in houses().await {
        let (mut browser, _) = officer(&house, 1).await;
        let fresh = private_of(&house, 0).await;
        house.app.db.write(move |tx| tx.execute(&OPEN_UP, (fresh.id,))).await.unwrap();
        let page = browser.get("/spread").await;
        assert_eq!(page.status, 200);
        let work = public_of(&house, 0).await;
        assert!(page.body.contains(&work.title));
        let fits = page.body.split_once("id=\"h-fits\"").unwrap().1.split_once("id=\"h-all\"").unwrap().0;
        assert!(fits.contains(&fresh.title), "{fits}");
        assert!(fits.contains("就在宁波"), "the first and the second enterprise are of one city");
        assert!(!fits.contains(&work.title), "what is tried already is not suggested");
        let words = browser.get(&format!("/spread?q={}", urlencode(&work.serial))).await;
        assert!(words.body.contains(&work.title));
        let other = browser.get("/spread?industry=bearings&kind=suggestion").await;
        assert!(!other.body.contains(&work.title));
        assert_eq!(browser.get("/spread?q=%25_%5C&city=x&at=-1&kind=none&whose=both").await.status, 200);
    }
}

fn urlencode(text: &str) -> String {
    serde_urlencoded::to_string([("q", text)]).unwrap().trim_start_matches("q=").to_owned()
}

#[tokio::test]
async fn a_tree_is_drawn_and_written_and_every_figure_opens() {
    for house in houses().await {
        let work = public_of(&house, 0).await;
        let mut browser = house.browser_of("county").await;
        let page = browser.get(&format!("/spread/works/{}", work.id)).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.body.matches("<svg class=\"chart\"").count(), 2, "one for wide, one for narrow screens");
        assert!(page.body.contains(&format!("id=\"use-{}\"", work.id)));
        for anchor in page.body.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(page.body.contains(&format!("id=\"{anchor}\"")), "#{anchor}");
        }
        assert_eq!(browser.get("/spread/works/none").await.status, 404);

        let map = browser.get("/spread/map").await;
        assert_eq!(map.status, 200);
        let links: Vec<String> = map
            .body
            .split("href=\"/spread/")
            .skip(1)
            .map(|rest| {
                format!("/spread/{}", rest.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&"))
            })
            .collect();
        assert!(links.len() > 6);
        for link in links {
            assert_eq!(browser.visit(&link).await.status, 200, "{link}");
        }
    }
}

#[tokio::test]
async fn the_pages_of_a_work_and_of_its_author_tell_who_took_it() {
    for house in houses().await {
        let work = public_of(&house, 0).await;
        let author = work.author;
        let mut browser = house.browser_for(author).await;
        let page = browser.get(&work.href()).await;
        assert!(page.body.contains("被 1 家单位采用"), "{}", page.body);
        let (app, actor) = (house.app.clone(), of(&house, 0, Role::InnovationOfficer).await);
        let (t, now) = (app.t(ui::Locale::Zh), house.clock.now());
        let panels = house
            .app
            .db
            .read(move |reader| app.of_person(&web::Asking { reader, actor: &actor, t, now }, author))
            .await
            .unwrap();
        assert!(panels.iter().flat_map(|panel| &panel.lines).any(|line| line.note == "被 1 家单位采用"));
    }
}

#[tokio::test]
async fn the_api_goes_the_same_way() {
    for house in houses().await {
        clear(&house).await;
        let work = public_of(&house, 0).await;
        let taking = of(&house, 1, Role::InnovationOfficer).await;
        let unit = taking.place.enterprise.unwrap();
        let token = token_for(&house, taking.person).await;
        let mut caller = house.browser();
        let listed = caller.api("GET", "/api/v1/spread/works", &token, &[], None).await;
        assert!(listed.json()["items"].as_array().unwrap().iter().any(|item| item["id"] == json!(work.id)));
        let path = format!("/api/v1/spread/works/{}/requests", work.id);
        let bad = caller.api("POST", &path, &token, &[], Some(&json!({ "unit": unit, "purpose": "" }))).await;
        assert_eq!(bad.status, 422);
        let body = json!({ "unit": unit, "purpose": "同样的机床", "share": 5 });
        let made = caller.api("POST", &path, &token, &[("idempotency-key", "one")], Some(&body)).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let again = caller.api("POST", &path, &token, &[("idempotency-key", "one")], Some(&body)).await;
        assert_eq!(again.json(), made.json());
        let id = of_unit(&house, work.id, unit).await.unwrap();
        assert_eq!(made.json()["id"], json!(id));

        let giver = house.token_of("officer", &[Scope::Read, Scope::Write]).await;
        let path = |noun: &str| format!("/api/v1/spread/adoptions/{id}{noun}");
        let said = json!({ "words": "给图纸。", "version": 1 });
        assert_eq!(caller.api("POST", &path("/agreement"), &giver, &[], Some(&said)).await.status, 201);
        assert_eq!(caller.api("POST", &path("/agreement"), &giver, &[], Some(&said)).await.status, 409);
        let used = caller.api("POST", &path("/use"), &token, &[], Some(&json!({ "since": "2026-06-10" }))).await;
        assert_eq!(used.json()["state"], "taken_over", "{}", used.body);
        let tree = caller.api("GET", &format!("/api/v1/spread/works/{}/tree", work.id), &giver, &[], None).await.json();
        assert!(
            tree["nodes"].as_array().unwrap().iter().any(|node| node["id"] == json!(id) && node["state"] == "used")
        );
        let county = house.token_of("county", &[Scope::Read]).await;
        assert_eq!(caller.api("GET", &path(""), &county, &[], None).await.status, 404);
    }
}
