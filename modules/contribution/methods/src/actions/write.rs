//! Writing it down: begun from a work or new, written on, handed in, withdrawn.

use kernel::id::PersonId;
use kernel::{Error, Result, Shares, Time};
use ledger::Recorded;
use serde_json::json;
use store::{Json, Tx};
use works::WorkId;

use super::{By, open, record, settle};
use crate::content::{Content, wanting};
use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{Level, Method, MethodId, Visibility};
use crate::rules::Terms;
use crate::store::{FIND, INSERT, MethodRow, NEXT_SERIAL, save_text};

/// What somebody writes down.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it says so far.
    pub content: Content,
    /// After whom it is named.
    pub person: PersonId,
    /// Who shares in it, that person among them.
    pub shares: Shares,
    /// Who may find it, once it is accepted.
    pub visibility: Visibility,
    /// The work it grew from.
    pub grew_from: Option<WorkId>,
}

/// Begins a method. With an id that was begun already it does nothing: a double tap is harmless.
///
/// # Errors
/// Not found when the id is somebody else's, or the work it is said to have grown from may not be seen; invalid when its person
/// or a sharer is of another enterprise, or its person has no share.
pub fn begin(tx: &mut Tx<'_>, by: &By, id: MethodId, draft: &Draft) -> Result<Recorded<Method>> {
    if let Some(before) = tx.find(&FIND, (id,))? {
        if before.writer != by.actor.person {
            return Err(Error::NotFound);
        }
        return Ok(ledger::unchanged(before.into()));
    }
    let enterprise = by.actor.place.enterprise.ok_or_else(|| Error::invalid("person", "method-no-enterprise"))?;
    let person = identity::people::person(tx, draft.person)?;
    if person.within != Some(enterprise) || person.ended_at.is_some() {
        return Err(Error::invalid("person", "shares-elsewhere"));
    }
    if !draft.shares.includes(draft.person) {
        return Err(Error::invalid("shares", "method-person-without-share"));
    }
    if let Some(earlier) = draft.grew_from {
        works::sight::find(tx, &by.actor, earlier)?;
    }
    let place = person.place();
    let row = MethodRow {
        id,
        serial: next_serial(tx, enterprise, by.now)?,
        name: draft.content.name.clone(),
        trade: draft.content.trade.clone(),
        state: LIFECYCLE.start,
        version: 1,
        edition: 0,
        content: Json(draft.content.clone()),
        pending: None,
        person: draft.person,
        writer: by.actor.person,
        grew_from: draft.grew_from,
        visibility: draft.visibility,
        unit: place.unit,
        enterprise,
        path: place.path,
        industry_path: place.industry_path,
        level: None,
        begun_at: by.now,
        handed_at: None,
        changed_at: by.now,
    };
    if tx.execute(&INSERT, &row)? == 0 {
        return Err(Error::Overtaken);
    }
    works::authors::put(tx, id, &draft.shares, enterprise, by.actor.person, by.now)?;
    if let Some(earlier) = draft.grew_from {
        works::links::link(tx, id.cast(), earlier, by.now)?;
    }
    let it = Method::from(row);
    let payload = json!({
        "serial": it.serial, "name": it.content.name, "person": it.person, "shares": draft.shares, "grew_from": it.grew_from,
        "visibility": it.visibility,
    });
    Ok(record(tx, by, &it, Step::Begin, &payload)?.with(it))
}

/// `FF-330206-2026-0001`: 方法, the division, the year in China, a running number.
fn next_serial(tx: &mut Tx<'_>, enterprise: kernel::id::UnitId, now: Time) -> Result<String> {
    let unit = identity::tree::unit(tx, enterprise)?;
    let series = format!("FF-{}-{}", unit.code, now.date().year());
    let (number,) = tx.one(&NEXT_SERIAL, (series.as_str(),))?;
    Ok(format!("{series}-{number:04}"))
}

/// Writes on at a draft, or completes what was sent back.
///
/// # Errors
/// As every step; invalid when its person has no share or somebody is of another enterprise.
pub fn write(
    tx: &mut Tx<'_>,
    by: &By,
    id: MethodId,
    content: &Content,
    shares: &Shares,
    visibility: Visibility,
) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Write)?;
    let mut it = seen.it;
    if !shares.includes(it.person) {
        return Err(Error::invalid("shares", "method-person-without-share"));
    }
    let enterprise = it.place.enterprise.ok_or(Error::NotFound)?;
    let same_shares = works::authors::shares(tx, id)? == *shares;
    if it.content == *content && it.visibility == visibility && same_shares {
        return Ok(ledger::unchanged(it));
    }
    if !same_shares {
        works::authors::put(tx, id, shares, enterprise, by.actor.person, by.now)?;
    }
    (it.content, it.visibility) = (content.clone(), visibility);
    save_text(tx, &mut it, by.now)?;
    let payload = json!({ "name": it.content.name, "shares": shares, "visibility": visibility });
    Ok(record(tx, by, &it, Step::Write, &payload)?.with(it))
}

/// Hands it in. It must say everything it is asked for.
///
/// # Errors
/// As every step; invalid by field for what is missing, a year of leading results and the three regulations among it.
pub fn hand_in(tx: &mut Tx<'_>, by: &By, id: MethodId) -> Result<Recorded<Method>> {
    let (seen, next) = open(tx, by, id, Step::HandIn)?;
    let mut it = seen.it;
    let enterprise = it.place.enterprise.ok_or(Error::NotFound)?;
    let terms = Terms::of(tx, Level::Unit, enterprise, by.now)?;
    wanting(&it.content, terms.months, by.now.date()).check()?;
    it.state = next;
    it.handed_at = it.handed_at.or(Some(by.now));
    let payload = json!({ "content": it.content });
    settle(tx, by, it, Step::HandIn, &payload)
}

/// Withdrawn before it was accepted.
///
/// # Errors
/// As every step.
pub fn withdraw(tx: &mut Tx<'_>, by: &By, id: MethodId) -> Result<Recorded<Method>> {
    let (seen, next) = open(tx, by, id, Step::Withdraw)?;
    let mut it = seen.it;
    it.state = next;
    settle(tx, by, it, Step::Withdraw, &json!({}))
}
