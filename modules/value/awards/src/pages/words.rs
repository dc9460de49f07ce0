//! What the engine decided, in words.

use kernel::Fen;
use ui::T;

use crate::engine::legal::PRIZE;
use crate::engine::{Basis, Entitlement, Line, Rule};

/// A line of an explanation.
pub struct Told {
    /// The rule in a sentence.
    pub words: String,
    /// Where it stands; may be empty.
    pub source: String,
    /// What it comes to; may be empty.
    pub amount: String,
}

/// The lines of an explanation, in order.
pub fn explained(t: T, lines: &[Line]) -> Vec<Told> {
    lines.iter().map(|line| told(t, line)).collect()
}

fn told(t: T, line: &Line) -> Told {
    let detail = line.detail.as_str();
    let words = match line.rule {
        Rule::Higher if !detail.is_empty() => t.get(&format!("awards-regulation-{detail}")).to_owned(),
        Rule::Percentage => t.with1("awards-line-percentage", "rate", rate(t, detail)).into_owned(),
        Rule::Promise => t.with1("awards-line-promise", "share", detail).into_owned(),
        Rule::Matrix => t.with1("awards-line-matrix", "points", detail).into_owned(),
        rule => {
            let grade = detail.parse().map(|number| grade(t, number)).unwrap_or_default();
            // What has no value was placed by its points.
            let by_points = rule == Rule::Grade && line.amount.is_none();
            let key = if by_points { "awards-line-grade-points".to_owned() } else { format!("awards-line-{rule}") };
            t.with1(&key, "grade", grade).into_owned()
        }
    };
    let amount = match (line.rule, line.amount) {
        (_, None) => String::new(),
        (Rule::Difference, Some(amount)) => t.money_exact(-amount.0),
        (_, Some(amount)) => t.money_exact(amount.0),
    };
    Told { words, source: source(t, &line.source), amount }
}

/// A source as people name it; a tenant's own stays as it was typed.
pub fn source(t: T, source: &str) -> String {
    let articles = |rest: &str| rest.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned();
    match source.split_once(", ") {
        Some(("L1", rest)) => t.with1("awards-source-l1", "articles", articles(rest)).into_owned(),
        Some(("L2", rest)) => t.with1("awards-source-l2", "articles", articles(rest)).into_owned(),
        None if source == Rule::Percentage.source() => t.get("awards-source-s10").to_owned(),
        _ => source.to_owned(),
    }
}

fn rate(t: T, basis_points: &str) -> String {
    t.share(basis_points.parse::<u32>().unwrap_or_default())
}

/// The name of a grade, 1 the best.
pub fn grade(t: T, number: usize) -> String {
    t.with1("awards-grade", "n", number).into_owned()
}

/// What an award rests on, and what other regulations promise beside it.
pub fn basis(t: T, basis: Basis, others: &[Entitlement]) -> String {
    match basis {
        Basis::Value(Fen(fen)) => t.with1("awards-basis-value", "money", t.money(fen)).into_owned(),
        Basis::Points(points) => t.with1("awards-basis-points", "points", points).into_owned(),
        Basis::Reserve => t.get("awards-basis-reserve").to_owned(),
        Basis::Law if others.iter().all(|other| other.regulation == PRIZE) => t.get("awards-basis-prize").to_owned(),
        Basis::Law => t.get("awards-basis-law").to_owned(),
    }
}
