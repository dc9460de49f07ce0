//! What is done to a report: one verb, one function, one transaction.

mod draft;
mod layouts;
mod remind;
mod sign;

pub use draft::{Draft, draft, supplement, write};
pub use layouts::{change, find as find_layout, make, retire};
pub use remind::{owing, remind, remind_by_itself};
pub use sign::sign;

use identity::grants;
use kernel::lifecycle::Word;
use kernel::{By, Error, Result, Role};
use ledger::{Fact, Recorded};
use serde::Serialize;
use serde_json::json;
use store::Tx;

use crate::lifecycle::{State, Step};
use crate::model::{KIND, Report, ReportId};
use crate::policy;
use crate::store::save;

/// Finds the report and checks that the actor may take `step` now; yields it with the state the step leads to.
fn begin(tx: &Tx<'_>, by: &By, id: ReportId, step: Step) -> Result<(Report, State)> {
    let it = policy::find(tx, &by.actor, id)?;
    let next = policy::check(&by.actor, &it, step)?;
    by.has_seen(it.version)?;
    Ok((it, next))
}

/// Writes the report over the version that was read, and records the step.
fn settle(tx: &mut Tx<'_>, by: &By, mut it: Report, step: Step, what: &impl Serialize) -> Result<Recorded<Report>> {
    it.version += 1;
    save(tx, &it)?;
    Ok(record(tx, by, &it, step, what)?.with(it))
}

fn record(tx: &mut Tx<'_>, by: &By, it: &Report, step: Step, what: &impl Serialize) -> Result<Recorded> {
    let fact = Fact::new(KIND, it.id.any(), step.word(), by.now).counted_at(&it.place());
    ledger::append(tx, fact.by(&by.actor).with(1, what))
}

/// Asks somebody else of the node to look through it.
///
/// # Errors
/// As every step.
pub fn ask_review(tx: &mut Tx<'_>, by: &By, id: ReportId) -> Result<Recorded<Report>> {
    let (it, next) = begin(tx, by, id, Step::AskReview)?;
    settle(tx, by, Report { state: next, ..it }, Step::AskReview, &json!({}))
}

/// Somebody else found it in order.
///
/// # Errors
/// As every step.
pub fn pass(tx: &mut Tx<'_>, by: &By, id: ReportId, note: &str) -> Result<Recorded<Report>> {
    let (mut it, next) = begin(tx, by, id, Step::Pass)?;
    (it.state, it.reviewed_by, it.reviewed_at) = (next, Some(by.actor.person), Some(by.now));
    settle(tx, by, it, Step::Pass, &json!({ "note": note }))
}

/// Back to whoever drafted it, with the reason.
///
/// # Errors
/// As every step.
pub fn send_back(tx: &mut Tx<'_>, by: &By, id: ReportId, reason: &str) -> Result<Recorded<Report>> {
    let (mut it, next) = begin(tx, by, id, Step::Return)?;
    (it.state, it.reviewed_by, it.reviewed_at) = (next, None, None);
    settle(tx, by, it, Step::Return, &json!({ "reason": reason }))
}

/// Sends it to the nearest union above that has an officer.
///
/// # Errors
/// As every step; refused, when there is nobody above.
pub fn send(tx: &mut Tx<'_>, by: &By, id: ReportId) -> Result<Recorded<Report>> {
    let (mut it, next) = begin(tx, by, id, Step::Send)?;
    let place = it.place();
    let above = grants::over(tx, Role::UnionOfficer, &place, by.now)?;
    let regional = |held: &&grants::Held| held.unit != it.unit && held.path.covers(&it.path);
    let to = above.iter().find(regional).or_else(|| above.iter().find(|held| held.unit != it.unit));
    let to = to.ok_or_else(|| Error::refused("report-nobody-above"))?.unit;
    (it.state, it.sent_to, it.sent_at) = (next, Some(to), Some(by.now));
    settle(tx, by, it, Step::Send, &json!({ "to": to }))
}

/// The officer above has it.
///
/// # Errors
/// As every step.
pub fn receive(tx: &mut Tx<'_>, by: &By, id: ReportId, note: &str) -> Result<Recorded<Report>> {
    let (mut it, next) = begin(tx, by, id, Step::Receive)?;
    (it.state, it.received_by, it.received_at) = (next, Some(by.actor.person), Some(by.now));
    settle(tx, by, it, Step::Receive, &json!({ "note": note }))
}

/// The officer above asks, with the reason. The figures stay.
///
/// # Errors
/// As every step.
pub fn question(tx: &mut Tx<'_>, by: &By, id: ReportId, reason: &str) -> Result<Recorded<Report>> {
    let (it, next) = begin(tx, by, id, Step::Question)?;
    settle(tx, by, Report { state: next, ..it }, Step::Question, &json!({ "reason": reason }))
}

/// Answers what was asked.
///
/// # Errors
/// As every step.
pub fn answer(tx: &mut Tx<'_>, by: &By, id: ReportId, words: &str) -> Result<Recorded<Report>> {
    let (it, next) = begin(tx, by, id, Step::Answer)?;
    settle(tx, by, Report { state: next, ..it }, Step::Answer, &json!({ "text": words }))
}

/// Gives it up before it was signed.
///
/// # Errors
/// As every step.
pub fn drop(tx: &mut Tx<'_>, by: &By, id: ReportId) -> Result<Recorded<Report>> {
    let (mut it, next) = begin(tx, by, id, Step::Drop)?;
    (it.state, it.slot) = (next, None);
    settle(tx, by, it, Step::Drop, &json!({}))
}
