//! What machines read.

use testkit::houses;

use crate::portal::acts::*;

/// The content of an attribute after a mark.
fn after<'a>(body: &'a str, mark: &str) -> &'a str {
    body.split_once(mark).and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default()
}

#[tokio::test]
async fn pages_can_be_quoted() {
    for house in houses().await {
        house.settle().await;
        let (id, title) = open(&house).await.into_iter().next().unwrap();
        let path = format!("/portal/results/{id}");
        let page = nobody(&house, &format!("{path}?utm=x")).await;
        let address = format!("http://liaoyuan.test{path}");
        assert_eq!(after(&page.body, "rel=\"canonical\" href=\""), address);
        assert_eq!(after(&page.body, "og:url\" content=\""), address);
        assert_eq!(after(&page.body, "og:title\" content=\""), in_page(&title));
        assert_eq!(after(&page.body, "og:type\" content=\""), "article");
        let data = page.body.split_once("ld+json\">").unwrap().1.split_once("</script>").unwrap().0;
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        assert_eq!((data["name"].as_str(), data["url"].as_str()), (Some(title.as_str()), Some(address.as_str())));
        let picture = nobody(&house, after(&page.body, "og:image\" content=\"http://liaoyuan.test")).await;
        let drawn = image::load_from_memory(&picture.bytes).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (1200, 630));
        assert!(picture.bytes.len() < 300_000, "{}", picture.bytes.len());
        // Lists that were narrowed are not for search engines.
        assert!(nobody(&house, "/portal/results?kind=method").await.body.contains("noindex"));
        assert!(!nobody(&house, "/portal/results").await.body.contains("noindex"));
    }
}

#[tokio::test]
async fn the_map_of_pages_the_feed_and_the_robots_file_lead_to_what_is_there() {
    let house = houses().await.remove(0);
    house.settle().await;
    let map = nobody(&house, "/sitemap.xml").await.body;
    let places: Vec<&str> = map.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next()).collect();
    let open = open(&house).await;
    assert_eq!(places.iter().filter(|place| place.contains("/results/")).count(), open.len());
    for place in places.iter().take(60) {
        let path = place.strip_prefix("http://liaoyuan.test").unwrap();
        assert_eq!(nobody(&house, path).await.status, 200, "{path}");
    }
    assert_eq!(nobody(&house, "/sitemap.xml?part=2").await.status, 404);
    let feed = nobody(&house, "/portal/feed.xml").await;
    assert_eq!(feed.headers["content-type"], "application/atom+xml; charset=utf-8");
    assert_eq!(feed.body.matches("<entry>").count(), open.len().min(30));
    let robots = nobody(&house, "/robots.txt").await.body;
    assert!(robots.contains("Allow: /portal") && robots.contains("Sitemap: http://liaoyuan.test/sitemap.xml"));
}
