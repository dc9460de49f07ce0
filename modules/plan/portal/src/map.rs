//! Where a work is in use, as a picture: a point for every city by its bearing, sparks from the one it comes from to
//! those that took it over. No border is drawn.

use std::collections::HashMap;

use kernel::{Path, Result};
use store::{Filter, Reader, Value};
use works::WorkId;

use crate::ground::Ground;

const BY_PATH: &str = "SELECT u.work, u.path, COUNT(*) FROM work_use u WHERE";
/// The box of the picture.
const TALL: i64 = 180;
/// Points in a row where there are no bearings.
const ROW: usize = 6;

/// How many units use a work, by the path of the part they lie in.
pub type Uses = HashMap<Path, i64>;

/// Where these works are in use now. One statement.
///
/// # Errors
/// Broken, when the database fails.
pub fn uses(reader: &Reader<'_>, ground: &Ground, works: &[WorkId]) -> Result<HashMap<WorkId, Uses>> {
    let mut filter = Filter::new();
    filter.and_in("u.work", works.iter().map(|id| Value::Id(id.uuid())));
    filter.and("u.ended_at IS NULL", []);
    filter.tail("GROUP BY u.work, u.path", []);
    let mut found: HashMap<WorkId, Uses> = HashMap::new();
    for (work, path, many) in reader.list::<(WorkId, Path, i64)>(BY_PATH, &filter)? {
        let part = ground.part_of(&path).map_or(path, |part| part.path.clone());
        *found.entry(work).or_default().entry(part).or_default() += many;
    }
    Ok(found)
}

/// A point of the picture.
pub struct Spot {
    /// Where.
    pub x: i64,
    /// Where.
    pub y: i64,
    /// How large; small where it is not in use.
    pub size: i64,
    /// What it is called, where it is in use.
    pub name: String,
    /// How many units use it there.
    pub many: i64,
}

/// The picture.
pub struct Map {
    /// The parts.
    pub spots: Vec<Spot>,
    /// Ways of sparks, as an SVG path.
    pub ways: String,
    /// Where it comes from.
    pub origin: Option<(i64, i64)>,
}

impl Map {
    /// Draws it for a work that comes from the part over `origin`; nothing while it is in use in one part alone.
    pub fn of(ground: &Ground, origin: &Path, uses: &Uses) -> Option<Map> {
        let count = ground.parts.len();
        if count < 2 || uses.len() < 2 {
            return None;
        }
        let by_bearing = ground.parts.iter().all(|part| part.at.is_some());
        let rows = i64::try_from(count.div_ceil(ROW)).unwrap_or(1);
        let mut spots: Vec<Spot> = Vec::with_capacity(count);
        for (at, part) in ground.parts.iter().enumerate() {
            let (x, y) = match part.at.filter(|_| by_bearing) {
                // Every second row stands between the others, so that names have room.
                Some((row, column)) => {
                    (14 + i64::from(column) * 56 - if row % 2 == 0 { 20 } else { 0 }, 28 + (i64::from(row) - 1) * 38)
                }
                None => {
                    let (row, column) = (i64::try_from(at / ROW).unwrap_or(0), i64::try_from(at % ROW).unwrap_or(0));
                    (34 + column * 50, TALL * (2 * row + 1) / (2 * rows) - 6)
                }
            };
            let many = uses.get(&part.path).copied().unwrap_or(0);
            let size = if many > 0 { 4 + i64::from(many.unsigned_abs().ilog2()) * 2 } else { 2 };
            spots.push(Spot { x, y, size, name: if many > 0 { part.name.clone() } else { String::new() }, many });
        }
        let home = ground.parts.iter().position(|part| part.path.covers(origin));
        let origin = home.map(|at| (spots[at].x, spots[at].y));
        let mut ways = String::new();
        if let Some((x, y)) = origin {
            for spot in spots.iter().filter(|spot| spot.many > 0 && (spot.x, spot.y) != (x, y)) {
                // The farther, the higher it flies.
                let (middle, rise) = ((x + spot.x) / 2, 10 + (x - spot.x).abs().max((y - spot.y).abs()) / 4);
                let top = (y.min(spot.y) - rise).max(6);
                ways.push_str(&format!("M{x} {y}Q{middle} {top} {} {}", spot.x, spot.y));
            }
        }
        Some(Map { spots, ways, origin })
    }
}
