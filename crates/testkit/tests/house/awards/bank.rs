//! Bank details: masked to oneself, whole for payroll alone, nowhere else.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use store::statements;
use testkit::{TestHouse, houses};

use crate::awards::acts::{approve, done, propose, refused, two_weeks, work, workers};

const NUMBER: &str = "6222021202098765432";

statements! {
    SEALED: (PersonId,) => (Vec<u8>,) = "SELECT sealed FROM bank_account WHERE person = $1";
    SAID: () => (String,) = "SELECT payload FROM ledger_opening";
    /// Whoever has a part in an award of the world.
    AWARDED: () => (PersonId,) = "SELECT DISTINCT person FROM award_part";
}

async fn enter(house: &TestHouse, person: PersonId) {
    let mut browser = house.browser_for(person).await;
    let typed = [("holder", "某人"), ("bank", "工商银行"), ("number", NUMBER)];
    let page = refused(&mut browser, "/me/bank", &typed, 422).await;
    assert!(page.body.contains("没有你的单独同意") && page.body.contains("工商银行"));
    let agreed: Vec<_> = typed.iter().copied().chain([("consent", "yes")]).collect();
    done(&mut browser, "/me/bank", &agreed).await;
}

#[tokio::test]
async fn payroll_alone_sees_accounts_and_only_of_those_who_are_paid() {
    for house in houses().await {
        let awarded = house.app.db.read(|reader| reader.all(&AWARDED, ())).await.unwrap();
        let mut people = workers(&house, 5).await;
        people.retain(|person| !awarded.contains(&(person.person,)));
        let (me, other) = (&people[0], &people[1]);
        enter(&house, me.person).await;
        enter(&house, other.person).await;
        let own = house.browser_for(me.person).await.get("/me/bank").await;
        assert!(own.body.contains("**** 5432") && !own.body.contains(NUMBER));

        let work = work(&house, &[(me, 100)], 5_000_000).await;
        let id = propose(&house, work, &[]).await;
        approve(&house, id, "approver").await;
        two_weeks(&house).await;
        for login in ["officer", "approver", "finance", "county", "admin", "worker"] {
            refused(&mut house.browser_of(login).await, "/awards/payments", &[], 403).await;
        }
        let list = house.browser_of("payroll").await.submit("/awards/payments", &[]).await;
        assert_eq!(list.status, 200, "{}", list.body);
        let table = documents::read_table(&list.bytes).unwrap();
        let row = table.rows.iter().find(|row| row.cells[0] == me.name).unwrap();
        assert_eq!((row.cells[2].as_str(), row.cells[5].as_str()), ("388.88", NUMBER));
        assert!(table.rows.iter().all(|row| row.cells[0] != other.name), "who is paid nothing is not in it");

        house.settle().await;
        let said = house.app.db.read(|reader| reader.all(&SAID, ())).await.unwrap();
        assert!(said.iter().any(|(payload,)| payload.contains(&id.to_string())));
        assert!(said.iter().all(|(payload,)| !payload.contains(NUMBER)), "the ledger never holds it");
        let person = me.person;
        let (sealed,) = house.app.db.read(move |reader| reader.one(&SEALED, (person,))).await.unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("5432"), "it is sealed at rest");
        for login in kernel::Role::ALL.iter().filter_map(|role| {
            house.world.demo_accounts().into_iter().find(|one| one.role.map(app::populate::role) == Some(*role))
        }) {
            let mut browser = house.browser_of(login.login).await;
            for path in [format!("/awards/{id}"), "/awards".to_owned(), "/me/data".to_owned(), "/me/bank".to_owned()] {
                assert!(!browser.get(&path).await.body.contains(NUMBER), "{} at {path}", login.login);
            }
        }
    }
}

#[tokio::test]
async fn who_erases_their_account_leaves_nothing() {
    for house in houses().await {
        let me = workers(&house, 1).await.remove(0).person;
        enter(&house, me).await;
        let mut browser = house.browser_for(me).await;
        done(&mut browser, "/me/bank/removal", &[]).await;
        assert!(!browser.get("/me/bank").await.body.contains("5432"));
        let rows = house.app.db.read(move |reader| reader.all(&SEALED, (me,))).await.unwrap();
        assert!(rows.is_empty());
    }
}
