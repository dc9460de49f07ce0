//! The simulated province at its smallest: exact totals, a ledger that holds, pages that open, the same bytes
//! for the same seed, and facts that nobody can tell from those of the actions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use app::registry;
use app::simulate::{self, Ended, Order, Standing};
use kernel::id::{AnyId, PersonId};
use kernel::lifecycle::Word;
use kernel::{Lifecycle, Time};
use ledger::keys::LogKey;
use ledger::{SealedRow, folds, proofs, sealer};
use serde_json::Value;
use stats::{Figure, Node, Period};
use store::{Db, statements};
use testkit::{TestHouse, empty_houses, house_of, houses};
use world::Size;
use world::province::{Province, Scale};

statements! {
    SUGGESTIONS: () => (AnyId, PersonId, String, String, String) = "SELECT id, author, state, title, visibility FROM suggestion ORDER BY id";
    PROJECTS: () => (AnyId, PersonId, String) = "SELECT id, leader, state FROM project ORDER BY id";
    INVENTIONS: () => (AnyId, PersonId, String) = "SELECT id, author, state FROM invention ORDER BY id";
    METHODS: () => (AnyId, PersonId, String) = "SELECT id, person, state FROM method ORDER BY id";
    ADOPTIONS: () => (AnyId, PersonId, String) = "SELECT id, asked_by, state FROM adoption ORDER BY id";
    AWARDS: () => (AnyId, PersonId, String) = "SELECT id, proposed_by, state FROM award ORDER BY id";
    NOTICES: () => (i64,) = "SELECT COUNT(*) FROM notice";
}

/// What each house has of its own: its key, and what it signs.
const OWN: [&&str; 2] = [&"ledger_checkpoint", &"ledger_key"];

/// Until when a run is told, by the number of its chunks.
fn order(until: usize) -> Order {
    Order { until: Arc::new(AtomicUsize::new(until)), ..Order::new(Scale::Tiny, 1) }
}

async fn key(db: &Db) -> LogKey {
    db.read(sealer::existing_key).await.unwrap().unwrap()
}

/// An empty house with the smallest province in it.
async fn told(house: &TestHouse) {
    let db = &house.app.db;
    assert_eq!(simulate::run(db, key(db).await, &order(usize::MAX)).await.unwrap(), Ended::Done);
}

/// Size and root of the log.
async fn root(db: &Db) -> String {
    let (_, note, _) = db.read(|reader| reader.one(&ledger::store::NEWEST_CHECKPOINT, ())).await.unwrap();
    note.lines().skip(1).take(2).collect::<Vec<_>>().join(" ")
}

async fn entries(db: &Db) -> Vec<SealedRow> {
    db.read(|reader| {
        let mut all: Vec<SealedRow> = Vec::new();
        loop {
            let some = folds::sealed_from(reader, all.len() as u64, 1000)?;
            if some.is_empty() {
                return Ok(all);
            }
            all.extend(some);
        }
    })
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_years_come_to_what_was_published_and_everything_proves_itself() {
    for house in empty_houses().await {
        told(&house).await;
        let db = &house.app.db;
        let log_key = house.app.log_key.clone();
        let checked = db.read(move |reader| proofs::check(reader, &log_key, |_| {})).await.unwrap();
        assert_eq!(checked.faults, []);
        assert!(checked.entries > 2000, "{}", checked.entries);

        let sources = web::sources(&registry::modules());
        let counted = db.read(move |reader| stats::check(reader, &sources, |_| {})).await.unwrap();
        assert_eq!(counted.faults, []);
        assert_eq!(counted.waiting, 0, "nothing is left for the fold");

        let targets = Scale::Tiny.targets();
        let wanted = [
            ("suggestion.submitted", targets.suggestions),
            ("project.approved", targets.projects),
            ("method.promoted", targets.promoted),
        ];
        for (code, wanted) in wanted {
            let modules = registry::modules();
            let indicator = modules.iter().flat_map(|it| it.indicators).find(|it| it.code == code).copied().unwrap();
            let told = db
                .read(move |reader| {
                    let root = identity::tree::roots(reader)?.remove(0);
                    let years = [2021, 2022, 2023].map(Period::year);
                    let figures = stats::figures(reader, &Node::from(&root), &[&indicator], &years)?.remove(0);
                    Ok(figures)
                })
                .await
                .unwrap();
            assert_eq!(told, wanted.map(|value| Figure::Number(i64::from(value))), "{code}");
        }
        house.settle().await;
        assert_eq!(db.read(|reader| reader.one(&NOTICES, ())).await.unwrap().0, 0, "nobody is told of it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_opens_for_whose_it_is_and_search_finds_it() {
    for house in empty_houses().await {
        told(&house).await;
        house.settle().await;
        let db = &house.app.db;
        let suggestions = db.read(|reader| reader.all(&SUGGESTIONS, ())).await.unwrap();
        for (id, author, ..) in &suggestions {
            let page = house.browser_for(*author).await.get(&format!("/suggestions/{id}")).await;
            assert_eq!(page.status, 200, "/suggestions/{id}");
        }
        for (table, folder) in
            [(&PROJECTS, "projects"), (&METHODS, "methods"), (&ADOPTIONS, "spread/adoptions"), (&AWARDS, "awards")]
        {
            let all = db.read(move |reader| reader.all(table, ())).await.unwrap();
            assert!(!all.is_empty() || folder == "awards", "{folder}");
            for (id, person, _) in all {
                let page = house.browser_for(person).await.get(&format!("/{folder}/{id}")).await;
                assert_eq!(page.status, 200, "/{folder}/{id}");
            }
        }
        let open = |one: &&(AnyId, PersonId, String, String, String)| one.4 == "public" && one.2 != "withdrawn";
        for (id, author, _, title, _) in suggestions.iter().filter(open).take(5) {
            let words: String = title.chars().filter(|letter| letter.is_alphanumeric()).take(14).collect();
            let page = house.browser_for(*author).await.get(&format!("/search?q={words}")).await;
            assert!(page.body.contains(&id.to_string()), "{title} is not found");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_tells_the_same_ledger_whatever_interrupts_it_and_on_either_engine() {
    let mut roots: Vec<String> = Vec::new();
    let mut contents: Vec<BTreeMap<&str, u64>> = Vec::new();
    for house in empty_houses().await {
        told(&house).await;
        roots.push(root(&house.app.db).await);
        contents.push(house.app.db.fingerprints(registry::migrations()).await.unwrap().into_iter().collect());
    }
    for content in &contents[1..] {
        let other = |table: &&&str| content[**table] != contents[0][**table];
        let others: Vec<_> = content.keys().filter(other).collect();
        assert_eq!(others, OWN, "every other table holds the same rows on either engine");
    }
    for house in empty_houses().await {
        let db = &house.app.db;
        let rosters = 2;
        for until in [0, 1, rosters, 40, 41, 120] {
            assert_eq!(simulate::run(db, key(db).await, &order(until)).await.unwrap(), Ended::Stopped);
            let standing = simulate::standing(db, &order(0)).await.unwrap();
            assert_eq!(standing, Standing::Begun(until));
        }
        told(&house).await;
        roots.push(root(db).await);
        told(&house).await;
        assert_eq!(root(db).await, roots[0], "what is done is not done again");
        let other = Order::new(Scale::Tiny, 2);
        assert_eq!(simulate::standing(db, &other).await.unwrap(), Standing::Another);
        assert!(simulate::run(db, key(db).await, &other).await.is_err());
    }
    assert!(roots.windows(2).all(|pair| pair[0] == pair[1]), "{roots:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_lived_in_is_never_touched() {
    for house in houses().await {
        let db = &house.app.db;
        let before = root(db).await;
        assert_eq!(simulate::standing(db, &order(0)).await.unwrap(), Standing::Foreign);
        assert!(simulate::run(db, key(db).await, &order(usize::MAX)).await.is_err());
        assert_eq!(root(db).await, before);
    }
}

/// The names in a payload with what kind of value each has, as far as it says: nothing may be anything.
fn shape(payload: &Value) -> BTreeMap<String, &'static str> {
    let kind = |value: &Value| match value {
        Value::Null => "nothing",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "names",
    };
    let pairs = payload.as_object().into_iter().flatten();
    pairs.map(|(name, value)| (name.clone(), kind(value))).collect()
}

fn fits(shape: &BTreeMap<String, &'static str>, known: &BTreeMap<String, &'static str>) -> bool {
    let alike = |(one, other): (&&str, &&str)| one == other || [*one, *other].contains(&"nothing");
    shape.keys().eq(known.keys()) && shape.values().zip(known.values()).all(alike)
}

#[tokio::test(flavor = "multi_thread")]
async fn its_facts_have_the_form_of_those_that_the_actions_leave() {
    type Form = (i64, bool, BTreeMap<String, &'static str>);
    let form = |entry: &SealedRow| -> Form {
        let payload = serde_json::from_str(entry.payload.as_deref().unwrap()).unwrap();
        (entry.version, entry.actor.is_some() && entry.path.is_some(), shape(&payload))
    };
    let mut known: BTreeMap<(String, String), Vec<Form>> = BTreeMap::new();
    for entry in entries(&house_of(Size::Demo).await.app.db).await {
        let forms = known.entry((entry.kind.clone(), entry.step.clone())).or_default();
        let form = form(&entry);
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    let house = empty_houses().await.remove(0);
    told(&house).await;
    let mut met: BTreeSet<(String, String)> = BTreeSet::new();
    for entry in entries(&house.app.db).await {
        let what = (entry.kind.clone(), entry.step.clone());
        // A demo's co-authors have not been asked; these have, and this is all they say.
        if what == ("suggestion".to_owned(), "agree".to_owned()) {
            assert_eq!(entry.payload.as_deref(), Some("{}"));
            continue;
        }
        let (version, signed, shape) = form(&entry);
        let forms = known.get(&what);
        // What is written as rows must be known; what went through the actions may be new to the demo.
        if ["suggestion", "unit", "person", "grant"].contains(&entry.kind.as_str()) {
            let forms = forms.unwrap_or_else(|| panic!("the actions leave no {what:?}"));
            let known = forms.iter().any(|form| form.0 == version && form.1 == signed && fits(&shape, &form.2));
            assert!(known, "{what:?}: {shape:?} is not among {forms:?}");
        }
        met.insert(what);
    }
    assert!(met.len() > 40, "{met:?}");
}

/// Whether the facts of a subject lead from the beginning to where its row stands.
fn walk<S: Word, P: Word>(table: &Lifecycle<S, P>, steps: &[(Time, String)]) -> Result<S, String> {
    let mut state = table.start;
    for (at, step) in steps {
        let known = P::from_word(step).ok_or_else(|| format!("{step} is no step"))?;
        state = table.next(state, known).map_err(|_| format!("{step} at {} from {}", at.date(), state.word()))?;
    }
    Ok(state)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_history_is_legal_and_ends_where_the_record_stands() {
    let house = empty_houses().await.remove(0);
    told(&house).await;
    let db = &house.app.db;
    let all = entries(db).await;
    assert!(all.windows(2).all(|pair| pair[0].id < pair[1].id && pair[0].at <= pair[1].at), "the ledger is in order");
    let mut histories: BTreeMap<AnyId, Vec<(Time, String)>> = BTreeMap::new();
    for entry in all {
        histories.entry(entry.subject).or_default().push((entry.at, entry.step));
    }
    let mut states: BTreeSet<String> = BTreeSet::new();
    for (id, _, state, ..) in db.read(|reader| reader.all(&SUGGESTIONS, ())).await.unwrap() {
        let end = walk(&suggestions::lifecycle::LIFECYCLE, &histories[&id]);
        assert_eq!(end.map(|state| state.word()), Ok(state.as_str()), "{:?}", histories[&id]);
        states.insert(state);
    }
    assert!(states.len() >= 8, "{states:?}");
    for (id, _, state) in db.read(|reader| reader.all(&PROJECTS, ())).await.unwrap() {
        assert_eq!(
            walk(&projects::lifecycle::LIFECYCLE, &histories[&id]).map(|state| state.word()),
            Ok(state.as_str())
        );
    }
    let invented = db.read(|reader| reader.all(&INVENTIONS, ())).await.unwrap();
    assert_eq!(invented.len() as u32, Scale::Tiny.targets().inventions.iter().sum::<u32>());
    for (id, _, state) in invented {
        assert_eq!(
            walk(&inventions::lifecycle::LIFECYCLE, &histories[&id]).map(|state| state.word()),
            Ok(state.as_str())
        );
    }
    for (id, _, state) in db.read(|reader| reader.all(&METHODS, ())).await.unwrap() {
        assert_eq!(walk(&methods::lifecycle::LIFECYCLE, &histories[&id]).map(|state| state.word()), Ok(state.as_str()));
    }
    for (id, _, state) in db.read(|reader| reader.all(&ADOPTIONS, ())).await.unwrap() {
        assert_eq!(walk(&spread::lifecycle::LIFECYCLE, &histories[&id]).map(|state| state.word()), Ok(state.as_str()));
    }
    let province = Province::new(1, Scale::Tiny);
    assert!(histories.len() > province.people() as usize, "everybody has joined");
}
