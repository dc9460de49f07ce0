//! Who may see a work: one predicate, in Rust for one card and in SQL for lists. It never shows what the
//! record itself hides: its authors, readers inside its enterprise, and as far as it was opened.

use kernel::{Actor, Error, Result, Role};
use store::{Filter, Reader, Type, Value};

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

/// Keeps the cards of `work w` that the actor may see: [`may_see`] as SQL.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    let enterprise = actor.place.enterprise.map_or(Value::Null(Type::Id), |unit| Value::Id(unit.uuid()));
    filter.and(
        "(EXISTS (SELECT 1 FROM work_author t WHERE t.work = w.id AND t.person = ?) OR w.visibility = 'public' \
         OR (w.visibility = 'enterprise' AND w.enterprise = ?) OR (w.visibility = 'team' AND w.unit = ?)",
        [Value::Id(actor.person.uuid()), enterprise, Value::Id(actor.place.unit.uuid())],
    );
    for grant in actor.grants.iter().filter(|grant| READERS.contains(&grant.role)) {
        if let Some(enterprise) = grant.enterprise {
            let (from, until) = (grant.path.as_str(), grant.path.end());
            filter.tail(
                "OR (w.enterprise = ? AND ((w.path >= ? AND w.path < ?) OR (w.industry_path >= ? AND w.industry_path < ?)))",
                [
                    Value::Id(enterprise.uuid()),
                    Value::Text(from),
                    Value::Owned(until.clone()),
                    Value::Text(from),
                    Value::Owned(until),
                ],
            );
        }
    }
    filter.tail(")", []);
}
