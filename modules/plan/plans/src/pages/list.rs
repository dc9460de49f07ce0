//! Plans of one's nodes, what waits to be taken over, and the plans below.

use askama::Template;
use identity::Unit;
use kernel::{Error, Reason};
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes};

use crate::model::Plan;
use crate::policy::{self, HOME};
use crate::{queries, shown};

/// Plans on a page.
const PAGE: i64 = 30;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/plans", page)
}

#[derive(Template)]
#[template(path = "plans/list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    below: bool,
    makes: bool,
    waiting: Vec<Waiting>,
    rows: Vec<Row>,
    previous: String,
    next: String,
}

/// A plan that waits to be taken over.
struct Waiting {
    above: String,
    unit: String,
    name: String,
    from: String,
    node: String,
}

/// A plan in a list.
struct Row {
    href: String,
    name: String,
    node: String,
    years: String,
    state: String,
    look: &'static str,
    handed: bool,
}

fn row(t: T, it: Plan) -> Row {
    Row {
        href: Plan::path_of(it.id),
        years: shown::years(&it),
        state: t.get(&format!("word-{}", it.state)).to_owned(),
        look: it.state.look(),
        handed: it.above.is_some(),
        name: it.name,
        node: it.node,
    }
}

async fn page(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let home = policy::nodes(&actor, &HOME);
    if home.is_empty() {
        return Err(Error::Denied(Reason::new("plan-home-only")).into());
    }
    let asked = Fields::from_query(&ctx.visit.query);
    let below = asked.get("which") == "below";
    let at: i64 = asked.get("page").parse().unwrap_or(0).clamp(0, 10_000);
    let (mut plans, makes, waiting) = ctx
        .read(move |reader| {
            let plans = match below {
                true => queries::below(reader, &actor, PAGE, at * PAGE)?,
                false => queries::of_nodes(reader, &home, PAGE, at * PAGE)?,
            };
            let makes = queries::made_by(reader, &actor)?;
            let waiting = if below { Vec::new() } else { queries::waiting(reader, &makes)? };
            Ok((plans, makes, waiting))
        })
        .await?;
    let more = plans.len() as i64 > PAGE;
    plans.truncate(PAGE as usize);
    let t = ctx.t();
    let to = |at: i64| format!("/plans?which={}&page={at}", if below { "below" } else { "mine" });
    let waits = |(unit, plan): &(kernel::id::UnitId, Plan)| Waiting {
        above: plan.id.to_string(),
        unit: unit.to_string(),
        name: plan.name.clone(),
        from: plan.node.clone(),
        node: makes.iter().find(|one| one.id == *unit).map(|one: &Unit| one.name.clone()).unwrap_or_default(),
    };
    ctx.show(&ListPage {
        page: ctx.desk(t.get("nav-plans")),
        below,
        waiting: waiting.iter().map(waits).collect(),
        makes: !makes.is_empty(),
        rows: plans.into_iter().map(|plan| row(t, plan)).collect(),
        previous: if at > 0 { to(at - 1) } else { String::new() },
        next: if more { to(at + 1) } else { String::new() },
    })
}
