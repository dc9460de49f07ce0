//! The small forms of an invention and of its rights: read, step, and back to the page.

use axum::extract::Path;
use kernel::{By, Error, Result};
use ledger::Recorded;
use store::Tx;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use super::{parse, path};
use crate::lifecycle::Step;
use crate::model::{Invention, InventionId, RightId};
use crate::pages::{record, right};
use crate::store::right as load;
use crate::{actions, forms, policy};

/// The routes of this file.
#[rustfmt::skip] // one step, one line
pub fn routes() -> Routes {
    Routes::new()
        .post("/inventions/{invention}/handover", |ctx, id, form| take(ctx, id, form, "handover"))
        .post("/inventions/{invention}/return", |ctx, id, form| take(ctx, id, form, "return"))
        .post("/inventions/{invention}/filing", |ctx, id, form| take(ctx, id, form, "filing"))
        .post("/inventions/{invention}/secrecy", |ctx, id, form| take(ctx, id, form, "secrecy"))
        .post("/inventions/{invention}/refusal", |ctx, id, form| take(ctx, id, form, "refusal"))
        .post("/inventions/{invention}/withdrawal", |ctx, id, form| take(ctx, id, form, "withdrawal"))
        .post("/inventions/{invention}/agreement", |ctx, id, form| take(ctx, id, form, "agreement"))
        .post("/inventions/{invention}/visibility", |ctx, id, form| take(ctx, id, form, "visibility"))
        .post("/inventions/{invention}/use", |ctx, id, form| take(ctx, id, form, "use"))
        .post("/inventions/{invention}/end-of-use", |ctx, id, form| take(ctx, id, form, "end-of-use"))
        .post("/inventions/{invention}/rights", |ctx, id, form| take(ctx, id, form, "rights"))
        .post("/inventions/{invention}/rights/{right}/application", |ctx, id, form| move_on(ctx, id, form, "application"))
        .post("/inventions/{invention}/rights/{right}/publication", |ctx, id, form| move_on(ctx, id, form, "publication"))
        .post("/inventions/{invention}/rights/{right}/grant", |ctx, id, form| move_on(ctx, id, form, "grant"))
        .post("/inventions/{invention}/rights/{right}/rejection", |ctx, id, form| move_on(ctx, id, form, "rejection"))
        .post("/inventions/{invention}/rights/{right}/lapse", |ctx, id, form| move_on(ctx, id, form, "lapse"))
        .post("/inventions/{invention}/rights/{right}/transfer", |ctx, id, form| move_on(ctx, id, form, "transfer"))
        .post("/inventions/{invention}/rights/{right}/keeper", |ctx, id, form| move_on(ctx, id, form, "keeper"))
        .post("/inventions/{invention}/rights/{right}/fees", |ctx, id, form| move_on(ctx, id, form, "fees"))
        .post("/inventions/{invention}/rights/{right}/payment", |ctx, id, form| move_on(ctx, id, form, "payment"))
}

/// The step that a noun stands for.
fn named(noun: &str) -> Option<Step> {
    Some(match noun {
        "handover" => Step::HandIn,
        "return" => Step::Return,
        "filing" => Step::File,
        "secrecy" => Step::KeepSecret,
        "refusal" => Step::Decline,
        "withdrawal" => Step::Withdraw,
        "agreement" => Step::Agree,
        "visibility" => Step::Show,
        "use" => Step::PutToUse,
        "end-of-use" => Step::EndUse,
        "rights" => Step::Prepare,
        "application" => Step::Apply,
        "publication" => Step::Publish,
        "grant" => Step::Grant,
        "rejection" => Step::Refuse,
        "lapse" => Step::Lapse,
        "transfer" => Step::Transfer,
        "keeper" => Step::Entrust,
        "fees" => Step::OweFee,
        "payment" => Step::PayFee,
        _ => return None,
    })
}

/// Takes the step that a noun stands for, with what was typed: the pages' forms and the API's fields
/// come here alike. Who may not is told so before anything is said of what they typed.
///
/// # Errors
/// Invalid, field by field; and as every step.
pub fn step(tx: &mut Tx<'_>, by: &By, id: InventionId, noun: &str, fields: &Fields) -> Result<Recorded<Invention>> {
    let seen = policy::find(tx, &by.actor, id)?;
    policy::check(&by.actor, &seen, named(noun).ok_or(Error::NotFound)?)?;
    let (home, me) = (seen.it.enterprise, by.actor.person);
    match noun {
        "handover" => actions::hand_in(tx, by, id),
        "return" => actions::send_back(tx, by, id, &forms::words(fields, "reason")?),
        "filing" => {
            let plan = forms::plan(tx, home, me, fields)?;
            actions::file(tx, by, id, &plan)
        }
        "secrecy" => actions::keep_secret(tx, by, id, &forms::words(fields, "reason")?),
        "refusal" => actions::decline(tx, by, id, &forms::words(fields, "reason")?),
        "withdrawal" => actions::withdraw(tx, by, id),
        "agreement" => actions::agree(tx, by, id),
        "visibility" => actions::show(tx, by, id, forms::visibility(fields)?),
        "use" => {
            let (since, note) = forms::day(fields, "since")?;
            actions::put_to_use(tx, by, id, since, &note)
        }
        "end-of-use" => actions::end_use(tx, by, id, &forms::words(fields, "reason")?),
        "rights" => {
            let plan = forms::plan(tx, home, me, fields)?;
            actions::prepare(tx, by, id, &plan)
        }
        _ => Err(Error::NotFound),
    }
}

/// The same for a step of one of its rights.
///
/// # Errors
/// Not found for a right of another invention; invalid, field by field; and as every step.
pub fn right_step(
    tx: &mut Tx<'_>,
    by: &By,
    (id, right): (InventionId, RightId),
    noun: &str,
    fields: &Fields,
) -> Result<Recorded<Invention>> {
    let seen = policy::find(tx, &by.actor, id)?;
    let of = load(tx, id, right)?;
    policy::check(&by.actor, &seen, named(noun).ok_or(Error::NotFound)?)?;
    match noun {
        "application" => actions::apply(tx, by, id, right, &forms::application(&of, fields)?),
        "publication" => {
            let (on, number) = forms::publication(fields)?;
            actions::publish(tx, by, id, right, on, &number)
        }
        "grant" => actions::grant(tx, by, id, right, &forms::grant(&of, fields)?),
        "rejection" => {
            let (on, reason) = forms::end(fields)?;
            actions::refuse(tx, by, id, right, on, &reason)
        }
        "lapse" => {
            let (on, reason) = forms::end(fields)?;
            actions::lapse(tx, by, id, right, on, &reason)
        }
        "transfer" => {
            let (on, to) = forms::transfer(fields)?;
            actions::transfer(tx, by, id, right, on, &to)
        }
        "keeper" => {
            let keeper = forms::entrusted(tx, seen.it.enterprise, by.actor.person, fields)?;
            actions::entrust(tx, by, id, right, keeper)
        }
        "fees" => {
            let (year, amount, due) = forms::fee(fields)?;
            actions::owe(tx, by, id, right, year, amount, due)
        }
        "payment" => {
            let fee = fields.get("fee").parse().map_err(|_| Error::NotFound)?;
            actions::pay(tx, by, id, right, fee, forms::paid(fields)?)
        }
        _ => Err(Error::NotFound),
    }
}

async fn take(ctx: Ctx, Path(id): Path<String>, Form(fields): Form, noun: &'static str) -> Reply {
    let (id, by, typed) = (parse(&id)?, ctx.by(fields.version())?, fields.clone());
    match ctx.change(move |tx| Ok(step(tx, &by, id, noun, &typed)?.with(()))).await {
        // What was withdrawn or given up is still one's own to look at.
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, "flash-invention-saved")))),
        Err(error) => record::again(&ctx, id, noun, fields, error).await,
    }
}

async fn move_on(ctx: Ctx, Path((id, of)): Path<(String, String)>, Form(fields): Form, noun: &'static str) -> Reply {
    let (id, of, by, typed) = (parse(&id)?, parse(&of)?, ctx.by(fields.version())?, fields.clone());
    match ctx.change(move |tx| Ok(right_step(tx, &by, (id, of), noun, &typed)?.with(()))).await {
        Ok(()) => Ok(ctx.lead_to(&right::path(id, of), Some((Tone::Good, "flash-invention-saved")))),
        Err(error) => right::again(&ctx, (id, of), noun, fields, error).await,
    }
}
