//! Lists of adoptions: those of one's two sides, and those behind a figure, named as far as the reader may
//! know.

use std::collections::{BTreeSet, HashMap};

use kernel::id::PersonId;
use kernel::{Actor, Path, Result, Time};
use store::{Filter, Reader, Value, statements};
use works::cards::CARDS;
use works::{Card, WorkId};

use crate::lifecycle::State;
use crate::model::Adoption;
use crate::policy::{may_name, may_see, visible};
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
    let mut filter = Filter::new();
    match asked {
        Asked::Mine(side) => {
            visible(&mut filter, actor);
            let own = || actor.place.enterprise.map_or(Value::Null(store::Type::Id), |unit| Value::Id(unit.uuid()));
            match side {
                Some(Side::Taking) => drop(filter.and("a.enterprise = ?", [own()])),
                Some(Side::Giving) => drop(filter.and("w.enterprise = ?", [own()])),
                None => {}
            }
        }
        Asked::Behind { node, from, until } => {
            let range = || [Value::Text(node.as_str()), Value::Owned(node.end())];
            filter.and(
                "((a.path >= ? AND a.path < ?) OR (a.industry_path >= ? AND a.industry_path < ?))",
                range().into_iter().chain(range()),
            );
            filter.and("a.since >= ? AND a.since < ?", [Value::Int(from.millis()), Value::Int(until.millis())]);
        }
    }
    let whole = |n: usize| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
    filter.tail(
        "ORDER BY CASE a.state WHEN 'wanted' THEN 0 WHEN 'cleared' THEN 1 WHEN 'trying' THEN 1 ELSE 2 END, \
         a.asked_at DESC, a.id LIMIT ? OFFSET ?",
        [whole(limit), whole(offset)],
    );
    let found: Vec<Adoption> = reader.list(ADOPTIONS, &filter)?;
    rows(reader, actor, &found)
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
