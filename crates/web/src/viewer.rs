//! The people and units of the house as the search index knows them.

use kernel::Actor;
use kernel::id::UnitId;
use search::Viewer;

/// The number by which the search index knows a unit: the low 64 bits of its id, which are random. Should two
/// ever share one, the database still has the last word.
pub fn unit_no(unit: UnitId) -> u64 {
    unit.uuid().as_u64_pair().1
}

/// The actor as the search index knows viewers, who reads everything of these enterprises by role.
pub fn viewer(actor: &Actor, whole: impl IntoIterator<Item = UnitId>) -> Viewer {
    Viewer {
        person: Some(actor.person.uuid().as_u128()),
        enterprise_no: actor.place.enterprise.map(unit_no),
        unit_no: Some(unit_no(actor.place.unit)),
        whole_enterprises: whole.into_iter().map(unit_no).collect(),
    }
}
