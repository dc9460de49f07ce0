//! What the tests do again and again: find a work, ask for it, take a step, look at what it left behind.

use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Role};
use spread::lifecycle::State;
use spread::model::{Adoption, AdoptionId};
use store::statements;
use testkit::{Browser, Page, TestHouse};
use works::{Card, WorkId};

statements! {
    PUBLIC: (UnitId,) => (WorkId,) =
        "SELECT id FROM work WHERE enterprise = $1 AND visibility = 'public' AND stage = 'in_use' AND kind = 'suggestion' ORDER BY id LIMIT 1";
    PRIVATE: (UnitId,) => (WorkId,) =
        "SELECT w.id FROM work w WHERE w.enterprise = $1 AND w.visibility = 'enterprise' AND w.stage = 'in_use' AND w.kind = 'suggestion' \
         AND NOT EXISTS (SELECT 1 FROM adoption a WHERE a.work = w.id) ORDER BY w.id LIMIT 1";
    OPEN: () => (AdoptionId,) = "SELECT id FROM adoption WHERE state IN ('wanted', 'cleared', 'trying') ORDER BY id";
    FACTS: () => (i64,) = "SELECT COUNT(*) FROM ledger_entry";
    TOLD: (PersonId, String) => (String,) = "SELECT key FROM notice WHERE person = $1 AND href = $2 ORDER BY id";
    OF_UNIT: (WorkId, UnitId) => (AdoptionId,) =
        "SELECT id FROM adoption WHERE work = $1 AND unit = $2 ORDER BY asked_at DESC, id DESC";
}

/// Somebody of the world's nth enterprise with this role, as an actor.
pub async fn of(house: &TestHouse, nth: usize, role: Role) -> Actor {
    let enterprise = &house.world.enterprises()[nth];
    let person = match role {
        Role::InnovationOfficer => enterprise.officer(),
        Role::Implementer => enterprise.implementer(),
        Role::FinanceAuditor => enterprise.finance_auditor(),
        _ => enterprise.member(0, 1).unwrap(),
    };
    house.actor_as(&house.world.person(person).unwrap()).await
}

/// A browser of the officer of the nth enterprise.
pub async fn officer(house: &TestHouse, nth: usize) -> (Browser, Actor) {
    let actor = of(house, nth, Role::InnovationOfficer).await;
    (house.browser_for(actor.person).await, actor)
}

/// A public work of the nth enterprise.
pub async fn public_of(house: &TestHouse, nth: usize) -> Card {
    let enterprise = of(house, nth, Role::InnovationOfficer).await.place.enterprise.unwrap();
    let found = house.app.db.read(move |reader| {
        let (id,) = reader.one(&PUBLIC, (enterprise,))?;
        works::cards::load(reader, id)
    });
    found.await.unwrap()
}

/// A work of the nth enterprise that nobody outside may see, and that nobody took over.
pub async fn private_of(house: &TestHouse, nth: usize) -> Card {
    let enterprise = of(house, nth, Role::InnovationOfficer).await.place.enterprise.unwrap();
    let found = house.app.db.read(move |reader| {
        let (id,) = reader.one(&PRIVATE, (enterprise,))?;
        works::cards::load(reader, id)
    });
    found.await.unwrap()
}

/// The adoption as it is stored.
pub async fn stored(house: &TestHouse, id: AdoptionId) -> Adoption {
    house.app.db.read(move |reader| spread::store::load(reader, id)).await.unwrap()
}

/// How many facts there are.
pub async fn facts(house: &TestHouse) -> i64 {
    house.app.db.read(|reader| reader.one(&FACTS, ())).await.unwrap().0
}

/// What somebody was told about an adoption.
pub async fn told(house: &TestHouse, person: PersonId, id: AdoptionId) -> Vec<String> {
    house.settle().await;
    let href = format!("/spread/adoptions/{id}");
    let keys = house.app.db.read(move |reader| reader.all(&TOLD, (person, href.as_str()))).await.unwrap();
    keys.into_iter().map(|(key,)| key.trim_start_matches("notice-adoption-").to_owned()).collect()
}

/// Asks by the form for one's whole enterprise.
pub async fn ask(browser: &mut Browser, actor: &Actor, work: WorkId, more: &[(&str, &str)]) -> Page {
    let unit = actor.place.enterprise.unwrap().to_string();
    let fields = [&[("unit", unit.as_str()), ("purpose", "同样的机床，想照着做一套。")], more].concat();
    browser.visit(&format!("/spread/works/{work}")).await;
    browser.submit(&format!("/spread/works/{work}/requests"), &fields).await
}

/// The id in the address a form leads to.
pub fn made(page: &Page) -> AdoptionId {
    assert_eq!(page.status, 303, "{}", page.body);
    page.location().rsplit('/').next().unwrap().parse().unwrap()
}

/// Takes a step by its form.
pub async fn step(house: &TestHouse, who: &mut Browser, id: AdoptionId, noun: &str, fields: &[(&str, &str)]) -> Page {
    let version = stored(house, id).await.version.to_string();
    let all = [&[("version", version.as_str())], fields].concat();
    who.visit(&format!("/spread/adoptions/{id}")).await;
    who.submit(&format!("/spread/adoptions/{id}/{noun}"), &all).await
}

/// Gives up or refuses whatever is on its way, so that a test begins afresh.
pub async fn clear(house: &TestHouse) {
    let open = house.app.db.read(|reader| reader.all(&OPEN, ())).await.unwrap();
    for (id,) in open {
        let it = stored(house, id).await;
        let (person, now) = (it.asked_by, house.clock.now());
        house
            .app
            .db
            .write(move |tx| {
                let actor = identity::actors::actor(tx, person, now, &[])?;
                let by = kernel::By { actor, now, version: None };
                if it.state == State::Wanted {
                    spread::actions::call_off(tx, &by, id).map(drop)
                } else {
                    spread::actions::drop_it(tx, &by, id, "先不做").map(drop)
                }
            })
            .await
            .unwrap();
    }
}

/// A personal token of the API for anybody.
pub async fn token_for(house: &TestHouse, person: PersonId) -> String {
    let now = house.clock.now();
    let expires = now.plus_millis(kernel::clock::DAY);
    let scopes = [kernel::Scope::Read, kernel::Scope::Write];
    let made = house.app.db.write(move |tx| identity::tokens::create(tx, person, "test", &scopes, expires, now));
    made.await.unwrap().1.reveal().to_owned()
}

/// The newest adoption of a work by a unit.
pub async fn of_unit(house: &TestHouse, work: WorkId, unit: UnitId) -> Option<AdoptionId> {
    let found = house.app.db.read(move |reader| reader.find(&OF_UNIT, (work, unit))).await.unwrap();
    found.map(|(id,)| id)
}
