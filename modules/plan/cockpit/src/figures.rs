//! Figures in words.

use stats::{Basis, Figure, Indicator, Nature, Scope, Unit};
use ui::T;

/// A figure as it is read: `40.4 万`, `68%`, `12 天`; a dash where there is none.
pub fn told(t: T, unit: Unit, figure: Figure) -> String {
    match (figure, unit) {
        (Figure::Nothing, _) => t.get("fmt-none").to_owned(),
        (Figure::Number(n), Unit::Fen) => t.money(n),
        (Figure::Number(n), Unit::Days) => t.with1("cockpit-days", "n", n).into_owned(),
        (Figure::Number(n), _) => t.count(n),
        (Figure::Ratio { part, whole }, Unit::PerHead) => {
            t.with1("cockpit-per-thousand", "n", thousandth(part, whole)).into_owned()
        }
        (Figure::Ratio { part, whole }, Unit::Days) => t.with1("cockpit-days", "n", tenth(part, whole)).into_owned(),
        (Figure::Ratio { part, whole }, _) => t.percent(part, whole),
    }
}

/// How many for each thousand, rounded.
pub fn thousandth(part: i64, whole: i64) -> i64 {
    rounded(i128::from(part) * 1000, whole)
}

/// A quotient with one decimal.
fn tenth(part: i64, whole: i64) -> String {
    let tenths = rounded(i128::from(part) * 10, whole);
    format!("{}.{}", tenths / 10, (tenths % 10).abs())
}

fn rounded(part: i128, whole: i64) -> i64 {
    let whole = i128::from(whole.max(1));
    i64::try_from((part * 2 + whole).div_euclid(whole * 2)).unwrap_or(i64::MAX)
}

/// Rates are compared in so many parts.
const MILLION: i64 = 1_000_000;

/// What a figure is compared by: numbers as they are, rates as their rate in millionths.
pub fn weight(figure: Figure) -> Option<i64> {
    match figure {
        Figure::Nothing => None,
        Figure::Number(n) => Some(n),
        Figure::Ratio { part, whole } => Some(rounded(i128::from(part) * i128::from(MILLION), whole)),
    }
}

/// The rate of a weight.
pub fn rate(weight: i64) -> Figure {
    Figure::Ratio { part: weight, whole: MILLION }
}

/// How a figure changed: `+12.4%` of a number, `+1.2 个百分点` of a share. Nothing where there is nothing to
/// compare with.
pub fn change(t: T, unit: Unit, now: Figure, before: Figure) -> Option<String> {
    let (tenths, key) = changed(unit, now, before)?;
    let sign = match tenths {
        1.. => "+",
        0 => "",
        _ => "−",
    };
    let size = tenths.unsigned_abs();
    Some(t.with1(key, "n", format!("{sign}{}.{}", size / 10, size % 10)).into_owned())
}

/// By how many tenths of a per cent, or of a point of a share, and the message that says so.
fn changed(unit: Unit, now: Figure, before: Figure) -> Option<(i64, &'static str)> {
    let (now_weight, before_weight) = (weight(now)?, weight(before)?);
    let by = now_weight - before_weight;
    match (now, before) {
        (Figure::Ratio { .. }, Figure::Ratio { .. }) if unit == Unit::Share => {
            Some((rounded(i128::from(by), 1000), "cockpit-points"))
        }
        _ if before_weight > 0 => Some((rounded(i128::from(by) * 1000, before_weight), "cockpit-change")),
        _ => None,
    }
}

/// What a figure is, for whoever wants to know: its definition, since when, and on which day a record counts.
pub struct Meaning {
    /// Its name.
    pub name: String,
    /// Its code, by which the API knows it.
    pub code: &'static str,
    /// What it means.
    pub definition: String,
    /// Version, validity, nature, day and place, in a line.
    pub about: String,
}

/// The meaning of an indicator.
pub fn meaning(t: T, it: &Indicator) -> Meaning {
    let basis = match it.basis {
        Basis::Registered => "cockpit-basis-registered",
        Basis::Happened => "cockpit-basis-happened",
    };
    let nature = match it.nature {
        Nature::Flow => "cockpit-flow",
        Nature::Stock => "cockpit-stock",
    };
    let scope = match it.scope {
        Scope::Origin => "cockpit-scope-origin",
        Scope::Taker => "cockpit-scope-taker",
        Scope::User => "cockpit-scope-user",
        Scope::Employer => "cockpit-scope-employer",
    };
    let since = t.with2("cockpit-version", ("n", it.version), ("from", it.valid_from.to_string())).into_owned();
    Meaning {
        name: t.get(&it.name_key()).to_owned(),
        code: it.code,
        definition: t.get(&it.definition_key()).to_owned(),
        about: [t.get(nature), t.get(basis), t.get(scope), &since].join(" · "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_rounded_and_nothing_is_divided_by_nothing() {
        assert_eq!(thousandth(1, 3), 333);
        assert_eq!(thousandth(2, 3), 667);
        assert_eq!(tenth(25, 10), "2.5");
        assert_eq!(weight(Figure::Ratio { part: 1, whole: 4 }), Some(250_000));
        assert_eq!(weight(Figure::Nothing), None);
    }

    #[test]
    fn a_change_says_by_how_much_and_of_what() {
        let number = |now, before| changed(Unit::Count, Figure::Number(now), Figure::Number(before));
        assert_eq!(number(404, 233), Some((734, "cockpit-change")));
        assert_eq!(number(90, 100), Some((-100, "cockpit-change")));
        assert_eq!(number(3, 0), None, "there was nothing to grow from");
        let (now, before) = (Figure::Ratio { part: 68, whole: 100 }, Figure::Ratio { part: 2, whole: 3 });
        assert_eq!(changed(Unit::Share, now, before), Some((13, "cockpit-points")));
        assert_eq!(changed(Unit::Share, now, Figure::Nothing), None);
    }
}
