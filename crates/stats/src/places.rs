//! Where things count: a place has a number, and a list of the nodes that count what lies at it.

use std::collections::HashMap;
use std::rc::Rc;

use kernel::{Path, Result};
use store::{Reader, Tx};

use crate::store::{ENTERPRISE_OF, INSERT_PLACE, LAST_PLACE, PLACE, PLACE_BY_NUMBER};

/// What lies below a node in the regional tree.
pub const REGIONAL: u8 = 0;
/// What lies below it in the industrial tree alone.
pub const INDUSTRIAL: u8 = 1;

/// A node that counts a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Above {
    /// The node, by its number in [`Places`].
    pub node: u32,
    /// In which tree.
    pub tree: u8,
    /// The child under which it does, likewise; the node itself at the end.
    pub child: u32,
    /// Whether it keeps single days.
    pub days: bool,
}

/// A place.
#[derive(Debug)]
pub struct Place {
    /// In the regional tree.
    pub path: Path,
    /// In the industrial one.
    pub industry_path: Option<Path>,
    /// Every node that counts it.
    pub above: Vec<Above>,
}

/// The places and nodes that were met, each read once.
#[derive(Default)]
pub struct Places {
    numbers: HashMap<(Path, Option<Path>), u32>,
    places: HashMap<u32, Rc<Place>>,
    nodes: Vec<Path>,
    node_numbers: HashMap<Path, u32>,
    last: Option<u32>,
}

impl Places {
    /// The number of a place, which gets one if it has none yet.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn number(&mut self, tx: &mut Tx<'_>, path: &Path, industry_path: Option<&Path>) -> Result<u32> {
        let key = (path.clone(), industry_path.cloned());
        if let Some(number) = self.numbers.get(&key) {
            return Ok(*number);
        }
        let stored = industry_path.cloned().unwrap_or_default();
        let (number, inside) = match tx.find(&PLACE, (path, &stored))? {
            Some((number, inside)) => (number_of(number), inside),
            None => {
                let last = match self.last {
                    Some(last) => last,
                    None => number_of(tx.one(&LAST_PLACE, ())?.0),
                };
                let (number, inside) = (last + 1, inside(tx, path)?);
                tx.execute(&INSERT_PLACE, (i64::from(number), path, &stored, inside))?;
                self.last = Some(number);
                (number, inside)
            }
        };
        self.keep(number, path.clone(), industry_path.cloned(), inside);
        Ok(number)
    }

    /// A place by its number.
    ///
    /// # Errors
    /// Broken, when there is none.
    pub fn place(&mut self, reader: &Reader<'_>, number: u32) -> Result<Rc<Place>> {
        if let Some(place) = self.places.get(&number) {
            return Ok(Rc::clone(place));
        }
        let (path, industry, inside) = reader.one(&PLACE_BY_NUMBER, (i64::from(number),))?;
        let industry = (!industry.as_str().is_empty()).then_some(industry);
        Ok(self.keep(number, path, industry, inside))
    }

    /// The path of a node.
    pub fn path(&self, node: u32) -> &Path {
        &self.nodes[node as usize]
    }

    fn keep(&mut self, number: u32, path: Path, industry_path: Option<Path>, inside: i64) -> Rc<Place> {
        let inside = usize::try_from(inside).unwrap_or(0);
        let mut above = Vec::new();
        let regional: Vec<u32> = path.ancestors().map(|node| self.node(node)).collect();
        for (at, node) in regional.iter().enumerate() {
            let child = regional.get(at + 1).copied().unwrap_or(*node);
            let days = at + inside < regional.len();
            above.push(Above { node: *node, tree: REGIONAL, child, days });
        }
        if let Some(industry) = &industry_path {
            // What lies inside the enterprise has no page of its own in the second tree.
            let nodes: Vec<Path> = industry.ancestors().collect();
            let kept = nodes.len().saturating_sub(inside);
            for (at, node) in nodes[..kept].iter().enumerate().filter(|(_, node)| !node.covers(&path)) {
                let child = self.node(nodes[..kept].get(at + 1).unwrap_or(node).clone());
                above.push(Above { node: self.node(node.clone()), tree: INDUSTRIAL, child, days: true });
            }
        }
        let place = Rc::new(Place { path, industry_path, above });
        self.numbers.insert((place.path.clone(), place.industry_path.clone()), number);
        self.places.insert(number, Rc::clone(&place));
        place
    }

    fn node(&mut self, path: Path) -> u32 {
        let next = number_of(self.nodes.len() as i64);
        let number = *self.node_numbers.entry(path.clone()).or_insert(next);
        if number == next {
            self.nodes.push(path);
        }
        number
    }
}

/// How many labels at the end of a path lie inside an enterprise, below the enterprise itself.
fn inside(reader: &Reader<'_>, path: &Path) -> Result<i64> {
    let Some(number) = path.number() else { return Ok(0) };
    let Some((enterprise,)) = reader.find(&ENTERPRISE_OF, (number,))? else { return Ok(0) };
    let labels: Vec<Path> = path.ancestors().collect();
    let at = labels.iter().position(|node| node.number() == Some(enterprise));
    Ok(at.map_or(0, |at| (labels.len() - 1 - at) as i64))
}

fn number_of(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_counts_at_every_node_above_it_and_once_at_its_industrial_union() {
        let province = Path::root(1);
        let union = province.child(9);
        let (county, industry) = (province.child(2).child(3), union.child(7));
        let team = |enterprise: &Path| enterprise.child(11).child(12);
        let mut places = Places::default();
        let place = places.keep(1, team(&county.child(7)), Some(team(&industry)), 2);
        let seen: Vec<_> = place
            .above
            .iter()
            .map(|it| (places.path(it.node).depth(), it.tree, places.path(it.child).depth(), it.days))
            .collect();
        let regional = [(0, 0, 1, true), (1, 0, 2, true), (2, 0, 3, true), (3, 0, 4, true)];
        let inside = [(4, 0, 5, false), (5, 0, 5, false)];
        let industrial = [(1, 1, 2, true), (2, 1, 2, true)];
        assert_eq!(seen, [&regional[..], &inside, &industrial].concat());
        // One that hangs on the union alone is not counted there twice.
        let alone = places.keep(2, team(&industry), Some(team(&industry)), 2);
        assert!(alone.above.iter().all(|it| it.tree == REGIONAL));
    }
}
