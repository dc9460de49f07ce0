//! The parts of a plan's page as they are drawn.

use std::collections::HashMap;

use kernel::Actor;
use kernel::lifecycle::Word;
use ledger::SealedRow;
use ui::T;

use crate::assessment::Assessment;
use crate::below::Child;
use crate::light::Light;
use crate::model::{Goal, GoalId, GoalKind, Measuring, Plan, Task};
use crate::policy;
use crate::shown::{self, amount, unit};
use crate::standing::{Standing, Tally};
use crate::whole::Whole;

/// Most lines of what is due next and of who owes what.
const LINES: usize = 6;
/// Most nodes below that are shown beside each other.
const NODES: usize = 80;

/// A system or a project with what stands under it.
pub struct Section {
    pub anchor: String,
    /// Its id, for a goal that is to be added under it; empty for what stands under nothing.
    pub under: String,
    pub href: String,
    pub name: String,
    pub handed: bool,
    pub tally: Vec<(&'static str, String)>,
    pub rows: Vec<Row>,
}

/// A goal, or a heading among them.
pub struct Row {
    pub depth: usize,
    pub href: String,
    pub name: String,
    pub heading: bool,
    /// Whether the node added it to what came from above.
    pub added: bool,
    pub light: &'static str,
    pub light_words: String,
    /// Why it is grey; empty for others.
    pub why: String,
    pub value: String,
    pub target: String,
    /// How far the bar reaches, and where the calendar stands.
    pub bar: Option<(i64, i64)>,
    /// Where it stands at the nodes below, when they carry it.
    pub below: Vec<(&'static str, String)>,
    pub about: Vec<String>,
    pub late: bool,
}

/// The nodes below beside each other.
pub struct Matrix {
    /// Name and address of each goal.
    pub heads: Vec<(String, String)>,
    pub rows: Vec<Below>,
    /// How many nodes took it over, of all there are.
    pub taken: usize,
    pub all: usize,
}

/// A node below.
pub struct Below {
    pub name: String,
    /// Its plan; empty when it took nothing over or the reader does not see it.
    pub href: String,
    /// Whether it took the plan over, and where that stands.
    pub state: Option<(String, &'static str)>,
    pub tally: Vec<(&'static str, String)>,
    /// Light, its words, and the number; nothing where the goal is none of this node's.
    pub cells: Vec<Option<(&'static str, String, String)>>,
}

/// The tree in sections: each top heading with what stands under it; goals that stand under nothing come together.
pub fn sections(t: T, whole: &Whole, year: i32, tallies: &HashMap<Option<GoalId>, Tally>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (depth, goal) in &whole.goals {
        let top = *depth == 0 && goal.kind != GoalKind::Goal;
        if top {
            sections.push(Section {
                anchor: format!("g-{}", goal.id),
                under: goal.id.to_string(),
                href: Goal::path_of(whole.it.id, goal.id),
                name: goal.name.clone(),
                handed: goal.above.is_some(),
                tally: tallies.get(&Some(goal.id)).map(|tally| shown::tally(t, tally)).unwrap_or_default(),
                rows: Vec::new(),
            });
            continue;
        }
        let loose = *depth == 0;
        if sections.last().is_none_or(|last| loose && !last.under.is_empty()) {
            sections.push(Section {
                anchor: format!("g-loose-{}", sections.len()),
                under: String::new(),
                href: String::new(),
                name: t.get("plan-goals").to_owned(),
                handed: false,
                tally: Vec::new(),
                rows: Vec::new(),
            });
        }
        if let Some(last) = sections.last_mut() {
            let depth = if last.under.is_empty() { *depth } else { depth - 1 };
            last.rows.push(row(t, whole, goal, depth, year));
        }
    }
    sections
}

fn row(t: T, whole: &Whole, goal: &Goal, depth: usize, year: i32) -> Row {
    let standing = whole.standing(goal, year);
    let own = goal.is_own(whole.it.kind);
    let unit = unit(t, goal, whole.indicator(goal));
    let (done, all) = whole.done(goal.id);
    let mut about = Vec::new();
    about.extend(owner(whole, goal));
    about.extend(goal.due.map(|day| t.with1("plan-until", "day", day.to_string()).into_owned()));
    if all > 0 && goal.measuring != Measuring::Tasks {
        about.push(shown::tasks(t, (done, all)));
    }
    let late = whole.tasks.iter().any(|task| task.goal == goal.id && task.late(whole.today).is_some());
    Row {
        depth,
        href: Goal::path_of(whole.it.id, goal.id),
        name: goal.name.clone(),
        heading: goal.kind != GoalKind::Goal,
        added: whole.above.is_some() && goal.above.is_none(),
        light: standing.light.word(),
        light_words: shown::light(t, standing.light),
        why: standing.why.map(|key| t.get(key).to_owned()).unwrap_or_default(),
        value: if own { value(t, goal, &standing, &unit, (done, all)) } else { String::new() },
        target: if own { shown::target(t, goal, &standing, &unit) } else { shown::demands(t, whole, goal) },
        bar: shown::bar(&standing),
        below: if own { Vec::new() } else { shown::tally(t, &there(whole, goal)) },
        about,
        late,
    }
}

/// What there is of a goal: a number, or how many of its tasks are done.
fn value(t: T, goal: &Goal, standing: &Standing, unit: &str, tasks: (usize, usize)) -> String {
    match goal.measuring {
        Measuring::Tasks if tasks.1 > 0 => shown::tasks(t, tasks),
        _ => amount(t, standing.value, unit),
    }
}

/// Where a goal stands at the nodes below that carry it.
fn there(whole: &Whole, goal: &Goal) -> Tally {
    let mut tally = Tally::default();
    for child in whole.children.iter().filter(|child| goal.is_own(child.unit.kind)) {
        if let Some(standing) = child.standings.get(&goal.id) {
            tally.add(standing.light);
        }
    }
    tally
}

/// Who answers for a goal: a person, a department, or both.
pub fn owner(whole: &Whole, goal: &Goal) -> Option<String> {
    who(whole, goal.owner, &goal.owner_words)
}

fn who(whole: &Whole, person: Option<kernel::id::PersonId>, words: &str) -> Option<String> {
    let name = person.map(|person| whole.name(person)).unwrap_or_default();
    let both: Vec<&str> = [words, name].into_iter().filter(|part| !part.is_empty()).collect();
    (!both.is_empty()).then(|| both.join(" "))
}

/// What is due next, the late first.
pub fn next(t: T, whole: &Whole) -> Vec<(String, String, String, String, bool)> {
    let open = whole.tasks.iter().filter(|task| task.done_on.is_none());
    let line = |task: &Task| {
        let href = format!("{}/tasks/{}", Plan::path_of(whole.it.id), task.id);
        let who = who(whole, task.owner, &task.owner_words).unwrap_or_default();
        let late = task.late(whole.today);
        let day = match late {
            Some(days) => t.with1("plan-late-days", "days", days).into_owned(),
            None => t.with1("plan-until", "day", task.due.to_string()).into_owned(),
        };
        (href, task.name.clone(), who, day, late.is_some())
    };
    open.take(LINES).map(line).collect()
}

/// Goals that are behind or slow, with who answers for them.
pub fn owing(t: T, whole: &Whole, year: i32) -> Vec<(&'static str, String, String, String, String)> {
    let mut behind: Vec<(Light, &Goal)> = whole
        .aims()
        .filter(|goal| goal.is_own(whole.it.kind))
        .map(|goal| (whole.standing(goal, year).light, goal))
        .filter(|(light, _)| matches!(light, Light::Red | Light::Amber))
        .collect();
    behind.sort_by_key(|(light, _)| std::cmp::Reverse(*light));
    let line = |(light, goal): (Light, &Goal)| {
        let late = whole.tasks.iter().find(|task| task.goal == goal.id && task.late(whole.today).is_some());
        let doing = || late.and_then(|task| who(whole, task.owner, &task.owner_words));
        let who = owner(whole, goal).or_else(doing).unwrap_or_else(|| t.get("plan-nobody").to_owned());
        (light.word(), shown::light(t, light), Goal::path_of(whole.it.id, goal.id), goal.name.clone(), who)
    };
    behind.into_iter().take(LINES).map(line).collect()
}

/// The nodes below beside each other, where something of the plan comes to them.
pub fn matrix(t: T, whole: &Whole, actor: &Actor) -> Option<Matrix> {
    if whole.children.is_empty() {
        return None;
    }
    let taken = whole.children.iter().filter(|child| child.plan.is_some()).count();
    let kinds: Vec<_> = whole.children.iter().map(|child| child.unit.kind).collect();
    let columns: Vec<&Goal> =
        whole.aims().filter(|goal| taken > 0 && kinds.iter().any(|kind| goal.is_own(*kind))).collect();
    // Those that took it over come first where not all are shown.
    let mut order: Vec<&Child> = whole.children.iter().collect();
    if order.len() > NODES {
        order.sort_by_key(|child| child.plan.is_none());
        order.truncate(NODES);
    }
    let row = |child: &Child| Below {
        name: child.unit.short_name.clone(),
        href: child
            .plan
            .as_ref()
            .filter(|plan| policy::may_see(actor, plan))
            .map(|plan| Plan::path_of(plan.id))
            .unwrap_or_default(),
        state: child.plan.as_ref().map(|plan| (t.get(&format!("word-{}", plan.state)).to_owned(), plan.state.look())),
        tally: shown::tally(t, &child.tally),
        cells: columns.iter().map(|goal| cell(t, whole, goal, child)).collect(),
    };
    Some(Matrix {
        heads: columns.iter().map(|goal| (goal.name.clone(), Goal::path_of(whole.it.id, goal.id))).collect(),
        taken,
        all: whole.children.len(),
        rows: order.into_iter().map(row).collect(),
    })
}

fn cell(t: T, whole: &Whole, goal: &Goal, child: &Child) -> Option<(&'static str, String, String)> {
    let standing = child.standings.get(&goal.id).filter(|_| goal.is_own(child.unit.kind))?;
    let unit = unit(t, goal, whole.indicator(goal));
    let value = standing.value.map(|value| amount(t, Some(value), &unit)).unwrap_or_default();
    Some((standing.light.word(), shown::light(t, standing.light), value))
}

/// The assessments there are; what is not signed is for its node alone.
pub fn assessments(t: T, whole: &Whole, home: bool) -> Vec<(String, String, String)> {
    let seen = whole.assessments.iter().filter(|one| home || one.signed_at.is_some());
    let line = |one: &Assessment| {
        let state = match one.signed_at {
            Some(at) => t.with1("plan-signed-on", "day", t.date(at.millis())).into_owned(),
            None => t.get("plan-assessment-drafted").to_owned(),
        };
        let name = t.get(&format!("plan-assessment-{}", one.kind)).to_owned();
        (Assessment::path_of(whole.it.id, one.id), name, state)
    };
    seen.map(line).collect()
}

/// What happened, in order, with what it was about.
pub fn events(t: T, whole: &Whole) -> Vec<(String, String, String)> {
    let event = |entry: &SealedRow| {
        let name = entry.payload()["name"].as_str().unwrap_or_default().to_owned();
        let step = t.get(&format!("word-{}", entry.step)).to_owned();
        let what =
            if name.is_empty() { step } else { t.with2("plan-event", ("step", step), ("name", name)).into_owned() };
        let who = entry.actor.map_or("", |person| whole.name(person)).to_owned();
        (what, who, t.stamp(entry.at.millis()))
    };
    whole.history.iter().rev().map(event).collect()
}
