//! The list, its publicity, the results and their certificates; and taking an honour back.

use certificates::{Holder, Issue, Kind, Rank};
use identity::{Unit, UnitKind};
use kernel::calendar::WorkCalendar;
use kernel::{Error, Fen, Reason, Result, Time};
use ledger::Recorded;
use serde_json::json;
use store::{Reader, Tx};
use works::prizes::{self, Prize};

use super::judge::too_few;
use super::{By, begin, open, put, settle};
use crate::judging::Judging;
use crate::lifecycle::{EditionStep, State, Step};
use crate::model::{Edition, EditionId, Entry, EntryId};
use crate::policy;
use crate::store::{ENTRIES_OF, OPEN_OBJECTIONS};

/// A grade for an entry, as its place among the plan's grades; none for no grade.
pub type Choice = (EntryId, Option<usize>);

/// The organiser makes the list, or makes it anew before it is public.
///
/// # Errors
/// As every step; refused, while scores are missing; invalid at `grade-<n>`, when a grade is given more often than
/// its quota, and at `grades` when nobody gets one.
pub fn list(tx: &mut Tx<'_>, by: &By, id: EditionId, choices: &[Choice]) -> Result<Recorded<Edition>> {
    let (seen, next) = open(tx, by, id, EditionStep::List)?;
    let mut it = seen.it;
    let judging = Judging::read(tx, &it)?;
    if let Some(short) = judging.entries.iter().find(|judged| !judged.is_manned()) {
        return Err(too_few(short.entry.number, it.plan().least_jurors));
    }
    if !judging.is_complete() {
        return Err(Error::refused("campaign-scores-missing"));
    }
    let chosen = |entry: EntryId| choices.iter().find(|(one, _)| *one == entry).and_then(|(_, grade)| *grade);
    for (at, grade) in it.plan().grades.iter().enumerate() {
        let given = judging.entries.iter().filter(|judged| chosen(judged.entry.id) == Some(at)).count();
        if given as i64 > grade.quota {
            let reason = Reason::new("campaign-over-quota").with("grade", &grade.name).with("quota", grade.quota);
            return Err(Error::Invalid(kernel::Faults::one("grades", reason)));
        }
    }
    let grades = it.plan().grades.len();
    let mut recorded = ledger::unchanged(());
    let mut listed = 0;
    for judged in judging.entries {
        let grade = chosen(judged.entry.id).filter(|grade| *grade < grades);
        let step = if grade.is_some() { Step::List } else { Step::PassOver };
        let seen = policy::meet(tx, &by.actor, judged.entry)?;
        let state = policy::check_entry(&by.actor, &seen, step)?;
        let entry = Entry { state, grade: grade.map(|grade| grade as i64), score: judged.score, ..seen.it };
        listed += usize::from(grade.is_some());
        let what = json!({ "grade": grade, "score": judged.score });
        recorded = recorded.and(put(tx, by, entry, step, &what)?.with(()));
    }
    if listed == 0 {
        return Err(Error::invalid("grades", "campaign-nobody-listed"));
    }
    it.state = next;
    Ok(recorded.and(settle(tx, by, it, EditionStep::List, &json!({ "listed": listed }))?))
}

/// The list is public for the edition's working days before it counts.
///
/// # Errors
/// As every step.
pub fn publish(tx: &mut Tx<'_>, by: &By, id: EditionId) -> Result<Recorded<Edition>> {
    let (seen, next) = open(tx, by, id, EditionStep::Publish)?;
    let days = seen.it.plan().publicity_days;
    let until: Time = WorkCalendar::china().deadline(by.now.timestamp(), days).into();
    let it = Edition { state: next, public_until: Some(until), ..seen.it };
    settle(tx, by, it, EditionStep::Publish, &json!({ "until": until }))
}

/// The results are announced, and every honoured team gets its certificate.
///
/// # Errors
/// As every step; refused, while the publicity runs or an objection waits for its answer.
pub fn finish(tx: &mut Tx<'_>, by: &By, id: EditionId, document: &str) -> Result<Recorded<Edition>> {
    let (seen, next) = open(tx, by, id, EditionStep::Finish)?;
    let it = seen.it;
    if let Some(until) = it.public_until.filter(|until| by.now <= *until) {
        return Err(Error::Refused(Reason::new("campaign-publicity-runs").with("until", until.date())));
    }
    if !tx.all(&OPEN_OBJECTIONS, (id,))?.is_empty() {
        return Err(Error::refused("campaign-objections-open"));
    }
    let node = identity::tree::unit(tx, it.node)?;
    let mut recorded = ledger::unchanged(());
    for entry in tx.all(&ENTRIES_OF, (id,))?.into_iter().filter(|entry| entry.state == State::Listed) {
        let seen = policy::meet(tx, &by.actor, entry)?;
        let state = policy::check_entry(&by.actor, &seen, Step::Honour)?;
        let issued = certificates::issue(tx, by, &issue(tx, by, &it, &seen.it, &node, document)?)?;
        let prize = prize(&it, &seen.it, by.now);
        if let Some(prize) = &prize {
            prizes::put(tx, prize)?;
        }
        let code = issued.value().code.clone();
        let won = prize.map(|prize| prize.amount);
        let what = json!({ "grade": seen.it.grade, "certificate": code, "document": document, "prize": won });
        let entry = Entry { state, certificate: Some(code), ..seen.it };
        recorded = recorded.and(issued.with(())).and(put(tx, by, entry, Step::Honour, &what)?.with(()));
    }
    let it = Edition { state: next, document: document.to_owned(), finished_at: Some(by.now), ..it };
    Ok(recorded.and(settle(tx, by, it, EditionStep::Finish, &json!({ "document": document }))?))
}

/// The money of an entry's grade, where the enterprise of the work itself gives it.
fn prize(it: &Edition, entry: &Entry, now: Time) -> Option<Prize> {
    let grade = it.plan().grades.get(usize::try_from(entry.grade?).ok()?)?;
    let own = it.node == entry.enterprise && grade.money > Fen(0);
    own.then(|| Prize {
        id: entry.id.cast(),
        work: entry.work,
        campaign: format!("{} {}", it.name, grade.name),
        amount: grade.money,
        at: now,
    })
}

fn issue(tx: &Reader<'_>, by: &By, it: &Edition, entry: &Entry, node: &Unit, document: &str) -> Result<Issue> {
    let grade = entry.grade.and_then(|grade| it.plan().grades.get(usize::try_from(grade).ok()?));
    let grade = grade.ok_or_else(|| Error::broken("an entry is honoured without a grade"))?;
    let content = entry.content();
    let holder = |member: &crate::model::Member| Holder { person: member.person, name: member.name.clone() };
    Ok(Issue {
        kind: Kind::Campaign,
        subject: entry.work.any(),
        href: entry.href(),
        rank: rank(tx, node)?,
        honour: format!("{} {}：{}", it.name, grade.name, content.title),
        holders: content.team.iter().map(holder).collect(),
        holder_unit: content.enterprise.clone(),
        place: entry.place(),
        issuer: it.node,
        document: document.to_owned(),
        issued_on: by.now.date(),
    })
}

/// How high an honour of this node is. An industrial union stands as high as the union it belongs to; a township
/// gives what a unit gives.
fn rank(reader: &Reader<'_>, node: &Unit) -> Result<Rank> {
    Ok(match node.kind {
        UnitKind::Province => Rank::Province,
        UnitKind::City => Rank::City,
        UnitKind::County => Rank::County,
        UnitKind::IndustryUnion => match node.parent {
            Some(parent) => match identity::tree::unit(reader, parent)?.kind {
                UnitKind::City => Rank::City,
                UnitKind::County => Rank::County,
                _ => Rank::Province,
            },
            None => Rank::Province,
        },
        UnitKind::Township | UnitKind::Enterprise | UnitKind::Workshop | UnitKind::Team => Rank::Unit,
    })
}

/// Takes an honour back, and its certificate with it.
///
/// # Errors
/// As every step.
pub fn revoke(tx: &mut Tx<'_>, by: &By, id: EntryId, reason: &str) -> Result<Recorded<Entry>> {
    let (seen, next) = begin(tx, by, id, Step::Revoke)?;
    let mut recorded = ledger::unchanged(());
    if let Some(code) = &seen.it.certificate {
        let by = By { version: None, ..by.clone() };
        recorded = recorded.and(certificates::actions::revoke(tx, &by, code, reason)?.with(()));
    }
    prizes::withdraw(tx, seen.it.id.cast())?;
    let it = Entry { state: next, reason: reason.to_owned(), ..seen.it };
    Ok(recorded.and(put(tx, by, it, Step::Revoke, &json!({ "reason": reason }))?))
}
