//! Naming, level by level: nominated from below, made public, named or not, and a certificate for what was named.

use certificates::{Holder, Issue, Kind};
use identity::{Unit, UnitKind};
use kernel::{Error, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::{Reader, Tx};

use super::{By, open, record, settle};
use crate::lifecycle::Step;
use crate::model::{Level, Method, MethodId, Naming, NamingId, Standing};
use crate::policy::Seen;
use crate::rules::{self, Terms};
use crate::store::{DECIDE_NAMING, INSERT_NAMING, PUBLISH_NAMING, REVIEWS, save_state};

/// Who names this method, from the unit up. An enterprise that hangs directly on a city or a province has fewer levels.
///
/// # Errors
/// Broken, when the database fails.
pub fn ladder(reader: &Reader<'_>, it: &Method) -> Result<Vec<(Level, Unit)>> {
    let along = identity::tree::along(reader, &it.place.path)?;
    let level = |unit: &Unit| match unit.kind {
        UnitKind::Enterprise => Some(Level::Unit),
        UnitKind::County => Some(Level::County),
        UnitKind::City => Some(Level::City),
        UnitKind::Province => Some(Level::Province),
        _ => None,
    };
    let mut ladder: Vec<(Level, Unit)> = along.into_iter().filter_map(|unit| Some((level(&unit)?, unit))).collect();
    ladder.sort_by_key(|(level, _)| *level);
    Ok(ladder)
}

/// The try that waits for a decision.
pub(super) fn waiting(seen: &Seen) -> Result<Naming> {
    seen.open().cloned().ok_or_else(|| Error::refused("method-nothing-to-decide"))
}

/// Makes it public for the days the level asks for.
///
/// # Errors
/// As every step; refused while reviews are missing or a rule excludes it.
pub fn publish(tx: &mut Tx<'_>, by: &By, id: MethodId) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Publish)?;
    let naming = waiting(&seen)?;
    let terms = Terms::of(tx, naming.level, naming.unit, by.now)?;
    rules::hold(tx, &seen.it, &terms, by.now)?;
    let reviews = tx.all(&REVIEWS, (id,))?.len();
    if reviews < terms.reviews as usize {
        return Err(Error::Refused(Reason::new("method-reviews-missing").with("least", terms.reviews)));
    }
    let until = terms.publicity_until(by.now);
    tx.settle(&PUBLISH_NAMING, (naming.id, until))?;
    let payload = json!({ "naming": naming.id, "level": naming.level, "until": until.to_string() });
    settle(tx, by, seen.it, Step::Publish, &payload)
}

/// Names it at the level that has it, and issues the certificate. The platform nominates; the authority issues, under the number of
/// its document.
///
/// # Errors
/// As every step; refused before the publicity is over or when a rule excludes it meanwhile.
pub fn name(tx: &mut Tx<'_>, by: &By, id: MethodId, document: &str) -> Result<Recorded<Method>> {
    let (seen, next) = open(tx, by, id, Step::Name)?;
    let naming = waiting(&seen)?;
    if naming.publicity_until.is_none_or(|until| by.now.date() <= until) {
        let until = naming.publicity_until.map(|until| until.to_string()).unwrap_or_default();
        return Err(Error::Refused(Reason::new("method-publicity-runs").with("until", until)));
    }
    rules::hold(tx, &seen.it, &Terms::of(tx, naming.level, naming.unit, by.now)?, by.now)?;
    let mut it = seen.it;
    let issued = certificates::issue(tx, by, &issue(tx, by, &it, &naming, document)?)?;
    let code = Some(issued.value().code.clone());
    let decided = (naming.id, Standing::Named, by.actor.person, by.now, document, "", code.clone());
    tx.settle(&DECIDE_NAMING, decided)?;
    it.state = next;
    it.level = it.level.max(Some(naming.level));
    let payload = json!({
        "naming": naming.id, "level": naming.level, "unit": naming.unit, "edition": naming.edition, "document": document,
        "certificate": code,
    });
    Ok(issued.and(settle(tx, by, it, Step::Name, &payload)?))
}

fn issue(reader: &Reader<'_>, by: &By, it: &Method, naming: &Naming, document: &str) -> Result<Issue> {
    let mut authors = works::authors::of(reader, it.id)?;
    authors.sort_by_key(|author| author.person != it.person);
    let holders = authors.into_iter().map(|author| Holder { person: author.person, name: author.name });
    let enterprise = identity::tree::unit(reader, it.place.enterprise.ok_or(Error::NotFound)?)?;
    Ok(Issue {
        kind: Kind::Naming,
        subject: it.id.any(),
        href: format!("/methods/{}", it.id),
        rank: naming.level.rank(),
        honour: it.content.name.clone(),
        holders: holders.collect(),
        holder_unit: enterprise.name,
        place: it.place.clone(),
        issuer: naming.unit,
        document: document.to_owned(),
        issued_on: by.now.date(),
    })
}

/// Not named at the unit, with the reason.
///
/// # Errors
/// As every step.
pub fn decline(tx: &mut Tx<'_>, by: &By, id: MethodId, reason: &str) -> Result<Recorded<Method>> {
    let (seen, next) = open(tx, by, id, Step::Decline)?;
    let naming = waiting(&seen)?;
    refuse(tx, by, &naming, reason)?;
    let mut it = seen.it;
    it.state = next;
    settle(tx, by, it, Step::Decline, &json!({ "naming": naming.id, "text": reason }))
}

/// Not named at a higher level, with the reason; what it has, it keeps.
///
/// # Errors
/// As every step.
pub fn turn_down(tx: &mut Tx<'_>, by: &By, id: MethodId, reason: &str) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::TurnDown)?;
    let naming = waiting(&seen)?;
    refuse(tx, by, &naming, reason)?;
    let payload = json!({ "naming": naming.id, "level": naming.level, "text": reason });
    settle(tx, by, seen.it, Step::TurnDown, &payload)
}

fn refuse(tx: &mut Tx<'_>, by: &By, naming: &Naming, reason: &str) -> Result<()> {
    tx.settle(&DECIDE_NAMING, (naming.id, Standing::Declined, by.actor.person, by.now, "", reason, None::<String>))
}

/// The level that named it nominates it at the next.
///
/// # Errors
/// As every step; refused when there is no level above or a rule of that level excludes it.
pub fn nominate(tx: &mut Tx<'_>, by: &By, id: MethodId) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Nominate)?;
    let mut it = seen.it;
    let next = ladder(tx, &it)?.into_iter().find(|(level, _)| Some(*level) > it.level);
    let (level, unit) = next.ok_or_else(|| Error::refused("method-at-the-top"))?;
    rules::hold(tx, &it, &Terms::of(tx, level, unit.id, by.now)?, by.now)?;
    let naming = NamingId::new(by.now);
    let nominated = Standing::Nominated;
    tx.execute(&INSERT_NAMING, (naming, id, level, unit.id, nominated, it.edition, by.actor.person, by.now))?;
    save_state(tx, &mut it, by.now)?;
    let payload = json!({ "naming": naming, "level": level, "unit": unit.id, "edition": it.edition });
    Ok(record(tx, by, &it, Step::Nominate, &payload)?.with(it))
}
