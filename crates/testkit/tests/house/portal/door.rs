//! The front door: who comes by sees the portal, and everybody the same one.

use axum::http::Method;
use testkit::{empty_houses, houses};

use crate::portal::acts::nobody;

#[tokio::test]
async fn who_is_signed_out_arrives_at_the_portal_and_finds_the_way_in() {
    for house in houses().await {
        assert_eq!(nobody(&house, "/").await.location(), "/portal");
        let page = nobody(&house, "/portal").await;
        assert_eq!(page.status, 200);
        for there in
            ["href=\"/sign-in\"", "href=\"/suggestions/new\"", "action=\"/portal/results\"", "浙江省职工创新平台"]
        {
            assert!(page.body.contains(there), "{there}: {}", page.body);
        }
        // Who is signed in is at home at `/` and comes here by choice.
        assert_eq!(house.browser_of("worker").await.get("/").await.status, 200);
        assert_eq!(house.browser_of("worker").await.get("/portal").await.status, 200);
    }
}

#[tokio::test]
async fn nobody_s_page_is_everybody_s_and_may_be_kept_for_seconds() {
    let house = houses().await.remove(0);
    for path in ["/portal", "/portal/results", "/portal/figures", "/portal/years/2015", "/portal/about"] {
        let page = nobody(&house, path).await;
        assert_eq!(page.status, 200, "{path}");
        let header = |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert_eq!(header("cache-control"), format!("public, max-age={}", portal::KEPT), "{path}");
        assert!(header("vary").contains("cookie") && header("vary").contains("accept-language"), "{path}");
        assert_eq!(header("set-cookie"), "", "{path} marks no browser");
        assert!(page.body.contains("name=\"csrf-token\" content=\"\""), "{path} has no token");
        assert_eq!(nobody(&house, path).await.body, page.body, "{path} is the same for the next one");
        let known = [("if-none-match", header("etag"))];
        let again = house.browser().send(Method::GET, path, &known, Vec::new()).await;
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{path}");

        // What somebody sees who is signed in is theirs alone.
        let own = house.browser_of("worker").await.get(path).await;
        assert_eq!(own.headers["cache-control"], "private, no-store", "{path}");
        assert!(own.headers.get("etag").is_none() && own.body.contains("href=\"/me\""), "{path}");
    }
}

#[tokio::test]
async fn language_and_size_are_asked_for_by_the_address_and_remembered_by_the_device() {
    let house = houses().await.remove(0);
    let mut browser = house.browser();
    let english = browser.get("/portal/results?kind=method&lang=en&text=large").await;
    assert_eq!(english.headers["cache-control"], "private, no-store", "what sets a cookie is not kept");
    assert!(english.body.contains("<html lang=\"en\" data-text=\"large\""), "{}", &english.body[..300]);
    assert!(
        english.body.contains("href=\"/portal/results?kind=method&#38;lang=zh-CN\""),
        "the switch keeps what was asked"
    );
    assert_eq!((browser.cookie("lang"), browser.cookie("text")), (Some("en"), Some("large")));
    assert!(browser.get("/portal").await.body.contains("<html lang=\"en\" data-text=\"large\""));
    browser.get("/portal?text=normal&lang=fr").await;
    assert_eq!((browser.cookie("lang"), browser.cookie("text")), (Some("en"), None), "nonsense changes nothing");
}

#[tokio::test]
async fn before_the_first_node_there_is_a_portal_without_figures() {
    for house in empty_houses().await {
        for path in ["/portal", "/portal/results", "/portal/figures", "/portal/about", "/portal/years/2003"] {
            assert_eq!(nobody(&house, path).await.status, 200, "{path}");
        }
        for path in ["/api/v1/portal", "/portal/flame", "/portal/figures.csv"] {
            assert_eq!(nobody(&house, path).await.status, 404, "{path}");
        }
        assert!(nobody(&house, "/sitemap.xml").await.body.contains("/portal/years/2003</loc>"));
        assert_eq!(nobody(&house, "/portal/feed.xml").await.status, 200);
    }
}

#[tokio::test]
async fn a_page_costs_a_fixed_number_of_statements() {
    for house in houses().await {
        house.settle().await;
        let paths = [
            ("/portal", 16),
            ("/portal/results", 6),
            ("/portal/results?q=%E5%88%80%E5%85%B7&city=330200", 6),
            ("/portal/figures", 14),
        ];
        for (path, most) in paths {
            let before = house.app.db.asked();
            assert_eq!(nobody(&house, path).await.status, 200, "{path}");
            let asked = house.app.db.asked() - before;
            assert!(asked <= most, "{path} asks {asked} times");
        }
    }
}
