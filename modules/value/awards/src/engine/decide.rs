//! What a case is entitled to, what of it is paid now, and the line for every rule that had a say.

use jiff::civil::Date;
use kernel::Fen;
use serde::{Deserialize, Serialize};

use super::legal::Entitlement;
use super::scheme::{Pay, Rule, Scheme};
use super::split::promised;

/// What an award rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The audited benefit of twelve months [L1, Art. 9].
    Value(Fen),
    /// Audited points, where it cannot be computed [L1, Art. 7].
    Points(i64),
    /// Adopted and shelved: there is nothing to audit yet [L1, Art. 8].
    Reserve,
    /// Nothing audited: only what another regulation promises.
    Law,
}

/// A case to be decided.
#[derive(Clone, Debug, Default)]
pub struct Case<'a> {
    /// What it rests on; none, when finance has signed nothing.
    pub basis: Option<Basis>,
    /// Whether it builds on a result that was in use elsewhere [L1, Art. 6].
    pub borrowed: bool,
    /// What other regulations promise.
    pub others: &'a [Entitlement],
    /// What was paid for it before, clawbacks not counted: what was taken back does not come back by a
    /// regrading.
    pub before: Fen,
    /// What the committee chose inside the grade.
    pub choice: Option<Fen>,
    /// What was promised to those it was taken over from, in per cent.
    pub promised: u32,
}

/// A line of an explanation. What it says in words, the message of its rule knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The rule.
    pub rule: Rule,
    /// Where the rule stands; may be empty.
    pub source: String,
    /// What it comes to, if it is an amount.
    pub amount: Option<Fen>,
    /// A grade, points, a rate, a regulation: what the message has a gap for.
    pub detail: String,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The grade, 1 the best; none when only another regulation pays.
    pub grade: Option<usize>,
    /// The least and most the committee may choose; none where there is nothing to choose.
    pub range: Option<(Fen, Fen)>,
    /// What the authors are entitled to in all.
    pub entitled: Fen,
    /// What of it is paid now.
    pub pays: Fen,
    /// Whether it is filed with the superior body.
    pub filed: bool,
    /// Until when the law wants it paid.
    pub due: Option<Date>,
    /// Why, line by line.
    pub lines: Vec<Line>,
}

/// Why nothing can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No award without an audited benefit.
    NoFigure,
    /// The benefit is no gain.
    NoGain,
    /// The scheme does not pay for what cannot be computed, or not for so few points.
    NoPoints,
    /// The scheme does not pay for a reserve.
    NoReserve,
    /// The committee chose outside the grade: its least and most.
    Outside(Fen, Fen),
    /// The committee chose where there is nothing to choose.
    NoChoice,
}

/// Decides a case under a scheme.
///
/// # Errors
/// Why the scheme pays nothing here.
pub fn decide(scheme: &Scheme, case: &Case<'_>) -> Result<Decision, Refusal> {
    let mut lines = Vec::new();
    let graded = match case.basis.filter(|basis| *basis != Basis::Law) {
        Some(basis) => Some(grade(scheme, case, basis, &mut lines)?),
        None if case.others.is_empty() => return Err(Refusal::NoFigure),
        None => None,
    };
    let own = match &graded {
        Some(graded) => chosen(scheme, graded, case.choice, &mut lines)?,
        None if case.choice.is_some() => return Err(Refusal::NoChoice),
        None => Fen(0),
    };
    let entitled = higher(scheme, own, case.others, &mut lines);
    let pays = payable(entitled, case.before);
    if case.before > Fen(0) {
        lines.push(Line { amount: Some(case.before), ..line(scheme, Rule::Difference, String::new()) });
    }
    if case.promised > 0 {
        let (theirs, _) = promised(pays, case.promised);
        lines.push(Line { amount: Some(theirs), ..line(scheme, Rule::Promise, case.promised.to_string()) });
    }
    let at = graded.as_ref().map(|graded| graded.at);
    let filed = at.is_some_and(|at| scheme.applies(Rule::Filing) && scheme.grades[at].filed);
    if filed {
        lines.push(line(scheme, Rule::Filing, String::new()));
    }
    Ok(Decision {
        grade: at.map(|at| at + 1),
        range: graded.and_then(|graded| graded.range),
        entitled,
        pays,
        filed,
        due: case.others.iter().filter_map(|other| other.due).min(),
        lines,
    })
}

/// What is still to be paid of an entitlement: only the difference, and never less than nothing
/// [L1, Art. 11].
pub fn payable(entitled: Fen, before: Fen) -> Fen {
    Fen(entitled.0.saturating_sub(before.0).max(0))
}

/// Where a case stands in the scheme.
struct Graded {
    /// The grade, from 0.
    at: usize,
    /// What may be chosen.
    range: Option<(Fen, Fen)>,
    /// What is paid unless somebody chooses.
    usual: Fen,
    /// How the usual amount came about.
    rule: Rule,
}

fn grade(scheme: &Scheme, case: &Case<'_>, basis: Basis, lines: &mut Vec<Line>) -> Result<Graded, Refusal> {
    match basis {
        Basis::Value(value) => {
            let at = scheme.grade_of(value).ok_or(Refusal::NoGain)?;
            lines.push(Line { amount: Some(value), ..line(scheme, Rule::Grade, (at + 1).to_string()) });
            let lowered = lower(scheme, case, at, lines);
            let above = lowered.checked_sub(1).map(|above| scheme.grades[above].from);
            // What is lowered counts as the most that the lower grade knows.
            let counted = above.map_or(value, |above| value.min(above));
            Ok(match scheme.pay {
                Pay::Percentage(share) => {
                    let usual = share.of(counted);
                    Graded { at: lowered, range: None, usual, rule: Rule::Percentage }
                }
                Pay::Ranges => ranged(scheme, lowered, above.map(|above| (counted.0, above.0))),
            })
        }
        Basis::Points(points) => {
            let found = scheme.applies(Rule::Matrix).then(|| scheme.threshold_of(points)).flatten();
            let found = found.ok_or(Refusal::NoPoints)?;
            let at = scheme.matrix[found].grade - 1;
            lines.push(line(scheme, Rule::Matrix, points.to_string()));
            lines.push(line(scheme, Rule::Grade, (at + 1).to_string()));
            let lowered = lower(scheme, case, at, lines);
            // Inside the grade points count like values, from this threshold to the next; what is lowered
            // stands at the top of the lower grade.
            let (from, above) =
                (scheme.matrix[found].from, found.checked_sub(1).map(|above| scheme.matrix[above].from));
            Ok(match above {
                _ if lowered > at => {
                    Graded { usual: scheme.grades[lowered].most, rule: Rule::Position, ..ranged(scheme, lowered, None) }
                }
                Some(above) => {
                    let usual = between(&scheme.grades[at], points - from, above - from);
                    Graded { usual, rule: Rule::Position, ..ranged(scheme, at, None) }
                }
                None => ranged(scheme, at, None),
            })
        }
        Basis::Law => Err(Refusal::NoFigure),
        Basis::Reserve => {
            if !scheme.applies(Rule::Reserve) {
                return Err(Refusal::NoReserve);
            }
            let at = scheme.grades.len().checked_sub(1).ok_or(Refusal::NoReserve)?;
            let last = &scheme.grades[at];
            lines.push(Line { amount: Some(last.most), ..line(scheme, Rule::Reserve, (at + 1).to_string()) });
            // Nothing is known that would place it in the grade: the middle, unless somebody chooses.
            Ok(Graded { at, range: Some((last.least, last.most)), usual: between(last, 1, 2), rule: Rule::Middle })
        }
    }
}

/// One grade lower for what was borrowed; there is none below the last.
fn lower(scheme: &Scheme, case: &Case<'_>, at: usize, lines: &mut Vec<Line>) -> usize {
    if !case.borrowed || !scheme.applies(Rule::Borrowed) {
        return at;
    }
    let lowered = (at + 1).min(scheme.grades.len() - 1);
    lines.push(line(scheme, Rule::Borrowed, (lowered + 1).to_string()));
    lowered
}

/// A grade that pays by its range. `place` is the value and where the better grade begins; without it the
/// grade has no upper end, and its least is usual.
fn ranged(scheme: &Scheme, at: usize, place: Option<(i64, i64)>) -> Graded {
    let grade = &scheme.grades[at];
    let (usual, rule) = match place {
        Some((value, above)) => (between(grade, value - grade.from.0, above - grade.from.0), Rule::Position),
        None => (grade.least, Rule::Least),
    };
    Graded { at, range: Some((grade.least, grade.most)), usual, rule }
}

/// The amount as far inside the range as `part` is of `whole`, rounded down to the fen.
fn between(grade: &super::scheme::Grade, part: i64, whole: i64) -> Fen {
    let span = i128::from(grade.most.0 - grade.least.0);
    let (part, whole) = (i128::from(part.max(0)), i128::from(whole.max(1)));
    let inside = span * part.min(whole) / whole;
    Fen(grade.least.0 + i64::try_from(inside).unwrap_or(0))
}

/// What the committee chose, or the usual amount.
fn chosen(scheme: &Scheme, graded: &Graded, choice: Option<Fen>, lines: &mut Vec<Line>) -> Result<Fen, Refusal> {
    let rate = match scheme.pay {
        Pay::Percentage(share) if graded.rule == Rule::Percentage => share.rate.to_string(),
        _ => (graded.at + 1).to_string(),
    };
    let (rule, amount) = match (choice, graded.range) {
        (None, _) => (graded.rule, graded.usual),
        (Some(_), None) => return Err(Refusal::NoChoice),
        (Some(choice), Some((least, most))) if (least..=most).contains(&choice) => (Rule::Choice, choice),
        (Some(_), Some((least, most))) => return Err(Refusal::Outside(least, most)),
    };
    lines.push(Line { amount: Some(amount), ..line(scheme, rule, rate) });
    Ok(amount)
}

/// The highest of what several regulations promise: no double award [L1, Art. 11]. Of one regulation everything
/// is due, since each patent has its own minimum.
fn higher(scheme: &Scheme, own: Fen, others: &[Entitlement], lines: &mut Vec<Line>) -> Fen {
    let mut sums: Vec<(&str, i64)> = Vec::new();
    for other in others {
        let source = other.source.clone();
        lines.push(Line { rule: Rule::Higher, source, amount: Some(other.amount), detail: other.regulation.clone() });
        match sums.iter_mut().find(|(source, _)| *source == other.source) {
            Some((_, sum)) => *sum = sum.saturating_add(other.amount.0),
            None => sums.push((&other.source, other.amount.0)),
        }
    }
    let highest = sums.into_iter().map(|(_, sum)| Fen(sum)).fold(own, Fen::max);
    if !others.is_empty() {
        lines.push(Line { amount: Some(highest), ..line(scheme, Rule::Higher, String::new()) });
    }
    highest
}

fn line(scheme: &Scheme, rule: Rule, detail: String) -> Line {
    Line { rule, source: scheme.source(rule), amount: None, detail }
}
