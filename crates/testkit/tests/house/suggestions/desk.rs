//! The officer's desk: views kept under a name, and many dealt with at once.

use identity::grants::{self, NewGrant};
use kernel::Role;
use kernel::id::PersonId;
use store::statements;
use suggestions::lifecycle::State;
use suggestions::model::SuggestionId;
use testkit::{Browser, TestHouse, houses};

use crate::suggestions::acts::{colleague, fact_count, last, state, step, suggest, told};

statements! {
    OFFICER: (SuggestionId,) => (Option<PersonId>,) = "SELECT officer FROM suggestion WHERE id = $1";
}

async fn officer_of(house: &TestHouse, id: SuggestionId) -> Option<PersonId> {
    house.app.db.read(move |reader| reader.one(&OFFICER, (id,))).await.unwrap().0
}

/// A second officer of the same enterprise.
async fn second_officer(house: &TestHouse) -> PersonId {
    let (_, mate) = colleague(house).await;
    let (admin, now) = (house.actor("admin").await, house.clock.now());
    let grant = NewGrant {
        person: mate.person,
        role: Role::InnovationOfficer,
        unit: mate.place.enterprise.unwrap(),
        starts_at: now,
        ends_at: None,
    };
    let given = ledger::change(&house.app.db, move |tx| grants::give(tx, identity::By::Person(&admin), &grant, now));
    given.await.unwrap();
    mate.person
}

/// Sends the rows that were ticked.
async fn batch(officer: &mut Browser, ids: &[SuggestionId], fields: &[(&str, &str)]) -> testkit::Page {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let rows = ids.iter().map(|id| ("id", id.as_str()));
    let all: Vec<_> = rows.chain(fields.iter().copied()).chain([("back", "/desk?view=check")]).collect();
    officer.submit("/desk/batch", &all).await
}

#[tokio::test]
async fn a_view_is_kept_under_a_name_for_its_owner_alone_and_forgotten() {
    for house in houses().await {
        let mut officer = house.browser_of("officer").await;
        officer.visit("/desk").await;
        let asked = "view=review&category=equipment&sort=newest";
        let kept = officer.submit("/desk/views", &[("name", "设备评审"), ("query", asked)]).await;
        assert_eq!((kept.status, kept.location()), (303, format!("/desk?{asked}").as_str()));
        let page = officer.visit(kept.location()).await.body;
        assert!(page.contains("设备评审") && page.contains("/desk/views/"), "it is there and can be forgotten");
        officer.submit("/desk/views", &[("name", "设备评审"), ("query", "view=plan")]).await;
        let page = officer.visit("/desk?view=plan").await.body;
        assert_eq!(page.matches("<span>设备评审</span>").count(), 1, "the same name again replaces it");
        assert!(page.contains("/desk?view=plan"));
        let long = officer.submit("/desk/views", &[("name", &"长".repeat(21)), ("query", "view=plan")]).await;
        assert_eq!(long.status, 422);

        let removal: String = page[page.find("/desk/views/").unwrap()..].chars().take_while(|c| *c != '"').collect();
        let mut other = house.browser_for(second_officer(&house).await).await;
        assert!(!other.visit("/desk").await.body.contains("设备评审"));
        other.submit(&removal, &[("back", "/desk")]).await;
        assert!(officer.visit("/desk").await.body.contains("设备评审"), "another forgets nothing of mine");
        assert_eq!(officer.submit(&removal, &[("back", "/desk")]).await.status, 303);
        assert!(!officer.visit("/desk").await.body.contains("设备评审"));
        let mut worker = house.browser_of("worker").await;
        assert_eq!(worker.submit("/desk/views", &[("name", "我的"), ("query", "")]).await.status, 403);
    }
}

#[tokio::test]
async fn many_are_given_to_an_officer_at_once_and_the_account_names_what_was_not() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let by = house.actor("officer").await.person;
        let heir = second_officer(&house).await;
        let mut ids = Vec::new();
        for title in ["货架贴颜色带", "行灯换低压灯", "扳手挂影子板"] {
            ids.push(suggest(&mut worker, title).await);
        }
        let ask = batch(&mut officer, &ids, &[("do", "assign")]).await;
        assert_eq!(ask.status, 200);
        assert!(ask.body.contains("货架贴颜色带") && ask.body.contains(&heir.to_string()), "it asks whom");
        let nobody = batch(&mut officer, &ids, &[("do", "assign"), ("chosen", "yes")]).await;
        assert!(nobody.status == 422 && nobody.body.contains("扳手挂影子板"), "what was ticked is kept");
        let before = fact_count(&house).await;
        let heir_id = heir.to_string();
        let done = batch(&mut officer, &ids, &[("do", "assign"), ("chosen", "yes"), ("officer", &heir_id)]).await;
        assert_eq!((done.status, done.location()), (303, "/desk?view=check"));
        assert_eq!(fact_count(&house).await, before + 3, "a fact for each");
        for id in &ids {
            assert_eq!(officer_of(&house, *id).await, Some(heir));
            assert_eq!(last(&house, *id).await, ("assign".to_owned(), Some(by)));
            assert!(told(&house, heir, *id).await.contains(&"assign".to_owned()));
        }

        // One of them is past it: the others go through, and the account names that one with its reason.
        step(&house, &mut worker, ids[1], "withdrawal", &[]).await;
        let account = batch(&mut officer, &ids, &[("do", "accept")]).await;
        assert_eq!(account.status, 200, "{}", account.body);
        assert!(account.body.contains("行灯换低压灯") && !account.body.contains("货架贴颜色带"), "{}", account.body);
        assert_eq!(state(&house, ids[0]).await.0, State::InReview);
        assert_eq!(state(&house, ids[1]).await.0, State::Withdrawn);
        let empty = batch(&mut officer, &[], &[("do", "accept")]).await;
        assert_eq!(empty.status, 303, "nothing ticked leads back with a word");
        let mut worker = house.browser_of("worker").await;
        assert_eq!(batch(&mut worker, &ids, &[("do", "accept")]).await.status, 403);
    }
}
