//! Figures as people read them: on the page, on paper, in the sheet's header.

use kernel::lifecycle::Word;
use stats::{Indicator, Unit};
use ui::T;

use crate::model::{Layout, Report};
use crate::period;
use crate::sheet::Cell;

/// Where there is nothing to say.
pub const NOTHING: &str = "—";

/// In what an indicator is told: 件, 元, %.
pub fn unit(t: T, indicator: &Indicator) -> String {
    let key = match indicator.unit {
        Unit::Count if indicator.code.starts_with("suggestion.") => "report-unit-pieces",
        Unit::Count => "report-unit-count",
        Unit::Persons => "report-unit-persons",
        Unit::Fen => "report-unit-yuan",
        Unit::Days => "report-unit-days",
        Unit::Share => "report-unit-share",
        Unit::PerHead => "report-unit-per-head",
    };
    t.get(key).to_owned()
}

/// A figure without its unit, which stands in the header.
pub fn cell(t: T, indicator: &Indicator, cell: Cell) -> String {
    match (cell, indicator.unit) {
        (Cell::Nothing, _) => NOTHING.to_owned(),
        (Cell::Number(fen), Unit::Fen) => hundredths(t, fen),
        (Cell::Number(number), _) => t.number(number),
        (Cell::Ratio(part, whole), Unit::Share) => t.percent(part, whole),
        (Cell::Ratio(part, whole), _) => match per_hundred(part, whole) {
            Some(hundredths_of_one) => hundredths(t, hundredths_of_one),
            None => NOTHING.to_owned(),
        },
    }
}

/// What became of it within the year: in per cent, for shares in points, for days in days.
pub fn change(t: T, indicator: &Indicator, now: Cell, before: Cell) -> String {
    let signed = |number: i64, text: String| if number > 0 { format!("+{text}") } else { text };
    match (now, before, indicator.unit) {
        (Cell::Number(now), Cell::Number(before), Unit::Days) => signed(now - before, t.number(now - before)),
        (Cell::Number(now), Cell::Number(before), _) if before > 0 => {
            signed(now - before, t.percent(now - before, before))
        }
        (Cell::Ratio(..), Cell::Ratio(..), Unit::Share) => {
            let points = rounded(now, 1000).zip(rounded(before, 1000)).map(|(now, before)| now - before);
            points.map_or(NOTHING.to_owned(), |tenths| {
                let sign = if tenths < 0 { "-" } else { "" };
                let number = format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10);
                t.with1("report-points", "n", signed(tenths, number)).into_owned()
            })
        }
        (Cell::Ratio(..), Cell::Ratio(..), _) => {
            let points = rounded(now, 100).zip(rounded(before, 100)).map(|(now, before)| now - before);
            points.map_or(NOTHING.to_owned(), |number| signed(number, hundredths(t, number)))
        }
        _ => NOTHING.to_owned(),
    }
}

fn rounded(cell: Cell, times: i64) -> Option<i64> {
    let Cell::Ratio(part, whole) = cell else { return None };
    let (part, whole) = (i128::from(part) * i128::from(times), i128::from(whole));
    if whole <= 0 { None } else { i64::try_from((2 * part + whole).div_euclid(2 * whole)).ok() }
}

/// Hundredths of a quotient, rounded.
pub fn per_hundred(part: i64, whole: i64) -> Option<i64> {
    rounded(Cell::Ratio(part, whole), 100)
}

fn hundredths(t: T, number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let number = number.unsigned_abs();
    format!("{sign}{}.{:02}", t.number(i64::try_from(number / 100).unwrap_or(i64::MAX)), number % 100)
}

/// The names of some indicators in a sentence.
pub fn names<'i>(t: T, indicators: impl Iterator<Item = &'i &'static Indicator>) -> String {
    let names: Vec<String> = indicators.map(|it| t.get(&it.name_key()).to_owned()).collect();
    names.join(t.get("report-list-comma"))
}

/// The name of a layout.
pub fn layout(t: T, layout: &Layout) -> String {
    match layout.preset {
        Some(preset) => t.get(&format!("report-preset-{}", preset.word())).to_owned(),
        None => layout.name.clone(),
    }
}

/// What a report is called, without its node: 2026年5月职工创新工作月报, and whether it is a supplement.
pub fn title(t: T, it: &Report) -> String {
    let period = period::name(t, it.grain, it.period());
    let key = if it.supplements.is_some() { "report-title-supplement" } else { "report-title" };
    t.with2(key, ("period", period), ("layout", layout(t, &it.layout.0))).into_owned()
}
