//! Finding by words: the index says what may fit, the database says what it is now and whether this
//! person may see it. Nothing is shown from the index alone.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use kernel::{Actor, Error, Path, Result, Time};
use search::{Filters, Hit, Index, Order, Query, Total, Viewer};
use store::{Db, Filter, Reader, Value, statements};
use uuid::Uuid;

use crate::indexing::{KIND_NO, body, place};
use crate::lifecycle::State;
use crate::model::{Category, Proposal, SuggestionId};
use crate::queries::visibility::{READERS, viewer};
use crate::queries::{ListRow, Newest, newest, seen_of};
use crate::store::SAME_TEXT;

/// Asked for beyond what a page shows, so that a row lost to the second check leaves no gap.
const SPARE: usize = 10;
/// So far one leafs through everything by the database, which reads what was leafed over again.
const BROWSED: usize = 400;
/// One's own record is looked for in the database this long after it was registered: far longer than
/// the index takes to learn of it.
const FRESH: i64 = 120_000;

statements! {
    /// What somebody put forward since a moment.
    FRESH_OF: (kernel::id::PersonId, Time) => (SuggestionId, String, String, String, String, String) =
        "SELECT id, serial, title, now_text, how_text, spot FROM suggestion WHERE author = $1 AND submitted_at >= $2 \
         AND state <> 'withdrawn' ORDER BY submitted_at DESC LIMIT 20";
}

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Anything typed; empty for everything, the newest first.
    pub text: String,
    /// Only in one of these states; empty for all.
    pub states: Vec<State>,
    /// Only of this kind.
    pub category: Option<Category>,
    /// Only at or below this node.
    pub within: Option<Path>,
    /// Only what the asker has a part in: as author, reviewer, owner, officer, or mentioned.
    pub with_me: bool,
    /// Not before.
    pub from: Option<Time>,
    /// Before.
    pub until: Option<Time>,
    /// The newest first, whatever fits best.
    pub newest: bool,
    /// How far to skip.
    pub offset: usize,
    /// How many to show.
    pub limit: usize,
}

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// The rows of this page.
    pub rows: Vec<ListRow>,
    /// How many there are, or at least are.
    pub total: Total,
    /// Where the next page begins.
    pub next: Option<usize>,
}

/// Finds what the actor may see: in the index, then checked and read in the database. What they put
/// forward a moment ago is found at once.
///
/// # Errors
/// Broken, when the index or the database fails.
pub async fn find(db: &Db, index: &Arc<Index>, actor: &Actor, asked: Asked, now: Time) -> Result<Found> {
    let (index, who, what) = (Arc::clone(index), actor.clone(), asked.clone());
    if asked.is_browsing() {
        return db.read(move |reader| browse(reader, &index, &who, &what)).await;
    }
    db.read(move |reader| {
        let (hits, total) = hits(&index, &who, &what)?;
        found(reader, &who, &what, &hits, total, now)
    })
    .await
}

/// Everything the actor may see, the newest first: the database has it in order, the index would have to
/// look at all of it. The index only says how much there is, and no further than a person counts.
fn browse(reader: &Reader<'_>, index: &Index, actor: &Actor, asked: &Asked) -> Result<Found> {
    let end = asked.offset + asked.limit;
    let wanted = Newest { most: end + 1, ..Newest::default() };
    let mut rows = newest(reader, actor, &wanted)?;
    let more = rows.len() > end;
    rows.truncate(end);
    rows.drain(..asked.offset.min(rows.len()));
    let kinds = Filters { kinds: [KIND_NO].into(), ..Filters::default() };
    let mut total = index.total(&kinds, &viewer(actor)).map_err(Error::broken)?;
    total.count = total.count.max((asked.offset + rows.len()) as u64);
    Ok(Found { rows, total, next: more.then_some(end) })
}

/// The hits of every part of the house that the actor reads, in order.
fn hits(index: &Index, actor: &Actor, asked: &Asked) -> Result<(Vec<SuggestionId>, Total)> {
    let parts = parts(actor, asked);
    let mut query = asked.query(actor);
    if parts.is_empty() {
        let found = index.query(&query, &viewer(actor)).map_err(Error::broken)?;
        return Ok((found.hits.iter().map(id).collect(), found.total));
    }
    // The same record may be found by two ways, so the ways are read from their beginning.
    (query.offset, query.limit) = (0, search::MAX_LIMIT);
    let mut found = index.query(&query, &viewer(actor)).map_err(Error::broken)?;
    let mut known: BTreeSet<u128> = found.hits.iter().map(|hit| hit.id).collect();
    for (node, viewer) in parts {
        query.filters.within = Some(node.as_str().to_owned());
        let more = index.query(&query, &viewer).map_err(Error::broken)?;
        found.total.exact &= more.total.exact && more.total.count <= more.hits.len() as u64;
        let new: Vec<Hit> = more.hits.into_iter().filter(|hit| known.insert(hit.id)).collect();
        found.total.count += new.len() as u64;
        found.hits.extend(new);
    }
    found.hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.id.cmp(&a.id)));
    let page = found.hits.iter().skip(asked.offset).take(asked.limit + SPARE);
    Ok((page.map(id).collect(), found.total))
}

/// The nodes inside an enterprise whose every text the actor reads, as searches of their own: the
/// index itself knows whole enterprises only.
fn parts(actor: &Actor, asked: &Asked) -> Vec<(Path, Viewer)> {
    let grants = actor.grants.iter().filter(|grant| READERS.contains(&grant.role));
    let inside =
        grants.filter_map(|grant| grant.enterprise.filter(|unit| *unit != grant.unit).map(|unit| (grant, unit)));
    let wanted = inside.filter(|(grant, _)| asked.within.as_ref().is_none_or(|node| node.covers(&grant.path)));
    wanted
        .map(|(grant, unit)| {
            let whole = Viewer { whole_enterprises: [web::unit_no(unit)].into(), ..viewer(actor) };
            (grant.path.clone(), whole)
        })
        .collect()
}

impl Asked {
    fn query(&self, actor: &Actor) -> Query {
        Query {
            text: self.text.clone(),
            filters: Filters {
                kinds: [KIND_NO].into(),
                states: self.states.iter().map(|state| place(*state)).collect(),
                categories: self.category.iter().map(|category| place(*category)).collect(),
                within: self.within.as_ref().map(|path| path.as_str().to_owned()),
                author: self.with_me.then(|| actor.person.uuid().as_u128()),
                from_ms: self.from.map(Time::millis),
                until_ms: self.until.map(Time::millis),
            },
            order: if self.newest { Order::Newest } else { Order::Relevance },
            offset: self.offset,
            limit: self.limit + SPARE,
        }
    }

    /// Whether nothing in particular is looked for, near the beginning.
    fn is_browsing(&self) -> bool {
        let Asked { offset, limit, .. } = *self;
        offset <= BROWSED && *self == Asked { newest: true, offset, limit, ..Asked::default() }
    }

    /// Whether nothing but words was asked for, so that a record needs no more than to hold them.
    fn is_plain(&self) -> bool {
        *self == Asked { text: self.text.clone(), newest: self.newest, limit: self.limit, ..Asked::default() }
    }
}

fn found(
    reader: &Reader<'_>,
    actor: &Actor,
    asked: &Asked,
    hits: &[SuggestionId],
    mut total: Total,
    now: Time,
) -> Result<Found> {
    let mut ids = Vec::new();
    if asked.is_plain() {
        ids = fresh(reader, actor, asked, now)?;
        ids.retain(|id| !hits.contains(id));
    }
    let own = ids.len();
    ids.extend(hits);
    let mut rows = seen_of(reader, actor, &ids)?;
    let added = rows.iter().filter(|row| ids[..own].contains(&row.id)).count() as u64;
    total.count += added;
    // The index may be a second behind in what it filters by, too.
    rows.retain(|row| row.state != State::Withdrawn);
    rows.retain(|row| asked.states.is_empty() || asked.states.contains(&row.state));
    rows.retain(|row| asked.category.is_none() || asked.category == row.category);
    if asked.newest || asked.text.is_empty() {
        rows.sort_by_key(|row| std::cmp::Reverse((row.submitted_at, row.id)));
    }
    rows.truncate(asked.limit);
    let read = rows.iter().filter_map(|row| hits.iter().position(|id| *id == row.id)).max().map_or(0, |last| last + 1);
    let more = asked.offset as u64 + (read as u64) < total.count - added && read > 0;
    Ok(Found { rows, total, next: more.then_some(asked.offset + read) })
}

/// The actor's own of the last moments that hold every word.
fn fresh(reader: &Reader<'_>, actor: &Actor, asked: &Asked, now: Time) -> Result<Vec<SuggestionId>> {
    let wanted = search::tokens::words(&asked.text);
    let recent = reader.all(&FRESH_OF, (actor.person, now.plus_millis(-FRESH)))?;
    let holds = |texts: &[&str]| {
        let text = search::tokens::fold(&texts.join("\n"));
        wanted.iter().all(|word| text.contains(word.as_str()))
    };
    let fitting = recent.into_iter().filter(|(_, serial, title, now_text, how_text, spot)| {
        holds(&[serial, title, now_text, how_text, spot, &actor.name])
    });
    Ok(fitting.map(|(id, ..)| id).collect())
}

/// The texts in which the words of a search are shown, for a page of rows.
///
/// # Errors
/// Broken, when the database fails.
pub fn passages(reader: &Reader<'_>, rows: &[ListRow]) -> Result<HashMap<SuggestionId, String>> {
    let mut filter = Filter::new();
    filter.and_in("s.id", rows.iter().map(|row| Value::Id(row.id.uuid())));
    let texts: Vec<(SuggestionId, String, String)> =
        reader.list("SELECT s.id, s.now_text, s.how_text FROM suggestion s WHERE", &filter)?;
    Ok(texts.into_iter().map(|(id, now_text, how_text)| (id, body(&now_text, &how_text, ""))).collect())
}

/// Up to `most` that somebody else put forward on the subject of a title that is being typed.
///
/// # Errors
/// Broken, when the index or the database fails.
pub async fn related(db: &Db, index: &Arc<Index>, actor: &Actor, title: &str, most: usize) -> Result<Vec<ListRow>> {
    if search::tokens::words(title).is_empty() {
        return Ok(Vec::new());
    }
    let (index, who, title) = (Arc::clone(index), viewer(actor), title.to_owned());
    let close = tokio::task::spawn_blocking(move || index.related(KIND_NO, &title, &who, most + SPARE))
        .await
        .map_err(Error::broken)?
        .map_err(Error::broken)?;
    let actor = actor.clone();
    db.read(move |reader| {
        let ids: Vec<SuggestionId> = close.iter().map(|one| by_number(one.id)).collect();
        let mut rows = seen_of(reader, &actor, &ids)?;
        rows.retain(|row| row.author != actor.person && row.state != State::Withdrawn);
        rows.truncate(most);
        Ok(rows)
    })
    .await
}

/// Up to five that the actor may see and that probably say the same: exact copies first.
///
/// # Errors
/// Broken, when the index or the database fails.
pub async fn alike(
    db: &Db,
    index: &Arc<Index>,
    actor: &Actor,
    own: SuggestionId,
    proposal: &Proposal,
) -> Result<Vec<ListRow>> {
    let (index, who) = (Arc::clone(index), viewer(actor));
    let (title, text) = (proposal.title.clone(), body(&proposal.now_text, &proposal.how_text, &proposal.spot));
    let close =
        tokio::task::spawn_blocking(move || index.similar(KIND_NO, &title, &text, &who, Some(own.uuid().as_u128())))
            .await
            .map_err(Error::broken)?
            .map_err(Error::broken)?;
    // The key under which registering keeps the text.
    let text = format!("{}\n{}", proposal.now_text, proposal.how_text);
    let key = search::same_text_key(&proposal.title, &text);
    let actor = actor.clone();
    db.read(move |reader| {
        let mut ids: Vec<SuggestionId> = Vec::new();
        if let Some(enterprise) = actor.place.enterprise {
            ids.extend(reader.all(&SAME_TEXT, (enterprise, key.as_slice()))?.into_iter().map(|(id,)| id));
        }
        for one in close {
            let id = by_number(one.id);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let mut rows = seen_of(reader, &actor, &ids)?;
        rows.retain(|row| row.id != own && row.state != State::Withdrawn);
        rows.truncate(5);
        Ok(rows)
    })
    .await
}

fn id(hit: &Hit) -> SuggestionId {
    by_number(hit.id)
}

fn by_number(number: u128) -> SuggestionId {
    SuggestionId::from_uuid(Uuid::from_u128(number))
}
