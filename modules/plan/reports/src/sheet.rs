//! The figures of a report: a table of the node and what lies below it, made from the totals that follow the
//! ledger. While a report is drafted it is made anew each time; from the signature on it is kept.

use identity::store::units::UNITS_WHERE;
use identity::{Unit, UnitKind, tree};
use kernel::id::UnitId;
use kernel::{Error, Path, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use stats::{Figure, Formula, Indicator, Measure, Node, Period, Reading};
use store::{Filter, Reader, Value};

use crate::model::{Layout, Rows};
use crate::period::year_before;

/// A figure as it is kept: nothing, a number of the indicator's unit, or what is divided by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// Divided.
    Ratio(i64, i64),
    /// A number.
    Number(i64),
    /// There is nothing to say.
    Nothing,
}

impl From<Figure> for Cell {
    fn from(figure: Figure) -> Cell {
        match figure {
            Figure::Nothing => Cell::Nothing,
            Figure::Number(number) => Cell::Number(number),
            Figure::Ratio { part, whole } => Cell::Ratio(part, whole),
        }
    }
}

/// A line of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Whose it is; nobody's for what lies at the node itself.
    pub unit: Option<UnitId>,
    /// Its name then.
    pub name: String,
    /// The figures, in the order of the columns.
    pub now: Vec<Cell>,
    /// The same a year before; empty where that is not asked for.
    pub before: Vec<Cell>,
}

/// The table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Codes and versions of its indicators.
    pub columns: Vec<(String, u32)>,
    /// The nodes below.
    pub rows: Vec<Row>,
    /// The node.
    pub total: Row,
}

impl Sheet {
    /// Makes it from the totals as they are now, in a fixed number of statements.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn make(
        reader: &Reader<'_>,
        unit: &Unit,
        layout: &Layout,
        period: Period,
        indicators: &[&'static Indicator],
    ) -> Result<Sheet> {
        let periods = if layout.compare { vec![period, year_before(period)] } else { vec![period] };
        let (node, measures) = (Node::from(unit), stats::measures(indicators));
        let cells = |reading: &Reading| -> (Vec<Cell>, Vec<Cell>) {
            let of = |period: &Period| -> Vec<Cell> {
                let resolved = reading.resolve(*period, &measures);
                indicators.iter().map(|it| it.formula.of(&resolved).into()).collect()
            };
            (of(&period), periods.get(1).map(of).unwrap_or_default())
        };
        let line = |unit: Option<UnitId>, name: &str, reading: &Reading| {
            let (now, before) = cells(reading);
            Row { unit, name: name.to_owned(), now, before }
        };
        let whole = stats::reading(reader, &node, &measures, &periods)?;
        let total = line(Some(unit.id), &unit.name, &whole);
        let mut rows = Vec::new();
        if layout.rows == Rows::Children {
            let below = stats::readings_below(reader, &node, &measures, &periods)?;
            let nothing = Reading::default();
            for child in children(reader, unit, below.keys())? {
                let reading = below.get(&node.path.child(child.number));
                // Industrial unions under a regional node cross its districts: their enterprises are counted there.
                let crosses = child.kind == UnitKind::IndustryUnion && unit.kind != UnitKind::IndustryUnion;
                if reading.is_some() || !(crosses || child.ended_at.is_some()) {
                    rows.push(line(Some(child.id), &child.short_name, reading.unwrap_or(&nothing)));
                }
            }
            rows.extend(rest(&total, &rows, indicators));
        }
        let columns = indicators.iter().map(|it| (it.code.to_owned(), it.version)).collect();
        Ok(Sheet { columns, rows, total })
    }

    /// What tells two tables apart: who signs one signs what they saw.
    ///
    /// # Errors
    /// Broken, when it cannot be written as JSON.
    pub fn digest(&self) -> Result<String> {
        let text = serde_json::to_vec(self).map_err(Error::broken)?;
        Ok(hex::encode(&Sha256::digest(text)[..12]))
    }

    /// Whether a column's rows come to its total.
    pub fn adds_up(&self, column: usize, now: bool) -> bool {
        let of = |row: &Row| -> Option<i64> {
            match if now { row.now.get(column) } else { row.before.get(column) } {
                Some(Cell::Number(number)) => Some(*number),
                _ => None,
            }
        };
        let sum = self.rows.iter().map(of).sum::<Option<i64>>();
        !self.rows.is_empty() && sum.is_some() && sum == of(&self.total)
    }
}

/// Whether the figures of nodes below add up to that of the node.
pub fn is_additive(indicator: &Indicator) -> bool {
    matches!(indicator.formula, Formula::Sum { .. }) && !tells_apart(indicator)
}

/// Whether people or works are told apart in it, so that it is known for months and calendar years alone.
pub fn tells_apart(indicator: &Indicator) -> bool {
    indicator.formula.measures().iter().any(|measure: &Measure| measure.kind == stats::Kind::Distinct)
}

/// What no node below has lies at the node itself.
fn rest(total: &Row, rows: &[Row], indicators: &[&'static Indicator]) -> Option<Row> {
    let left = |all: &[Cell], of: fn(&Row) -> &Vec<Cell>| -> Vec<Cell> {
        let one = |(at, (cell, indicator)): (usize, (&Cell, &&Indicator))| match (cell, is_additive(indicator)) {
            (Cell::Number(all), true) => {
                let below = rows.iter().filter_map(|row| match of(row).get(at) {
                    Some(Cell::Number(number)) => Some(*number),
                    _ => None,
                });
                Cell::Number(all - below.sum::<i64>())
            }
            _ => Cell::Nothing,
        };
        all.iter().zip(indicators).enumerate().map(one).collect()
    };
    let (now, before) = (left(&total.now, |row| &row.now), left(&total.before, |row| &row.before));
    let row = Row { unit: None, name: String::new(), now, before };
    let some = |cells: &[Cell]| cells.iter().any(|cell| matches!(cell, Cell::Number(number) if *number != 0));
    (some(&row.now) || some(&row.before)).then_some(row)
}

/// The nodes below: those that hang there now, and those that only the totals remember.
fn children<'p>(reader: &Reader<'_>, unit: &Unit, counted: impl Iterator<Item = &'p Path>) -> Result<Vec<Unit>> {
    let mut children = tree::children(reader, unit)?;
    let known: Vec<i64> = children.iter().map(|child| child.number).collect();
    let gone = counted.filter_map(Path::number).filter(|number| !known.contains(number));
    let mut filter = Filter::new();
    filter.and_in("u.number", gone.map(Value::Int));
    filter.tail("ORDER BY u.number", []);
    children.extend(reader.list::<Unit>(UNITS_WHERE, &filter)?);
    Ok(children)
}
