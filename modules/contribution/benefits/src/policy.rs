//! Who may open a statement and who may take which step, and if not, why.
//!
//! Finance of the enterprise that *uses* the work audits, wherever the work was born. Who stands outside
//! that enterprise sees a total at most, and only of a work they may see.

use ::store::Reader;
use kernel::{Actor, Error, Reason, Result, Role, Verdict};
use works::uses::{self, Use, UseId};
use works::{Card, Visibility};

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Benefit, Ties};
use crate::store;

/// A use of a work with its statement, as one actor meets it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The use.
    pub work_use: Use,
    /// What is in use.
    pub card: Card,
    /// What was stated of it, if anything.
    pub it: Option<Benefit>,
    /// How the actor stands to it.
    pub ties: Ties,
}

impl Seen {
    /// The version of the statement; 0 while there is none.
    pub fn version(&self) -> i64 {
        self.it.as_ref().map_or(0, |it| it.version)
    }

    /// The statement.
    ///
    /// # Errors
    /// Not found, while nothing was stated.
    pub fn stated(&self) -> Result<&Benefit> {
        self.it.as_ref().ok_or(Error::NotFound)
    }
}

/// The use with its statement, if this actor may open it.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: UseId) -> Result<Seen> {
    let work_use = uses::load(reader, id)?;
    let card = works::cards::load(reader, work_use.work)?;
    let it = store::of_use(reader, id)?;
    let ties = store::ties(reader, work_use.work, id, actor.person)?;
    let seen = Seen { work_use, card, it, ties };
    if may_open(actor, &seen.work_use, &seen.card, ties) { Ok(seen) } else { Err(Error::NotFound) }
}

/// Whether the actor may read a statement line by line: who stated it, the authors at their own
/// enterprise, the readers of the enterprise that uses the work, and its people as far as the work is
/// open to them. What was taken over from elsewhere is open to the whole enterprise that did.
pub fn may_open(actor: &Actor, work_use: &Use, card: &Card, ties: Ties) -> bool {
    let place = work_use.place();
    let first = work_use.is_first();
    ties.stated
        || (first && ties.author)
        || works::sight::READERS.iter().any(|role| actor.has_within(*role, &place))
        || (actor.place.enterprise == Some(work_use.enterprise)
            && (!first || card.visibility != Visibility::Team || actor.place.unit == card.unit))
}

/// Whether the actor may take the step now.
pub fn may(actor: &Actor, seen: &Seen, step: Step) -> Verdict {
    role(actor, seen, step).and(|| match legal(seen, step) {
        Ok(_) => Verdict::Allow,
        Err(reason) => Verdict::Deny(reason),
    })
}

/// Checks a step as an action does: first whether the actor may at all, then whether it is legal now.
///
/// # Errors
/// Denied with the reason, or refused with the state.
pub fn check(actor: &Actor, seen: &Seen, step: Step) -> Result<State> {
    role(actor, seen, step).check()?;
    legal(seen, step).map_err(Error::Refused)
}

/// By role alone, whatever the state.
pub fn role(actor: &Actor, seen: &Seen, step: Step) -> Verdict {
    let place = seen.work_use.place();
    match step {
        Step::HandIn | Step::Restate => {
            let author = seen.work_use.is_first() && seen.ties.author;
            let there = [Role::Implementer, Role::InnovationOfficer].iter().any(|role| actor.has_within(*role, &place));
            Verdict::when(author || there, "benefit-not-its-stater")
        }
        Step::Attach => {
            let finance = actor.has_within(Role::FinanceAuditor, &place);
            Verdict::when(finance || role(actor, seen, Step::HandIn).allowed(), "benefit-evidence-only")
        }
        Step::Audit | Step::Recheck | Step::SendBack => {
            Verdict::when(actor.has_within(Role::FinanceAuditor, &place), "benefit-finance-only").and(|| not_own(seen))
        }
        Step::Revoke => {
            let may = [Role::FinanceAuditor, Role::Approver].iter().any(|role| actor.has_within(*role, &place));
            Verdict::when(may, "benefit-revoke-only").and(|| not_own(seen))
        }
    }
}

/// Nobody audits what they have a share in or what they stated themselves.
fn not_own(seen: &Seen) -> Verdict {
    Verdict::when(!seen.ties.author, "benefit-own-work")
        .and(|| Verdict::when(!seen.ties.stated, "benefit-own-statement"))
}

/// Where the step leads from the present state. What is no longer in use gets no figure, and what was
/// stated for another adoption date must be stated anew.
fn legal(seen: &Seen, step: Step) -> std::result::Result<State, Reason> {
    let next = match (&seen.it, step) {
        (None, Step::HandIn) => State::HandedIn,
        (None, _) => return Err(Reason::new("benefit-not-stated")),
        (Some(_), Step::HandIn) => return Err(Reason::new("benefit-stated-already")),
        (Some(it), step) => LIFECYCLE
            .next(it.state, step)
            .map_err(|_| Reason::new("lifecycle-not-now").with("state", it.state).with("step", step))?,
    };
    if matches!(step, Step::SendBack | Step::Revoke | Step::Attach) {
        return Ok(next);
    }
    if seen.work_use.ended_at.is_some() {
        return Err(Reason::new("benefit-use-ended"));
    }
    let moved = seen.it.as_ref().is_some_and(|it| it.since != seen.work_use.since);
    let signed = seen.it.as_ref().is_some_and(|it| it.state == State::Audited);
    match step {
        Step::Audit | Step::Recheck if moved => Err(Reason::new("benefit-since-changed")),
        Step::Restate if signed && !moved => Err(Reason::new("benefit-signed-stands")),
        _ => Ok(next),
    }
}
