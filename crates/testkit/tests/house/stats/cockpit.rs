//! The cockpit: the figures it shows are those of the records, for whom they are, and over the time that was asked for.

use std::collections::BTreeMap;

use serde_json::Value;
use stats::{Figure, Node};
use testkit::{Browser, houses};

#[tokio::test]
async fn the_cockpit_shows_what_was_counted_and_leads_to_its_records() {
    for house in houses().await {
        house.settle().await;
        let place = house.actor("city").await.place;
        let (_, year) = crate::stats::acts::now(&house);
        let indicators: Vec<_> = house.app.indicators().filter(|it| it.code == "suggestion.submitted").collect();
        let path = place.path.clone();
        let counted = house
            .app
            .db
            .read(move |reader| stats::figures(reader, &Node { path, tree: 0 }, &indicators, &[year]))
            .await
            .unwrap();
        let Figure::Number(submitted) = counted[0][0] else { panic!("{counted:?}") };
        assert!(submitted > 10, "the world has something to count");
        let mut city = house.browser_of("city").await;
        let first = city.get("/cockpit").await;
        assert_eq!(first.location(), format!("/cockpit/{}", place.unit));
        let page = city.get(first.location()).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let traced = format!("/cockpit/{}/figures/suggestion.submitted?year={}", place.unit, year.from / 12);
        let lead = format!(r#"<a class="fig" href="{traced}">{submitted}</a>"#);
        assert!(page.body.contains(&lead), "{lead}: {}", page.body);
        // Another time, and nonsense, which is as if nothing was asked.
        let before = city.get(&format!("/cockpit/{}?year=2019", place.unit)).await;
        assert!(before.status == 200 && !before.body.contains(&lead));
        let odd = city.get(&format!("/cockpit/{}?year=abc&month=2026-99&sort=77&at=9999999", place.unit)).await;
        assert!(odd.status == 200 && odd.body.contains(&lead), "{}", odd.body);
    }
}

#[tokio::test]
async fn figures_are_for_those_above_and_no_text_comes_with_them() {
    for house in houses().await {
        house.settle().await;
        let enterprise = house.actor("worker").await.place.enterprise.unwrap();
        let path = format!("/cockpit/{enterprise}");
        for (login, status) in
            [("officer", 200), ("county", 200), ("province", 200), ("auditor", 200), ("worker", 403), ("finance", 403)]
        {
            assert_eq!(house.browser_of(login).await.get(&path).await.status, status, "{login}");
        }
        let county = house.actor("county").await.place.unit;
        assert_eq!(house.browser_of("officer").await.get(&format!("/cockpit/{county}")).await.status, 403);
        assert_eq!(house.browser_of("county").await.get("/cockpit/nothing").await.status, 404);
        assert_eq!(house.browser_of("worker").await.get("/indicators").await.status, 200);
    }
}

/// All figures of a node until now, by their code.
async fn until_now(city: &mut Browser, token: &str, unit: &str) -> BTreeMap<String, Value> {
    let path = format!("/api/v1/nodes/{unit}/figures?span=ever");
    let all = city.api("GET", &path, token, &[], None).await.json();
    let figures = all["figures"].as_array().unwrap().iter();
    figures.map(|figure| (figure["code"].as_str().unwrap().to_owned(), figure.clone())).collect()
}

#[tokio::test]
async fn every_figure_leads_to_its_parts_and_these_come_to_it() {
    for house in houses().await {
        house.settle().await;
        let unit = house.actor("city").await.place.unit;
        let token = house.token_of("city", &[kernel::Scope::Read]).await;
        let mut city = house.browser_of("city").await;
        let codes: Vec<_> = house.app.indicators().map(|it| it.code).collect();
        let all = until_now(&mut city, &token, &unit.to_string()).await;
        assert_eq!(all.len(), codes.len());
        let mut parts: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
        let mut compared = 0;
        for code in codes.iter().chain(&["overdue"]) {
            let page = city.get(&format!("/cockpit/{unit}/figures/{code}?span=ever")).await;
            assert_eq!(page.status, 200, "{code}: {}", page.body);
            let path = format!("/api/v1/nodes/{unit}/figures/{code}?span=ever");
            let traced = city.api("GET", &path, &token, &[], None).await.json();
            assert!(traced["own"].is_null(), "a city has nothing that none of its parts has: {code} {traced}");
            let Some(told) = all.get(*code) else { continue };
            assert_eq!(&traced["figure"], told, "{code}");
            // What a part has here is what it has on its own page.
            for part in traced["parts"].as_array().unwrap() {
                let child = part["unit"].as_str().unwrap().to_owned();
                if !parts.contains_key(&child) {
                    let figures = until_now(&mut city, &token, &child).await;
                    parts.insert(child.clone(), figures);
                }
                assert_eq!(part["figure"], parts[&child][*code], "{code} of {}", part["name"]);
                compared += i64::from(!part["figure"]["number"].is_null());
            }
        }
        assert!(compared > 50, "{compared}: the parts have figures");
        let unknown = city.get(&format!("/cockpit/{unit}/figures/nothing.such")).await;
        assert_eq!(unknown.status, 404);
        let wrong =
            city.api("GET", &format!("/api/v1/nodes/{unit}/figures?codes=nothing.such"), &token, &[], None).await;
        assert_eq!((wrong.status, wrong.json()["errors"][0]["field"].as_str()), (422, Some("codes")));
        let dictionary = city.api("GET", "/api/v1/indicators", &token, &[], None).await.json();
        assert_eq!(dictionary["items"].as_array().unwrap().len(), codes.len());
        assert_eq!(house.browser_of("worker").await.get(&format!("/cockpit/{unit}/figures/overdue")).await.status, 403);
    }
}
