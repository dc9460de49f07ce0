//! Lists of adoptions: those of one's two sides, and those behind a figure, named as far as the reader may
//! know.

use std::collections::{BTreeSet, HashMap};

use kernel::id::PersonId;
use kernel::{Actor, Path, Result, Time};
use store::{Filter, Newest, Reader, Reasons, Value, statements};
use works::cards::CARDS;
use works::{Card, WorkId};

use crate::lifecycle::State;
use crate::model::{Adoption, AdoptionId};
use crate::policy::{may_name, may_see, reasons};
use crate::regions::Regions;
use crate::store::ADOPTIONS;

statements! {
    NAME: (PersonId,) => (String,) = "SELECT name FROM person WHERE id = $1";
}

const SHARED: &str = "SELECT t.work FROM work_author t WHERE";

/// Which of the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What the own enterprise takes over.
    Taking,
    /// What others take over from it.
    Giving,
}

/// What a list asks for.
#[derive(Clone, Debug)]
pub enum Asked {
    /// What the reader has to do with, what is on its way first.
    Mine(Option<Side>),
    /// What was taken over below a node in `[from, until)`: the records behind a figure.
    Behind {
        /// The node.
        node: Path,
        /// From.
        from: Time,
        /// Until before.
        until: Time,
    },
}

/// An adoption in a list, as far as the reader may know.
#[derive(Clone, Debug)]
pub struct Row {
    /// What is taken over: empty where the reader may not see it.
    pub title: String,
    /// Where it spreads; empty likewise.
    pub work_href: String,
    /// By whom: empty where the reader may not know.
    pub unit: String,
    /// The city.
    pub city: String,
    /// Where it comes from.
    pub origin: String,
    /// Where it stands.
    pub state: State,
    /// When it was asked for.
    pub asked_at: Time,
    /// When an answer is due.
    pub due_at: Option<Time>,
    /// In use since.
    pub since: Option<Time>,
    /// Its page; empty where the reader may not open it.
    pub href: String,
}

/// The rows of a list, at most `limit` after the first `offset`.
///
/// # Errors
/// Broken, when the database fails.
pub fn list(reader: &Reader<'_>, actor: &Actor, asked: &Asked, offset: usize, limit: usize) -> Result<Vec<Row>> {
    let most = offset + limit;
    let mut found: Vec<(AdoptionId, Time)> = Vec::new();
    for rank in RANKS {
        let left = most - found.len();
        if left > 0 {
            found.extend(
                asked.reasons(actor).newest(reader, NEWEST.to(left), |filter| asked.keep(filter, actor, rank))?,
            );
        }
    }
    let mut filter = Filter::new();
    let ids: Vec<AdoptionId> = found.into_iter().skip(offset).map(|(id, _)| id).collect();
    filter.and_in("a.id", ids.iter().map(|id| Value::Id(id.uuid())));
    let mut found: Vec<Adoption> = reader.list(ADOPTIONS, &filter)?;
    found.sort_by_key(|it| ids.iter().position(|id| *id == it.id));
    rows(reader, actor, &found)
}

/// What is on its way first: what waits for an answer, what is tried, and what came to its end.
const RANKS: [&str; 3] =
    ["a.state = 'wanted'", "a.state IN ('cleared', 'trying')", "a.state NOT IN ('wanted', 'cleared', 'trying')"];

/// How the newest are found.
const NEWEST: Newest =
    Newest::of("SELECT a.id, a.asked_at FROM adoption a WHERE", "ORDER BY a.asked_at DESC, a.id DESC LIMIT ?");

impl Asked {
    fn reasons<'a>(&'a self, actor: &'a Actor) -> Reasons<'a> {
        match self {
            Asked::Mine(_) => reasons(actor),
            Asked::Behind { node, .. } => {
                let range = || [Value::Text(node.as_str()), Value::Owned(node.end())];
                let mut below = Reasons::new();
                below.or("a.path >= ? AND a.path < ?", range());
                below.or("a.industry_path >= ? AND a.industry_path < ?", range());
                below
            }
        }
    }

    fn keep<'a>(&'a self, filter: &mut Filter<'a>, actor: &'a Actor, rank: &'static str) {
        filter.and(rank, []);
        let own = || actor.place.enterprise.map_or(Value::Null(store::Type::Id), |unit| Value::Id(unit.uuid()));
        match self {
            Asked::Mine(None) => {}
            Asked::Mine(Some(Side::Taking)) => {
                filter.and("a.enterprise = ?", [own()]);
            }
            Asked::Mine(Some(Side::Giving)) => {
                filter.and("a.work IN (SELECT w.id FROM work w WHERE w.enterprise = ?)", [own()]);
            }
            Asked::Behind { from, until, .. } => {
                let times = [Value::Int(from.millis()), Value::Int(until.millis())];
                filter.and("a.since >= ? AND a.since < ?", times);
            }
        }
    }
}

/// What the reader may know of these: four statements, however many they are.
fn rows(reader: &Reader<'_>, actor: &Actor, found: &[Adoption]) -> Result<Vec<Row>> {
    let ids: BTreeSet<WorkId> = found.iter().map(|it| it.work).collect();
    let those = |column| {
        let mut filter = Filter::new();
        filter.and_in(column, ids.iter().map(|id| Value::Id(id.uuid())));
        filter
    };
    let cards: Vec<Card> = reader.list(CARDS, &those("w.id"))?;
    let mut shared = those("t.work");
    shared.and("t.person = ?", [Value::Id(actor.person.uuid())]);
    let shared: Vec<(WorkId,)> = reader.list(SHARED, &shared)?;
    let regions = Regions::of(reader, cards.iter().map(|card| &card.path).chain(found.iter().map(|it| &it.path)))?;
    let cards: HashMap<WorkId, &Card> = cards.iter().map(|card| (card.id, card)).collect();
    let row = |it: &Adoption| {
        let card = cards.get(&it.work)?;
        let author = shared.contains(&(it.work,));
        let sees = works::sight::may_see(actor, card, author) || actor.place.enterprise == Some(it.enterprise);
        let named = may_name(actor, card, author, it.enterprise, it.named);
        let when = |shown: bool, words: String| if shown { words } else { String::new() };
        Some(Row {
            title: when(sees, card.title.clone()),
            work_href: when(sees, format!("/spread/works/{}", card.id)),
            unit: when(named, regions.unit(&it.path)),
            city: regions.city(&it.path),
            origin: when(sees, regions.enterprise(&card.path)),
            state: it.state,
            asked_at: it.asked_at,
            due_at: it.due_at,
            since: it.since,
            href: when(may_see(actor, it, card, author), it.href()),
        })
    };
    Ok(found.iter().filter_map(row).collect())
}
