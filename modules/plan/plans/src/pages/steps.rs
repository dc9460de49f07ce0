//! The small forms of a plan's page: read, step, and back to the plan.

use axum::extract::Path;
use kernel::lifecycle::Word;
use kernel::{By, Error, Result};
use ledger::Recorded;
use store::Tx;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use super::parse;
use super::record::again;
use crate::assessment::{Assessing, Assessment, AssessmentId};
use crate::lifecycle::Step;
use crate::model::{Plan, PlanId};
use crate::{actions, forms, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .post("/plans/{plan}/head", |ctx, id, form| take(ctx, id, form, "head"))
        .post("/plans/{plan}/following", |ctx, id, form| take(ctx, id, form, "following"))
        .post("/plans/{plan}/enforcement", |ctx, id, form| take(ctx, id, form, "enforcement"))
        .post("/plans/{plan}/closing", |ctx, id, form| take(ctx, id, form, "closing"))
        .post("/plans/{plan}/removal", |ctx, id, form| take(ctx, id, form, "removal"))
        .post("/plans/{plan}/assessments", assess)
}

/// The step that a noun stands for.
fn named(noun: &str) -> Option<Step> {
    Some(match noun {
        "head" => Step::Write,
        "following" => Step::Follow,
        "enforcement" => Step::Enforce,
        "closing" => Step::Close,
        "removal" => Step::Drop,
        _ => return None,
    })
}

/// Takes the step that a noun stands for, with what was typed: the pages' forms and the API's fields come here alike. Who
/// may not is told so before anything is said of what they typed.
///
/// # Errors
/// Invalid, field by field; and as every step.
pub fn step(tx: &mut Tx<'_>, by: &By, id: PlanId, noun: &str, fields: &Fields) -> Result<Recorded<Plan>> {
    let it = policy::find(tx, &by.actor, id)?;
    let step = named(noun).ok_or(Error::NotFound)?;
    policy::check(&by.actor, &it, step, &[])?;
    match step {
        Step::Write => {
            let mut fields = fields.clone();
            if it.above.is_some() {
                // Years and rule are those of the plan above.
                fields.set("from_year", it.from_year.to_string());
                fields.set("until_year", it.until_year.to_string());
            }
            actions::write(tx, by, id, &forms::head(&fields)?)
        }
        Step::Follow => actions::follow(tx, by, id),
        Step::Enforce => actions::enforce(tx, by, id),
        Step::Close => actions::close(tx, by, id),
        _ => actions::drop(tx, by, id),
    }
}

async fn take(ctx: Ctx, Path(id): Path<String>, Form(fields): Form, noun: &'static str) -> Reply {
    let (id, by) = (parse(&id)?, ctx.by(fields.version())?);
    let typed = fields.clone();
    match ctx.change(move |tx| step(tx, &by, id, noun, &typed)).await {
        Ok(_) if noun == "removal" => Ok(ctx.lead_to("/plans", Some((Tone::Good, "flash-plan-saved")))),
        Ok(it) => {
            let said = if noun == "enforcement" { "flash-plan-in-force" } else { "flash-plan-saved" };
            Ok(ctx.lead_to(&Plan::path_of(it.id), Some((Tone::Good, said))))
        }
        Err(error) => again(&ctx, id, noun, fields, error).await,
    }
}

async fn assess(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let (id, by): (PlanId, By) = (parse(&id)?, ctx.by(fields.version())?);
    let (new, kind) = (AssessmentId::new(ctx.now), Assessing::from_word(fields.get("kind")));
    let begun = ctx.change(move |tx| {
        // Who may not is told so before what they chose is looked at.
        policy::check(&by.actor, &policy::find(tx, &by.actor, id)?, Step::Assess, &[])?;
        let kind = kind.ok_or_else(|| Error::invalid("kind", "plan-which-assessment-needed"))?;
        actions::assess(tx, &by, id, new, kind)
    });
    match begun.await {
        Ok(one) => Ok(ctx.lead_to(&Assessment::path_of(id, one.id), None)),
        Err(error) => again(&ctx, id, "assessments", fields, error).await,
    }
}
