//! Many payments confirmed at once: chosen, seen with the total in words, and all of them or none.

use awards::lifecycle::State;
use awards::model::AwardId;
use kernel::Scope::{Read, Write};
use serde_json::json;
use store::statements;
use testkit::{TestHouse, houses};

use crate::awards::acts::{approve, award, done, propose, refused, state, two_weeks, work, workers};

statements! {
    PAYS: (AwardId,) => (i64,) = "SELECT COUNT(*) FROM ledger_entry WHERE subject = $1 AND kind = 'award' AND step = 'pay'";
}

/// Three awards that may be paid, of 388.88 yuan each.
async fn three(house: &TestHouse) -> Vec<AwardId> {
    let people = workers(house, 3).await;
    let mut ids = Vec::new();
    for person in &people {
        let work = work(house, &[(person, 100)], 5_000_000).await;
        let id = propose(house, work, &[]).await;
        approve(house, id, "approver").await;
        ids.push(id);
    }
    two_weeks(house).await;
    ids
}

async fn seen(house: &TestHouse, id: AwardId) -> String {
    format!("{id}:{}", award(house, id).await.version)
}

#[tokio::test]
async fn payroll_chooses_sees_the_total_in_words_and_marks_them_all() {
    for house in houses().await {
        let ids = three(&house).await;
        let mut payroll = house.browser_of("payroll").await;
        let page = payroll.get("/awards/payments").await;
        assert!(ids.iter().all(|id| page.body.contains(&format!("value=\"{id}\" checked"))), "all are chosen at first");
        let asked = payroll.get(&format!("/awards/payments/confirmation?award={}&award={}", ids[0], ids[1])).await;
        assert_eq!(asked.status, 200);
        for words in ["777.76", "人民币柒佰柒拾柒元柒角陆分"] {
            assert!(asked.body.contains(words), "{words}");
        }
        assert!(!asked.body.contains(&ids[2].to_string()));
        let (one, two) = (seen(&house, ids[0]).await, seen(&house, ids[1]).await);
        let chosen = [("award", one.as_str()), ("award", two.as_str())];
        for login in ["officer", "approver", "finance", "county", "worker"] {
            let mut other = house.browser_of(login).await;
            refused(&mut other, "/awards/payments/confirmation", &chosen, 403).await;
            assert_eq!(other.get("/awards/payments").await.status, 403, "{login}");
        }
        done(&mut payroll, "/awards/payments/confirmation", &chosen).await;
        for id in [ids[0], ids[1]] {
            assert_eq!(state(&house, id).await, State::Paid);
            assert_eq!(
                house.app.db.read(move |reader| reader.one(&PAYS, (id,))).await.unwrap().0,
                1,
                "each is recorded"
            );
            let certified = house.app.db.read(move |reader| certificates::store::of_subject(reader, id.any())).await;
            assert_eq!(certified.unwrap().len(), 1);
        }
        assert_eq!(state(&house, ids[2]).await, State::Payable);
        // Sent twice it changes nothing.
        refused(&mut payroll, "/awards/payments/confirmation", &chosen, 409).await;
        for empty in [&[][..], &[("award", "nonsense")]] {
            let page = refused(&mut payroll, "/awards/payments/confirmation", empty, 422).await;
            assert!(page.body.contains("请至少选一笔"));
        }
        assert_eq!(payroll.get("/awards/payments/confirmation").await.status, 422);
    }
}

#[tokio::test]
async fn a_lost_race_on_one_says_which_and_pays_none() {
    for house in houses().await {
        let ids = three(&house).await;
        let mut chosen = Vec::new();
        for id in &ids {
            chosen.push(seen(&house, *id).await);
        }
        let chosen: Vec<_> = chosen.iter().map(|one| ("award", one.as_str())).collect();
        let gone = ids[2];
        done(&mut house.browser_of("officer").await, &format!("/awards/{gone}/withdrawal"), &[("reason", "重报")])
            .await;
        let mut payroll = house.browser_of("payroll").await;
        let page = refused(&mut payroll, "/awards/payments/confirmation", &chosen, 409).await;
        assert!(page.body.contains("“试一试的成果”刚才已被别人办理"), "it says which");
        assert!(page.body.contains(&format!("value=\"{}\" checked", ids[0])), "what was chosen stays chosen");
        for id in [ids[0], ids[1]] {
            assert_eq!(state(&house, id).await, State::Payable, "and none is paid");
        }
        let token = house.token_of("payroll", &[Read, Write]).await;
        let mut browser = house.browser();
        let mut of = Vec::new();
        for id in &ids[..2] {
            of.push(json!({ "id": id, "version": award(&house, *id).await.version }));
        }
        let mut stale = of.clone();
        stale[1]["version"] = json!(1);
        let page = browser.api("POST", "/api/v1/award-payments", &token, &[], Some(&json!({ "awards": stale }))).await;
        assert_eq!(page.status, 409, "{}", page.body);
        assert_eq!(state(&house, ids[0]).await, State::Payable);
        let page = browser.api("POST", "/api/v1/award-payments", &token, &[], Some(&json!({ "awards": of }))).await;
        assert_eq!((page.status, page.json()["items"].as_array().unwrap().len()), (201, 2), "{}", page.body);
        assert_eq!(state(&house, ids[1]).await, State::Paid);
    }
}
