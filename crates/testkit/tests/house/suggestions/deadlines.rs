//! Time passes and nobody answers: the officer is reminded once, the node above is told once, and
//! above the enterprise only numbers arrive.

use kernel::id::PersonId;
use kernel::{Role, Time};
use store::statements;
use suggestions::actions::{Registration, register};
use suggestions::model::{Channel, Proposal, SuggestionId, Visibility};
use suggestions::rules::Rules;
use testkit::{TestHouse, houses};

const TITLE: &str = "末班巡检改成扫码打点";

statements! {
    TOLD: (String,) => (PersonId, String, String) =
        "SELECT person, key, args FROM notice WHERE key = $1 ORDER BY id";
    MARK: (SuggestionId,) => (i64, Time) = "SELECT reminded, due_at FROM suggestion WHERE id = $1";
}

/// Something the worker put forward just now; yields it with the end of its check.
async fn put_forward(house: &TestHouse) -> (SuggestionId, Time) {
    let (worker, now) = (house.actor("worker").await, house.clock.now());
    let id = SuggestionId::new(now);
    let proposal = Proposal {
        title: TITLE.to_owned(),
        now_text: "末班巡检靠签字，漏了也看不出来。".to_owned(),
        how_text: "每个点贴码，走到扫一下。".to_owned(),
        category: None,
        gains: Vec::new(),
        spot: String::new(),
        visibility: Visibility::Team,
        shares: kernel::Shares::sole(worker.person),
        builds_on: None,
    };
    let new = Registration {
        id,
        proposal,
        author: worker.person,
        place: worker.place,
        channel: Channel::Own,
        entered_by: None,
        now,
    };
    ledger::change(&house.app.db, move |tx| register(tx, &new)).await.unwrap();
    (id, Rules::default().check_due(now))
}

/// Who was told `key` about what was put forward here.
async fn told(house: &TestHouse, key: &'static str) -> Vec<PersonId> {
    let all = house.app.db.read(move |reader| reader.all(&TOLD, (key,))).await.unwrap();
    all.into_iter().filter(|(_, _, args)| args.contains(TITLE)).map(|(person, ..)| person).collect()
}

async fn at(house: &TestHouse, now: Time) {
    house.clock.set(now);
    house.house.work(now).await.unwrap();
}

#[tokio::test]
async fn whoever_has_it_is_reminded_once_before_and_the_node_above_told_once_after() {
    for house in houses().await {
        let (id, due) = put_forward(&house).await;
        let (mark, promised) = house.app.db.read(move |reader| reader.one(&MARK, (id,))).await.unwrap();
        assert_eq!((mark, promised), (0, due));

        at(&house, house.clock.now().plus_millis(60_000)).await;
        assert!(told(&house, "notice-suggestion-due").await.is_empty(), "there is time left");

        at(&house, due.plus_millis(-3_600_000)).await;
        let reminded = told(&house, "notice-suggestion-due").await;
        assert!(reminded.contains(&house.actor("officer").await.person), "whoever may have it is reminded");
        at(&house, due.plus_millis(-1_800_000)).await;
        assert_eq!(told(&house, "notice-suggestion-due").await, reminded, "and not again");
        assert!(told(&house, "notice-suggestion-late").await.is_empty(), "it is not late yet");

        at(&house, due.plus_millis(3_600_000)).await;
        assert_eq!(house.app.db.read(move |reader| reader.one(&MARK, (id,))).await.unwrap().0, 2);
        let late = told(&house, "notice-suggestion-late").await;
        at(&house, due.plus_millis(7_200_000)).await;
        assert_eq!(told(&house, "notice-suggestion-late").await, late, "the node above is told once");
    }
}

#[tokio::test]
async fn above_the_enterprise_only_numbers_arrive() {
    for house in houses().await {
        let (_, due) = put_forward(&house).await;
        at(&house, due.plus_millis(3_600_000)).await;
        let counted = house.app.db.read(|reader| reader.all(&TOLD, ("notice-suggestion-late-count",))).await.unwrap();
        let place = house.actor("worker").await.place;
        let now = house.clock.now();
        let union = house.app.db.read(move |reader| identity::grants::over(reader, Role::UnionOfficer, &place, now));
        let union: Vec<PersonId> = union.await.unwrap().into_iter().map(|held| held.person).collect();
        assert!(counted.iter().any(|(person, ..)| union.contains(person)), "the union hears that something is late");
        for (_, _, args) in counted {
            assert!(args.contains("JY-") && !args.contains("title"), "{args}");
        }
    }
}
