//! Whom a step concerns. A notice holds names of editions and works, never the words of a reason, and never tells a
//! juror whose an entry is.

use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Result, Role, Time};
use ledger::SealedRow;
use notices::{NewNotice, Teller};
use store::{Filter, Reader, Value};
use works::objections::{self, Objection};

use crate::lifecycle::{EditionStep, State, Step};
use crate::model::{EDITION, ENTRY, Edition, Entry};
use crate::store::{ENTRIES_OF, JURORS, edition, entry};

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[tell_edition, tell_entry];

const HOLDERS: &str = "SELECT DISTINCT g.person FROM role_grant g JOIN unit u ON u.id = g.unit \
     JOIN person p ON p.id = g.person WHERE";

/// The officers below and at the node of an edition: of its enterprises, and of the unions that nominate.
///
/// # Errors
/// Broken, when the database fails.
pub fn officers(reader: &Reader<'_>, it: &Edition, at: Time) -> Result<Vec<PersonId>> {
    let mut filter = Filter::new();
    filter.and(
        "g.role IN ('innovation_officer', 'union_officer') AND p.ended_at IS NULL AND g.starts_at <= ? \
         AND (g.ends_at IS NULL OR g.ends_at > ?)",
        [Value::Int(at.millis()), Value::Int(at.millis())],
    );
    let (from, until) = (it.path.as_str(), it.path.end());
    filter.and(
        "((u.path >= ? AND u.path < ?) OR (u.industry_path >= ? AND u.industry_path < ?))",
        [Value::Text(from), Value::Owned(until.clone()), Value::Text(from), Value::Owned(until)],
    );
    Ok(reader.list::<(PersonId,)>(HOLDERS, &filter)?.into_iter().map(|(person,)| person).collect())
}

/// The officers of exactly this node.
///
/// # Errors
/// Broken, when the database fails.
pub fn officers_of(reader: &Reader<'_>, node: UnitId, at: Time) -> Result<Vec<PersonId>> {
    let held = identity::grants::at(reader, node, at)?.into_iter();
    let officers =
        held.filter(|held| matches!(held.role, Role::UnionOfficer | Role::InnovationOfficer) && held.starts_at <= at);
    Ok(officers.map(|held| held.person).collect())
}

/// The jury.
///
/// # Errors
/// Broken, when the database fails.
pub fn jury(reader: &Reader<'_>, it: &Edition) -> Result<Vec<PersonId>> {
    Ok(reader.all(&JURORS, (it.id,))?.into_iter().map(|(person,)| person).collect())
}

/// One notice for each of these people about an edition.
pub fn about(
    it: &Edition,
    people: impl IntoIterator<Item = PersonId>,
    key: &'static str,
    href: &str,
) -> Vec<NewNotice> {
    let mut people: Vec<PersonId> = people.into_iter().collect();
    people.sort_unstable();
    people.dedup();
    let notice = |person| {
        NewNotice::new(person, key, format!("{}{href}", it.href()))
            .with("name", it.name.as_str())
            .with("day", it.closes.to_string())
    };
    people.into_iter().map(notice).collect()
}

fn tell_edition(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    let Some(step) = EditionStep::from_word(&entry.step).filter(|_| entry.kind == EDITION) else {
        return Ok(Vec::new());
    };
    let it = edition(reader, entry.subject.cast())?;
    Ok(match step {
        EditionStep::Announce => about(&it, officers(reader, &it, entry.at)?, "notice-edition-announce", ""),
        EditionStep::Extend => {
            let mut told = about(&it, officers(reader, &it, entry.at)?, "notice-edition-extend", "");
            told.extend(about(&it, jury(reader, &it)?, "notice-edition-extend", "/jury"));
            told
        }
        EditionStep::Convene => about(&it, named(entry, "people"), "notice-edition-convene", "/jury"),
        EditionStep::Review => about(&it, jury(reader, &it)?, "notice-edition-review", "/jury"),
        EditionStep::Publish => about(&it, taking_part(reader, &it)?, "notice-edition-publish", "/publicity"),
        EditionStep::Finish => about(&it, taking_part(reader, &it)?, "notice-edition-finish", "/results"),
        EditionStep::Cancel => about(&it, officers(reader, &it, entry.at)?, "notice-edition-cancel", ""),
        EditionStep::Make | EditionStep::Change | EditionStep::List => Vec::new(),
    })
}

/// Everybody whose work was handed in, and their officers on the way.
fn taking_part(reader: &Reader<'_>, it: &Edition) -> Result<Vec<PersonId>> {
    let mut people = Vec::new();
    for entry in reader.all(&ENTRIES_OF, (it.id,))? {
        if !matches!(entry.state, State::Draft | State::Withdrawn) {
            people.extend(its_people(&entry));
        }
    }
    Ok(people)
}

fn named(entry: &SealedRow, field: &str) -> Vec<PersonId> {
    let payload = entry.payload();
    let ids = payload.get(field).and_then(serde_json::Value::as_array).into_iter().flatten();
    ids.filter_map(|id| id.as_str()?.parse().ok()).collect()
}

/// Its team and whoever entered it.
fn its_people(it: &Entry) -> Vec<PersonId> {
    it.content().team.iter().map(|member| member.person).chain([it.entered_by]).collect()
}

fn tell_entry(reader: &Reader<'_>, row: &SealedRow) -> Result<Vec<NewNotice>> {
    let Some(step) = Step::from_word(&row.step).filter(|_| row.kind == ENTRY) else { return Ok(Vec::new()) };
    let it = entry(reader, row.subject.cast())?;
    let campaign = edition(reader, it.campaign)?;
    let all = |people: Vec<PersonId>, key: &'static str| -> Vec<NewNotice> {
        let mut people = people;
        people.sort_unstable();
        people.dedup();
        let notice = |person| {
            NewNotice::new(person, key, it.href())
                .with("title", it.content().title.as_str())
                .with("name", campaign.name.as_str())
        };
        people.into_iter().map(notice).collect()
    };
    let at_node = |key: &'static str| -> Result<Vec<NewNotice>> {
        let Some(node) = it.node else { return Ok(Vec::new()) };
        let own = its_people(&it);
        let mut people = officers_of(reader, node, row.at)?;
        people.retain(|person| !own.contains(person));
        Ok(all(people, key))
    };
    Ok(match step {
        Step::Enter => all(its_people(&it), "notice-entry-enter"),
        Step::Submit => at_node("notice-entry-submit")?,
        Step::Return => all(its_people(&it), "notice-entry-return"),
        Step::Confirm | Step::PassOn => {
            let mut told = all(its_people(&it), "notice-entry-pass_on");
            told.extend(at_node("notice-entry-nominated")?);
            told
        }
        Step::Stop => all(its_people(&it), "notice-entry-stop"),
        Step::Qualify => all(its_people(&it), "notice-entry-qualify"),
        Step::Exclude => all(its_people(&it), "notice-entry-exclude"),
        Step::Object => {
            let organisers = officers_of(reader, campaign.node, row.at)?;
            let mut told: Vec<NewNotice> =
                all(organisers, "notice-entry-object").into_iter().map(NewNotice::urgent).collect();
            told.extend(all(its_people(&it), "notice-entry-objected"));
            told
        }
        Step::Answer => {
            let payload = row.payload();
            let id = payload.get("objection").and_then(serde_json::Value::as_str).unwrap_or_default();
            let raised = |one: &Objection| (one.id.to_string() == id).then_some(one.person);
            all(objections::of(reader, it.id)?.iter().filter_map(raised).collect(), "notice-entry-answer")
        }
        Step::Remove => all(its_people(&it), "notice-entry-remove"),
        Step::Honour => all(its_people(&it), "notice-entry-honour"),
        Step::Revoke => all(its_people(&it), "notice-entry-revoke"),
        // What one does alone, what the jury does for itself, and what is told once the list is public.
        Step::Write | Step::Withdraw | Step::Score | Step::Recuse | Step::List | Step::PassOver => Vec::new(),
    })
}
