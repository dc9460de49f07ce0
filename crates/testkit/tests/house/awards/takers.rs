//! Awards for what another unit took over: the originators' promised part, the takers' people, and accounts that
//! are read across enterprises only where somebody consented.

use awards::lifecycle::State;
use awards::model::AwardId;
use awards::store::PAYMENTS;
use kernel::id::PersonId;
use kernel::{Actor, Fen};
use store::statements;
use testkit::{TestHouse, houses};
use ui::Locale;
use web::Asking;

use crate::awards::acts::{
    agree, approve, audit_use, award, done, flows, payable_use, propose, propose_use, refused, rounds, state, taken,
    takers, two_weeks, work, workers,
};

statements! {
    KEYS: (String, PersonId) => (String,) = "SELECT key FROM notice WHERE href = $1 AND person = $2 ORDER BY id";
}

const NUMBER: &str = "6222021202097654321";

async fn paid(house: &TestHouse, id: AwardId) -> Vec<(PersonId, i64)> {
    let payments = house.app.db.read(move |reader| reader.all(&PAYMENTS, (id,))).await.unwrap();
    payments.into_iter().map(|(person, _, amount, _)| (person, amount.0)).collect()
}

async fn told(house: &TestHouse, id: AwardId, person: PersonId) -> Vec<String> {
    house.settle().await;
    let href = format!("/awards/{id}");
    let keys = house.app.db.read(move |reader| reader.all(&KEYS, (href, person))).await.unwrap();
    keys.into_iter().map(|(key,)| key).collect()
}

#[tokio::test]
async fn originators_get_what_was_promised_and_the_takers_divide_the_rest_to_the_fen() {
    for house in houses().await {
        let people = workers(&house, 3).await;
        let (a, b, c) = (&people[0], &people[1], &people[2]);
        let work = work(&house, &[(a, 34), (b, 33), (c, 33)], 60_000_000).await;
        let there = takers(&house).await;
        let used = taken(&house, work, &there, 15, 5_000_000).await;

        let mut officer = house.browser_for(there.officer.person).await;
        let form = officer.get(&format!("/awards/new?use={used}")).await;
        assert_eq!(form.status, 200, "{}", form.body);
        for words in ["首创人先得 15%", &a.name, "其余 85%", "降低一个等级", "299.99"] {
            assert!(form.body.contains(words), "{words}");
        }
        assert!(officer.get("/awards").await.body.contains(&format!("/awards/new?use={used}")));
        let page = refused(&mut officer, "/awards", &[("use", &used.to_string())], 422).await;
        assert!(page.body.contains("写出本单位谁"), "the takers' people are nobody's to guess");
        // Whoever answers for the originators has nothing to propose here.
        refused(&mut house.browser_of("officer").await, "/awards", &[("use", &used.to_string())], 403).await;

        let id = propose_use(&house, &there, used).await;
        let it = award(&house, id).await;
        // Fourth grade by its 50 000 yuan, one lower for what was taken over: the most of the fifth.
        assert_eq!((it.decision.0.grade, it.amount, it.borrowed), (Some(5), Fen(29_999), true));
        assert_eq!((it.work_use, it.promised, it.round), (used, 15, 1));
        assert_eq!(it.enterprise, there.officer.place.enterprise.unwrap());
        refused(
            &mut officer,
            "/awards",
            &[("use", &used.to_string()), ("name", &there.hands[0].1), ("part", "100")],
            409,
        )
        .await;

        assert_eq!(told(&house, id, c.person).await, ["notice-award-origin"]);
        assert_eq!(told(&house, id, there.hands[0].0.person).await, ["notice-award-agree"]);
        let page = house.browser_for(c.person).await.get(&format!("/awards/{id}")).await;
        assert_eq!(page.status, 200);
        for words in ["首创人 15%", "45.00", "按采用时的约定，其中 15% 归首创人"] {
            assert!(page.body.contains(words), "{words}");
        }
        assert_eq!(house.browser_of("approver").await.get(&format!("/awards/{id}")).await.status, 404);
        let mut approver = house.browser_for(there.approver.person).await;
        refused(&mut approver, &format!("/awards/{id}/approval"), &[], 403).await;
        agree(&house, id, &[&there.hands[0].0, &there.hands[1].0]).await;
        // The originators' silence does not hold it up: the work says how they divide.
        done(&mut approver, &format!("/awards/{id}/approval"), &[]).await;
        two_weeks(&house).await;
        refused(&mut house.browser_of("payroll").await, &format!("/awards/{id}/payment"), &[], 404).await;
        done(&mut house.browser_for(there.payroll.person).await, &format!("/awards/{id}/payment"), &[]).await;

        let mut got = paid(&house, id).await;
        got.sort_unstable();
        // 15 % of 299.99 is 44.9985; 60 and 40 % of the other 254.99.
        let mut wanted = vec![
            (a.person, 1_530),
            (b.person, 1_485),
            (c.person, 1_485),
            (there.hands[0].0.person, 15_299),
            (there.hands[1].0.person, 10_200),
        ];
        wanted.sort_unstable();
        assert_eq!(got, wanted);
        assert_eq!(got.iter().map(|(_, amount)| amount).sum::<i64>(), 29_999);
        let keys = told(&house, id, a.person).await;
        assert_eq!(keys, ["notice-award-origin", "notice-award-origin-approve", "notice-award-origin-pay"]);

        // The originators see it with the work and on their own page; the work's own award is another.
        let panels = async |actor: Actor| {
            let (app, now, person) = (house.app.clone(), house.clock.now(), a.person);
            let found = house.app.db.read(move |reader| {
                let asking = Asking { reader, actor: &actor, t: app.t(Locale::Zh), now };
                let card = works::cards::load(reader, work)?;
                let mut panels = app.of_person(&asking, person)?;
                panels.extend(app.of_work(&asking, &card)?);
                Ok(panels
                    .iter()
                    .flat_map(|panel| &panel.lines)
                    .filter(|line| line.href.contains(&id.to_string()))
                    .count())
            });
            found.await.unwrap()
        };
        assert_eq!(panels(a.clone()).await, 2);
        let colleague = house.actor("worker").await;
        assert_eq!(colleague.place.enterprise, a.place.enterprise);
        assert_eq!(panels(colleague).await, 0, "what another enterprise pays is not for colleagues");
        let own = propose(&house, work, &[]).await;
        assert_eq!((award(&house, own).await.round, rounds(&house, work).await.len()), (1, 2));
    }
}

#[tokio::test]
async fn payroll_of_the_takers_reads_an_originators_account_only_with_a_consent_and_something_to_pay() {
    for house in houses().await {
        let people = workers(&house, 2).await;
        let me = &people[0];
        let there = takers(&house).await;
        let enterprise = there.officer.place.enterprise.unwrap().to_string();
        let consent = [("enterprise", enterprise.as_str())];
        let mut mine = house.browser_for(me.person).await;
        refused(&mut mine, "/me/bank/consents", &consent, 404).await;
        let work = work(&house, &[(me, 50), (&people[1], 50)], 60_000_000).await;
        let used = taken(&house, work, &there, 20, 5_000_000).await;
        let id = payable_use(&house, &there, used).await;

        mine = house.browser_for(me.person).await;
        refused(&mut mine, "/me/bank/consents", &consent, 409).await;
        let typed = [("holder", "某人"), ("bank", "工商银行"), ("number", NUMBER), ("consent", "yes")];
        done(&mut mine, "/me/bank", &typed).await;
        let page = mine.get("/me/bank").await;
        assert!(page.body.contains("等你同意"), "who pays is named, and waits");
        assert!(mine.get(&format!("/awards/{id}")).await.body.contains("还看不到你的收款账户"));

        let listed = async || {
            let list = house.browser_for(there.payroll.person).await.submit("/awards/payments", &[]).await;
            assert_eq!(list.status, 200, "{}", list.body);
            let table = documents::read_table(&list.bytes).unwrap();
            let row = table.rows.iter().find(|row| row.cells[0] == me.name).expect("who is paid is listed").clone();
            (row.cells[2].clone(), row.cells[5].clone())
        };
        assert_eq!(listed().await, ("30".to_owned(), String::new()), "the amount, and no account");
        done(&mut mine, "/me/bank/consents", &consent).await;
        assert_eq!(listed().await.1, NUMBER);
        assert!(!mine.get(&format!("/awards/{id}")).await.body.contains("还看不到你的收款账户"));
        // Consenting to one enterprise opens nothing to another, nor on any page.
        let own = house.browser_of("payroll").await.submit("/awards/payments", &[]).await;
        let number = NUMBER.to_owned();
        let leaks = documents::read_table(&own.bytes)
            .is_ok_and(|table| table.rows.iter().any(|row| row.cells.contains(&number)));
        assert!(!leaks, "the own enterprise has nothing to pay");
        let mut payroll = house.browser_for(there.payroll.person).await;
        for path in ["/awards/payments", "/awards", &format!("/awards/{id}")] {
            assert!(!payroll.get(path).await.body.contains(NUMBER), "{path}");
        }
        done(&mut mine, "/me/bank/consents/removal", &consent).await;
        assert_eq!(listed().await.1, "", "a consent can be taken back");
        done(&mut mine, "/me/bank/consents", &consent).await;
        done(&mut mine, "/me/bank/removal", &[]).await;
        done(&mut mine, "/me/bank", &typed).await;
        assert_eq!(listed().await.1, "", "erasing the account erased every consent");
        done(&mut mine, "/me/bank/consents", &consent).await;
        done(&mut payroll, &format!("/awards/{id}/payment"), &[]).await;
        let list = payroll.submit("/awards/payments", &[]).await;
        let again =
            documents::read_table(&list.bytes).is_ok_and(|table| table.rows.iter().any(|row| row.cells[0] == me.name));
        assert!(!again, "what is paid is no longer to be paid");
    }
}

#[tokio::test]
async fn an_originators_objection_holds_it_up_and_an_amendment_asks_again() {
    for house in houses().await {
        let people = workers(&house, 2).await;
        let (a, b) = (&people[0], &people[1]);
        let work = work(&house, &[(a, 50), (b, 50)], 60_000_000).await;
        let there = takers(&house).await;
        let used = taken(&house, work, &there, 10, 5_000_000).await;
        let id = propose_use(&house, &there, used).await;
        agree(&house, id, &[&there.hands[0].0, &there.hands[1].0]).await;
        let path = format!("/awards/{id}");
        done(&mut house.browser_for(b.person).await, &format!("{path}/contest"), &[("reason", "说好的是百分之二十")])
            .await;
        let mut approver = house.browser_for(there.approver.person).await;
        refused(&mut approver, &format!("{path}/approval"), &[], 403).await;

        let mut officer = house.browser_for(there.officer.person).await;
        let form = officer.get(&format!("{path}/amendment")).await;
        assert!(!form.body.contains(&format!("value=\"{}", b.name)), "originators are not the takers' to list");
        let (version, x, y) = (form.value_of("version").unwrap(), &there.hands[0].1, &there.hands[1].1);
        let parts = [("version", version.as_str()), ("name", x), ("part", "70"), ("name", y), ("part", "30")];
        done(&mut officer, &format!("{path}/amendment"), &parts).await;
        let parts = house.app.db.read(move |reader| awards::store::parts(reader, id)).await.unwrap();
        let theirs: Vec<_> = parts.iter().filter(|part| part.origin).collect();
        assert_eq!(theirs.iter().map(|part| part.part).collect::<Vec<_>>(), [50, 50]);
        assert!(theirs.iter().all(|part| part.contest.is_empty()));
        agree(&house, id, &[&there.hands[0].0, &there.hands[1].0]).await;
        done(&mut approver, &format!("{path}/approval"), &[]).await;

        // In publicity they may object, although they are of another enterprise; their colleagues may not.
        let colleague = workers(&house, 3).await.remove(2);
        let reason = [("reason", "份额算错了")];
        refused(&mut house.browser_for(colleague.person).await, &format!("{path}/objections"), &reason, 404).await;
        done(&mut house.browser_for(a.person).await, &format!("{path}/objections"), &reason).await;
        assert_eq!(state(&house, id).await, State::Disputed);
    }
}

#[tokio::test]
async fn rounds_and_clawbacks_of_a_use_balance_and_leave_the_works_own_award_alone() {
    for house in houses().await {
        let people = workers(&house, 2).await;
        let (a, b) = (&people[0], &people[1]);
        let work = work(&house, &[(a, 50), (b, 50)], 5_000_000).await;
        let own = crate::awards::acts::pay(&house, work, &[b]).await;
        let there = takers(&house).await;
        let used = taken(&house, work, &there, 10, 900_000).await;
        let first = payable_use(&house, &there, used).await;
        done(&mut house.browser_for(there.payroll.person).await, &format!("/awards/{first}/payment"), &[]).await;
        let before = award(&house, first).await.amount;

        audit_use(&house, used, 60_000_000).await;
        let second = payable_use(&house, &there, used).await;
        let it = award(&house, second).await;
        assert_eq!((it.round, it.before), (2, before), "the difference to what this use was paid, and to nothing else");
        assert_eq!((it.decision.0.grade, it.decision.0.entitled), (Some(3), Fen(150_000)));
        assert_eq!(it.amount, Fen(150_000 - before.0));
        done(&mut house.browser_for(there.payroll.person).await, &format!("/awards/{second}/payment"), &[]).await;
        let theirs: i64 = paid(&house, second)
            .await
            .iter()
            .filter(|(one, _)| [a.person, b.person].contains(one))
            .map(|(_, fen)| fen)
            .sum();
        assert_eq!(theirs, (it.amount.0 + 5) / 10, "a tenth of the difference, to the fen");

        let reason = [("reason", "试行记录与实际不符")];
        refused(&mut house.browser_of("approver").await, &format!("/awards/{second}/clawback"), &reason, 404).await;
        done(&mut house.browser_for(there.approver.person).await, &format!("/awards/{second}/clawback"), &reason).await;
        assert_eq!(flows(&house, second).await.iter().sum::<i64>(), 0);
        assert_eq!(state(&house, first).await, State::Paid);
        assert_eq!((state(&house, own).await, award(&house, own).await.amount), (State::Paid, Fen(38_888)));
    }
}

#[tokio::test]
async fn a_head_who_is_an_originator_makes_it_an_award_that_is_approved_above() {
    for house in houses().await {
        let head = house.actor("approver").await;
        let work = work(&house, &[(&head, 100)], 60_000_000).await;
        let there = takers(&house).await;
        let used = taken(&house, work, &there, 10, 5_000_000).await;
        let id = propose_use(&house, &there, used).await;
        assert!(award(&house, id).await.head);
        agree(&house, id, &[&there.hands[0].0, &there.hands[1].0]).await;
        refused(&mut house.browser_for(there.approver.person).await, &format!("/awards/{id}/approval"), &[], 403).await;
        approve(&house, id, "province").await;
        assert_eq!(state(&house, id).await, State::Publicised);
    }
}

#[tokio::test]
async fn the_api_proposes_for_a_use_with_its_people() {
    use kernel::Scope::{Read, Write};
    use serde_json::json;
    for house in houses().await {
        let people = workers(&house, 1).await;
        let work = work(&house, &[(&people[0], 100)], 60_000_000).await;
        let there = takers(&house).await;
        let used = taken(&house, work, &there, 10, 5_000_000).await;
        let (person, now) = (there.officer.person, house.clock.now());
        let expires = now.plus_millis(kernel::clock::DAY);
        let made =
            house.app.db.write(move |tx| identity::tokens::create(tx, person, "测试", &[Read, Write], expires, now));
        let (token, mut browser) = (made.await.unwrap().1.reveal().to_owned(), house.browser());
        let ask = |shares: serde_json::Value| json!({ "use": used, "shares": shares });
        let (x, y) = (there.hands[0].0.person, there.hands[1].0.person);
        let short = ask(json!([{ "person": x, "part": 60 }]));
        let page = browser.api("POST", "/api/v1/awards", &token, &[], Some(&short)).await;
        assert_eq!(page.status, 422, "{}", page.body);
        let whole = ask(json!([{ "person": x, "part": 60 }, { "person": y, "part": 40 }]));
        let page = browser.api("POST", "/api/v1/awards", &token, &[], Some(&whole)).await;
        assert_eq!(page.status, 201, "{}", page.body);
        let path = format!("/api/v1/awards/{}", page.json()["id"].as_str().unwrap());
        let it = browser.api("GET", &path, &token, &[], None).await.json();
        assert_eq!((it["promised"].as_u64(), it["use"].as_str()), (Some(10), Some(used.to_string().as_str())));
        let origin: Vec<bool> = it["parts"].as_array().unwrap().iter().map(|part| part["originator"] == true).collect();
        assert_eq!(origin, [true, false, false]);
        let amounts: i64 = it["parts"].as_array().unwrap().iter().filter_map(|part| part["amount_fen"].as_i64()).sum();
        assert_eq!(Some(amounts), it["amount_fen"].as_i64());
    }
}
