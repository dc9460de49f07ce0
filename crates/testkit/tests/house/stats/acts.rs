//! What the tests do again and again: put something forward, look at a figure, read every row that is kept.

use identity::{Unit, tree};
use kernel::id::{AnyId, PersonId, UnitId};
use kernel::{Actor, Path, Result, Scope, Shares, Time};
use stats::{Figure, Indicator, Node, Period};
use store::{Reader, Tx, statements};
use suggestions::actions::{self, Registration};
use suggestions::model::{Category, Channel, Proposal, SuggestionId, Visibility};
use testkit::TestHouse;

statements! {
    TOTALS: () => (String, i64, i64, String, i64, Vec<u8>) =
        "SELECT parent, grain, period, label, tree, totals FROM stat_total ORDER BY parent, grain, period, label, tree";
    OWED: () => (Path, i64, Time, i64, Path, i64, i64) =
        "SELECT node, measure, due_at, month, child, tree, count FROM stat_owed \
         ORDER BY node, measure, due_at, month, child, tree";
    COUNTED: () => (AnyId, Vec<u8>) = "SELECT subject, standing FROM stat_counted ORDER BY subject";
    DISTINCT: () => (AnyId, i64, Vec<u8>) = "SELECT thing, measure, seen FROM stat_distinct ORDER BY thing, measure";
    FORGET_TOTALS: () => () = "DELETE FROM stat_total";
    FORGET_OWED: () => () = "DELETE FROM stat_owed";
    FORGET_COUNTED: () => () = "DELETE FROM stat_counted";
    FORGET_DISTINCT: () => () = "DELETE FROM stat_distinct";
    FORGET_CURSOR: (String,) => () = "DELETE FROM ledger_cursor WHERE fold = $1";
}

/// Every row that follows from the records.
#[derive(Debug, PartialEq)]
pub struct Kept {
    totals: Vec<(String, i64, i64, String, i64, Vec<u8>)>,
    owed: Vec<(Path, i64, Time, i64, Path, i64, i64)>,
    counted: Vec<(AnyId, Vec<u8>)>,
    distinct: Vec<(AnyId, i64, Vec<u8>)>,
}

/// Reads them.
pub async fn kept(house: &TestHouse) -> Kept {
    let kept = house.app.db.read(|reader| {
        Ok(Kept {
            totals: reader.all(&TOTALS, ())?,
            owed: reader.all(&OWED, ())?,
            counted: reader.all(&COUNTED, ())?,
            distinct: reader.all(&DISTINCT, ())?,
        })
    });
    kept.await.unwrap()
}

/// Forgets them, and that the fold has read anything.
pub fn forget(tx: &mut Tx<'_>, fold: &str) -> Result<()> {
    for statement in [FORGET_TOTALS, FORGET_OWED, FORGET_COUNTED, FORGET_DISTINCT] {
        tx.execute(&statement, ())?;
    }
    tx.execute(&FORGET_CURSOR, (fold,)).map(drop)
}

/// Somebody as they are now.
pub fn actor(reader: &Reader<'_>, person: PersonId, now: Time) -> Result<Actor> {
    identity::actors::actor(reader, person, now, &[Scope::Read, Scope::Write])
}

/// Puts something forward, at the place the author has now or at another.
pub fn suggest(tx: &mut Tx<'_>, author: PersonId, at: Option<&Unit>, now: Time) -> Result<SuggestionId> {
    let place = match at {
        Some(unit) => unit.place(),
        None => actor(tx, author, now)?.place,
    };
    let proposal = Proposal {
        title: "换型台加定位销".to_owned(),
        now_text: "换型要等二十分钟。".to_owned(),
        how_text: "改用快换定位销。".to_owned(),
        category: Some(Category::Equipment),
        gains: Vec::new(),
        spot: String::new(),
        visibility: Visibility::Enterprise,
        shares: Shares::sole(author),
        builds_on: None,
    };
    let id = SuggestionId::new(now);
    let new = Registration { id, proposal, author, place, channel: Channel::Own, entered_by: None, now };
    let _ = actions::register(tx, &new)?;
    Ok(id)
}

/// Puts something forward and lets the figures follow.
pub async fn suggested(house: &TestHouse, author: PersonId) -> SuggestionId {
    house.clock.advance(60_000);
    let now = house.clock.now();
    let id = house.app.db.write(move |tx| suggest(tx, author, None, now)).await.unwrap();
    house.settle().await;
    id
}

/// An indicator by its code.
pub fn indicator(house: &TestHouse, code: &str) -> &'static Indicator {
    house.app.indicators().find(|it| it.code == code).unwrap_or_else(|| panic!("no indicator {code}"))
}

/// A figure of a unit.
pub async fn figure(house: &TestHouse, unit: UnitId, code: &str, period: Period) -> Figure {
    let it = indicator(house, code);
    let found = house.app.db.read(move |reader| {
        let unit = tree::unit(reader, unit)?;
        Ok(stats::figures(reader, &Node::from(&unit), &[it], &[period])?[0][0])
    });
    found.await.unwrap()
}

/// A figure that is a number; nothing is none.
pub async fn number(house: &TestHouse, unit: UnitId, code: &str, period: Period) -> i64 {
    match figure(house, unit, code, period).await {
        Figure::Number(number) => number,
        other => panic!("{code} is {other:?}"),
    }
}

/// The month and the year of now.
pub fn now(house: &TestHouse) -> (Period, Period) {
    let month = stats::month(house.clock.now());
    (Period::month(month), Period::year(month / 12))
}
