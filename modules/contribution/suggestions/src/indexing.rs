//! What the search index holds of suggestions.

use std::collections::{BTreeSet, HashMap};

use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Path, Result, Time};
use ledger::SealedRow;
use search::{Change, Doc};
use store::{Filter, Reader, Value, row};
use web::unit_no;

use crate::lifecycle::State;
use crate::model::{Category, KIND, SuggestionId, Visibility};

/// The index's number for this kind of record.
pub const KIND_NO: u64 = works::Kind::Suggestion.number();

row! {
    /// What the index wants to know of a suggestion.
    pub struct Indexed {
        /// See `model::Suggestion`, for this and the rest.
        pub id: SuggestionId,
        /// Its number.
        pub serial: String,
        /// In a line.
        pub title: String,
        /// How it is now.
        pub now_text: String,
        /// How to do it better.
        pub how_text: String,
        /// Where exactly.
        pub spot: String,
        /// Which of the five kinds.
        pub category: Option<Category>,
        /// Who may find it.
        pub visibility: Visibility,
        /// Where it stands.
        pub state: State,
        /// Where it counts.
        pub unit: UnitId,
        /// In which enterprise.
        pub enterprise: UnitId,
        /// In the regional tree.
        pub path: Path,
        /// In the industrial tree.
        pub industry_path: Option<Path>,
        /// When it was registered.
        pub submitted_at: Time,
        /// Who carries it out.
        pub owner: Option<PersonId>,
        /// The officer who has it.
        pub officer: Option<PersonId>,
        /// Who entered it, when not the author.
        pub entered_by: Option<PersonId>,
    }
}

const TEXTS: &str = "SELECT s.id, s.serial, s.title, s.now_text, s.how_text, s.spot, s.category, s.visibility, s.state, s.unit, \
    s.enterprise, s.path, s.industry_path, s.submitted_at, s.owner, s.officer, s.entered_by FROM suggestion s WHERE";
const AUTHORS: &str = "SELECT t.work, t.person, p.name FROM work_author t JOIN person p ON p.id = t.person WHERE";
const REVIEWERS: &str = "SELECT t.suggestion, t.reviewer FROM suggestion_review t WHERE";
const MENTIONED: &str = "SELECT t.suggestion, t.person FROM suggestion_mention t WHERE";

/// The people of one suggestion.
#[derive(Default)]
struct People {
    names: Vec<String>,
    /// Everybody who may see it whatever its visibility: the index lets them find it.
    tied: BTreeSet<PersonId>,
}

/// The documents that a batch of sealed entries touched, read fresh: four statements for a batch.
///
/// # Errors
/// Broken, when the database fails.
pub fn changes(reader: &Reader<'_>, entries: &[SealedRow]) -> Result<Vec<Change>> {
    let ids: BTreeSet<SuggestionId> =
        entries.iter().filter(|entry| entry.kind == KIND).map(|entry| entry.subject.cast()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let those = |column| {
        let mut filter = Filter::new();
        filter.and_in(column, ids.iter().map(|id| Value::Id(id.uuid())));
        filter
    };
    let mut people: HashMap<SuggestionId, People> = HashMap::new();
    let mut authors = those("t.work");
    authors.tail("ORDER BY t.work, t.position", []);
    for (id, person, name) in reader.list::<(SuggestionId, PersonId, String)>(AUTHORS, &authors)? {
        let people = people.entry(id).or_default();
        people.names.push(name);
        people.tied.insert(person);
    }
    for head in [REVIEWERS, MENTIONED] {
        for (id, person) in reader.list::<(SuggestionId, PersonId)>(head, &those("t.suggestion"))? {
            people.entry(id).or_default().tied.insert(person);
        }
    }
    let texts: Vec<Indexed> = reader.list(TEXTS, &those("s.id"))?;
    Ok(texts.iter().map(|text| change(text, people.remove(&text.id).unwrap_or_default())).collect())
}

/// What was withdrawn is found by nobody any more.
fn change(text: &Indexed, mut people: People) -> Change {
    let id = text.id.uuid().as_u128();
    if text.state == State::Withdrawn {
        return Change::Remove(id);
    }
    people.tied.extend([text.owner, text.officer, text.entered_by].into_iter().flatten());
    let above = text.path.ancestors().chain(text.industry_path.iter().flat_map(Path::ancestors));
    Change::Put(Box::new(Doc {
        id,
        kind: KIND_NO,
        serial: text.serial.clone(),
        title: text.title.clone(),
        body: body(&text.now_text, &text.how_text, &text.spot),
        people: people.names.join(" "),
        authors: people.tied.iter().map(|person| person.uuid().as_u128()).collect(),
        unit_no: unit_no(text.unit),
        enterprise_no: unit_no(text.enterprise),
        visibility: match text.visibility {
            Visibility::Team => search::Visibility::Team,
            Visibility::Enterprise => search::Visibility::Enterprise,
            Visibility::Public => search::Visibility::Public,
        },
        state: place(text.state),
        category: text.category.map_or(0, place),
        at_ms: text.submitted_at.millis(),
        path: above.map(|path| path.as_str().to_owned()).collect(),
    }))
}

/// The text that is searched and compared, beside the title.
pub fn body(now_text: &str, how_text: &str, spot: &str) -> String {
    [now_text, how_text, spot].join("\n")
}

/// The index's number for a word: its place among all of its kind, from 1.
pub fn place<W: Word>(word: W) -> u64 {
    W::ALL.iter().zip(1..).find(|(one, _)| **one == word).map_or(0, |(_, number)| number)
}
