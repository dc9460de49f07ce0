//! 成果: what is open and in use, by words or the newest first.

use std::collections::HashMap;

use kernel::id::UnitId;
use kernel::lifecycle::Word as _;
use kernel::{Path, Result, Time};
use search::{MAX_LIMIT, Viewer};
use store::{Filter, Reader, Value, statements};
use web::App;
use works::cards::{self, CARDS};
use works::{Card, Kind, WorkId};

use crate::ground::Ground;
use crate::public::open;

statements! {
    /// What was taken over most often among the newest takings-over since some day, so many works. However many there
    /// were, only the newest are counted.
    TAKEN_OVER: (Time, i64) => (WorkId, i64) =
        "SELECT l.work, COUNT(*) FROM (SELECT u.work FROM work_use u \
            WHERE u.source IS NOT NULL AND u.ended_at IS NULL AND u.since >= $1 ORDER BY u.since DESC LIMIT 2000) l \
         GROUP BY l.work ORDER BY COUNT(*) DESC, l.work DESC LIMIT $2";
}

/// By how many units works are used, and what finance has signed for that.
const USES: &str = "SELECT u.work, COUNT(*), CAST(COALESCE(SUM(f.fen), 0) AS BIGINT), COUNT(f.work_use) FROM work_use u \
    LEFT JOIN work_figure f ON f.work_use = u.id WHERE";
const NAMES: &str = "SELECT u.id, u.short_name FROM unit u WHERE";

/// Works that were taken over and are looked at for what may be shown of them.
const CANDIDATES: i64 = 60;

/// Where a list goes on: after a work in the order of time, or after so many of those that fit the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// After this work.
    Work(Time, WorkId),
    /// After so many.
    Many(usize),
}

impl After {
    /// As an address carries it.
    pub fn to_text(self) -> String {
        match self {
            After::Work(at, id) => format!("{}.{id}", at.millis()),
            After::Many(many) => many.to_string(),
        }
    }

    /// From an address; what cannot be read is the beginning.
    pub fn parse(text: &str) -> Option<After> {
        match text.split_once('.') {
            Some((at, id)) => Some(After::Work(Time::from_millis(at.parse().ok()?), id.parse().ok()?)),
            None => text.parse().ok().filter(|many| *many < MAX_LIMIT).map(After::Many),
        }
    }
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Words; none for everything, the newest first.
    pub text: String,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only of this industry.
    pub industry: String,
    /// Only from this part.
    pub part: Option<Path>,
    /// Where to go on.
    pub after: Option<After>,
    /// At most so many.
    pub limit: usize,
}

/// Works, and where their list goes on.
#[derive(Default)]
pub struct Listed {
    /// The works.
    pub cards: Vec<Card>,
    /// Where the list goes on, if it does.
    pub next: Option<After>,
}

/// What was found, with what stands beside it.
pub struct Found {
    /// The ground.
    pub ground: Ground,
    /// The results.
    pub lines: Vec<Line>,
    /// Where the list goes on, if it does.
    pub next: Option<After>,
    /// The industries there is anything of.
    pub industries: Vec<String>,
    /// Whether the city that was asked for is none of the parts: then nothing is found rather than everything.
    pub nowhere: bool,
}

/// A page of what was asked for, from the part with this code or from everywhere; none before there is a ground.
///
/// # Errors
/// Broken, when the index or the database fails.
pub async fn find(app: &App, mut asked: Asked, city: &str) -> Result<Option<Found>> {
    let Some(ground) = app.db.read(Ground::read).await? else { return Ok(None) };
    asked.part = ground.part(city).map(|part| part.path.clone());
    let nowhere = !city.is_empty() && asked.part.is_none();
    let kinds = asked.kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    let best = web::best_works(&app.index, Viewer::default(), &asked.text, &kinds, asked.part.as_ref()).await?;
    let found = app.db.read(move |reader| {
        let found = if nowhere { Listed::default() } else { list(reader, &asked, best.as_deref())? };
        let lines = lines(reader, &ground, found.cards)?;
        Ok(Found { lines, next: found.next, industries: cards::industries(reader)?, nowhere, ground })
    });
    found.await.map(Some)
}

/// A page of what was asked for, when the best that fit the words are known.
///
/// # Errors
/// Broken, when the database fails.
pub fn list(reader: &Reader<'_>, asked: &Asked, best: Option<&[WorkId]>) -> Result<Listed> {
    let mut filter = Filter::new();
    open(&mut filter);
    if let Some(kind) = asked.kind {
        filter.and("w.kind = ?", [Value::Text(kind.word())]);
    }
    if !asked.industry.is_empty() {
        filter.and("w.industry = ?", [Value::Text(&asked.industry)]);
    }
    if let Some(part) = &asked.part {
        filter.and("w.path >= ? AND w.path < ?", [Value::Text(part.as_str()), Value::Owned(part.end())]);
    }
    let Some(best) = best else {
        if let Some(After::Work(at, id)) = asked.after {
            let [at, same] = [at, at].map(|at| Value::Int(at.millis()));
            filter.and("w.at <= ? AND (w.at < ? OR w.id < ?)", [at, same, Value::Id(id.uuid())]);
        }
        let limit = Value::Int(i64::try_from(asked.limit + 1).unwrap_or(i64::MAX));
        filter.tail("ORDER BY w.at DESC, w.id DESC LIMIT ?", [limit]);
        let mut cards: Vec<Card> = reader.list(CARDS, &filter)?;
        let more = cards.len() > asked.limit;
        cards.truncate(asked.limit);
        let next = cards.last().filter(|_| more).map(|card| After::Work(card.at, card.id));
        return Ok(Listed { cards, next });
    };
    filter.and_in("w.id", best.iter().map(|id| Value::Id(id.uuid())));
    let mut cards: Vec<Card> = reader.list(CARDS, &filter)?;
    cards.sort_by_key(|card| best.iter().position(|id| *id == card.id));
    let from = if let Some(After::Many(many)) = asked.after { many } else { 0 };
    let until = from + asked.limit;
    let next = (cards.len() > until).then_some(After::Many(until));
    Ok(Listed { cards: cards.into_iter().skip(from).take(asked.limit).collect(), next })
}

/// What spreads: the results that most took over since `since`, and the newest where those are not enough.
/// Two statements, or three.
///
/// # Errors
/// Broken, when the database fails.
pub fn spreading(reader: &Reader<'_>, since: Time, many: usize) -> Result<Vec<Card>> {
    let taken = reader.all(&TAKEN_OVER, (since, CANDIDATES))?;
    let ids: Vec<WorkId> = taken.into_iter().map(|(id, _)| id).collect();
    let mut cards = if ids.is_empty() { Vec::new() } else { these(reader, &ids)? };
    cards.truncate(many);
    if cards.len() < many {
        let newest = list(reader, &Asked { limit: many, ..Asked::default() }, None)?.cards;
        let known: Vec<WorkId> = cards.iter().map(|card| card.id).collect();
        cards.extend(newest.into_iter().filter(|card| !known.contains(&card.id)));
        cards.truncate(many);
    }
    Ok(cards)
}

/// Those of these works that are for everybody, in this order.
fn these(reader: &Reader<'_>, ids: &[WorkId]) -> Result<Vec<Card>> {
    let mut filter = Filter::new();
    open(&mut filter);
    filter.and_in("w.id", ids.iter().map(|id| Value::Id(id.uuid())));
    let mut cards: Vec<Card> = reader.list(CARDS, &filter)?;
    cards.sort_by_key(|card| ids.iter().position(|id| *id == card.id));
    Ok(cards)
}

/// A result with what is told beside it.
pub struct Line {
    /// The work.
    pub card: Card,
    /// The enterprise it comes from.
    pub enterprise: String,
    /// The part it comes from.
    pub place: String,
    /// By how many units it is used.
    pub uses: i64,
    /// What finance has signed for these uses, of twelve months each.
    pub fen: i64,
    /// For how many of them finance has signed something.
    pub audited: i64,
}

/// Works with what is told beside them. Two statements, however many there are.
///
/// # Errors
/// Broken, when the database fails.
pub fn lines(reader: &Reader<'_>, ground: &Ground, cards: Vec<Card>) -> Result<Vec<Line>> {
    if cards.is_empty() {
        return Ok(Vec::new());
    }
    let mut filter = Filter::new();
    filter.and_in("u.work", cards.iter().map(|card| Value::Id(card.id.uuid())));
    filter.and("u.ended_at IS NULL", []);
    filter.tail("GROUP BY u.work", []);
    let uses = reader.list::<(WorkId, i64, i64, i64)>(USES, &filter)?;
    let uses: HashMap<WorkId, (i64, i64, i64)> =
        uses.into_iter().map(|(work, uses, fen, audited)| (work, (uses, fen, audited))).collect();
    let mut filter = Filter::new();
    filter.and_in("u.id", cards.iter().map(|card| Value::Id(card.enterprise.uuid())));
    let names: HashMap<UnitId, String> = reader.list::<(UnitId, String)>(NAMES, &filter)?.into_iter().collect();
    let line = |card: Card| {
        let (uses, fen, audited) = uses.get(&card.id).copied().unwrap_or_default();
        Line {
            enterprise: names.get(&card.enterprise).cloned().unwrap_or_default(),
            place: ground.part_of(&card.path).map(|part| part.name.clone()).unwrap_or_default(),
            uses,
            fen,
            audited,
            card,
        }
    };
    Ok(cards.into_iter().map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_list_goes_on_is_read_as_it_was_written_and_nonsense_is_the_beginning() {
        let id: WorkId = "0199f3b2-7c1e-7b4a-9d25-3f6a1c0e8b57".parse().unwrap();
        for after in [After::Work(Time::from_millis(1_781_064_000_000), id), After::Many(40)] {
            assert_eq!(After::parse(&after.to_text()), Some(after));
        }
        for odd in ["", "x", "1.2", "-4", "999999999999", ".0199f3b2-7c1e-7b4a-9d25-3f6a1c0e8b57"] {
            assert_eq!(After::parse(odd), None, "{odd}");
        }
    }
}
