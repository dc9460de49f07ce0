//! The parts of a node beside each other, as tiles and as a table.

use stats::{Figure, Indicator};

use super::view::View;
use super::{Link, Part};
use crate::charts::{self, Tile};
use crate::figures::{thousandth, told};
use crate::found::COLUMNS;
use crate::parts::Child;

/// Most parts that fit on a map of tiles.
const TILES: usize = 40;

impl View<'_> {
    /// The head of the names, which leads back to the order of the tree.
    pub(super) fn first_head(&self) -> Link {
        let words = self.t.get("cockpit-part").to_owned();
        Link { words, href: self.sorted("name"), here: self.found.parts.by.is_none() }
    }

    pub(super) fn heads(&self) -> Vec<Link> {
        let t = self.t;
        let column = |(at, it): (usize, &&Indicator)| {
            let by = self.found.parts.by.filter(|(by, _)| *by == at);
            let sign = if by.is_some_and(|(_, ascending)| !ascending) { "-" } else { "" };
            let href = self.sorted(&format!("{sign}{at}"));
            Link { words: t.get(&it.name_key()).to_owned(), href, here: by.is_some() }
        };
        self.found.columns.iter().enumerate().map(column).collect()
    }

    fn sorted(&self, by: &str) -> String {
        format!("{}&sort={by}#h-parts", self.at(&self.found.unit))
    }

    pub(super) fn part(&self, child: &Child, most: Option<i64>) -> Part {
        let t = self.t;
        let link = child.unit.as_ref().map(|unit| self.link(unit));
        let told = |(it, figure): (&&Indicator, &Figure)| told(t, it.unit, *figure);
        Part {
            name: child.name(t),
            href: link.map(|link| link.href).unwrap_or_default(),
            gone: child.gone,
            cells: self.found.columns.iter().zip(&child.figures).map(told).collect(),
            bar: child.bar(most),
        }
    }

    /// Whether the parts stand where they lie: the cities of the province.
    pub(super) fn by_bearing(&self) -> bool {
        let mut units = self.found.parts.read.iter().filter_map(|child| child.unit.as_ref());
        !self.found.parts.read.is_empty()
            && units.all(|unit| charts::bearing(&unit.code).is_some() && unit.code.ends_with("00"))
    }

    pub(super) fn tiles(&self) -> Vec<Tile> {
        let mut parts: Vec<&Child> = self.found.parts.read.iter().filter(|child| !child.gone).collect();
        if self.found.parts.large || !(2..=TILES).contains(&parts.len()) {
            return Vec::new();
        }
        parts.sort_by_key(|child| &child.path);
        let (t, by_bearing) = (self.t, self.by_bearing());
        let column = |code: &str| self.found.columns.iter().position(|it| it.code == code);
        let (Some(rate), Some(count)) = (column(COLUMNS[0]), column(COLUMNS[1])) else { return Vec::new() };
        let value = |child: &Child| child.weight(rate);
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
