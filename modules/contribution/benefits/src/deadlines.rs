//! What follows from time: a figure comes up for its re-check, finance is reminded before a deadline, the
//! head of the enterprise is told after it. Each once.

use jobs::{Handler, Run, Schedule, When};
use kernel::calendar::WorkCalendar;
use kernel::{Result, Role, Time};
use notices::NewNotice;
use store::{Reader, Tx, statements};
use web::App;

use crate::model::{Benefit, BenefitId};
use crate::rules::Rules;
use crate::store::load;
use crate::telling::{finance, holders, notice};

/// When it is looked.
pub const SCHEDULES: &[Schedule] = &[Schedule { kind: KIND, when: When::Minutes(10) }];

const KIND: &str = "benefits/deadlines";
/// How many are dealt with in one transaction.
const BATCH: i64 = 100;
/// How far ahead is looked for what may be due soon, in days.
const AHEAD: i64 = 30;

const REMINDED: i64 = 1;
const ESCALATED: i64 = 2;

statements! {
    /// Signed, up for a re-check, and nobody was asked yet.
    COME_UP: (Time, i64) => (BenefitId,) =
        "SELECT id FROM benefit WHERE state = 'audited' AND recheck_at <= $1 AND due_at IS NULL ORDER BY recheck_at, id LIMIT $2";
    ASK: (BenefitId, Time) => () =
        "UPDATE benefit SET due_at = $2, reminded = 0 WHERE id = $1 AND due_at IS NULL";
    /// Not reminded of, due from `$1` to before `$3`, after the last one of the batch before.
    COMING: (Time, BenefitId, Time, i64) => (BenefitId, Time) =
        "SELECT id, due_at FROM benefit \
         WHERE reminded = 0 AND due_at < $3 AND (due_at > $1 OR (due_at = $1 AND id > $2)) ORDER BY due_at, id LIMIT $4";
    LATE: (Time, i64) => (BenefitId, Time) =
        "SELECT id, due_at FROM benefit WHERE reminded < 2 AND due_at < $1 ORDER BY due_at, id LIMIT $2";
    MARK: (BenefitId, i64) => () = "UPDATE benefit SET reminded = $2 WHERE id = $1 AND reminded < $2";
}

/// Who looks.
pub fn handlers(_: &App) -> Vec<Handler> {
    vec![Handler::new(KIND, look)]
}

async fn look(run: Run) -> Result<()> {
    let now = run.now;
    while run.db.write(move |tx| come_up(tx, now)).await? == BATCH as usize {}
    while run.db.write(move |tx| escalate(tx, now)).await? == BATCH as usize {}
    let mut last = (now, BenefitId::from_uuid(Default::default()));
    while let Some(next) = run.db.write(move |tx| remind(tx, last, now)).await? {
        last = next;
    }
    Ok(())
}

/// Figures whose day has come are put before finance, which then has its working days.
fn come_up(tx: &mut Tx<'_>, now: Time) -> Result<usize> {
    let found = tx.all(&COME_UP, (now, BATCH))?;
    for (id,) in &found {
        let it = load(tx, *id)?;
        let rules = Rules::of(tx, it.enterprise().ok_or(kernel::Error::NotFound)?, now)?;
        if tx.execute(&ASK, (*id, rules.due(now)))? == 1 {
            tell_finance(tx, &it, "notice-benefit-look-again", rules.due(now), now)?;
        }
    }
    Ok(found.len())
}

fn escalate(tx: &mut Tx<'_>, now: Time) -> Result<usize> {
    let found = tx.all(&LATE, (now, BATCH))?;
    for (id, due) in &found {
        if tx.execute(&MARK, (*id, ESCALATED))? == 0 {
            continue;
        }
        let it = load(tx, *id)?;
        for person in holders(tx, Role::Approver, &it, now)? {
            let late = with_due(notice_of(tx, &it, person, "notice-benefit-late")?, *due);
            notices::inbox::put(tx, late.urgent(), now)?;
        }
    }
    Ok(found.len())
}

/// One batch of reminders; yields where the next begins.
fn remind(tx: &mut Tx<'_>, after: (Time, BenefitId), now: Time) -> Result<Option<(Time, BenefitId)>> {
    let until = now.plus_millis(AHEAD * kernel::clock::DAY);
    let found = tx.all(&COMING, (after.0, after.1, until, BATCH))?;
    for (id, due) in &found {
        let it = load(tx, *id)?;
        let rules = Rules::of(tx, it.enterprise().ok_or(kernel::Error::NotFound)?, now)?;
        let left = WorkCalendar::china().working_days_between(now.date(), due.date());
        if left <= i64::from(rules.remind_days) && tx.execute(&MARK, (*id, REMINDED))? == 1 {
            tell_finance(tx, &it, "notice-benefit-due", *due, now)?;
        }
    }
    Ok(found.last().map(|(id, due)| (*due, *id)))
}

fn tell_finance(tx: &mut Tx<'_>, it: &Benefit, key: &'static str, due: Time, now: Time) -> Result<()> {
    for person in finance(tx, it, now)? {
        let told = with_due(notice_of(tx, it, person, key)?, due);
        notices::inbox::put(tx, told.urgent(), now)?;
    }
    Ok(())
}

fn notice_of(reader: &Reader<'_>, it: &Benefit, person: kernel::id::PersonId, key: &'static str) -> Result<NewNotice> {
    Ok(notice(person, key, it, &works::cards::load(reader, it.work)?))
}

fn with_due(notice: NewNotice, due: Time) -> NewNotice {
    notice.with("due", due.china().strftime("%Y-%m-%d %H:%M").to_string())
}

/// Working minutes until a deadline, in the form the chip takes; negative once it has passed.
pub fn minutes_left(now: Time, due: Time) -> i64 {
    let span = WorkCalendar::china().working_hours_left(now.timestamp(), due.timestamp());
    let rest = i64::from(span.hours) * 60 + i64::from(span.minutes);
    let days = i64::from(span.days) * ui::format::WORKING_DAY;
    // A working day has nine hours and the chip counts eight: the rest must not make one more.
    let minutes = if days > 0 { days + rest.min(ui::format::WORKING_DAY - 1) } else { rest };
    if span.overdue { -minutes.max(1) } else { minutes }
}
