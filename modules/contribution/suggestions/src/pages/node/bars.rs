//! Bars by month, drawn here as plain numbers that the template sets into an SVG. They start at zero,
//! carry their value, and each is a link to its records.

use identity::Unit;
use jiff::civil::Date;
use ui::T;

use super::ask::Asked;
use super::rate;
use crate::counts::{Counts, Figure, Table};

/// Width of the drawing.
const WIDTH: usize = 720;
/// Height of the tallest bar.
const TALL: i64 = 150;
/// Where bars stand.
const GROUND: i64 = 180;

/// One month.
pub struct Bar {
    /// Left edge of what can be pressed.
    pub x: usize,
    /// Left edge of the bar.
    pub left: usize,
    /// Its middle.
    pub middle: usize,
    /// Top of the bar.
    pub top: i64,
    /// Its height.
    pub height: i64,
    /// Where its value stands.
    pub above: i64,
    /// The month, short.
    pub label: String,
    /// The month with its year, for the table and for screen readers.
    pub month: String,
    /// Its value.
    pub value: String,
    /// Month and value in words.
    pub words: String,
    /// Answered on time, of what was received then.
    pub on_time: String,
    /// Adopted, likewise.
    pub adopted: String,
    /// The records behind it.
    pub href: String,
    /// Whether it is the present month.
    pub now: bool,
}

/// The drawing.
pub struct Bars {
    /// Its months.
    pub bars: Vec<Bar>,
    /// Width of what can be pressed.
    pub step: usize,
    /// Width of a bar.
    pub wide: usize,
}

impl Bars {
    /// The drawing of a node, unless there is but one month or nothing in any.
    pub fn of(t: T, asked: &Asked, unit: &Unit, table: &Table) -> Option<Bars> {
        let months = &asked.window.months;
        let counts: Vec<Counts> = (0..months.len()).map(|at| table.month(at)).collect();
        let most = counts.iter().map(|counts| counts.received).max().filter(|most| *most > 0)?;
        if months.len() < 2 {
            return None;
        }
        let step = WIDTH / months.len();
        let wide = step * 5 / 8;
        let bars = months.iter().zip(&counts).enumerate().map(|(at, (month, counts))| {
            let height = counts.received * TALL / most;
            let x = at * step;
            Bar {
                x,
                left: x + (step - wide) / 2,
                middle: x + step / 2,
                top: GROUND - height,
                height,
                above: GROUND - height - 7,
                label: short(t, *month),
                words: t.with2("node-bar", ("month", full(t, *month)), ("n", t.number(counts.received))).into_owned(),
                month: full(t, *month),
                value: t.number(counts.received),
                on_time: rate(t, counts, Figure::OnTime),
                adopted: rate(t, counts, Figure::Adopted),
                href: format!("{}&month={}", asked.records(unit, Figure::Received), month.strftime("%Y-%m")),
                now: at + 1 == months.len(),
            }
        });
        Some(Bars { bars: bars.collect(), step, wide })
    }
}

fn short(t: T, month: Date) -> String {
    t.get(&format!("fmt-month-{}", month.month())).to_owned()
}

/// `2026 年 3月`.
pub fn full(t: T, month: Date) -> String {
    t.with2("node-month", ("year", month.strftime("%Y").to_string()), ("month", short(t, month))).into_owned()
}
