//! What the unit and the author said to each other, each in their own words, signed and timed.

use kernel::Time;
use kernel::lifecycle::Word;
use ledger::SealedRow;
use serde_json::Value;
use ui::T;

use crate::lifecycle::Step;
use crate::record::chain::DECISIONS;
use crate::record::{Record, working_days};

/// Something said in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The message that names the step.
    pub step: String,
    /// The words.
    pub words: String,
    /// Whose they are.
    pub name: String,
    /// What they are there: their unit.
    pub role: String,
    /// When.
    pub at: Time,
    /// How long it took against the limit; empty where none is set.
    pub term: String,
}

/// Questions, decisions, appeals and their answers, the newest first. What was decided about the lead
/// is also the answer to what was joined to it.
pub fn answers(t: T, record: &Record) -> Vec<Answer> {
    let own = record.history.iter().filter_map(|entry| answer(t, record, entry));
    let lead = record.lead_history.iter().filter(|entry| is(entry, &DECISIONS) || is(entry, &[Step::Remark]));
    let mut all: Vec<Answer> = own.chain(lead.filter_map(|entry| answer(t, record, entry))).collect();
    all.sort_by_key(|answer| std::cmp::Reverse(answer.at));
    all
}

/// What was noted while it was carried out, the newest first.
pub fn notes(record: &Record) -> Vec<Answer> {
    let steps = [Step::Progress, Step::Apply, Step::Confirm];
    let noted = record.history.iter().rev().filter(|entry| is(entry, &steps));
    noted.filter_map(|entry| said(record, entry, "note")).collect()
}

fn answer(t: T, record: &Record, entry: &SealedRow) -> Option<Answer> {
    let steps = [Step::Return, Step::Remark, Step::Appeal, Step::Dispute];
    if !is(entry, &DECISIONS) && !is(entry, &steps) {
        return None;
    }
    let field = if is(entry, &[Step::Appeal, Step::Dispute]) { "reason" } else { "answer" };
    let mut answer = said(record, entry, field)?;
    if is(entry, &[Step::Adopt, Step::Decline, Step::Shelve, Step::PassUp]) && entry.subject == record.seen.it.id.any()
    {
        let days = working_days(record.seen.it.submitted_at, entry.at);
        answer.term = t.with2("record-took", ("days", days), ("limit", record.rules.decide_days)).into_owned();
    }
    Some(answer)
}

fn said(record: &Record, entry: &SealedRow, field: &str) -> Option<Answer> {
    let payload = entry.payload();
    let words = payload.get(field).and_then(Value::as_str).filter(|words| !words.is_empty())?;
    Some(Answer {
        step: format!("word-{}", Step::from_word(&entry.step)?),
        words: words.to_owned(),
        name: record.name(entry.actor).to_owned(),
        role: record.unit_of(entry.actor).to_owned(),
        at: entry.at,
        term: String::new(),
    })
}

fn is(entry: &SealedRow, steps: &[Step]) -> bool {
    steps.iter().any(|step| entry.step == step.word())
}
