//! The blind jury: chosen from reviewers, kept away from their own, each judging for themselves.

use kernel::id::PersonId;
use kernel::{Actor, Error, Faults, Reason, Result, Role, Verdict};
use ledger::Recorded;
use serde_json::json;
use store::{Json, Reader, Tx};

use super::{By, open, put, record, settle};
use crate::judging::Judging;
use crate::lifecycle::{EditionState, EditionStep, State, Step};
use crate::model::{Edition, EditionId, Entry, EntryId, Ground, Recusal, Score};
use crate::policy::{self, SeenEntry, organises};
use crate::score::total;
use crate::store::{CONVENE, ENTRIES_OF, RECUSE, SCORE, UNSCORE, entry};

/// Why this juror may not judge this entry: a share in it, or the same house. At an enterprise's own campaign all
/// are of one house; there the unit counts.
///
/// # Errors
/// Broken, when the database fails.
pub fn conflict(reader: &Reader<'_>, edition: &Edition, juror: &Actor, entry: &Entry) -> Result<Option<Ground>> {
    let shares = works::authors::includes(reader, entry.work, juror.person)?
        || entry.content().team.iter().any(|member| member.person == juror.person);
    if shares || entry.entered_by == juror.person {
        return Ok(Some(Ground::Author));
    }
    let home = match juror.place.enterprise {
        Some(enterprise) if enterprise == edition.node => juror.place.unit == entry.unit,
        other => other == Some(entry.enterprise),
    };
    Ok(home.then_some(Ground::Home))
}

/// The organiser chooses jurors, or adds some.
///
/// # Errors
/// As every step; invalid at `people` for nobody, for somebody who is no reviewer, and for somebody who holds the
/// edition and so sees the names.
pub fn convene(tx: &mut Tx<'_>, by: &By, id: EditionId, people: &[PersonId]) -> Result<Recorded<Edition>> {
    let (seen, _) = open(tx, by, id, EditionStep::Convene)?;
    if people.is_empty() {
        return Err(Error::invalid("people", "campaign-choose"));
    }
    for person in people {
        let juror = identity::actors::actor(tx, *person, by.now, &[])?;
        let key = if !juror.has_somewhere(Role::Reviewer) {
            "campaign-juror-no-reviewer"
        } else if organises(&juror, &seen.it) {
            "campaign-juror-organises"
        } else {
            tx.execute(&CONVENE, (id, *person, by.now))?;
            continue;
        };
        return Err(Error::Invalid(Faults::one("people", Reason::new(key).with("name", &juror.name))));
    }
    let mut recorded = ledger::unchanged(());
    if seen.it.state == EditionState::InReview {
        recorded = keep_away(tx, by, &seen.it)?;
    }
    Ok(recorded.and(settle(tx, by, seen.it, EditionStep::Convene, &json!({ "people": people }))?))
}

/// The review begins. What no level has passed on by now stays where it is, ended.
///
/// # Errors
/// As every step; refused before entries close, while something waits for its check, without any entry, or when
/// too few jurors are left for one.
pub fn review(tx: &mut Tx<'_>, by: &By, id: EditionId) -> Result<Recorded<Edition>> {
    let (seen, next) = open(tx, by, id, EditionStep::Review)?;
    let mut it = seen.it;
    if by.now.date() <= it.closes {
        return Err(Error::Refused(Reason::new("campaign-still-open").with("until", it.closes)));
    }
    let mut recorded = ledger::unchanged(());
    for entry in tx.all(&ENTRIES_OF, (id,))? {
        match entry.state {
            State::Nominated if entry.node == Some(it.node) => {
                return Err(Error::Refused(Reason::new("campaign-check-waits").with("serial", &entry.serial)));
            }
            State::Submitted | State::Nominated => {
                let entry = Entry { state: State::Stopped, ..entry };
                recorded = recorded.and(put(tx, by, entry, Step::Stop, &json!({ "late": true }))?.with(()));
            }
            _ => {}
        }
    }
    it.state = next;
    recorded = recorded.and(keep_away(tx, by, &it)?);
    let judging = Judging::read(tx, &it)?;
    if judging.entries.is_empty() {
        return Err(Error::refused("campaign-nothing-to-judge"));
    }
    if let Some(short) = judging.entries.iter().find(|judged| !judged.is_manned()) {
        return Err(too_few(short.entry.number, it.plan().least_jurors));
    }
    let what = json!({ "jurors": judging.jurors, "entries": judging.entries.len() });
    Ok(recorded.and(settle(tx, by, it, EditionStep::Review, &what)?))
}

/// Too few jurors are left for an entry.
pub(super) fn too_few(number: Option<i64>, least: i64) -> Error {
    let reason = Reason::new("campaign-too-few-jurors").with("least", least);
    Error::Refused(reason.with("number", number.unwrap_or_default()))
}

/// Keeps every juror away from what is theirs; each time a fact of its own.
fn keep_away(tx: &mut Tx<'_>, by: &By, edition: &Edition) -> Result<Recorded> {
    let judging = Judging::read(tx, edition)?;
    let mut recorded = ledger::unchanged(());
    for juror in &judging.jurors {
        let juror = identity::actors::actor(tx, *juror, by.now, &[])?;
        for judged in judging.entries.iter().filter(|judged| judged.judges.contains(&juror.person)) {
            let it = &judged.entry;
            if let Some(ground) = conflict(tx, edition, &juror, it)? {
                let away = Recusal { entry: it.id, juror: juror.person, ground, reason: String::new(), at: by.now };
                tx.execute(&RECUSE, &away)?;
                let what = json!({ "juror": juror.person, "ground": ground });
                recorded = recorded.and(record(tx, by, it, Step::Recuse, &what)?);
            }
        }
    }
    Ok(recorded)
}

/// The entry as a juror meets it: they need not see the record, and mostly may not.
fn before_juror(tx: &Tx<'_>, by: &By, id: EntryId, step: Step) -> Result<SeenEntry> {
    let seen = policy::meet(tx, &by.actor, entry(tx, id)?)?;
    if !seen.juror {
        return Err(Error::NotFound);
    }
    policy::check_entry(&by.actor, &seen, step)?;
    Ok(seen)
}

/// A juror judges: a mark for each criterion. They may change their mind until everybody has judged.
///
/// # Errors
/// As every step; denied to who has recused themselves or must; invalid by criterion; refused once all are in.
pub fn score(tx: &mut Tx<'_>, by: &By, id: EntryId, marks: &[i64], comment: &str) -> Result<Recorded<Entry>> {
    let seen = before_juror(tx, by, id, Step::Score)?;
    let plan = seen.edition.plan();
    Verdict::when(conflict(tx, &seen.edition, &by.actor, &seen.it)?.is_none(), "campaign-juror-away").check()?;
    let judging = Judging::read(tx, &seen.edition)?;
    let judged = judging.entries.iter().find(|judged| judged.entry.id == id).ok_or(Error::NotFound)?;
    Verdict::when(judged.judges.contains(&by.actor.person), "campaign-juror-away").check()?;
    if judged.is_complete() {
        return Err(Error::refused("campaign-scores-complete"));
    }
    let mut faults = Faults::none();
    for at in 0..plan.rubric.len() {
        if marks.get(at).is_none_or(|mark| !(0..=plan.scale).contains(mark)) {
            faults.add(format!("mark-{at}"), Reason::new("campaign-mark-outside").with("most", plan.scale));
        }
    }
    faults.check()?;
    let total = total(&plan.rubric, marks);
    let row = Score {
        entry: id,
        juror: by.actor.person,
        marks: Json(marks.to_vec()),
        total,
        comment: comment.to_owned(),
        at: by.now,
    };
    tx.execute(&SCORE, &row)?;
    let what = json!({ "marks": marks, "total": total, "comment": comment });
    Ok(record(tx, by, &seen.it, Step::Score, &what)?.with(seen.it))
}

/// A juror declares that they should not judge an entry; what they gave is taken out.
///
/// # Errors
/// As every step.
pub fn recuse(tx: &mut Tx<'_>, by: &By, id: EntryId, reason: &str) -> Result<Recorded<Entry>> {
    let seen = before_juror(tx, by, id, Step::Recuse)?;
    let juror = by.actor.person;
    let row = Recusal { entry: id, juror, ground: Ground::Declared, reason: reason.to_owned(), at: by.now };
    if tx.execute(&RECUSE, &row)? == 0 {
        return Ok(ledger::unchanged(seen.it));
    }
    tx.execute(&UNSCORE, (id, juror))?;
    let what = json!({ "juror": juror, "ground": Ground::Declared, "reason": reason });
    Ok(record(tx, by, &seen.it, Step::Recuse, &what)?.with(seen.it))
}
