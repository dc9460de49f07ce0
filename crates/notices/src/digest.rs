//! One message a working day instead of a flood: at eight, everything new and unread since the last
//! time, at most twenty of it by name. What was in a digest is not repeated; without news there is none.

use jiff::civil::time;
use jobs::{Run, Schedule, When};
use kernel::calendar::WorkCalendar;
use kernel::id::PersonId;
use kernel::{Error, Result, Time};
use store::Tx;
use uuid::Uuid;

use crate::deliver::{DIGEST_KIND, Parcel, dispatch};
use crate::store::{CONSIDERED, TO_TELL, TOLD, WAITING};

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
    let (now, mut last) = (run.now, Some(PersonId::from_uuid(Uuid::nil())));
    while let Some(after) = last {
        last = run.db.write(move |tx| send_some(tx, slot, after, now)).await?;
    }
    Ok(())
}

/// Tells the next people after `after`; the last of them, if any.
fn send_some(tx: &mut Tx<'_>, slot: Time, after: PersonId, now: Time) -> Result<Option<PersonId>> {
    let people = tx.all(&TO_TELL, (slot, after, BATCH))?;
    for (person,) in &people {
        send_one(tx, *person, slot, now)?;
    }
    Ok(people.last().map(|(person,)| *person))
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
