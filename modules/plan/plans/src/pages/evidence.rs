//! What was recorded by hand: with files in and out, and taken back with the reason.

use askama::Template;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse};
use kernel::{Error, Faults, Result};
use ui::Page;
use ui::page::Tone;
use web::acts::{Act, Maker, Typed};
use web::attachments::{self, Kept};
use web::{Ctx, Fields, Form, Part, Reply, Routes, Upload};

use super::parse;
use super::record::{read, returned};
use crate::actions;
use crate::lifecycle::Step;
use crate::model::{Evidence, EvidenceId, FileId, FileRow, Goal, GoalId, Plan, PlanId};
use crate::shown::{amount, unit};
use crate::store::{FILE, FILES_OF};
use crate::whole::Whole;
use crate::{forms, policy, store};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .post("/plans/{plan}/goals/{goal}/evidence", record)
        .get("/plans/{plan}/evidence/{evidence}", page)
        .post("/plans/{plan}/evidence/{evidence}/withdrawal", withdraw)
        .get("/plans/{plan}/files/{file}", whole_file)
        .get("/plans/{plan}/files/{file}/small", small_file)
}

#[derive(Template)]
#[template(path = "plans/evidence.html")]
struct EvidencePage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    version: i64,
    one: &'a Evidence,
    why: String,
    goal: String,
    amount: String,
    who: &'a str,
    at: String,
    withdrawn: Option<(String, String)>,
    /// Address, name, size, whether it is a picture.
    files: Vec<(String, String, String, bool)>,
    acts: Vec<Act>,
}

async fn page(ctx: Ctx, Path((plan, id)): Path<(String, String)>) -> Reply {
    let (whole, files) = find(&ctx, parse(&plan)?).await?;
    ctx.show(&EvidencePage::new(&ctx, &whole, &files, parse(&id)?, &Typed::default())?)
}

async fn find(ctx: &Ctx, plan: PlanId) -> Result<(Whole, Vec<FileRow>)> {
    let whole = read(ctx, plan).await?;
    let files = ctx.read(move |reader| reader.all(&FILES_OF, (plan,))).await?;
    Ok((whole, files))
}

impl<'a> EvidencePage<'a> {
    fn new(
        ctx: &'a Ctx,
        whole: &'a Whole,
        files: &[FileRow],
        id: EvidenceId,
        typed: &Typed,
    ) -> Result<EvidencePage<'a>> {
        let (t, it) = (ctx.t(), &whole.it);
        let one = whole.evidence.iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
        let goal = whole.goal(one.goal).ok_or(Error::NotFound)?;
        let here = format!("{}/evidence/{id}", Plan::path_of(it.id));
        let make = Maker { t, base: here.clone(), typed };
        let may = policy::may_as_owner(ctx.actor()?, it, Step::Withdraw, &[goal.owner]).allowed();
        let mut acts = Vec::new();
        if may && one.withdrawn_at.is_none() {
            let why = make.text("withdrawal", "reason", "plan-withdraw-reason", "");
            let act = make.ask("withdrawal", t.get("word-plan_withdraw"), vec![why]);
            acts.push(Act { look: "danger", ..act.hinted(t.get("plan-withdraw-hint")) });
        }
        let file = |file: &FileRow| {
            let href = format!("{}/files/{}", Plan::path_of(it.id), file.id);
            (href, file.name.clone(), t.size(file.size), file.thumbnail.is_some())
        };
        let by = one.withdrawn_by.zip(one.withdrawn_at);
        Ok(EvidencePage {
            page: ctx.page(t.get("plan-evidence")),
            back: Goal::path_of(it.id, goal.id),
            bar: t.get("nav-plans").to_owned(),
            here,
            version: it.version,
            why: String::new(),
            goal: goal.name.clone(),
            amount: amount(t, Some(one.amount), &unit(t, goal, None)),
            who: whole.name(one.by_person),
            at: t.stamp(one.at.millis()),
            withdrawn: by.map(|(person, at)| (whole.name(person).to_owned(), t.stamp(at.millis()))),
            files: files.iter().filter(|row| row.evidence == id).map(file).collect(),
            acts,
            one,
        })
    }
}

async fn record(ctx: Ctx, Path((plan, goal)): Path<(String, String)>, upload: Upload) -> Reply {
    let (plan, goal): (PlanId, GoalId) = (parse(&plan)?, parse(&goal)?);
    match recorded(&ctx, (plan, goal), &upload.fields, upload.files).await {
        Ok(()) => Ok(ctx.lead_to(&Goal::path_of(plan, goal), Some((Tone::Good, "flash-plan-recorded")))),
        Err(error) => super::goal::again(&ctx, (plan, goal), "evidence", upload.fields, error).await,
    }
}

async fn recorded(ctx: &Ctx, (plan, of): (PlanId, GoalId), fields: &Fields, parts: Vec<Part>) -> Result<()> {
    // Whoever records need not have the last version of the whole plan before their eyes.
    let by = ctx.by(None)?;
    let actor = by.actor.clone();
    // Only whoever may record here has a file looked at.
    ctx.read(move |reader| {
        let it = policy::find(reader, &actor, plan)?;
        let owner = store::goal(reader, plan, of)?.owner;
        policy::check(&actor, &it, Step::Record, &[owner]).map(drop)
    })
    .await?;
    let mut new = forms::evidence(fields, EvidenceId::new(ctx.now))?;
    if !parts.is_empty() {
        new.files = attachments::take_all(ctx, parts, files::check, Faults::none(), "file-refusal-empty").await?;
    }
    ctx.change(move |tx| Ok(actions::record(tx, &by, plan, of, &new)?.with(()))).await
}

async fn withdraw(ctx: Ctx, Path((plan, id)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (plan, id): (PlanId, EvidenceId) = (parse(&plan)?, parse(&id)?);
    let by = ctx.by(None)?;
    let typed = fields.clone();
    let withdrawn = ctx.change(move |tx| {
        actions::to_withdraw(tx, &by, plan, id)?;
        actions::withdraw(tx, &by, plan, id, &forms::words(&typed, "reason")?)
    });
    match withdrawn.await {
        Ok(_) => {
            let path = format!("{}/evidence/{id}", Plan::path_of(plan));
            Ok(ctx.lead_to(&path, Some((Tone::Good, "flash-plan-saved"))))
        }
        Err(error) => {
            let (typed, why, status) = returned(&ctx, "withdrawal", fields, error)?;
            let (whole, files) = find(&ctx, plan).await?;
            let mut page = EvidencePage::new(&ctx, &whole, &files, id, &typed)?;
            page.why = why;
            Ok((status, Html(page.render()?)).into_response())
        }
    }
}

async fn whole_file(ctx: Ctx, Path((plan, file)): Path<(String, String)>, headers: HeaderMap) -> Reply {
    let file = kept(&ctx, &plan, &file).await?;
    attachments::serve(&ctx, &file, &headers).await
}

async fn small_file(ctx: Ctx, Path((plan, file)): Path<(String, String)>, headers: HeaderMap) -> Reply {
    let file = kept(&ctx, &plan, &file).await?;
    attachments::serve(&ctx, &file.small(), &headers).await
}

/// The file, if this visitor may see its plan.
async fn kept(ctx: &Ctx, plan: &str, file: &str) -> Result<Kept> {
    let (plan, file): (PlanId, FileId) = (parse(plan)?, parse(file)?);
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        policy::find(reader, &actor, plan)?;
        let row = reader.find(&FILE, (file,))?.filter(|row| row.plan == plan).ok_or(Error::NotFound)?;
        Ok(Kept { name: row.name, mime: row.mime, digest: row.digest, thumbnail: row.thumbnail })
    })
    .await
}
