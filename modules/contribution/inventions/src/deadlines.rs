//! What follows from time: a fee that comes up, and one that was missed. Who looks after the right and the officers
//! are told, once before and once after.

use jiff::ToSpan as _;
use jiff::civil::Date;
use jobs::{Handler, Run, Schedule, When};
use kernel::id::PersonId;
use kernel::{Result, Time};
use notices::NewNotice;
use store::{Reader, Tx};
use web::App;

use crate::model::{Fee, Right};
use crate::store::{FEES_COMING, REMINDED, RIGHT, load};
use crate::telling::officers;

/// When it is looked.
pub const SCHEDULES: &[Schedule] = &[Schedule { kind: KIND, when: When::Minutes(60) }];

const KIND: &str = "inventions/fees";
/// How many are dealt with in one transaction.
const BATCH: i64 = 100;
/// How many days before its end a fee is spoken of: time for two signatures and a bank transfer.
const BEFORE: i64 = 60;

const BEFORE_DUE: i64 = 1;
const MISSED: i64 = 2;

/// The last day on which a fee is due soon.
pub fn until(today: Date) -> Date {
    today.saturating_add(BEFORE.days())
}

/// Who looks.
pub fn handlers(_: &App) -> Vec<Handler> {
    vec![Handler::new(KIND, look)]
}

async fn look(run: Run) -> Result<()> {
    let (now, today) = (run.now, run.now.date());
    let yesterday = today.saturating_sub(1.days());
    for (last, stage, key) in
        [(yesterday, MISSED, "notice-right-fee-missed"), (until(today), BEFORE_DUE, "notice-right-fee-due")]
    {
        while run.db.write(move |tx| remind(tx, last, stage, key, now)).await? == BATCH as usize {}
    }
    Ok(())
}

/// One batch of fees due up to a day, of which nobody was told as far as this stage.
fn remind(tx: &mut Tx<'_>, last: Date, stage: i64, key: &'static str, now: Time) -> Result<usize> {
    let fees = tx.all(&FEES_COMING, (last, stage, BATCH))?;
    for fee in &fees {
        if tx.execute(&REMINDED, (fee.id, stage))? == 0 {
            continue;
        }
        let right = tx.one(&RIGHT, (fee.owed_for,))?;
        for person in concerned(tx, &right, now)? {
            let notice = notice(person, key, &right, fee);
            notices::inbox::put(tx, if stage == MISSED { notice.urgent() } else { notice }, now)?;
        }
    }
    Ok(fees.len())
}

/// Who looks after it and the officers of its place.
fn concerned(reader: &Reader<'_>, right: &Right, now: Time) -> Result<Vec<PersonId>> {
    let it = load(reader, right.invention)?;
    let mut people = officers(reader, &it, now)?;
    people.push(right.keeper);
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

fn notice(person: PersonId, key: &'static str, right: &Right, fee: &Fee) -> NewNotice {
    let href = format!("/inventions/{}/rights/{}", right.invention, right.id);
    let notice = NewNotice::new(person, key, href).with("title", right.title.as_str());
    notice.with("year", fee.year.to_string()).with("due", fee.due.to_string())
}
