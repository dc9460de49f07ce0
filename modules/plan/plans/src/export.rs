//! Plans as a table that one takes along: a row for each goal, with its target, how far it has come and its light.

use std::collections::HashMap;

use kernel::Result;
use kernel::id::AnyId;
use stats::Indicator;
use store::{Filter, Value};
use web::Asking;
use web::export::{Beside, Cell, Column, Export};

use crate::model::{Goal, GoalId, PlanId};
use crate::queries::visible;
use crate::shown;
use crate::store::{GOALS, load};
use crate::whole::Whole;

/// The table.
pub const EXPORT: Export = Export {
    code: "plans",
    name: "export-plans",
    from: "plan_goal g JOIN plan p ON p.id = g.plan LEFT JOIN plan_goal h ON h.id = g.parent",
    id: "g.id",
    visible: |filter, actor| {
        visible(filter, actor);
        filter.and("g.kind = 'goal'", []);
    },
    beside: Some(beside),
    columns: &[
        Column::word("plan", "p.name"),
        Column::word("node", "p.node"),
        Column::said("state", "p.state", "word-"),
        Column::int("from_year", "p.from_year"),
        Column::int("until_year", "p.until_year"),
        Column::word("heading", "h.name"),
        Column::word("goal", "g.name"),
        Column::text("meaning", "g.words"),
        Column::beside("measured_by", Beside::Word),
        Column::beside("year", Beside::Int),
        Column::beside("target", Beside::Hundredths),
        Column::beside("target_year", Beside::Int),
        Column::beside("reached", Beside::Hundredths),
        Column::beside("counted_in", Beside::Word),
        Column::beside("light", Beside::Word),
        Column::beside("tasks_done", Beside::Int),
        Column::beside("tasks", Beside::Int),
        Column::beside("owner", Beside::Word),
        Column::date("due_on", "g.due"),
    ],
};

/// Where each goal stands in the year of its plan that is looked at now. Goals come plan by plan.
fn beside(
    asking: &Asking<'_, '_>,
    dictionary: &[&'static Indicator],
    ids: &[AnyId],
) -> Result<HashMap<AnyId, Vec<Cell>>> {
    let mut filter = Filter::new();
    filter.and_in("g.id", ids.iter().map(|id| Value::Id(id.uuid())));
    let mut by_plan: HashMap<PlanId, Vec<GoalId>> = HashMap::new();
    for goal in asking.reader.list::<Goal>(GOALS, &filter)? {
        by_plan.entry(goal.plan).or_default().push(goal.id);
    }
    let mut cells = HashMap::new();
    for (plan, goals) in by_plan {
        let whole = Whole::of(asking.reader, dictionary, load(asking.reader, plan)?, asking.now)?;
        let known = goals.iter().filter_map(|id| whole.goal(*id));
        cells.extend(known.map(|goal| (goal.id.any(), row(asking, &whole, goal))));
    }
    Ok(cells)
}

fn row(asking: &Asking<'_, '_>, whole: &Whole, goal: &Goal) -> Vec<Cell> {
    let (t, indicator) = (asking.t, whole.indicator(goal));
    let year = whole.it.year_at(asking.now);
    let number = |number: usize| Cell::Int(i64::try_from(number).unwrap_or(i64::MAX));
    let text = |words: String| if words.is_empty() { Cell::Empty } else { Cell::Text(words) };
    let (done, all) = whole.done(goal.id);
    // What the node hands on and does not carry itself has no number and no light of its own.
    let standing = goal.is_own(whole.it.kind).then(|| whole.standing(goal, year));
    let light = standing
        .as_ref()
        .map_or_else(|| t.get("plan-grey-below").to_owned(), |standing| shown::light(t, standing.light));
    let target = standing.as_ref().and_then(|standing| standing.target);
    let value = standing.as_ref().and_then(|standing| standing.value);
    let owner = goal.owner.map_or_else(|| goal.owner_words.clone(), |owner| whole.name(owner).to_owned());
    vec![
        text(shown::measured_by(t, goal, indicator)),
        Cell::Int(i64::from(year)),
        target.map_or(Cell::Empty, |(_, amount)| Cell::Hundredths(amount.0)),
        target.map_or(Cell::Empty, |(year, _)| Cell::Int(i64::from(year))),
        value.map_or(Cell::Empty, |amount| Cell::Hundredths(amount.0)),
        text(shown::unit(t, goal, indicator)),
        text(light),
        number(done),
        number(all),
        text(owner),
    ]
}
