//! Regradings pay the difference, clawbacks balance, norms are spoken of before they end.

use awards::lifecycle::State;
use kernel::Fen;
use testkit::houses;

use crate::awards::acts::{audit_again, award, done, flows, pay, propose, refused, rounds, state, work, workers};

#[tokio::test]
async fn a_regrading_pays_only_the_difference_and_a_worse_figure_nothing() {
    for house in houses().await {
        let people = workers(&house, 2).await;
        let (a, b) = (&people[0], &people[1]);
        let work = work(&house, &[(a, 50), (b, 50)], 5_000_000).await;
        let first = pay(&house, work, &[b]).await;
        assert_eq!(award(&house, first).await.amount, Fen(38_888));
        let mut officer = house.browser_of("officer").await;
        refused(&mut officer, "/awards", &[("work", &work.to_string())], 409).await;

        audit_again(&house, work, 30_000_000).await;
        assert!(officer.get("/awards").await.body.contains(&work.to_string()), "a figure that changed may be proposed");
        let second = pay(&house, work, &[b]).await;
        let it = award(&house, second).await;
        assert_eq!((it.round, it.before, it.amount), (2, Fen(38_888), Fen(100_000 - 38_888)));

        audit_again(&house, work, 100).await;
        let mut officer = house.browser_of("officer").await;
        refused(&mut officer, "/awards", &[("work", &work.to_string())], 409).await;
        let paid: i64 = rounds(&house, work).await.iter().map(|round| round.amount.0).sum();
        assert_eq!(paid, 100_000, "what was paid is the best it was ever entitled to");
    }
}

#[tokio::test]
async fn a_clawback_takes_from_each_what_they_got_and_is_not_paid_again() {
    for house in houses().await {
        let people = workers(&house, 3).await;
        let (a, b, c) = (&people[0], &people[1], &people[2]);
        let work = work(&house, &[(a, 34), (b, 33), (c, 33)], 15_148_037).await;
        let id = pay(&house, work, &[b, c]).await;
        let path = format!("/awards/{id}/clawback");
        refused(&mut house.browser_of("officer").await, &path, &[("reason", "弄虚作假")], 403).await;
        let mut approver = house.browser_of("approver").await;
        refused(&mut approver, &path, &[("reason", "")], 422).await;
        done(&mut approver, &path, &[("reason", "试行记录与实际不符")]).await;
        assert_eq!(state(&house, id).await, State::ClawedBack);
        let flows = flows(&house, id).await;
        assert_eq!((flows.len(), flows.iter().sum::<i64>()), (6, 0));
        refused(&mut approver, &path, &[("reason", "再来一次")], 409).await;
        let mut officer = house.browser_of("officer").await;
        refused(&mut officer, "/awards", &[("work", &work.to_string())], 409).await;
    }
}

#[tokio::test]
async fn a_norm_is_protected_for_half_a_year_to_a_year_and_spoken_of_before_its_end() {
    for house in houses().await {
        let people = workers(&house, 1).await;
        let work = work(&house, &[(&people[0], 100)], 5_000_000).await;
        let id = propose(&house, work, &[]).await;
        let mut officer = house.browser_of("officer").await;
        let path = format!("/awards/{id}/norms");
        for months in ["5", "13", "半年"] {
            refused(&mut officer, &path, &[("norm", "换型 38 分钟"), ("months", months)], 422).await;
        }
        done(&mut officer, &path, &[("norm", "换型 38 分钟"), ("months", "6")]).await;
        assert!(officer.get(&format!("/awards/{id}")).await.body.contains("换型 38 分钟"));
        let inbox = |body: &str| body.contains("快到期了");
        house.house.work(house.clock.now()).await.unwrap();
        assert!(!inbox(&house.browser_for(people[0].person).await.get("/inbox").await.body));
        house.clock.advance(160 * kernel::clock::DAY);
        house.house.work(house.clock.now()).await.unwrap();
        assert!(inbox(&house.browser_for(people[0].person).await.get("/inbox").await.body));
    }
}
