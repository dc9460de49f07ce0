//! Drafting: of which node, and with what it begins.

use askama::Template;
use identity::Unit;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Result};
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes};

use super::{Errors, choice};
use crate::model::{Plan, PlanId};
use crate::preset::Preset;
use crate::{actions, forms, queries};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/plans/new", page).post("/plans", draft)
}

#[derive(Template)]
#[template(path = "plans/new.html")]
struct NewPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    fields: &'a Fields,
    units: Vec<Choice<'static>>,
    froms: Vec<Choice<'static>>,
    errors: Errors,
}

async fn page(ctx: Ctx) -> Reply {
    let mut fields = Fields::from_query(&ctx.visit.query);
    fields.set("id", PlanId::new(ctx.now).to_string());
    let page = read(&ctx, &fields, &Faults::none()).await?;
    ctx.show(&page)
}

async fn draft(ctx: Ctx, Form(fields): Form) -> Reply {
    let by = ctx.by(None)?;
    let id = fields.get("id").parse().unwrap_or_else(|_| PlanId::new(ctx.now));
    let drafted = match forms::draft(&fields, id) {
        Ok(new) => ctx.change(move |tx| actions::draft(tx, &by, &new)).await,
        Err(error) => Err(error),
    };
    match drafted {
        Ok(it) => Ok(ctx.lead_to(&Plan::path_of(it.id), Some((Tone::Good, "flash-plan-drafted")))),
        Err(Error::Invalid(faults)) => {
            let page = read(&ctx, &fields, &faults).await?;
            ctx.show_again(&page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn read<'a>(ctx: &'a Ctx, fields: &'a Fields, faults: &Faults) -> Result<NewPage<'a>> {
    let (actor, t) = (ctx.actor()?.clone(), ctx.t());
    let (units, waiting) = ctx
        .read(move |reader| {
            let units = queries::made_by(reader, &actor)?;
            let waiting = queries::waiting(reader, &units)?;
            Ok((units, waiting))
        })
        .await?;
    if units.is_empty() {
        return Err(Error::Denied(kernel::Reason::new("plan-makers-only")));
    }
    let asked = fields.get("unit");
    let unit = |(nth, unit): (usize, &Unit)| {
        let chosen = asked == unit.id.to_string() || (nth == 0 && asked.is_empty());
        choice(unit.id.to_string(), unit.name.clone(), chosen)
    };
    let mut plans: Vec<&Plan> = waiting.iter().map(|(_, plan)| plan).collect();
    plans.sort_by_key(|plan| plan.id);
    plans.dedup_by_key(|plan| plan.id);
    Ok(NewPage {
        page: ctx.page(t.get("plan-new")),
        back: "/plans".to_owned(),
        bar: t.get("plan-new").to_owned(),
        units: units.iter().enumerate().map(unit).collect(),
        froms: froms(t, fields, &plans),
        errors: Errors::told(t, faults),
        fields,
    })
}

/// Plans above, presets, and nothing.
fn froms(t: T, fields: &Fields, plans: &[&Plan]) -> Vec<Choice<'static>> {
    let asked = fields.get("from");
    let above = plans.iter().map(|plan| {
        let words = t.with2("plan-from-above", ("node", plan.node.as_str()), ("name", plan.name.as_str()));
        (format!("above:{}", plan.id), words.into_owned())
    });
    let presets = Preset::ALL
        .iter()
        .map(|preset| (format!("preset:{preset}"), t.get(&format!("plan-preset-{preset}")).to_owned()));
    let all = above.chain(presets).chain([("blank".to_owned(), t.get("plan-from-blank").to_owned())]);
    all.enumerate()
        .map(|(nth, (value, label))| {
            let chosen = asked == value || (asked.is_empty() && nth == 0);
            choice(value, label, chosen)
        })
        .collect()
}
