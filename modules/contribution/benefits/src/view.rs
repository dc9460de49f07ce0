//! A statement in the reader's words: amounts, products, levels.

use kernel::{Faults, Fen, Time};
use ui::{Locale, T};
use web::say;

use crate::model::{Basis, Factor, Line, Sign, Worth};
use crate::rules::{Criterion, Level};

/// The faults of a form as its template asks for them.
pub struct Errors(Vec<(String, String)>);

impl Errors {
    /// In the reader's language.
    pub fn new(t: T, faults: &Faults) -> Errors {
        Errors(faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect())
    }

    /// What is wrong with a field; empty when nothing is.
    pub fn of(&self, field: &str) -> String {
        self.0.iter().find(|(name, _)| name == field).map(|(_, words)| words.clone()).unwrap_or_default()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

/// Money to the fen, or points.
pub fn worth(t: T, worth: Option<Worth>) -> String {
    match worth {
        Some(Worth::Fen(fen)) => t.money_exact(fen.0),
        Some(Worth::Points(points)) => t.with1("benefit-points", "n", points).into_owned(),
        None => t.get("fmt-none").to_owned(),
    }
}

/// The same as large as a heading has it: whole yuan, and what it is counted in.
pub fn big(t: T, worth: Worth) -> (String, &'static str) {
    match worth {
        Worth::Fen(fen) => {
            let rest = fen.0.unsigned_abs() % 100;
            let minus = if fen.0 < 0 && fen.0 > -100 { "-" } else { "" };
            (format!("{minus}{}.{rest:02}", t.number(fen.0 / 100)), t.get("benefit-unit-yuan"))
        }
        Worth::Points(points) => (t.number(points), t.get("benefit-unit-points")),
    }
}

/// A line of the arithmetic as it is read.
pub struct CalcLine {
    /// What it is for, in the words of whoever stated it.
    pub name: String,
    /// The same with its sign.
    pub what: String,
    /// The product: 35 分钟 × 6 次/天.
    pub terms: String,
    /// What it comes to.
    pub amount: String,
    /// Where the numbers come from.
    pub evidence: String,
}

/// What a basis rests on, line by line.
pub fn lines(t: T, basis: &Basis) -> Vec<CalcLine> {
    match basis {
        Basis::Computed { lines } => lines.iter().map(|line| calc_line(t, line)).collect(),
        Basis::Graded { grid, levels, .. } => {
            let graded = |(criterion, word): (&Criterion, &String)| CalcLine {
                name: String::new(),
                what: criterion_name(t, criterion).to_owned(),
                terms: criterion.level(word).map(|level| level_name(t, level).to_owned()).unwrap_or_default(),
                amount: worth(t, criterion.level(word).map(|level| Worth::Points(i64::from(level.points)))),
                evidence: String::new(),
            };
            grid.criteria.iter().zip(levels).map(graded).collect()
        }
    }
}

fn calc_line(t: T, line: &Line) -> CalcLine {
    let what = match line.sign {
        Sign::Gain => line.what.clone(),
        Sign::Cost => t.with1("benefit-minus", "what", line.what.as_str()).into_owned(),
    };
    CalcLine {
        name: line.what.clone(),
        what,
        terms: terms(t, line),
        amount: money(t, line.fen()),
        evidence: line.evidence.clone(),
    }
}

/// The product of a line: numbers with their units.
pub fn terms(t: T, line: &Line) -> String {
    let term = |factor: &Factor| {
        let number = number(t, factor);
        if factor.unit.is_empty() { number } else { format!("{number} {}", factor.unit) }
    };
    line.factors.iter().map(term).collect::<Vec<_>>().join(" × ")
}

/// A factor's number with commas between its thousands.
pub fn number(t: T, factor: &Factor) -> String {
    let plain = factor.value.to_string();
    let part = plain.split_once('.').map(|(_, part)| format!(".{part}")).unwrap_or_default();
    format!("{}{part}", t.number(factor.value.units()))
}

/// An amount that may be unreadable yet.
pub fn money(t: T, fen: Option<Fen>) -> String {
    fen.map_or_else(|| t.get("fmt-none").to_owned(), |fen| t.money_exact(fen.0))
}

/// The name of a criterion.
pub fn criterion_name(t: T, criterion: &Criterion) -> &str {
    if t.locale() == Locale::Zh { &criterion.zh } else { &criterion.en }
}

/// What a level means.
pub fn level_name(t: T, level: &Level) -> &str {
    if t.locale() == Locale::Zh { &level.zh } else { &level.en }
}

/// A day.
pub fn day(t: T, at: Time) -> String {
    t.date(at.millis()).to_string()
}
