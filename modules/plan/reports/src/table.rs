//! A report as a spreadsheet: real numbers, totals as sums, rates as quotients of cells. What each figure means, who
//! answers for it and since when stands on a second sheet.

use documents::{Cell as Out, Column, Kind, Sheet as Page};
use stats::{Formula, Indicator, Measure, Unit};
use ui::T;

use crate::model::Rows;
use crate::pages::{notes, row_name};
use crate::period;
use crate::queries::Record;
use crate::sheet::{Cell, Row, Sheet, is_additive};
use crate::shown::{NOTHING, per_hundred, title, unit};

/// Width of a column of numbers.
const WIDE: f64 = 16.0;

/// The two sheets.
pub fn of(t: T, record: &Record) -> Vec<Page> {
    vec![figures(t, record), about(t, record)]
}

/// What a column of the sheet holds.
#[derive(Clone, Copy)]
enum Holds {
    /// A figure: of this indicator, now or a year before.
    Figure(usize, bool),
    /// What became of it within the year.
    Change(usize),
    /// The part (or else the whole) of a rate, from which it is divided.
    Base(usize, bool, Half),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Part,
    Whole,
}

/// Which columns there are: the figures in their order, then what rates are divided from.
struct Plan<'a> {
    t: T,
    record: &'a Record,
    columns: Vec<Holds>,
}

impl Plan<'_> {
    fn of(t: T, record: &Record) -> Plan<'_> {
        let compare = record.it.layout.0.compare;
        let times: &[bool] = if compare { &[true, false] } else { &[true] };
        let mut columns = Vec::new();
        for at in 0..record.indicators.len() {
            columns.extend(times.iter().map(|now| Holds::Figure(at, *now)));
            if compare {
                columns.push(Holds::Change(at));
            }
        }
        let mut plan = Plan { t, record, columns };
        for (at, indicator) in record.indicators.iter().enumerate() {
            if let Formula::Ratio { part, whole } = &indicator.formula {
                for now in times {
                    for (half, measure) in [(Half::Part, part), (Half::Whole, whole)] {
                        if plan.figure_of(measure, *now).is_none() {
                            plan.columns.push(Holds::Base(at, *now, half));
                        }
                    }
                }
            }
        }
        plan
    }

    fn indicator(&self, at: usize) -> &'static Indicator {
        self.record.indicators[at]
    }

    fn sheet(&self) -> &Sheet {
        &self.record.sheet
    }

    /// The column that shows a measure as it is.
    fn figure_of(&self, measure: &Measure, now: bool) -> Option<usize> {
        self.columns.iter().position(|column| match column {
            Holds::Figure(at, when) if *when == now => match &self.indicator(*at).formula {
                Formula::Sum { of: [one], less: [] } => one.id == measure.id,
                _ => false,
            },
            _ => false,
        })
    }

    /// Where half of a rate stands.
    fn half(&self, at: usize, now: bool, half: Half) -> Option<usize> {
        let Formula::Ratio { part, whole } = &self.indicator(at).formula else { return None };
        let measure = if half == Half::Part { part } else { whole };
        self.figure_of(measure, now).or_else(|| {
            self.columns.iter().position(|column| {
                matches!(column, Holds::Base(one, when, which) if *one == at && *when == now && *which == half)
            })
        })
    }

    fn title(&self, holds: Holds) -> String {
        let t = self.t;
        let (Holds::Figure(at, _) | Holds::Change(at) | Holds::Base(at, _, _)) = holds;
        let name = t.get(&self.indicator(at).name_key()).to_owned();
        let args = |unit: String| [("name", name.clone().into()), ("unit", unit.into())];
        let own = || unit(t, self.indicator(at));
        match holds {
            Holds::Figure(_, true) => t.with("report-sheet-now", args(own())),
            Holds::Figure(_, false) => t.with("report-sheet-before", args(own())),
            Holds::Change(_) => match self.indicator(at).unit {
                Unit::Share => t.with("report-sheet-change", args(t.get("report-unit-points").to_owned())),
                Unit::Days | Unit::PerHead => t.with("report-sheet-change", args(own())),
                _ => t.with("report-sheet-change", args(t.get("report-unit-share").to_owned())),
            },
            Holds::Base(_, now, half) => {
                let key = match (half, now) {
                    (Half::Part, true) => "report-sheet-part",
                    (Half::Whole, true) => "report-sheet-whole",
                    (Half::Part, false) => "report-sheet-part-before",
                    (Half::Whole, false) => "report-sheet-whole-before",
                };
                t.with1(key, "name", name.as_str())
            }
        }
        .into_owned()
    }

    fn kind(&self, holds: Holds) -> Kind {
        match holds {
            Holds::Figure(at, _) => match self.indicator(at).unit {
                Unit::Fen => Kind::Money,
                Unit::Share => Kind::Percent,
                Unit::PerHead => Kind::Decimal,
                Unit::Days if matches!(self.indicator(at).formula, Formula::Ratio { .. }) => Kind::Decimal,
                _ => Kind::Int,
            },
            Holds::Change(at) => match self.indicator(at).unit {
                Unit::Days | Unit::PerHead => Kind::Decimal,
                _ => Kind::Percent,
            },
            Holds::Base(..) => Kind::Int,
        }
    }

    /// A cell in a line; `line` is its number as the person sees it. The last line adds up what lies above it.
    fn cell(&self, column: usize, holds: Holds, row: &Row, line: usize, last: bool) -> Out {
        let place = |column: usize| format!("{}{line}", letters(column));
        match holds {
            Holds::Figure(at, now) => {
                let cells = if now { &row.now } else { &row.before };
                let figure = cells.get(at).copied().unwrap_or(Cell::Nothing);
                let shown = self.plain(at, figure);
                let formula = match figure {
                    // People and works are told apart: they are not added up even where it would happen to fit.
                    Cell::Number(_) if last && is_additive(self.indicator(at)) && self.sheet().adds_up(at, now) => {
                        Some(format!("SUM({0}2:{0}{1})", letters(column), line - 1))
                    }
                    Cell::Ratio(..) => self
                        .half(at, now, Half::Part)
                        .zip(self.half(at, now, Half::Whole))
                        .map(|(part, whole)| format!("{}/{}", place(part), place(whole))),
                    _ => None,
                };
                formula.map_or(shown.clone(), |formula| Out::Formula(formula, Box::new(shown)))
            }
            Holds::Change(at) => self.change(at, column, row, place),
            Holds::Base(at, now, half) => {
                let cells = if now { &row.now } else { &row.before };
                match cells.get(at) {
                    Some(Cell::Ratio(part, whole)) => Out::Int(if half == Half::Part { *part } else { *whole }),
                    _ => Out::Empty,
                }
            }
        }
    }

    /// What became of a figure: the two columns before this one are it now and a year before.
    fn change(&self, at: usize, column: usize, row: &Row, place: impl Fn(usize) -> String) -> Out {
        let (now, before) = (place(column.saturating_sub(2)), place(column.saturating_sub(1)));
        let indicator = self.indicator(at);
        match (row.now.get(at), row.before.get(at)) {
            (Some(Cell::Number(one)), Some(Cell::Number(other))) if indicator.unit == Unit::Days => {
                Out::Formula(format!("{now}-{before}"), Box::new(Out::Decimal((one - other) * 100)))
            }
            (Some(Cell::Number(one)), Some(Cell::Number(other))) if *other > 0 => {
                let share = per_hundred((one - other).saturating_mul(100), *other).unwrap_or_default();
                Out::Formula(format!("({now}-{before})/{before}"), Box::new(Out::Percent(share)))
            }
            (Some(Cell::Ratio(..)), Some(Cell::Ratio(..))) => {
                let share = indicator.unit == Unit::Share;
                let of = |cell: Option<&Cell>| match cell {
                    Some(Cell::Ratio(part, whole)) => {
                        per_hundred(part.saturating_mul(if share { 100 } else { 1 }), *whole).unwrap_or_default()
                    }
                    _ => 0,
                };
                let difference = of(row.now.get(at)) - of(row.before.get(at));
                let shown = if share { Out::Percent(difference) } else { Out::Decimal(difference) };
                Out::Formula(format!("{now}-{before}"), Box::new(shown))
            }
            _ => Out::from(NOTHING),
        }
    }

    fn plain(&self, at: usize, cell: Cell) -> Out {
        match (cell, self.indicator(at).unit) {
            (Cell::Nothing, _) => Out::from(NOTHING),
            (Cell::Number(fen), Unit::Fen) => Out::Money(fen),
            (Cell::Number(number), _) => Out::Int(number),
            (Cell::Ratio(part, whole), Unit::Share) => {
                Out::Percent(per_hundred(part.saturating_mul(100), whole).unwrap_or_default())
            }
            (Cell::Ratio(part, whole), _) => Out::Decimal(per_hundred(part, whole).unwrap_or_default()),
        }
    }
}

fn figures(t: T, record: &Record) -> Page {
    let plan = Plan::of(t, record);
    let name = Column::new(t.get("report-col-node"), 24.0, Kind::Text);
    // The first column is the node's name.
    let columns: Vec<Column> = plan
        .columns
        .iter()
        .map(|holds| {
            let (Holds::Figure(at, _) | Holds::Change(at) | Holds::Base(at, _, _)) = holds;
            let column = Column::new(plan.title(*holds), WIDE, plan.kind(*holds));
            column.note(t.get(&plan.indicator(*at).definition_key()))
        })
        .collect();
    let children = if record.it.layout.0.rows == Rows::Total { &[][..] } else { &record.sheet.rows[..] };
    let lines = children.iter().map(|row| (row, row_name(t, row)));
    let total = if children.is_empty() { record.it.name.clone() } else { t.get("report-row-total").to_owned() };
    let lines = lines.chain([(&record.sheet.total, total)]);
    let rows = lines
        .enumerate()
        .map(|(nth, (row, name))| {
            let (line, last) = (nth + 2, nth == children.len());
            let cells = plan.columns.iter().enumerate();
            let cells = cells.map(|(column, holds)| plan.cell(column, *holds, row, line, last));
            std::iter::once(Out::from(name)).chain(cells).collect()
        })
        .collect();
    Page {
        name: t.get("report-sheet-figures").to_owned(),
        columns: std::iter::once(name).chain(columns).collect(),
        rows,
    }
}

/// What the figures are and who answers for them.
fn about(t: T, record: &Record) -> Page {
    let it = &record.it;
    let mut rows = vec![
        (t.get("report-sheet-title").to_owned(), format!("{} {}", it.name, title(t, it))),
        (t.get("report-paper-period").to_owned(), period::name(t, it.grain, it.period())),
        (t.get("report-sheet-number").to_owned(), it.serial.clone()),
        (t.get("report-sheet-state").to_owned(), t.get(&format!("word-{}", it.state)).to_owned()),
    ];
    rows.extend(crate::pages::hands(t, record).into_iter().map(|(hand, name, at)| (hand, format!("{name}  {at}"))));
    if !it.words.is_empty() {
        rows.push((t.get("report-words").to_owned(), it.words.clone()));
    }
    for indicator in &record.indicators {
        let signed = record.sheet.columns.iter().find(|(code, _)| indicator.code == code);
        let version = signed.map_or(indicator.version, |(_, version)| *version);
        let name = format!("{} ({} v{version})", t.get(&indicator.name_key()), indicator.code);
        rows.push((name, t.get(&indicator.definition_key()).to_owned()));
    }
    rows.extend(notes(t, record).into_iter().map(|note| (t.get("report-sheet-note").to_owned(), note)));
    Page {
        name: t.get("report-sheet-about").to_owned(),
        columns: vec![
            Column::new(t.get("report-sheet-what"), 32.0, Kind::Text),
            Column::new(t.get("report-sheet-says"), 90.0, Kind::Text),
        ],
        rows: rows.into_iter().map(|(what, says)| vec![Out::from(what), Out::from(says)]).collect(),
    }
}

/// The name of a column of figures; the node's name stands before the first.
fn letters(column: usize) -> String {
    let mut at = column + 2;
    let mut name = Vec::new();
    while at > 0 {
        name.push(char::from(b'A' + u8::try_from((at - 1) % 26).unwrap_or(0)));
        at = (at - 1) / 26;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        assert_eq!([0, 24, 25, 50, 51].map(letters), ["B", "Z", "AA", "AZ", "BA"]);
    }
}
