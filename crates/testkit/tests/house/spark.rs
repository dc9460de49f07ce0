//! One thread, from a phone to the province: a spark is registered by three people, adopted, carried out
//! and confirmed; its benefit is stated and signed, awarded, publicised and split to the fen; three other
//! enterprises take it over and have benefits of their own; and one of them awards it, so that its originators are
//! paid by another enterprise. All of it through the front door.

use awards::lifecycle::State as AwardState;
use awards::model::AwardId;
use awards::store::{PAYMENTS, load};
use kernel::clock::DAY;
use kernel::{Actor, Fen};
use spread::model::AdoptionId;
use suggestions::lifecycle::State;
use testkit::{Browser, TestHouse, houses_of};
use works::WorkId;
use works::uses::UseId;
use world::{Bench, Size};

use crate::benefits::acts::{CLAIMED, LINES};
use crate::suggestions::acts::{self, begin, describe, register, step};

/// Four enterprises with their people, and little that happened before.
const SMALL: Size = Size::Bench(Bench { enterprises: 4, people: 120, suggestions: 24 });

/// Workers of the first enterprise's teams who hold no role, beside the one who begins.
async fn mates(house: &TestHouse) -> Vec<Actor> {
    let (first, me) = (house.world.enterprises()[0].clone(), house.actor("worker").await.person);
    let mut found = Vec::new();
    for team in 0..first.teams.len() {
        let Some(index) = first.member(team, 1) else { continue };
        let actor = house.actor_as(&house.world.person(index).unwrap()).await;
        if actor.grants.is_empty() && actor.person != me {
            found.push(actor);
        }
    }
    found.truncate(2);
    assert_eq!(found.len(), 2);
    found
}

async fn posted(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> String {
    let page = browser.submit(path, fields).await;
    assert_eq!(page.status, 303, "POST {path}: {}", page.body);
    assert!(!page.location().contains("sign-in"), "POST {path} by nobody");
    page.location().to_owned()
}

/// States the benefit of a use and lets finance sign it as it was claimed.
async fn audited(house: &TestHouse, stater: &mut Browser, finance: &mut Browser, id: UseId) {
    stater.visit(&format!("/benefits/{id}/statement")).await;
    posted(stater, &format!("/benefits/{id}/statement"), &[&[("version", "0")], &LINES[..]].concat()).await;
    finance.visit(&format!("/benefits/{id}/audit")).await;
    let signed = [
        ("version", "1"),
        ("value-0-0", "35"),
        ("value-0-1", "1440"),
        ("value-0-2", "0.75"),
        ("value-1-0", "8600"),
        ("note", "单据齐全。"),
    ];
    posted(finance, &format!("/benefits/{id}/audit"), &signed).await;
    let figure = house.app.db.read(move |reader| works::figures::of_use(reader, id)).await.unwrap();
    assert_eq!(figure.and_then(|figure| figure.fen), Some(CLAIMED));
}

/// The officer of another enterprise has its people awarded for a use, up to the payment by its payroll.
async fn awarded(house: &TestHouse, there: &world::Enterprise, id: UseId) -> AwardId {
    let actor = async |index: u32| house.actor_as(&house.world.person(index).unwrap()).await;
    let mut hands = Vec::new();
    for (team, place) in [(0, 1), (0, 2)] {
        let person = house.world.person(there.member(team, place).unwrap()).unwrap();
        hands.push((house.actor_as(&person).await, acts::handle(&person)));
    }
    let used = id.to_string();
    let mut officer = house.browser_for(actor(there.officer()).await.person).await;
    officer.visit(&format!("/awards/new?use={used}")).await;
    let fields = [("use", used.as_str()), ("name", &hands[0].1), ("part", "55"), ("name", &hands[1].1), ("part", "45")];
    let to = posted(&mut officer, "/awards", &fields).await;
    let award: AwardId = to.rsplit('/').next().unwrap().parse().unwrap();
    for (hand, _) in &hands {
        posted(&mut house.browser_for(hand.person).await, &format!("/awards/{award}/agreement"), &[]).await;
    }
    let approver = actor(there.approver()).await.person;
    posted(&mut house.browser_for(approver).await, &format!("/awards/{award}/approval"), &[]).await;
    house.clock.advance(14 * DAY);
    house.house.work(house.clock.now()).await.unwrap();
    let mut payroll = house.browser_for(actor(there.payroll()).await.person).await;
    let asked = payroll.visit(&format!("/awards/payments/confirmation?award={award}")).await;
    let seen = asked.value_of("award").unwrap();
    posted(&mut payroll, "/awards/payments/confirmation", &[("award", &seen)]).await;
    award
}

#[tokio::test]
async fn one_spark_goes_from_a_phone_to_three_other_enterprises_and_its_originators_are_paid_by_one_of_them() {
    for house in houses_of(SMALL).await {
        let mut worker = house.browser_of("worker").await;
        let mut officer = house.browser_of("officer").await;
        let me = house.actor("worker").await.person.to_string();
        let mates = mates(&house).await;
        let (b, c) = (mates[0].person.to_string(), mates[1].person.to_string());

        // Three people on one phone.
        let draft = begin(&mut worker).await;
        let what = [("step", "what"), ("now", "换一次型要四十分钟，机床停着。"), ("category", "equipment")];
        posted(&mut worker, &format!("{draft}/what"), &what).await;
        describe(&mut worker, &draft, "三爪夹具改快换定位销，人人会换").await;
        for mate in [&b, &c] {
            worker.submit(&format!("{draft}/who"), &[("step", "who"), ("add", mate)]).await;
        }
        let shares = [(format!("share-{me}"), "34"), (format!("share-{b}"), "33"), (format!("share-{c}"), "33")];
        let mut who = vec![("with", me.as_str()), ("with", &b), ("with", &c)];
        who.extend(shares.iter().map(|(name, part)| (name.as_str(), *part)));
        let id = register(&mut worker, &draft, &who).await;
        for mate in &mates {
            step(&house, &mut house.browser_for(mate.person).await, id, "agreement", &[]).await;
        }
        step(&house, &mut worker, id, "visibility", &[("visibility", "public")]).await;

        // Answered, carried out, confirmed.
        step(&house, &mut officer, id, "acceptance", &[("category", "equipment")]).await;
        let adopted = [("verdict", "adopt"), ("answer", "采纳，先在二号机床上试。"), ("announce", "yes")];
        step(&house, &mut officer, id, "decision", &adopted).await;
        let today = house.clock.now().date().to_string();
        let owner = acts::handle(&house.plan_of("implementer"));
        let plan = [
            ("owner", owner.as_str()),
            ("plan", "做一套销。"),
            ("scale", "full"),
            ("starts", &today),
            ("ends", &today),
        ];
        step(&house, &mut officer, id, "plan", &plan).await;
        step(&house, &mut officer, id, "application", &[("since", &today), ("note", "用上了。")]).await;
        step(&house, &mut worker, id, "confirmation", &[]).await;
        assert_eq!(acts::state(&house, id).await.0, State::Done);

        // What it is worth, signed by finance, and what comes of it.
        let work: WorkId = id.cast();
        audited(&house, &mut worker, &mut house.browser_of("finance").await, work.cast()).await;
        let work_id = work.to_string();
        officer.visit(&format!("/awards/new?work={work_id}")).await;
        let to = posted(&mut officer, "/awards", &[("work", &work_id)]).await;
        let award: AwardId = to.rsplit('/').next().unwrap().parse().unwrap();
        for mate in &mates {
            posted(&mut house.browser_for(mate.person).await, &format!("/awards/{award}/agreement"), &[]).await;
        }
        posted(&mut house.browser_of("approver").await, &format!("/awards/{award}/approval"), &[]).await;
        house.clock.advance(14 * DAY);
        house.house.work(house.clock.now()).await.unwrap();
        // Two weeks later everybody signs in anew.
        (worker, officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        posted(&mut house.browser_of("payroll").await, &format!("/awards/{award}/payment"), &[]).await;
        let it = house.app.db.read(move |reader| load(reader, award)).await.unwrap();
        assert_eq!(it.state, AwardState::Paid);
        let paid = house.app.db.read(move |reader| reader.all(&PAYMENTS, (award,))).await.unwrap();
        let parts: Vec<Fen> = paid.iter().map(|(_, _, amount, _)| *amount).collect();
        assert_eq!(parts.len(), 3);
        assert_eq!(parts.iter().map(|part| part.0).sum::<i64>(), it.amount.0, "nothing is lost or made");
        let mut wanted = it.amount.split(&[34, 33, 33]);
        let mut parts = parts;
        wanted.sort_unstable();
        parts.sort_unstable();
        assert_eq!(parts, wanted);

        // Three other enterprises take it over, each with its own signed benefit.
        let today = house.clock.now().date().to_string();
        let mut first_taken = None;
        for nth in 1..4 {
            let there = house.world.enterprises()[nth].clone();
            let person = |index: u32| house.world.person(index).unwrap();
            let taker = house.actor_as(&person(there.officer())).await;
            let mut taking = house.browser_for(taker.person).await;
            let unit = taker.place.enterprise.unwrap().to_string();
            taking.visit(&format!("/spread/works/{work}")).await;
            let ask = [("unit", unit.as_str()), ("purpose", "同样的机床，想照着做一套。"), ("share", "10")];
            let to = posted(&mut taking, &format!("/spread/works/{work}/requests"), &ask).await;
            let adoption: AdoptionId = to.rsplit('/').next().unwrap().parse().unwrap();
            let path = format!("/spread/adoptions/{adoption}");
            officer.visit(&path).await;
            posted(&mut officer, &format!("{path}/agreement"), &[("version", "1"), ("answer", "图纸给你们。")]).await;
            let version = house.app.db.read(move |reader| spread::store::load(reader, adoption)).await.unwrap().version;
            taking.visit(&path).await;
            posted(&mut taking, &format!("{path}/use"), &[("version", &version.to_string()), ("since", &today)]).await;
            let auditor = house.actor_as(&person(there.finance_auditor())).await;
            audited(&house, &mut taking, &mut house.browser_for(auditor.person).await, adoption.cast()).await;
            first_taken.get_or_insert((there, adoption));
        }

        // And everybody concerned sees the whole of it.
        let uses = house.app.db.read(move |reader| works::uses::of(reader, work)).await.unwrap();
        assert_eq!(uses.len(), 4);
        assert!(uses.iter().all(|one| one.is_first() || one.source == Some(work.cast())));
        let figures = house.app.db.read(move |reader| works::figures::of_work(reader, work)).await.unwrap();
        assert_eq!(figures.iter().filter_map(|figure| figure.fen).map(|fen| fen.0).sum::<i64>(), 4 * CLAIMED.0);
        let record = worker.visit(&format!("/suggestions/{id}")).await.body;
        let tree = worker.visit(&format!("/spread/works/{work}")).await.body;
        for nth in 1..4 {
            let unit = house.world.enterprises()[nth].unit as usize;
            assert!(tree.contains(&house.world.units()[unit].short), "the tree names who took it");
        }
        assert!(record.contains(&format!("/awards/{award}")), "the record leads to its award");
        let own = worker.visit(&format!("/people/{me}")).await.body;
        assert!(own.contains("三爪夹具改快换定位销"), "and a person's page gathers it");

        // The first of them awards its people for it, and the tenth that was promised comes back to the three.
        let (there, adoption) = first_taken.unwrap();
        let theirs = awarded(&house, &there, adoption.cast()).await;
        let it = house.app.db.read(move |reader| load(reader, theirs)).await.unwrap();
        assert_eq!((it.state, it.promised, it.borrowed), (AwardState::Paid, 10, true));
        let paid = house.app.db.read(move |reader| reader.all(&PAYMENTS, (theirs,))).await.unwrap();
        assert_eq!(paid.iter().map(|(_, _, amount, _)| amount.0).sum::<i64>(), it.amount.0);
        let tenth = it.amount.split(&[10, 90])[0];
        let mut wanted = tenth.split(&[34, 33, 33]);
        let three = [&me, &b, &c];
        let mut got: Vec<Fen> =
            paid.iter().filter(|one| three.contains(&&one.0.to_string())).map(|one| one.2).collect();
        got.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(got, wanted, "split among three people to the fen");
        house.settle().await;
        worker = house.browser_of("worker").await;
        let record = worker.visit(&format!("/suggestions/{id}")).await.body;
        assert!(record.contains(&format!("/awards/{theirs}")), "the record leads to it");
        assert!(worker.visit("/inbox").await.body.contains("首创人份额已发放"));
        assert!(worker.visit(&format!("/people/{me}")).await.body.contains(&format!("/awards/{theirs}")));
        assert!(worker.visit("/certificates").await.body.contains("三爪夹具改快换定位销"));
    }
}
