//! One goal: its years, what the nodes below make of it, its tasks, and what was recorded.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse};
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Result};
use ui::{Page, T};
use web::acts::{Act, Kind, Maker, Typed, Way, lead};
use web::{Ctx, Fields, Reply, Routes};

use super::parse;
use super::record::{read_with_children, returned};
use crate::levels;
use crate::lifecycle::Step;
use crate::model::{Goal, GoalId, GoalKind, Measuring, Plan, PlanId, Task};
use crate::shown::{self, amount, unit};
use crate::whole::Whole;
use crate::{actions, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/plans/{plan}/goals/{goal}", page)
}

async fn page(ctx: Ctx, Path((plan, goal)): Path<(String, String)>) -> Reply {
    let whole = read_with_children(&ctx, parse(&plan)?).await?;
    ctx.show(&GoalPage::new(&ctx, &whole, parse(&goal)?, &Typed::default())?)
}

/// Shows the goal again after a small form of it was refused.
///
/// # Errors
/// What is not for the form to show.
pub(super) async fn again(
    ctx: &Ctx,
    (plan, goal): (PlanId, GoalId),
    noun: &str,
    fields: Fields,
    error: Error,
) -> Reply {
    let (typed, why, status) = returned(ctx, noun, fields, error)?;
    let whole = read_with_children(ctx, plan).await?;
    let mut page = GoalPage::new(ctx, &whole, goal, &typed)?;
    page.why = why;
    Ok((status, Html(page.render()?)).into_response())
}

/// A year of the goal.
struct Year {
    year: i32,
    target: String,
    asked: String,
    value: String,
    href: String,
    expected: String,
    light: &'static str,
    light_words: String,
    here: bool,
}

/// What is asked of a level below.
struct Level {
    name: String,
    years: Vec<String>,
}

/// A node below.
struct Below {
    name: String,
    href: String,
    target: String,
    value: String,
    light: &'static str,
    light_words: String,
}

/// A task.
struct TaskLine {
    href: String,
    name: String,
    who: String,
    when: String,
    look: &'static str,
}

/// What was recorded on a day.
struct EvidenceLine {
    href: String,
    day: String,
    amount: String,
    words: String,
    who: String,
    withdrawn: bool,
}

#[derive(Template)]
#[template(path = "plans/goal.html")]
struct GoalPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    it: &'a Plan,
    goal: &'a Goal,
    why: String,
    /// Headings above it.
    crumbs: Vec<String>,
    plan: String,
    /// Whether the node carries it itself.
    own: bool,
    heads: Vec<i32>,
    source: String,
    demands: String,
    above: Option<(String, String)>,
    light: &'static str,
    light_words: String,
    grey: String,
    value: String,
    href: String,
    target: String,
    expected: String,
    gauge: Option<(i64, i64)>,
    measured: String,
    definition: String,
    gathers: String,
    baseline: String,
    owner: String,
    levels: String,
    years: Vec<Year>,
    below: Vec<Level>,
    children: Vec<Below>,
    tasks: Vec<TaskLine>,
    evidence: Vec<EvidenceLine>,
    acts: Vec<Act>,
}

impl<'a> GoalPage<'a> {
    fn new(ctx: &'a Ctx, whole: &'a Whole, id: GoalId, typed: &Typed) -> Result<GoalPage<'a>> {
        let (t, actor, it) = (ctx.t(), ctx.actor()?, &whole.it);
        let goal = whole.goal(id).ok_or(Error::NotFound)?;
        let indicator = whole.indicator(goal);
        let unit = unit(t, goal, indicator);
        let year = it.year_at(ctx.now);
        let this_year = year;
        let standing = whole.standing(goal, year);
        let sees = stats::sight::may_count(actor, &it.place()).allowed();
        let records = |year| whole.records(goal, year).filter(|_| sees).unwrap_or_default();
        let of_year = |year: i32| {
            let standing = whole.standing(goal, year);
            Year {
                year,
                target: amount(t, whole.ladder.own(id, year), &unit),
                asked: amount(t, whole.ladder.asked(id, year), &unit),
                value: amount(t, standing.value, &unit),
                href: standing.value.map(|_| records(year)).unwrap_or_default(),
                expected: amount(t, standing.expected, &unit),
                light: standing.light.word(),
                light_words: shown::light(t, standing.light),
                here: year == this_year,
            }
        };
        let counted = goal.is_counted();
        Ok(GoalPage {
            page: ctx.page(goal.name.clone()),
            back: Plan::path_of(it.id),
            bar: t.get("nav-plans").to_owned(),
            plan: it.name.clone(),
            own: goal.is_own(it.kind),
            heads: it.years().collect(),
            source: shown::source(t, goal),
            demands: if goal.is_own(it.kind) { String::new() } else { shown::demands(t, whole, goal) },
            here: Goal::path_of(it.id, id),
            why: String::new(),
            crumbs: crumbs(whole, goal),
            above: goal.above.and(whole.above.as_ref()).map(|above| (Plan::path_of(above.id), above.node.clone())),
            light: standing.light.word(),
            light_words: shown::light(t, standing.light),
            grey: standing.why.map(|key| t.get(key).to_owned()).unwrap_or_default(),
            value: amount(t, standing.value, &unit),
            href: standing.value.map(|_| records(year)).unwrap_or_default(),
            target: shown::target(t, goal, &standing, &unit),
            expected: standing.expected.map(|expected| amount(t, Some(expected), &unit)).unwrap_or_default(),
            gauge: shown::bar(&standing),
            measured: shown::measured_by(t, goal, indicator),
            definition: indicator.map(|it| t.get(&it.definition_key()).to_owned()).unwrap_or_default(),
            gathers: if counted {
                t.get(&format!("plan-gathering-{}", goal.gathering)).to_owned()
            } else {
                String::new()
            },
            baseline: goal.baseline.map(|base| amount(t, Some(base), &unit)).unwrap_or_default(),
            owner: super::record::view::owner(whole, goal).unwrap_or_default(),
            levels: levels_told(t, goal),
            years: if counted && goal.is_own(it.kind) { it.years().map(of_year).collect() } else { Vec::new() },
            below: if counted { below(t, whole, goal, &unit) } else { Vec::new() },
            children: children(t, whole, actor, goal, &unit),
            tasks: whole.tasks.iter().filter(|task| task.goal == id).map(|task| task_line(t, whole, task)).collect(),
            evidence: evidence(t, whole, goal, &unit),
            acts: acts(t, whole, actor, goal, typed),
            it,
            goal,
        })
    }

    fn lead(&self) -> Option<&Act> {
        self.acts.iter().find(|act| act.look == "primary")
    }
}

/// The levels that carry it, in words.
fn levels_told(t: T, goal: &Goal) -> String {
    let names: Vec<String> = goal.levels.iter().map(|kind| t.get(&format!("word-{kind}")).to_owned()).collect();
    names.join(t.get("plan-comma"))
}

fn crumbs(whole: &Whole, goal: &Goal) -> Vec<String> {
    let mut crumbs = Vec::new();
    let mut at = goal.parent;
    while let Some(parent) = at.and_then(|id| whole.goal(id)).filter(|_| crumbs.len() < 10) {
        crumbs.insert(0, parent.name.clone());
        at = parent.parent;
    }
    crumbs
}

/// What is asked of each level below that carries the goal.
fn below(t: T, whole: &Whole, goal: &Goal, unit: &str) -> Vec<Level> {
    let kinds = levels::below(whole.it.kind).filter(|kind| goal.levels.has(*kind));
    let level = |kind| Level {
        name: t.get(&format!("word-{kind}")).to_owned(),
        years: whole.it.years().map(|year| amount(t, whole.ladder.level(goal.id, kind, year), unit)).collect(),
    };
    kinds.map(level).collect()
}

fn children(t: T, whole: &Whole, actor: &Actor, goal: &Goal, unit: &str) -> Vec<Below> {
    let row = |child: &crate::below::Child| {
        let plan = child.plan.as_ref()?;
        let standing = child.standings.get(&goal.id).filter(|_| goal.is_own(child.unit.kind))?;
        Some(Below {
            name: child.unit.short_name.clone(),
            href: if policy::may_see(actor, plan) { Plan::path_of(plan.id) } else { String::new() },
            target: shown::target(t, goal, standing, unit),
            value: amount(t, standing.value, unit),
            light: standing.light.word(),
            light_words: shown::light(t, standing.light),
        })
    };
    whole.children.iter().filter_map(row).collect()
}

fn task_line(t: T, whole: &Whole, task: &Task) -> TaskLine {
    let name = task.owner.map(|owner| whole.name(owner)).unwrap_or_default();
    let who: Vec<&str> = [task.owner_words.as_str(), name].into_iter().filter(|part| !part.is_empty()).collect();
    let (when, look) = match (task.done_on, task.late(whole.today)) {
        (Some(day), _) => (t.with1("plan-done-on", "day", day.to_string()), "ok"),
        (None, Some(days)) => (t.with1("plan-late-days", "days", days), "late"),
        (None, None) => (t.with1("plan-until", "day", task.due.to_string()), ""),
    };
    TaskLine {
        href: format!("{}/tasks/{}", Plan::path_of(whole.it.id), task.id),
        name: task.name.clone(),
        who: who.join(" "),
        when: when.into_owned(),
        look,
    }
}

/// What was recorded, the newest first.
fn evidence(t: T, whole: &Whole, goal: &Goal, unit: &str) -> Vec<EvidenceLine> {
    let own = whole.evidence.iter().rev().filter(|one| one.goal == goal.id);
    own.map(|one| EvidenceLine {
        href: format!("{}/evidence/{}", Plan::path_of(whole.it.id), one.id),
        day: one.day.to_string(),
        amount: amount(t, Some(one.amount), unit),
        words: one.words.clone(),
        who: whole.name(one.by_person).to_owned(),
        withdrawn: one.withdrawn_at.is_some(),
    })
    .collect()
}

fn acts(t: T, whole: &Whole, actor: &Actor, goal: &Goal, typed: &Typed) -> Vec<Act> {
    let it = &whole.it;
    let make = Maker { t, base: Goal::path_of(it.id, goal.id), typed };
    let open = |step| policy::may(actor, it, step).allowed();
    let word = |step: Step| t.get(&format!("word-{step}")).to_owned();
    let link = |noun, label: String| Act { noun, label, look: "quiet", way: Way::Link(make.path(noun)) };
    let mut acts = Vec::new();
    let feeds = policy::may_as_owner(actor, it, Step::Record, &[goal.owner]).allowed();
    if goal.is_own(it.kind) && goal.measuring == Measuring::Evidence && feeds {
        let line = |name, label: &str| make.line("evidence", name, label);
        let unit = unit(t, goal, None);
        let fields = vec![
            line("amount", "plan-evidence-amount").hinted(&t.with2(
                "plan-evidence-hint",
                ("measure", goal.measure.as_str()),
                ("unit", unit),
            )),
            make.date("evidence", "day", "plan-evidence-day", whole.today),
            make.text("evidence", "words", "plan-evidence-words", ""),
            make.field("evidence", Kind::File, "file", "plan-evidence-files", "").optional(),
        ];
        acts.push(make.ask("evidence", &word(Step::Record), fields));
    }
    if goal.kind == GoalKind::Goal && open(Step::AddTask) {
        let date = |name, label: &str| make.field("tasks", Kind::Date, name, label, "");
        let fields = vec![
            make.line("tasks", "name", "plan-task-name"),
            make.line("tasks", "owner", "plan-owner").optional().hinted(t.get("plan-owner-hint")),
            make.line("tasks", "owner_words", "plan-owner-words").optional(),
            date("starts", "plan-starts").optional(),
            date("due", "plan-due"),
        ];
        let act = make.ask("tasks", &word(Step::AddTask), fields);
        acts.push(if goal.measuring == Measuring::Tasks { act } else { Act { look: "quiet", ..act } });
    }
    if goal.is_counted() && open(Step::Aim) {
        acts.push(link("targets", word(Step::Aim)));
    }
    if goal.is_counted() && open(Step::Allot) && levels::below(it.kind).any(|kind| goal.levels.has(kind)) {
        acts.push(link("shares", word(Step::Allot)));
    }
    if open(Step::ChangeGoal) {
        acts.push(link("change", word(Step::ChangeGoal)));
    }
    if open(Step::DropGoal) && actions::is_open(it, goal) {
        acts.push(Act { look: "danger", ..make.ask("removal", &word(Step::DropGoal), Vec::new()) });
    }
    lead(&mut acts);
    acts
}
