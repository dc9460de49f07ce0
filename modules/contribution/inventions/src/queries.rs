//! What pages read: lists, and one invention whole.

use std::collections::HashMap;

use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Actor, Result, Role};
use ledger::SealedRow;
use store::{Filter, Newest, Reader, Reasons, Value};
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

/// Why the actor may see inventions of `invention i`: `policy::may_see` as SQL.
fn reasons(actor: &Actor) -> Reasons<'_> {
    let me = || Value::Id(actor.person.uuid());
    let mut reasons = Reasons::new();
    reasons
        .or("i.id IN (SELECT t.work FROM work_author t WHERE t.person = ?)", [me()])
        .or("i.id IN (SELECT k.invention FROM invention_right k WHERE k.keeper = ?)", [me()])
        .or("i.visibility = 'public' AND i.published_on IS NOT NULL AND i.handed_in_at IS NOT NULL", [])
        .or(
            "i.unit = ? AND i.visibility = 'team' AND i.handed_in_at IS NOT NULL",
            [Value::Id(actor.place.unit.uuid())],
        );
    if let Some(home) = actor.place.enterprise {
        let condition = "i.enterprise = ? AND i.visibility IN ('enterprise', 'public') AND i.handed_in_at IS NOT NULL";
        reasons.or(condition, [Value::Id(home.uuid())]);
    }
    let condition = concat!(store::within!("i"), " AND i.handed_in_at IS NOT NULL");
    reasons.or_within(condition, actor, &works::sight::READERS, &[]);
    reasons
}

/// Keeps the inventions of `invention i` that the actor may see.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    reasons(actor).any(filter);
}

/// Keeps the inventions of `invention i` of which the actor reads all: `policy::reads_all` as SQL.
pub fn inside<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    let me = || Value::Id(actor.person.uuid());
    let mut reasons = Reasons::new();
    reasons
        .or("i.id IN (SELECT t.work FROM work_author t WHERE t.person = ?)", [me()])
        .or("i.id IN (SELECT k.invention FROM invention_right k WHERE k.keeper = ?)", [me()]);
    if let Some(home) = actor.place.enterprise {
        reasons.or("i.enterprise = ?", [Value::Id(home.uuid())]);
    }
    reasons.or_within(store::within!("i"), actor, &works::sight::READERS, &[]);
    reasons.any(filter);
}

/// Why something waits for the actor: a share to agree to, what is theirs to complete, and for officers what was
/// handed in and is not their own.
fn waiting(actor: &Actor) -> Reasons<'_> {
    let me = || Value::Id(actor.person.uuid());
    let mut reasons = Reasons::new();
    reasons
        .or("i.id IN (SELECT m.work FROM work_author m WHERE m.person = ? AND m.agreed_at IS NULL)", [me()])
        .or(
            "i.id IN (SELECT m.work FROM work_author m WHERE m.person = ?) AND i.author = ? \
             AND i.state IN ('invention_draft', 'invention_returned')",
            [me(), me()],
        )
        .or_within(
            concat!(
                store::within!("i"),
                " AND i.state = 'invention_submitted' \
                 AND NOT EXISTS (SELECT 1 FROM work_author m WHERE m.work = i.id AND m.person = ?)"
            ),
            actor,
            &[Role::InnovationOfficer],
            &[me()],
        );
    reasons
}

/// A page of inventions, the newest first. One more than `most` says that there are more.
///
/// # Errors
/// Broken, when the database fails.
pub fn list(reader: &Reader<'_>, actor: &Actor, narrow: &Narrow, most: i64, offset: i64) -> Result<Vec<Invention>> {
    let reasons = match narrow.which {
        Which::All => reasons(actor),
        Which::Mine => {
            let mut mine = Reasons::new();
            mine.or("i.id IN (SELECT m.work FROM work_author m WHERE m.person = ?)", [Value::Id(actor.person.uuid())]);
            mine
        }
        Which::Waiting => waiting(actor),
    };
    let found = reasons.newest(reader, NEWEST.to(offset + most + 1), |filter| narrow.keep(filter))?;
    rows(reader, found.into_iter().skip(usize::try_from(offset).unwrap_or(0)).map(|(id, _)| id))
}

/// How the newest are found.
const NEWEST: Newest =
    Newest::of("SELECT i.id, i.begun_at FROM invention i WHERE", "ORDER BY i.begun_at DESC, i.id DESC LIMIT ?");

impl Narrow {
    fn keep(&self, filter: &mut Filter<'_>) {
        if let Some(state) = self.state {
            filter.and("i.state = ?", [Value::Text(state.word())]);
        } else if self.which == Which::All {
            filter.and("i.state <> 'invention_withdrawn'", []);
        }
        if self.in_use {
            filter.and("i.in_use_since IS NOT NULL", []);
        }
        for word in self.words.split_whitespace().take(5) {
            let word = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            let like = format!("%{word}%");
            filter.and(
                "(LOWER(i.title) LIKE ? ESCAPE '\\' OR LOWER(i.serial) LIKE ? ESCAPE '\\')",
                [Value::Owned(like.clone()), Value::Owned(like)],
            );
        }
    }
}

/// Some inventions, the newest first.
fn rows(reader: &Reader<'_>, ids: impl IntoIterator<Item = InventionId>) -> Result<Vec<Invention>> {
    let mut filter = Filter::new();
    filter.and_in("i.id", ids.into_iter().map(|id| Value::Id(id.uuid())));
    filter.tail("ORDER BY i.begun_at DESC, i.id DESC", []);
    reader.list(LIST, &filter)
}

/// What somebody has a share in, as far as the actor may see it, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(reader: &Reader<'_>, actor: &Actor, person: PersonId, most: i64) -> Result<Vec<Invention>> {
    let mut filter = Filter::new();
    visible(&mut filter, actor);
    let theirs = "i.id IN (SELECT m.work FROM work_author m WHERE m.person = ?)";
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
