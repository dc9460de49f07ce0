//! One message a working day instead of a flood: at eight, everything new and unread since the last
//! time, at most twenty of it by name. What was in a digest is not repeated; without news there is none.

use jiff::civil::time;
use jobs::{Run, Schedule, When};
use kernel::calendar::WorkCalendar;
use kernel::id::PersonId;
use kernel::{Error, Result, Time};
use store::Tx;

use crate::deliver::{DIGEST_KIND, Parcel, dispatch};
use crate::store::{CONSIDERED, TOLD, TO_TELL, WAITING};

/// Notices named in one digest.
pub const MOST_NAMED: i64 = 20;
/// People told in one transaction.
const BATCH: i64 = 100;

/// The digest, each day at eight in China.
pub fn schedules() -> Vec<Schedule> {
    vec![Schedule { kind: DIGEST_KIND, when: When::Daily(time(8, 0, 0, 0)) }]
}

/// Puts down the digests of one morning. Broken off and run again, it tells nobody twice: each
/// person's channels note the morning in the transaction that puts their digest down.
pub(crate) async fn send(run: Run) -> Result<()> {
    let slot = run.job.payload["slot"].as_i64().map(Time::from_millis);
    let slot = slot.ok_or_else(|| Error::broken("a digest without its morning"))?;
    if !WorkCalendar::china().is_working_day(slot.date()) {
        return Ok(());
    }
    let now = run.now;
    while run.db.write(move |tx| send_some(tx, slot, now)).await? == BATCH as usize {}
    Ok(())
}

fn send_some(tx: &mut Tx<'_>, slot: Time, now: Time) -> Result<usize> {
    let people = tx.all(&TO_TELL, (slot, BATCH))?;
    for (person,) in &people {
        send_one(tx, *person, slot, now)?;
    }
    Ok(people.len())
}

fn send_one(tx: &mut Tx<'_>, person: PersonId, slot: Time, now: Time) -> Result<()> {
    if tx.execute(&CONSIDERED, (slot, person))? == 0 {
        return Ok(());
    }
    let named = tx.all(&WAITING, (person, slot, MOST_NAMED))?;
    let told = tx.execute(&TOLD, (person, slot))?;
    let more = told.saturating_sub(named.len() as u64);
    let notices = named.into_iter().map(|(id,)| id).collect();
    dispatch(tx, &Parcel { person, notices, more }, now).map(drop)
}
