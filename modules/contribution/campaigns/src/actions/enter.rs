//! Entering a work: it is chosen, not typed. Only the category, a short statement and the declarations are asked.

use kernel::{Error, Faults, Reason, Result, Role, Verdict};
use ledger::Recorded;
use serde_json::json;
use store::{Json, Tx};
use works::{Card, WorkId};

use super::{By, begin, put, record};
use crate::eligible::{Candidate, refuse};
use crate::lifecycle::{State, Step};
use crate::model::{EditionId, Entry, EntryId, STATEMENT};
use crate::plan::Plan;
use crate::policy;
use crate::store::{ENTRY_OF_WORK, INSERT_ENTRY, NEXT, entry};

/// What is asked of whoever enters a work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The id of a category.
    pub category: String,
    /// What speaks for it, shortly.
    pub statement: String,
    /// The ids of the rules that do not apply, as the entrant declares.
    pub clear: Vec<String>,
}

impl Wish {
    /// Field by field, what is missing. A draft may lack declarations.
    fn check(&self, plan: &Plan, whole: bool) -> Result<()> {
        let mut faults = Faults::none();
        if plan.category(&self.category).is_none() {
            faults.add("category", Reason::new("campaign-choose"));
        }
        if whole && self.statement.is_empty() {
            faults.add("statement", Reason::new("text-empty"));
        }
        if self.statement.chars().count() > STATEMENT {
            faults.add(
                "statement",
                Reason::new("text-too-long").with("most", STATEMENT).with("got", self.statement.chars().count()),
            );
        }
        if whole && let Some(rule) = plan.declared().find(|rule| !self.clear.contains(&rule.id)) {
            faults.add("clear", Reason::new("campaign-undeclared").with("rule", &rule.id));
        }
        faults.check()
    }
}

/// Whether the actor may enter this work: its people, and who speaks for them at the unit.
fn may_enter(by: &By, card: &Card, author: bool) -> Verdict {
    let leads =
        || [Role::InnovationOfficer, Role::TeamLeader].iter().any(|role| by.actor.has_within(*role, &card.place()));
    let home = by.actor.place.enterprise == Some(card.enterprise);
    Verdict::when(home && (author || leads()), "campaign-enter-people-only")
}

/// Chooses a work for an edition: a draft of an entry. Chosen again it is the same entry.
///
/// # Errors
/// Not found, when the actor sees the edition or the work not; denied to others than its people; refused while no
/// works are taken, when it may not enter, or when it has been entered by somebody else.
pub fn enter(
    tx: &mut Tx<'_>,
    by: &By,
    campaign: EditionId,
    id: EntryId,
    work: WorkId,
    wish: &Wish,
) -> Result<Recorded<Entry>> {
    let edition = policy::find(tx, &by.actor, campaign)?.it;
    let card = works::sight::find(tx, &by.actor, work)?;
    let author = works::authors::includes(tx, work, by.actor.person)?;
    may_enter(by, &card, author).check()?;
    if let Some((before,)) = tx.find(&ENTRY_OF_WORK, (campaign, work))? {
        let before = entry(tx, before)?;
        return if before.id == id {
            Ok(ledger::unchanged(before))
        } else {
            Err(Error::refused("campaign-entered-already"))
        };
    }
    if !edition.takes_entries(by.now.date()) {
        return Err(Error::refused("campaign-takes-none"));
    }
    wish.check(edition.plan(), false)?;
    let candidate = Candidate::read(tx, card)?;
    refuse(candidate.findings(tx, &edition, by.now)?)?;
    let content = candidate.content(tx)?;
    let card = candidate.card;
    let (nth,) = tx.one(&NEXT, (format!("JS-{}", edition.year),))?;
    let it = Entry {
        id,
        campaign,
        work,
        serial: format!("JS-{}-{nth:06}", edition.year),
        number: None,
        state: State::Draft,
        version: 1,
        category: wish.category.clone(),
        statement: wish.statement.clone(),
        content: Json(content),
        entered_by: by.actor.person,
        unit: card.unit,
        enterprise: card.enterprise,
        path: card.path,
        industry_path: card.industry_path,
        node: None,
        grade: None,
        score: None,
        certificate: None,
        reason: String::new(),
        entered_at: by.now,
        changed_at: by.now,
    };
    if tx.execute(&INSERT_ENTRY, &it)? == 0 {
        return Err(Error::Overtaken);
    }
    let what = json!({ "campaign": campaign, "work": work, "category": wish.category, "statement": wish.statement });
    Ok(record(tx, by, &it, Step::Enter, &what)?.with(it))
}

/// Writes the category and the statement of a draft again.
///
/// # Errors
/// As every step; invalid by field.
pub fn write(tx: &mut Tx<'_>, by: &By, id: EntryId, wish: &Wish) -> Result<Recorded<Entry>> {
    let (seen, _) = begin(tx, by, id, Step::Write)?;
    wish.check(seen.edition.plan(), false)?;
    let it = Entry { category: wish.category.clone(), statement: wish.statement.clone(), ..seen.it };
    put(tx, by, it, Step::Write, &json!({ "category": wish.category, "statement": wish.statement }))
}

/// Hands it in to the unit, with what the records say on this day.
///
/// # Errors
/// As every step; invalid by field; refused after the last day of entry, or with the rule that excludes it.
pub fn submit(tx: &mut Tx<'_>, by: &By, id: EntryId, wish: &Wish) -> Result<Recorded<Entry>> {
    let (seen, next) = begin(tx, by, id, Step::Submit)?;
    if !seen.edition.takes_entries(by.now.date()) {
        return Err(Error::refused("campaign-takes-none"));
    }
    wish.check(seen.edition.plan(), true)?;
    let candidate = Candidate::read(tx, works::cards::load(tx, seen.it.work)?)?;
    refuse(candidate.findings(tx, &seen.edition, by.now)?)?;
    let content = candidate.content(tx)?;
    let what = json!({
        "category": wish.category, "statement": wish.statement, "declared": wish.clear, "content": content,
    });
    let it = Entry {
        state: next,
        category: wish.category.clone(),
        statement: wish.statement.clone(),
        content: Json(content),
        node: Some(seen.it.enterprise),
        reason: String::new(),
        ..seen.it
    };
    put(tx, by, it, Step::Submit, &what)
}

/// The unit sends it back with what is missing.
///
/// # Errors
/// As every step.
pub fn send_back(tx: &mut Tx<'_>, by: &By, id: EntryId, reason: &str) -> Result<Recorded<Entry>> {
    let (seen, next) = begin(tx, by, id, Step::Return)?;
    let it = Entry { state: next, node: None, reason: reason.to_owned(), ..seen.it };
    put(tx, by, it, Step::Return, &json!({ "reason": reason }))
}

/// Its people withdraw it before the list is made; the work may be entered again.
///
/// # Errors
/// As every step.
pub fn withdraw(tx: &mut Tx<'_>, by: &By, id: EntryId) -> Result<Recorded<Entry>> {
    let (seen, next) = begin(tx, by, id, Step::Withdraw)?;
    let it = Entry { state: next, ..seen.it };
    put(tx, by, it, Step::Withdraw, &json!({}))
}
