//! The JSON twins of the pages, on the same forms and actions.

mod shapes;

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use kernel::lifecycle::Word;
use kernel::{Error, Result};
use serde::Serialize;
use serde_json::Value;
use web::api::{Api, Body, Query, Slice, skipped};
use web::{Ctx, Fields, Reply, Routes};

use crate::actions;
use crate::assessment::AssessmentId;
use crate::lifecycle::Step;
use crate::model::{EvidenceId, GoalId, PlanId, TaskId};
use crate::pages::{Found, step};
use crate::whole::Whole;
use crate::{forms, policy, queries, store};
use shapes::{
    AssessmentTold, EvidenceAsk, GoalAsk, PlanAsk, PlanChanged, PlanStep, PlanTold, PlanWhole, TargetsAsk, TaskAsk,
    TaskDone, TextAsk,
};

/// Plans in an answer.
const PAGE: i64 = 50;

const LIST: [Query; 2] = [
    Query::new::<String>("which", "`below` for the plans of nodes below; one's own otherwise."),
    Query::new::<String>("cursor", "The `next` of the slice before."),
];

fn api() -> Api {
    let api = Api::of("plans")
        .get::<Slice<PlanTold>, _, _>("/api/v1/plans", "Plans of the caller's nodes, the newest first.", &LIST, list)
        .post::<PlanAsk, PlanTold, _, _>("/api/v1/plans", "Drafts a plan, or takes one over.", draft)
        .get::<PlanWhole, _, _>("/api/v1/plans/{plan}", "One plan with its goals as they stand today.", &[], show)
        .post::<GoalAsk, PlanChanged, _, _>("/api/v1/plans/{plan}/goals", "Adds a goal.", add_goal)
        .post::<TargetsAsk, PlanChanged, _, _>(
            "/api/v1/plans/{plan}/goals/{goal}/targets",
            "Sets targets by level and year; a change of what is in force says why.",
            aim,
        )
        .post::<TaskAsk, PlanChanged, _, _>("/api/v1/plans/{plan}/goals/{goal}/tasks", "Adds a task.", add_task)
        .post::<TaskDone, PlanChanged, _, _>("/api/v1/plans/{plan}/tasks/{task}/done", "Says a task is done.", finish)
        .post::<EvidenceAsk, PlanChanged, _, _>(
            "/api/v1/plans/{plan}/goals/{goal}/evidence",
            "Records what was measured where no indicator measures.",
            record,
        )
        .post::<TextAsk, PlanChanged, _, _>(
            "/api/v1/plans/{plan}/evidence/{evidence}/withdrawal",
            "Withdraws what was recorded wrongly, with the reason.",
            withdraw,
        )
        .get::<AssessmentTold, _, _>(
            "/api/v1/plans/{plan}/assessments/{assessment}",
            "An assessment with the figures it stands on.",
            &[],
            assessment,
        );
    STEPS.iter().fold(api, |api, (path, noun, what)| {
        api.post::<PlanStep, PlanChanged, _, _>(path, what, |ctx, id, body| act(ctx, id, body, noun))
    })
}

/// Path, noun and meaning of each step.
const STEPS: [(&str, &str, &str); 4] = [
    ("/api/v1/plans/{plan}/enforcement", "enforcement", "Puts the plan into force."),
    ("/api/v1/plans/{plan}/following", "following", "Takes in what the plan above has added since."),
    ("/api/v1/plans/{plan}/closing", "closing", "Closes a plan that was assessed to its end."),
    ("/api/v1/plans/{plan}/removal", "removal", "Gives a draft up."),
];

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    api().into_routes()
}

/// What the routes say of themselves.
pub fn openapi() -> Value {
    api().into_document()
}

fn parse<I: std::str::FromStr>(id: &str) -> Result<I> {
    id.parse().map_err(|_| Error::NotFound)
}

fn json(value: &impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(Error::broken)
}

async fn list(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let asked = Fields::from_query(&ctx.visit.query);
    let (skip, below) = (skipped(&asked)?, asked.get("which") == "below");
    let plans = ctx
        .read(move |reader| match below {
            true => queries::below(reader, &actor, PAGE, skip),
            false => queries::of_nodes(reader, &policy::nodes(&actor, &policy::HOME), PAGE, skip),
        })
        .await?;
    Ok(Json(Slice::of(plans, PAGE, skip, PlanTold::from)).into_response())
}

async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (actor, book, now): (_, _, _) = (ctx.actor()?.clone(), ctx.app.book(), ctx.now);
    let id: PlanId = parse(&id)?;
    let whole = ctx.read(move |reader| Whole::read(reader, &actor, &book.indicators, id, now)).await?;
    Ok(Json(PlanWhole::of(&whole, now)).into_response())
}

async fn draft(ctx: Ctx, body: Body<PlanAsk>) -> Reply {
    let by = ctx.by(None)?;
    body.once(&ctx, async |asked| {
        let id = asked.id.unwrap_or_else(|| PlanId::new(by.now));
        let new = forms::draft(&asked.into_fields(), id)?;
        let it = ctx.change(move |tx| actions::draft(tx, &by, &new)).await?;
        json(&PlanTold::from(it))
    })
    .await
}

async fn act(ctx: Ctx, Path(id): Path<String>, body: Body<PlanStep>, noun: &'static str) -> Reply {
    let id: PlanId = parse(&id)?;
    body.once(&ctx, async |asked| {
        let by = ctx.by(asked.version)?;
        let it = ctx.change(move |tx| step(tx, &by, id, noun, &Fields::default())).await?;
        json(&PlanChanged::from(it))
    })
    .await
}

async fn add_goal(ctx: Ctx, Path(plan): Path<String>, body: Body<GoalAsk>) -> Reply {
    let plan: PlanId = parse(&plan)?;
    let book = ctx.app.book();
    body.once(&ctx, async |asked| {
        let by = ctx.by(asked.version)?;
        let id = asked.id.unwrap_or_else(|| GoalId::new(by.now));
        let fields = asked.into_fields();
        let it = ctx
            .change(move |tx| {
                let it = policy::find(tx, &by.actor, plan)?;
                policy::check(&by.actor, &it, Step::AddGoal, &[])?;
                let new = forms::goal(tx, it.enterprise.unwrap_or(it.unit), &book.indicators, &fields, true)?;
                actions::add(tx, &by, plan, id, &new)
            })
            .await?;
        json(&PlanChanged::from(it))
    })
    .await
}

async fn aim(ctx: Ctx, Path((plan, goal)): Path<(String, String)>, body: Body<TargetsAsk>) -> Reply {
    let (plan, id): (PlanId, GoalId) = (parse(&plan)?, parse(&goal)?);
    body.once(&ctx, async |asked| {
        let by = ctx.by(asked.version)?;
        let fields = asked.into_fields();
        let it = ctx
            .change(move |tx| {
                policy::check(&by.actor, &policy::find(tx, &by.actor, plan)?, Step::Aim, &[])?;
                let aims = forms::aims(&fields)?;
                actions::aim(tx, &by, plan, id, &aims, &forms::optional_words(&fields, "reason")?)
            })
            .await?;
        json(&PlanChanged::from(it))
    })
    .await
}

async fn add_task(ctx: Ctx, Path((plan, goal)): Path<(String, String)>, body: Body<TaskAsk>) -> Reply {
    let (plan, goal): (PlanId, GoalId) = (parse(&plan)?, parse(&goal)?);
    body.once(&ctx, async |asked| {
        let by = ctx.by(asked.version)?;
        let id = asked.id.unwrap_or_else(|| TaskId::new(by.now));
        let fields = asked.into_fields();
        let it = ctx
            .change(move |tx| {
                let it = policy::find(tx, &by.actor, plan)?;
                policy::check(&by.actor, &it, Step::AddTask, &[])?;
                let new = forms::task(tx, it.enterprise.unwrap_or(it.unit), &fields)?;
                actions::add_task(tx, &by, plan, goal, id, &new)
            })
            .await?;
        json(&PlanChanged::from(it))
    })
    .await
}

async fn finish(ctx: Ctx, Path((plan, task)): Path<(String, String)>, body: Body<TaskDone>) -> Reply {
    let (plan, id): (PlanId, TaskId) = (parse(&plan)?, parse(&task)?);
    body.once(&ctx, async |asked| {
        let by = ctx.by(None)?;
        let fields = Fields::from_pairs([("note", asked.note.unwrap_or_default())]);
        let it = ctx
            .change(move |tx| {
                actions::to_finish(tx, &by, plan, id)?;
                actions::finish(tx, &by, plan, id, asked.done, &forms::optional_words(&fields, "note")?)
            })
            .await?;
        json(&PlanChanged::from(it))
    })
    .await
}

async fn record(ctx: Ctx, Path((plan, goal)): Path<(String, String)>, body: Body<EvidenceAsk>) -> Reply {
    let (plan, of): (PlanId, GoalId) = (parse(&plan)?, parse(&goal)?);
    body.once(&ctx, async |asked| {
        let by = ctx.by(None)?;
        let id = asked.id.unwrap_or_else(|| EvidenceId::new(by.now));
        let fields = asked.into_fields();
        let it = ctx
            .change(move |tx| {
                let it = policy::find(tx, &by.actor, plan)?;
                policy::check(&by.actor, &it, Step::Record, &[store::goal(tx, plan, of)?.owner])?;
                actions::record(tx, &by, plan, of, &forms::evidence(&fields, id)?)
            })
            .await?;
        json(&PlanChanged::from(it))
    })
    .await
}

async fn withdraw(ctx: Ctx, Path((plan, id)): Path<(String, String)>, body: Body<TextAsk>) -> Reply {
    let (plan, id): (PlanId, EvidenceId) = (parse(&plan)?, parse(&id)?);
    body.once(&ctx, async |asked| {
        let by = ctx.by(None)?;
        let fields = Fields::from_pairs([("reason", asked.reason)]);
        let it = ctx
            .change(move |tx| {
                actions::to_withdraw(tx, &by, plan, id)?;
                actions::withdraw(tx, &by, plan, id, &forms::words(&fields, "reason")?)
            })
            .await?;
        json(&PlanChanged::from(it))
    })
    .await
}

async fn assessment(ctx: Ctx, Path((plan, id)): Path<(String, String)>) -> Reply {
    let (plan, id): (PlanId, AssessmentId) = (parse(&plan)?, parse(&id)?);
    let (by, book) = (ctx.by(None)?, ctx.app.book());
    let found = ctx.read(move |reader| Found::read(reader, &by, &book, plan, id)).await?;
    Ok(Json(AssessmentTold::of(&found)?).into_response())
}

/// A word as a form has it.
fn worded(word: Option<impl Word>) -> String {
    word.map(Word::word).unwrap_or_default().to_owned()
}
