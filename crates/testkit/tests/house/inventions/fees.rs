//! Fees: noted, reminded of before they are due and once they were missed, paid; and the register that shows them.

use inventions::model::{InventionId, RightId};
use kernel::Time;
use kernel::clock::DAY;
use testkit::{Browser, TestHouse, houses};

use crate::inventions::acts::{filed, move_on, number, refused, told};

async fn applied(
    house: &TestHouse,
    worker: &mut Browser,
    officer: &mut Browser,
    serial: u32,
) -> (InventionId, RightId) {
    let of = filed(house, worker, officer, "utility").await;
    let number = number(2025, 2, serial);
    move_on(house, officer, of, "application", &[("number", number.as_str()), ("on", "2025-08-20")]).await;
    of
}

async fn at(house: &TestHouse, now: Time) {
    house.clock.set(now);
    house.house.work(now).await.unwrap();
}

#[tokio::test]
async fn a_fee_is_noted_once_a_year_corrected_and_paid() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let (id, of) = filed(&house, &mut worker, &mut officer, "utility").await;
        let fees = format!("rights/{of}/fees");
        let fee = |year: &'static str, amount: &'static str, due: &'static str| {
            [("year", year), ("amount", amount), ("due", due)]
        };
        refused(&house, &mut officer, id, &fees, &fee("2", "600", "2026-08-20"), 409).await;
        let number = number(2025, 2, 1);
        move_on(&house, &mut officer, (id, of), "application", &[("number", &number), ("on", "2025-08-20")]).await;
        let page = officer.visit(&format!("/inventions/{id}/rights/{of}")).await;
        assert_eq!(page.value_of("due"), Some("2025-08-20".to_owned()), "the year and its day are reckoned");
        for (wrong, field) in [
            (fee("11", "600", "2026-08-20"), "year"),
            (fee("0", "600", "2026-08-20"), "year"),
            (fee("二", "600", "2026-08-20"), "year"),
            (fee("2", "0", "2026-08-20"), "amount"),
            (fee("2", "六百", "2026-08-20"), "amount"),
            (fee("2", "600", "2020-08-20"), "due"),
        ] {
            let page = refused(&house, &mut officer, id, &fees, &wrong, 422).await;
            assert!(page.body.contains(&format!("f-fees-{field}-e")), "{wrong:?}: {}", page.body);
        }
        refused(&house, &mut worker, id, &fees, &fee("2", "600", "2026-08-20"), 403).await;
        move_on(&house, &mut officer, (id, of), "fees", &fee("2", "600", "2026-08-20")).await;
        move_on(&house, &mut officer, (id, of), "fees", &fee("2", "900.50", "2026-08-20")).await;
        let page = officer.visit(&format!("/inventions/{id}/rights/{of}")).await;
        assert!(page.body.contains("900.50") && !page.body.contains("600.00"), "corrected, not doubled");
        assert_eq!(page.value_of("year"), Some("3".to_owned()), "the next year is offered");
        let one = page.value_of("fee").unwrap();
        let payment = format!("rights/{of}/payment");
        refused(&house, &mut officer, id, &payment, &[("fee", &one), ("on", "2999-01-01")], 422).await;
        move_on(&house, &mut officer, (id, of), "payment", &[("fee", &one), ("on", "2026-06-01")]).await;
        refused(&house, &mut officer, id, &payment, &[("fee", &one), ("on", "2026-06-01")], 409).await;
        refused(&house, &mut officer, id, &fees, &fee("2", "1", "2026-08-20"), 422).await;
        let (other, another) = applied(&house, &mut worker, &mut officer, 2).await;
        let noun = format!("rights/{another}/payment");
        refused(&house, &mut officer, other, &noun, &[("fee", &one), ("on", "2026-06-01")], 404).await;
    }
}

#[tokio::test]
async fn who_looks_after_a_right_and_the_officer_are_told_once_before_and_once_after() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let (id, of) = applied(&house, &mut worker, &mut officer, 3).await;
        let plan = house.plan_of("implementer");
        move_on(&house, &mut officer, (id, of), "keeper", &[("keeper", plan.employee_no.as_str())]).await;
        move_on(&house, &mut officer, (id, of), "fees", &[("year", "2"), ("amount", "600"), ("due", "2026-08-20")])
            .await;
        let href = format!("/inventions/{id}/rights/{of}");
        let people = [house.actor("implementer").await.person, house.actor("officer").await.person];
        let due = Time::start_of("2026-08-20".parse().unwrap());
        let count = async |key: &str| {
            let mut counts = Vec::new();
            for person in people {
                counts.push(told(&house, person, &href).await.iter().filter(|told| *told == key).count());
            }
            counts
        };
        at(&house, due.plus_millis(-62 * DAY)).await;
        assert_eq!(count("notice-right-fee-due").await, [0, 0], "there is time left");
        at(&house, due.plus_millis(-59 * DAY)).await;
        at(&house, due.plus_millis(-58 * DAY)).await;
        assert_eq!(count("notice-right-fee-due").await, [1, 1]);
        at(&house, due.plus_millis(DAY / 2)).await;
        assert_eq!(count("notice-right-fee-missed").await, [0, 0], "it may be paid on the day itself");
        at(&house, due.plus_millis(2 * DAY)).await;
        at(&house, due.plus_millis(3 * DAY)).await;
        assert_eq!(count("notice-right-fee-missed").await, [1, 1]);

        let mut officer = house.browser_of("officer").await;
        let page = officer.get(&href).await;
        assert!(page.body.contains("过期未缴") && page.body.contains("2027-02-20"), "and until when it can be mended");
        let overdue = officer.get("/rights?fees=overdue").await;
        assert!(overdue.body.contains(&href));
        assert!(!officer.get("/rights?fees=soon").await.body.contains(&href));
        let page = officer.visit(&href).await;
        let fee = page.value_of("fee").unwrap();
        move_on(&house, &mut officer, (id, of), "payment", &[("fee", &fee), ("on", "2026-08-22")]).await;
        assert!(!officer.get("/rights?fees=overdue").await.body.contains(&href));
    }
}

#[tokio::test]
async fn the_register_leaves_as_a_spreadsheet() {
    for house in houses().await {
        let mut officer = house.browser_of("officer").await;
        let page = officer.get("/rights").await;
        assert!(page.body.contains("/rights/sheet") && page.body.contains("<tfoot>"), "{}", page.body);
        let sheet = officer.get("/rights/sheet?kind=invention").await;
        assert_eq!(sheet.status, 200);
        assert_eq!(house.browser().get("/rights/sheet").await.status, 303, "nobody without an account");
    }
}
