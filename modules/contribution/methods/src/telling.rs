//! Whom a step concerns, and what they are told. A notice holds the method's name, never the words of an answer.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Result, Role};
use ledger::SealedRow;
use notices::{NewNotice, Teller};
use store::Reader;
use works::objections;

use crate::lifecycle::Step;
use crate::model::{KIND, Level, Method, NamingId};
use crate::store::{load, namings};

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[tell];

fn tell(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    let Some(step) = Step::from_word(&entry.step).filter(|_| entry.kind == KIND) else { return Ok(Vec::new()) };
    let it = load(reader, entry.subject.cast())?;
    let telling = Telling { reader, entry, it };
    let people = |told: Result<Vec<PersonId>>, key: &'static str| telling.all(&told?, key);
    match step {
        Step::Begin => people(telling.sharers(), "notice-method-shared"),
        Step::HandIn => people(telling.holders(Role::InnovationOfficer), "notice-method-hand_in"),
        Step::Return => people(telling.its_people(), "notice-method-return"),
        Step::Exclude => people(telling.its_people(), "notice-method-exclude"),
        Step::Accept => {
            let mut told = people(telling.its_people(), "notice-method-accept")?;
            told.extend(people(telling.holders(Role::Reviewer), "notice-method-review")?);
            Ok(told)
        }
        Step::Review => people(telling.holders(Role::InnovationOfficer), "notice-method-reviewed"),
        Step::Publish => {
            let mut told = people(telling.its_people(), "notice-method-publish")?;
            if namings(reader, telling.it.id)?.last().is_some_and(|naming| naming.level == Level::Unit) {
                told.extend(people(telling.holders(Role::Approver), "notice-method-decide")?);
            }
            Ok(told)
        }
        Step::Object => {
            let naming = namings(reader, telling.it.id)?.into_iter().find(|naming| naming.is_open());
            let authority = match naming {
                Some(naming) if naming.level != Level::Unit => telling.node(),
                _ => telling.holders(Role::Approver),
            };
            let mut told = people(authority, "notice-method-object")?;
            told.extend(people(telling.its_people(), "notice-method-objected")?);
            Ok(told)
        }
        Step::Answer => people(telling.asker(), "notice-method-answer"),
        Step::Name => {
            let mut told = people(telling.its_people(), "notice-method-name")?;
            told.extend(people(telling.holders(Role::InnovationOfficer), "notice-method-named")?);
            Ok(told)
        }
        Step::Decline => people(telling.its_people(), "notice-method-decline"),
        Step::TurnDown => people(telling.its_people(), "notice-method-turn_down"),
        Step::Nominate => {
            let mut told = people(telling.its_people(), "notice-method-nominate")?;
            told.extend(people(telling.node(), "notice-method-nominated")?);
            Ok(told)
        }
        Step::Propose => people(telling.holders(Role::InnovationOfficer), "notice-method-propose"),
        Step::Revise => people(telling.its_people(), "notice-method-revise"),
        Step::Dismiss => people(telling.its_people(), "notice-method-dismiss"),
        Step::End => people(telling.its_people(), "notice-method-end"),
        // What one does alone.
        Step::Write | Step::Withdraw | Step::Show | Step::Agree | Step::Attach => Ok(Vec::new()),
    }
}

/// One entry being told.
struct Telling<'r, 'c> {
    reader: &'r Reader<'c>,
    entry: &'r SealedRow,
    it: Method,
}

impl Telling<'_, '_> {
    fn all(&self, people: &[PersonId], key: &'static str) -> Result<Vec<NewNotice>> {
        let href = format!("/methods/{}", self.it.id);
        let others = people.iter().filter(|person| Some(**person) != self.entry.actor);
        Ok(others
            .map(|person| NewNotice::new(*person, key, href.clone()).with("name", self.it.content.name.as_str()))
            .collect())
    }

    /// Its authors and who wrote it down.
    fn its_people(&self) -> Result<Vec<PersonId>> {
        let authors = works::authors::of(self.reader, self.it.id)?.into_iter().map(|author| author.person);
        let mut people: Vec<PersonId> = authors.chain([self.it.writer]).collect();
        people.sort_unstable();
        people.dedup();
        Ok(people)
    }

    /// Those who are still to agree to their share.
    fn sharers(&self) -> Result<Vec<PersonId>> {
        let authors = works::authors::of(self.reader, self.it.id)?.into_iter();
        Ok(authors.filter(|author| author.agreed_at.is_none()).map(|author| author.person).collect())
    }

    /// Who holds a role over it inside its enterprise. Its own people are not asked to deal with it.
    fn holders(&self, role: Role) -> Result<Vec<PersonId>> {
        let own = self.its_people()?;
        let held = identity::grants::over(self.reader, role, &self.it.place, self.entry.at)?;
        let inside = held.into_iter().filter(|held| held.enterprise == self.it.place.enterprise);
        let mut people: Vec<PersonId> = inside.map(|held| held.person).filter(|person| !own.contains(person)).collect();
        people.sort_unstable();
        people.dedup();
        Ok(people)
    }

    /// Who raised what was answered.
    fn asker(&self) -> Result<Vec<PersonId>> {
        let payload = self.entry.payload();
        let id = |field: &str| payload.get(field).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let Ok(naming) = id("naming").parse::<NamingId>() else { return Ok(Vec::new()) };
        let all = objections::of(self.reader, naming)?.into_iter();
        Ok(all.filter(|one| one.id.to_string() == id("objection")).map(|one| one.person).collect())
    }

    /// The union officers of the node it was nominated at.
    fn node(&self) -> Result<Vec<PersonId>> {
        let all = namings(self.reader, self.it.id)?;
        let Some(naming) = all.last() else { return Ok(Vec::new()) };
        let held = identity::grants::at(self.reader, naming.unit, self.entry.at)?;
        Ok(held.into_iter().filter(|held| held.role == Role::UnionOfficer).map(|held| held.person).collect())
    }
}
