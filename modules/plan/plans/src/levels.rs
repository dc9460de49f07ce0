//! Which kinds of nodes carry a goal.

use identity::UnitKind;
use kernel::lifecycle::Word;
use store::{Bind, Cell, Read, Type, Value};

/// Kinds of nodes, from the top down, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(Vec<UnitKind>);

/// The kinds that have plans, from the top down. An industrial union stands where a city does [S49].
pub const KINDS: [UnitKind; 6] = [
    UnitKind::Province,
    UnitKind::City,
    UnitKind::IndustryUnion,
    UnitKind::County,
    UnitKind::Township,
    UnitKind::Enterprise,
];

/// How far down a kind stands.
fn rank(kind: UnitKind) -> usize {
    match kind {
        UnitKind::Province => 0,
        UnitKind::City | UnitKind::IndustryUnion => 1,
        UnitKind::County => 2,
        UnitKind::Township => 3,
        UnitKind::Enterprise | UnitKind::Workshop | UnitKind::Team => 4,
    }
}

/// Whether a kind stands below another.
pub fn is_below(kind: UnitKind, above: UnitKind) -> bool {
    rank(kind) > rank(above) || (kind == UnitKind::IndustryUnion && above == UnitKind::IndustryUnion)
}

/// The kinds that can stand below one.
pub fn below(kind: UnitKind) -> impl Iterator<Item = UnitKind> {
    KINDS.into_iter().filter(move |one| is_below(*one, kind) && *one != kind)
}

impl Levels {
    /// These kinds.
    pub fn of(kinds: impl IntoIterator<Item = UnitKind>) -> Levels {
        let kinds: Vec<UnitKind> = kinds.into_iter().collect();
        Levels(KINDS.into_iter().filter(|kind| kinds.contains(kind)).collect())
    }

    /// Whether nodes of this kind carry the goal themselves.
    pub fn has(&self, kind: UnitKind) -> bool {
        self.0.contains(&kind)
    }

    /// Whether it comes to nodes of this kind: to carry it, or to hand it on.
    pub fn reach(&self, kind: UnitKind) -> bool {
        self.0.iter().any(|level| *level == kind || is_below(*level, kind))
    }

    /// The kinds.
    pub fn iter(&self) -> impl Iterator<Item = UnitKind> + '_ {
        self.0.iter().copied()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Bind for Levels {
    const TYPE: Type = Type::Text;
    fn bind(&self) -> Value<'_> {
        Value::Owned(self.0.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" "))
    }
}

impl Read for Levels {
    const TYPE: Type = Type::Text;
    fn read(cell: Cell<'_>) -> Option<Levels> {
        match cell {
            Cell::Text(text) => {
                let kinds = text.split_whitespace().map(UnitKind::from_word);
                Some(Levels(kinds.collect::<Option<Vec<_>>>()?))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counties_carry_comes_to_cities_too_and_not_to_townships() {
        let levels = Levels::of([UnitKind::County]);
        assert!(levels.reach(UnitKind::City) && levels.reach(UnitKind::County) && levels.reach(UnitKind::Province));
        assert!(!levels.reach(UnitKind::Township) && !levels.has(UnitKind::City));
        assert!(Levels::of([UnitKind::IndustryUnion]).reach(UnitKind::IndustryUnion));
        assert!(!Levels::of([UnitKind::IndustryUnion]).reach(UnitKind::City), "beside each other");
    }

    #[test]
    fn levels_stand_from_the_top_down_however_they_were_ticked() {
        let levels = Levels::of([UnitKind::Enterprise, UnitKind::Province, UnitKind::Enterprise]);
        assert_eq!(levels.iter().collect::<Vec<_>>(), [UnitKind::Province, UnitKind::Enterprise]);
        assert_eq!(Levels::read(Cell::Text("province enterprise")), Some(levels));
        assert_eq!(Levels::read(Cell::Text("moon")), None);
    }
}
