//! One record as one reader sees it, read in a fixed number of statements whatever hangs on it.

pub mod acts;
pub mod answers;
pub mod chain;
pub mod form;
pub mod judging;
pub mod reviews;

use std::collections::HashMap;

use identity::named::Somebody;
use jiff::civil::Date;
use kernel::calendar::WorkCalendar;
use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Error, Result, Role, Time};
use ledger::SealedRow;
use store::{Reader, statements};
use ui::parts::Panel;
use ui::{Locale, T};

use crate::lifecycle::Step;
use crate::model::{AttachmentId, SuggestionId};
use crate::parts::{COMMENTS, CommentRow, FILES, FileRow, LINKED_FROM, LINKS, REVIEWS, ReviewRow, WORK, WorkRow};
use crate::policy::{self, Seen};
use crate::queries::{self, ListRow};
use crate::rules::{Criterion, Rules};
use crate::store::JOINED_TO;
use works::authors::Author;
use works::figures::Figure;

statements! {
    UNIT_NAMES: (UnitId, UnitId) => (UnitId, String) = "SELECT id, short_name FROM unit WHERE id IN ($1, $2)";
}

/// One record with everything its page shows.
pub struct Record {
    /// The suggestion and how the reader stands to it.
    pub seen: Seen,
    /// The day on which it is read.
    pub today: Date,
    /// Short names of the unit where it counts and of its enterprise.
    pub unit: (String, String),
    /// The rules of its enterprise.
    pub rules: Rules,
    /// Who shares in it, the one who put it forward first.
    pub authors: Vec<Author>,
    /// Everything that happened to it, oldest first, as far as the reader may know.
    pub history: Vec<SealedRow>,
    /// The same of the earlier one it was joined to, whose answer is also its answer.
    pub lead_history: Vec<SealedRow>,
    /// Who was asked to review.
    pub invited: Vec<ReviewRow>,
    /// The reviews that the reader may read.
    pub reviews: Vec<ReviewRow>,
    /// What was said about it.
    pub comments: Vec<CommentRow>,
    /// What was attached.
    pub files: Vec<FileRow>,
    /// How it is carried out.
    pub work: Option<WorkRow>,
    /// What finance signed for its use at its own unit.
    pub figure: Option<Figure>,
    /// Others it is linked with, those that the reader may see.
    pub linked: Vec<(Link, ListRow)>,
    /// Everybody named on the page.
    pub people: HashMap<PersonId, Somebody>,
    /// Its place in the log, once it is sealed.
    pub sealed: Option<Sealed>,
    /// What only officers need.
    pub desk: Option<Desk>,
    /// What other modules add once it is a work.
    pub panels: Vec<Panel>,
}

/// How another suggestion is linked with this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// This one was joined to it.
    Lead,
    /// It was joined to this one.
    Joined,
    /// This one builds on it.
    Earlier,
    /// It builds on this one.
    Later,
}

impl Link {
    /// The message that names it.
    pub fn key(self) -> &'static str {
        match self {
            Link::Lead => "record-link-lead",
            Link::Joined => "record-link-joined",
            Link::Earlier => "record-link-earlier",
            Link::Later => "record-link-later",
        }
    }
}

/// Where the registration stands in the log.
pub struct Sealed {
    /// Its number, from 0.
    pub position: i64,
    /// Salted digest of what was registered: the fingerprint.
    pub digest: Vec<u8>,
    /// The fingerprint of the entry before; empty for the first.
    pub before: Vec<u8>,
    /// The root of the newest signed statement about the log, as it is printed there.
    pub notice: String,
}

/// Who an officer may choose from.
pub struct Desk {
    /// Officers of this part of the enterprise.
    pub officers: Vec<PersonId>,
    /// Reviewers of the enterprise.
    pub reviewers: Vec<PersonId>,
}

impl Record {
    /// Reads it for `actor`.
    ///
    /// # Errors
    /// Not found, when it is missing or hidden.
    pub fn read(reader: &Reader<'_>, actor: &Actor, id: SuggestionId, now: Time) -> Result<Record> {
        let seen = policy::find(reader, actor, id)?;
        let enterprise = seen.it.place.enterprise.ok_or(Error::NotFound)?;
        let names: HashMap<UnitId, String> =
            reader.all(&UNIT_NAMES, (seen.it.place.unit, enterprise))?.into_iter().collect();
        let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
        let rules = Rules::of(reader, enterprise, now)?;
        let authors = works::authors::of(reader, id)?;
        let mut history = ledger::folds::history(reader, id.any())?;
        let lead_history = match seen.it.lead {
            Some(lead) => ledger::folds::history(reader, lead.any())?,
            None => Vec::new(),
        };
        let sealed = sealed(reader, &history)?;
        if !actor.has_within(Role::InnovationOfficer, &seen.it.place) || seen.ties.author {
            history.retain(|entry| entry.step != Step::Prepare.to_string());
        }
        let invited = reader.all(&REVIEWS, (id,))?;
        let mut record = Record {
            today: now.date(),
            reviews: reviews::readable(actor, &seen, &invited),
            unit: (name(seen.it.place.unit), name(enterprise)),
            rules,
            authors,
            history,
            lead_history,
            invited,
            comments: reader.all(&COMMENTS, (id,))?,
            files: reader.all(&FILES, (id,))?,
            work: reader.find(&WORK, (id,))?,
            figure: works::figures::of_use(reader, id.cast())?,
            linked: linked(reader, actor, &seen)?,
            people: HashMap::new(),
            sealed,
            desk: desk(reader, actor, &seen, enterprise, now)?,
            panels: Vec::new(),
            seen,
        };
        record.people = identity::named::by_id(reader, record.named())?;
        Ok(record)
    }

    /// A person's name; empty for the house itself.
    pub fn name(&self, person: Option<PersonId>) -> &str {
        person.and_then(|person| self.people.get(&person)).map_or("", |one| &one.name)
    }

    /// Short name of a person's unit.
    pub fn unit_of(&self, person: Option<PersonId>) -> &str {
        person.and_then(|person| self.people.get(&person)).map_or("", |one| &one.unit_name)
    }

    /// The newest entry of one of these steps.
    pub fn last(&self, steps: &[Step]) -> Option<&SealedRow> {
        self.history.iter().rev().find(|entry| steps.iter().any(|step| entry.step == step.to_string()))
    }

    fn named(&self) -> Vec<PersonId> {
        let it = &self.seen.it;
        let mut ids: Vec<PersonId> = vec![it.author];
        ids.extend([it.officer, it.owner, it.decided_by, it.entered_by].into_iter().flatten());
        ids.extend(it.prepared.iter().map(|prepared| prepared.by));
        ids.extend(self.figure.iter().map(|figure| figure.audited_by));
        for entry in self.history.iter().chain(&self.lead_history) {
            ids.extend(entry.actor.into_iter().chain(entry.on_behalf));
        }
        ids.extend(self.invited.iter().map(|review| review.reviewer));
        ids.extend(self.work.iter().map(|work| work.owner));
        ids.extend(self.authors.iter().map(|author| author.person));
        ids.extend(self.desk.iter().flat_map(|desk| desk.officers.iter().chain(&desk.reviewers)));
        ids
    }
}

/// The links both ways, with what the reader may see of the others: five statements at most.
fn linked(reader: &Reader<'_>, actor: &Actor, seen: &Seen) -> Result<Vec<(Link, ListRow)>> {
    let id = seen.it.id;
    let mut links: Vec<(Link, SuggestionId)> = seen.it.lead.map(|lead| (Link::Lead, lead)).into_iter().collect();
    links.extend(reader.all(&JOINED_TO, (id,))?.into_iter().map(|(other, ..)| (Link::Joined, other)));
    let builds_on = |(_, kind): &(SuggestionId, String)| kind == "builds_on";
    links.extend(reader.all(&LINKS, (id,))?.into_iter().filter(builds_on).map(|(other, _)| (Link::Earlier, other)));
    links.extend(reader.all(&LINKED_FROM, (id,))?.into_iter().filter(builds_on).map(|(other, _)| (Link::Later, other)));
    let ids: Vec<SuggestionId> = links.iter().map(|(_, other)| *other).collect();
    let rows: HashMap<SuggestionId, ListRow> =
        queries::seen_of(reader, actor, &ids)?.into_iter().map(|row| (row.id, row)).collect();
    Ok(links.into_iter().filter_map(|(link, other)| Some((link, rows.get(&other)?.clone()))).collect())
}

fn sealed(reader: &Reader<'_>, history: &[SealedRow]) -> Result<Option<Sealed>> {
    let Some(first) = history.first().filter(|entry| entry.position >= 0) else { return Ok(None) };
    let before = match u64::try_from(first.position - 1) {
        Ok(position) => ledger::folds::sealed_from(reader, position, 1)?.pop(),
        Err(_) => None,
    };
    let note = ledger::proofs::newest_checkpoint(reader)?.unwrap_or_default();
    Ok(Some(Sealed {
        position: first.position,
        digest: first.digest.clone(),
        before: before.map(|entry| entry.digest).unwrap_or_default(),
        notice: note.lines().nth(2).unwrap_or_default().to_owned(),
    }))
}

fn desk(reader: &Reader<'_>, actor: &Actor, seen: &Seen, enterprise: UnitId, now: Time) -> Result<Option<Desk>> {
    if !actor.has_within(Role::InnovationOfficer, &seen.it.place) {
        return Ok(None);
    }
    let held = identity::grants::within(reader, enterprise, now)?;
    let inside = |role: Role| held.iter().filter(move |held| held.role == role && held.starts_at <= now);
    let mut officers: Vec<PersonId> = inside(Role::InnovationOfficer)
        .filter(|held| seen.it.place.is_under(&held.path))
        .map(|held| held.person)
        .collect();
    let mut reviewers: Vec<PersonId> = inside(Role::Reviewer).map(|held| held.person).collect();
    officers.dedup();
    reviewers.dedup();
    Ok(Some(Desk { officers, reviewers }))
}

/// Working days from one moment to another, as deadlines count them.
pub fn working_days(from: Time, to: Time) -> i64 {
    WorkCalendar::china().working_days_between(from.date(), to.date())
}

/// Working minutes until a deadline, in the form the chip takes; negative once it has passed.
pub fn minutes_left(now: Time, due: Time) -> i64 {
    let span = WorkCalendar::china().working_hours_left(now.timestamp(), due.timestamp());
    let rest = i64::from(span.hours) * 60 + i64::from(span.minutes);
    let days = i64::from(span.days) * ui::format::WORKING_DAY;
    // A working day has nine hours and the chip counts eight: the rest must not make one more.
    let minutes = if days > 0 { days + rest.min(ui::format::WORKING_DAY - 1) } else { rest };
    if span.overdue { -minutes.max(1) } else { minutes }
}

/// The name of a criterion in the reader's language.
pub fn criterion_name(t: T, criterion: &Criterion) -> &str {
    match t.locale() {
        Locale::Zh => &criterion.zh,
        Locale::En => &criterion.en,
    }
}

/// The address of a file.
pub fn file_path(file: AttachmentId) -> String {
    format!("/files/{file}")
}

/// The address of its small picture.
pub fn thumbnail_path(file: AttachmentId) -> String {
    format!("/files/{file}/small")
}
