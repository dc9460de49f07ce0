//! The parts of a node beside each other, as tiles and as a table.

use stats::{Figure, Indicator};
use web::Fields;

use super::view::View;
use super::{Link, Part};
use crate::charts::{self, Tile};
use crate::figures::{thousandth, told, weight};
use crate::found::{COLUMNS, Child};

/// Most parts that fit on a map of tiles.
const TILES: usize = 40;

/// By which column the parts stand, and whether from the smallest. By their name without one.
pub(super) struct Sorted {
    column: Option<usize>,
    ascending: bool,
}

impl Sorted {
    pub(super) fn read(fields: &Fields, columns: usize) -> Sorted {
        let word = fields.get("sort");
        let column = word.trim_start_matches('-').parse().ok().filter(|at| *at < columns);
        let column = if word.is_empty() { Some(0) } else { column };
        Sorted { column, ascending: word.starts_with('-') }
    }

    pub(super) fn word(&self) -> String {
        match self.column {
            Some(at) => format!("{}{at}", if self.ascending { "-" } else { "" }),
            None => "name".to_owned(),
        }
    }
}

impl View<'_> {
    /// The parts in the order that was asked for. Parts without the figure come last.
    pub(super) fn order(&self, sorted: &Sorted) -> Vec<&Child> {
        let mut order: Vec<&Child> = self.found.children.iter().collect();
        if let Some(at) = sorted.column {
            let value = |child: &&Child| child.figures.get(at).copied().and_then(weight);
            order.sort_by_key(|child| {
                let value = value(child);
                let by = if sorted.ascending { value } else { value.map(|value| -value) };
                (value.is_none(), by)
            });
        }
        order
    }

    pub(super) fn heads(&self, sorted: &Sorted) -> Vec<Link> {
        let t = self.t;
        let column = |(at, it): (usize, &&Indicator)| {
            let here = sorted.column == Some(at);
            let sign = if here && !sorted.ascending { "-" } else { "" };
            let href = format!("{}&sort={sign}{at}#h-parts", self.at(&self.found.unit));
            Link { words: t.get(&it.name_key()).to_owned(), href, here }
        };
        self.found.columns.iter().enumerate().map(column).collect()
    }

    pub(super) fn part(&self, child: &Child) -> Part {
        let t = self.t;
        let link = child.unit.as_ref().map(|unit| self.link(unit));
        let told = |(it, figure): (&&Indicator, &Figure)| told(t, it.unit, *figure);
        let value = |child: &Child| child.figures.first().copied().and_then(weight).unwrap_or(0);
        let most = self.found.children.iter().map(value).max().unwrap_or(0).max(1);
        Part {
            name: match &child.unit {
                Some(unit) => unit.short_name.clone(),
                None => t.get("cockpit-unknown").to_owned(),
            },
            href: link.map(|link| link.href).unwrap_or_default(),
            gone: child.gone,
            cells: self.found.columns.iter().zip(&child.figures).map(told).collect(),
            bar: value(child).max(0) * 100 / most,
        }
    }

    /// Whether the parts stand where they lie: the cities of the province.
    pub(super) fn by_bearing(&self) -> bool {
        let mut units = self.found.children.iter().filter_map(|child| child.unit.as_ref());
        !self.found.children.is_empty()
            && units.all(|unit| charts::bearing(&unit.code).is_some() && unit.code.ends_with("00"))
    }

    pub(super) fn tiles(&self) -> Vec<Tile> {
        let parts: Vec<&Child> = self.found.children.iter().filter(|child| !child.gone).collect();
        if !(2..=TILES).contains(&parts.len()) {
            return Vec::new();
        }
        let (t, by_bearing) = (self.t, self.by_bearing());
        let column = |code: &str| self.found.columns.iter().position(|it| it.code == code);
        let (Some(rate), Some(count)) = (column(COLUMNS[0]), column(COLUMNS[1])) else { return Vec::new() };
        let value = |child: &Child| child.figures.get(rate).copied().and_then(weight);
        let most = parts.iter().filter_map(|child| value(child)).max().unwrap_or(0);
        let tile = |child: &&Child| {
            let unit = child.unit.as_ref()?;
            let at = charts::bearing(&unit.code).filter(|_| by_bearing);
            Some(Tile {
                at: at.map_or_else(|| "auto".to_owned(), |(row, column)| format!("{row} / {column}")),
                step: charts::step(value(child), most),
                name: short(&unit.short_name),
                rate: match child.figures.get(rate) {
                    Some(Figure::Ratio { part, whole }) => t.count(thousandth(*part, *whole)),
                    _ => t.get("fmt-none").to_owned(),
                },
                count: child
                    .figures
                    .get(count)
                    .map(|figure| told(t, self.found.columns[count].unit, *figure))
                    .unwrap_or_default(),
                href: self.link(unit).href,
            })
        };
        parts.iter().filter_map(tile).collect()
    }
}

/// A name that fits on a tile: 宁波市总 is 宁波.
fn short(name: &str) -> String {
    let bare = name.trim_end_matches('总').trim_end_matches(['市', '区', '县']);
    if bare.chars().count() < 2 { name.to_owned() } else { bare.to_owned() }
}
