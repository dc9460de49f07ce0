//! Adding a goal and changing one. What was handed down, and what is in force, keeps what it is: only who answers for it, by
//! when, and where it stood can be changed then.

use askama::Template;
use axum::extract::Path;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Result};
use stats::Indicator;
use store::Reader;
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes};

use super::record::read;
use super::{Errors, choice, parse};
use crate::actions::{self, is_open};
use crate::levels::{KINDS, is_below};
use crate::lifecycle::Step;
use crate::model::{Direction, Gathering, Goal, GoalId, GoalKind, Measuring, Plan, PlanId};
use crate::store::goal as goal_of;
use crate::whole::Whole;
use crate::{forms, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/plans/{plan}/goals/new", begin)
        .post("/plans/{plan}/goals", add)
        .get("/plans/{plan}/goals/{goal}/change", open)
        .post("/plans/{plan}/goals/{goal}/change", change)
        .post("/plans/{plan}/goals/{goal}/removal", remove)
}

#[derive(Template)]
#[template(path = "plans/goal_form.html")]
struct FormPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    /// Whether what it is can be changed.
    open: bool,
    /// Whether it can have numbers.
    counted: bool,
    name: String,
    fields: &'a Fields,
    errors: Errors,
    kinds: Vec<Choice<'static>>,
    parents: Vec<Choice<'static>>,
    levels: Vec<Choice<'static>>,
    measurings: Vec<Choice<'static>>,
    indicators: Vec<Choice<'static>>,
    directions: Vec<Choice<'static>>,
    gatherings: Vec<Choice<'static>>,
}

async fn begin(ctx: Ctx, Path(plan): Path<String>) -> Reply {
    let whole = read(&ctx, parse(&plan)?).await?;
    policy::check(ctx.actor()?, &whole.it, Step::AddGoal, &[])?;
    let mut fields = Fields::from_query(&ctx.visit.query);
    fields.set("id", GoalId::new(ctx.now).to_string());
    fields.set("version", whole.it.version.to_string());
    for (name, start) in
        [("kind", "goal"), ("measuring", "indicator"), ("direction", "at_least"), ("gathering", "each_year")]
    {
        fields.set(name, start);
    }
    fields.set("levels", whole.it.kind.word());
    ctx.show(&draw(&ctx, &whole, None, &fields, &Faults::none())?)
}

async fn open(ctx: Ctx, Path((plan, goal)): Path<(String, String)>) -> Reply {
    let whole = read(&ctx, parse(&plan)?).await?;
    policy::check(ctx.actor()?, &whole.it, Step::ChangeGoal, &[])?;
    let goal = whole.goal(parse(&goal)?).ok_or(Error::NotFound)?;
    let fields = filled(&whole, goal);
    ctx.show(&draw(&ctx, &whole, Some(goal), &fields, &Faults::none())?)
}

fn filled(whole: &Whole, goal: &Goal) -> Fields {
    let levels = goal.levels.iter().map(|kind| ("levels".to_owned(), kind.word().to_owned()));
    let mut fields = Fields::from_pairs(levels);
    fields.set("version", whole.it.version.to_string());
    fields.set("kind", goal.kind.word());
    fields.set("parent", goal.parent.map(|parent| parent.to_string()).unwrap_or_default());
    fields.set("name", goal.name.as_str());
    fields.set("words", goal.words.as_str());
    fields.set("measuring", goal.measuring.word());
    fields.set("indicator", goal.indicator.as_str());
    fields.set("measure", goal.measure.as_str());
    fields.set("measure_unit", goal.measure_unit.as_str());
    fields.set("direction", goal.direction.word());
    fields.set("gathering", goal.gathering.word());
    fields.set("baseline", goal.baseline.map(crate::amount::Amount::plain).unwrap_or_default());
    fields.set("owner", goal.owner.map(|owner| whole.name(owner).to_owned()).unwrap_or_default());
    fields.set("owner_words", goal.owner_words.as_str());
    fields.set("due", goal.due.map(|day| day.to_string()).unwrap_or_default());
    fields
}

async fn add(ctx: Ctx, Path(plan): Path<String>, Form(fields): Form) -> Reply {
    let plan: PlanId = parse(&plan)?;
    let (by, book) = (ctx.by(fields.version())?, ctx.app.book());
    let id = fields.get("id").parse().unwrap_or_else(|_| GoalId::new(ctx.now));
    let typed = fields.clone();
    let added = ctx.change(move |tx| {
        let it = policy::find(tx, &by.actor, plan)?;
        policy::check(&by.actor, &it, Step::AddGoal, &[])?;
        let new = draft(tx, &it, &book.indicators, &typed, true)?;
        actions::add(tx, &by, plan, id, &new)
    });
    match added.await {
        Ok(_) => Ok(ctx.lead_to(&Goal::path_of(plan, id), Some((Tone::Good, "flash-plan-saved")))),
        Err(Error::Invalid(faults)) => {
            let whole = read(&ctx, plan).await?;
            ctx.show_again(&draw(&ctx, &whole, None, &fields, &faults)?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn change(ctx: Ctx, Path((plan, goal)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (plan, id): (PlanId, GoalId) = (parse(&plan)?, parse(&goal)?);
    let (by, book) = (ctx.by(fields.version())?, ctx.app.book());
    let typed = fields.clone();
    let changed = ctx.change(move |tx| {
        let it = policy::find(tx, &by.actor, plan)?;
        policy::check(&by.actor, &it, Step::ChangeGoal, &[])?;
        let open = is_open(&it, &goal_of(tx, plan, id)?);
        let new = draft(tx, &it, &book.indicators, &typed, open)?;
        actions::change(tx, &by, plan, id, &new)
    });
    match changed.await {
        Ok(_) => Ok(ctx.lead_to(&Goal::path_of(plan, id), Some((Tone::Good, "flash-plan-saved")))),
        Err(Error::Invalid(faults)) => {
            let whole = read(&ctx, plan).await?;
            let goal = whole.goal(id).ok_or(Error::NotFound)?;
            ctx.show_again(&draw(&ctx, &whole, Some(goal), &fields, &faults)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// What was typed, with the people of the plan's node.
fn draft(
    reader: &Reader<'_>,
    it: &Plan,
    dictionary: &[&'static Indicator],
    fields: &Fields,
    open: bool,
) -> Result<actions::GoalDraft> {
    forms::goal(reader, it.enterprise.unwrap_or(it.unit), dictionary, fields, open)
}

async fn remove(ctx: Ctx, Path((plan, goal)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (plan, id): (PlanId, GoalId) = (parse(&plan)?, parse(&goal)?);
    let by = ctx.by(fields.version())?;
    match ctx.change(move |tx| actions::drop_goal(tx, &by, plan, id)).await {
        Ok(it) => Ok(ctx.lead_to(&Plan::path_of(it.id), Some((Tone::Good, "flash-plan-saved")))),
        Err(error) => super::goal::again(&ctx, (plan, id), "removal", fields, error).await,
    }
}

fn draw<'a>(
    ctx: &'a Ctx,
    whole: &Whole,
    goal: Option<&Goal>,
    fields: &'a Fields,
    faults: &Faults,
) -> Result<FormPage<'a>> {
    let (t, plan) = (ctx.t(), whole.it.id);
    let title = t.get(if goal.is_some() { "word-plan_change_goal" } else { "word-plan_add_goal" });
    let back = goal.map_or_else(|| Plan::path_of(plan), |goal| Goal::path_of(plan, goal.id));
    Ok(FormPage {
        page: ctx.page(title),
        bar: title.to_owned(),
        action: goal.map_or_else(
            || format!("{}/goals", Plan::path_of(plan)),
            |goal| format!("{}/change", Goal::path_of(plan, goal.id)),
        ),
        back,
        open: goal.is_none_or(|goal| is_open(&whole.it, goal)),
        counted: goal.is_none_or(Goal::is_counted),
        name: goal.map(|goal| goal.name.clone()).unwrap_or_default(),
        errors: Errors::told(t, faults),
        kinds: words::<GoalKind>(t, fields, "kind", "plan-kind"),
        parents: parents(whole, goal, fields),
        levels: levels(t, whole, fields),
        measurings: words::<Measuring>(t, fields, "measuring", "plan-measuring"),
        indicators: indicators(t, &ctx.app.book().indicators, fields),
        directions: words::<Direction>(t, fields, "direction", "plan-direction"),
        gatherings: words::<Gathering>(t, fields, "gathering", "plan-gathering"),
        fields,
    })
}

fn words<W: Word>(t: T, fields: &Fields, name: &str, key: &str) -> Vec<Choice<'static>> {
    let one = |word: &W| choice(word.word(), t.get(&format!("{key}-{}", word.word())), fields.has(name, word.word()));
    W::ALL.iter().map(one).collect()
}

/// Everything it can stand under: not itself, and nothing below it.
fn parents(whole: &Whole, goal: Option<&Goal>, fields: &Fields) -> Vec<Choice<'static>> {
    let mut below: Option<usize> = None;
    let mut choices = Vec::new();
    for (depth, one) in &whole.goals {
        if below.is_some_and(|from| *depth > from) {
            continue;
        }
        below = goal.filter(|goal| goal.id == one.id).map(|_| *depth);
        if below.is_none() {
            let label = format!("{}{}", "　".repeat(*depth), one.name);
            choices.push(choice(one.id.to_string(), label, fields.has("parent", &one.id.to_string())));
        }
    }
    choices
}

/// The levels that can carry it: the plan's own, and those below.
fn levels(t: T, whole: &Whole, fields: &Fields) -> Vec<Choice<'static>> {
    let own = whole.it.kind;
    let kinds = KINDS.into_iter().filter(|kind| *kind == own || is_below(*kind, own));
    kinds.map(|kind| choice(kind.word(), t.get(&format!("word-{kind}")), fields.has("levels", kind.word()))).collect()
}

fn indicators(t: T, dictionary: &[&'static Indicator], fields: &Fields) -> Vec<Choice<'static>> {
    let mut codes: Vec<&'static str> = Vec::new();
    let mut choices = Vec::new();
    for it in dictionary {
        if !codes.contains(&it.code) {
            codes.push(it.code);
            choices.push(choice(it.code, t.get(&it.name_key()), fields.has("indicator", it.code)));
        }
    }
    choices
}
