//! Who may see an edition or an entry and who may take which step, and if not, why.

use kernel::{Actor, Error, Place, Result, Role, Verdict};
use store::Reader;
use works::sight::READERS;

use crate::lifecycle::{EDITION, EditionState, EditionStep, LIFECYCLE, State, Step};
use crate::model::{Edition, EditionId, Entry, EntryId, Stop};
use crate::store::{SITS, STOPS, edition, entry};

/// Roles that hold an edition at their node: a union's officer, an enterprise's.
const HOLDERS: [Role; 2] = [Role::UnionOfficer, Role::InnovationOfficer];

/// An edition as one actor meets it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The edition.
    pub it: Edition,
    /// Whether the actor sits in its jury.
    pub juror: bool,
}

/// An entry as one actor meets it.
#[derive(Clone, Debug)]
pub struct SeenEntry {
    /// The entry.
    pub it: Entry,
    /// Its edition.
    pub edition: Edition,
    /// The nodes that passed it on.
    pub stops: Vec<Stop>,
    /// Whether the actor has a share in the work.
    pub author: bool,
    /// Whether the actor sits in the jury of the edition.
    pub juror: bool,
}

/// Whether the actor speaks for the node that holds the edition.
pub fn organises(actor: &Actor, it: &Edition) -> bool {
    speaks_for(actor, it.node)
}

/// Whether the actor is the officer of exactly this node.
pub fn speaks_for(actor: &Actor, node: kernel::id::UnitId) -> bool {
    HOLDERS.iter().any(|role| actor.nodes(*role).any(|grant| grant.unit == node))
}

/// The nodes at which the actor may hold an edition.
pub fn holds(actor: &Actor) -> impl Iterator<Item = kernel::id::UnitId> + '_ {
    HOLDERS.iter().flat_map(|role| actor.nodes(*role)).filter_map(|grant| match grant.enterprise {
        // Inside an enterprise only the enterprise as a whole holds one.
        Some(enterprise) => (grant.unit == enterprise).then_some(grant.unit),
        None => Some(grant.unit),
    })
}

/// Whether the actor belongs to the scope: by their unit, or by a role below or above the node.
pub fn in_scope(actor: &Actor, it: &Edition) -> bool {
    actor.place.is_under(&it.path)
        || actor.grants.iter().any(|grant| it.path.covers(&grant.path) || grant.path.covers(&it.path))
}

/// The edition, if this actor may see it.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: EditionId) -> Result<Seen> {
    let it = edition(reader, id)?;
    let juror = reader.one(&SITS, (id, actor.person))?.0 > 0;
    let seen = Seen { it, juror };
    if may_see(actor, &seen) { Ok(seen) } else { Err(Error::NotFound) }
}

/// Visibility of an edition: who holds it, its jury, and once it is announced everybody of the scope.
/// `queries::visible` is the same in SQL.
pub fn may_see(actor: &Actor, seen: &Seen) -> bool {
    organises(actor, &seen.it) || (seen.it.state != EditionState::Draft && (seen.juror || in_scope(actor, &seen.it)))
}

/// Whether the actor may take a step with an edition now.
pub fn may(actor: &Actor, seen: &Seen, step: EditionStep) -> Verdict {
    role(actor, seen).and(|| Verdict::when(EDITION.permits(seen.it.state, step), "campaign-not-now"))
}

/// Checks a step with an edition as an action does.
///
/// # Errors
/// Denied with the reason, or refused with the state.
pub fn check(actor: &Actor, seen: &Seen, step: EditionStep) -> Result<EditionState> {
    role(actor, seen).check()?;
    EDITION.next(seen.it.state, step)
}

/// Whoever holds an edition takes every step with it.
pub fn role(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(organises(actor, &seen.it), "campaign-organiser-only")
}

/// The entry, if this actor may see it.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find_entry(reader: &Reader<'_>, actor: &Actor, id: EntryId) -> Result<SeenEntry> {
    let seen = meet(reader, actor, entry(reader, id)?)?;
    if may_see_entry(actor, &seen) { Ok(seen) } else { Err(Error::NotFound) }
}

/// An entry with how the actor stands to it, whether or not they may see it: for what a juror does, who does not.
///
/// # Errors
/// Broken, when the database fails.
pub fn meet(reader: &Reader<'_>, actor: &Actor, it: Entry) -> Result<SeenEntry> {
    Ok(SeenEntry {
        edition: edition(reader, it.campaign)?,
        stops: reader.all(&STOPS, (it.id,))?,
        author: works::authors::includes(reader, it.work, actor.person)?,
        juror: reader.one(&SITS, (it.campaign, actor.person))?.0 > 0,
        it,
    })
}

/// Visibility of an entry: its people; readers inside its enterprise once it is handed in; the officers of the
/// nodes it has come to; everybody of the scope once it was on the public list. A juror as such does not: the jury
/// reads it without names. `queries::visible_entries` is the same in SQL.
pub fn may_see_entry(actor: &Actor, seen: &SeenEntry) -> bool {
    let it = &seen.it;
    seen.author
        || it.entered_by == actor.person
        || (it.state != State::Draft && READERS.iter().any(|role| actor.has_within(*role, &it.place())))
        || it.node.is_some_and(|node| speaks_for(actor, node))
        || seen.stops.iter().any(|stop| speaks_for(actor, stop.unit))
        || (seen.edition.state.is_public() && it.state.was_listed() && in_scope(actor, &seen.edition))
}

/// Whether the actor may take the step now, by role and by state.
pub fn may_entry(actor: &Actor, seen: &SeenEntry, step: Step) -> Verdict {
    role_entry(actor, seen, step)
        .and(|| Verdict::when(LIFECYCLE.permits(seen.it.state, step), "campaign-entry-not-now"))
        .and(|| ready(seen, step))
}

/// Checks a step as an action does: first whether the actor may at all, then whether it is legal now.
///
/// # Errors
/// Denied with the reason, or refused with the state.
pub fn check_entry(actor: &Actor, seen: &SeenEntry, step: Step) -> Result<State> {
    role_entry(actor, seen, step).check()?;
    let next = LIFECYCLE.next(seen.it.state, step)?;
    match ready(seen, step) {
        Verdict::Allow => Ok(next),
        Verdict::Deny(reason) => Err(Error::Refused(reason)),
    }
}

/// What a step needs beside the entry's state: where the entry is, and what the edition is about.
fn ready(seen: &SeenEntry, step: Step) -> Verdict {
    let here = seen.it.node == Some(seen.edition.node);
    let edition = |state: EditionState, key| Verdict::when(seen.edition.state == state, key);
    match step {
        Step::Enter | Step::Write | Step::Submit | Step::Return | Step::Confirm | Step::Stop => {
            edition(EditionState::Open, "campaign-entry-closed")
        }
        Step::PassOn => edition(EditionState::Open, "campaign-entry-closed")
            .and(|| Verdict::when(!here, "campaign-entry-at-the-top")),
        Step::Qualify | Step::Exclude => edition(EditionState::Open, "campaign-entry-closed")
            .and(|| Verdict::when(here, "campaign-entry-not-here-yet")),
        Step::Score | Step::Recuse => edition(EditionState::InReview, "campaign-not-in-review"),
        Step::Object | Step::Answer | Step::Remove => edition(EditionState::Publicity, "campaign-not-public"),
        Step::Withdraw => Verdict::when(
            matches!(seen.edition.state, EditionState::Open | EditionState::InReview),
            "campaign-entry-closed",
        ),
        Step::Revoke => edition(EditionState::Finished, "campaign-not-finished"),
        Step::List | Step::PassOver | Step::Honour => Verdict::Allow,
    }
}

/// By role alone, whatever the state.
pub fn role_entry(actor: &Actor, seen: &SeenEntry, step: Step) -> Verdict {
    let its_people = || Verdict::when(seen.author || seen.it.entered_by == actor.person, "campaign-entry-people-only");
    let not_own = || Verdict::when(!seen.author, "campaign-entry-own");
    match step {
        Step::Enter | Step::Write | Step::Submit | Step::Withdraw => its_people(),
        Step::Return | Step::Confirm => unit(actor, &seen.it.place()).and(not_own),
        Step::PassOn => {
            Verdict::when(seen.it.node.is_some_and(|node| speaks_for(actor, node)), "campaign-entry-level-only")
                .and(not_own)
        }
        Step::Stop => match seen.it.state {
            State::Submitted => unit(actor, &seen.it.place()),
            _ => Verdict::when(seen.it.node.is_some_and(|node| speaks_for(actor, node)), "campaign-entry-level-only"),
        }
        .and(not_own),
        Step::Qualify | Step::Exclude | Step::List | Step::PassOver | Step::Honour | Step::Answer | Step::Remove => {
            Verdict::when(organises(actor, &seen.edition), "campaign-organiser-only").and(not_own)
        }
        Step::Score | Step::Recuse => Verdict::when(seen.juror, "campaign-jury-only"),
        Step::Object => Verdict::when(in_scope(actor, &seen.edition), "campaign-scope-only")
            .and(|| Verdict::when(!seen.author, "campaign-entry-own")),
        Step::Revoke => revokes(actor, &seen.edition).and(not_own),
    }
}

/// The innovation officer of the enterprise, for this part of it.
fn unit(actor: &Actor, place: &Place) -> Verdict {
    Verdict::when(actor.has_within(Role::InnovationOfficer, place), "campaign-unit-only")
}

/// Who takes an honour back is who may take its certificate back: the union's officer, the enterprise's head.
fn revokes(actor: &Actor, it: &Edition) -> Verdict {
    let speaks = |role: Role| actor.nodes(role).any(|grant| grant.unit == it.node);
    Verdict::when(speaks(Role::UnionOfficer) || speaks(Role::Approver), "campaign-revoke-only")
}
