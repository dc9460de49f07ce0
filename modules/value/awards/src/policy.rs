//! Who may see an award and who may take which step, and if not, why.

use kernel::id::PersonId;
use kernel::{Actor, Error, Place, Reason, Result, Role, Verdict};
use store::Reader;

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Award, AwardId, Part};
use crate::store::{load, parts};

/// Roles that read every award of the part of the enterprise they are given.
pub const READERS: [Role; 5] =
    [Role::InnovationOfficer, Role::Approver, Role::FinanceAuditor, Role::Payroll, Role::Auditor];

/// An award as one actor meets it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The award.
    pub it: Award,
    /// Its people.
    pub parts: Vec<Part>,
}

impl Seen {
    /// The part of somebody.
    pub fn part(&self, person: PersonId) -> Option<&Part> {
        self.parts.iter().find(|part| part.person == person)
    }
}

/// The award, if this actor may see it.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: AwardId) -> Result<Seen> {
    let seen = Seen { it: load(reader, id)?, parts: parts(reader, id)? };
    if may_see(actor, &seen.it, seen.part(actor.person).is_some()) { Ok(seen) } else { Err(Error::NotFound) }
}

/// Visibility: its people; its readers inside the enterprise; once it was publicised everybody inside.
/// To the union above it opens when it is filed there or decided there [L1, Arts. 10, 15].
pub fn may_see(actor: &Actor, it: &Award, author: bool) -> bool {
    author
        || READERS.iter().any(|role| actor.has_within(*role, &it.place()))
        || (it.is_public() && actor.place.enterprise == Some(it.enterprise))
        || (above_reads(it) && above(actor, it))
}

/// Whether the union above reads it: one approved there from its proposal on, one filed there from its
/// filing on.
fn above_reads(it: &Award) -> bool {
    it.head || (it.filed && it.is_public())
}

/// A union officer of a node above the enterprise.
fn above(actor: &Actor, it: &Award) -> bool {
    actor.has(Role::UnionOfficer, &it.place())
}

/// Whether somebody may propose an award for a use: the officer there, never one of the work's authors.
pub fn may_propose(actor: &Actor, place: &Place, author: bool) -> Verdict {
    Verdict::when(actor.has_within(Role::InnovationOfficer, place), "awards-officer-only")
        .and(|| Verdict::when(!author, "awards-own"))
}

/// May the actor take this step now? By role first, then by the state.
pub fn may(actor: &Actor, seen: &Seen, step: Step) -> Verdict {
    role(actor, seen, step).and(|| Verdict::when(LIFECYCLE.permits(seen.it.state, step), "awards-not-in-this-state"))
}

/// Checks a step as an action does: first whether the actor may at all, then whether it is legal now.
///
/// # Errors
/// Denied with the reason, or refused with the state.
pub fn check(actor: &Actor, seen: &Seen, step: Step) -> Result<State> {
    role(actor, seen, step).check()?;
    next(seen.it.state, step)
}

/// Where a step leads.
///
/// # Errors
/// Refused, when it leads nowhere from here.
pub fn next(state: State, step: Step) -> Result<State> {
    LIFECYCLE.next(state, step).map_err(|_| {
        let reason = Reason::new("awards-not-now").with("state", format!("award-{state}"));
        Error::Refused(reason.with("step", format!("award-step-{step}")))
    })
}

/// By role alone, whatever the state.
pub fn role(actor: &Actor, seen: &Seen, step: Step) -> Verdict {
    let own = seen.part(actor.person);
    match step {
        Step::Propose | Step::Amend | Step::Drop | Step::Protect => {
            Verdict::when(actor.has_within(Role::InnovationOfficer, &seen.it.place()), "awards-officer-only")
                .and(|| not_own(actor, seen))
        }
        Step::AgreeSplit | Step::Contest => Verdict::when(own.is_some(), "awards-not-its-people"),
        Step::Approve | Step::Refuse => decides(actor, seen).and(|| somebody_else(actor, seen)),
        Step::ClawBack => decides(actor, seen),
        // Originators are of another enterprise, and it is their money, too.
        Step::Object => {
            Verdict::when(actor.place.enterprise == Some(seen.it.enterprise) || own.is_some(), "awards-employees-only")
        }
        Step::Question => Verdict::when(above(actor, &seen.it), "awards-union-only"),
        Step::Answer => Verdict::when(actor.has_within(Role::InnovationOfficer, &seen.it.place()), "awards-answerers")
            .or(|| Verdict::when(decides(actor, seen).allowed(), "awards-answerers"))
            .and(|| not_own(actor, seen))
            .and(|| somebody_else(actor, seen)),
        Step::Pay => Verdict::when(actor.has_within(Role::Payroll, &seen.it.place()), "awards-payroll-only"),
        Step::File | Step::Resume | Step::Reopen | Step::Clear => Verdict::deny("awards-by-itself"),
    }
}

/// Who decides: the head of the enterprise, and for an award in which the head shares the union officer
/// above; never an author [L1, Arts. 10, 15].
fn decides(actor: &Actor, seen: &Seen) -> Verdict {
    let verdict = if seen.it.head {
        Verdict::when(above(actor, &seen.it), "awards-head-above")
    } else {
        Verdict::when(actor.has_within(Role::Approver, &seen.it.place()), "awards-approver-only")
    };
    verdict.and(|| not_own(actor, seen))
}

/// Nobody proposes, approves or answers for their own.
fn not_own(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(seen.part(actor.person).is_none(), "awards-own")
}

/// Who proposed it does not decide it.
fn somebody_else(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(seen.it.proposed_by != actor.person, "awards-proposed-by-you")
}

/// Whether all its people agreed to the split: nothing is approved before. The originators' is not the takers'
/// to make, it is that of the work: there an objection counts, silence does not hold it up.
pub fn all_agreed(parts: &[Part]) -> Verdict {
    let agreed = |part: &Part| part.agreed_at.is_some() || part.origin;
    Verdict::when(parts.iter().all(|part| part.contest.is_empty()), "awards-contested")
        .and(|| Verdict::when(parts.iter().all(agreed), "awards-not-all-agreed"))
}
