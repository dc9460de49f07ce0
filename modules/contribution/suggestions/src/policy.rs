//! Who may see a suggestion and who may take which step, and if not, why. Reasons come first: a
//! page shows a closed button with its reason.

use kernel::{Actor, Error, Result, Role, Verdict};
use store::Reader;

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Suggestion, SuggestionId, Ties, Visibility};
use crate::store::{load, ties};

/// Roles that read everything of the part of the enterprise they are given.
const READERS: [Role; 3] = [Role::InnovationOfficer, Role::TeamLeader, Role::Auditor];

/// A suggestion as one actor meets it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The suggestion.
    pub it: Suggestion,
    /// How the actor stands to it.
    pub ties: Ties,
}

/// The suggestion, if this actor may see it. Everything begins here: what one may not see does not
/// exist.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: SuggestionId) -> Result<Seen> {
    let it = load(reader, id)?;
    let ties = ties(reader, id, actor.person)?;
    if may_see(actor, &it, ties) { Ok(Seen { it, ties }) } else { Err(Error::NotFound) }
}

/// Visibility: its people, its readers inside the enterprise, and as far as the author opened it.
/// Roles above the enterprise open nothing, only counts travel up; an appeal or a passing-up is
/// itself the act that shows it to the union above [L1, Arts. 17, 20].
pub fn may_see(actor: &Actor, it: &Suggestion, ties: Ties) -> bool {
    let me = Some(actor.person);
    ties.author
        || ties.reviewer
        || ties.mentioned
        || [it.owner, it.officer, it.entered_by, Some(it.author)].contains(&me)
        || match it.visibility {
            Visibility::Public => true,
            Visibility::Enterprise => it.place.enterprise.is_some() && it.place.enterprise == actor.place.enterprise,
            Visibility::Team => it.place.unit == actor.place.unit,
        }
        || READERS.iter().any(|role| actor.has_within(*role, &it.place))
        || ((it.appealed || it.state == State::PassedUp) && actor.has(Role::UnionOfficer, &it.place))
}

/// Whether the actor may take the step now, by role and by state.
pub fn may(actor: &Actor, seen: &Seen, step: Step) -> Verdict {
    role(actor, seen, step).and(|| {
        let permitted = LIFECYCLE.permits(seen.it.state, step);
        Verdict::when(permitted, "suggestion-not-in-this-state")
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
        Step::Submit => Verdict::Allow,
        Step::Return | Step::Remark | Step::Accept | Step::Assign | Step::Invite | Step::Join | Step::Part => {
            officer(actor, seen).and(|| not_own(seen))
        }
        Step::Review => Verdict::when(seen.ties.reviewer, "suggestion-not-its-reviewer").and(|| not_own(seen)),
        Step::Prepare | Step::Adopt | Step::Decline | Step::Shelve | Step::PassUp | Step::TakeUp => {
            officer(actor, seen).and(|| not_own(seen))
        }
        Step::Uphold | Step::Overturn => officer(actor, seen)
            .or(|| Verdict::when(actor.has(Role::UnionOfficer, &seen.it.place), "suggestion-officer-only"))
            .and(|| not_own(seen))
            .and(|| somebody_else(actor, seen)),
        Step::Complete | Step::Withdraw | Step::Confirm | Step::Dispute | Step::Reshare => putter(actor, seen),
        Step::Appeal => putter(actor, seen).and(|| Verdict::when(!seen.it.appealed, "suggestion-appealed-once")),
        Step::Plan => officer(actor, seen).or(|| owner(actor, seen)),
        Step::Progress | Step::Apply => owner(actor, seen).or(|| officer(actor, seen)),
        Step::Show => putter(actor, seen).or(|| officer(actor, seen)),
        Step::Agree => Verdict::when(seen.ties.author, "suggestion-not-an-author"),
        Step::Second => Verdict::when(!seen.ties.author, "suggestion-own-second")
            .and(|| Verdict::when(!seen.ties.seconded, "suggestion-seconded-already"))
            .and(|| reads_only(actor, seen)),
        Step::Claim => {
            Verdict::when(actor.person == seen.it.author && seen.it.unclaimed, "suggestion-nothing-to-claim")
        }
        Step::Attach => Verdict::when(seen.ties.author, "suggestion-not-its-people")
            .or(|| owner(actor, seen))
            .or(|| officer(actor, seen)),
        Step::Comment => reads_only(actor, seen),
    }
}

/// 创新专员 of this part of the enterprise.
fn officer(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(actor.has_within(Role::InnovationOfficer, &seen.it.place), "suggestion-officer-only")
}

/// Nobody reviews, decides or approves their own.
fn not_own(seen: &Seen) -> Verdict {
    Verdict::when(!seen.ties.author, "suggestion-own")
}

/// A reconsideration is decided by somebody else than the first decision.
fn somebody_else(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(seen.it.decided_by != Some(actor.person), "suggestion-decided-by-you")
}

/// The one who put it forward speaks for all its authors.
fn putter(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(actor.person == seen.it.author, "suggestion-putter-only")
}

fn owner(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(seen.it.owner == Some(actor.person), "suggestion-owner-only")
}

/// An auditor who only reads takes no part.
fn reads_only(actor: &Actor, seen: &Seen) -> Verdict {
    let auditor = actor.has_within(Role::Auditor, &seen.it.place);
    let more = seen.ties.author || seen.ties.reviewer || actor.has_within(Role::InnovationOfficer, &seen.it.place);
    Verdict::when(!auditor || more, "suggestion-auditor-reads")
}

/// Whether somebody may be asked to review: not an author, and where the tenant says so nobody in the
/// author's line.
pub fn may_be_reviewer(reviewer: &Actor, it: &Suggestion, is_author: bool, in_line_is_refused: bool) -> Verdict {
    Verdict::when(!is_author, "suggestion-reviewer-is-author")
        .and(|| Verdict::when(!(in_line_is_refused && in_line(reviewer, it)), "suggestion-reviewer-in-line"))
}

/// The author's line: who works in the same unit, in a workshop around it, or leads it. That all of
/// them belong to one enterprise makes no line.
fn in_line(reviewer: &Actor, it: &Suggestion) -> bool {
    let around = reviewer.place.path.covers(&it.place.path) && it.place.enterprise != Some(reviewer.place.unit);
    reviewer.place.unit == it.place.unit || around || reviewer.has_within(Role::TeamLeader, &it.place)
}
