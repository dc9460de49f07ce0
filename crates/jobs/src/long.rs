//! Long work: what takes longer than somebody should wait for an answer. It is done in portions. Each portion is
//! one transaction that also writes how far the work is, so a house that dies goes on where it was, and whoever
//! cancels is heard between two portions; what was done until then is undone, in portions too.
//!
//! Portions of one work never overlap, whoever runs them: the worker of any node, a few portions a turn so that
//! other jobs have theirs, or a command at the terminal.

mod kind;
mod store;

use std::collections::BTreeMap;

use ::store::{Db, Json, Reader, Tx};
use kernel::id::{PersonId, UnitId};
use kernel::{Clock, Error, Reason, Result, Time};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::folds::lock_of;
use crate::queue::put;

pub use kind::{Kind, Step};
use store::{ALL, FIND, INSERT, OF_PERSON, OPEN, OPEN_OF_KIND, SAVE};
pub use store::{Long, LongId, LongState, statements};

/// Most works in a list.
const LISTED: i64 = 50;

/// Why a work failed, as a message and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The message.
    pub key: String,
    /// What stands in it.
    pub args: BTreeMap<String, String>,
}

impl From<&Reason> for Told {
    fn from(reason: &Reason) -> Told {
        let args = reason.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Told { key: reason.key.to_owned(), args }
    }
}

/// A work that is asked for.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its id.
    pub id: LongId,
    /// Who does it: the name of a [`Kind`].
    pub kind: &'static str,
    /// What it needs. Ids rather than texts.
    pub payload: Value,
    /// What it is about, for who asked.
    pub title: String,
    /// Who asks; nobody at the terminal.
    pub asked_by: Option<PersonId>,
    /// For which node.
    pub unit: Option<UnitId>,
    /// How much there is to do; 0 where nobody knows.
    pub total: i64,
}

/// Puts a work down to be done in the background.
///
/// # Errors
/// Broken, when the database fails.
pub fn ask(tx: &mut Tx<'_>, order: Order, now: Time) -> Result<Long> {
    let long = note(tx, order, now)?;
    queue(tx, &long, now)?;
    Ok(long)
}

/// Puts a work down that whoever asks does themselves, with [`run`].
///
/// # Errors
/// Broken, when the database fails.
pub fn note(tx: &mut Tx<'_>, order: Order, now: Time) -> Result<Long> {
    let Order { id, kind, payload, title, asked_by, unit, total } = order;
    let long = Long {
        id,
        kind: kind.to_owned(),
        payload: Json(payload),
        title,
        asked_by,
        unit,
        asked_at: now,
        state: LongState::Waiting,
        done: 0,
        total,
        firm: false,
        seen_at: now,
        ended_at: None,
        result: None,
        fault: None,
    };
    tx.execute(&INSERT, &long)?;
    Ok(long)
}

/// The work with this id.
///
/// # Errors
/// Not found.
pub fn find(reader: &Reader<'_>, id: LongId) -> Result<Long> {
    reader.one(&FIND, (id,))
}

/// What somebody asked for, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(reader: &Reader<'_>, person: PersonId) -> Result<Vec<Long>> {
    reader.all(&OF_PERSON, (person, LISTED))
}

/// What anybody asked for, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn all(reader: &Reader<'_>) -> Result<Vec<Long>> {
    reader.all(&ALL, (LISTED,))
}

/// A work of this kind that is not over, where there may be only one.
///
/// # Errors
/// Broken, when the database fails.
pub fn open_of(reader: &Reader<'_>, kind: &str) -> Result<Option<Long>> {
    reader.find(&OPEN_OF_KIND, (kind,))
}

/// Cancels a work: what it has done is undone. Cancelling twice is cancelling once.
///
/// # Errors
/// Refused, when it is over or can no longer be undone.
pub fn cancel(tx: &mut Tx<'_>, id: LongId, now: Time) -> Result<Long> {
    tx.lock(lock(id))?;
    let mut long = find(tx, id)?;
    match long.state {
        LongState::Waiting | LongState::Running if long.firm => return Err(Error::refused("long-firm")),
        LongState::Waiting | LongState::Running => long.state = LongState::Stopping,
        LongState::Stopping => return Ok(long),
        LongState::Done | LongState::Cancelled | LongState::Failed => return Err(Error::refused("long-over")),
    }
    save(tx, &long)?;
    queue(tx, &long, now)?;
    Ok(long)
}

/// Takes up whatever is not over: a house that opens goes on with what its predecessor left.
///
/// # Errors
/// Broken, when the database fails.
pub fn wake(tx: &mut Tx<'_>, now: Time) -> Result<()> {
    for long in tx.all(&OPEN, ())? {
        queue(tx, &long, now)?;
    }
    Ok(())
}

/// Does a work to its end here, telling how far it is after each portion.
///
/// # Errors
/// Broken, when the database fails; the work then goes on with the next house that opens.
pub async fn run(db: &Db, kind: &Kind, clock: &Clock, id: LongId, mut tell: impl FnMut(&Long)) -> Result<Long> {
    loop {
        let long = advance(db, kind, clock, id).await?;
        tell(&long);
        if long.state.is_over() {
            return Ok(long);
        }
    }
}

/// One portion, done or undone; where the work stands after it.
async fn advance(db: &Db, kind: &Kind, clock: &Clock, id: LongId) -> Result<Long> {
    let (does, now) = (kind.clone(), clock.now());
    let error = match db.write(move |tx| portion(tx, &does, id, now)).await {
        Err(error) => error,
        done => return done,
    };
    let reason = match &error {
        Error::Broken(_) | Error::Busy | Error::TooMany(_) => return Err(error),
        Error::Denied(reason) | Error::Refused(reason) => reason.clone(),
        Error::Invalid(faults) => faults.iter().next().map_or(Reason::new("long-lost"), |(_, reason)| reason.clone()),
        Error::Overtaken => Reason::new("long-overtaken"),
        Error::NotFound | Error::SignIn => Reason::new("long-lost"),
    };
    // The portion left nothing; those before it are undone from here on.
    db.write(move |tx| fail(tx, id, &reason)).await
}

fn portion(tx: &mut Tx<'_>, kind: &Kind, id: LongId, now: Time) -> Result<Long> {
    tx.lock(lock(id))?;
    let mut long = find(tx, id)?;
    if long.state.is_over() {
        return Ok(long);
    }
    if long.state == LongState::Stopping {
        if kind.undo(tx, &long, now)? {
            long.state = if long.fault.is_some() { LongState::Failed } else { LongState::Cancelled };
            long.ended_at = Some(now);
        }
    } else {
        let step = kind.portion(tx, &long, now)?;
        long.state = LongState::Running;
        (long.done, long.firm) = (step.done, step.firm);
        long.total = step.total.max(if long.total > 0 { step.done } else { 0 });
        if let Some(result) = step.ended {
            (long.state, long.ended_at, long.result) = (LongState::Done, Some(now), result);
        }
    }
    long.seen_at = now;
    save(tx, &long)?;
    Ok(long)
}

/// A work that cannot go on: it stops, and says why when everything is undone. One that cannot even be undone is
/// left as it is.
fn fail(tx: &mut Tx<'_>, id: LongId, reason: &Reason) -> Result<Long> {
    tx.lock(lock(id))?;
    let mut long = find(tx, id)?;
    if long.state.is_over() {
        return Ok(long);
    }
    long.state = if long.state == LongState::Stopping { LongState::Failed } else { LongState::Stopping };
    long.fault = long.fault.or(Some(Json(Told::from(reason))));
    save(tx, &long)?;
    Ok(long)
}

fn save(tx: &mut Tx<'_>, long: &Long) -> Result<()> {
    let Long { id, state, done, total, firm, seen_at, ended_at, result, fault, .. } = long;
    tx.settle(&SAVE, (*state, *done, *total, *firm, *seen_at, *ended_at, result.as_deref(), fault, *id))
}

/// At most one turn of a work waits; one that is under way does not count, as it may have looked already.
fn queue(tx: &mut Tx<'_>, long: &Long, now: Time) -> Result<()> {
    put(tx, &long.kind, json!({ "long": long.id }), now, Some(long.id.to_string()))
}

fn lock(id: LongId) -> i64 {
    lock_of(&format!("long/{id}"))
}
