//! The small forms of a report's page: read, step, and back to the report.

use axum::extract::Path;
use kernel::{By, Error, Result};
use ledger::Recorded;
use store::Tx;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use super::record::{again, parse};
use crate::actions;
use crate::lifecycle::Step;
use crate::model::{Report, ReportId};
use crate::{forms, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .post("/reports/{report}/words", |ctx, id, form| take(ctx, id, form, "words"))
        .post("/reports/{report}/review-request", |ctx, id, form| take(ctx, id, form, "review-request"))
        .post("/reports/{report}/review", |ctx, id, form| take(ctx, id, form, "review"))
        .post("/reports/{report}/return", |ctx, id, form| take(ctx, id, form, "return"))
        .post("/reports/{report}/signature", |ctx, id, form| take(ctx, id, form, "signature"))
        .post("/reports/{report}/sending", |ctx, id, form| take(ctx, id, form, "sending"))
        .post("/reports/{report}/receipt", |ctx, id, form| take(ctx, id, form, "receipt"))
        .post("/reports/{report}/question", |ctx, id, form| take(ctx, id, form, "question"))
        .post("/reports/{report}/answer", |ctx, id, form| take(ctx, id, form, "answer"))
        .post("/reports/{report}/supplement", |ctx, id, form| take(ctx, id, form, "supplement"))
        .post("/reports/{report}/removal", |ctx, id, form| take(ctx, id, form, "removal"))
}

/// The step that a noun stands for; none for a supplement, which is a report of its own.
fn named(noun: &str) -> Option<Step> {
    Some(match noun {
        "words" => Step::Write,
        "review-request" => Step::AskReview,
        "review" => Step::Pass,
        "return" => Step::Return,
        "signature" => Step::Sign,
        "sending" => Step::Send,
        "receipt" => Step::Receive,
        "question" => Step::Question,
        "answer" => Step::Answer,
        "removal" => Step::Drop,
        _ => return None,
    })
}

/// Takes the step that a noun stands for, with what was typed: the pages' forms and the API's fields come here
/// alike. Who may not is told so before anything is said of what they typed.
///
/// # Errors
/// Invalid, field by field; and as every step.
pub fn step(
    tx: &mut Tx<'_>,
    by: &By,
    book: &stats::Book,
    id: ReportId,
    noun: &str,
    fields: &Fields,
) -> Result<Recorded<Report>> {
    let it = policy::find(tx, &by.actor, id)?;
    if let Some(step) = named(noun) {
        policy::check(&by.actor, &it, step)?;
    } else if noun == "supplement" {
        policy::may_supplement(&by.actor, &it).check()?;
    }
    match noun {
        "words" => actions::write(tx, by, id, &forms::optional_words(fields, "text")?),
        "review-request" => actions::ask_review(tx, by, id),
        "review" => actions::pass(tx, by, id, &forms::optional_words(fields, "note")?),
        "return" => actions::send_back(tx, by, id, &forms::words(fields, "reason")?),
        "signature" => {
            if !fields.has("answer", "yes") {
                return Err(Error::invalid("answer", "report-sign-tick"));
            }
            actions::sign(tx, by, book, id, fields.get("figures"))
        }
        "sending" => actions::send(tx, by, id),
        "receipt" => actions::receive(tx, by, id, &forms::optional_words(fields, "note")?),
        "question" => actions::question(tx, by, id, &forms::words(fields, "reason")?),
        "answer" => actions::answer(tx, by, id, &forms::words(fields, "text")?),
        "supplement" => {
            let new = fields.get("id").parse().unwrap_or_else(|_| ReportId::new(by.now));
            actions::supplement(tx, by, id, new, &forms::words(fields, "reason")?)
        }
        "removal" => actions::drop(tx, by, id),
        _ => Err(Error::NotFound),
    }
}

async fn take(ctx: Ctx, Path(id): Path<String>, Form(fields): Form, noun: &'static str) -> Reply {
    let id = parse(&id)?;
    let by = ctx.by(fields.version())?;
    let (typed, book) = (fields.clone(), ctx.app.book());
    match ctx.change(move |tx| step(tx, &by, &book, id, noun, &typed)).await {
        Ok(it) => {
            let said = if noun == "signature" { "flash-report-signed" } else { "flash-report-saved" };
            Ok(ctx.lead_to(&Report::path_of(it.id), Some((Tone::Good, said))))
        }
        Err(error) => again(&ctx, id, noun, fields, error).await,
    }
}
