//! Who may see a plan and who may take which step, and if not, why.

use identity::Unit;
use kernel::id::PersonId;
use kernel::{Actor, Error, Result, Role, Verdict};
use store::Reader;

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Plan, PlanId};
use crate::store::{OWNS, load};

pub use stats::sight::{HOME, MAKERS, SIGNERS, at, nodes};

/// Whether somebody may make plans of a node: of a union, or of a whole enterprise.
pub fn may_make(actor: &Actor, unit: &Unit) -> Verdict {
    Verdict::when(stats::sight::answers(unit) && at(actor, &MAKERS, unit.id), "plan-makers-only")
}

/// The plan, if this actor may see it.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: PlanId) -> Result<Plan> {
    let it = load(reader, id)?;
    let sees = may_see(actor, &it) || (it.in_force_at.is_some() && reader.one(&OWNS, (id, actor.person))?.0 > 0);
    if sees { Ok(it) } else { Err(Error::NotFound) }
}

/// Visibility by role: at its node from the draft on; once it is in force also above, as counts are, and for those who
/// carry it out below. Who answers for a part of it sees it too.
pub fn may_see(actor: &Actor, it: &Plan) -> bool {
    at(actor, &HOME, it.unit)
        || (it.in_force_at.is_some() && (stats::sight::may_count(actor, &it.place()).allowed() || is_below(actor, it)))
}

/// Whether somebody makes or reads plans at a node below.
fn is_below(actor: &Actor, it: &Plan) -> bool {
    let industry = actor.place.industry_path.as_ref();
    actor.grants.iter().filter(|grant| HOME.contains(&grant.role)).any(|grant| {
        it.path.covers(&grant.path)
            || (grant.enterprise.is_some() && industry.is_some_and(|industry| it.path.covers(industry)))
    })
}

/// Whether the actor may take the step now, by role and by state.
pub fn may(actor: &Actor, it: &Plan, step: Step) -> Verdict {
    role(actor, it, step).and(|| stands(it, step))
}

/// As [`may`], for what also those may do who answer for it.
pub fn may_as_owner(actor: &Actor, it: &Plan, step: Step, owners: &[Option<PersonId>]) -> Verdict {
    as_owner(actor, it, step, owners).and(|| stands(it, step))
}

fn stands(it: &Plan, step: Step) -> Verdict {
    Verdict::when(LIFECYCLE.permits(it.state, step), "plan-not-in-this-state")
}

/// Checks a step as an action does: first whether the actor may at all, then whether it is legal now.
///
/// # Errors
/// Denied with the reason, or refused with the state.
pub fn check(actor: &Actor, it: &Plan, step: Step, owners: &[Option<PersonId>]) -> Result<State> {
    as_owner(actor, it, step, owners).check()?;
    LIFECYCLE.next(it.state, step)
}

fn as_owner(actor: &Actor, it: &Plan, step: Step, owners: &[Option<PersonId>]) -> Verdict {
    let feeds = matches!(step, Step::FinishTask | Step::Record | Step::Withdraw);
    if feeds && owners.contains(&Some(actor.person)) { Verdict::Allow } else { role(actor, it, step) }
}

/// By role alone, whatever the state.
fn role(actor: &Actor, it: &Plan, step: Step) -> Verdict {
    match step {
        Step::Enforce | Step::SignHalfway | Step::SignFinal | Step::Close => {
            Verdict::when(at(actor, signers(it), it.unit), "plan-signers-only")
        }
        Step::FinishTask | Step::Record | Step::Withdraw => {
            Verdict::when(at(actor, &MAKERS, it.unit), "plan-owners-only")
        }
        _ => Verdict::when(at(actor, &MAKERS, it.unit), "plan-makers-only"),
    }
}

/// Who signs at its node.
pub fn signers(it: &Plan) -> &'static [Role] {
    if it.enterprise.is_some() { &[Role::Approver] } else { &[Role::UnionOfficer] }
}
