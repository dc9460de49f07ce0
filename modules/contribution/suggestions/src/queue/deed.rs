//! What the desk does to a suggestion: one deed, one transaction. Most deeds are one step; deciding
//! on the spot is several, recorded together or not at all.

use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{Error, Faults, Reason, Result};
use ledger::Recorded;
use store::Tx;

use crate::actions::{self, By, Checked, Plan};
use crate::lifecycle::{State, Step};
use crate::model::{Category, Suggestion, SuggestionId, Verdict};
use crate::policy;
use crate::store::FIND_SERIAL;

/// What an officer may do from the desk, and the pages that ask for what it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// 受理.
    Accept,
    /// 请他补一句.
    Return,
    /// 认定一般性意见.
    Remark,
    /// 并案.
    Join,
    /// 拆开.
    Part,
    /// 分派.
    Assign,
    /// 选评审人.
    Invite,
    /// 拟定.
    Decide,
    /// 宣布.
    Announce,
    /// 当场办: adopted, announced and carried out by the officer who decides.
    Spot,
}

impl Act {
    /// Every act.
    pub const ALL: [Act; 10] = [
        Act::Accept,
        Act::Return,
        Act::Remark,
        Act::Join,
        Act::Part,
        Act::Assign,
        Act::Invite,
        Act::Decide,
        Act::Announce,
        Act::Spot,
    ];

    /// Its path below the suggestion, a noun.
    pub const fn noun(self) -> &'static str {
        match self {
            Act::Accept => "acceptance",
            Act::Return => "return",
            Act::Remark => "remark",
            Act::Join => "joint",
            Act::Part => "parting",
            Act::Assign => "assignment",
            Act::Invite => "reviewers",
            Act::Decide => "decision",
            Act::Announce => "announcement",
            Act::Spot => "on-the-spot",
        }
    }

    /// Its route.
    pub const fn route(self) -> &'static str {
        match self {
            Act::Accept => "/suggestions/{id}/acceptance",
            Act::Return => "/suggestions/{id}/return",
            Act::Remark => "/suggestions/{id}/remark",
            Act::Join => "/suggestions/{id}/joint",
            Act::Part => "/suggestions/{id}/parting",
            Act::Assign => "/suggestions/{id}/assignment",
            Act::Invite => "/suggestions/{id}/reviewers",
            Act::Decide => "/suggestions/{id}/decision",
            Act::Announce => "/suggestions/{id}/announcement",
            Act::Spot => "/suggestions/{id}/on-the-spot",
        }
    }

    /// The sentence shown once it is done.
    pub const fn flash(self) -> &'static str {
        match self {
            Act::Accept => "flash-desk-acceptance",
            Act::Return => "flash-desk-return",
            Act::Remark => "flash-desk-remark",
            Act::Join => "flash-desk-joint",
            Act::Part => "flash-desk-parting",
            Act::Assign => "flash-desk-assignment",
            Act::Invite => "flash-desk-reviewers",
            Act::Decide => "flash-desk-decision",
            Act::Announce => "flash-desk-announcement",
            Act::Spot => "flash-desk-on-the-spot",
        }
    }

    /// The first step it takes on a suggestion in this state: what the policy is asked about.
    pub fn step(self, state: State) -> Step {
        match self {
            // What needs it accepted, and finds it registered, accepts it first.
            Act::Decide | Act::Spot | Act::Invite if state == State::Submitted => Step::Accept,
            Act::Accept => Step::Accept,
            Act::Return => Step::Return,
            Act::Remark => Step::Remark,
            Act::Join => Step::Join,
            Act::Part => Step::Part,
            Act::Assign => Step::Assign,
            Act::Invite => Step::Invite,
            Act::Decide | Act::Announce | Act::Spot => Step::Prepare,
        }
    }
}

/// People chosen for something: ticked on the page, or named by their employee numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Ticked.
    pub people: Vec<PersonId>,
    /// Named.
    pub numbers: Vec<String>,
}

/// A deed, complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Accepted in a category (the author's, if none is given), with first reviewers.
    Accept(Option<Category>, Chosen),
    /// Sent back, or closed as a remark.
    Check(Checked),
    /// Joined to the earlier one with this number.
    Join(String),
    /// Parted again.
    Part,
    /// Given to an officer.
    Assign(PersonId),
    /// Reviewers chosen; those who have handed in stay. Accepts first if need be.
    Invite(Chosen),
    /// A decision prepared, and announced at once if the last is true. Accepts first if need be.
    Decide(Verdict, String, Option<Category>, bool),
    /// The prepared decision announced.
    Announce,
    /// Adopted, announced and planned with oneself as owner, to be done by this day.
    Spot(String, Option<Category>, Date),
}

/// Does it.
///
/// # Errors
/// As the steps it consists of; invalid for a number that names no suggestion or nobody.
pub fn perform(tx: &mut Tx<'_>, by: &By, id: SuggestionId, deed: &Deed) -> Result<Recorded<Suggestion>> {
    match deed {
        Deed::Accept(category, chosen) => {
            let reviewers = resolve(tx, by, id, chosen)?;
            actions::accept(tx, by, id, *category, &reviewers)
        }
        Deed::Check(outcome) => actions::check(tx, by, id, outcome),
        Deed::Join(number) => {
            let lead = lead(tx, number)?;
            actions::join(tx, by, id, lead)
        }
        Deed::Part => actions::part(tx, by, id),
        Deed::Assign(officer) => actions::assign(tx, by, id, *officer),
        Deed::Invite(chosen) => {
            let reviewers = resolve(tx, by, id, chosen)?;
            if policy::find(tx, &by.actor, id)?.it.state == State::Submitted {
                return actions::accept(tx, by, id, None, &reviewers);
            }
            actions::invite(tx, by, id, &reviewers)
        }
        Deed::Decide(verdict, answer, category, at_once) => {
            let decided = decide(tx, by, id, *verdict, answer, *category)?;
            if !at_once {
                return Ok(decided);
            }
            Ok(decided.and(actions::announce(tx, &next(by), id)?))
        }
        Deed::Announce => actions::announce(tx, by, id),
        Deed::Spot(answer, category, ends) => {
            let decided = decide(tx, by, id, Verdict::Adopt, answer, *category)?;
            let announced = decided.and(actions::announce(tx, &next(by), id)?);
            let plan =
                Plan { owner: by.actor.person, plan: answer.clone(), trial: false, starts: by.now.date(), ends: *ends };
            Ok(announced.and(actions::plan(tx, &next(by), id, &plan)?))
        }
    }
}

/// Prepares a decision, after accepting what was not yet accepted.
fn decide(
    tx: &mut Tx<'_>,
    by: &By,
    id: SuggestionId,
    verdict: Verdict,
    answer: &str,
    category: Option<Category>,
) -> Result<Recorded<Suggestion>> {
    if policy::find(tx, &by.actor, id)?.it.state != State::Submitted {
        return actions::decide(tx, by, id, verdict, answer);
    }
    let accepted = actions::accept(tx, by, id, category, &[])?;
    Ok(accepted.and(actions::decide(tx, &next(by), id, verdict, answer)?))
}

/// The same person a step later in the same transaction, where nobody can have come between.
fn next(by: &By) -> By {
    By { version: None, ..by.clone() }
}

/// The suggestion an officer means by a number or an address.
fn lead(tx: &Tx<'_>, number: &str) -> Result<SuggestionId> {
    if let Ok(id) = number.parse() {
        return Ok(id);
    }
    let found = tx.find(&FIND_SERIAL, (number.to_uppercase(),))?;
    found.map(|(id,)| id).ok_or_else(|| Error::invalid("lead", "desk-lead-unknown"))
}

/// The people chosen, those named by number looked up in the suggestion's enterprise.
fn resolve(tx: &Tx<'_>, by: &By, id: SuggestionId, chosen: &Chosen) -> Result<Vec<PersonId>> {
    let mut people = chosen.people.clone();
    if chosen.numbers.is_empty() {
        return Ok(people);
    }
    let place = policy::find(tx, &by.actor, id)?.it.place;
    let enterprise = place.enterprise.ok_or(Error::NotFound)?;
    let mut faults = Faults::none();
    for number in &chosen.numbers {
        match identity::people::by_employee_no(tx, enterprise, number)? {
            Some(person) if people.contains(&person.id) => {}
            Some(person) => people.push(person.id),
            None => faults.add("others", Reason::new("desk-number-unknown").with("number", number)),
        }
    }
    faults.check()?;
    Ok(people)
}
