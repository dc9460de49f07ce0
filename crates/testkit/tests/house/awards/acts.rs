//! What the tests of awards have in common: a work with an audited figure, and its people's browsers.

use awards::lifecycle::State;
use awards::model::{Award, AwardId};
use awards::store::{OF_WORK, PAYMENTS};
use kernel::id::AnyId;
use kernel::{Actor, Fen, Shares};
use testkit::{Browser, Page, TestHouse};
use works::figures::{self, Figure};
use works::uses::{self, UseId};
use works::{Visibility, WorkId};

use crate::common::{card, taken_over};

/// Workers of the first enterprise who hold no role.
pub async fn workers(house: &TestHouse, count: usize) -> Vec<Actor> {
    let enterprise = house.world.enterprises()[0].clone();
    let mut found = Vec::new();
    for index in enterprise.first_person.. {
        let actor = house.actor_as(&house.world.person(index).unwrap()).await;
        if actor.grants.is_empty() && actor.person != house.actor("worker").await.person {
            found.push(actor);
        }
        if found.len() == count {
            return found;
        }
    }
    unreachable!("the enterprise has enough people")
}

/// A work in use of these people, of whom the first has agreed to the shares, with an audited benefit.
pub async fn work(house: &TestHouse, people: &[(&Actor, u32)], fen: i64) -> WorkId {
    let now = house.clock.now();
    let (first, shares) = (people[0].0.clone(), people.iter().map(|(actor, part)| (actor.person, *part)).collect());
    let shares = Shares::new(shares).unwrap();
    let id = WorkId::new(now);
    let written = house.app.db.write(move |tx| {
        works::authors::write(tx, id, &shares, first.person, now)?;
        works::cards::put(tx, &card(id, &first, "试一试的成果", Visibility::Team, now, now), now)
    });
    written.await.unwrap();
    audit_use(house, id.cast(), fen).await;
    id
}

/// Finance finds another figure later.
pub async fn audit_again(house: &TestHouse, work: WorkId, fen: i64) {
    audit_use(house, work.cast(), fen).await;
}

/// Finance signs a figure for a use.
pub async fn audit_use(house: &TestHouse, work_use: UseId, fen: i64) {
    let now = house.clock.now();
    let finance = house.actor("finance").await.person;
    let written = house.app.db.write(move |tx| {
        let figure = Figure {
            work_use,
            statement: AnyId::new(now),
            fen: Some(Fen(fen)),
            points: None,
            audited_by: finance,
            audited_at: now,
        };
        figures::put(tx, &figure)
    });
    written.await.unwrap();
}

/// The people of another enterprise who play a part when it takes something over.
pub struct Takers {
    pub officer: Actor,
    pub approver: Actor,
    pub payroll: Actor,
    /// Workers who hold no role, with the name by which nobody else is meant.
    pub hands: Vec<(Actor, String)>,
}

/// Those of the second enterprise.
pub async fn takers(house: &TestHouse) -> Takers {
    let there = house.world.enterprises()[1].clone();
    let actor = async |index: u32| house.actor_as(&house.world.person(index).unwrap()).await;
    let mut hands = Vec::new();
    for index in there.first_person..there.first_person + there.headcount {
        let found = actor(index).await;
        if found.grants.is_empty() {
            let id = found.person;
            let number =
                house.app.db.read(move |reader| identity::people::person(reader, id)).await.unwrap().employee_no;
            hands.push((found.clone(), format!("{}#{number}", found.name)));
        }
    }
    Takers {
        officer: actor(there.officer()).await,
        approver: actor(there.approver()).await,
        payroll: actor(there.payroll()).await,
        hands,
    }
}

/// The takers use a work, promised its authors a part, and their finance signed what it brought.
pub async fn taken(house: &TestHouse, work: WorkId, takers: &Takers, promise: i64, fen: i64) -> UseId {
    let new = taken_over(work, &takers.officer, house.clock.now());
    let id = new.id;
    let written = house.app.db.write(move |tx| {
        uses::begin(tx, &new)?;
        uses::promise(tx, id, promise)
    });
    written.await.unwrap();
    audit_use(house, id, fen).await;
    id
}

/// The takers' officer proposes for a use, with 60 and 40 per cent for two hands.
pub async fn propose_use(house: &TestHouse, takers: &Takers, id: UseId) -> AwardId {
    let mut officer = house.browser_for(takers.officer.person).await;
    let id = id.to_string();
    let (a, b) = (takers.hands[0].1.as_str(), takers.hands[1].1.as_str());
    let fields = [("use", id.as_str()), ("name", a), ("part", "60"), ("name", b), ("part", "40")];
    let page = done(&mut officer, "/awards", &fields).await;
    page.location().rsplit('/').next().unwrap().parse().unwrap()
}

/// The takers' award, to where it may be paid.
pub async fn payable_use(house: &TestHouse, takers: &Takers, id: UseId) -> AwardId {
    let award = propose_use(house, takers, id).await;
    agree(house, award, &[&takers.hands[0].0, &takers.hands[1].0]).await;
    done(&mut house.browser_for(takers.approver.person).await, &format!("/awards/{award}/approval"), &[]).await;
    two_weeks(house).await;
    assert_eq!(state(house, award).await, State::Payable);
    award
}

/// Posts and is led on.
pub async fn done(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let page = browser.submit(path, fields).await;
    assert_eq!(page.status, 303, "POST {path}: {}", page.body);
    page
}

/// Posts and is refused with this status.
pub async fn refused(browser: &mut Browser, path: &str, fields: &[(&str, &str)], status: u16) -> Page {
    let page = browser.submit(path, fields).await;
    assert_eq!(page.status, status, "POST {path}: {}", page.body);
    page
}

/// The officer proposes; yields the award.
pub async fn propose(house: &TestHouse, work: WorkId, fields: &[(&str, &str)]) -> AwardId {
    let mut officer = house.browser_of("officer").await;
    let work = work.to_string();
    let fields: Vec<_> = [("work", work.as_str())].into_iter().chain(fields.iter().copied()).collect();
    let page = done(&mut officer, "/awards", &fields).await;
    page.location().rsplit('/').next().unwrap().parse().unwrap()
}

/// All of them agree.
pub async fn agree(house: &TestHouse, id: AwardId, people: &[&Actor]) {
    for person in people {
        done(&mut house.browser_for(person.person).await, &format!("/awards/{id}/agreement"), &[]).await;
    }
}

/// Who decides approves.
pub async fn approve(house: &TestHouse, id: AwardId, login: &str) {
    done(&mut house.browser_of(login).await, &format!("/awards/{id}/approval"), &[]).await;
}

/// Two weeks pass, and what the house does by itself happens.
pub async fn two_weeks(house: &TestHouse) {
    house.clock.advance(14 * kernel::clock::DAY);
    house.house.work(house.clock.now()).await.unwrap();
}

/// From the proposal to payment.
pub async fn pay(house: &TestHouse, work: WorkId, people: &[&Actor]) -> AwardId {
    let id = propose(house, work, &[]).await;
    agree(house, id, people).await;
    approve(house, id, "approver").await;
    two_weeks(house).await;
    done(&mut house.browser_of("payroll").await, &format!("/awards/{id}/payment"), &[]).await;
    id
}

/// The rounds of a work.
pub async fn rounds(house: &TestHouse, work: WorkId) -> Vec<Award> {
    house.app.db.read(move |reader| reader.all(&OF_WORK, (work,))).await.unwrap()
}

/// An award as it stands.
pub async fn award(house: &TestHouse, id: AwardId) -> Award {
    house.app.db.read(move |reader| awards::store::load(reader, id)).await.unwrap()
}

/// Where an award stands.
pub async fn state(house: &TestHouse, id: AwardId) -> State {
    award(house, id).await.state
}

/// What went out and came back for an award.
pub async fn flows(house: &TestHouse, id: AwardId) -> Vec<i64> {
    let payments = house.app.db.read(move |reader| reader.all(&PAYMENTS, (id,))).await.unwrap();
    payments.into_iter().map(|(_, _, amount, _)| amount.0).collect()
}
