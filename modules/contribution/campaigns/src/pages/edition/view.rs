//! An edition in words: its days as a chain, who may enter, the rubric, the rules, the grades.

use jiff::civil::Date;
use ui::T;
use ui::parts::{Step, StepState};

use super::Found;
use crate::lifecycle::EditionState as E;
use crate::model::Edition;
use crate::plan::Check;

/// A rule as it is read.
pub struct RuleLine {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// How it is checked.
    pub check: String,
    /// Where it comes from.
    pub source: String,
}

/// The days of an edition: what is behind, what is now, what is ahead.
pub fn chain(t: T, it: &Edition, today: Date) -> Vec<Step<'static>> {
    let reached = match it.state {
        E::Draft => 0,
        E::Open if today <= it.closes => 1,
        E::Open | E::Cancelled => 2,
        E::InReview => 3,
        E::Proposed => 3,
        E::Publicity => 4,
        E::Finished => 6,
    };
    let until = it.public_until.map(|until| until.date().to_string());
    let days = t.with1("campaign-working-days", "n", it.plan().publicity_days).into_owned();
    let finished = it.finished_at.map(|at| at.date().to_string()).unwrap_or_default();
    let span = |from: Date, until: Date| format!("{from} — {until}");
    let steps = [
        ("campaign-when-entry", span(it.opens, it.closes)),
        ("campaign-when-check", String::new()),
        ("campaign-when-review", t.with1("campaign-by", "day", it.review_ends.to_string()).into_owned()),
        ("campaign-when-public", until.map_or(days, |until| t.with1("campaign-by", "day", until).into_owned())),
        ("campaign-when-results", finished),
    ];
    let state = |at: usize| match at {
        at if at < reached => StepState::Done,
        at if at == reached => StepState::Now,
        _ => StepState::Todo,
    };
    let step = |(at, (title, day)): (usize, (&str, String))| Step {
        state: state(at + 1),
        title: t.get(title).to_owned().into(),
        at: day.into(),
        who: "".into(),
        took: "".into(),
    };
    steps.into_iter().enumerate().map(step).collect()
}

/// Who may enter.
pub fn facts(t: T, it: &Edition) -> Vec<(String, String)> {
    let plan = it.plan();
    let kinds = plan
        .kinds
        .iter()
        .map(|kind| t.get(&format!("word-kind-{kind}")).to_owned())
        .collect::<Vec<_>>()
        .join(t.get("campaign-and"));
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let used = match (plan.used_from, plan.used_until) {
        (None, None) => t.get("campaign-any-time").to_owned(),
        _ => format!("{} — {}", day(plan.used_from), day(plan.used_until)),
    };
    let least = plan.least.map_or_else(|| t.get("campaign-no-least").to_owned(), |fen| t.money(fen.0));
    vec![
        (t.get("campaign-kinds").to_owned(), kinds),
        (t.get("campaign-used").to_owned(), used),
        (t.get("campaign-least").to_owned(), least),
    ]
}

/// How marks become a score.
pub fn how(t: T, it: &Edition) -> String {
    let plan = it.plan();
    let scale = t.with1("campaign-scale-is", "most", plan.scale);
    let how = t.get(&format!("campaign-aggregate-{}", plan.aggregate)).to_owned();
    let least = t.with1("campaign-least-jurors-are", "least", plan.least_jurors);
    format!("{scale} {how}{} {least}", t.get("campaign-stop"))
}

/// What excludes.
pub fn rules(t: T, it: &Edition) -> Vec<RuleLine> {
    let line = |rule: &crate::plan::Exclusion| RuleLine {
        id: rule.id.clone(),
        text: rule.text.clone(),
        check: t
            .get(if rule.check == Check::Declared { "campaign-by-entrant" } else { "campaign-by-house" })
            .to_owned(),
        source: rule.source.clone(),
    };
    it.plan().rules.iter().map(line).collect()
}

/// The grades with their quota and money.
pub fn grades(t: T, it: &Edition) -> Vec<(String, String, String)> {
    let line = |grade: &crate::plan::Grade| {
        let money = if grade.money.0 > 0 { t.money(grade.money.0) } else { String::new() };
        (grade.name.clone(), t.with1("campaign-up-to", "n", grade.quota).into_owned(), money)
    };
    it.plan().grades.iter().map(line).collect()
}

/// Which levels nominate how many.
pub fn levels(t: T, it: &Edition) -> Vec<(String, String)> {
    let line = |one: &crate::plan::Allowance| {
        (
            t.get(&format!("campaign-level-{}", one.level)).to_owned(),
            t.with1("campaign-up-to", "n", one.most).into_owned(),
        )
    };
    it.plan().allowances.iter().map(line).collect()
}

/// The jury by name.
pub fn jury(found: &Found) -> Vec<(String, String)> {
    let enterprise = |person| {
        found.reviewers.iter().find(|one| one.person == person).map(|one| one.enterprise.clone()).unwrap_or_default()
    };
    let name = |person| found.names.get(&person).cloned().unwrap_or_default();
    found.jurors.iter().map(|person| (name(*person), enterprise(*person))).collect()
}
