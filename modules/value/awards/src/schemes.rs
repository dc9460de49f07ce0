//! The scheme of an enterprise: versions that are never changed, one in force at any moment.

use std::collections::BTreeMap;

use identity::settings::{self, Setting};
use identity::tree;
use kernel::id::UnitId;
use kernel::{Actor, Error, Fen, Result, Role, Time, Verdict};
use ledger::{Fact, Recorded};
use serde_json::json;
use store::{Reader, Tx, statements};
use works::WorkId;
use works::uses::UseId;

use crate::award_columns;
use crate::engine::presets::Preset;
use crate::engine::{Case, Scheme, decide};
use crate::model::Award;

/// The key of schemes among an enterprise's settings.
pub const SETTING: &str = "awards";
/// What the ledger calls a change of the scheme, beside the setting itself: who made it.
const KIND: &str = "award_scheme";
/// Most awards a preview goes through, the newest.
const PREVIEWED: i64 = 500;

statements! {
    /// What was decided in an enterprise, with the title of the work.
    DECIDED: (UnitId, i64) => Award =
        concat!("SELECT ", award_columns!(), " FROM award a WHERE a.enterprise = $1 AND a.state NOT IN ('refused', 'dropped') \
         ORDER BY a.proposed_at DESC, a.id DESC LIMIT $2");
    TITLE: (WorkId,) => (String,) = "SELECT title FROM work WHERE id = $1";
}

/// The scheme in force, with its version; the table of 1986 as version 0 where nothing was set.
///
/// # Errors
/// Broken, when the database fails or the stored scheme cannot be read.
pub fn of(reader: &Reader<'_>, enterprise: UnitId, now: Time) -> Result<(i64, Scheme)> {
    let set = settings::current::<Scheme>(reader, enterprise, SETTING, now)?;
    Ok(set.map_or_else(|| (0, Preset::Table1986.scheme()), |set| (set.version, set.value)))
}

/// One version, as an award refers to it.
///
/// # Errors
/// Not found.
pub fn version(reader: &Reader<'_>, enterprise: UnitId, version: i64) -> Result<Scheme> {
    match version {
        0 => Ok(Preset::Table1986.scheme()),
        number => Ok(settings::version::<Scheme>(reader, enterprise, SETTING, number)?.value),
    }
}

/// Every version, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn versions(reader: &Reader<'_>, enterprise: UnitId) -> Result<Vec<Setting<Scheme>>> {
    settings::versions(reader, enterprise, SETTING)
}

/// Whether somebody sets the scheme of an enterprise: its administrators and its head. Innovation
/// officers, who propose awards, prepare it and see it.
pub fn may_set(actor: &Actor, enterprise: &identity::Unit) -> Verdict {
    let place = enterprise.place();
    let sets = actor.has(Role::Administrator, &place) || actor.has_within(Role::Approver, &place);
    Verdict::when(sets, "awards-scheme-head-only")
}

/// Whether somebody reads the scheme of an enterprise: everybody who works there, and who sets it.
pub fn may_read(actor: &Actor, enterprise: &identity::Unit) -> Verdict {
    Verdict::when(actor.place.enterprise == Some(enterprise.id), "awards-scheme-elsewhere")
        .or(|| may_set(actor, enterprise))
}

/// Puts a new version in force from `valid_from` on; yields its number.
///
/// # Errors
/// Denied; invalid, when the scheme is not sound or would begin in the past; overtaken, when another
/// version came since `before`.
pub fn put(
    tx: &mut Tx<'_>,
    actor: &Actor,
    enterprise: UnitId,
    before: i64,
    scheme: &Scheme,
    (valid_from, now): (Time, Time),
) -> Result<Recorded<i64>> {
    let unit = tree::unit(tx, enterprise)?;
    may_set(actor, &unit).check()?;
    if !scheme.faults().is_empty() {
        return Err(Error::invalid("grades", "awards-scheme-unsound"));
    }
    if valid_from.date() < now.date() {
        return Err(Error::invalid("valid_from", "awards-scheme-past"));
    }
    if versions(tx, enterprise)?.first().map_or(0, |newest| newest.version) != before {
        return Err(Error::Overtaken);
    }
    let set = settings::put(tx, identity::By::House, enterprise, SETTING, valid_from.max(now), scheme, now)?;
    if set.entry().is_none() {
        return Ok(set);
    }
    let number = *set.value();
    let fact = Fact::new(KIND, enterprise.any(), "set", now).counted_at(&unit.place()).by(actor);
    Ok(set.and(ledger::append(tx, fact.with(1, &json!({ "version": number })))?).with(number))
}

/// What a scheme would make of a past award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The work's title.
    pub title: String,
    /// What its people were entitled to.
    pub was: Fen,
    /// What they would be; none where it would pay nothing.
    pub would: Option<Fen>,
}

/// Past cases under another scheme: all of them, and those that would change. A choice of the committee
/// is kept where the other scheme still allows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// How many were gone through.
    pub cases: usize,
    /// What they came to.
    pub was: Fen,
    /// What they would come to.
    pub would: Fen,
    /// Those that would change.
    pub changed: Vec<Changed>,
}

/// Applies a scheme to the newest round of every use's award, without changing anything.
///
/// # Errors
/// Broken, when the database fails.
pub fn preview(reader: &Reader<'_>, enterprise: UnitId, scheme: &Scheme) -> Result<Preview> {
    let mut newest: BTreeMap<UseId, Award> = BTreeMap::new();
    for award in reader.all(&DECIDED, (enterprise, PREVIEWED))? {
        let round = newest.get(&award.work_use).map_or(0, |known| known.round);
        if award.round > round {
            newest.insert(award.work_use, award);
        }
    }
    let mut preview = Preview { cases: newest.len(), ..Preview::default() };
    for award in newest.values() {
        let case = Case {
            basis: Some(award.basis.0),
            borrowed: award.borrowed,
            others: &award.others.0,
            before: Fen(0),
            choice: award.choice,
            promised: 0,
        };
        let usual = Case { choice: None, ..case.clone() };
        let would = decide(scheme, &case).or_else(|_| decide(scheme, &usual)).ok().map(|decision| decision.entitled);
        let was = award.decision.0.entitled;
        preview.was = Fen(preview.was.0 + was.0);
        preview.would = Fen(preview.would.0 + would.unwrap_or_default().0);
        if would != Some(was) {
            let title = reader.find(&TITLE, (award.work,))?.map(|(title,)| title).unwrap_or_default();
            preview.changed.push(Changed { title, was, would });
        }
    }
    Ok(preview)
}
