//! Paying certifies, a clawback revokes, a regrading adds.

use awards::model::AwardId;
use certificates::Certificate;
use testkit::{TestHouse, houses};

use crate::awards::acts::{audit_again, done, pay, payable_use, propose, taken, takers, work, workers};

async fn issued(house: &TestHouse, id: AwardId) -> Vec<Certificate> {
    house.app.db.read(move |reader| certificates::store::of_subject(reader, id.any())).await.unwrap()
}

#[tokio::test]
async fn paying_issues_a_certificate_to_all_and_a_clawback_revokes_it_with_the_reason() {
    for house in houses().await {
        let people = workers(&house, 2).await;
        let (a, b) = (&people[0], &people[1]);
        let work = work(&house, &[(a, 60), (b, 40)], 15_148_037).await;
        let id = propose(&house, work, &[]).await;
        assert!(issued(&house, id).await.is_empty(), "what may still be withdrawn is no honour yet");
        done(&mut house.browser_of("officer").await, &format!("/awards/{id}/withdrawal"), &[("reason", "重报")]).await;
        let id = pay(&house, work, &[b]).await;
        let all = issued(&house, id).await;
        assert_eq!(all.len(), 1);
        let it = &all[0];
        assert_eq!((it.honour.as_str(), it.grade, it.supplements.as_deref()), ("试一试的成果", Some(3), None));
        assert_eq!(it.holders.iter().map(|one| one.person).collect::<Vec<_>>(), [a.person, b.person]);
        assert_eq!(Some(it.issuer), a.place.enterprise);

        let page = house.browser_for(b.person).await.get(&format!("/awards/{id}")).await;
        assert!(page.body.contains(&it.path()), "the award leads to it");
        let mut mine = house.browser_for(b.person).await;
        assert!(mine.get("/certificates").await.body.contains("试一试的成果 · 三等奖"));
        let paper = mine.get(&format!("{}/paper", it.path())).await;
        assert!(paper.status == 200 && paper.bytes.starts_with(b"%PDF-"));
        let proof = house.browser().get(&it.path()).await;
        assert!(proof.body.contains("三等奖") && !proof.body.contains("628.70"), "a grade, and never an amount");

        let reason = [("reason", "试行记录与实际不符")];
        done(&mut house.browser_of("approver").await, &format!("/awards/{id}/clawback"), &reason).await;
        let proof = house.browser().get(&it.path()).await;
        assert!(proof.body.contains("试行记录与实际不符") && proof.body.contains("已撤销"));
        assert!(house.browser_for(b.person).await.get(&format!("/awards/{id}")).await.body.contains("证书已撤销"));
        assert_eq!(house.browser_for(b.person).await.get(&format!("{}/paper", it.path())).await.status, 409);
    }
}

#[tokio::test]
async fn a_regrading_adds_a_certificate_that_names_the_earlier_one() {
    for house in houses().await {
        let people = workers(&house, 1).await;
        let work = work(&house, &[(&people[0], 100)], 5_000_000).await;
        let first = pay(&house, work, &[]).await;
        audit_again(&house, work, 30_000_000).await;
        let second = pay(&house, work, &[]).await;
        let (before, after) = (issued(&house, first).await.remove(0), issued(&house, second).await.remove(0));
        assert_eq!((before.grade, after.grade), (Some(4), Some(3)));
        assert_eq!(after.supplements.as_deref(), Some(before.code.as_str()));
        assert!(before.revoked.is_none(), "both hold");
        assert!(house.browser().get(&after.path()).await.body.contains(&before.path()));

        // What it adds to is what still holds.
        let reason = [("reason", "复核不符")];
        done(&mut house.browser_of("approver").await, &format!("/awards/{second}/clawback"), &reason).await;
        assert!(issued(&house, first).await[0].revoked.is_none(), "each round is taken back by itself");
        audit_again(&house, work, 60_000_000).await;
        let third = pay(&house, work, &[]).await;
        assert_eq!(issued(&house, third).await[0].supplements.as_deref(), Some(before.code.as_str()));
    }
}

#[tokio::test]
async fn originators_and_takers_stand_on_one_sheet_that_the_takers_enterprise_issues() {
    for house in houses().await {
        let people = workers(&house, 1).await;
        let work = work(&house, &[(&people[0], 100)], 60_000_000).await;
        let there = takers(&house).await;
        let used = taken(&house, work, &there, 10, 5_000_000).await;
        let id = payable_use(&house, &there, used).await;
        done(&mut house.browser_for(there.payroll.person).await, &format!("/awards/{id}/payment"), &[]).await;
        let it = issued(&house, id).await.remove(0);
        let holders: Vec<_> = it.holders.iter().map(|one| one.person).collect();
        assert_eq!(holders, [people[0].person, there.hands[0].0.person, there.hands[1].0.person]);
        assert_eq!(Some(it.issuer), there.officer.place.enterprise);
        assert_eq!(it.holder_unit.split('、').count(), 2, "{}", it.holder_unit);
        let mine = house.browser_for(people[0].person).await.get("/certificates").await;
        assert!(mine.body.contains(&it.path()));
    }
}
