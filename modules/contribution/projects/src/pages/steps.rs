//! The small forms of a project's page: read, step, and back to the project.

use axum::extract::Path;
use kernel::{By, Error, Result};
use ledger::Recorded;
use store::Tx;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use crate::lifecycle::Step;
use crate::model::{Project, ProjectId};
use crate::pages::record::{again, parse, path};
use crate::{actions, forms, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .post("/projects/{project}/approval", |ctx, id, form| take(ctx, id, form, "approval"))
        .post("/projects/{project}/return", |ctx, id, form| take(ctx, id, form, "return"))
        .post("/projects/{project}/refusal", |ctx, id, form| take(ctx, id, form, "refusal"))
        .post("/projects/{project}/withdrawal", |ctx, id, form| take(ctx, id, form, "withdrawal"))
        .post("/projects/{project}/agreement", |ctx, id, form| take(ctx, id, form, "agreement"))
        .post("/projects/{project}/milestones", |ctx, id, form| take(ctx, id, form, "milestones"))
        .post("/projects/{project}/milestones/reached", |ctx, id, form| take(ctx, id, form, "reached"))
        .post("/projects/{project}/spendings", |ctx, id, form| take(ctx, id, form, "spendings"))
        .post("/projects/{project}/trials", |ctx, id, form| take(ctx, id, form, "trials"))
        .post("/projects/{project}/handover", |ctx, id, form| take(ctx, id, form, "handover"))
        .post("/projects/{project}/panel", |ctx, id, form| take(ctx, id, form, "panel"))
        .post("/projects/{project}/judgement", |ctx, id, form| take(ctx, id, form, "judgement"))
        .post("/projects/{project}/acceptance", |ctx, id, form| take(ctx, id, form, "acceptance"))
        .post("/projects/{project}/sending-back", |ctx, id, form| take(ctx, id, form, "sending-back"))
        .post("/projects/{project}/stop", |ctx, id, form| take(ctx, id, form, "stop"))
}

/// The step that a noun stands for.
fn named(noun: &str) -> Option<Step> {
    Some(match noun {
        "approval" => Step::Approve,
        "return" => Step::Return,
        "refusal" => Step::Refuse,
        "withdrawal" => Step::Withdraw,
        "agreement" => Step::Agree,
        "milestones" => Step::SetMilestone,
        "reached" => Step::Reach,
        "spendings" => Step::Spend,
        "trials" => Step::Try,
        "handover" => Step::HandIn,
        "panel" => Step::Convene,
        "judgement" => Step::Judge,
        "acceptance" => Step::Accept,
        "sending-back" => Step::SendBack,
        "stop" => Step::Stop,
        _ => return None,
    })
}

/// Takes the step that a noun stands for, with what was typed: the pages' forms and the API's fields
/// come here alike. Who may not is told so before anything is said of what they typed.
///
/// # Errors
/// Invalid, field by field; and as every step.
pub fn step(tx: &mut Tx<'_>, by: &By, id: ProjectId, noun: &str, fields: &Fields) -> Result<Recorded<Project>> {
    let wanted = named(noun).ok_or(Error::NotFound)?;
    policy::check(&by.actor, &policy::find(tx, &by.actor, id)?, wanted)?;
    match noun {
        "approval" => actions::approve(tx, by, id, &forms::optional_words(fields, "note")?),
        "return" => actions::send_back_for_more(tx, by, id, &forms::words(fields, "reason")?),
        "refusal" => actions::refuse(tx, by, id, &forms::words(fields, "reason")?),
        "withdrawal" => actions::withdraw(tx, by, id),
        "agreement" => actions::agree(tx, by, id),
        "milestones" => {
            let (title, due) = forms::milestone(fields)?;
            actions::set_milestone(tx, by, id, &title, due)
        }
        "reached" => {
            let milestone = fields.get("milestone").parse().map_err(|_| Error::NotFound)?;
            let (on, note) = forms::day(fields, "on")?;
            actions::reach(tx, by, id, milestone, on, &note)
        }
        "spendings" => {
            let (what, fen, on) = forms::spending(fields)?;
            actions::spend(tx, by, id, &what, fen, on)
        }
        "trials" => actions::trial(tx, by, id, &forms::words(fields, "text")?),
        "handover" => actions::hand_in(tx, by, id, &forms::words(fields, "result")?),
        "panel" => {
            let people: Vec<_> = fields.all("people").filter_map(|person| person.parse().ok()).collect();
            actions::convene(tx, by, id, &people)
        }
        "judgement" => {
            let (accepts, conclusion) = forms::judgement(fields)?;
            actions::judge(tx, by, id, accepts, &conclusion)
        }
        "acceptance" => {
            let (since, note) = forms::day(fields, "since")?;
            actions::accept(tx, by, id, since, &note)
        }
        "sending-back" => actions::send_back(tx, by, id, &forms::words(fields, "reason")?),
        "stop" => actions::stop(tx, by, id, &forms::words(fields, "reason")?),
        _ => Err(Error::NotFound),
    }
}

async fn take(ctx: Ctx, Path(id): Path<String>, Form(fields): Form, noun: &'static str) -> Reply {
    let id = parse(&id)?;
    let by = ctx.by(fields.version())?;
    let typed = fields.clone();
    match ctx.change(move |tx| Ok(step(tx, &by, id, noun, &typed)?.with(()))).await {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, "flash-project-saved")))),
        Err(error) => again(&ctx, id, noun, fields, error).await,
    }
}
