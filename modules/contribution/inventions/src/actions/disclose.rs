//! The disclosure: begun, written on part by part, handed in, withdrawn; and who shares in it and may see it.

use kernel::lifecycle::Word;
use kernel::{By, Error, Reason, Result};
use ledger::Recorded;
use serde_json::{Value, json};
use store::Tx;
use works::Visibility;

use crate::actions::{begin, record, settle};
use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Disclosure, Invention, InventionId};
use crate::store::{FIND, INSERT, NEXT_SERIAL, WRITE};

/// Begins a disclosure, as a draft that only its inventors see. With an id that is begun already it does
/// nothing: a double tap is harmless.
///
/// # Errors
/// Not found when the id is somebody else's, or the work it grew from is not for this actor; invalid
/// without an enterprise, or when somebody of another enterprise shares in it.
pub fn disclose(tx: &mut Tx<'_>, by: &By, id: InventionId, told: &Disclosure) -> Result<Recorded<Invention>> {
    if let Some(before) = tx.find(&FIND, (id,))? {
        return if before.author == by.actor.person { Ok(ledger::unchanged(before)) } else { Err(Error::NotFound) };
    }
    let place = &by.actor.place;
    let enterprise = place.enterprise.ok_or_else(|| Error::invalid("title", "invention-no-enterprise"))?;
    if let Some(earlier) = told.grew_from {
        works::sight::find(tx, &by.actor, earlier)?;
        works::links::link(tx, id.cast(), earlier, by.now)?;
    }
    let series = format!("FM-{}-{}", identity::tree::unit(tx, enterprise)?.code, by.now.date().year());
    let (number,) = tx.one(&NEXT_SERIAL, (series.as_str(),))?;
    let it = Invention {
        id,
        serial: format!("{series}-{number:06}"),
        title: told.title.clone(),
        problem: told.problem.clone(),
        prior: told.prior.clone(),
        search: told.search.clone(),
        solution: told.solution.clone(),
        novelty: told.novelty.clone(),
        visibility: told.visibility,
        state: LIFECYCLE.start,
        version: 1,
        author: by.actor.person,
        unit: place.unit,
        enterprise,
        path: place.path.clone(),
        industry_path: place.industry_path.clone(),
        begun_at: by.now,
        handed_in_at: None,
        decided_by: None,
        published_on: None,
        in_use_since: None,
        closed_at: None,
    };
    if tx.execute(&INSERT, &it)? == 0 {
        return Err(Error::Overtaken);
    }
    works::authors::put(tx, id, &told.shares, enterprise, by.actor.person, by.now)?;
    Ok(record(tx, by, &it, Step::Begin, &payload(&it.serial, told))?.with(it))
}

/// Writes on the disclosure. Whose share changed is asked again.
///
/// # Errors
/// As every step: not found, denied, refused, overtaken; invalid, when somebody of another enterprise shares in it.
pub fn write(tx: &mut Tx<'_>, by: &By, id: InventionId, told: &Disclosure) -> Result<Recorded<Invention>> {
    let (seen, next) = begin(tx, by, id, Step::Write)?;
    let texts = [&told.title, &told.problem, &told.prior, &told.search, &told.solution, &told.novelty];
    let [title, problem, prior, search, solution, novelty] = texts;
    tx.execute(&WRITE, (id, title, problem, prior, search, solution, novelty))?;
    if works::authors::shares(tx, id)? != told.shares {
        works::authors::put(tx, id, &told.shares, seen.it.enterprise, by.actor.person, by.now)?;
    }
    let it = Invention {
        title: title.clone(),
        problem: problem.clone(),
        prior: prior.clone(),
        search: search.clone(),
        solution: solution.clone(),
        novelty: novelty.clone(),
        visibility: told.visibility,
        state: next,
        ..seen.it.clone()
    };
    settle(tx, by, &seen.it, it, Step::Write, &payload(&seen.it.serial, told))
}

/// The inventors hand it in for the officer's check.
///
/// # Errors
/// As every step; refused, while a part of it says nothing.
pub fn hand_in(tx: &mut Tx<'_>, by: &By, id: InventionId) -> Result<Recorded<Invention>> {
    let (seen, next) = begin(tx, by, id, Step::HandIn)?;
    if let Some(part) = seen.it.wanting() {
        return Err(Error::Refused(Reason::new("invention-incomplete").with("part", format!("invention-part-{part}"))));
    }
    let it = Invention { state: next, handed_in_at: seen.it.handed_in_at.or(Some(by.now)), ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::HandIn, &json!({}))
}

/// Withdrawn before a decision.
///
/// # Errors
/// As every step.
pub fn withdraw(tx: &mut Tx<'_>, by: &By, id: InventionId) -> Result<Recorded<Invention>> {
    let (seen, next) = begin(tx, by, id, Step::Withdraw)?;
    let it = Invention { state: next, closed_at: Some(by.now), ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::Withdraw, &json!({}))
}

/// An inventor agrees to their share.
///
/// # Errors
/// As every step.
pub fn agree(tx: &mut Tx<'_>, by: &By, id: InventionId) -> Result<Recorded<Invention>> {
    let (seen, _) = begin(tx, by, id, Step::Agree)?;
    works::authors::agree(tx, id, by.actor.person, by.now)?;
    Ok(record(tx, by, &seen.it, Step::Agree, &json!({}))?.with(seen.it))
}

/// Changes who may find it. A secret stays inside the enterprise.
///
/// # Errors
/// As every step; invalid at `visibility` for a secret that would be public.
pub fn show(tx: &mut Tx<'_>, by: &By, id: InventionId, to: Visibility) -> Result<Recorded<Invention>> {
    let (seen, _) = begin(tx, by, id, Step::Show)?;
    if to == Visibility::Public && seen.it.state == State::Secret {
        return Err(Error::invalid("visibility", "invention-secret-stays"));
    }
    let it = Invention { visibility: to, ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::Show, &json!({ "visibility": to.word() }))
}

/// What the ledger keeps of a disclosure.
fn payload(serial: &str, told: &Disclosure) -> Value {
    json!({
        "serial": serial,
        "title": told.title,
        "problem": told.problem,
        "prior": told.prior,
        "search": told.search,
        "solution": told.solution,
        "novelty": told.novelty,
        "visibility": told.visibility,
        "shares": told.shares,
        "grew_from": told.grew_from,
    })
}
