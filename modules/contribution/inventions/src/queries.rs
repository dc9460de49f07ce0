//! What pages read: lists, and one invention whole.

use std::collections::HashMap;

use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Actor, Result, Role};
use ledger::SealedRow;
use store::{Filter, Reader, Type, Value};
use web::attachments::{self, Attachment};
use works::authors::Author;

use crate::lifecycle::State;
use crate::model::{Fee, Invention, InventionId, Right};
use crate::policy::{self, Seen};
use crate::store::{FEES, LIST, RIGHTS, UNIT_NAMES};

const NAMES: &str = "SELECT id, name FROM person WHERE";

/// Which inventions a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Everything one may see.
    #[default]
    All,
    /// What one has a share in.
    Mine,
    /// What waits for a decision, an agreement or a completion of one's own.
    Waiting,
}

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Narrow {
    /// Which.
    pub which: Which,
    /// Only in this state.
    pub state: Option<State>,
    /// Only what is in use.
    pub in_use: bool,
    /// Words in the title or the number.
    pub words: String,
}

/// Keeps the inventions of `invention i` that the actor may see: `policy::may_see` as SQL.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    let me = Value::Id(actor.person.uuid());
    let home = actor.place.enterprise.map_or(Value::Null(Type::Id), |unit| Value::Id(unit.uuid()));
    filter.and(
        "(EXISTS (SELECT 1 FROM work_author t WHERE t.work = i.id AND t.person = ?) \
         OR EXISTS (SELECT 1 FROM invention_right k WHERE k.invention = i.id AND k.keeper = ?) \
         OR (i.handed_in_at IS NOT NULL AND ((i.visibility = 'public' AND (i.published_on IS NOT NULL OR i.enterprise = ?)) \
         OR (i.visibility = 'enterprise' AND i.enterprise = ?) OR (i.visibility = 'team' AND i.unit = ?)",
        [me.clone(), me, home.clone(), home, Value::Id(actor.place.unit.uuid())],
    );
    within(filter, actor, &works::sight::READERS);
    filter.tail(")))", []);
}

/// Keeps the inventions of `invention i` of which the actor reads all: `policy::reads_all` as SQL.
pub fn inside<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    let me = Value::Id(actor.person.uuid());
    let home = actor.place.enterprise.map_or(Value::Null(Type::Id), |unit| Value::Id(unit.uuid()));
    filter.and(
        "(i.enterprise = ? OR EXISTS (SELECT 1 FROM work_author t WHERE t.work = i.id AND t.person = ?) \
         OR EXISTS (SELECT 1 FROM invention_right k WHERE k.invention = i.id AND k.keeper = ?)",
        [home, me.clone(), me],
    );
    within(filter, actor, &works::sight::READERS);
    filter.tail(")", []);
}

/// `OR` what lies where the actor holds one of these roles inside an enterprise.
fn within<'a>(filter: &mut Filter<'a>, actor: &'a Actor, roles: &[Role]) {
    for grant in actor.grants.iter().filter(|grant| roles.contains(&grant.role)) {
        if let Some(enterprise) = grant.enterprise {
            let (from, until) = (grant.path.as_str(), grant.path.end());
            filter.tail(
                "OR (i.enterprise = ? AND ((i.path >= ? AND i.path < ?) OR (i.industry_path >= ? AND i.industry_path < ?)))",
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
}

/// A page of inventions, the newest first. One more than `most` says that there are more.
///
/// # Errors
/// Broken, when the database fails.
pub fn list(reader: &Reader<'_>, actor: &Actor, narrow: &Narrow, most: i64, offset: i64) -> Result<Vec<Invention>> {
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    let me = Value::Id(actor.person.uuid());
    match narrow.which {
        Which::All if narrow.state.is_none() => {
            filter.and("i.state <> ?", [Value::Text(State::Withdrawn.word())]);
        }
        Which::All => {}
        Which::Mine => {
            filter.and("EXISTS (SELECT 1 FROM work_author m WHERE m.work = i.id AND m.person = ?)", [me]);
        }
        Which::Waiting => {
            filter.and(
                "(EXISTS (SELECT 1 FROM work_author m WHERE m.work = i.id AND m.person = ? AND m.agreed_at IS NULL) \
                 OR (i.author = ? AND i.state IN (?, ?))",
                [me.clone(), me.clone(), Value::Text(State::Draft.word()), Value::Text(State::Returned.word())],
            );
            filter.tail(
                "OR (i.state = ? AND NOT EXISTS (SELECT 1 FROM work_author m WHERE m.work = i.id AND m.person = ?) AND (1 = 0",
                [Value::Text(State::Submitted.word()), me],
            );
            within(&mut filter, actor, &[Role::InnovationOfficer]);
            filter.tail(")))", []);
        }
    }
    if let Some(state) = narrow.state {
        filter.and("i.state = ?", [Value::Text(state.word())]);
    }
    if narrow.in_use {
        filter.and("i.in_use_since IS NOT NULL", []);
    }
    for word in narrow.words.split_whitespace().take(5) {
        let like = format!("%{}%", word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        filter.and(
            "(LOWER(i.title) LIKE ? ESCAPE '\\' OR LOWER(i.serial) LIKE ? ESCAPE '\\')",
            [Value::Owned(like.clone()), Value::Owned(like)],
        );
    }
    filter.tail("ORDER BY i.begun_at DESC, i.id DESC LIMIT ? OFFSET ?", [Value::Int(most + 1), Value::Int(offset)]);
    reader.list(LIST, &filter)
}

/// What somebody has a share in, as far as the actor may see it, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(reader: &Reader<'_>, actor: &Actor, person: PersonId, most: i64) -> Result<Vec<Invention>> {
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    let theirs = "EXISTS (SELECT 1 FROM work_author m WHERE m.work = i.id AND m.person = ?)";
    filter.and(theirs, [Value::Id(person.uuid())]);
    filter.tail("ORDER BY i.begun_at DESC, i.id DESC LIMIT ?", [Value::Int(most)]);
    reader.list(LIST, &filter)
}

/// One invention with everything its pages show.
pub struct Record {
    /// The invention and how the reader stands to it.
    pub seen: Seen,
    /// Who shares in it, who speaks for them first.
    pub authors: Vec<Author>,
    /// Its drawings and other files.
    pub files: Vec<Attachment>,
    /// Its rights, the earliest first.
    pub rights: Vec<Right>,
    /// Their fees, by year.
    pub fees: Vec<Fee>,
    /// Everything that happened to it, oldest first.
    pub history: Vec<SealedRow>,
    /// Short names of its unit and its enterprise.
    pub unit: (String, String),
    /// Everybody named on the page.
    names: HashMap<PersonId, String>,
}

impl Record {
    /// Reads it for `actor`, in a fixed number of statements: whole inside the enterprise, outside only what was
    /// published.
    ///
    /// # Errors
    /// Not found, when it is missing or hidden.
    pub fn read(reader: &Reader<'_>, actor: &Actor, id: InventionId) -> Result<Record> {
        let seen = policy::find(reader, actor, id)?;
        let units: HashMap<UnitId, String> =
            reader.all(&UNIT_NAMES, (seen.it.unit, seen.it.enterprise))?.into_iter().collect();
        let unit = |id: UnitId| units.get(&id).cloned().unwrap_or_default();
        let mut record = Record {
            unit: (unit(seen.it.unit), unit(seen.it.enterprise)),
            authors: works::authors::of(reader, id)?,
            files: attachments::of(reader, id)?,
            rights: reader.all(&RIGHTS, (id,))?,
            fees: reader.all(&FEES, (id,))?,
            history: ledger::folds::history(reader, id.any())?,
            names: HashMap::new(),
            seen,
        };
        record.names = names(reader, record.named())?;
        if !policy::reads_all(actor, &record.seen) {
            record.files.clear();
            record.fees.clear();
            record.history.clear();
            record.rights.iter_mut().for_each(|right| right.note.clear());
        }
        Ok(record)
    }

    /// A person's name; empty for nobody.
    pub fn name(&self, person: PersonId) -> &str {
        self.names.get(&person).map_or("", String::as_str)
    }

    fn named(&self) -> Vec<PersonId> {
        let mut people = vec![self.seen.it.author];
        people.extend(self.seen.it.decided_by);
        people.extend(self.history.iter().filter_map(|entry| entry.actor));
        people.extend(self.rights.iter().map(|right| right.keeper));
        people
    }
}

/// Names of people.
///
/// # Errors
/// Broken, when the database fails.
pub fn names(reader: &Reader<'_>, people: impl IntoIterator<Item = PersonId>) -> Result<HashMap<PersonId, String>> {
    let mut people: Vec<PersonId> = people.into_iter().collect();
    people.sort_unstable();
    people.dedup();
    let mut filter = Filter::new();
    filter.and_in("id", people.iter().map(|person| Value::Id(person.uuid())));
    Ok(reader.list::<(PersonId, String)>(NAMES, &filter)?.into_iter().collect())
}
