//! Deadlines: a reminder before, an escalation after. Whoever has a suggestion is reminded once, some
//! working days before it is due; once it is overdue the node above is told, once. Above the enterprise
//! only numbers travel: the union's officer reads how many are late, not what they say.

use std::collections::HashMap;

use jobs::{Handler, Run, Schedule, When};
use kernel::id::{PersonId, UnitId};
use kernel::{Result, Role, Time};
use notices::NewNotice;
use store::{Reader, statements};
use web::App;

use crate::lifecycle::State;
use crate::model::{Suggestion, SuggestionId};
use crate::record::working_days;
use crate::rules::Rules;
use crate::store::{DUE, SET_REMINDED, load};
use crate::telling::{self, officers};

/// When deadlines are looked at.
pub const SCHEDULES: &[Schedule] = &[Schedule { kind: KIND, when: When::Minutes(10) }];

const KIND: &str = "suggestions/deadlines";
/// How many are dealt with in one transaction.
const BATCH: i64 = 200;
/// How far ahead is looked for what may be due soon, in days: more working days before than this
/// nobody is reminded.
const AHEAD: i64 = 30;

/// Not reminded yet, reminded, escalated: what `reminded` holds.
const REMINDED: i64 = 1;
const ESCALATED: i64 = 2;

statements! {
    /// Not reminded of, due from `$1` to before `$3`, after the last one of the batch before.
    COMING: (Time, SuggestionId, Time, i64) => (SuggestionId, Time, UnitId) =
        "SELECT id, due_at, enterprise FROM suggestion \
         WHERE reminded = 0 AND due_at < $3 AND (due_at > $1 OR (due_at = $1 AND id > $2)) ORDER BY due_at, id LIMIT $4";
}

/// Who looks.
pub fn handlers(_: &App) -> Vec<Handler> {
    vec![Handler::new(KIND, look)]
}

async fn look(run: Run) -> Result<()> {
    escalate(&run).await?;
    remind(&run).await
}

/// What a batch comes to: which suggestions are marked as what, and who is told.
#[derive(Default)]
struct Batch {
    marks: Vec<(SuggestionId, i64, Vec<NewNotice>)>,
    /// Late suggestions by union officer and the node they answer for: they are told how many, once.
    late: HashMap<(PersonId, UnitId), Vec<(SuggestionId, String)>>,
}

/// Writes a batch. A suggestion that another node marked meanwhile is told of by that one alone.
async fn settle(run: &Run, batch: Batch) -> Result<()> {
    let now = run.now;
    run.db
        .write(move |tx| {
            let mut fresh = Vec::new();
            for (id, mark, notices) in &batch.marks {
                if tx.execute(&SET_REMINDED, (*id, *mark))? == 0 {
                    continue;
                }
                fresh.push(*id);
                for notice in notices {
                    notices::inbox::put(tx, notice.clone(), now)?;
                }
            }
            for ((person, node), late) in &batch.late {
                let late: Vec<_> = late.iter().filter(|(id, _)| fresh.contains(id)).collect();
                let Some((_, serial)) = late.first() else { continue };
                let notice = NewNotice::new(*person, "notice-suggestion-late-count", format!("/nodes/{node}"))
                    .with("serial", serial.as_str())
                    .with("count", late.len());
                notices::inbox::put(tx, notice, now)?;
            }
            Ok(())
        })
        .await
}

async fn remind(run: &Run) -> Result<()> {
    let now = run.now;
    let until = now.plus_millis(AHEAD * kernel::clock::DAY);
    let mut last = (now, SuggestionId::from_uuid(Default::default()));
    loop {
        let after = last;
        let (found, batch) = run
            .db
            .read(move |reader| {
                let found = reader.all(&COMING, (after.0, after.1, until, BATCH))?;
                let mut rules: HashMap<UnitId, u32> = HashMap::new();
                let mut batch = Batch::default();
                for (id, due, enterprise) in &found {
                    let days = match rules.get(enterprise) {
                        Some(days) => *days,
                        None => Rules::of(reader, *enterprise, now)?.remind_days,
                    };
                    rules.insert(*enterprise, days);
                    if working_days(now, *due) <= i64::from(days) {
                        let it = load(reader, *id)?;
                        batch.marks.push((*id, REMINDED, reminders(reader, &it, *due, now)?));
                    }
                }
                Ok((found, batch))
            })
            .await?;
        let Some((id, due, _)) = found.last() else { return Ok(()) };
        last = (*due, *id);
        settle(run, batch).await?;
    }
}

/// Whoever has it: its owner while it is carried out, else its officer or all officers there.
fn reminders(reader: &Reader<'_>, it: &Suggestion, due: Time, now: Time) -> Result<Vec<NewNotice>> {
    let people = match it.owner.filter(|_| it.state == State::Implementing) {
        Some(owner) => vec![owner],
        None => officers(reader, it, now)?,
    };
    Ok(people.into_iter().map(|person| notice(person, "notice-suggestion-due", it, due)).collect())
}

async fn escalate(run: &Run) -> Result<()> {
    let now = run.now;
    for mark in [0, REMINDED] {
        loop {
            let batch = run
                .db
                .read(move |reader| {
                    let mut batch = Batch::default();
                    for (id, due) in reader.all(&DUE, (mark, now, BATCH))? {
                        let it = load(reader, id)?;
                        let above = above(reader, &it, now)?;
                        let told = above.iter().map(|person| notice(*person, "notice-suggestion-late", &it, due));
                        batch.marks.push((id, ESCALATED, told.collect()));
                        if above.is_empty() {
                            for officer in union(reader, &it, now)? {
                                batch.late.entry(officer).or_default().push((id, it.serial.clone()));
                            }
                        }
                    }
                    Ok(batch)
                })
                .await?;
            if batch.marks.is_empty() {
                break;
            }
            settle(run, batch).await?;
        }
    }
    Ok(())
}

/// The officers one node above whoever has it, inside the enterprise. Of a work that is late, whoever
/// has it are those who carry it out, so that the officers themselves stand above.
fn above(reader: &Reader<'_>, it: &Suggestion, now: Time) -> Result<Vec<PersonId>> {
    if it.state == State::Implementing {
        return officers(reader, it, now);
    }
    let authors = telling::people(reader, it)?;
    let held = identity::grants::over(reader, Role::InnovationOfficer, &it.place, now)?;
    let inside: Vec<_> = held.into_iter().filter(|held| held.enterprise == it.place.enterprise).collect();
    let has = inside.iter().find(|held| it.officer.is_none_or(|officer| officer == held.person));
    let Some(depth) = has.map(|held| held.path.depth()) else { return Ok(Vec::new()) };
    let higher: Vec<_> = inside
        .iter()
        .filter(|held| held.path.depth() < depth && !authors.contains(&held.person) && Some(held.person) != it.officer)
        .collect();
    let nearest = higher.iter().map(|held| held.path.depth()).max();
    Ok(higher.iter().filter(|held| Some(held.path.depth()) == nearest).map(|held| held.person).collect())
}

/// The officers of the nearest union above the enterprise in the regional tree, each with their node.
fn union(reader: &Reader<'_>, it: &Suggestion, now: Time) -> Result<Vec<(PersonId, UnitId)>> {
    let held = identity::grants::over(reader, Role::UnionOfficer, &it.place, now)?;
    let region: Vec<_> = held.into_iter().filter(|held| held.path.covers(&it.place.path)).collect();
    let nearest = region.first().map(|held| held.unit);
    Ok(region.iter().filter(|held| Some(held.unit) == nearest).map(|held| (held.person, held.unit)).collect())
}

fn notice(person: PersonId, key: &'static str, it: &Suggestion, due: Time) -> NewNotice {
    let by = due.china().strftime("%Y-%m-%d %H:%M").to_string();
    let notice = NewNotice::new(person, key, format!("/suggestions/{}", it.id));
    notice.with("title", it.title.as_str()).with("serial", it.serial.as_str()).with("due", by).urgent()
}
