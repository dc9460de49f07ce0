//! The ground the portal stands on: the top of the regional tree and its parts.

use cockpit::charts::bearing;
use identity::{Unit, UnitKind, region, tree};
use kernel::id::UnitId;
use kernel::{Path, Result};
use stats::Node;
use store::Reader;

/// Most parts that are drawn beside each other.
const PARTS: usize = 24;

/// The top node with its parts.
pub struct Ground {
    /// The node: a province, or whatever the installation is made for.
    pub unit: Unit,
    /// What people call it: 浙江省.
    pub name: String,
    /// Its parts, from the west to the east where that is known.
    pub parts: Vec<Part>,
}

/// A part: a city of the province.
pub struct Part {
    /// Its id.
    pub id: UnitId,
    /// What people call it: 宁波.
    pub name: String,
    /// Its code, by which addresses name it.
    pub code: String,
    /// Its path.
    pub path: Path,
    /// Row and column on a map of tiles, where they are known.
    pub at: Option<(u8, u8)>,
}

impl Ground {
    /// The ground; none before the first node is founded. Two statements.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn read(reader: &Reader<'_>) -> Result<Option<Ground>> {
        let roots = tree::roots(reader)?;
        let top = roots.iter().find(|unit| unit.kind == UnitKind::Province);
        let Some(unit) = top.or_else(|| roots.iter().find(|unit| unit.kind != UnitKind::IndustryUnion)) else {
            return Ok(None);
        };
        let below = tree::children(reader, unit)?;
        // What a province runs itself stands beside its cities and is too much to draw.
        let regions = below.iter().any(|part| part.kind.is_union() && part.kind != UnitKind::IndustryUnion);
        let drawn = |part: &&Unit| part.kind != UnitKind::IndustryUnion && (!regions || part.kind.is_union());
        let mut parts: Vec<Part> = below.iter().filter(drawn).take(PARTS).map(Part::of).collect();
        parts.sort_by_key(|part| part.at.map_or((u8::MAX, 0), |(row, column)| (column, u8::MAX - row)));
        Ok(Some(Ground { name: region(&unit.name), unit: unit.clone(), parts }))
    }

    /// The node as the totals know it.
    pub fn node(&self) -> Node {
        Node::from(&self.unit)
    }

    /// The part a place lies in.
    pub fn part_of(&self, path: &Path) -> Option<&Part> {
        self.parts.iter().find(|part| part.path.covers(path))
    }

    /// The part with this code.
    pub fn part(&self, code: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.code == code)
    }
}

impl Part {
    fn of(unit: &Unit) -> Part {
        Part {
            id: unit.id,
            name: region(&unit.short_name),
            // Enterprises and their parts have the code of where they lie: their number tells them apart.
            code: if unit.kind.is_union() { unit.code.clone() } else { unit.number.to_string() },
            path: unit.path.clone(),
            at: bearing(&unit.code).filter(|_| unit.code.ends_with("00")),
        }
    }
}
