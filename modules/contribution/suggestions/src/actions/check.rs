//! The officer's formal check: back for completion, a general remark, accepted for review; joined
//! to an earlier one; given to somebody; reviewers chosen.

use kernel::id::PersonId;
use kernel::{Error, Faults, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use crate::actions::{By, begin, record, settle};
use crate::lifecycle::Step;
use crate::model::{Category, Suggestion, SuggestionId};
use crate::parts::{INVITE, LINK, REVIEWS, UNINVITE};
use crate::policy::{self, may_be_reviewer};
use crate::rules::Rules;
use crate::store::{SET_CATEGORY, SET_LEAD, load};

/// The outcomes of the check that say something to the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Sent back: what is missing.
    Return(String),
    /// A general remark: the answer.
    Remark(String),
}

/// Sends back or closes as a general remark; either way the author is told why.
///
/// # Errors
/// As every step.
pub fn check(tx: &mut Tx<'_>, by: &By, id: SuggestionId, outcome: &Checked) -> Result<Recorded<Suggestion>> {
    let (step, answer) = match outcome {
        Checked::Return(question) => (Step::Return, question),
        Checked::Remark(answer) => (Step::Remark, answer),
    };
    let (seen, next) = begin(tx, by, id, step)?;
    let mut it = seen.it.clone();
    (it.state, it.due_at) = (next, None);
    it.officer = it.officer.or(Some(by.actor.person));
    settle(tx, by, &seen.it, it, step, &json!({ "answer": answer }))
}

/// Accepts for review, in a category, with the first reviewers if any are chosen yet.
///
/// # Errors
/// As every step; invalid without a category, or with a reviewer who may not be one.
pub fn accept(
    tx: &mut Tx<'_>,
    by: &By,
    id: SuggestionId,
    category: Option<Category>,
    reviewers: &[PersonId],
) -> Result<Recorded<Suggestion>> {
    let (seen, next) = begin(tx, by, id, Step::Accept)?;
    let category =
        category.or(seen.it.category).ok_or_else(|| Error::invalid("category", "suggestion-category-needed"))?;
    let mut it = seen.it.clone();
    it.state = next;
    it.due_at = Some(it.promised_at);
    it.officer = it.officer.or(Some(by.actor.person));
    it.category = Some(category);
    tx.execute(&SET_CATEGORY, (id, category))?;
    let recorded = settle(tx, by, &seen.it, it, Step::Accept, &json!({ "category": category }))?;
    if reviewers.is_empty() {
        return Ok(recorded);
    }
    let it = recorded.value().clone();
    Ok(recorded.and(ask(tx, by, &it, reviewers, &[])?).with(it))
}

/// Gives it to another officer.
///
/// # Errors
/// As every step; invalid when the person is no officer for this part of the enterprise.
pub fn assign(tx: &mut Tx<'_>, by: &By, id: SuggestionId, officer: PersonId) -> Result<Recorded<Suggestion>> {
    let (seen, _) = begin(tx, by, id, Step::Assign)?;
    let actor = identity::actors::actor(tx, officer, by.now, &[])?;
    if !actor.has_within(kernel::Role::InnovationOfficer, &seen.it.place) {
        return Err(Error::invalid("officer", "suggestion-no-officer-there"));
    }
    let mut it = seen.it.clone();
    it.officer = Some(officer);
    settle(tx, by, &seen.it, it, Step::Assign, &json!({ "officer": officer }))
}

/// Chooses reviewers; those who have handed in stay.
///
/// # Errors
/// As every step; invalid with the reason for each person who may not review.
pub fn invite(tx: &mut Tx<'_>, by: &By, id: SuggestionId, reviewers: &[PersonId]) -> Result<Recorded<Suggestion>> {
    let (seen, _) = begin(tx, by, id, Step::Invite)?;
    let before = tx.all(&REVIEWS, (id,))?;
    let leaving: Vec<PersonId> = before
        .iter()
        .filter(|review| review.submitted_at.is_none() && !reviewers.contains(&review.reviewer))
        .map(|review| review.reviewer)
        .collect();
    let asked = ask(tx, by, &seen.it, reviewers, &leaving)?;
    Ok(asked.with(seen.it))
}

fn ask(tx: &mut Tx<'_>, by: &By, it: &Suggestion, reviewers: &[PersonId], leaving: &[PersonId]) -> Result<Recorded> {
    let rules = Rules::of(tx, it.place.enterprise.ok_or(Error::NotFound)?, by.now)?;
    let authors = works::authors::of(tx, it.id)?;
    let mut faults = Faults::none();
    for person in reviewers {
        let actor = identity::actors::actor(tx, *person, by.now, &[])?;
        let is_author = authors.iter().any(|author| author.person == *person);
        let verdict = may_be_reviewer(&actor, it, is_author, rules.line_may_not_review);
        if let Some(reason) = verdict.reason() {
            faults.add("reviewer", Reason::new(reason.key).with("name", &actor.name));
        } else if actor.place.enterprise != it.place.enterprise && !actor.has(kernel::Role::Reviewer, &it.place) {
            faults.add("reviewer", Reason::new("suggestion-reviewer-elsewhere").with("name", &actor.name));
        }
    }
    faults.check()?;
    for person in leaving {
        tx.execute(&UNINVITE, (it.id, *person))?;
    }
    for person in reviewers {
        tx.execute(&INVITE, (it.id, *person, by.now, rules.rubric.version))?;
    }
    record(tx, by, it, Step::Invite, &json!({ "reviewers": reviewers, "released": leaving }))
}

/// Joins it to an earlier one on the same matter: one answer for both, every author keeps their own
/// record and date.
///
/// # Errors
/// As every step; invalid when the lead is itself joined, is the same, or came later.
pub fn join(tx: &mut Tx<'_>, by: &By, id: SuggestionId, lead: SuggestionId) -> Result<Recorded<Suggestion>> {
    let (seen, next) = begin(tx, by, id, Step::Join)?;
    let first = policy::find(tx, &by.actor, lead)?.it;
    if first.id == id || first.lead.is_some() || first.place.enterprise != seen.it.place.enterprise {
        return Err(Error::invalid("lead", "suggestion-lead-unfit"));
    }
    if (first.submitted_at, first.id) > (seen.it.submitted_at, id) {
        return Err(Error::invalid("lead", "suggestion-lead-later"));
    }
    let mut it = seen.it.clone();
    (it.state, it.due_at, it.lead) = (next, None, Some(lead));
    tx.execute(&SET_LEAD, (id, Some(lead)))?;
    tx.execute(&LINK, (id, lead, "duplicate", by.actor.person, by.now))?;
    settle(tx, by, &seen.it, it, Step::Join, &json!({ "lead": lead, "serial": first.serial }))
}

/// Parts it again: it is checked on its own.
///
/// # Errors
/// As every step.
pub fn part(tx: &mut Tx<'_>, by: &By, id: SuggestionId) -> Result<Recorded<Suggestion>> {
    let (seen, next) = begin(tx, by, id, Step::Part)?;
    let mut it = load(tx, id)?;
    let rules = Rules::of(tx, it.place.enterprise.ok_or(Error::NotFound)?, by.now)?;
    (it.state, it.due_at, it.lead) = (next, Some(rules.check_due(by.now)), None);
    tx.execute(&SET_LEAD, (id, None))?;
    settle(tx, by, &seen.it, it, Step::Part, &json!({}))
}
