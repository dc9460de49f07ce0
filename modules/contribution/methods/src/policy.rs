//! Who may see a method and who may take which step, and if not, why.

use kernel::{Actor, Error, Result, Role, Verdict};
use store::Reader;
use works::objections::{self, Objection};
use works::sight::READERS;

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Level, Method, MethodId, Naming, Standing, Visibility};
use crate::store::{load, namings};

/// A method as one actor meets it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The method.
    pub it: Method,
    /// Every try to name it.
    pub namings: Vec<Naming>,
    /// What was raised against the one that waits for a decision.
    pub objections: Vec<Objection>,
    /// Whether the actor has a share in it.
    pub author: bool,
}

impl Seen {
    /// The try that waits for a decision.
    pub fn open(&self) -> Option<&Naming> {
        self.namings.iter().find(|naming| naming.is_open())
    }

    /// The newest naming.
    pub fn named(&self) -> Option<&Naming> {
        self.namings.iter().rev().find(|naming| naming.standing == Standing::Named)
    }
}

/// The method, if this actor may see it. Everything begins here: what one may not see does not exist.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: MethodId) -> Result<Seen> {
    let it = load(reader, id)?;
    let author = works::authors::includes(reader, id, actor.person)?;
    let mut seen = Seen { it, namings: namings(reader, id)?, objections: Vec::new(), author };
    if let Some(open) = seen.open() {
        seen.objections = objections::of(reader, open.id)?;
    }
    if may_see(actor, &seen) { Ok(seen) } else { Err(Error::NotFound) }
}

/// Visibility: its people; once handed in the readers of its enterprise; once accepted as far as it was opened; and the union officers
/// of the nodes it was nominated at. `queries::visible` is the same in SQL.
pub fn may_see(actor: &Actor, seen: &Seen) -> bool {
    let it = &seen.it;
    seen.author
        || it.person == actor.person
        || it.writer == actor.person
        || (it.state.is_handed_in()
            && (READERS.iter().any(|role| actor.has_within(*role, &it.place))
                || actor.has_within(Role::Reviewer, &it.place)))
        || (it.state.is_open()
            && match it.visibility {
                Visibility::Public => true,
                Visibility::Enterprise => actor.place.enterprise == it.place.enterprise,
                Visibility::Team => actor.place.unit == it.place.unit,
            })
        || seen.namings.iter().any(|naming| names_above(actor, naming))
}

/// Whether the actor is the union officer of the node that has this naming.
fn names_above(actor: &Actor, naming: &Naming) -> bool {
    naming.level != Level::Unit && actor.nodes(Role::UnionOfficer).any(|grant| grant.unit == naming.unit)
}

/// Whether the actor may take the step now, by role and by state.
pub fn may(actor: &Actor, seen: &Seen, step: Step) -> Verdict {
    role(actor, seen, step).and(|| {
        let permitted = LIFECYCLE.permits(seen.it.state, step);
        Verdict::when(permitted, "method-not-in-this-state").and(|| ready(seen, step))
    })
}

/// Checks a step as an action does: first whether the actor may at all, then whether it is legal now.
///
/// # Errors
/// Denied with the reason, or refused with the state.
pub fn check(actor: &Actor, seen: &Seen, step: Step) -> Result<State> {
    role(actor, seen, step).check()?;
    let next = LIFECYCLE.next(seen.it.state, step)?;
    match ready(seen, step) {
        Verdict::Allow => Ok(next),
        Verdict::Deny(reason) => Err(Error::Refused(reason)),
    }
}

/// What a step needs of the record beside its state.
fn ready(seen: &Seen, step: Step) -> Verdict {
    let open = |standing: Standing, key: &'static str| {
        Verdict::when(seen.open().is_some_and(|naming| naming.standing == standing), key)
    };
    match step {
        Step::Publish => open(Standing::Nominated, "method-nothing-to-publish"),
        Step::Object => open(Standing::Publicity, "method-not-public"),
        Step::Answer => Verdict::when(seen.objections.iter().any(Objection::is_open), "method-nothing-to-answer"),
        Step::Name => open(Standing::Publicity, "method-not-published")
            .and(|| Verdict::when(!seen.objections.iter().any(Objection::is_open), "method-objections-open")),
        Step::Decline | Step::TurnDown => Verdict::when(seen.open().is_some(), "method-nothing-to-decide"),
        Step::Nominate => Verdict::when(seen.open().is_none(), "method-nominated-already")
            .and(|| Verdict::when(seen.it.level != Some(Level::Province), "method-at-the-top")),
        Step::Propose => Verdict::when(seen.it.pending.is_none(), "method-change-waits"),
        Step::Revise | Step::Dismiss => Verdict::when(seen.it.pending.is_some(), "method-no-change-waits"),
        _ => Verdict::Allow,
    }
}

/// By role alone, whatever the state.
pub fn role(actor: &Actor, seen: &Seen, step: Step) -> Verdict {
    match step {
        Step::Begin => Verdict::Allow,
        Step::Write | Step::HandIn | Step::Withdraw | Step::Propose => its_writer(actor, seen),
        Step::Return | Step::Exclude | Step::Accept | Step::Revise | Step::Dismiss => {
            officer(actor, seen).and(|| not_own(actor, seen))
        }
        Step::Review => Verdict::when(actor.has_within(Role::Reviewer, &seen.it.place), "method-reviewer-only")
            .and(|| not_own(actor, seen)),
        Step::Publish => match seen.open() {
            Some(naming) if naming.level != Level::Unit => above(actor, naming),
            _ => officer(actor, seen),
        }
        .and(|| not_own(actor, seen)),
        // Whoever may see it, once in each publicity.
        Step::Object => not_own(actor, seen).and(|| {
            let before = seen.objections.iter().any(|one| one.person == actor.person);
            // Who answers would hold up what nobody else can then decide: they name, or do not.
            Verdict::when(!before, "method-objected-already")
                .and(|| Verdict::when(!role(actor, seen, Step::Answer).allowed(), "method-answers-itself"))
        }),
        Step::Answer | Step::Name => match seen.open() {
            Some(naming) if naming.level != Level::Unit => above(actor, naming),
            _ => head(actor, seen),
        }
        .and(|| not_own(actor, seen)),
        Step::Decline => head(actor, seen).and(|| not_own(actor, seen)),
        Step::TurnDown => match seen.open() {
            Some(naming) => above(actor, naming),
            None => Verdict::deny("method-nothing-to-decide"),
        }
        .and(|| not_own(actor, seen)),
        Step::Nominate => match seen.named() {
            Some(naming) if naming.level != Level::Unit => above(actor, naming),
            _ => officer(actor, seen),
        }
        .and(|| not_own(actor, seen)),
        Step::End | Step::Show => its_writer(actor, seen).or(|| officer(actor, seen)),
        Step::Attach => its_writer(actor, seen).or(|| officer(actor, seen)),
        Step::Agree => Verdict::when(seen.author, "method-not-an-author"),
    }
}

/// 创新专员 of this part of the enterprise.
fn officer(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(actor.has_within(Role::InnovationOfficer, &seen.it.place), "method-officer-only")
}

/// The head of the enterprise names at the unit.
fn head(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(actor.has_within(Role::Approver, &seen.it.place), "method-head-only")
}

/// The union officer of exactly the node that has it.
fn above(actor: &Actor, naming: &Naming) -> Verdict {
    Verdict::when(names_above(actor, naming), "method-union-only")
}

/// Nobody checks, reviews, nominates or names their own.
fn not_own(actor: &Actor, seen: &Seen) -> Verdict {
    Verdict::when(!seen.author && seen.it.person != actor.person, "method-own")
}

/// Who it is named after, and who wrote it down.
fn its_writer(actor: &Actor, seen: &Seen) -> Verdict {
    let writes = seen.it.person == actor.person || seen.it.writer == actor.person;
    Verdict::when(writes, "method-writer-only")
}
