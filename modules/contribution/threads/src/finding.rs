//! Projects, inventions and methods by words: what the search index holds of them, and what of its answer
//! somebody may see. Suggestions, adopted or not, are found by their own module.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use kernel::id::PersonId;
use kernel::{Actor, Path, Result};
use ledger::SealedRow;
use search::{Change, Doc, Index, Viewer};
use store::{Db, Filter, Reader, Value};
use web::unit_no;
use works::cards::CARDS;
use works::sight::{READERS, visible};
use works::{Card, Kind, Visibility, WorkId};

/// What is found here.
pub const KINDS: [Kind; 3] = [Kind::Project, Kind::Invention, Kind::Method];

const AUTHORS: &str = "SELECT t.work, t.person, p.name FROM work_author t JOIN person p ON p.id = t.person WHERE";

/// The documents that a batch of sealed entries touched, read fresh: two statements for a batch.
///
/// # Errors
/// Broken, when the database fails.
pub fn changes(reader: &Reader<'_>, entries: &[SealedRow]) -> Result<Vec<Change>> {
    let ours = |entry: &&SealedRow| KINDS.iter().any(|kind| entry.kind == kind.to_string());
    let ids: BTreeSet<WorkId> = entries.iter().filter(ours).map(|entry| entry.subject.cast()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let those = |column| {
        let mut filter = Filter::new();
        filter.and_in(column, ids.iter().map(|id| Value::Id(id.uuid())));
        filter
    };
    let cards: Vec<Card> = reader.list(CARDS, &those("w.id"))?;
    if cards.is_empty() {
        return Ok(Vec::new());
    }
    let mut people: HashMap<WorkId, (Vec<String>, Vec<u128>)> = HashMap::new();
    for (work, person, name) in reader.list::<(WorkId, PersonId, String)>(AUTHORS, &those("t.work"))? {
        let (names, ids) = people.entry(work).or_default();
        names.push(name);
        ids.push(person.uuid().as_u128());
    }
    Ok(cards.into_iter().map(|card| document(people.remove(&card.id).unwrap_or_default(), card)).collect())
}

fn document((names, authors): (Vec<String>, Vec<u128>), card: Card) -> Change {
    let above = card.path.ancestors().chain(card.industry_path.iter().flat_map(Path::ancestors));
    Change::Put(Box::new(Doc {
        id: card.id.uuid().as_u128(),
        kind: card.kind.number(),
        people: names.join(" "),
        authors,
        unit_no: unit_no(card.unit),
        enterprise_no: unit_no(card.enterprise),
        visibility: match card.visibility {
            Visibility::Team => search::Visibility::Team,
            Visibility::Enterprise => search::Visibility::Enterprise,
            Visibility::Public => search::Visibility::Public,
        },
        state: 0,
        category: 0,
        at_ms: card.at.millis(),
        path: above.map(|path| path.as_str().to_owned()).collect(),
        serial: card.serial,
        title: card.title,
        body: card.gist,
    }))
}

/// Whoever reads a part of an enterprise is shown all of it here and checked by the database, as the index cannot
/// cut an enterprise in parts.
fn viewer(actor: &Actor) -> Viewer {
    let reads = actor.grants.iter().filter(|grant| READERS.contains(&grant.role));
    web::viewer(actor, reads.filter_map(|grant| grant.enterprise))
}

/// What somebody looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Words; none for everything, the newest first.
    pub text: String,
    /// One kind, or all of [`KINDS`].
    pub kind: Option<Kind>,
    /// How far to skip.
    pub offset: usize,
    /// How many to show.
    pub limit: usize,
}

/// What the actor may see of it: one more than `limit`, if there are more. Of what fits the words only the
/// best two hundred are looked at.
///
/// # Errors
/// Broken, when the index or the database fails.
pub async fn find(db: &Db, index: &Arc<Index>, actor: &Actor, asked: Asked) -> Result<Vec<Card>> {
    let kinds = asked.kind.map_or_else(|| KINDS.to_vec(), |kind| vec![kind]);
    let best = web::best_works(index, viewer(actor), &asked.text, &kinds, None).await?;
    let actor = actor.clone();
    db.read(move |reader| seen(reader, &actor, &asked, &kinds, best.as_deref())).await
}

fn seen(
    reader: &Reader<'_>,
    actor: &Actor,
    asked: &Asked,
    kinds: &[Kind],
    best: Option<&[WorkId]>,
) -> Result<Vec<Card>> {
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    filter.and_in("w.kind", kinds.iter().map(|kind| Value::Owned(kind.to_string())));
    let Some(best) = best else {
        let whole = |n: usize| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
        filter.tail("ORDER BY w.at DESC, w.id DESC LIMIT ? OFFSET ?", [whole(asked.limit + 1), whole(asked.offset)]);
        return reader.list(CARDS, &filter);
    };
    filter.and_in("w.id", best.iter().map(|id| Value::Id(id.uuid())));
    let mut cards: Vec<Card> = reader.list(CARDS, &filter)?;
    cards.sort_by_key(|card| best.iter().position(|id| *id == card.id));
    Ok(cards.into_iter().skip(asked.offset).take(asked.limit + 1).collect())
}
