//! Who may see a project and who may take which step, and if not, why.

use kernel::{Actor, Error, Result, Role, Verdict};
use store::Reader;
use works::Visibility;

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Project, ProjectId};
use crate::store::{load, ties};

/// How the actor stands to a project, beside their roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// Has a share in it.
    pub author: bool,
    /// Sits on its panel.
    pub judge: bool,
    /// Has not agreed to their share yet.
    pub asked: bool,
}

/// A project as one actor meets it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The project.
    pub it: Project,
    /// How the actor stands to it.
    pub ties: Ties,
}

/// The project, if this actor may see it.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: ProjectId) -> Result<Seen> {
    let it = load(reader, id)?;
    let ties = ties(reader, id, actor.person)?;
    if may_see(actor, &it, ties) { Ok(Seen { it, ties }) } else { Err(Error::NotFound) }
}

/// Visibility: its people, the readers of works inside the enterprise, and as far as it was opened. A
/// public project is public from its approval on.
pub fn may_see(actor: &Actor, it: &Project, ties: Ties) -> bool {
    ties.author
        || ties.judge
        || match it.visibility {
            Visibility::Public => it.approved_by.is_some() || actor.place.enterprise == Some(it.enterprise),
            Visibility::Enterprise => actor.place.enterprise == Some(it.enterprise),
            Visibility::Team => actor.place.unit == it.unit,
        }
        || reader(actor, it)
}

/// Whether the actor reads its files: a project may be open to everybody, its drawings and records stay inside the
/// enterprise.
pub fn reads_files(actor: &Actor, seen: &Seen) -> bool {
    seen.ties.author || seen.ties.judge || actor.place.enterprise == Some(seen.it.enterprise) || reader(actor, &seen.it)
}

fn reader(actor: &Actor, it: &Project) -> bool {
    works::sight::READERS.iter().any(|role| actor.has_within(*role, &it.place()))
}

/// Whether the actor may take the step now, by role and by state.
pub fn may(actor: &Actor, seen: &Seen, step: Step) -> Verdict {
    role(actor, seen, step).and(|| {
        let permitted = LIFECYCLE.permits(seen.it.state, step);
        Verdict::when(permitted, "project-not-in-this-state")
    })
}

/// Checks a step as an action does: first whether the actor may at all, then whether it is legal now.
///
/// # Errors
/// Denied with the reason, or refused with the state.
pub fn check(actor: &Actor, seen: &Seen, step: Step) -> Result<State> {
    role(actor, seen, step).check()?;
    LIFECYCLE.next(seen.it.state, step)
}

/// By role alone, whatever the state.
pub fn role(actor: &Actor, seen: &Seen, step: Step) -> Verdict {
    match step {
        Step::Propose => Verdict::Allow,
        Step::Return | Step::Approve | Step::Refuse | Step::Convene | Step::Accept | Step::SendBack => {
            officer(actor, seen).and(|| Verdict::when(!seen.ties.author, "project-own"))
        }
        Step::Complete | Step::Withdraw | Step::HandIn => leader(actor, seen),
        Step::SetMilestone | Step::Reach | Step::Spend | Step::Try => {
            Verdict::when(seen.ties.author, "project-team-only")
        }
        Step::Judge => {
            Verdict::when(seen.ties.judge, "project-panel-only").and(|| Verdict::when(!seen.ties.author, "project-own"))
        }
        Step::Stop => leader(actor, seen).or(|| officer(actor, seen)),
        Step::Attach => {
            Verdict::when(seen.ties.author || seen.ties.judge, "project-team-or-panel").or(|| officer(actor, seen))
        }
        Step::Agree => Verdict::when(seen.ties.asked, "project-nothing-to-agree"),
    }
}

fn officer(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(actor.has_within(Role::InnovationOfficer, &seen.it.place()), "project-officer-only")
}

fn leader(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(seen.it.leader == actor.person, "project-leader-only")
}
