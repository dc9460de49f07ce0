//! Lists: what one may see, what one may enter, what waits for whom.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Actor, Result, Role, Time};
use store::{Filter, Reader, Value, row};
use works::sight::READERS;
use works::{Card, WorkId};

use crate::eligible::{Candidate, Finding};
use crate::lifecycle::{EditionState, State};
use crate::model::{Edition, EditionId, Entry};
use crate::policy::holds;
use crate::store::{EDITIONS, ENTRIES};

/// Most editions of a list.
const MOST: i64 = 60;
/// Most works that are offered to be entered.
const CANDIDATES: i64 = 40;
/// Most entries of one edition's desk.
pub const DESK: i64 = 500;
/// Most reviewers offered for a jury.
const REVIEWERS: i64 = 200;

const UNIT_NAMES: &str = "SELECT id, name, short_name FROM unit WHERE";

/// Whether a node covers a path, as SQL: labels have one width, so a beginning is an ancestor.
const COVERS: &str = "SUBSTR(CAST(? AS TEXT), 1, LENGTH(c.path)) = c.path";

/// `OR` whatever edition `c` the actor belongs to the scope of: `policy::in_scope` as SQL, inside an open bracket.
fn or_in_scope<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    let place = [Some(&actor.place.path), actor.place.industry_path.as_ref()];
    for path in place.into_iter().flatten() {
        filter.tail("OR", []);
        filter.tail(COVERS, [Value::Text(path.as_str())]);
    }
    for grant in &actor.grants {
        let path = grant.path.as_str();
        filter.tail("OR", []);
        filter.tail(COVERS, [Value::Text(path)]);
        filter.tail("OR (c.path >= ? AND c.path < ?)", [Value::Text(path), Value::Owned(grant.path.end())]);
    }
}

/// Keeps the editions `c` that the actor may see: `policy::may_see` as SQL.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    let me = Value::Id(actor.person.uuid());
    filter.and(
        "((c.state <> 'edition_draft' AND (EXISTS (SELECT 1 FROM campaign_juror j WHERE j.campaign = c.id AND j.person = ?)",
        [me],
    );
    or_in_scope(filter, actor);
    filter.tail("))", []);
    for node in officer_of(actor) {
        filter.tail("OR c.node = ?", [Value::Id(node.uuid())]);
    }
    filter.tail(")", []);
}

/// The nodes the actor speaks for, as `policy::speaks_for` says.
fn officer_of(actor: &Actor) -> impl Iterator<Item = UnitId> + '_ {
    let roles = [Role::UnionOfficer, Role::InnovationOfficer];
    actor.grants.iter().filter(move |grant| roles.contains(&grant.role)).map(|grant| grant.unit)
}

/// Keeps the entries `e` of editions `c` that the actor may see: `policy::may_see_entry` as SQL.
pub fn visible_entries<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    let me = Value::Id(actor.person.uuid());
    filter.and(
        "(EXISTS (SELECT 1 FROM work_author t WHERE t.work = e.work AND t.person = ?) OR e.entered_by = ?",
        [me.clone(), me],
    );
    for grant in &actor.grants {
        if let Some(enterprise) = grant.enterprise.filter(|_| READERS.contains(&grant.role)) {
            let (from, until) = (grant.path.as_str(), grant.path.end());
            filter.tail(
                "OR (e.state <> 'entry_draft' AND e.enterprise = ? AND ((e.path >= ? AND e.path < ?) \
                    OR (e.industry_path >= ? AND e.industry_path < ?)))",
                [
                    Value::Id(enterprise.uuid()),
                    Value::Text(from),
                    Value::Owned(until.clone()),
                    Value::Text(from),
                    Value::Owned(until),
                ],
            );
        }
    }
    for node in officer_of(actor) {
        let node = Value::Id(node.uuid());
        filter.tail(
            "OR e.node = ? OR EXISTS (SELECT 1 FROM campaign_stop s WHERE s.entry = e.id AND s.unit = ?)",
            [node.clone(), node],
        );
    }
    filter.tail(
        "OR (c.state IN ('edition_publicity', 'edition_finished') \
            AND e.state IN ('entry_listed', 'entry_removed', 'entry_honoured', 'entry_revoked') AND (1 = 0",
        [],
    );
    or_in_scope(filter, actor);
    filter.tail(")))", []);
}

/// The editions the actor may see, those under way first, then the newest.
///
/// # Errors
/// Broken, when the database fails.
pub fn editions(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<Edition>> {
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    filter.tail(
        "ORDER BY CASE WHEN c.state IN ('edition_finished', 'edition_cancelled') THEN 1 ELSE 0 END, c.closes DESC, c.id DESC LIMIT ?",
        [Value::Int(MOST)],
    );
    reader.list(EDITIONS, &filter)
}

/// The editions that take entries on this day from where the actor works.
///
/// # Errors
/// Broken, when the database fails.
pub fn taking(reader: &Reader<'_>, actor: &Actor, today: Date) -> Result<Vec<Edition>> {
    if actor.place.enterprise.is_none() {
        return Ok(Vec::new());
    }
    let mut filter = Filter::new();
    let today = today.to_string();
    filter.and(
        "c.state = ? AND c.opens <= ? AND c.closes >= ? AND (1 = 0",
        [Value::Text(EditionState::Open.word()), Value::Owned(today.clone()), Value::Owned(today)],
    );
    for path in [Some(&actor.place.path), actor.place.industry_path.as_ref()].into_iter().flatten() {
        filter.tail("OR", []);
        filter.tail(COVERS, [Value::Text(path.as_str())]);
    }
    filter.tail(") ORDER BY c.closes, c.id LIMIT ?", [Value::Int(MOST)]);
    reader.list(EDITIONS, &filter)
}

/// Which entries a list shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Narrow {
    /// Of one edition.
    pub campaign: Option<EditionId>,
    /// In one state.
    pub state: Option<State>,
    /// Of works somebody has a share in.
    pub person: Option<PersonId>,
    /// Of one work.
    pub work: Option<WorkId>,
    /// At one node now.
    pub node: Option<UnitId>,
}

/// The entries the actor may see, in the order of their numbers.
///
/// # Errors
/// Broken, when the database fails.
pub fn entries(reader: &Reader<'_>, actor: &Actor, narrow: Narrow) -> Result<Vec<Entry>> {
    let mut filter = Filter::new();
    visible_entries(&mut filter, actor);
    if let Some(campaign) = narrow.campaign {
        filter.and("e.campaign = ?", [Value::Id(campaign.uuid())]);
    }
    if let Some(state) = narrow.state {
        filter.and("e.state = ?", [Value::Text(state.word())]);
    }
    if let Some(person) = narrow.person {
        let person = Value::Id(person.uuid());
        filter.and("EXISTS (SELECT 1 FROM work_author x WHERE x.work = e.work AND x.person = ?)", [person]);
    }
    if let Some(work) = narrow.work {
        filter.and("e.work = ?", [Value::Id(work.uuid())]);
    }
    if let Some(node) = narrow.node {
        filter.and("e.node = ?", [Value::Id(node.uuid())]);
    }
    filter.tail("ORDER BY e.serial LIMIT ?", [Value::Int(DESK)]);
    reader.list(ENTRIES, &filter)
}

/// What somebody may enter: works of their own, and for officers and team leaders those of their part of the
/// enterprise, that are not in the edition yet; with what speaks against each.
///
/// # Errors
/// Broken, when the database fails.
pub fn candidates(
    reader: &Reader<'_>,
    actor: &Actor,
    edition: &Edition,
    now: Time,
) -> Result<Vec<(Candidate, Vec<Finding>)>> {
    let mut filter = Filter::new();
    works::sight::visible(&mut filter, actor);
    let Some(enterprise) = actor.place.enterprise else { return Ok(Vec::new()) };
    filter.and("w.enterprise = ?", [Value::Id(enterprise.uuid())]);
    let leads = [Role::InnovationOfficer, Role::TeamLeader].iter().any(|role| actor.has_within(*role, &actor.place));
    if !leads {
        let me = Value::Id(actor.person.uuid());
        filter.and("EXISTS (SELECT 1 FROM work_author x WHERE x.work = w.id AND x.person = ?)", [me]);
    }
    filter.and(
        "NOT EXISTS (SELECT 1 FROM campaign_entry x WHERE x.work = w.id AND x.campaign = ? AND x.live = 1)",
        [Value::Id(edition.id.uuid())],
    );
    filter.tail(
        "ORDER BY CASE WHEN EXISTS (SELECT 1 FROM work_author x WHERE x.work = w.id AND x.person = ?) THEN 0 ELSE 1 END, \
            w.since IS NULL, w.since DESC, w.id LIMIT ?",
        [Value::Id(actor.person.uuid()), Value::Int(CANDIDATES)],
    );
    let mut found = Vec::new();
    for card in reader.list::<Card>(works::cards::CARDS, &filter)? {
        let candidate = Candidate::read(reader, card)?;
        let findings = candidate.findings(reader, edition, now)?;
        found.push((candidate, findings));
    }
    found.sort_by_key(|(_, findings)| !findings.is_empty());
    Ok(found)
}

row! {
    /// A reviewer who may be called to a jury.
    #[derive(Clone, Debug)]
    pub struct Reviewer {
        /// Who.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// Short name of their enterprise.
        pub enterprise: String,
    }
}

const REVIEWER: &str = "SELECT DISTINCT p.id, p.name, u.short_name AS enterprise FROM role_grant g \
     JOIN person p ON p.id = g.person JOIN unit u ON u.id = p.enterprise WHERE";

/// The reviewers of the house who hold their role now; of an enterprise's own edition only its own.
///
/// # Errors
/// Broken, when the database fails.
pub fn reviewers(reader: &Reader<'_>, edition: &Edition, now: Time) -> Result<Vec<Reviewer>> {
    let mut filter = Filter::new();
    filter.and(
        "g.role = 'reviewer' AND p.ended_at IS NULL AND g.starts_at <= ? AND (g.ends_at IS NULL OR g.ends_at > ?)",
        [Value::Int(now.millis()), Value::Int(now.millis())],
    );
    if identity::tree::unit(reader, edition.node)?.enterprise.is_some() {
        filter.and("p.enterprise = ?", [Value::Id(edition.node.uuid())]);
    }
    filter.tail("ORDER BY enterprise, p.name, p.id LIMIT ?", [Value::Int(REVIEWERS)]);
    reader.list(REVIEWER, &filter)
}

/// What waits for somebody.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// Editions whose jury they sit in and have entries left, with how many.
    pub jury: Vec<(Edition, usize)>,
    /// Editions with entries at their unit or node, with how many.
    pub desk: Vec<(Edition, usize)>,
}

/// What waits for the actor as a juror and as an officer.
///
/// # Errors
/// Broken, when the database fails.
pub fn waiting(reader: &Reader<'_>, actor: &Actor) -> Result<Waiting> {
    let mut waiting = Waiting::default();
    let mut filter = Filter::new();
    filter.and(
        "c.state = 'edition_in_review' AND EXISTS (SELECT 1 FROM campaign_juror j WHERE j.campaign = c.id AND j.person = ?)",
        [Value::Id(actor.person.uuid())],
    );
    filter.tail("ORDER BY c.review_ends, c.id", []);
    for edition in reader.list::<Edition>(EDITIONS, &filter)? {
        let judging = crate::judging::Judging::read(reader, &edition)?;
        let left = judging.entries.iter().filter(|judged| judged.awaits(actor.person)).count();
        waiting.jury.push((edition, left));
    }
    let mut filter = Filter::new();
    filter.and("c.state = 'edition_open' AND e.state IN ('entry_submitted', 'entry_nominated') AND (1 = 0", []);
    for node in officer_of(actor) {
        filter.tail("OR e.node = ?", [Value::Id(node.uuid())]);
    }
    filter.tail(") ORDER BY c.closes, c.id, e.serial LIMIT ?", [Value::Int(DESK)]);
    for entry in reader.list::<Entry>(ENTRIES, &filter)? {
        match waiting.desk.last_mut() {
            Some((edition, many)) if edition.id == entry.campaign => *many += 1,
            _ => waiting.desk.push((crate::store::edition(reader, entry.campaign)?, 1)),
        }
    }
    Ok(waiting)
}

/// Whether the actor may hold an edition anywhere.
pub fn may_hold(actor: &Actor) -> bool {
    holds(actor).next().is_some()
}

/// Full and short names of units.
///
/// # Errors
/// Broken, when the database fails.
pub fn unit_names(
    reader: &Reader<'_>,
    units: impl IntoIterator<Item = UnitId>,
) -> Result<HashMap<UnitId, (String, String)>> {
    let mut units: Vec<UnitId> = units.into_iter().collect();
    units.sort_unstable();
    units.dedup();
    let mut filter = Filter::new();
    filter.and_in("id", units.iter().map(|unit| Value::Id(unit.uuid())));
    let found = reader.list::<(UnitId, String, String)>(UNIT_NAMES, &filter)?;
    Ok(found.into_iter().map(|(id, name, short)| (id, (name, short))).collect())
}
