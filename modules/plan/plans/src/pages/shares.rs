//! What single nodes below are to contribute: a table of nodes and years, which can be filled by their employees and then
//! changed. Works without script: the button that fills shows the form again.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use identity::Unit;
use kernel::id::UnitId;
use kernel::{Error, Faults, Result};
use stats::{Figure, Node, Period};
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use super::record::read;
use super::{Errors, parse};
use crate::amount::Amount;
use crate::lifecycle::{State, Step};
use crate::model::{Gathering, Goal, GoalId, PlanId};
use crate::shown::{amount, unit};
use crate::whole::Whole;
use crate::{actions, forms, policy};

/// The indicator by which a target is divided among nodes.
const HEADS: &str = "people.headcount";

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/plans/{plan}/goals/{goal}/shares", page).post("/plans/{plan}/goals/{goal}/shares", put)
}

#[derive(Template)]
#[template(path = "plans/shares.html")]
struct SharesPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    goal: String,
    unit: String,
    version: i64,
    /// Each year with the target of the plan's own node.
    years: Vec<(i32, String)>,
    rows: Vec<Row>,
    /// What is given out in each year.
    sums: Vec<String>,
    /// Whether it can be divided by employees.
    divides: bool,
    why: bool,
    reason: &'a str,
    errors: Errors,
}

/// A node.
struct Row {
    name: String,
    heads: String,
    cells: Vec<Cell>,
}

/// A number to type.
struct Cell {
    name: String,
    label: String,
    value: String,
    error: String,
}

/// A plan with the nodes below to which a goal comes, and how many employees each has.
struct Found {
    whole: Whole,
    nodes: Vec<(Unit, i64)>,
}

async fn find(ctx: &Ctx, plan: PlanId, goal: GoalId) -> Result<Found> {
    let whole = read(ctx, plan).await?;
    policy::check(ctx.actor()?, &whole.it, Step::Allot, &[])?;
    let of = whole.goal(goal).filter(|goal| goal.is_counted()).ok_or(Error::NotFound)?;
    let levels = of.levels.clone();
    let (unit, now) = (whole.unit.clone(), ctx.now);
    let heads = ctx.app.book().indicators.into_iter().find(|it| it.code == HEADS);
    let nodes = ctx
        .read(move |reader| {
            let node = Node::from(&unit);
            let month = Period::month(stats::month(now));
            let figures = match heads {
                Some(heads) => stats::children(reader, &node, &[heads], month)?,
                None => Default::default(),
            };
            let mut nodes = Vec::new();
            for child in identity::tree::children(reader, &unit)? {
                if child.ended_at.is_none() && levels.reach(child.kind) {
                    let heads = match figures.get(&node.path.child(child.number)).and_then(|one| one.first()) {
                        Some(Figure::Number(heads)) => *heads,
                        _ => 0,
                    };
                    nodes.push((child, heads));
                }
            }
            Ok(nodes)
        })
        .await?;
    Ok(Found { whole, nodes })
}

async fn page(ctx: Ctx, Path((plan, goal)): Path<(String, String)>) -> Reply {
    let id = parse(&goal)?;
    let found = find(&ctx, parse(&plan)?, id).await?;
    ctx.show(&draw(&ctx, &found, id, &Fields::default(), &Faults::none())?)
}

async fn put(ctx: Ctx, Path((plan, goal)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (plan, id): (PlanId, GoalId) = (parse(&plan)?, parse(&goal)?);
    if fields.sent("divide") {
        let found = find(&ctx, plan, id).await?;
        let divided = divided(&found, id, &fields);
        return ctx.show(&draw(&ctx, &found, id, &divided, &Faults::none())?);
    }
    let by = ctx.by(fields.version())?;
    let typed = fields.clone();
    let put = ctx.change(move |tx| {
        policy::check(&by.actor, &policy::find(tx, &by.actor, plan)?, Step::Allot, &[])?;
        let shares = forms::allotment(&typed)?;
        actions::allot(tx, &by, plan, id, &shares, &forms::optional_words(&typed, "reason")?)
    });
    match put.await {
        Ok(_) => Ok(ctx.lead_to(&Goal::path_of(plan, id), Some((Tone::Good, "flash-plan-saved")))),
        Err(Error::Invalid(faults)) => {
            let found = find(&ctx, plan, id).await?;
            ctx.show_again(&draw(&ctx, &found, id, &fields, &faults)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The form with the targets of the node divided among those below by their employees.
fn divided(found: &Found, goal: GoalId, fields: &Fields) -> Fields {
    let mut fields = fields.clone();
    let heads: Vec<i64> = found.nodes.iter().map(|(_, heads)| *heads).collect();
    for year in found.whole.it.years() {
        let Some(target) = found.whole.ladder.own(goal, year) else { continue };
        // Industrial unions beside the districts have none of their own here: their enterprises are counted there.
        for ((unit, _), part) in found.nodes.iter().zip(parts(target, &heads)).filter(|((_, heads), _)| *heads > 0) {
            fields.set(&format!("share-{}-{year}", unit.id), part.plain());
        }
    }
    fields
}

/// A target in whole units by weights, so that the parts come to no less than the whole.
fn parts(target: Amount, weights: &[i64]) -> Vec<Amount> {
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    let units = i128::from(target.0).div_euclid(100) + i128::from(target.0 % 100 > 0);
    if all == 0 {
        return vec![Amount(0); weights.len()];
    }
    let share = |weight: &i64| (units * i128::from(*weight)).div_euclid(all);
    let mut parts: Vec<i128> = weights.iter().map(share).collect();
    let mut rest = units - parts.iter().sum::<i128>();
    // What is left goes one by one to those who lost most by rounding.
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse((units * i128::from(weights[*at])).rem_euclid(all)));
    for at in order {
        if rest > 0 {
            parts[at] += 1;
            rest -= 1;
        }
    }
    parts.into_iter().map(|part| Amount::whole(i64::try_from(part).unwrap_or(i64::MAX / 100))).collect()
}

fn draw<'a>(ctx: &'a Ctx, found: &Found, id: GoalId, fields: &'a Fields, faults: &Faults) -> Result<SharesPage<'a>> {
    let (t, whole) = (ctx.t(), &found.whole);
    let it = &whole.it;
    let goal = whole.goal(id).ok_or(Error::NotFound)?;
    let unit = unit(t, goal, whole.indicator(goal));
    let errors = Errors::told(t, faults);
    let years: Vec<i32> = it.years().collect();
    let mut sums: HashMap<i32, i64> = HashMap::new();
    let mut cell = |node: UnitId, label: &str, year: i32| {
        let name = format!("share-{node}-{year}");
        let value = match fields.sent(&name) {
            true => fields.get(&name).to_owned(),
            false => whole.ladder.share(id, node, year).map(Amount::plain).unwrap_or_default(),
        };
        *sums.entry(year).or_default() += Amount::typed(&value).map_or(0, |amount| amount.0);
        Cell { label: format!("{label} {year}"), value, error: errors.of(&name).to_owned(), name }
    };
    let mut rows = Vec::new();
    for (node, heads) in &found.nodes {
        let cells = years.iter().map(|year| cell(node.id, &node.short_name, *year)).collect();
        rows.push(Row { name: node.short_name.clone(), heads: t.number(*heads), cells });
    }
    Ok(SharesPage {
        page: ctx.page(t.get("word-plan_allot")),
        back: Goal::path_of(it.id, id),
        bar: t.get("word-plan_allot").to_owned(),
        action: format!("{}/shares", Goal::path_of(it.id, id)),
        goal: goal.name.clone(),
        version: it.version,
        sums: years.iter().map(|year| amount(t, sums.get(year).copied().map(Amount), &unit)).collect(),
        years: years.iter().map(|year| (*year, amount(t, whole.ladder.own(id, *year), &unit))).collect(),
        rows,
        divides: goal.gathering != Gathering::Level && unit != "%",
        why: it.state != State::Drafted,
        reason: fields.get("reason"),
        errors,
        unit,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn parts_come_to_the_whole_and_follow_the_weights(
            target in 0..10_000_000_i64,
            weights in prop::collection::vec(0..100_000_i64, 1..20),
        ) {
            let target = Amount::whole(target);
            let parts = parts(target, &weights);
            let sum: i64 = parts.iter().map(|part| part.0).sum();
            if weights.iter().any(|weight| *weight > 0) {
                prop_assert_eq!(sum, target.0);
            }
            for (one, weight) in parts.iter().zip(&weights) {
                for (other, other_weight) in parts.iter().zip(&weights) {
                    prop_assert!(weight <= other_weight || one.0 + 100 >= other.0);
                }
            }
        }
    }
}
