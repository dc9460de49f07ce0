//! Making the list: what the jury gave each entry, and the grade it is to have, within the quotas.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse};
use kernel::{Error, Result};
use ui::Page;
use ui::page::Tone;
use ui::parts::Choice;
use web::{Ctx, Fields, Form, Reply, Routes, say};

use super::{edition_id, told};
use crate::judging::{Judged, Judging};
use crate::lifecycle::EditionStep;
use crate::model::{Edition, EditionId};
use crate::policy;
use crate::score::{proposed, shown};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/campaigns/{edition}/list", page).post("/campaigns/{edition}/list", list)
}

/// An entry with what it was given.
struct Line {
    field: String,
    href: String,
    serial: String,
    title: String,
    enterprise: String,
    category: String,
    judges: String,
    score: String,
    choices: Vec<Choice<'static>>,
}

#[derive(Template)]
#[template(path = "campaigns/grading.html")]
struct GradingPage<'a> {
    page: Page<'a>,
    it: &'a Edition,
    back: String,
    why: String,
    lines: Vec<Line>,
    quotas: Vec<(String, i64)>,
    complete: bool,
}

async fn read(ctx: &Ctx, id: EditionId) -> Result<(Edition, Judging)> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        let seen = policy::find(reader, &actor, id)?;
        policy::check(&actor, &seen, EditionStep::List)?;
        let judging = Judging::read(reader, &seen.it)?;
        Ok((seen.it, judging))
    })
    .await
}

fn draw<'a>(ctx: &'a Ctx, it: &'a Edition, judging: &Judging, typed: Option<&Fields>) -> GradingPage<'a> {
    let t = ctx.t();
    let plan = it.plan();
    // Where a list was made before, its grades; else what the scores propose.
    // No score is shown before the last one is in.
    let complete = judging.is_complete() && !judging.entries.is_empty();
    let score = |judged: &Judged| judged.score.filter(|_| complete);
    let scores: Vec<i64> = judging.entries.iter().map(|judged| score(judged).unwrap_or(-1)).collect();
    let made = judging.entries.iter().any(|judged| judged.entry.grade.is_some());
    let proposals = if complete { proposed(&plan.grades, &scores) } else { vec![None; scores.len()] };
    let mut order: Vec<usize> = (0..judging.entries.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(scores[*at]));
    let line = |at: usize| {
        let judged: &Judged = &judging.entries[at];
        let entry = &judged.entry;
        let field = format!("grade-{}", entry.id);
        let start = if made { entry.grade.and_then(|grade| usize::try_from(grade).ok()) } else { proposals[at] };
        let chosen = match typed {
            Some(fields) => fields.get(&field).to_owned(),
            None => start.map(|grade| grade.to_string()).unwrap_or_default(),
        };
        let choices = plan.grades.iter().enumerate().map(|(grade, one)| Choice {
            value: grade.to_string().into(),
            label: one.name.clone().into(),
            chosen: chosen == grade.to_string(),
        });
        Line {
            href: entry.href(),
            serial: entry.serial.clone(),
            title: entry.content().title.clone(),
            enterprise: entry.content().enterprise.clone(),
            category: plan.category(&entry.category).map(|one| one.name.clone()).unwrap_or_default(),
            judges: format!("{}/{}", judged.scores.len(), judged.judges.len()),
            score: score(judged).map(shown).unwrap_or_default(),
            choices: choices.collect(),
            field,
        }
    };
    GradingPage {
        page: ctx.desk(t.get("word-edition_list")),
        back: it.href(),
        why: String::new(),
        lines: order.into_iter().map(line).collect(),
        quotas: plan.grades.iter().map(|grade| (grade.name.clone(), grade.quota)).collect(),
        complete,
        it,
    }
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (it, judging) = read(&ctx, edition_id(&id)?).await?;
    ctx.show(&draw(&ctx, &it, &judging, None))
}

async fn list(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let (id, by) = (edition_id(&id)?, ctx.by(fields.version())?);
    let typed = fields.clone();
    match ctx.change(move |tx| Ok(super::edition_step(tx, &by, id, "list", &typed)?.with(()))).await {
        Ok(()) => Ok(ctx.lead_to(&format!("/campaigns/{id}"), Some((Tone::Good, "flash-campaign-done")))),
        Err(error @ (Error::Invalid(_) | Error::Refused(_) | Error::Overtaken)) => {
            let (faults, why, status) = told(error)?;
            let (it, judging) = read(&ctx, id).await?;
            let mut page = draw(&ctx, &it, &judging, Some(&fields));
            let why = why.as_ref().or(faults.of("grades"));
            page.why = why.map(|reason| say(ctx.t(), reason)).unwrap_or_default();
            Ok((status, Html(page.render()?)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
