//! What everybody may see: works that are open and in use, asked for by nobody. Whoever is signed in sees no more
//! here than a passer-by, so that what stands on a page can be quoted.

use std::sync::LazyLock;

use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Error, Path, Place, Result, Scope};
use store::{Filter, Reader};
use uuid::Uuid;
use works::{Card, Stage, Visibility, WorkId, cards, sight};

static NOBODY: LazyLock<Actor> = LazyLock::new(|| Actor {
    person: PersonId::from_uuid(Uuid::nil()),
    name: String::new(),
    place: Place { unit: UnitId::from_uuid(Uuid::nil()), enterprise: None, path: Path::default(), industry_path: None },
    grants: Vec::new(),
    scopes: vec![Scope::Read],
});

/// Somebody who is nobody: of no unit, with no role.
pub fn nobody() -> &'static Actor {
    &NOBODY
}

/// Keeps the cards of `work w` that are for everybody: [`is_open`] as SQL.
pub fn open(filter: &mut Filter<'_>) {
    filter.and("w.visibility = 'public' AND w.stage = 'in_use'", []);
    sight::visible(filter, nobody());
}

/// Whether a work is for everybody: shown to all by those it belongs to, and in use.
pub fn is_open(card: &Card) -> bool {
    card.visibility == Visibility::Public && card.stage == Stage::InUse && sight::may_see(nobody(), card, false)
}

/// The card of a work that is for everybody.
///
/// # Errors
/// Not found, whether it is missing, hidden or not in use.
pub fn find(reader: &Reader<'_>, work: WorkId) -> Result<Card> {
    let card = cards::load(reader, work)?;
    if is_open(&card) { Ok(card) } else { Err(Error::NotFound) }
}
