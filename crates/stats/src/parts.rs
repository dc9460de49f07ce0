//! The parts of a node, a page of them at a time: an industrial union has thousands, and what a page of it reads must
//! not grow with them.

use std::collections::{BTreeMap, HashMap};

use identity::store::units::UNITS_WHERE;
use identity::{Unit, tree};
use kernel::{Path, Result};
use store::{Filter, Reader, Value};

use crate::day::Period;
use crate::measure::Measure;
use crate::read::{Node, Reading, Which, below};

/// A node of up to so many parts is read whole, so that they can be set beside each other by any figure.
pub const WHOLE: usize = 300;
/// Comes after every label.
const END: &str = "~";

/// A part of a node.
pub struct Part {
    /// Its path in the tree that was asked.
    pub path: Path,
    /// The unit; none when it is there no more.
    pub unit: Option<Unit>,
    /// Whether it hangs here no more: it was counted here before it moved.
    pub gone: bool,
    /// What is stored of it.
    pub reading: Reading,
}

/// A page of parts, by their numbers: those that hang there, and between them those that only the figures remember.
pub struct Parts {
    /// The page.
    pub shown: Vec<Part>,
    /// After which number the page before begins.
    pub previous: Option<i64>,
    /// After which number the next one does.
    pub next: Option<i64>,
    /// The range of their paths: after one, up to another.
    pub range: (Path, Path),
}

/// The parts of a node after a number, as many as hang there of `most`, with what is stored of them. A fixed number of
/// statements, and each reads a range of an index that holds these parts alone.
///
/// # Errors
/// Broken, when the database fails.
pub fn parts(
    reader: &Reader<'_>,
    unit: &Unit,
    measures: &[Measure],
    periods: &[Period],
    after: i64,
    most: usize,
) -> Result<Parts> {
    let mut hang = tree::children_after(reader, unit, after, most + 1)?;
    let next = (hang.len() > most).then(|| hang.truncate(most)).and_then(|()| hang.last()).map(|last| last.number);
    let previous = (after > 0).then(|| tree::children_before(reader, unit, after, most)).transpose()?;
    let from = unit.path.child(after);
    let until = next.map_or_else(|| Path::from_text(format!("{}.{END}", unit.path)), |last| unit.path.child(last));
    let which = Which::Between(from.parts().1, until.parts().1);
    let mut readings = below(reader, &Node::from(unit), &which, measures, periods)?;
    let mut shown: BTreeMap<Path, Part> = BTreeMap::new();
    for child in hang {
        let path = unit.path.child(child.number);
        let reading = readings.remove(&path).unwrap_or_default();
        shown.insert(path.clone(), Part { path, unit: Some(child), gone: false, reading });
    }
    let mut known = known(reader, readings.keys())?;
    for (path, reading) in readings {
        let unit = path.number().and_then(|number| known.remove(&number));
        shown.insert(path.clone(), Part { path, unit, gone: true, reading });
    }
    Ok(Parts { shown: shown.into_values().collect(), previous, next, range: (from, until) })
}

/// These parts of a node, in the order they are asked for, with what is stored of them.
///
/// # Errors
/// Broken, when the database fails.
pub fn parts_at(
    reader: &Reader<'_>,
    unit: &Unit,
    measures: &[Measure],
    periods: &[Period],
    paths: &[Path],
) -> Result<Vec<Part>> {
    let labels: Vec<&str> = paths.iter().map(|path| path.parts().1).collect();
    let mut readings = below(reader, &Node::from(unit), &Which::These(&labels), measures, periods)?;
    let mut known = known(reader, paths.iter())?;
    let part = |path: &Path| {
        let child = path.number().and_then(|number| known.remove(&number));
        let hangs = child.as_ref().is_some_and(|child| {
            child.ended_at.is_none() && [child.parent, child.industry_parent].contains(&Some(unit.id))
        });
        let reading = readings.remove(path).unwrap_or_default();
        Part { path: path.clone(), unit: child, gone: !hangs, reading }
    };
    Ok(paths.iter().map(part).collect())
}

/// The units at the end of some paths, by their number, wherever they are now.
fn known<'a>(reader: &Reader<'_>, paths: impl Iterator<Item = &'a Path>) -> Result<HashMap<i64, Unit>> {
    let numbers: Vec<i64> = paths.filter_map(Path::number).collect();
    if numbers.is_empty() {
        return Ok(HashMap::new());
    }
    let mut filter = Filter::new();
    filter.and_in("u.number", numbers.into_iter().map(Value::Int));
    Ok(reader.list::<Unit>(UNITS_WHERE, &filter)?.into_iter().map(|unit| (unit.number, unit)).collect())
}
