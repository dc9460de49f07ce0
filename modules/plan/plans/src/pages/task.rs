//! One task: changed while it is open, and said to be done by whoever does it.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse};
use kernel::{Error, Result};
use ui::Page;
use ui::page::Tone;
use web::acts::{Act, Kind, Maker, Typed, lead};
use web::{Ctx, Fields, Form, Reply, Routes};

use super::parse;
use super::record::{read, returned};
use crate::lifecycle::Step;
use crate::model::{Goal, GoalId, Plan, PlanId, Task, TaskId};
use crate::whole::Whole;
use crate::{actions, forms, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .post("/plans/{plan}/goals/{goal}/tasks", add)
        .get("/plans/{plan}/tasks/{task}", page)
        .post("/plans/{plan}/tasks/{task}/change", change)
        .post("/plans/{plan}/tasks/{task}/done", finish)
}

#[derive(Template)]
#[template(path = "plans/task.html")]
struct TaskPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    it: &'a Plan,
    task: &'a Task,
    why: String,
    goal: String,
    owner: &'a str,
    done_by: &'a str,
    when: String,
    look: &'static str,
    acts: Vec<Act>,
}

fn path_of(plan: PlanId, id: TaskId) -> String {
    format!("{}/tasks/{id}", Plan::path_of(plan))
}

async fn page(ctx: Ctx, Path((plan, task)): Path<(String, String)>) -> Reply {
    let whole = read(&ctx, parse(&plan)?).await?;
    ctx.show(&TaskPage::new(&ctx, &whole, parse(&task)?, &Typed::default())?)
}

async fn again(ctx: &Ctx, (plan, id): (PlanId, TaskId), noun: &str, fields: Fields, error: Error) -> Reply {
    let (typed, why, status) = returned(ctx, noun, fields, error)?;
    let whole = read(ctx, plan).await?;
    let mut page = TaskPage::new(ctx, &whole, id, &typed)?;
    page.why = why;
    Ok((status, Html(page.render()?)).into_response())
}

impl<'a> TaskPage<'a> {
    fn new(ctx: &'a Ctx, whole: &'a Whole, id: TaskId, typed: &Typed) -> Result<TaskPage<'a>> {
        let (t, it) = (ctx.t(), &whole.it);
        let task = whole.tasks.iter().find(|task| task.id == id).ok_or(Error::NotFound)?;
        let goal = whole.goal(task.goal).ok_or(Error::NotFound)?;
        let (when, look) = match (task.done_on, task.late(whole.today)) {
            (Some(day), _) => (t.with1("plan-done-on", "day", day.to_string()), "ok"),
            (None, Some(days)) => (t.with1("plan-late-days", "days", days), "late"),
            (None, None) => (t.with1("plan-until", "day", task.due.to_string()), ""),
        };
        Ok(TaskPage {
            page: ctx.page(task.name.clone()),
            back: Goal::path_of(it.id, goal.id),
            bar: t.get("nav-plans").to_owned(),
            here: path_of(it.id, id),
            why: String::new(),
            goal: goal.name.clone(),
            owner: task.owner.map(|owner| whole.name(owner)).unwrap_or_default(),
            done_by: task.done_by.map(|person| whole.name(person)).unwrap_or_default(),
            when: when.into_owned(),
            look,
            acts: acts(ctx, whole, goal, task, typed)?,
            it,
            task,
        })
    }

    fn lead(&self) -> Option<&Act> {
        self.acts.iter().find(|act| act.look == "primary")
    }
}

fn acts(ctx: &Ctx, whole: &Whole, goal: &Goal, task: &Task, typed: &Typed) -> Result<Vec<Act>> {
    let (t, actor, it) = (ctx.t(), ctx.actor()?, &whole.it);
    let make = Maker { t, base: path_of(it.id, task.id), typed };
    let mut acts = Vec::new();
    if task.done_on.is_some() {
        return Ok(acts);
    }
    if policy::may_as_owner(actor, it, Step::FinishTask, &[task.owner, goal.owner]).allowed() {
        let fields = vec![
            make.date("done", "done", "plan-done-day", whole.today),
            make.text("done", "note", "plan-done-note", "").optional(),
        ];
        acts.push(make.ask("done", t.get("word-plan_finish_task"), fields));
    }
    if policy::may(actor, it, Step::ChangeTask).allowed() {
        let line = |name, label: &str, start: &str| make.field("change", Kind::Line, name, label, start);
        let date = |name, label: &str, start: String| make.field("change", Kind::Date, name, label, &start);
        let owner = task.owner.map(|owner| whole.name(owner)).unwrap_or_default();
        let starts = task.starts.map(|day| day.to_string()).unwrap_or_default();
        let fields = vec![
            line("name", "plan-task-name", &task.name),
            line("owner", "plan-owner", owner).optional().hinted(t.get("plan-owner-hint")),
            line("owner_words", "plan-owner-words", &task.owner_words).optional(),
            date("starts", "plan-starts", starts).optional(),
            date("due", "plan-due", task.due.to_string()),
        ];
        acts.push(Act { look: "quiet", ..make.ask("change", t.get("word-plan_change_task"), fields) });
    }
    lead(&mut acts);
    Ok(acts)
}

async fn add(ctx: Ctx, Path((plan, goal)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (plan, goal): (PlanId, GoalId) = (parse(&plan)?, parse(&goal)?);
    let (by, id) = (ctx.by(fields.version())?, TaskId::new(ctx.now));
    let typed = fields.clone();
    let added = ctx.change(move |tx| {
        let it = policy::find(tx, &by.actor, plan)?;
        policy::check(&by.actor, &it, Step::AddTask, &[])?;
        let new = forms::task(tx, it.enterprise.unwrap_or(it.unit), &typed)?;
        actions::add_task(tx, &by, plan, goal, id, &new)
    });
    match added.await {
        Ok(_) => Ok(ctx.lead_to(&Goal::path_of(plan, goal), Some((Tone::Good, "flash-plan-saved")))),
        Err(error) => super::goal::again(&ctx, (plan, goal), "tasks", fields, error).await,
    }
}

async fn change(ctx: Ctx, Path((plan, task)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (plan, id): (PlanId, TaskId) = (parse(&plan)?, parse(&task)?);
    let by = ctx.by(fields.version())?;
    let typed = fields.clone();
    let changed = ctx.change(move |tx| {
        let it = policy::find(tx, &by.actor, plan)?;
        policy::check(&by.actor, &it, Step::ChangeTask, &[])?;
        let new = forms::task(tx, it.enterprise.unwrap_or(it.unit), &typed)?;
        actions::change_task(tx, &by, plan, id, &new)
    });
    match changed.await {
        Ok(_) => Ok(ctx.lead_to(&path_of(plan, id), Some((Tone::Good, "flash-plan-saved")))),
        Err(error) => again(&ctx, (plan, id), "change", fields, error).await,
    }
}

async fn finish(ctx: Ctx, Path((plan, task)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (plan, id): (PlanId, TaskId) = (parse(&plan)?, parse(&task)?);
    // Whoever does a task need not have the last version of the whole plan before their eyes.
    let by = ctx.by(None)?;
    let typed = fields.clone();
    let finished = ctx.change(move |tx| {
        actions::to_finish(tx, &by, plan, id)?;
        let day = forms::date(&typed, "done")?;
        actions::finish(tx, &by, plan, id, day, &forms::optional_words(&typed, "note")?)
    });
    match finished.await {
        Ok(_) => Ok(ctx.lead_to(&path_of(plan, id), Some((Tone::Good, "flash-plan-task-done")))),
        Err(error) => again(&ctx, (plan, id), "done", fields, error).await,
    }
}
