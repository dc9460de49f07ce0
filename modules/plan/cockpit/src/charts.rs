//! Drawings as plain numbers that the template sets into an SVG. Each has its table beside it; areas and
//! bars start at zero; nothing is drawn that was not counted.

use stats::Figure;
use ui::T;

use crate::figures::{rate, weight};

/// A point of a line.
pub struct Point {
    /// Where.
    pub x: i64,
    /// Where.
    pub y: i64,
    /// What stands below it.
    pub label: String,
    /// Its value in words.
    pub value: String,
    /// Where its records are; may be empty.
    pub href: String,
}

/// A line through what was counted.
#[derive(Default)]
pub struct Line {
    /// Its points.
    pub points: Vec<Point>,
}

impl Line {
    /// As an SVG path.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for point in &self.points {
            path.push(if path.is_empty() { 'M' } else { 'L' });
            path.push_str(&format!("{} {} ", point.x, point.y));
        }
        path
    }

    /// One of its points, from 0.
    pub fn point(&self, at: &usize) -> Option<&Point> {
        self.points.get(*at)
    }

    /// The last point.
    pub fn last(&self) -> Option<&Point> {
        self.points.last()
    }
}

/// The years of a headline as a slope: three values over 260 by 64.
pub fn slope(years: [i32; 3], figures: [Figure; 3], told: impl Fn(Figure) -> String) -> Option<Line> {
    let values: Vec<i64> = figures.iter().map(|figure| weight(*figure).unwrap_or(0)).collect();
    let most = values.iter().copied().max().filter(|most| *most > 0)?;
    // Years before the first record are not drawn: nothing was counted there.
    let first = values.iter().position(|value| *value > 0)?;
    let points = (first..3).map(|at| Point {
        x: 30 + i64::try_from(at).unwrap_or(0) * 100,
        y: 66 - values[at] * 44 / most,
        label: years[at].to_string(),
        value: told(figures[at]),
        href: String::new(),
    });
    Some(Line { points: points.collect() })
}

/// Months of this year and the last.
pub struct Months {
    /// The lines of the grid: where, and what it stands for.
    pub grid: Vec<(i64, String)>,
    /// This year.
    pub now: Line,
    /// The year before.
    pub before: Line,
}

/// Left edge of the drawing.
const LEFT: i64 = 44;
/// Between two months.
const STEP: i64 = 46;
/// Where zero is.
const GROUND: i64 = 240;
/// How far up the greatest reaches.
const TALL: i64 = 210;

/// The drawing of the months, unless there is nothing in any.
pub fn months(
    t: T,
    now: &[Figure],
    before: &[Figure],
    told: impl Fn(Figure) -> String,
    href: impl Fn(usize) -> String,
) -> Option<Months> {
    let number = |figure: &Figure| weight(*figure).unwrap_or(0);
    let most = now.iter().chain(before).map(number).max().filter(|most| *most > 0)?;
    let step = grid_step(most);
    let top = most.div_euclid(step) * step + if most % step == 0 { 0 } else { step };
    let y = |value: i64| GROUND - value * TALL / top;
    let rates = now.iter().chain(before).any(|figure| matches!(figure, Figure::Ratio { .. }));
    let scale = |weight| if rates { rate(weight) } else { Figure::Number(weight) };
    let line = |figures: &[Figure], href: &dyn Fn(usize) -> String| Line {
        points: figures
            .iter()
            .enumerate()
            .map(|(at, figure)| Point {
                x: LEFT + i64::try_from(at).unwrap_or(0) * STEP,
                y: y(number(figure)),
                label: t.get(&format!("fmt-month-{}", at + 1)).to_owned(),
                value: told(*figure),
                href: href(at),
            })
            .collect(),
    };
    Some(Months {
        grid: (0..=top / step).map(|at| (y(at * step), told(scale(at * step)))).collect(),
        now: line(now, &href),
        before: line(before, &|_| String::new()),
    })
}

/// A round step that gives four or five lines.
fn grid_step(most: i64) -> i64 {
    let rough = (most / 4).max(1);
    let mut magnitude = 1;
    while magnitude * 10 <= rough {
        magnitude *= 10;
    }
    [1, 2, 5, 10].into_iter().map(|digit| digit * magnitude).find(|step| *step >= rough).unwrap_or(10 * magnitude)
}

/// A cell of the map of tiles.
pub struct Tile {
    /// Row and column, as CSS wants them.
    pub at: String,
    /// Which of six steps its colour has; 0 where there is no figure.
    pub step: i64,
    /// Short name.
    pub name: String,
    /// The rate, in words.
    pub rate: String,
    /// The count beside it.
    pub count: String,
    /// Where it leads; may be empty.
    pub href: String,
}

/// Which of six steps a value has among values up to `most`.
pub fn step(value: Option<i64>, most: i64) -> i64 {
    match value {
        Some(value) if most > 0 => (value * 6 / most).clamp(0, 5) + 1,
        _ => 0,
    }
}

/// Where a city of Zhejiang stands on the map of tiles, by its code (GB/T 2260): by bearing, no border is drawn.
pub fn bearing(code: &str) -> Option<(u8, u8)> {
    Some(match code.get(..4)? {
        "3305" => (1, 2), // 湖州
        "3304" => (1, 3), // 嘉兴
        "3301" => (2, 2), // 杭州
        "3306" => (2, 3), // 绍兴
        "3302" => (2, 4), // 宁波
        "3309" => (2, 5), // 舟山
        "3308" => (3, 1), // 衢州
        "3307" => (3, 2), // 金华
        "3310" => (3, 3), // 台州
        "3311" => (4, 2), // 丽水
        "3303" => (4, 3), // 温州
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_is_round_and_has_few_lines() {
        for (most, step) in [(1, 1), (4, 1), (9, 2), (92, 50), (48_300, 20_000), (400, 100)] {
            assert_eq!(grid_step(most), step, "{most}");
        }
    }

    #[test]
    fn the_deepest_colour_is_for_the_greatest_and_none_for_nothing() {
        assert_eq!((step(Some(100), 100), step(Some(0), 100), step(Some(50), 100)), (6, 1, 4));
        assert_eq!((step(None, 100), step(Some(3), 0)), (0, 0));
    }

    #[test]
    fn a_slope_begins_where_something_was_counted() {
        let line =
            slope([2024, 2025, 2026], [Figure::Number(0), Figure::Number(50), Figure::Number(100)], |_| String::new());
        let line = line.unwrap();
        assert_eq!(line.points.iter().map(|point| point.label.as_str()).collect::<Vec<_>>(), ["2025", "2026"]);
        assert_eq!(line.path(), "M130 44 L230 22 ");
        assert!(slope([1, 2, 3], [Figure::Nothing; 3], |_| String::new()).is_none());
    }
}
