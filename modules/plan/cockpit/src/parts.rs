//! The parts of a node beside each other. Of a node with few parts all are read and stand in whatever order was asked
//! for; of one with thousands a page in the order of the tree, or on demand those with the most of one figure.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use identity::{Unit, UnitKind, tree};
use kernel::{Path, Result, Time};
use stats::{Below, Figure, Indicator, Measure, Node, Period, Reading, WHOLE};
use store::Reader;
use ui::T;
use web::Fields;

use crate::figures::weight;

/// Parts shown at once.
const PARTS: usize = 60;

/// A part of a node.
pub struct Child {
    /// Its path in the tree that was asked.
    pub path: Path,
    /// The unit; none when it is there no more.
    pub unit: Option<Unit>,
    /// Whether it hangs here no more.
    pub gone: bool,
    /// Its figures, in the order of the columns.
    pub figures: Vec<Figure>,
    /// Whether there is nothing to them.
    pub empty: bool,
}

impl Child {
    /// What it is called.
    pub fn name(&self, t: T) -> String {
        self.unit.as_ref().map_or_else(|| t.get("cockpit-unknown").to_owned(), |unit| unit.short_name.clone())
    }

    /// What it is ordered by.
    pub fn weight(&self, column: usize) -> Option<i64> {
        self.figures.get(column).copied().and_then(weight)
    }

    /// Its bar of the first column, in per cent of the greatest; none without one.
    pub fn bar(&self, most: Option<i64>) -> i64 {
        most.map_or(0, |most| self.weight(0).unwrap_or(0).max(0) * 100 / most)
    }

    fn count(&mut self, count: Option<i64>) {
        if let Some(count) = count {
            (self.figures, self.empty) = (vec![Figure::Number(count)], false);
        }
    }
}

/// Which parts are asked for, and in which order.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Of a large node only those whose names contain this.
    name: String,
    /// By which column, and whether from the smallest; in the order of the tree without one. As is best for the
    /// node when nothing was said.
    order: Option<Option<(usize, bool)>>,
    /// In the order of the tree of a large node: after which number.
    after: i64,
    /// In any other: from which one on.
    at: usize,
    /// How many.
    most: usize,
}

impl Asked {
    /// Reads it from a query. Nonsense is as if it were not there.
    pub fn read(fields: &Fields, columns: usize) -> Asked {
        let word = fields.get("sort");
        let column = word.trim_start_matches('-').parse().ok().filter(|at| *at < columns);
        Asked {
            name: fields.get("part").trim().to_owned(),
            order: if word == "name" { Some(None) } else { column.map(|at| Some((at, word.starts_with('-')))) },
            after: fields.get("after").parse().ok().filter(|after| *after > 0).unwrap_or(0),
            at: fields.get("at").parse().unwrap_or(0),
            most: PARTS,
        }
    }

    /// For somebody who takes them all: at once, or of a large node as many at a time as are read at once.
    pub fn through(fields: &Fields) -> Asked {
        Asked { name: String::new(), order: Some(None), at: 0, most: usize::MAX, ..Asked::read(fields, 0) }
    }
}

/// Another page of the parts, as a query asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// In the order of the tree of a large node: after which number.
    After(i64),
    /// In any other: from which one on.
    At(usize),
}

impl fmt::Display for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Turn::After(number) => write!(f, "after={number}"),
            Turn::At(place) => write!(f, "at={place}"),
        }
    }
}

/// What was read of the parts.
#[derive(Default)]
pub struct Parts {
    /// Those that were read: all in their order, or a page.
    pub read: Vec<Child>,
    /// Which of these are shown.
    pub shown: Range<usize>,
    /// How many there are.
    pub many: usize,
    /// Whether the node has more than are read at once.
    pub large: bool,
    /// Which name was looked for, when one was.
    pub name: String,
    /// The order they stand in: a column, and whether from the smallest.
    pub by: Option<(usize, bool)>,
    /// Industrial unions beside the districts: their enterprises are counted there already.
    pub unions: Vec<Unit>,
    /// The page before.
    pub previous: Option<Turn>,
    /// The next one.
    pub next: Option<Turn>,
}

impl Parts {
    /// Those that are shown.
    pub fn page(&self) -> &[Child] {
        self.read.get(self.shown.clone()).unwrap_or_default()
    }

    /// The most of the first column, for bars; none on a page of many, where it is not known.
    pub fn most(&self) -> Option<i64> {
        (!self.large).then(|| self.read.iter().filter_map(|child| child.weight(0)).max().unwrap_or(0).max(1))
    }

    /// What leads to another page of the same parts from the page at `here`; nothing where there is none.
    pub fn turned(&self, here: &str, turn: Option<Turn>) -> String {
        turn.map_or_else(String::new, |turn| format!("{here}&sort={}&{turn}#h-parts", self.sort()))
    }

    /// The order as a word of a query.
    fn sort(&self) -> String {
        match self.by {
            Some((at, ascending)) => format!("{}{at}", if ascending { "-" } else { "" }),
            None => "name".to_owned(),
        }
    }
}

/// What is asked of each part.
#[derive(Clone, Copy)]
pub enum Of<'a> {
    /// Some figures of a time.
    Figures(&'a [&'a Indicator], Period),
    /// What is overdue by these measures at a moment.
    Overdue(&'a [Measure], Time),
}

/// Reads the parts of a node. Of a large node a page in the order of the tree costs a fixed number of rows; only who
/// asks for those with the most of a figure has that one figure of all of them looked at.
///
/// # Errors
/// Broken, when the database fails.
pub fn parts(reader: &Reader<'_>, unit: &Unit, of: Of<'_>, asked: &Asked) -> Result<Parts> {
    let many = usize::try_from(tree::many_children(reader, unit)?).unwrap_or(0);
    let large = many > WHOLE;
    let by = asked.order.unwrap_or((!large).then_some((0, false)));
    let mut parts = Parts { many, large, by, ..Parts::default() };
    let found = match by {
        _ if large && !asked.name.is_empty() => {
            parts.name.clone_from(&asked.name);
            let named = tree::children_like(reader, unit, &asked.name, asked.most)?;
            let paths: Vec<Path> = named.iter().map(|child| unit.path.child(child.number)).collect();
            of.these(reader, unit, &paths)?
        }
        Some((column, ascending)) if large => {
            let ordered = of.ordered(reader, unit, column, ascending)?;
            let at = start(asked, ordered.len());
            [parts.previous, parts.next] = turns(at, asked.most, ordered.len());
            of.these(reader, unit, &ordered[at..ordered.len().min(at.saturating_add(asked.most))])?
        }
        _ => {
            let (after, most) = if large { (asked.after, asked.most.min(WHOLE)) } else { (0, WHOLE) };
            let (found, turns) = of.page(reader, unit, after, most)?;
            [parts.previous, parts.next] = turns.map(|after| after.map(Turn::After));
            found
        }
    };
    for child in found {
        match child.unit {
            Some(one) if child.empty && !child.gone && crosses(unit, &one) => parts.unions.push(one),
            _ => parts.read.push(child),
        }
    }
    parts.shown = 0..parts.read.len();
    if !large {
        parts.many = parts.read.len();
        sort(&mut parts.read, by);
        let at = start(asked, parts.many);
        parts.shown = at..parts.many.min(at.saturating_add(asked.most));
        [parts.previous, parts.next] = turns(at, asked.most, parts.many);
    }
    Ok(parts)
}

impl Of<'_> {
    /// A page in the order of the tree.
    fn page(self, reader: &Reader<'_>, unit: &Unit, after: i64, most: usize) -> Result<(Vec<Child>, [Option<i64>; 2])> {
        let found = match self {
            Of::Figures(columns, period) => {
                stats::parts(reader, unit, &stats::measures(columns), &[period], after, most)?
            }
            Of::Overdue(..) => stats::parts(reader, unit, &[], &[], after, most)?,
        };
        let turns = [found.previous, found.next];
        let mut shown: Vec<Child> = found.shown.into_iter().map(|part| self.told(part)).collect();
        if let Of::Overdue(measures, now) = self {
            let mut counts = overdue(reader, unit, measures, now, Some(&found.range))?;
            shown.iter_mut().for_each(|child| child.count(counts.remove(&child.path)));
            let gone: Vec<Path> = counts.keys().cloned().collect();
            for mut child in stats::parts_at(reader, unit, &[], &[], &gone)?.into_iter().map(|part| self.told(part)) {
                child.count(counts.remove(&child.path));
                shown.push(child);
            }
        }
        Ok((shown, turns))
    }

    /// These parts.
    fn these(self, reader: &Reader<'_>, unit: &Unit, paths: &[Path]) -> Result<Vec<Child>> {
        match self {
            Of::Figures(columns, period) => {
                let found = stats::parts_at(reader, unit, &stats::measures(columns), &[period], paths)?;
                Ok(found.into_iter().map(|part| self.told(part)).collect())
            }
            Of::Overdue(measures, now) => {
                let mut counts = overdue(reader, unit, measures, now, None)?;
                let mut found: Vec<Child> =
                    stats::parts_at(reader, unit, &[], &[], paths)?.into_iter().map(|part| self.told(part)).collect();
                found.iter_mut().for_each(|child| child.count(counts.remove(&child.path)));
                Ok(found)
            }
        }
    }

    /// Every part that has anything of a column, in its order.
    fn ordered(self, reader: &Reader<'_>, unit: &Unit, column: usize, ascending: bool) -> Result<Vec<Path>> {
        let mut all: Vec<(i64, Path)> = match self {
            Of::Figures(columns, period) => {
                let all = stats::children(reader, &Node::from(unit), &columns[column..=column], period)?;
                let weighed =
                    |(path, figures): (Path, Vec<Figure>)| Some((figures.first().copied().and_then(weight)?, path));
                all.into_iter().filter_map(weighed).collect()
            }
            Of::Overdue(measures, now) => {
                let all = overdue(reader, unit, measures, now, None)?;
                all.into_iter().map(|(path, count)| (count, path)).collect()
            }
        };
        all.sort_by_key(|(weight, _)| if ascending { *weight } else { -*weight });
        Ok(all.into_iter().map(|(_, path)| path).collect())
    }

    fn told(self, part: Below) -> Child {
        let figures = match self {
            Of::Figures(columns, period) => {
                let resolved = part.reading.resolve(period, &stats::measures(columns));
                columns.iter().map(|it| it.formula.of(&resolved)).collect()
            }
            Of::Overdue(..) => vec![Figure::Number(0)],
        };
        let empty = part.reading == Reading::default();
        Child { figures, path: part.path, unit: part.unit, gone: part.gone, empty }
    }
}

/// What is overdue of the children by path: of those in a range, or of all.
fn overdue(
    reader: &Reader<'_>,
    unit: &Unit,
    measures: &[Measure],
    now: Time,
    range: Option<&(Path, Path)>,
) -> Result<BTreeMap<Path, i64>> {
    let all = (unit.path.clone(), Path::from_text(unit.path.end()));
    let range = range.unwrap_or(&all);
    let mut counts = BTreeMap::new();
    for measure in measures {
        for (path, count) in stats::overdue_between(reader, &Node::from(unit), measure, range, now)? {
            *counts.entry(path).or_insert(0) += count;
        }
    }
    Ok(counts)
}

/// Industrial unions under a regional node cross its districts.
fn crosses(node: &Unit, child: &Unit) -> bool {
    child.kind == UnitKind::IndustryUnion && node.kind != UnitKind::IndustryUnion
}

/// In an order. Parts without the figure come last.
fn sort(children: &mut [Child], by: Option<(usize, bool)>) {
    let Some((column, ascending)) = by else { return };
    children.sort_by_key(|child| {
        let value = child.weight(column);
        (value.is_none(), if ascending { value } else { value.map(|value| -value) })
    });
}

/// Where the page begins that was asked for.
fn start(asked: &Asked, many: usize) -> usize {
    asked.at.min(many.saturating_sub(1)) / asked.most * asked.most
}

/// The pages before and after one.
fn turns(at: usize, most: usize, many: usize) -> [Option<Turn>; 2] {
    let next = at.saturating_add(most);
    [(at > 0).then(|| Turn::At(at - most)), (next < many).then_some(Turn::At(next))]
}
