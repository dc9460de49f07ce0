//! Assessments: written over the figures of the day, signed by somebody who answers for them, and frozen.

use std::collections::BTreeMap;

use kernel::{By, Error, Faults, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use stats::{Node, Period};
use store::{Json, Reader, Tx};

use super::{begin, note, settle};
use crate::assessment::{Assessing, Assessment, AssessmentId, Verdict};
use crate::lifecycle::{State, Step};
use crate::model::{Plan, PlanId};
use crate::policy;
use crate::store::{ASSESSMENT, ASSESSMENT_OF, INSERT_ASSESSMENT, KEEP_SHEET, UPDATE_ASSESSMENT};
use crate::whole::Whole;

/// What is said in an assessment.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Of the whole.
    pub words: String,
    /// What came of it.
    pub verdict: Option<Verdict>,
    /// Of each goal, by its id.
    pub notes: BTreeMap<String, String>,
}

impl Assessing {
    /// The step that signs it.
    pub fn signing(self) -> Step {
        match self {
            Assessing::Halfway => Step::SignHalfway,
            Assessing::Final => Step::SignFinal,
        }
    }
}

/// An assessment of a plan that the actor may see, with the plan. What is not signed stays at its node.
///
/// # Errors
/// Not found.
pub fn find(reader: &Reader<'_>, by: &By, plan: PlanId, id: AssessmentId) -> Result<(Plan, Assessment)> {
    let it = policy::find(reader, &by.actor, plan)?;
    let found = reader.find(&ASSESSMENT, (id,))?.filter(|one| one.plan == plan).ok_or(Error::NotFound)?;
    if found.signed_at.is_none() && !policy::at(&by.actor, &policy::HOME, it.unit) {
        return Err(Error::NotFound);
    }
    Ok((it, found))
}

/// Begins an assessment. One that was begun is yielded as it is.
///
/// # Errors
/// As every step; refused for a second one halfway.
pub fn assess(
    tx: &mut Tx<'_>,
    by: &By,
    plan: PlanId,
    id: AssessmentId,
    kind: Assessing,
) -> Result<Recorded<Assessment>> {
    let (it, _) = begin(tx, &By { version: None, ..by.clone() }, plan, Step::Assess)?;
    if let Some(there) = tx.find(&ASSESSMENT_OF, (plan, kind))? {
        return Ok(ledger::unchanged(there));
    }
    if kind == Assessing::Halfway && it.state != State::InForce {
        return Err(Error::refused("plan-not-in-this-state"));
    }
    let new = Assessment {
        id,
        plan,
        kind,
        words: String::new(),
        verdict: None,
        notes: Json(BTreeMap::new()),
        version: 1,
        drafted_by: by.actor.person,
        drafted_at: by.now,
        signed_by: None,
        signed_at: None,
        frozen_year: None,
        frozen_whole: None,
    };
    tx.execute(&INSERT_ASSESSMENT, &new)?;
    Ok(note(tx, by, &it, Step::Assess, &json!({ "assessment": id, "kind": kind }))?.with(new))
}

/// Writes it.
///
/// # Errors
/// As every step; refused, when it is signed; overtaken.
pub fn write(tx: &mut Tx<'_>, by: &By, plan: PlanId, id: AssessmentId, said: &Written) -> Result<Recorded<Assessment>> {
    let (it, _) = begin(tx, &By { version: None, ..by.clone() }, plan, Step::Assess)?;
    let (_, found) = find(tx, by, plan, id)?;
    by.has_seen(found.version)?;
    if found.signed_at.is_some() {
        return Err(Error::refused("plan-assessment-signed"));
    }
    let new = Assessment {
        words: said.words.clone(),
        verdict: said.verdict,
        notes: Json(said.notes.clone()),
        version: found.version + 1,
        ..found
    };
    tx.settle(&UPDATE_ASSESSMENT, &new)?;
    let what = json!({ "assessment": id, "text": new.words, "verdict": new.verdict, "notes": new.notes.0 });
    Ok(note(tx, by, &it, Step::Assess, &what)?.with(new))
}

/// Signs it over the figures that the signer saw: `seen` is the digest of that table. They are kept in the same
/// transaction, and nothing is counted between.
///
/// # Errors
/// As every step; invalid at `verdict` and `words`, when they are not written, and at `figures`, when these changed since
/// they were shown.
pub fn sign(
    tx: &mut Tx<'_>,
    by: &By,
    book: &stats::Book,
    plan: PlanId,
    id: AssessmentId,
    seen: &str,
) -> Result<Recorded<Assessment>> {
    let (_, mut found) = find(tx, by, plan, id)?;
    let step = found.kind.signing();
    let (mut it, next) = begin(tx, &By { version: None, ..by.clone() }, plan, step)?;
    by.has_seen(found.version)?;
    if found.signed_at.is_some() {
        return Err(Error::refused("plan-assessment-signed"));
    }
    let mut faults = Faults::none();
    if found.verdict.is_none() {
        faults.add("verdict", Reason::new("plan-verdict-needed"));
    }
    if found.words.is_empty() {
        faults.add("words", Reason::new("text-empty"));
    }
    faults.check()?;

    let whole = Whole::of(tx, &book.indicators, it.clone(), by.now)?;
    let (node, indicators) = (Node::from(&whole.unit), whole.indicators());
    let (first, year) = (*it.years().start(), it.year_at(by.now));
    let mut freeze = |period| stats::freeze(tx, &book.sources, &node, period, &indicators, by.now);
    let of_year = freeze(Period::year(year))?;
    let of_whole = freeze(Period::months(first * 12, year * 12 + 12))?;
    // Read again under the lock of the freeze: what is kept is what was frozen.
    let sheet = Whole::of(tx, &book.indicators, it.clone(), by.now)?.sheet();
    let digest = sheet.digest()?;
    if digest != seen {
        return Err(Error::invalid("figures", "plan-figures-moved"));
    }
    tx.execute(&KEEP_SHEET, (id, Json(sheet)))?;
    (found.signed_by, found.signed_at) = (Some(by.actor.person), Some(by.now));
    (found.frozen_year, found.frozen_whole) = (Some(of_year.id), Some(of_whole.id));
    found.version += 1;
    tx.settle(&UPDATE_ASSESSMENT, &found)?;
    it.state = next;
    let what = json!({
        "assessment": id, "verdict": found.verdict, "figures": digest, "position": of_year.position,
        "frozen": [of_year.id, of_whole.id],
    });
    Ok(settle(tx, by, it, step, &what)?.with(found))
}
