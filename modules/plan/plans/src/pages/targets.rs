//! The targets of a goal, by level and year, on one page. What is asked from above stands beside each field.

use askama::Template;
use axum::extract::Path;
use identity::UnitKind;
use kernel::{Error, Faults, Result};
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use super::record::read;
use super::{Errors, parse};
use crate::levels;
use crate::lifecycle::{State, Step};
use crate::model::{Goal, GoalId, PlanId};
use crate::shown::{self, amount, unit};
use crate::whole::Whole;
use crate::{actions, forms, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/plans/{plan}/goals/{goal}/targets", page).post("/plans/{plan}/goals/{goal}/targets", put)
}

#[derive(Template)]
#[template(path = "plans/targets.html")]
struct TargetsPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    goal: String,
    unit: String,
    measured: String,
    version: i64,
    years: Vec<i32>,
    rows: Vec<Row>,
    /// Whether a change must say why.
    why: bool,
    reason: &'a str,
    errors: Errors,
}

/// A level.
struct Row {
    name: String,
    cells: Vec<Cell>,
}

/// A number to type.
struct Cell {
    name: String,
    label: String,
    value: String,
    /// The least that can stand there; empty without one.
    floor: String,
    error: String,
}

async fn page(ctx: Ctx, Path((plan, goal)): Path<(String, String)>) -> Reply {
    let whole = read(&ctx, parse(&plan)?).await?;
    policy::check(ctx.actor()?, &whole.it, Step::Aim, &[])?;
    let fields = Fields::default();
    ctx.show(&draw(&ctx, &whole, parse(&goal)?, &fields, &Faults::none())?)
}

async fn put(ctx: Ctx, Path((plan, goal)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (plan, id): (PlanId, GoalId) = (parse(&plan)?, parse(&goal)?);
    let by = ctx.by(fields.version())?;
    let typed = fields.clone();
    let put = ctx.change(move |tx| {
        policy::check(&by.actor, &policy::find(tx, &by.actor, plan)?, Step::Aim, &[])?;
        let aims = forms::aims(&typed)?;
        actions::aim(tx, &by, plan, id, &aims, &forms::optional_words(&typed, "reason")?)
    });
    match put.await {
        Ok(_) => Ok(ctx.lead_to(&Goal::path_of(plan, id), Some((Tone::Good, "flash-plan-saved")))),
        Err(Error::Invalid(faults)) => {
            let whole = read(&ctx, plan).await?;
            ctx.show_again(&draw(&ctx, &whole, id, &fields, &faults)?)
        }
        Err(error) => Err(error.into()),
    }
}

fn draw<'a>(ctx: &'a Ctx, whole: &Whole, id: GoalId, fields: &'a Fields, faults: &Faults) -> Result<TargetsPage<'a>> {
    let (t, it) = (ctx.t(), &whole.it);
    let goal = whole.goal(id).filter(|goal| goal.is_counted()).ok_or(Error::NotFound)?;
    let indicator = whole.indicator(goal);
    let unit = unit(t, goal, indicator);
    let errors = Errors::told(t, faults);
    let kinds: Vec<UnitKind> =
        [it.kind].into_iter().chain(levels::below(it.kind)).filter(|kind| goal.levels.has(*kind)).collect();
    let cell = |kind: UnitKind, year: i32, label: &str| {
        let name = format!("target-{kind}-{year}");
        let floor =
            if kind == it.kind { whole.ladder.asked(id, year) } else { whole.ladder.level_asked(id, kind, year) };
        let value = match fields.sent(&name) {
            true => fields.get(&name).to_owned(),
            false => whole.ladder.set(id, kind, year).map(crate::amount::Amount::plain).unwrap_or_default(),
        };
        let key = format!("plan-floor-{}", goal.direction);
        Cell {
            label: format!("{label} {year}"),
            value,
            floor: floor
                .map(|floor| t.with1(&key, "n", amount(t, Some(floor), &unit)).into_owned())
                .unwrap_or_default(),
            error: errors.of(&name).to_owned(),
            name,
        }
    };
    let row = |kind: UnitKind| {
        let name = if kind == it.kind {
            it.node.clone()
        } else {
            t.with1("plan-each", "level", t.get(&format!("word-{kind}"))).into_owned()
        };
        Row { cells: it.years().map(|year| cell(kind, year, &name)).collect(), name }
    };
    Ok(TargetsPage {
        page: ctx.page(t.get("word-plan_aim")),
        back: Goal::path_of(it.id, id),
        bar: t.get("word-plan_aim").to_owned(),
        action: format!("{}/targets", Goal::path_of(it.id, id)),
        goal: goal.name.clone(),
        measured: shown::measured_by(t, goal, indicator),
        version: it.version,
        years: it.years().collect(),
        rows: kinds.into_iter().map(row).collect(),
        why: it.state != State::Drafted,
        reason: fields.get("reason"),
        errors,
        unit,
    })
}
