//! Long work through the front door: a large import and counting everything anew, followed, cancelled, gone on with.

use std::sync::atomic::{AtomicI64, Ordering};

use jobs::long::Kind;
use kernel::Scope;
use serde_json::json;
use testkit::{TestHouse, houses};

use crate::history::acts::{commit, counts, csv, figure, holds, node, recount, upload, withdraw};

/// A file of so many rows.
fn large(rows: usize) -> Vec<u8> {
    let mut lines = vec!["编号,名称,提出日期,效益".to_owned()];
    lines.extend((1..=rows).map(|n| format!("大-{n},做法{n},2006-0{}-0{},10", n % 9 + 1, n % 7 + 1)));
    csv(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Does so many portions of an import, as a node does before it dies.
async fn portions(house: &TestHouse, id: &str, many: i64) {
    let left = AtomicI64::new(many);
    let dying = Kind::new(history::running::KIND, move |tx, long, now| {
        if left.fetch_sub(1, Ordering::SeqCst) <= 0 {
            return Err(kernel::Error::broken("the node dies"));
        }
        let import = long.payload.0["import"].as_str().unwrap().parse().unwrap();
        history::running::portion(tx, import, now)
    });
    let died = jobs::long::run(&house.app.db, &dying, &house.clock, id.parse().unwrap(), |_| {}).await;
    assert!(died.is_err(), "it ended first: {died:?}");
}

#[tokio::test]
async fn a_large_import_runs_in_the_background_and_goes_on_after_a_restart() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        let token = house.token_of("officer", &[Scope::Read]).await;
        let preview = upload(&mut officer, unit, &large(1200)).await;
        assert!(officer.get(&preview).await.body.contains("会放到后台跑"));
        let page = commit(&mut officer, &preview).await;
        let work = page.location().to_owned();
        let id = work.strip_prefix("/background/").unwrap_or_else(|| panic!("{}", page.body)).to_owned();
        let shown = officer.get(&work).await;
        assert!(shown.body.contains("排队中") && shown.body.contains("<noscript><meta http-equiv=\"refresh\""));
        let another = upload(&mut officer, unit, &csv(&["名称,提出日期", "另一条,2006-01-01"])).await;
        assert_eq!(commit(&mut officer, &another).await.status, 409, "one at a time for a node");

        portions(&house, &id, 2).await;
        let told = officer.api("GET", &format!("/api/v1/background/{id}"), &token, &[], None).await.json();
        assert_eq!(
            (&told["state"], &told["done"], &told["total"]),
            (&json!("long_running"), &json!(1000), &json!(2400))
        );
        assert_eq!(recount(&house, unit, 2006).await, (0, 0), "nobody counts what is staged");
        assert_eq!(figure(&house, unit, "history.suggestions", 2006).await, 0);
        // The node died. The next one that opens takes the work up.
        house.app.db.write(|tx| jobs::long::wake(tx, testkit::NOON)).await.unwrap();
        house.house.work(house.clock.now()).await.unwrap();
        assert_eq!(recount(&house, unit, 2006).await, (1200, 1_200_000));
        assert_eq!(figure(&house, unit, "history.suggestions", 2006).await, 1200);
        holds(&house).await;
        let page = officer.get(&work).await;
        let result = page.body.split("href=\"/history/imports/").nth(1).unwrap().split('"').next().unwrap();
        let import = format!("/history/imports/{result}");
        assert!(page.body.contains("已完成") && !page.body.contains("http-equiv=\"refresh\""));
        assert_eq!(officer.submit(&format!("{work}/cancellation"), &[]).await.status, 303, "too late is no fault");
        withdraw(&house, &mut officer, &import).await;
        assert_eq!(figure(&house, unit, "history.suggestions", 2006).await, 0);
    }
}

#[tokio::test]
async fn a_cancelled_import_leaves_nothing_but_that_it_was_cancelled() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        let before = counts(&house).await;
        let preview = upload(&mut officer, unit, &large(1200)).await;
        let work = commit(&mut officer, &preview).await.location().to_owned();
        let id = work.strip_prefix("/background/").unwrap().to_owned();
        portions(&house, &id, 2).await;
        assert!(counts(&house).await[0] > before[0], "rows are staged");
        let mut stranger = house.browser_of("county").await;
        assert_eq!(stranger.get(&work).await.status, 404);
        assert_eq!(stranger.submit(&format!("{work}/cancellation"), &[]).await.status, 404);
        assert_eq!(officer.submit(&format!("{work}/cancellation"), &[]).await.status, 303);
        assert!(officer.get(&work).await.body.contains("正在停下"));
        house.house.work(house.clock.now()).await.unwrap();
        assert!(officer.get(&work).await.body.contains("已取消"));
        let after = counts(&house).await;
        assert_eq!(
            [after[0] - before[0], after[1] - before[1], after[2] - before[2], after[3] - before[3]],
            [0, 1, 0, 1]
        );
        assert_eq!(recount(&house, unit, 2006).await, (0, 0));
        // The file is still there to be imported.
        let again = commit(&mut officer, &preview).await;
        assert!(again.location().starts_with("/background/"), "{}", again.body);
    }
}

#[tokio::test]
async fn an_import_fails_whole_when_the_world_moved_after_the_preview() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        let before = counts(&house).await[0];
        let large = upload(&mut officer, unit, &large(600)).await;
        officer.get(&large).await;
        let chain = officer.get(&large).await.value_of("chain").unwrap();
        // Meanwhile one of its rows comes by another file.
        let one = upload(&mut officer, unit, &csv(&["编号,名称,提出日期,效益", "大-7,做法7,2006-08-01,10"])).await;
        assert_eq!(commit(&mut officer, &one).await.status, 303);
        let page = officer.submit(&format!("{large}/import"), &[("chain", &chain)]).await;
        let work = page.location().to_owned();
        house.house.work(house.clock.now()).await.unwrap();
        let page = officer.get(&work).await;
        assert!(page.body.contains("没有做成") && page.body.contains("预览之后有了变化"), "{}", page.body);
        assert_eq!(counts(&house).await[0], before + 1);
        assert_eq!(recount(&house, unit, 2006).await, (1, 1000));
    }
}

#[tokio::test]
async fn administrators_of_the_whole_count_everything_anew() {
    for house in houses().await {
        let (mut admin, mut officer) = (house.browser_of("admin").await, house.browser_of("officer").await);
        let unit = node(&house, "officer").await;
        let token = house.token_of("admin", &[Scope::Read, Scope::Write]).await;
        let before = figure(&house, unit, "suggestion.submitted", 2026).await;
        assert!(before > 0);
        assert_eq!(officer.submit("/background/rebuild", &[]).await.status, 403);
        assert!(admin.get("/background").await.body.contains("重算全部指标"));
        let work = admin.submit("/background/rebuild", &[]).await.location().to_owned();
        assert_eq!(admin.submit("/background/rebuild", &[]).await.location(), work, "one at a time");
        // It is stopped in the middle: totals are gone, and the page says so.
        let id = work.strip_prefix("/background/").unwrap().to_owned();
        let (parsed, sources) = (id.parse().unwrap(), house.app.sources());
        house.app.db.write(move |tx| stats::portion(tx, &sources, 10).map(drop)).await.unwrap();
        assert_eq!(figure(&house, unit, "suggestion.submitted", 2026).await, 0);
        let now = house.clock.now();
        house.app.db.write(move |tx| jobs::long::cancel(tx, parsed, now).map(drop)).await.unwrap();
        house.house.work(now).await.unwrap();
        assert!(admin.get("/background").await.body.contains("指标数字不全"));
        let again = admin.api("POST", "/api/v1/background/rebuild", &token, &[], Some(&json!({}))).await;
        assert_eq!(again.status, 201, "{}", again.body);
        house.house.work(now).await.unwrap();
        let id = again.json()["id"].as_str().unwrap().to_owned();
        let told = admin.api("GET", &format!("/api/v1/background/{id}"), &token, &[], None).await.json();
        assert_eq!((&told["state"], &told["result"]), (&json!("long_done"), &json!("/indicators")));
        assert_eq!(figure(&house, unit, "suggestion.submitted", 2026).await, before);
        holds(&house).await;
        assert!(!admin.get("/background").await.body.contains("指标数字不全"));
    }
}
