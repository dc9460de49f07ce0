//! Whom a step concerns.

use identity::grants;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Result, Role, Time};
use ledger::SealedRow;
use notices::{NewNotice, Teller};
use store::Reader;

use crate::lifecycle::Step;
use crate::model::{KIND, REMINDER, Report};
use crate::policy::{MAKERS, signers};
use crate::store::{NAME, load};

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[tell];

fn tell(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    if entry.kind == REMINDER {
        return reminded(reader, entry);
    }
    let Some(step) = Step::from_word(&entry.step).filter(|_| entry.kind == KIND) else { return Ok(Vec::new()) };
    let it = load(reader, entry.subject.cast())?;
    let holders = |unit: UnitId, roles: &[Role]| holders(reader, unit, roles, entry.at);
    let others = |people: Vec<PersonId>| people.into_iter().filter(|one| *one != it.drafted_by).collect::<Vec<_>>();
    let (people, key) = match step {
        Step::AskReview => (others(holders(it.unit, &[&MAKERS[..], signers(&it)].concat())?), "notice-report-review"),
        Step::Pass => (others(holders(it.unit, signers(&it))?), "notice-report-sign"),
        Step::Return => (vec![it.drafted_by], "notice-report-return"),
        Step::Sign => (concerned(&it), "notice-report-signed"),
        Step::Send | Step::Answer => {
            let key = if step == Step::Send { "notice-report-sent" } else { "notice-report-answer" };
            (it.sent_to.map(|to| holders(to, &[Role::UnionOfficer])).transpose()?.unwrap_or_default(), key)
        }
        Step::Receive => (concerned(&it), "notice-report-received"),
        Step::Question => (concerned(&it), "notice-report-question"),
        Step::Draft | Step::Write | Step::Drop => return Ok(Vec::new()),
    };
    let by = match entry.actor {
        Some(actor) => reader.find(&NAME, (actor,))?.map(|(name,)| name).unwrap_or_default(),
        None => String::new(),
    };
    let period = crate::period::code(it.grain, it.period());
    let notice = |person| {
        let notice = NewNotice::new(person, key, Report::path_of(it.id));
        notice.with("node", it.name.as_str()).with("period", period.as_str()).with("name", by.as_str())
    };
    Ok(people.into_iter().filter(|person| Some(*person) != entry.actor).map(notice).collect())
}

/// Its drafter, its signer and who reviewed it.
fn concerned(it: &Report) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = [Some(it.drafted_by), it.signed_by, it.reviewed_by].into_iter().flatten().collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// A report has not come: whoever makes reports there is told.
fn reminded(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    let unit: UnitId = entry.subject.cast();
    let period = entry.payload()["period"].as_str().unwrap_or_default().to_owned();
    let people = holders(reader, unit, &MAKERS, entry.at)?;
    let href = format!("/reports/new?unit={unit}&period={period}");
    let notice = |person| NewNotice::new(person, "notice-report-remind", href.clone()).with("period", period.as_str());
    Ok(people.into_iter().map(notice).collect())
}

/// Who holds one of these roles at this very node.
fn holders(reader: &Reader<'_>, unit: UnitId, roles: &[Role], at: Time) -> Result<Vec<PersonId>> {
    let held = grants::at(reader, unit, at)?;
    let held = held.into_iter().filter(|one| one.starts_at <= at && roles.contains(&one.role));
    let mut people: Vec<PersonId> = held.map(|one| one.person).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
