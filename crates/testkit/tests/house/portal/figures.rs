//! The counts are those of the records, and only figures meant for everybody are told.

use kernel::Time;
use kernel::clock::DAY;
use serde_json::Value;
use testkit::houses;

use crate::portal::acts::*;

fn total(told: &Value) -> i64 {
    told["whole"]["suggestions"].as_i64().unwrap()
}

#[tokio::test]
async fn the_flame_is_made_of_the_suggestions_that_came_in() {
    for house in houses().await {
        house.settle().await;
        let today = house.clock.now().date();
        let year = Time::start_of(today.first_of_year());
        let month = Time::start_of(today.first_of_month());
        let night = Time::start_of(today);
        for (span, from) in [("year", year), ("month", month), ("today", night)] {
            let until = night.plus_millis(DAY);
            let (counted,) = house.app.db.read(move |reader| reader.one(&REGISTERED, (from, until))).await.unwrap();
            let told = asked(&house, &format!("/api/v1/portal?span={span}")).await;
            assert_eq!(total(&told), counted, "{span}");
            let parts = told["parts"].as_array().unwrap();
            let sum: i64 = parts.iter().map(|part| part["suggestions"].as_i64().unwrap()).sum();
            assert_eq!(sum, counted, "{span}: every enterprise of the world lies in a city");
        }
        // The page draws one dot for each, as there are few.
        let told = asked(&house, "/api/v1/portal?span=year").await;
        assert_eq!(told["per_dot"], 1);
        let page = nobody(&house, "/portal?span=year").await;
        let verified: i64 =
            told["parts"].as_array().unwrap().iter().map(|part| part["verified"].as_i64().unwrap()).sum();
        let drawn = page.body.matches("class=\"portal-ember\"").count();
        assert!(drawn > 0 && page.body.matches("h0M").count() + page.body.matches("h0\"").count() > 0);
        let dots = page.body.matches("h0M").count() + page.body.matches("h0\"").count();
        assert_eq!(dots as i64, total(&told) + verified);
    }
}

#[tokio::test]
async fn one_more_suggestion_is_one_more_dot_and_another_state() {
    for house in houses().await {
        house.settle().await;
        let path = "/api/v1/portal?span=today";
        let before = asked(&house, path).await;
        suggest(&house, "通道拐角加一面镜子").await;
        let after = asked(&house, path).await;
        assert_eq!(total(&after), total(&before) + 1);
        assert_ne!(after["state"], before["state"]);
        let part = nobody(&house, "/portal/flame?span=today").await;
        assert!(
            part.body.starts_with("<div class=\"portal-flame\"")
                && part.body.contains(after["state"].as_str().unwrap())
        );
        assert!(!nobody(&house, "/portal").await.body.contains("通道拐角加一面镜子"), "a count and no text");
    }
}

#[tokio::test]
async fn only_figures_meant_for_everybody_are_told_and_they_are_those_of_the_nodes() {
    for house in houses().await {
        house.settle().await;
        let told = asked(&house, "/api/v1/portal/figures").await;
        let codes: Vec<&str> = told.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        let public: Vec<&str> = house.app.indicators().filter(|it| it.public).map(|it| it.code).collect();
        assert_eq!(codes, public);
        assert!(house.app.indicators().any(|it| !it.public), "there is something to keep back");
        let table = nobody(&house, "/portal/figures.csv").await;
        assert!(table.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
        for it in house.app.indicators() {
            assert_eq!(table.body.contains(&format!("\n{},", it.code)), it.public, "{}", it.code);
            let page = nobody(&house, &format!("/portal/figures?code={}", it.code)).await;
            assert_eq!(
                page.body.contains(&format!("<span class=\"mono\">{}</span>", it.code)),
                it.public,
                "{}",
                it.code
            );
        }
        // The whole, its parts, page, table and JSON say the same.
        let year = i64::from(house.clock.now().date().year());
        let figures = told[0]["figures"].as_array().unwrap();
        let of = |node: &str| {
            figures.iter().find(|one| one["node"] == node && one["year"] == year).unwrap()["number"].clone()
        };
        let live = asked(&house, "/api/v1/portal?span=year").await;
        assert_eq!(of("330000"), live["whole"]["suggestions"]);
        let page = nobody(&house, "/portal/figures").await;
        for part in live["parts"].as_array().unwrap() {
            let (code, count) = (part["code"].as_str().unwrap(), part["suggestions"].as_i64().unwrap());
            if count > 0 {
                assert_eq!(of(code), count, "{code}");
                let name = part["name"].as_str().unwrap();
                assert!(table.body.contains(&format!(",{code},{name},{year},{count},")), "{code}: {}", table.body);
                assert!(page.body.contains(&format!("<th scope=\"row\">{name}</th>")), "{name}");
            }
        }
    }
}

#[tokio::test]
async fn the_corridor_tells_what_its_sources_tell_and_what_was_counted() {
    let house = houses().await.remove(0);
    house.settle().await;
    let front = nobody(&house, "/portal").await;
    for year in [2003, 2006, 2015, 2021, 2022, 2023, 2024, 2026] {
        assert!(front.body.contains(&format!("href=\"/portal/years/{year}\"")), "{year}");
        assert_eq!(nobody(&house, &format!("/portal/years/{year}")).await.status, 200, "{year}");
    }
    let told = nobody(&house, "/portal/years/2015").await;
    assert!(told.body.contains("杨金龙") && told.body.contains("《浙江工人日报》"), "with its source");
    let published = nobody(&house, "/portal/years/2023").await;
    assert!(published.body.contains("40.4 万个") && published.body.contains("7000 余个"));
    let now = nobody(&house, "/portal/years/2026").await;
    let live = asked(&house, "/api/v1/portal?span=year").await;
    assert!(now.body.contains(&format!(">{}</a>", total(&live))), "what was counted here");
    for none in ["2002", "2027", "x", "99999999999"] {
        assert_eq!(nobody(&house, &format!("/portal/years/{none}")).await.status, 404, "{none}");
    }
}
