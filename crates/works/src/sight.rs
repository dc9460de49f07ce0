//! Who may see a work: one predicate, in Rust for one card and in SQL for lists. It never shows what the
//! record itself hides: its authors, readers inside its enterprise, and as far as it was opened.

use kernel::{Actor, Error, Result, Role};
use store::{Filter, Reader, Reasons, Value};

use crate::authors;
use crate::cards::load;
use crate::model::{Card, Visibility, WorkId};

/// Roles that read everything of the part of the enterprise they are given.
pub const READERS: [Role; 5] =
    [Role::InnovationOfficer, Role::TeamLeader, Role::Auditor, Role::FinanceAuditor, Role::Approver];

/// The card of a work, if this actor may see it.
///
/// # Errors
/// [`Error::NotFound`], whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, work: WorkId) -> Result<Card> {
    let card = load(reader, work)?;
    let author = authors::includes(reader, work, actor.person)?;
    if may_see(actor, &card, author) { Ok(card) } else { Err(Error::NotFound) }
}

/// Whether the actor may see it; `author` says whether they have a share in it.
pub fn may_see(actor: &Actor, card: &Card, author: bool) -> bool {
    author
        || match card.visibility {
            Visibility::Public => true,
            Visibility::Enterprise => actor.place.enterprise == Some(card.enterprise),
            Visibility::Team => actor.place.unit == card.unit,
        }
        || READERS.iter().any(|role| actor.has_within(*role, &card.place()))
}

/// Why the actor may see cards of `work w`: [`may_see`] as SQL.
pub fn reasons(actor: &Actor) -> Reasons<'_> {
    let mut reasons = Reasons::new();
    reasons
        .or("w.id IN (SELECT t.work FROM work_author t WHERE t.person = ?)", [Value::Id(actor.person.uuid())])
        .or("w.visibility = 'public'", [])
        .or("w.unit = ? AND w.visibility = 'team'", [Value::Id(actor.place.unit.uuid())]);
    if let Some(home) = actor.place.enterprise {
        reasons.or("w.enterprise = ? AND w.visibility IN ('enterprise', 'public')", [Value::Id(home.uuid())]);
    }
    reasons.or_within(store::within!("w"), actor, &READERS, &[]);
    reasons
}

/// Keeps the cards of `work w` that the actor may see.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    reasons(actor).any(filter);
}
