//! Who sees what: numbers travel up, texts do not.

use testkit::houses;

use crate::history::acts::{csv, figure, import, node, upload};

#[tokio::test]
async fn rows_are_read_where_they_belong_and_counted_above() {
    for house in houses().await {
        let (mut officer, unit) = (house.browser_of("officer").await, node(&house, "officer").await);
        let file = csv(&["名称,提出日期", "只有本单位能看的一条,2010-03-05"]);
        let imported = import(&house, &mut officer, unit, &file).await;
        let page = officer.get(&imported).await;
        let row = page.body.split("/history/rows/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let (mut county, above) = (house.browser_of("county").await, node(&house, "county").await);
        let mut worker = house.browser_of("worker").await;
        let paths = [imported.clone(), format!("/history/rows/{row}")];
        for path in &paths {
            assert_eq!(officer.get(path).await.status, 200, "{path}");
            for other in [&mut county, &mut worker, &mut house.browser_of("admin").await] {
                assert_eq!(other.get(path).await.status, 404, "{path}");
            }
            assert_eq!(house.browser().get(path).await.status, 303, "{path}: sign in first");
        }
        assert_eq!(figure(&house, above, "history.suggestions", 2010).await, 1, "the county counts it");
        let counted = county.get(&format!("/history/{unit}")).await;
        assert_eq!(counted.status, 200);
        assert!(!counted.body.contains("台账.csv"), "but not which file: {}", counted.body);
        assert_eq!(county.get(&format!("/history/{unit}/rows")).await.status, 403);
        let own = county.get(&format!("/history/{above}/rows?year=2010")).await;
        assert!(own.status == 200 && !own.body.contains("只有本单位能看的一条"), "{}", own.body);
        assert_eq!(worker.get(&format!("/history/{unit}")).await.status, 403);

        // Whoever is not of the node imports nothing there, and sees nobody's upload.
        assert_eq!(county.get(&format!("/history/{unit}/imports/new")).await.status, 403);
        assert_eq!(worker.get(&format!("/history/{unit}/imports/new")).await.status, 403);
        let preview = upload(&mut officer, unit, &file).await;
        assert_eq!(county.get(&preview).await.status, 404);
        assert_eq!(county.submit(&format!("{preview}/import"), &[("chain", "x")]).await.status, 404);
        let withdrawn = county.submit(&format!("{imported}/withdrawal"), &[("reason", "不归我")]).await;
        assert_eq!(withdrawn.status, 404);
    }
}
