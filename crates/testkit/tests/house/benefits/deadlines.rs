//! Time passes: finance is reminded, the head of the enterprise told, and a signed figure comes up again.

use benefits::rules::{Rules, after};
use kernel::Time;
use kernel::clock::DAY;
use kernel::id::PersonId;
use testkit::{TestHouse, houses};
use works::Visibility;
use works::uses::UseId;

use crate::benefits::acts::{LINES, figure, in_use, signed, step, told};

async fn at(house: &TestHouse, now: Time) {
    house.clock.set(now);
    house.house.work(now).await.unwrap();
}

async fn times(house: &TestHouse, person: PersonId, id: UseId, key: &str) -> usize {
    told(house, person, id).await.iter().filter(|told| *told == key).count()
}

#[tokio::test]
async fn finance_is_reminded_once_before_and_the_head_told_once_after() {
    for house in houses().await {
        let (worker, finance) = (house.actor("worker").await, house.actor("finance").await.person);
        let head = house.actor("approver").await.person;
        let mut chen = house.browser_of("worker").await;
        let id = in_use(&house, &worker, Visibility::Enterprise).await;
        step(&house, &mut chen, id, "statement", &LINES).await;
        let due = Rules::default().due(house.clock.now());
        at(&house, house.clock.now().plus_millis(DAY)).await;
        assert_eq!(times(&house, finance, id, "due").await, 0, "there is time left");
        at(&house, due.plus_millis(-DAY)).await;
        at(&house, due.plus_millis(-3_600_000)).await;
        assert_eq!(times(&house, finance, id, "due").await, 1);
        assert_eq!(times(&house, head, id, "late").await, 0);
        at(&house, due.plus_millis(3_600_000)).await;
        at(&house, due.plus_millis(DAY)).await;
        assert_eq!(times(&house, head, id, "late").await, 1);
    }
}

#[tokio::test]
async fn a_signed_figure_comes_up_after_three_and_after_twelve_months() {
    for house in houses().await {
        let (worker, finance) = (house.actor("worker").await, house.actor("finance").await.person);
        let (mut chen, mut lin) = (house.browser_of("worker").await, house.browser_of("finance").await);
        let id = in_use(&house, &worker, Visibility::Enterprise).await;
        let since = house.clock.now().plus_millis(-30 * DAY);
        step(&house, &mut chen, id, "statement", &LINES).await;
        step(&house, &mut lin, id, "audit", &signed("1440")).await;
        for (months, times_signed) in [(3, "1300"), (12, "1200")] {
            at(&house, after(since, months).plus_millis(-DAY)).await;
            let before = times(&house, finance, id, "look-again").await;
            at(&house, after(since, months).plus_millis(3_600_000)).await;
            at(&house, after(since, months).plus_millis(7_200_000)).await;
            assert_eq!(times(&house, finance, id, "look-again").await, before + 1, "after {months} months, once");
            let mut lin = house.browser_of("finance").await;
            let list = lin.visit("/benefits").await.body;
            let due = list.split("h-signed").next().unwrap();
            assert!(due.contains(&format!("href=\"/benefits/{id}\"")), "it stands among what is due");
            step(&house, &mut lin, id, "audit", &signed(times_signed)).await;
        }
        assert_eq!(figure(&house, id).await.unwrap().fen, Some(kernel::Fen(3_150_000 - 860_000)));
        at(&house, after(since, 30)).await;
        assert_eq!(times(&house, finance, id, "look-again").await, 2, "and then it rests");
    }
}
