//! The totals that follow the ledger against a count of the records, after any history.

use identity::Unit;
use identity::store::units::UNITS_WHERE;
use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::lifecycle::Word as _;
use kernel::{Actor, Error, Result, Scope, Shares, Time};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use store::{Filter, Tx, statements};
use suggestions::actions::{self, By, Checked, Plan, Registration};
use suggestions::counts::{self, Period};
use suggestions::model::{Channel, Proposal, SuggestionId, Verdict, Visibility};
use testkit::{TestHouse, houses};

statements! {
    OF_ENTERPRISE: (kernel::id::UnitId,) => (SuggestionId, PersonId) =
        "SELECT id, author FROM suggestion WHERE enterprise = $1 ORDER BY submitted_at, id";
}

/// Histories for each engine.
const HISTORIES: usize = 8;
const HOUR: i64 = 3_600_000;

/// What somebody tries: with which suggestion, so many hours after the last try.
#[derive(Clone, Debug)]
struct Try {
    which: prop::sample::Index,
    what: usize,
    hours: i64,
}

fn history() -> impl Strategy<Value = Vec<Try>> {
    let one = (any::<prop::sample::Index>(), 0..VERBS.len(), 0..12_i64);
    prop::collection::vec(one.prop_map(|(which, what, hours)| Try { which, what, hours }), 60..140)
}

/// Everybody who acts.
struct Cast {
    officer: Actor,
    county: Actor,
    author: Actor,
}

type Verb = fn(&mut Tx<'_>, &Cast, SuggestionId, Time) -> Result<()>;

const VERBS: [Verb; 19] = [
    |tx, cast, _, now| register(tx, &cast.author, now),
    |tx, cast, id, now| told(actions::check(tx, &by(&cast.officer, now), id, &Checked::Return("请补充".to_owned()))),
    |tx, cast, id, now| told(actions::complete(tx, &by(&cast.author, now), id, &proposal(cast.author.person))),
    |tx, cast, id, now| told(actions::check(tx, &by(&cast.officer, now), id, &Checked::Remark("谢谢".to_owned()))),
    |tx, cast, id, now| told(actions::accept(tx, &by(&cast.officer, now), id, None, &[])),
    |tx, cast, id, now| decided(tx, cast, id, now, Verdict::Adopt),
    |tx, cast, id, now| decided(tx, cast, id, now, Verdict::Decline),
    |tx, cast, id, now| decided(tx, cast, id, now, Verdict::Shelve),
    |tx, cast, id, now| decided(tx, cast, id, now, Verdict::PassUp),
    |tx, cast, id, now| told(actions::appeal(tx, &by(&cast.author, now), id, "再看看")),
    |tx, cast, id, now| told(actions::reconsider(tx, &by(&cast.county, now), id, true, "改判")),
    |tx, cast, id, now| told(actions::reconsider(tx, &by(&cast.county, now), id, false, "维持")),
    |tx, cast, id, now| told(actions::take_up(tx, &by(&cast.officer, now), id, "启用")),
    |tx, cast, id, now| {
        let (starts, ends): (Date, Date) = (now.date(), now.date());
        let plan = Plan { owner: cast.officer.person, plan: "先试一台".to_owned(), trial: true, starts, ends };
        told(actions::plan(tx, &by(&cast.officer, now), id, &plan))
    },
    |tx, cast, id, now| told(actions::apply(tx, &by(&cast.officer, now), id, now.date(), "用上了")),
    |tx, cast, id, now| told(actions::confirm(tx, &by(&cast.author, now), id, "好")),
    |tx, cast, id, now| told(actions::dispute(tx, &by(&cast.author, now), id, "没有")),
    |tx, cast, id, now| told(actions::withdraw(tx, &by(&cast.author, now), id)),
    |tx, cast, id, now| told(actions::part(tx, &by(&cast.officer, now), id)),
];

fn by(actor: &Actor, now: Time) -> By {
    By { actor: actor.clone(), now, version: None }
}

fn told<T>(recorded: Result<ledger::Recorded<T>>) -> Result<()> {
    recorded.map(drop)
}

fn decided(tx: &mut Tx<'_>, cast: &Cast, id: SuggestionId, now: Time, verdict: Verdict) -> Result<()> {
    told(actions::decide(tx, &by(&cast.officer, now), id, verdict, "已经看过"))?;
    told(actions::announce(tx, &by(&cast.officer, now), id))
}

fn proposal(author: PersonId) -> Proposal {
    Proposal {
        title: "换型台加定位销".to_owned(),
        now_text: "换型要等二十分钟。".to_owned(),
        how_text: "改用快换定位销。".to_owned(),
        category: Some(suggestions::model::Category::Equipment),
        gains: Vec::new(),
        spot: String::new(),
        visibility: Visibility::Enterprise,
        shares: Shares::sole(author),
        builds_on: None,
    }
}

fn register(tx: &mut Tx<'_>, author: &Actor, now: Time) -> Result<()> {
    let new = Registration {
        id: SuggestionId::new(now),
        proposal: proposal(author.person),
        author: author.person,
        place: author.place.clone(),
        channel: Channel::Own,
        entered_by: None,
        now,
    };
    told(actions::register(tx, &new))
}

/// Tries everything of a history; how much of it was possible.
async fn live(house: &TestHouse, officer: &Actor, county: &Actor, history: Vec<Try>) -> usize {
    let mut done = 0;
    for Try { which, what, hours } in history {
        house.clock.advance(hours * HOUR);
        let now = house.clock.now();
        let (officer, county) = (officer.clone(), county.clone());
        let tried = house.app.db.write(move |tx| {
            let enterprise = officer.place.enterprise.ok_or(Error::NotFound)?;
            let all = tx.all(&OF_ENTERPRISE, (enterprise,))?;
            // Of the newest, so that one history meets the same few again and again.
            let few = &all[all.len().saturating_sub(6)..];
            let (id, author) = few[which.index(few.len())];
            let author = identity::actors::actor(tx, author, now, &[Scope::Read, Scope::Write])?;
            let cast = Cast { officer: officer.clone(), county: county.clone(), author };
            VERBS[what](tx, &cast, id, now)
        });
        match tried.await {
            Ok(()) => done += 1,
            Err(Error::Denied(_) | Error::Refused(_) | Error::Invalid(_) | Error::NotFound) => {}
            Err(other) => panic!("{other}"),
        }
    }
    done
}

/// Compares every node of both trees over every period.
async fn agree(house: &TestHouse) {
    let now = house.clock.now();
    house
        .app
        .db
        .read(move |reader| {
            let mut counted = 0;
            for unit in reader.list::<Unit>(UNITS_WHERE, &Filter::new())? {
                for period in Period::ALL {
                    let window = period.window(now);
                    let table = counts::count(reader, &unit, &window, now)?;
                    assert_eq!(table, counts::recount(reader, &unit, &window, now)?, "{} {period}", unit.name);
                    counted += table.total().received;
                }
            }
            assert!(counted > 0, "there is something to count");
            Ok(())
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn the_totals_of_every_node_equal_a_recount_after_any_history() {
    for house in houses().await {
        agree(&house).await;
        let (officer, county) = (house.actor("officer").await, house.actor("county").await);
        let mut runner = TestRunner::deterministic();
        let mut done = 0;
        for _ in 0..HISTORIES {
            let history = history().new_tree(&mut runner).unwrap().current();
            done += live(&house, &officer, &county, history).await;
            house.settle().await;
            agree(&house).await;
        }
        assert!(done > 10 * HISTORIES, "only {done} tries were possible: that proves little");
    }
}
