//! What is done to a statement: one verb, one function, one transaction. Each finds what the actor may
//! open, asks the policy and the lifecycle, writes the statement with its new version, and records.

use kernel::{By, Error, Faults, Reason, Result};
use ledger::{Fact, Recorded};
use serde_json::json;
use store::{Json, Tx};
use web::attachments::{self, Attachment};
use works::figures::{self, Figure};
use works::uses::UseId;

use crate::lifecycle::{State, Step};
use crate::model::{Basis, Benefit, BenefitId, Corrected, KIND, Worth};
use crate::policy::{self, Seen};
use crate::rules::Rules;
use crate::store::{ADD_VERSION, VersionRow, insert, save};

/// Hands a statement in, for the first time or again. It counts for the twelve months from the use's
/// adoption date [L1, Art. 9].
///
/// # Errors
/// Not found, denied, refused or overtaken; invalid when a line is beyond all reason.
pub fn hand_in(tx: &mut Tx<'_>, by: &By, id: UseId, basis: &Basis) -> Result<Recorded<Benefit>> {
    let seen = policy::find(tx, &by.actor, id)?;
    let step = if seen.it.is_some() { Step::Restate } else { Step::HandIn };
    let (seen, state) = begin(by, seen, step)?;
    let worth = worth(basis)?;
    let rules = rules(tx, by, &seen)?;
    let fresh = Benefit {
        id: BenefitId::new(by.now),
        work_use: id,
        work: seen.card.id,
        first: seen.work_use.is_first(),
        place: seen.work_use.place(),
        since: seen.work_use.since,
        state,
        version: 1,
        claim: basis.clone(),
        audit: None,
        claimed: Some(worth),
        audited: None,
        claimed_by: by.actor.person,
        claimed_at: by.now,
        audited_by: None,
        audited_at: None,
        due_at: Some(rules.due(by.now)),
        recheck_at: None,
    };
    let it = match &seen.it {
        None => {
            insert(tx, &fresh)?;
            fresh
        }
        Some(was) => {
            // Only an adoption date that changed leads here from a signed figure, which then holds no more.
            figures::withdraw(tx, id)?;
            let it = Benefit { id: was.id, version: was.version + 1, ..fresh };
            save(tx, &it)?;
            it
        }
    };
    record(tx, by, it, step, Some((worth, basis)), "")
}

/// Finance sends it back with the reason.
///
/// # Errors
/// As every step.
pub fn send_back(tx: &mut Tx<'_>, by: &By, id: UseId, reason: &str) -> Result<Recorded<Benefit>> {
    let seen = policy::find(tx, &by.actor, id)?;
    let (seen, state) = begin(by, seen, Step::SendBack)?;
    let it = Benefit { state, due_at: None, ..next(&seen)? };
    save(tx, &it)?;
    record(tx, by, it, Step::SendBack, None, reason)
}

/// Finance signs, with the numbers as it found them: that is the figure from now on. A figure that is
/// there already is looked at again and signed anew.
///
/// # Errors
/// As every step; invalid when the numbers do not fit what was claimed.
pub fn audit(tx: &mut Tx<'_>, by: &By, id: UseId, corrected: &Corrected, note: &str) -> Result<Recorded<Benefit>> {
    let seen = policy::find(tx, &by.actor, id)?;
    let again = seen.it.as_ref().is_some_and(|it| it.state == State::Audited);
    let step = if again { Step::Recheck } else { Step::Audit };
    let (seen, state) = begin(by, seen, step)?;
    let was = next(&seen)?;
    let basis = was.claim.corrected(corrected).map_err(|reason| Error::Invalid(Faults::one("lines", reason)))?;
    let worth = worth(&basis)?;
    let rules = rules(tx, by, &seen)?;
    let it = Benefit {
        state,
        audit: Some(basis.clone()),
        audited: Some(worth),
        audited_by: Some(by.actor.person),
        audited_at: Some(by.now),
        due_at: None,
        recheck_at: rules.next_recheck(was.since, by.now),
        ..was
    };
    save(tx, &it)?;
    let (fen, points) = worth.columns();
    let figure =
        Figure { work_use: id, statement: it.id.any(), fen, points, audited_by: by.actor.person, audited_at: by.now };
    figures::put(tx, &figure)?;
    record(tx, by, it, step, Some((worth, &basis)), note)
}

/// The figure is taken back for good: it was got by fraud [L1, Art. 21].
///
/// # Errors
/// As every step.
pub fn revoke(tx: &mut Tx<'_>, by: &By, id: UseId, reason: &str) -> Result<Recorded<Benefit>> {
    let seen = policy::find(tx, &by.actor, id)?;
    let (seen, state) = begin(by, seen, Step::Revoke)?;
    let it = Benefit { state, audited: None, due_at: None, recheck_at: None, ..next(&seen)? };
    save(tx, &it)?;
    figures::withdraw(tx, id)?;
    record(tx, by, it, Step::Revoke, None, reason)
}

/// Checks that the actor may take the step now and saw what it is taken on.
fn begin(by: &By, seen: Seen, step: Step) -> Result<(Seen, State)> {
    let state = policy::check(&by.actor, &seen, step)?;
    by.has_seen(seen.version())?;
    Ok((seen, state))
}

/// The statement with its next version.
fn next(seen: &Seen) -> Result<Benefit> {
    let it = seen.stated()?;
    Ok(Benefit { version: it.version + 1, ..it.clone() })
}

/// The rules of the enterprise that uses the work.
fn rules(tx: &Tx<'_>, by: &By, seen: &Seen) -> Result<Rules> {
    Rules::of(tx, seen.work_use.enterprise, by.now)
}

fn worth(basis: &Basis) -> Result<Worth> {
    basis.worth().map_err(|at| Error::Invalid(Faults::one(format!("line-{at}"), Reason::new("benefit-too-much"))))
}

/// Keeps the version in the history of the figure and records the step.
fn record(
    tx: &mut Tx<'_>,
    by: &By,
    it: Benefit,
    step: Step,
    figure: Option<(Worth, &Basis)>,
    note: &str,
) -> Result<Recorded<Benefit>> {
    use kernel::lifecycle::Word;
    let (fen, points) = figure.map_or((None, None), |(worth, _)| worth.columns());
    let row = VersionRow {
        benefit: it.id,
        number: it.version,
        step,
        person: by.actor.person,
        at: by.now,
        fen,
        points,
        basis: figure.map(|(_, basis)| Json(basis.clone())),
        note: note.to_owned(),
    };
    tx.execute(&ADD_VERSION, &row)?;
    // What lay before whoever stated or signed it, file by file.
    let evidence = match figure {
        Some(_) => attachments::of(tx, it.id)?.iter().map(Attachment::sha256).collect(),
        None => Vec::new(),
    };
    let what = json!({
        "use": it.work_use, "work": it.work, "since": it.since.date().to_string(), "fen": fen, "points": points,
        "basis": figure.map(|(_, basis)| basis), "note": note, "evidence": evidence,
    });
    let fact = Fact::new(KIND, it.id.any(), step.word(), by.now).counted_at(&it.place).by(&by.actor).with(1, &what);
    Ok(ledger::append(tx, fact)?.with(it))
}
