//! Who may see a report and who may take which step, and if not, why.

use identity::Unit;
use kernel::id::UnitId;
use kernel::{Actor, Error, Result, Role, Verdict};
use store::Reader;

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Report, ReportId};
use crate::store::load;

pub use stats::sight::{HOME, MAKERS, SIGNERS, at, nodes};

/// Whether somebody may make reports and layouts of a node.
pub fn may_make(actor: &Actor, unit: &Unit) -> Verdict {
    Verdict::when(stats::sight::answers(unit) && at(actor, &MAKERS, unit.id), "report-makers-only")
}

/// Whether somebody may see what has come from the nodes below one.
pub fn may_gather(actor: &Actor, unit: UnitId) -> Verdict {
    Verdict::when(at(actor, &[Role::UnionOfficer, Role::Auditor], unit), "report-receivers-only")
}

/// The report, if this actor may see it.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: ReportId) -> Result<Report> {
    let it = load(reader, id)?;
    if may_see(actor, &it) { Ok(it) } else { Err(Error::NotFound) }
}

/// Visibility: at its node from the draft on; above, as counts are, once it was sent.
pub fn may_see(actor: &Actor, it: &Report) -> bool {
    at(actor, &HOME, it.unit) || (it.sent_at.is_some() && stats::sight::may_count(actor, &it.place()).allowed())
}

/// Whether the actor may take the step now, by role and by state.
pub fn may(actor: &Actor, it: &Report, step: Step) -> Verdict {
    role(actor, it, step).and(|| Verdict::when(LIFECYCLE.permits(it.state, step), "report-not-in-this-state"))
}

/// Checks a step as an action does: first whether the actor may at all, then whether it is legal now.
///
/// # Errors
/// Denied with the reason, or refused with the state.
pub fn check(actor: &Actor, it: &Report, step: Step) -> Result<State> {
    role(actor, it, step).check()?;
    LIFECYCLE.next(it.state, step)
}

/// By role alone, whatever the state.
pub fn role(actor: &Actor, it: &Report, step: Step) -> Verdict {
    match step {
        Step::Draft | Step::Write | Step::AskReview | Step::Send | Step::Answer | Step::Drop => {
            Verdict::when(at(actor, &MAKERS, it.unit), "report-makers-only")
        }
        // Four eyes: nobody passes or signs what they drafted themselves [L15].
        Step::Pass | Step::Return => {
            Verdict::when(at(actor, &MAKERS, it.unit) || at(actor, &SIGNERS, it.unit), "report-reviewers-only")
                .and(|| not_drafter(actor, it))
        }
        Step::Sign => {
            Verdict::when(at(actor, signers(it), it.unit), "report-signers-only").and(|| not_drafter(actor, it))
        }
        Step::Receive | Step::Question => Verdict::when(
            it.sent_to.is_some_and(|unit| at(actor, &[Role::UnionOfficer], unit)),
            "report-receivers-only",
        ),
    }
}

/// Whether somebody may add to a report: who makes reports of its node.
pub fn may_supplement(actor: &Actor, it: &Report) -> Verdict {
    Verdict::when(at(actor, &MAKERS, it.unit), "report-makers-only")
}

/// Who signs at its node.
pub fn signers(it: &Report) -> &'static [Role] {
    if it.enterprise.is_some() { &[Role::Approver] } else { &[Role::UnionOfficer] }
}

fn not_drafter(actor: &Actor, it: &Report) -> Verdict {
    Verdict::when(it.drafted_by != actor.person, "report-drafted-by-you")
}
