//! Whom a step concerns, and what they are told. A notice holds the title and a name, never the words
//! of an answer: those are read in the house, by whoever may see them then.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Result, Role, Time};
use ledger::SealedRow;
use notices::{NewNotice, Teller};
use serde_json::Value;
use store::{Reader, statements};

use crate::lifecycle::Step;
use crate::model::{KIND, Suggestion, SuggestionId};
use crate::parts::REVIEWS;
use crate::store::load;

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[tell];

statements! {
    /// Everybody with a share in what was joined to this one, with their own record.
    JOINED_AUTHORS: (SuggestionId,) => (PersonId, SuggestionId, String) =
        "SELECT a.person, s.id, s.title FROM suggestion s JOIN work_author a ON a.work = s.id WHERE s.lead = $1";
    NAME: (PersonId,) => (String,) = "SELECT name FROM person WHERE id = $1";
}

fn tell(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    let Some(step) = Step::from_word(&entry.step).filter(|_| entry.kind == KIND) else { return Ok(Vec::new()) };
    let it = load(reader, entry.subject.cast())?;
    let name = match entry.actor {
        Some(actor) => reader.find(&NAME, (actor,))?.map(|(name,)| name).unwrap_or_default(),
        None => String::new(),
    };
    let telling = Telling { reader, entry, step, payload: entry.payload(), it, name };
    telling.notices()
}

/// One entry being told.
struct Telling<'r, 'c> {
    reader: &'r Reader<'c>,
    entry: &'r SealedRow,
    step: Step,
    payload: Value,
    it: Suggestion,
    name: String,
}

impl Telling<'_, '_> {
    fn notices(&self) -> Result<Vec<NewNotice>> {
        match self.step {
            Step::Submit => {
                let mut told = self.all(&self.officers()?, "notice-suggestion-submit");
                told.extend(self.all(&self.co_authors()?, "notice-suggestion-named"));
                Ok(told)
            }
            Step::Reshare => Ok(self.all(&self.co_authors()?, "notice-suggestion-reshare")),
            Step::Return => Ok(urgent(self.all(&self.authors()?, "notice-suggestion-return"))),
            Step::Complete => Ok(self.all(&self.officers()?, "notice-suggestion-complete")),
            Step::Withdraw => {
                let mut told = self.all(&self.officers()?, "notice-suggestion-withdraw");
                told.extend(self.all(&self.reviewers()?, "notice-suggestion-withdraw"));
                Ok(told)
            }
            Step::Accept => Ok(self.all(&self.authors()?, "notice-suggestion-accept")),
            Step::Assign => Ok(self.all(&self.listed("officer"), "notice-suggestion-assign")),
            Step::Invite => Ok(self.all(&self.listed("reviewers"), "notice-suggestion-invite")),
            Step::Review => Ok(self.all(&self.officers()?, "notice-suggestion-review")),
            Step::Remark => self.decided("notice-suggestion-remark"),
            Step::Adopt => self.decided("notice-suggestion-adopt"),
            Step::Decline => self.decided("notice-suggestion-decline"),
            Step::Shelve => self.decided("notice-suggestion-shelve"),
            Step::PassUp => self.decided("notice-suggestion-pass_up"),
            Step::Uphold => self.decided("notice-suggestion-uphold"),
            Step::Overturn => self.decided("notice-suggestion-overturn"),
            Step::TakeUp => self.decided("notice-suggestion-take_up"),
            Step::Appeal => {
                let mut told = self.all(&self.officers()?, "notice-suggestion-appeal");
                told.extend(self.all(&self.union()?, "notice-suggestion-appeal"));
                Ok(told)
            }
            Step::Plan => {
                let mut told = self.all(&self.listed("owner"), "notice-suggestion-owner");
                told.extend(self.all(&self.authors()?, "notice-suggestion-plan"));
                Ok(told)
            }
            Step::Apply => Ok(self.all(&self.authors()?, "notice-suggestion-apply")),
            Step::Confirm => Ok(self.all(&self.doers()?, "notice-suggestion-confirm")),
            Step::Dispute => Ok(self.all(&self.doers()?, "notice-suggestion-dispute")),
            Step::Join => self.joined(),
            Step::Part => Ok(self.all(&self.authors()?, "notice-suggestion-part")),
            Step::Comment => {
                let mut told = urgent(self.all(&self.listed("mentions"), "notice-suggestion-mention"));
                told.extend(self.all(&self.authors()?, "notice-suggestion-comment"));
                Ok(told)
            }
            // What one does alone, and what is not announced yet.
            Step::Prepare | Step::Progress | Step::Second | Step::Show | Step::Claim | Step::Agree | Step::Attach => {
                Ok(Vec::new())
            }
        }
    }

    fn all(&self, people: &[PersonId], key: &'static str) -> Vec<NewNotice> {
        people.iter().map(|person| self.notice(*person, key, self.it.id, &self.it.title)).collect()
    }

    fn notice(&self, person: PersonId, key: &'static str, about: SuggestionId, title: &str) -> NewNotice {
        let notice = NewNotice::new(person, key, format!("/suggestions/{about}"));
        notice.with("title", title).with("name", self.name.as_str())
    }

    /// A decision: told to the authors, and to those whose own was joined to it, each about their own.
    fn decided(&self, key: &'static str) -> Result<Vec<NewNotice>> {
        let mut told = self.all(&self.authors()?, key);
        for (person, own, title) in self.reader.all(&JOINED_AUTHORS, (self.it.id,))? {
            told.push(self.notice(person, key, own, &title));
        }
        Ok(urgent(told))
    }

    /// The authors of both: whose was joined, and whose it was joined to.
    fn joined(&self) -> Result<Vec<NewNotice>> {
        let mut told = self.all(&self.authors()?, "notice-suggestion-join");
        if let Some(lead) = self.payload.get("lead").and_then(Value::as_str).and_then(|id| id.parse().ok()) {
            let lead = load(self.reader, lead)?;
            for author in works::authors::of(self.reader, lead.id)? {
                told.push(self.notice(author.person, "notice-suggestion-joined", lead.id, &lead.title));
            }
        }
        Ok(told)
    }

    fn authors(&self) -> Result<Vec<PersonId>> {
        people(self.reader, &self.it)
    }

    /// Those who are still to agree to their share.
    fn co_authors(&self) -> Result<Vec<PersonId>> {
        let authors = works::authors::of(self.reader, self.it.id)?.into_iter();
        Ok(authors
            .filter(|author| author.agreed_at.is_none() && author.person != self.it.author)
            .map(|author| author.person)
            .collect())
    }

    fn reviewers(&self) -> Result<Vec<PersonId>> {
        Ok(self.reader.all(&REVIEWS, (self.it.id,))?.into_iter().map(|review| review.reviewer).collect())
    }

    /// Whoever works on carrying it out: the owner and the officers.
    fn doers(&self) -> Result<Vec<PersonId>> {
        Ok(self.it.owner.into_iter().chain(self.officers()?).collect())
    }

    /// The officer who has it, or all of that part of the enterprise.
    fn officers(&self) -> Result<Vec<PersonId>> {
        officers(self.reader, &self.it, self.entry.at)
    }

    /// An appeal is the act that shows it to the union above [L1, Art. 20].
    fn union(&self) -> Result<Vec<PersonId>> {
        let held = identity::grants::over(self.reader, Role::UnionOfficer, &self.it.place, self.entry.at)?;
        let nearest = held.first().map(|held| held.unit);
        Ok(held.iter().filter(|held| Some(held.unit) == nearest).map(|held| held.person).collect())
    }

    /// People named in the entry, alone or in a list.
    fn listed(&self, field: &str) -> Vec<PersonId> {
        let id = |value: &Value| value.as_str().and_then(|id| id.parse().ok());
        match self.payload.get(field) {
            Some(Value::Array(ids)) => ids.iter().filter_map(id).collect(),
            Some(one) => id(one).into_iter().collect(),
            None => Vec::new(),
        }
    }
}

/// The officer who has a suggestion, or while nobody has it all officers of that part of the enterprise,
/// the nearest node's first. One who has a share in it is not asked to deal with it.
///
/// # Errors
/// Broken, when the database fails.
pub fn officers(reader: &Reader<'_>, it: &Suggestion, at: Time) -> Result<Vec<PersonId>> {
    if let Some(officer) = it.officer {
        return Ok(vec![officer]);
    }
    let authors = people(reader, it)?;
    let held = identity::grants::over(reader, Role::InnovationOfficer, &it.place, at)?;
    let inside = held.into_iter().filter(|held| held.enterprise == it.place.enterprise);
    let mut people: Vec<PersonId> = Vec::new();
    for held in inside.filter(|held| !authors.contains(&held.person)) {
        if !people.contains(&held.person) {
            people.push(held.person);
        }
    }
    Ok(people)
}

/// Everybody with a share.
pub fn people(reader: &Reader<'_>, it: &Suggestion) -> Result<Vec<PersonId>> {
    Ok(works::authors::of(reader, it.id)?.into_iter().map(|author| author.person).collect())
}

fn urgent(told: Vec<NewNotice>) -> Vec<NewNotice> {
    told.into_iter().map(NewNotice::urgent).collect()
}
