//! Whom a step concerns, and what they are told: the work's title and a name, never an amount.

use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Place, Result, Role, Time};
use ledger::SealedRow;
use notices::{NewNotice, Teller};
use serde_json::Value;
use store::{Reader, statements};
use works::WorkId;
use works::objections::{self, ObjectionId};

use crate::lifecycle::Step;
use crate::model::KIND;
use crate::policy::Seen;
use crate::store::{load, parts};

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[tell];

statements! {
    TITLE: (WorkId,) => (String,) = "SELECT title FROM work WHERE id = $1";
    NAME: (PersonId,) => (String,) = "SELECT name FROM person WHERE id = $1";
    UNIT: (UnitId,) => (String,) = "SELECT short_name FROM unit WHERE id = $1";
}

fn tell(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    let Some(step) = Step::from_word(&entry.step).filter(|_| entry.kind == KIND) else { return Ok(Vec::new()) };
    let id = entry.subject.cast();
    let it = load(reader, id)?;
    let title = reader.find(&TITLE, (it.work,))?.map(|(title,)| title).unwrap_or_default();
    let name = match entry.actor {
        Some(actor) => reader.find(&NAME, (actor,))?.map(|(name,)| name).unwrap_or_default(),
        None => String::new(),
    };
    let unit = reader.find(&UNIT, (it.enterprise,))?.map(|(name,)| name).unwrap_or_default();
    let seen = Seen { parts: parts(reader, id)?, it };
    let told = Telling { reader, entry, seen, title, name, unit };
    told.notices(step)
}

struct Telling<'r, 'c> {
    reader: &'r Reader<'c>,
    entry: &'r SealedRow,
    seen: Seen,
    title: String,
    name: String,
    unit: String,
}

impl Telling<'_, '_> {
    fn notices(&self, step: Step) -> Result<Vec<NewNotice>> {
        Ok(match step {
            Step::Propose | Step::Amend => {
                let to_agree = self.seen.parts.iter().filter(|part| part.agreed_at.is_none() && !part.origin);
                let mut told = self.all(to_agree.map(|part| part.person), "notice-award-agree");
                told.extend(self.all(self.group(true), "notice-award-origin"));
                told.extend(self.all(self.deciders()?, "notice-award-decide"));
                told
            }
            Step::Contest => self.all([self.seen.it.proposed_by], "notice-award-contest"),
            Step::Approve => self.both("notice-award-approve", "notice-award-origin-approve"),
            Step::Refuse => {
                let whom = self.people().into_iter().chain([self.seen.it.proposed_by]);
                self.all(whom, "notice-award-refuse")
            }
            Step::File => self.all(self.union()?, "notice-award-file"),
            Step::Object | Step::Question => {
                let whom = self.deciders()?.into_iter().chain([self.seen.it.proposed_by]);
                self.all(whom, "notice-award-object").into_iter().map(NewNotice::urgent).collect()
            }
            Step::Answer => self.all(self.asker()?, "notice-award-answer"),
            Step::Reopen => self.all([self.seen.it.proposed_by], "notice-award-reopen"),
            Step::Clear => self.all(self.held(Role::Payroll)?, "notice-award-clear"),
            Step::Pay => self.both("notice-award-pay", "notice-award-origin-pay"),
            Step::ClawBack => {
                self.all(self.people(), "notice-award-claw_back").into_iter().map(NewNotice::urgent).collect()
            }
            Step::Drop => self.all(self.people(), "notice-award-drop"),
            Step::AgreeSplit | Step::Resume | Step::Protect => Vec::new(),
        })
    }

    fn all(&self, people: impl IntoIterator<Item = PersonId>, key: &'static str) -> Vec<NewNotice> {
        let one = |person| {
            let notice = NewNotice::new(person, key, format!("/awards/{}", self.seen.it.id));
            let notice = notice.with("title", self.title.as_str()).with("name", self.name.as_str());
            notice.with("unit", self.unit.as_str())
        };
        people.into_iter().map(one).collect()
    }

    fn people(&self) -> Vec<PersonId> {
        self.seen.parts.iter().map(|part| part.person).collect()
    }

    /// The originators, or everybody else who shares in it.
    fn group(&self, origin: bool) -> Vec<PersonId> {
        self.seen.parts.iter().filter(|part| part.origin == origin).map(|part| part.person).collect()
    }

    /// The takers' people, and the originators in words of their own.
    fn both(&self, own: &'static str, origin: &'static str) -> Vec<NewNotice> {
        let mut told = self.all(self.group(false), own);
        told.extend(self.all(self.group(true), origin));
        told
    }

    fn held(&self, role: Role) -> Result<Vec<PersonId>> {
        inside(self.reader, role, &self.seen.it.place(), self.entry.at)
    }

    fn deciders(&self) -> Result<Vec<PersonId>> {
        if self.seen.it.head { self.union() } else { self.held(Role::Approver) }
    }

    /// The officers of the nearest union above.
    fn union(&self) -> Result<Vec<PersonId>> {
        let held = identity::grants::over(self.reader, Role::UnionOfficer, &self.seen.it.place(), self.entry.at)?;
        let nearest = held.first().map(|held| held.unit);
        Ok(held.iter().filter(|held| Some(held.unit) == nearest).map(|held| held.person).collect())
    }

    /// Who raised what was answered.
    fn asker(&self) -> Result<Option<PersonId>> {
        let payload = self.entry.payload();
        let id: Option<ObjectionId> = payload.get("objection").and_then(Value::as_str).and_then(|id| id.parse().ok());
        let all = objections::of(self.reader, self.seen.it.id)?;
        Ok(all.into_iter().find(|one| Some(one.id) == id).map(|one| one.person))
    }
}

/// Who holds a role at or above a place inside its enterprise.
///
/// # Errors
/// Broken, when the database fails.
pub fn inside(reader: &Reader<'_>, role: Role, place: &Place, at: Time) -> Result<Vec<PersonId>> {
    let held = identity::grants::over(reader, role, place, at)?;
    let mut people: Vec<PersonId> =
        held.into_iter().filter(|held| held.enterprise == place.enterprise).map(|held| held.person).collect();
    people.dedup();
    Ok(people)
}
