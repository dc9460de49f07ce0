//! The tree of a work as two pictures: along time and cities for wide screens, from top to bottom for
//! narrow ones. Positions are worked out here; the templates only write them down.

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{Fen, Time};
use ui::T;
use works::uses::UseId;

use crate::tree::{Node, Tree, Twig};

/// Height of a row of the wide picture, and of a narrow one.
const ROW: i32 = 27;
const TALL: i32 = 50;
/// Where the time of the wide picture begins and ends, and how wide it is.
const LEFT: i32 = 110;
const RIGHT: i32 = 900;
/// Space above the first row for the months.
const TOP: i32 = 40;
/// Most marks along the time.
const MARKS: usize = 12;
/// Most steps to the right in the narrow picture.
const DEEP: usize = 6;

/// A picture.
pub struct Picture {
    /// Its height; the width is the template's.
    pub height: i32,
    /// One band for each city, in the wide one.
    pub bands: Vec<Band>,
    /// Marks along the time, in the wide one.
    pub marks: Vec<Mark>,
    /// From whom to whom.
    pub edges: Vec<Edge>,
    /// The places.
    pub dots: Vec<Dot>,
}

/// A city's rows.
pub struct Band {
    /// Its name.
    pub city: String,
    /// How many units.
    pub units: String,
    /// Where it begins.
    pub top: i32,
    /// How high it is.
    pub height: i32,
    /// Whether it is shaded.
    pub shaded: bool,
    /// Where its name stands.
    pub middle: i32,
}

/// A month.
pub struct Mark {
    /// Where.
    pub x: i32,
    /// What it says.
    pub words: String,
}

/// A way from one place to another.
pub struct Edge {
    /// Where it runs.
    pub path: String,
    /// Whether what it leads to is in use or was.
    pub solid: bool,
    /// How wide it is drawn, in tenths.
    pub width: String,
}

/// A place.
pub struct Dot {
    /// Where.
    pub x: i32,
    /// And how far down.
    pub y: i32,
    /// Its radius: its area grows with what was audited.
    pub r: i32,
    /// How it is drawn: `first`, `used`, `tried`, `over`.
    pub look: &'static str,
    /// Who.
    pub name: String,
    /// The audited benefit; empty without.
    pub figure: String,
    /// What else.
    pub note: String,
    /// Where it leads.
    pub href: String,
}

/// A place as a line of the table and of both pictures.
pub struct Told {
    /// Who.
    pub name: String,
    /// The audited benefit; empty without.
    pub figure: String,
    /// What it is.
    pub twig: String,
    /// Since when.
    pub since: String,
}

/// A node in words. Whoever may not be named is 一家单位 of its city.
pub fn told(t: T, node: &Node) -> Told {
    let name = if node.name.is_empty() {
        t.with1("spread-somebody", "city", node.city.as_str()).into_owned()
    } else {
        node.name.clone()
    };
    let figure = node.figure.as_ref();
    let figure = match figure.map(|figure| (figure.fen, figure.points)) {
        Some((Some(fen), _)) => t.money(fen.0),
        Some((None, Some(points))) => t.with1("spread-points", "points", points).into_owned(),
        _ => String::new(),
    };
    let since = t.date(node.since.millis());
    Told { name, figure, twig: t.get(&format!("word-{}", node.twig)).to_owned(), since }
}

fn dot(t: T, node: &Node, most: i64, (x, y): (i32, i32), with_city: bool) -> Dot {
    let told = told(t, node);
    let mut note = vec![told.twig, told.since];
    if with_city && !node.name.is_empty() {
        note.push(node.city.clone());
    }
    Dot {
        x,
        y,
        r: radius(node, most),
        look: match node.twig {
            Twig::First => "first",
            Twig::InUse => "used",
            Twig::Tried => "tried",
            Twig::Ended | Twig::GivenUp => "over",
        },
        name: told.name,
        figure: told.figure,
        note: note.join(" · "),
        href: if node.href.is_empty() { format!("#use-{}", node.id) } else { node.href.clone() },
    }
}

/// From 6 to 11 by the root of the audited benefit.
fn radius(node: &Node, most: i64) -> i32 {
    let fen = fen(node);
    if fen <= 0 || most <= 0 {
        return 6;
    }
    let share = u64::try_from(i128::from(fen) * 2500 / i128::from(most)).unwrap_or_default().isqrt();
    6 + i32::try_from(share / 10).unwrap_or_default()
}

fn fen(node: &Node) -> i64 {
    node.figure.as_ref().and_then(|figure| figure.fen).unwrap_or(Fen(0)).0
}

fn most(tree: &Tree) -> i64 {
    tree.nodes.iter().map(fen).max().unwrap_or_default()
}

fn edge(node: &Node, path: String) -> Edge {
    let solid = matches!(node.twig, Twig::InUse | Twig::Ended | Twig::First);
    Edge { path, solid, width: if node.figure.is_some() { "3" } else { "2" }.to_owned() }
}

/// From top to bottom, each branch a step to the right: 360 wide.
pub fn narrow(t: T, tree: &Tree) -> Picture {
    let most = most(tree);
    let at = |place: usize, depth: usize| {
        let row = i32::try_from(place).unwrap_or(i32::MAX / TALL);
        let step = i32::try_from(depth.min(DEEP)).unwrap_or_default();
        (16 + 20 * step, 26 + TALL * row)
    };
    let places: Vec<(UseId, (i32, i32))> =
        tree.nodes.iter().enumerate().map(|(place, node)| (node.id, at(place, node.depth))).collect();
    let find = |id: UseId| places.iter().find(|(one, _)| *one == id).map(|(_, at)| *at);
    let edges = tree.nodes.iter().filter_map(|node| {
        let ((x, y), (to_x, to_y)) = (find(node.source?)?, find(node.id)?);
        let bend = to_y - 12;
        Some(edge(node, format!("M{x} {y}V{bend}Q{x} {to_y} {} {to_y}H{to_x}", (x + 12).min(to_x))))
    });
    let dots = tree.nodes.iter().enumerate().map(|(place, node)| dot(t, node, most, at(place, node.depth), true));
    let rows = i32::try_from(tree.nodes.len()).unwrap_or_default();
    Picture {
        height: TALL * rows + 8,
        bands: Vec::new(),
        marks: Vec::new(),
        edges: edges.collect(),
        dots: dots.collect(),
    }
}

/// Along the time, one band for each city in the order in which it was reached: 1180 wide.
pub fn wide(t: T, tree: &Tree, now: Time) -> Picture {
    let most = most(tree);
    let begin = tree.nodes.iter().map(|node| node.since).min().unwrap_or(now).date().first_of_month();
    let end = now.date().last_of_month();
    let x = |time: Time| {
        let (from, until) = (Time::start_of(begin).millis(), Time::start_of(end).millis());
        let share = (time.millis() - from).max(0) * i64::from(RIGHT - LEFT) / (until - from).max(1);
        LEFT + i32::try_from(share).unwrap_or_default().min(RIGHT - LEFT)
    };
    let mut nodes: Vec<&Node> = tree.nodes.iter().collect();
    nodes.sort_by_key(|node| (node.since, node.depth));
    let mut cities: Vec<&str> = Vec::new();
    for node in &nodes {
        if !cities.contains(&node.city.as_str()) {
            cities.push(&node.city);
        }
    }
    let mut places: Vec<(UseId, (i32, i32))> = Vec::new();
    let (mut bands, mut dots, mut y) = (Vec::new(), Vec::new(), TOP);
    for (nth, city) in cities.into_iter().enumerate() {
        let top = y;
        let mut units = 0;
        for node in nodes.iter().filter(|node| node.city == city) {
            let at = (x(node.since), y + ROW / 2 + 4);
            places.push((node.id, at));
            dots.push(dot(t, node, most, at, false));
            units += 1;
            y += ROW;
        }
        y += 8;
        bands.push(Band {
            city: city.to_owned(),
            units: t.with1("spread-units", "count", units).into_owned(),
            top,
            height: y - top,
            shaded: nth % 2 == 0,
            middle: (top + y) / 2 + 5,
        });
    }
    let find = |id: UseId| places.iter().find(|(one, _)| *one == id).map(|(_, at)| *at);
    let edges = tree.nodes.iter().filter_map(|node| {
        let ((x, y), (to_x, to_y)) = (find(node.source?)?, find(node.id)?);
        let down = if to_y > y { 10 } else { -10 };
        let bend = (x + 24).min(to_x.max(x));
        Some(edge(node, format!("M{x} {y}V{}Q{x} {to_y} {bend} {to_y}H{to_x}", to_y - down)))
    });
    let edges = edges.collect();
    Picture { height: y + 8, bands, marks: marks(begin, end, x), edges, dots }
}

/// Every month, or as many steps of months as there is room for.
fn marks(begin: Date, end: Date, x: impl Fn(Time) -> i32) -> Vec<Mark> {
    let mut months = Vec::new();
    let mut month = begin;
    while month <= end {
        months.push(month);
        match month.checked_add(1.month()) {
            Ok(next) => month = next,
            Err(_) => break,
        }
    }
    let step = months.len().div_ceil(MARKS).max(1);
    let words = |month: &Date| month.strftime("%Y-%m").to_string();
    months.iter().step_by(step).map(|month| Mark { x: x(Time::start_of(*month)), words: words(month) }).collect()
}
