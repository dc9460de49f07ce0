//! Every open result, and no other.

use std::collections::BTreeSet;

use testkit::houses;

use crate::portal::acts::*;

#[tokio::test]
async fn everything_that_is_open_and_in_use_is_listed_and_nothing_else() {
    for house in houses().await {
        house.settle().await;
        let open = open(&house).await;
        assert!(open.len() > 3, "the world has something to show");
        // Read in small slices: nothing is repeated, nothing lost.
        let (mut listed, mut cursor) = (Vec::new(), String::new());
        loop {
            let slice = asked(&house, &format!("/api/v1/portal/results?limit=2{cursor}")).await;
            let items = slice["items"].as_array().unwrap();
            assert!(!items.is_empty() && items.len() <= 2);
            listed.extend(items.iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            let Some(next) = slice["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(listed, open.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>());
        let list = plain(&nobody(&house, "/portal/results").await);
        let closed = house.app.db.read(|reader| reader.all(&CLOSED, ())).await.unwrap();
        for (id, title) in &open {
            let page = nobody(&house, &format!("/portal/results/{id}")).await;
            assert!(page.status == 200 && page.body.contains(&in_page(title)), "{title}");
        }
        for (id, title) in &open[..open.len().min(20)] {
            assert!(list.contains(&format!("/portal/results/{id}\"")), "{title} is listed");
        }
        assert!(closed.len() > 10, "the world has something to hide");
        for (id, title) in &closed {
            assert!(!list.contains(&id.to_string()), "{title} is not for everybody");
        }
        for (id, title) in closed.iter().take(12) {
            let path = format!("/portal/results/{id}");
            assert_eq!(nobody(&house, &path).await.status, 404, "{title}");
            // Not even for those who may read the record: what stands here can be quoted.
            assert_eq!(house.browser_of("officer").await.get(&path).await.status, 404, "{title}");
        }
    }
}

#[tokio::test]
async fn results_are_found_by_words_kind_industry_and_city() {
    for house in houses().await {
        house.settle().await;
        let all = asked(&house, "/api/v1/portal/results?limit=100").await["items"].as_array().unwrap().clone();
        for field in ["kind", "industry"] {
            let values: BTreeSet<&str> = all.iter().map(|one| one[field].as_str().unwrap()).collect();
            let mut found = 0;
            for value in values {
                let some = asked(&house, &format!("/api/v1/portal/results?limit=100&{field}={value}")).await;
                let some = some["items"].as_array().unwrap().clone();
                assert!(!some.is_empty() && some.iter().all(|one| one[field] == value), "{field} {value}");
                found += some.len();
            }
            assert_eq!(found, all.len(), "every result has one {field}");
        }
        let parts = asked(&house, "/api/v1/portal").await["parts"].as_array().unwrap().clone();
        let mut found = 0;
        for part in &parts {
            let code = part["code"].as_str().unwrap();
            let some = asked(&house, &format!("/api/v1/portal/results?limit=100&city={code}")).await;
            let some = some["items"].as_array().unwrap().clone();
            assert!(some.iter().all(|one| one["place"] == part["name"]), "{code}");
            let page = nobody(&house, &format!("/portal/results?city={code}")).await;
            assert_eq!(page.body.matches("<li><article>").count(), some.len().min(20), "{code}");
            found += some.len();
        }
        assert_eq!(found, all.len(), "every result comes from one city");

        let title = all[0]["title"].as_str().unwrap();
        let words: String = title.chars().take(6).collect();
        let found = asked(&house, &format!("/api/v1/portal/results?q={}", query(&words))).await;
        assert!(found["items"].as_array().unwrap().iter().any(|one| one["title"] == title), "{words}");
        let none = nobody(&house, &format!("/portal/results?q={}", query("量子纠缠显微镜"))).await;
        assert!(none.status == 200 && none.body.contains("没有找到") && none.body.contains("量子纠缠显微镜"));
        // Nonsense in an address is as if nothing was asked, a city that is not there is nowhere.
        let odd = nobody(&house, "/portal/results?kind=x&after=yesterday").await;
        assert!(odd.status == 200 && odd.body.contains("<li><article>"));
        assert!(!nobody(&house, "/portal/results?city=999999").await.body.contains("<li><article>"));
        for wrong in ["kind=x", "city=999999", "cursor=yesterday", "limit=0", "limit=101"] {
            let answer = nobody(&house, &format!("/api/v1/portal/results?{wrong}")).await;
            assert_eq!(answer.status, 422, "{wrong}");
        }
        assert_eq!(nobody(&house, "/api/v1/portal?span=week").await.status, 422);
    }
}

fn query(words: &str) -> String {
    serde_urlencoded::to_string([("", words)]).unwrap().trim_start_matches('=').to_owned()
}

#[tokio::test]
async fn a_result_tells_its_uses_and_what_finance_signed_as_the_records_have_it() {
    for house in houses().await {
        house.settle().await;
        let all = asked(&house, "/api/v1/portal/results?limit=100").await["items"].as_array().unwrap().clone();
        let mut audited = 0;
        for one in &all {
            let id: works::WorkId = one["id"].as_str().unwrap().parse().unwrap();
            let (uses,) = house.app.db.read(move |reader| reader.one(&USES, (id,))).await.unwrap();
            let (fen,) = house.app.db.read(move |reader| reader.one(&AUDITED, (id,))).await.unwrap();
            assert_eq!(
                (one["uses"].as_i64(), one["audited_fen"].as_i64()),
                (Some(uses), Some(fen)),
                "{}",
                one["title"]
            );
            let page = nobody(&house, &format!("/portal/results/{id}")).await;
            assert!(page.body.contains(&format!("{uses} 家在用")), "{}", one["title"]);
            audited += i64::from(fen > 0);
        }
        assert!(audited > 0, "finance has signed something in the world");
    }
}

#[tokio::test]
async fn people_are_named_only_as_a_certificate_names_them() {
    for house in houses().await {
        house.settle().await;
        let mut named = 0;
        for (id, title) in open(&house).await {
            let certificates =
                house.app.db.read(move |reader| certificates::store::of_subject(reader, id.any())).await.unwrap();
            let holders: BTreeSet<String> =
                certificates.iter().flat_map(|it| &it.holders).map(|holder| holder.name.clone()).collect();
            let page = nobody(&house, &format!("/portal/results/{id}")).await;
            for (person, name) in house.app.db.read(move |reader| reader.all(&AUTHORS, (id,))).await.unwrap() {
                assert!(!page.body.contains(&person.to_string()), "no ids of people");
                // What a work is called its people chose themselves.
                if !title.contains(&name) {
                    assert_eq!(page.body.contains(&name), holders.contains(&name), "{name} of {title}");
                }
            }
            for it in &certificates {
                assert!(page.body.contains(&it.path()), "{title} leads to its certificate");
            }
            assert_eq!(page.body.contains("完成人有了证书"), holders.is_empty());
            named += usize::from(!holders.is_empty());
        }
        assert!(named > 0, "the world has a certified result that is open");
    }
}
