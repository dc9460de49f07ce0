//! What time does by itself: the end of publicity, a word before a norm's protection ends, and one before the law's three
//! months for rewarding a patent are over.

use jobs::{Handler, Run, Schedule, When};
use kernel::clock::DAY;
use kernel::id::PersonId;
use kernel::{Error, Result, Role};
use notices::NewNotice;
use store::Reader;
use web::App;

use crate::actions::clear;
use crate::model::Norm;
use crate::store::{NORM_REMINDED, NORMS_ENDING, OVER, load, parts};
use crate::telling::inside;

/// When it is looked at.
pub const SCHEDULES: &[Schedule] = &[Schedule { kind: KIND, when: When::Minutes(10) }];

const KIND: &str = "awards/deadlines";
/// How many are dealt with in one look.
const BATCH: i64 = 200;
/// How many days before its end a protection is spoken of.
const BEFORE: i64 = 30;

/// Who looks.
pub fn handlers(_: &App) -> Vec<Handler> {
    vec![Handler::new(KIND, look)]
}

async fn look(run: Run) -> Result<()> {
    let now = run.now;
    for (id,) in run.db.read(move |reader| reader.all(&OVER, (now, BATCH))).await? {
        match ledger::change(&run.db, move |tx| clear(tx, id, now)).await {
            // Somebody objected, or another node was faster: it is not over, or no longer ours.
            Ok(_) | Err(Error::Overtaken | Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    while run.db.write(move |tx| crate::rewards::remind(tx, now)).await? {}
    let until = now.plus_millis(BEFORE * DAY).date();
    let norms = run.db.read(move |reader| reader.all(&NORMS_ENDING, (until, BATCH))).await?;
    for norm in norms {
        run.db
            .write(move |tx| {
                if tx.execute(&NORM_REMINDED, (norm.id,))? == 0 {
                    return Ok(());
                }
                for person in concerned(tx, &norm, now)? {
                    let notice = NewNotice::new(person, "notice-award-norm", format!("/awards/{}", norm.award));
                    let notice = notice.with("norm", norm.norm.as_str()).with("until", norm.until.to_string());
                    notices::inbox::put(tx, notice, now)?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

/// Its people who work there and the officers of the place.
fn concerned(reader: &Reader<'_>, norm: &Norm, now: kernel::Time) -> Result<Vec<PersonId>> {
    let award = load(reader, norm.award)?;
    let mut people: Vec<PersonId> =
        parts(reader, norm.award)?.into_iter().filter(|part| !part.origin).map(|part| part.person).collect();
    people.extend(inside(reader, Role::InnovationOfficer, &award.place(), now)?);
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
