//! The unit's check: back for completion, excluded under a rule, accepted as a version and reviewed.

use kernel::{Error, Faults, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::{Json, Tx};

use super::{By, open, record, settle};
use crate::lifecycle::Step;
use crate::model::{Level, Method, MethodId, NamingId, Standing};
use crate::rules::{self, Rule, Terms};
use crate::store::{INSERT_NAMING, INSERT_REVIEW, INSERT_VERSION, REVIEWS};

/// Sends it back and says what is missing.
///
/// # Errors
/// As every step.
pub fn send_back(tx: &mut Tx<'_>, by: &By, id: MethodId, question: &str) -> Result<Recorded<Method>> {
    let (seen, next) = open(tx, by, id, Step::Return)?;
    let mut it = seen.it;
    it.state = next;
    settle(tx, by, it, Step::Return, &json!({ "text": question }))
}

/// Closes it under one or more rules, with the reason in words.
///
/// # Errors
/// As every step; invalid without a rule.
pub fn exclude(tx: &mut Tx<'_>, by: &By, id: MethodId, under: &[Rule], why: &str) -> Result<Recorded<Method>> {
    let (seen, next) = open(tx, by, id, Step::Exclude)?;
    if under.is_empty() {
        return Err(Error::invalid("rule", "method-rule-needed"));
    }
    let mut it = seen.it;
    it.state = next;
    let ids: Vec<_> = under.iter().map(|rule| rule.id()).collect();
    settle(tx, by, it, Step::Exclude, &json!({ "rules": under, "ids": ids, "text": why }))
}

/// Accepts it: what it says becomes its next version, and it stands for naming at the unit.
///
/// # Errors
/// As every step; refused with the reason of a rule that excludes it.
pub fn accept(tx: &mut Tx<'_>, by: &By, id: MethodId) -> Result<Recorded<Method>> {
    let (seen, next) = open(tx, by, id, Step::Accept)?;
    let mut it = seen.it;
    let enterprise = it.place.enterprise.ok_or(Error::NotFound)?;
    rules::hold(tx, &it, &Terms::of(tx, Level::Unit, enterprise, by.now)?, by.now)?;
    it.state = next;
    it.edition += 1;
    tx.execute(&INSERT_VERSION, (id, it.edition, Json(it.content.clone()), "", by.actor.person, by.now))?;
    let naming = NamingId::new(by.now);
    let nominated = Standing::Nominated;
    tx.execute(&INSERT_NAMING, (naming, id, Level::Unit, enterprise, nominated, it.edition, by.actor.person, by.now))?;
    let payload = json!({ "edition": it.edition, "naming": naming, "content": it.content });
    settle(tx, by, it, Step::Accept, &payload)
}

/// A reviewer hands in their conclusion, once.
///
/// # Errors
/// As every step; refused the second time.
pub fn review(tx: &mut Tx<'_>, by: &By, id: MethodId, favours: bool, conclusion: &str) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Review)?;
    if tx.all(&REVIEWS, (id,))?.iter().any(|review| review.reviewer == by.actor.person) {
        return Err(Error::refused("method-reviewed-already"));
    }
    if seen.open().is_none_or(|naming| naming.standing != Standing::Nominated) {
        return Err(Error::refused("method-published-already"));
    }
    if conclusion.is_empty() {
        return Err(Error::Invalid(Faults::one("text", Reason::new("text-empty"))));
    }
    tx.execute(&INSERT_REVIEW, (id, by.actor.person, favours, conclusion, by.now))?;
    let it = seen.it;
    Ok(record(tx, by, &it, Step::Review, &json!({ "favours": favours, "text": conclusion }))?.with(it))
}
