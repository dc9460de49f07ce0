//! Who may see an adoption, who may take which step, and who may be named to whom. Numbers are told to
//! everybody, texts to the two enterprises alone.

use kernel::id::UnitId;
use kernel::{Actor, Error, Place, Result, Role, Verdict};
use store::{Filter, Reader, Reasons, Value};
use works::{Card, Stage, Visibility, WorkId};

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Adoption, AdoptionId};
use crate::store::{TAKEN_BY, load};

/// Who takes a work over for a unit: its officer, and whoever carries things out there.
pub const TAKERS: [Role; 2] = [Role::InnovationOfficer, Role::Implementer];

/// An adoption as one actor meets it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The adoption.
    pub it: Adoption,
    /// What is taken over.
    pub card: Card,
    /// Whether the actor has a share in the work.
    pub author: bool,
}

/// The adoption, if this actor may see it.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: AdoptionId) -> Result<Seen> {
    let it = load(reader, id)?;
    let card = works::cards::load(reader, it.work)?;
    let author = works::authors::includes(reader, it.work, actor.person)?;
    if may_see(actor, &it, &card, author) { Ok(Seen { it, card, author }) } else { Err(Error::NotFound) }
}

/// Its two sides: who asked and who works on it there, the authors of the work and the readers of its
/// enterprise.
pub fn may_see(actor: &Actor, it: &Adoption, card: &Card, author: bool) -> bool {
    author || actor.person == it.asked_by || reads_taker(actor, &it.place()) || reads_origin(actor, card)
}

fn reads_taker(actor: &Actor, place: &Place) -> bool {
    let roles = works::sight::READERS.iter().chain(&TAKERS);
    roles.into_iter().any(|role| actor.has_within(*role, place))
}

/// Whether the actor reads everything of the part of the enterprise where a work counts.
fn reads_origin(actor: &Actor, card: &Card) -> bool {
    works::sight::READERS.iter().any(|role| actor.has_within(*role, &card.place()))
}

/// Why the actor may see adoptions `a` of works `w`: [`may_see`] as SQL.
pub fn reasons(actor: &Actor) -> Reasons<'_> {
    let me = || Value::Id(actor.person.uuid());
    let mut reasons = Reasons::new();
    reasons.or("a.asked_by = ?", [me()]).or("a.work IN (SELECT t.work FROM work_author t WHERE t.person = ?)", [me()]);
    let readers = works::sight::READERS;
    let takers: Vec<Role> = readers.iter().chain(&TAKERS).copied().collect();
    reasons.or_within(store::within!("a"), actor, &takers, &[]);
    // From the enterprise's works to who asked for them; not through every adoption of the province.
    let giving = concat!("a.work IN (SELECT w.id FROM work w WHERE ", store::within!("w"), ")");
    reasons.or_within(giving, actor, &readers, &[]);
    reasons
}

/// Keeps the adoptions `a` of works `w` that the actor may see.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    reasons(actor).any(filter);
}

/// Whether the actor may read who uses a work somewhere: where the work or the adoption is public, inside
/// that enterprise, and among the originators.
pub fn may_name(actor: &Actor, card: &Card, author: bool, enterprise: UnitId, named: bool) -> bool {
    named
        || author
        || card.visibility == Visibility::Public
        || card.enterprise == enterprise
        || actor.place.enterprise == Some(enterprise)
        || reads_origin(actor, card)
}

/// The card of a work whose spreading the actor may look at: one they may see, or one that their
/// enterprise took over although it is no longer public.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find_work(reader: &Reader<'_>, actor: &Actor, work: WorkId) -> Result<Card> {
    match works::sight::find(reader, actor, work) {
        Err(Error::NotFound) => {
            let enterprise = actor.place.enterprise.ok_or(Error::NotFound)?;
            let (taken,) = reader.one(&TAKEN_BY, (work, enterprise))?;
            if taken > 0 { works::cards::load(reader, work) } else { Err(Error::NotFound) }
        }
        found => found,
    }
}

/// Whether the actor takes works over for this unit.
pub fn takes(actor: &Actor, place: &Place) -> Verdict {
    Verdict::when(TAKERS.iter().any(|role| actor.has_within(*role, place)), "spread-taker-only")
}

/// Whether an enterprise may take a work over: it is in use, and public or its own.
pub fn is_on_offer(card: &Card, enterprise: UnitId) -> Verdict {
    let open = match card.visibility {
        Visibility::Public => true,
        Visibility::Enterprise => card.enterprise == enterprise,
        Visibility::Team => false,
    };
    Verdict::when(card.stage == Stage::InUse, "spread-not-in-use").and(|| Verdict::when(open, "spread-not-offered"))
}

/// Whether the actor answers for the enterprise that the work comes from.
pub fn answers(actor: &Actor, card: &Card) -> Verdict {
    Verdict::when(actor.has_within(Role::InnovationOfficer, &card.place()), "spread-origin-only")
}

/// Whether the actor may offer a work to everybody, or take the offer back.
pub fn offers(actor: &Actor, card: &Card) -> Verdict {
    answers(actor, card).and(|| Verdict::when(card.visibility == Visibility::Public, "spread-offer-public-only"))
}

/// Whether the actor may take the step now, by role and by state.
pub fn may(actor: &Actor, seen: &Seen, step: Step) -> Verdict {
    role(actor, seen, step).and(|| Verdict::when(LIFECYCLE.permits(seen.it.state, step), "spread-not-in-this-state"))
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
        // Nobody answers their own question, even with a role on both sides.
        Step::HandOver | Step::TurnDown => {
            answers(actor, &seen.card).and(|| Verdict::when(actor.person != seen.it.asked_by, "spread-own-question"))
        }
        Step::CallOff if actor.person == seen.it.asked_by => Verdict::Allow,
        Step::Want
        | Step::TakeOffer
        | Step::CallOff
        | Step::TryOut
        | Step::Observe
        | Step::TakeOver
        | Step::Drop
        | Step::Retire => takes(actor, &seen.it.place()),
    }
}
