//! A use at another enterprise: its finance audits, its people read the statement, the originator sees the
//! signed total and nothing that was only claimed.

use benefits::lifecycle::State;
use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Role, Scope};
use store::statements;
use testkit::{TestHouse, houses};
use works::WorkId;

use crate::benefits::acts::{LINES, figure, send, signed, state, step, told};
use crate::common::taken_over;

statements! {
    /// A work of an enterprise that is in use and open to its people.
    ONE: (UnitId,) => (WorkId, PersonId) =
        "SELECT w.id, w.author FROM work w WHERE w.enterprise = $1 AND w.stage = 'in_use' AND w.visibility <> 'team' AND w.kind = 'suggestion' ORDER BY w.id LIMIT 1";
}

/// Who holds a role at the second enterprise of the world.
async fn there(house: &TestHouse, role: Role) -> Actor {
    let unit = house.world.enterprises()[1].unit;
    let person = house.world.enterprises()[1].first_person;
    let somebody = house.actor_as(&house.world.person(person).unwrap()).await;
    assert!(unit > 0);
    let now = house.clock.now();
    let found = house.app.db.read(move |reader| {
        let held = identity::grants::within(reader, somebody.place.enterprise.unwrap(), now)?;
        let held = held.into_iter().find(|held| held.role == role).ok_or(kernel::Error::NotFound)?;
        identity::actors::actor(reader, held.person, now, &[Scope::Read, Scope::Write])
    });
    found.await.unwrap()
}

#[tokio::test]
async fn finance_of_the_using_enterprise_audits_and_the_originator_sees_the_total() {
    for house in houses().await {
        let (officer, finance) =
            (there(&house, Role::InnovationOfficer).await, there(&house, Role::FinanceAuditor).await);
        let home = house.actor("finance").await;
        let enterprise = home.place.enterprise.unwrap();
        assert_ne!(officer.place.enterprise, Some(enterprise));
        let (work, author) = house.app.db.read(move |reader| reader.one(&ONE, (enterprise,))).await.unwrap();
        let new = taken_over(work, &officer, house.clock.now());
        let id = new.id;
        let taken = house.app.db.write(move |tx| works::uses::begin(tx, &new));
        taken.await.unwrap();

        let mut there_officer = house.browser_for(officer.person).await;
        let mut there_finance = house.browser_for(finance.person).await;
        let (mut lin, mut chen) = (house.browser_of("finance").await, house.browser_for(author).await);
        assert_eq!(send(&house, &mut chen, id, "statement", &LINES).await.status, 404, "it is theirs to state");
        step(&house, &mut there_officer, id, "statement", &LINES).await;
        assert_eq!(told(&house, finance.person, id).await, ["hand_in"]);
        assert_eq!(told(&house, home.person, id).await, Vec::<String>::new());
        assert_eq!(send(&house, &mut lin, id, "audit", &signed("1440")).await.status, 404);
        assert_eq!(lin.visit(&format!("/benefits/{id}")).await.status, 404);
        assert!(!chen.visit(&format!("/suggestions/{work}")).await.body.contains("29,200"), "a claim stays inside");

        step(&house, &mut there_finance, id, "audit", &signed("1200")).await;
        assert_eq!(state(&house, id).await.unwrap().0, State::Audited);
        assert_eq!(figure(&house, id).await.unwrap().audited_by, finance.person);
        let page = chen.visit(&format!("/suggestions/{work}")).await.body;
        assert!(
            page.contains("22,900.00") && !page.contains(&format!("/benefits/{id}\"")),
            "a total that opens nothing"
        );
        assert_eq!(there_officer.visit(&format!("/benefits/{id}")).await.status, 200);
    }
}
