//! The steps on an award, each a noun under its address. A handler reads the form, acts, and leads back;
//! what cannot be taken comes back on the same page with everything that was typed.

use axum::extract::Path;
use kernel::lifecycle::Word;
use kernel::{Error, Result};
use ledger::Recorded;
use store::Tx;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use super::award::{again, parse};
use crate::actions::{self, By};
use crate::forms;
use crate::lifecycle::Step;
use crate::model::{Award, AwardId};
use crate::policy;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .post("/awards/{id}/agreement", agree)
        .post("/awards/{id}/contest", contest)
        .post("/awards/{id}/approval", approve)
        .post("/awards/{id}/refusal", refuse)
        .post("/awards/{id}/objections", object)
        .post("/awards/{id}/questions", question)
        .post("/awards/{id}/answers", answer)
        .post("/awards/{id}/payment", pay)
        .post("/awards/{id}/clawback", claw_back)
        .post("/awards/{id}/withdrawal", withdraw)
        .post("/awards/{id}/norms", protect)
}

async fn agree(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, (Step::AgreeSplit, "agreement"), fields, |_| Ok(()), |tx, by, id, ()| actions::agree(tx, by, id))
        .await
}

async fn contest(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let act = |tx: &mut Tx<'_>, by: &By, id, reason: &String| actions::contest(tx, by, id, reason);
    take(ctx, &id, (Step::Contest, "contest"), fields, forms::reason, act).await
}

async fn approve(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, (Step::Approve, "approval"), fields, |_| Ok(()), |tx, by, id, ()| actions::approve(tx, by, id)).await
}

async fn refuse(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let act = |tx: &mut Tx<'_>, by: &By, id, reason: &String| actions::refuse(tx, by, id, reason);
    take(ctx, &id, (Step::Refuse, "refusal"), fields, forms::reason, act).await
}

async fn object(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    // Several may object at once: what each saw does not matter.
    let act = |tx: &mut Tx<'_>, by: &By, id, reason: &String| actions::object(tx, &beside(by), id, reason);
    take(ctx, &id, (Step::Object, "objections"), fields, forms::reason, act).await
}

async fn question(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let act = |tx: &mut Tx<'_>, by: &By, id, reason: &String| actions::question(tx, &beside(by), id, reason);
    take(ctx, &id, (Step::Question, "questions"), fields, forms::reason, act).await
}

async fn answer(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let act = |tx: &mut Tx<'_>, by: &By, id, it: &forms::Answered| {
        actions::answer(tx, &beside(by), id, it.objection, (it.upheld, &it.words))
    };
    take(ctx, &id, (Step::Answer, "answers"), fields, forms::answer, act).await
}

async fn pay(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, (Step::Pay, "payment"), fields, |_| Ok(()), |tx, by, id, ()| actions::pay(tx, by, id)).await
}

async fn claw_back(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let act = |tx: &mut Tx<'_>, by: &By, id, reason: &String| actions::claw_back(tx, by, id, reason);
    take(ctx, &id, (Step::ClawBack, "clawback"), fields, forms::reason, act).await
}

async fn withdraw(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let act = |tx: &mut Tx<'_>, by: &By, id, reason: &String| actions::drop(tx, by, id, reason);
    take(ctx, &id, (Step::Drop, "withdrawal"), fields, forms::reason, act).await
}

async fn protect(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, (Step::Protect, "norms"), fields, forms::protection, |tx, by, id, it| {
        let recorded = actions::protect(tx, by, id, it)?;
        let award = crate::store::load(tx, id)?;
        Ok(recorded.with(award))
    })
    .await
}

/// Acts beside what others do to the same award.
fn beside(by: &By) -> By {
    By { version: None, ..by.clone() }
}

/// Reads, acts, leads back; what the form can show comes back in it.
async fn take<T: Send + Sync + 'static>(
    ctx: Ctx,
    id: &str,
    (step, noun): (Step, &'static str),
    fields: Fields,
    read: impl FnOnce(&Fields) -> Result<T>,
    act: impl Fn(&mut Tx<'_>, &By, AwardId, &T) -> Result<Recorded<Award>> + Send + 'static,
) -> Reply {
    let id = parse(id)?;
    let by = ctx.by(fields.version())?;
    let done = match read(&fields) {
        Ok(meant) => ctx.change(move |tx| act(tx, &by, id, &meant)).await,
        Err(error) => {
            // Who may not see it, or not do it, learns nothing from its form.
            let record = super::award::read(&ctx, id).await?;
            policy::check(ctx.actor()?, &record.seen, step).and(Err(error))
        }
    };
    match done {
        Ok(_) => Ok(ctx.lead_to(&format!("/awards/{id}"), Some((Tone::Good, done_key(step))))),
        Err(error @ (Error::Invalid(_) | Error::Overtaken | Error::Refused(_))) => {
            again(&ctx, id, noun, fields, error).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What is said after a step.
fn done_key(step: Step) -> &'static str {
    match step {
        Step::AgreeSplit => "flash-award-agree",
        Step::Contest => "flash-award-contest",
        Step::Approve => "flash-award-approve",
        Step::Refuse => "flash-award-refuse",
        Step::Object | Step::Question => "flash-award-object",
        Step::Answer => "flash-award-answer",
        Step::Pay => "flash-award-pay",
        Step::ClawBack => "flash-award-clawback",
        Step::Drop => "flash-award-drop",
        Step::Protect => "flash-award-norm",
        other => {
            debug_assert!(false, "nothing is said after {}", other.word());
            "flash-award-kept"
        }
    }
}
