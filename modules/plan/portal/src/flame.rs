//! 创新之火: a flame in the shape of the mark, filled with dots. One dot is so many suggestions, so the dots are the
//! count; the flame grows to hold them. The same number always gives the same picture, and one more adds one dot.

use std::fmt::Write as _;
use std::sync::LazyLock;

/// A point of the mark, whose box is 32 by 32.
type Point = (f64, f64);
/// A curve: where it begins, its two handles, where it ends.
type Curve = [Point; 4];

/// The three tongues of the mark, as in `layout/base.html`.
const TONGUES: [[Curve; 4]; 3] = [
    [
        [(18.0, 1.0), (19.2, 7.8), (24.6, 10.3), (24.6, 18.3)],
        [(24.6, 18.3), (24.6, 24.2), (21.3, 28.7), (16.3, 31.0)],
        [(16.3, 31.0), (18.5, 27.7), (19.2, 24.7), (18.6, 21.3)],
        [(18.6, 21.3), (17.7, 15.9), (12.0, 12.7), (18.0, 1.0)],
    ],
    [
        [(11.3, 8.3), (10.7, 13.5), (16.0, 17.0), (15.7, 23.2)],
        [(15.7, 23.2), (15.6, 26.2), (14.4, 28.8), (12.1, 31.0)],
        [(12.1, 31.0), (7.0, 29.6), (3.6, 25.8), (3.6, 20.6)],
        [(3.6, 20.6), (3.6, 15.3), (8.3, 13.0), (11.3, 8.3)],
    ],
    [
        [(26.9, 12.4), (29.4, 15.7), (30.1, 18.7), (29.4, 22.0)],
        [(29.4, 22.0), (28.5, 26.2), (25.1, 29.2), (20.1, 30.7)],
        [(20.1, 30.7), (23.5, 27.8), (25.4, 25.1), (26.3, 21.8)],
        [(26.3, 21.8), (27.1, 18.8), (27.3, 15.7), (26.9, 12.4)],
    ],
];
/// Where the mark ends at the top, at the bottom, and in the middle from left to right.
const TOP: f64 = 1.0;
const BOTTOM: f64 = 31.0;
const MIDDLE: f64 = 16.5;
/// Most places for dots.
pub const MOST: usize = 420;
/// Pieces a curve is cut into.
const PIECES: usize = 16;

/// Width of the box one flame is drawn in.
pub const WIDTH: f64 = 112.0;
/// Where the ground is, from the top of the box.
pub const GROUND: f64 = 226.0;
/// A flame of this height can be taken in; smaller ones are looked at from nearer, but not nearer than that.
const READABLE: f64 = 150.0;
const NEAREST: f64 = 2.4;
/// How much room a dot has.
const ROOM: f64 = 0.17;

/// Places for dots in the order they are taken. Each is as far as can be from the edge and from those before it, so
/// that however many are taken they are spread evenly.
static PLACES: LazyLock<Vec<Point>> = LazyLock::new(places);

/// The places for dots, in the order they are taken, in the box of the mark.
pub fn dots() -> &'static [Point] {
    &PLACES
}

fn places() -> Vec<Point> {
    let edges: Vec<Vec<Point>> = TONGUES.iter().map(outline).collect();
    let mut free: Vec<(Point, f64)> = Vec::new();
    let step = 0.42;
    let mut row = 0;
    let mut y = TOP;
    while y < BOTTOM {
        // Rows stand between each other, as bricks do.
        let mut x = 3.0 + if row % 2 == 0 { 0.0 } else { step / 2.0 };
        while x < 30.0 {
            if let Some(tongue) = edges.iter().find(|edge| is_inside(edge, (x, y))) {
                let margin = from_edge(tongue, (x, y));
                if margin > 0.34 {
                    free.push(((x, y), margin * 1.7));
                }
            }
            x += step;
        }
        y += step;
        row += 1;
    }
    let mut taken = Vec::with_capacity(MOST);
    while taken.len() < MOST && !free.is_empty() {
        let best = (0..free.len()).fold(0, |best, at| if free[at].1 > free[best].1 { at } else { best });
        let (place, _) = free.swap_remove(best);
        for (point, room) in &mut free {
            *room = room.min((point.0 - place.0).hypot(point.1 - place.1));
        }
        taken.push(place);
    }
    taken
}

fn outline(tongue: &[Curve; 4]) -> Vec<Point> {
    tongue.iter().flat_map(|curve| (0..PIECES).map(move |at| along(curve, at as f64 / PIECES as f64))).collect()
}

fn along(curve: &Curve, at: f64) -> Point {
    let rest = 1.0 - at;
    let weights = [rest * rest * rest, 3.0 * rest * rest * at, 3.0 * rest * at * at, at * at * at];
    let sum = |of: fn(&Point) -> f64| curve.iter().zip(weights).map(|(point, weight)| of(point) * weight).sum::<f64>();
    (sum(|point| point.0), sum(|point| point.1))
}

fn sides(edge: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    edge.iter().copied().zip(edge.iter().copied().cycle().skip(1))
}

fn is_inside(edge: &[Point], (x, y): Point) -> bool {
    let crossed = |(a, b): &(Point, Point)| (a.1 > y) != (b.1 > y) && x < a.0 + (y - a.1) * (b.0 - a.0) / (b.1 - a.1);
    sides(edge).filter(crossed).count() % 2 == 1
}

fn from_edge(edge: &[Point], (x, y): Point) -> f64 {
    let distance = |(a, b): (Point, Point)| {
        let (along_x, along_y) = (b.0 - a.0, b.1 - a.1);
        let length = along_x * along_x + along_y * along_y;
        let at =
            if length > 0.0 { (((x - a.0) * along_x + (y - a.1) * along_y) / length).clamp(0.0, 1.0) } else { 0.0 };
        (x - a.0 - at * along_x).hypot(y - a.1 - at * along_y)
    };
    sides(edge).map(distance).fold(f64::INFINITY, f64::min)
}

/// A flame as the template draws it: the mark behind, and its dots as the starts of strokes without length, whose
/// round ends are the dots.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Flame {
    /// Where the mark behind is put.
    pub behind: String,
    /// The dots at the tip, in the middle and at the base.
    pub ember: [String; 3],
    /// The dots that are verified.
    pub jade: String,
    /// How high it reaches above the ground.
    pub height: i64,
}

/// The flame of so many dots, of which the lowest are verified.
pub fn flame(ember: usize, jade: usize) -> Flame {
    let all = (ember + jade).min(MOST);
    let Some(taken) = dots().get(..all).filter(|taken| !taken.is_empty()) else { return Flame::default() };
    let (across, up) = stretch(all);
    let put = |(x, y): Point| (WIDTH / 2.0 + (x - MIDDLE) * across, GROUND - 2.0 - (BOTTOM - y) * up);
    let mut order: Vec<Point> = taken.to_vec();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut flame = Flame {
        behind: format!(
            "translate({:.1} {:.1}) scale({across:.3} {up:.3})",
            WIDTH / 2.0 - MIDDLE * across,
            GROUND - 2.0 - BOTTOM * up
        ),
        height: (2.0 + (BOTTOM - TOP) * up).ceil() as i64,
        ..Flame::default()
    };
    // The lowest is hidden behind nothing, so verified dots lie at the base in every second place.
    let mut jade = jade.min(all);
    for (at, place) in order.iter().enumerate() {
        let (x, y) = put(*place);
        let height = (BOTTOM - place.1) / (BOTTOM - TOP);
        let rest = all - at;
        let path = if jade > 0 && (at % 2 == 1 || jade >= rest) {
            jade -= 1;
            &mut flame.jade
        } else {
            &mut flame.ember[if height > 0.62 {
                0
            } else if height > 0.28 {
                1
            } else {
                2
            }]
        };
        let _ = write!(path, "M{x:.1} {y:.1}h0");
    }
    flame
}

/// The box that all flames of a row are looked at through, when the greatest is so high: where there are few dots it
/// is narrower, so that dots and flames are larger alike.
pub fn view(highest: i64) -> String {
    let near = (READABLE / (highest.max(1) as f64)).clamp(1.0, NEAREST);
    let (across, up) = (WIDTH / near, (highest as f64 + 6.0).max(READABLE / NEAREST));
    format!("{:.1} {:.1} {across:.1} {:.1}", (WIDTH - across) / 2.0, GROUND - up, up + 2.0)
}

/// How far the mark is stretched to hold so many dots: small flames are low and round, great ones slender.
fn stretch(dots: usize) -> (f64, f64) {
    let dots = dots.max(1) as f64;
    let slender = (1.0 + dots * 0.0052).min(1.65);
    let area = (dots * ROOM).max(1.1);
    let across = (area / slender).sqrt().min(WIDTH * 0.98 / 26.4);
    (across, (area / across).min((GROUND - 8.0) / (BOTTOM - TOP)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str) -> usize {
        path.matches('M').count()
    }

    #[test]
    fn every_dot_is_drawn_once() {
        for (ember, jade) in [(0, 0), (1, 0), (0, 1), (24, 2), (110, 9), (3, 3), (400, 20)] {
            let flame = flame(ember, jade);
            assert_eq!(flame.ember.iter().map(|path| count(path)).sum::<usize>(), ember, "{ember} and {jade}");
            assert_eq!(count(&flame.jade), jade, "{ember} and {jade}");
            assert!(flame.height <= GROUND as i64, "{ember}: {}", flame.height);
        }
    }

    #[test]
    fn dots_lie_inside_the_mark_and_keep_apart() {
        let edges: Vec<_> = TONGUES.iter().map(outline).collect();
        assert_eq!(dots().len(), MOST);
        for many in [10, 60, 120] {
            let some = &dots()[..many];
            for (at, one) in some.iter().enumerate() {
                assert!(edges.iter().any(|edge| is_inside(edge, *one)), "{one:?}");
                let near = some[..at].iter().map(|other| (one.0 - other.0).hypot(one.1 - other.1));
                let near = near.fold(f64::INFINITY, f64::min);
                assert!(near > 6.0 / (many as f64).sqrt(), "{near} among {many}");
            }
        }
    }

    #[test]
    fn more_dots_make_a_greater_flame() {
        let heights: Vec<i64> = [1, 24, 60, 120].map(|dots| flame(dots, 0).height).into();
        assert!(heights.is_sorted() && heights[0] * 3 < heights[3], "{heights:?}");
    }
}
