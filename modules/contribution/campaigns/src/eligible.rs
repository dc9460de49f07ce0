//! What the records say against an entry: who may enter, and the rules that the house can check. Each finding has
//! the id it is told by.

use kernel::{Error, Reason, Result, Role, Time};
use store::Reader;
use works::authors::Author;
use works::figures::Figure;
use works::{Card, Stage};

use crate::model::{Content, Edition, EditionId, Entry, Member};
use crate::plan::{Check, Plan};
use crate::store::HONOURED;

/// The ids of who may enter, beside the rules of the plan.
pub const CONDITIONS: [&str; 4] = ["TJ-1", "TJ-2", "TJ-3", "TJ-4"];

/// Something that speaks against an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub id: String,
    /// What is wrong.
    pub reason: Reason,
}

/// A work with what an edition asks of it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The work.
    pub card: Card,
    /// The audited figure of its own enterprise.
    pub figure: Option<Figure>,
    /// Who shares in it.
    pub authors: Vec<Author>,
}

impl Candidate {
    /// Reads what the records say of a work.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn read(reader: &Reader<'_>, card: Card) -> Result<Candidate> {
        let figure = works::figures::of_use(reader, card.id.cast())?;
        let authors = works::authors::of(reader, card.id)?;
        Ok(Candidate { card, figure, authors })
    }

    /// What an entry keeps of it.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn content(&self, reader: &Reader<'_>) -> Result<Content> {
        let card = &self.card;
        let member = |author: &Author| Member { person: author.person, name: author.name.clone(), part: author.part };
        Ok(Content {
            kind: card.kind,
            serial: card.serial.clone(),
            title: card.title.clone(),
            gist: card.gist.clone(),
            since: card.since.map(Time::date),
            fen: self.figure.as_ref().and_then(|figure| figure.fen),
            points: self.figure.as_ref().and_then(|figure| figure.points),
            team: self.authors.iter().map(member).collect(),
            enterprise: identity::tree::unit(reader, card.enterprise)?.name,
            unit: identity::tree::unit(reader, card.unit)?.short_name,
        })
    }

    /// Everything the records say against it.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn findings(&self, reader: &Reader<'_>, edition: &Edition, now: Time) -> Result<Vec<Finding>> {
        let mut found = self.conditions(edition);
        found.extend(self.rules(reader, edition.plan(), edition.id, now)?);
        Ok(found)
    }

    /// Who may enter.
    pub fn conditions(&self, edition: &Edition) -> Vec<Finding> {
        let (plan, card) = (edition.plan(), &self.card);
        let mut found = Vec::new();
        let mut needs = |sound: bool, id: &str, key: &'static str| {
            if !sound {
                found.push(Finding { id: id.to_owned(), reason: Reason::new(key).with("rule", id) });
            }
        };
        needs(plan.kinds.contains(&card.kind), CONDITIONS[0], "campaign-not-kind");
        let since = card.since.map(Time::date);
        let asked = plan.used_from.is_some() || plan.used_until.is_some();
        let within = since.is_some_and(|since| {
            plan.used_from.is_none_or(|from| from <= since) && plan.used_until.is_none_or(|until| since <= until)
        });
        needs(card.stage != Stage::Ended && (within || !asked), CONDITIONS[1], "campaign-not-period");
        let enough = |least| self.figure.as_ref().and_then(|figure| figure.fen).is_some_and(|fen| fen >= least);
        needs(plan.least.is_none_or(enough), CONDITIONS[2], "campaign-not-benefit");
        needs(edition.place_covers(card), CONDITIONS[3], "campaign-not-scope");
        found
    }

    fn rules(&self, reader: &Reader<'_>, plan: &Plan, edition: EditionId, now: Time) -> Result<Vec<Finding>> {
        let mut found = Vec::new();
        for rule in &plan.rules {
            let hit = match rule.check {
                Check::Declared => None,
                Check::Earlier => {
                    let earlier = reader.find(&HONOURED, (self.card.id, edition))?;
                    earlier.map(|(_, name)| Reason::new("campaign-honoured-earlier").with("name", name))
                }
                Check::Heads => self.head(reader, now)?.map(|name| Reason::new("campaign-head").with("name", name)),
            };
            if let Some(reason) = hit {
                found.push(Finding { id: rule.id.clone(), reason: reason.with("rule", &rule.id) });
            }
        }
        Ok(found)
    }

    /// The head of the enterprise, if they have a share.
    fn head(&self, reader: &Reader<'_>, now: Time) -> Result<Option<String>> {
        let held = identity::grants::at(reader, self.card.enterprise, now)?;
        let heads = held.iter().filter(|held| held.role == Role::Approver && held.starts_at <= now);
        let mut shared = heads.filter(|held| self.authors.iter().any(|author| author.person == held.person));
        Ok(shared.next().map(|held| held.name.clone()))
    }
}

impl Edition {
    /// Whether a work counts below the node that holds the edition.
    fn place_covers(&self, card: &Card) -> bool {
        card.place().is_under(&self.path)
    }
}

/// What the records say now against an entry that was handed in before.
///
/// # Errors
/// Broken, when the database fails.
pub fn against(reader: &Reader<'_>, edition: &Edition, entry: &Entry, now: Time) -> Result<Vec<Finding>> {
    let card = works::cards::load(reader, entry.work)?;
    Candidate::read(reader, card)?.findings(reader, edition, now)
}

/// Refuses with the first finding.
///
/// # Errors
/// Refused, when there is one.
pub fn refuse(findings: Vec<Finding>) -> Result<()> {
    match findings.into_iter().next() {
        Some(finding) => Err(Error::Refused(finding.reason)),
        None => Ok(()),
    }
}
