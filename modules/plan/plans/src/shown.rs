//! Goals, numbers and lights as people read them.

use identity::UnitKind;
use kernel::lifecycle::Word;
use stats::{Indicator, Unit};
use ui::T;

use crate::amount::Amount;
use crate::light::{LATE, Light, Rule};
use crate::model::{Gathering, Goal, Measuring, Plan};
use crate::standing::{Standing, Tally};
use crate::whole::Whole;

/// Where there is nothing to say.
pub const NOTHING: &str = "—";

/// In what a goal is counted.
pub fn unit(t: T, goal: &Goal, indicator: Option<&Indicator>) -> String {
    if goal.measuring == Measuring::Evidence {
        return goal.measure_unit.clone();
    }
    let key = match indicator.map(|it| (it.unit, it.code)) {
        Some((Unit::Count, code)) if code.starts_with("suggestion.") => "plan-unit-pieces",
        Some((Unit::Count, _)) => "plan-unit-count",
        Some((Unit::Persons, _)) => "plan-unit-persons",
        Some((Unit::Fen, _)) => "plan-unit-yuan",
        Some((Unit::Days, _)) => "plan-unit-days",
        Some((Unit::Share, _)) => "plan-unit-share",
        Some((Unit::PerHead, _)) => "plan-unit-per-head",
        None => return String::new(),
    };
    t.get(key).to_owned()
}

/// A number with its unit; a dash where there is none.
pub fn amount(t: T, amount: Option<Amount>, unit: &str) -> String {
    match amount {
        None => NOTHING.to_owned(),
        Some(amount) if unit.is_empty() => amount.told(t),
        Some(amount) if unit == "%" => format!("{}%", amount.told(t)),
        Some(amount) => t.with2("plan-amount", ("n", amount.told(t)), ("unit", unit)).into_owned(),
    }
}

/// A light in words.
pub fn light(t: T, light: Light) -> String {
    t.get(&format!("plan-light-{light}")).to_owned()
}

/// How many goals stand how: only those there are.
pub fn tally(t: T, tally: &Tally) -> Vec<(&'static str, String)> {
    let each = tally.each().into_iter().filter(|(_, count)| *count > 0);
    each.map(|(one, count)| {
        let words = t.with2("plan-tally", ("light", light(t, one)), ("count", count.to_string()));
        (one.word(), words.into_owned())
    })
    .collect()
}

/// The rule of the lights, in a sentence for each.
pub fn rule(t: T, rule: Rule) -> Vec<(&'static str, String)> {
    let green = t.with1("plan-rule-green", "n", rule.green).into_owned();
    let amber = t.with2("plan-rule-amber", ("n", rule.green), ("m", rule.amber)).into_owned();
    let red = t.with1("plan-rule-red", "n", rule.amber).into_owned();
    let tasks = t.with1("plan-rule-tasks", "days", LATE).into_owned();
    vec![
        (Light::Green.word(), green),
        (Light::Amber.word(), amber),
        (Light::Red.word(), red),
        (Light::Grey.word(), t.get("plan-rule-grey").to_owned()),
        ("", t.get("plan-rule-limit").to_owned()),
        ("", tasks),
    ]
}

/// By what a goal is measured, in words.
pub fn measured_by(t: T, goal: &Goal, indicator: Option<&Indicator>) -> String {
    match goal.measuring {
        Measuring::Indicator => match indicator {
            Some(it) => t.with1("plan-by-indicator", "name", t.get(&it.name_key())).into_owned(),
            None => t.with1("plan-by-lost-indicator", "code", goal.indicator.as_str()).into_owned(),
        },
        Measuring::Evidence => t.with1("plan-by-evidence", "name", goal.measure.as_str()).into_owned(),
        Measuring::Tasks => t.get("plan-by-tasks").to_owned(),
    }
}

/// A target in words: not below, of which year.
pub fn target(t: T, goal: &Goal, standing: &Standing, unit: &str) -> String {
    let Some((year, target)) = standing.target else {
        return t.get(if goal.is_counted() { "plan-target-open" } else { "plan-by-tasks" }).to_owned();
    };
    let key = match goal.gathering {
        Gathering::Year => format!("plan-target-{}", goal.direction),
        Gathering::Whole | Gathering::Level => format!("plan-target-until-{}", goal.direction),
    };
    let args = [("amount", amount(t, Some(target), unit)), ("year", year.to_string())];
    t.with(&key, args.map(|(name, value)| (name, value.into()))).into_owned()
}

/// What is asked of the nodes below that carry a goal the node itself does not carry.
pub fn demands(t: T, whole: &Whole, goal: &Goal) -> String {
    let unit = unit(t, goal, whole.indicator(goal));
    let demand = |kind: UnitKind| {
        let level = t.get(&format!("word-{kind}")).to_owned();
        let mut years = whole.it.years().rev();
        let asked = years.find_map(|year| Some((year, whole.ladder.level(goal.id, kind, year)?)));
        let Some((year, asked)) = asked else { return level };
        let standing =
            Standing { year, value: None, target: Some((year, asked)), expected: None, light: Light::Grey, why: None };
        t.with2("plan-level-demand", ("level", level), ("target", target(t, goal, &standing, &unit))).into_owned()
    };
    let all: Vec<String> = goal.levels.iter().map(demand).collect();
    t.with1("plan-carried-below", "levels", all.join(t.get("plan-comma"))).into_owned()
}

/// How many tasks are done.
pub fn tasks(t: T, (done, all): (usize, usize)) -> String {
    let args = [("done", done.to_string().into()), ("all", all.to_string().into())];
    t.with("plan-tasks-done", args).into_owned()
}

/// Where a goal comes from, in words.
pub fn source(t: T, goal: &Goal) -> String {
    let words = t.try_get(&format!("plan-source-{}", goal.source.to_lowercase()));
    words.map_or_else(|| goal.source.clone(), str::to_owned)
}

/// How far a bar reaches and where the calendar stands, in per cent of the target.
pub fn bar(standing: &Standing) -> Option<(i64, i64)> {
    let (value, (_, target), expected) = (standing.value?, standing.target?, standing.expected?);
    let share = |part: Amount| crate::amount::divided(part.0.max(0), 100, target.0).clamp(0, 100);
    (target.0 > 0).then(|| (share(value), share(expected)))
}

/// Its years, in words.
pub fn years(plan: &Plan) -> String {
    if plan.from_year == plan.until_year {
        plan.from_year.to_string()
    } else {
        format!("{}—{}", plan.from_year, plan.until_year)
    }
}
