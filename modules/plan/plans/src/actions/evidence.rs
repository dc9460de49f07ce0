//! Evidence: what was measured on a day, with its files. It is never changed; what was wrong is withdrawn with the reason.

use jiff::civil::Date;
use kernel::{By, Error, Result};
use ledger::Recorded;
use serde_json::json;
use store::{Reader, Tx};

use super::{begin_as, settle};
use crate::amount::Amount;
use crate::lifecycle::Step;
use crate::model::{Evidence, EvidenceId, FileId, FileRow, Goal, GoalId, Measuring, Plan, PlanId};
use crate::policy;
use crate::store::{INSERT_EVIDENCE, INSERT_FILE, ONE_EVIDENCE, WITHDRAW, goal};

/// Evidence as it was typed, with the files that were taken in.
#[derive(Clone, Debug)]
pub struct Recording {
    /// Its id.
    pub id: EvidenceId,
    /// On which day.
    pub day: Date,
    /// How much.
    pub amount: Amount,
    /// What it is.
    pub words: String,
    /// Its files.
    pub files: Vec<web::attachments::Taken>,
}

/// Records what was measured of a goal that no indicator measures: whoever answers for it, or who makes the plan.
///
/// # Errors
/// As every step; refused for other goals; invalid at `day`, when it lies outside the plan or is still to come.
pub fn record(tx: &mut Tx<'_>, by: &By, plan: PlanId, of: GoalId, new: &Recording) -> Result<Recorded<Plan>> {
    let goal = goal(tx, plan, of)?;
    let (it, _) = begin_as(tx, by, plan, Step::Record, &[goal.owner])?;
    if goal.measuring != Measuring::Evidence || !goal.is_own(it.kind) {
        return Err(Error::refused("plan-not-by-evidence"));
    }
    if new.day > by.now.date() {
        return Err(Error::invalid("day", "plan-day-to-come"));
    }
    if !it.years().contains(&i32::from(new.day.year())) {
        return Err(Error::invalid("day", "plan-day-outside"));
    }
    let evidence = Evidence {
        id: new.id,
        plan,
        goal: of,
        day: new.day,
        amount: new.amount,
        words: new.words.clone(),
        by_person: by.actor.person,
        at: by.now,
        withdrawn_by: None,
        withdrawn_at: None,
        withdrawn_why: String::new(),
    };
    if tx.execute(&INSERT_EVIDENCE, &evidence)? == 0 {
        return Ok(ledger::unchanged(it));
    }
    for file in &new.files {
        let row = FileRow {
            id: FileId::new(by.now),
            plan,
            evidence: new.id,
            name: file.name.clone(),
            mime: file.mime.to_owned(),
            size: file.size,
            digest: file.digest.clone(),
            thumbnail: file.thumbnail.clone(),
        };
        tx.execute(&INSERT_FILE, &row)?;
    }
    let digests: Vec<String> = new.files.iter().map(|file| hex::encode(&file.digest)).collect();
    let what = json!({
        "goal": of, "name": goal.name, "evidence": new.id, "day": new.day, "amount": new.amount, "text": new.words,
        "files": digests,
    });
    settle(tx, by, it, Step::Record, &what)
}

/// What was recorded, with its goal, if the actor may withdraw it: asked before anything is said of what they typed.
///
/// # Errors
/// As every step.
pub fn to_withdraw(reader: &Reader<'_>, by: &By, plan: PlanId, id: EvidenceId) -> Result<(Evidence, Goal)> {
    let it = policy::find(reader, &by.actor, plan)?;
    let found = reader.find(&ONE_EVIDENCE, (id,))?.filter(|one| one.plan == plan).ok_or(Error::NotFound)?;
    let goal = goal(reader, plan, found.goal)?;
    policy::check(&by.actor, &it, Step::Withdraw, &[goal.owner])?;
    Ok((found, goal))
}

/// Withdraws what was wrong.
///
/// # Errors
/// As every step; refused, when it was withdrawn before.
pub fn withdraw(tx: &mut Tx<'_>, by: &By, plan: PlanId, id: EvidenceId, why: &str) -> Result<Recorded<Plan>> {
    let (found, goal) = to_withdraw(tx, by, plan, id)?;
    let (it, _) = begin_as(tx, by, plan, Step::Withdraw, &[goal.owner])?;
    if tx.execute(&WITHDRAW, (id, by.actor.person, by.now, why))? == 0 {
        return Err(Error::refused("plan-withdrawn-already"));
    }
    let what = json!({ "goal": goal.id, "name": goal.name, "evidence": id, "amount": found.amount, "reason": why });
    settle(tx, by, it, Step::Withdraw, &what)
}
