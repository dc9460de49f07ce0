//! Who may see an invention and who may take which step, and if not, why.

use kernel::{Actor, Error, Result, Role, Verdict};
use store::Reader;
use works::Visibility;

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Invention, InventionId};
use crate::store::{load, ties};

/// How the actor stands to an invention, beside their roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// Is one of its inventors.
    pub author: bool,
    /// Has not agreed to their share yet.
    pub asked: bool,
    /// Looks after one of its rights.
    pub keeper: bool,
}

/// An invention as one actor meets it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The invention.
    pub it: Invention,
    /// How the actor stands to it.
    pub ties: Ties,
}

/// The invention, if this actor may see it.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: InventionId) -> Result<Seen> {
    let it = load(reader, id)?;
    let ties = ties(reader, id, actor.person)?;
    if may_see(actor, &it, ties) { Ok(Seen { it, ties }) } else { Err(Error::NotFound) }
}

/// Visibility: its inventors and who looks after its rights; once it was handed in the readers of works inside
/// the enterprise, and as far as it was opened. What is not published never leaves the enterprise: what was
/// known to others before the day of application is no longer new [L9, Art. 22].
pub fn may_see(actor: &Actor, it: &Invention, ties: Ties) -> bool {
    let opened = || match it.seen_by() {
        Visibility::Public => true,
        Visibility::Enterprise => actor.place.enterprise == Some(it.enterprise),
        Visibility::Team => actor.place.unit == it.unit,
    };
    let reads = || works::sight::READERS.iter().any(|role| actor.has_within(*role, &it.place()));
    ties.author || ties.keeper || (it.handed_in_at.is_some() && (opened() || reads()))
}

/// Whether the actor reads what stays inside: the files, what was said, the fees. Others read what the patent
/// office published.
pub fn reads_all(actor: &Actor, seen: &Seen) -> bool {
    let (it, ties) = (&seen.it, seen.ties);
    ties.author
        || ties.keeper
        || actor.place.enterprise == Some(it.enterprise)
        || works::sight::READERS.iter().any(|role| actor.has_within(*role, &it.place()))
}

/// Whether the actor may take the step now, by role and by state.
pub fn may(actor: &Actor, seen: &Seen, step: Step) -> Verdict {
    role(actor, seen, step).and(|| {
        let permitted = LIFECYCLE.permits(seen.it.state, step);
        Verdict::when(permitted, "invention-not-in-this-state")
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
        Step::Begin => Verdict::Allow,
        Step::Write | Step::HandIn | Step::Withdraw => author(actor, seen),
        Step::Return | Step::File | Step::KeepSecret | Step::Decline | Step::PutToUse | Step::EndUse => {
            officer(actor, seen).and(|| Verdict::when(!seen.ties.author, "invention-own"))
        }
        Step::Agree => Verdict::when(seen.ties.asked, "invention-nothing-to-agree"),
        Step::Attach => Verdict::when(seen.ties.author, "invention-inventors-only").or(|| keeper(actor, seen)),
        Step::Show => author(actor, seen).or(|| officer(actor, seen)),
        Step::Prepare | Step::Entrust => officer(actor, seen),
        Step::Apply
        | Step::Publish
        | Step::Grant
        | Step::Refuse
        | Step::Lapse
        | Step::Transfer
        | Step::OweFee
        | Step::PayFee => keeper(actor, seen),
    }
}

fn officer(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(actor.has_within(Role::InnovationOfficer, &seen.it.place()), "invention-officer-only")
}

fn author(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(seen.it.author == actor.person, "invention-author-only")
}

/// Who looks after its rights, or the officer.
fn keeper(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(seen.ties.keeper || officer(actor, seen).allowed(), "invention-keeper-only")
}
