//! The JSON twins: the same rules as on the pages.

use kernel::Scope;
use serde_json::json;
use testkit::houses;
use works::Visibility;

use crate::benefits::acts::{figure, in_use};

#[tokio::test]
async fn a_program_states_reads_and_signs_as_people_do() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let id = in_use(&house, &worker, Visibility::Enterprise).await;
        let both = [Scope::Read, Scope::Write];
        let (chen, lin) = (house.token_of("worker", &both).await, house.token_of("finance", &both).await);
        let county = house.token_of("county", &both).await;
        let mut client = house.browser();
        let path = format!("/api/v1/benefits/{id}");
        let factor = |value: &str| json!({ "name": "数量", "value": value, "unit": "件" });
        let line = |value: &str| json!({ "what": "少报废", "sign": "gain", "factors": [factor(value), factor("0.005")], "evidence": "质检日报" });
        let ask = |value: &str| json!({ "version": 0, "method": "computed", "lines": [line(value)] });

        assert_eq!(client.api("GET", &path, &chen, &[], None).await.status, 404, "nothing was stated yet");
        let page = client.api("POST", &format!("{path}/statement"), &chen, &[], Some(&ask("一千"))).await;
        assert_eq!((page.status, page.json()["errors"][0]["field"].as_str()), (422, Some("value-0-0")));
        let key = [("idempotency-key", "one")];
        let page = client.api("POST", &format!("{path}/statement"), &chen, &key, Some(&ask("1001"))).await;
        assert_eq!((page.status, page.json()["claimed"]["fen"].as_i64()), (201, Some(501)), "half a fen counts up");
        let again = client.api("POST", &format!("{path}/statement"), &chen, &key, Some(&ask("1001"))).await;
        assert_eq!(again.json(), page.json(), "repeated, it is the same answer");

        assert_eq!(client.api("GET", &path, &county, &[], None).await.status, 404);
        let audit = json!({ "version": 1, "values": [["1000", "0.005"]], "note": "照台账" });
        assert_eq!(client.api("POST", &format!("{path}/audit"), &chen, &[], Some(&audit)).await.status, 403);
        let unfit = json!({ "version": 1, "values": [], "note": "照台账" });
        assert_eq!(client.api("POST", &format!("{path}/audit"), &lin, &[], Some(&unfit)).await.status, 422);
        let page = client.api("POST", &format!("{path}/audit"), &lin, &[], Some(&audit)).await;
        assert_eq!((page.status, page.json()["audited"]["fen"].as_i64()), (201, Some(500)));
        assert_eq!(figure(&house, id).await.unwrap().fen, Some(kernel::Fen(500)));

        let read = client.api("GET", &path, &chen, &[], None).await.json();
        assert_eq!((read["state"].as_str(), read["versions"].as_array().unwrap().len()), (Some("audited"), 2));
        assert_eq!(read["claim"]["lines"][0]["factors"][0]["value"], "1001");
        let list = client.api("GET", "/api/v1/benefits?state=audited", &lin, &[], None).await.json();
        assert!(list["items"].as_array().unwrap().iter().any(|one| one["use"] == id.to_string().as_str()));
        let cursor = list["items"][0]["use"].as_str().unwrap();
        let after = client.api("GET", &format!("/api/v1/benefits?cursor={cursor}"), &lin, &[], None).await;
        assert!(after.status == 200 && !after.body.contains("\"next\""), "one slice holds them all");
        assert_eq!(client.api("GET", "/api/v1/benefits?cursor=x", &lin, &[], None).await.status, 422);
        assert_eq!(client.api("GET", "/api/v1/benefits?state=x", &lin, &[], None).await.status, 422);
    }
}
