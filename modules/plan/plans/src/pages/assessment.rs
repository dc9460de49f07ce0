//! An assessment: figures beside what is said of each goal; written, signed, and a document.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use files::Kind;
use kernel::lifecycle::Word;
use kernel::{By, Error, Faults, Reason, Result};
use store::Reader;
use ui::page::Tone;
use ui::parts::{Cause, Choice};
use ui::{Locale, Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say};

use super::{Errors, choice, parse};
use crate::actions;
use crate::amount::Amount;
use crate::assessment::{Assessment, AssessmentId, Sheet, Verdict, YearLine};
use crate::later::{Later, later};
use crate::lifecycle::Step;
use crate::light::Light;
use crate::model::{Goal, Plan, PlanId};
use crate::shown::{self, NOTHING, amount, unit};
use crate::standing::Standing;
use crate::store::SHEET;
use crate::whole::Whole;
use crate::{forms, paper, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/plans/{plan}/assessments/{assessment}", page)
        .post("/plans/{plan}/assessments/{assessment}/words", write)
        .post("/plans/{plan}/assessments/{assessment}/signature", sign)
        .get("/plans/{plan}/assessments/{assessment}/document", document)
}

/// An assessment with its plan and the sheet it stands on: what was signed, and before that what stands now.
pub struct Found {
    /// The plan.
    pub whole: Whole,
    /// The assessment.
    pub one: Assessment,
    /// The sheet.
    pub sheet: Sheet,
    /// What stands now, where something else was signed.
    pub today: Option<Sheet>,
    /// What changed it since.
    pub later: Vec<Later>,
}

impl Found {
    /// Reads it for whoever asks.
    ///
    /// # Errors
    /// Not found.
    pub fn read(reader: &Reader<'_>, by: &By, book: &stats::Book, plan: PlanId, id: AssessmentId) -> Result<Found> {
        let (it, one) = actions::find_assessment(reader, by, plan, id)?;
        let whole = Whole::of(reader, &book.indicators, it, by.now)?;
        let signed = reader.find(&SHEET, (id,))?.map(|(sheet,)| sheet.0);
        let now = whole.sheet();
        let later = later(reader, &whole, &one)?;
        let (sheet, today) = match signed {
            Some(signed) => (signed, Some(now)),
            None => (now, None),
        };
        Ok(Found { whole, one, sheet, today, later })
    }
}

impl Found {
    /// What a goal has come to since, where it was signed as something else.
    pub fn now_of(&self, goal: &Goal) -> Option<Option<Amount>> {
        let signed = self.sheet.line(goal.id)?.years.last()?;
        let now = self.today.as_ref()?.line(goal.id)?.years.iter().find(|now| now.year == signed.year)?;
        (now.value != signed.value).then_some(now.value)
    }

    /// Whether something is different now from what was signed.
    fn differs(&self) -> bool {
        let tasks = |sheet: &Sheet, goal: &Goal| sheet.line(goal.id).map(|line| line.tasks);
        let differs = |today: &Sheet, goal: &Goal| tasks(today, goal) != tasks(&self.sheet, goal);
        self.whole
            .aims()
            .any(|goal| self.now_of(goal).is_some() || self.today.as_ref().is_some_and(|today| differs(today, goal)))
    }
}

/// The entries that changed what was signed, in words.
fn causes(t: T, found: &Found) -> Vec<Cause> {
    let comma = t.get("plan-comma");
    let one = |later: &Later| match later {
        Later::Figures(late) => {
            let changed = found.whole.aims().filter(|goal| late.codes.contains(&goal.indicator.as_str()));
            let names: Vec<&str> = changed.map(|goal| goal.name.as_str()).collect();
            web::later::cause(t, &late.entry, &late.place, names.join(comma))
        }
        Later::Own(entry, goal) => {
            let name = found.whole.goal(*goal).map_or("", |goal| goal.name.as_str());
            web::later::cause(t, entry, &found.whole.it.node, name.to_owned())
        }
    };
    found.later.iter().map(one).collect()
}

async fn find(ctx: &Ctx, plan: PlanId, id: AssessmentId) -> Result<Found> {
    let by = ctx.by(None)?;
    let book = ctx.app.book();
    ctx.read(move |reader| Found::read(reader, &by, &book, plan, id)).await
}

/// A goal with its figures and what is said of it.
struct Row {
    field: String,
    href: String,
    heading: String,
    name: String,
    target: String,
    value: String,
    light: &'static str,
    light_words: String,
    /// What it is now, where it was signed as something else.
    later: String,
    tasks: String,
    note: String,
    error: String,
}

#[derive(Template)]
#[template(path = "plans/assessment.html")]
struct AssessmentPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    it: &'a Plan,
    one: &'a Assessment,
    kind: String,
    why: String,
    day: String,
    verdict: String,
    signed: Option<(String, String)>,
    rows: Vec<Row>,
    writes: bool,
    signs: bool,
    barred: String,
    figures: String,
    words: String,
    verdicts: Vec<Choice<'static>>,
    errors: Errors,
    /// Whether something is different now from what was signed.
    differs: bool,
    causes: Vec<Cause>,
}

async fn page(ctx: Ctx, Path((plan, id)): Path<(String, String)>) -> Reply {
    let found = find(&ctx, parse(&plan)?, parse(&id)?).await?;
    ctx.show(&draw(&ctx, &found, &Fields::default(), &Faults::none())?)
}

async fn write(ctx: Ctx, Path((plan, id)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (plan, id): (PlanId, AssessmentId) = (parse(&plan)?, parse(&id)?);
    let by = ctx.by(fields.version())?;
    let typed = fields.clone();
    let written = ctx.change(move |tx| {
        policy::check(&by.actor, &policy::find(tx, &by.actor, plan)?, Step::Assess, &[])?;
        actions::write_assessment(tx, &by, plan, id, &forms::written(&typed)?)
    });
    done(&ctx, (plan, id), fields, written.await, "flash-plan-saved").await
}

async fn sign(ctx: Ctx, Path((plan, id)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (plan, id): (PlanId, AssessmentId) = (parse(&plan)?, parse(&id)?);
    let (by, book) = (ctx.by(fields.version())?, ctx.app.book());
    let typed = fields.clone();
    let signed = ctx.change(move |tx| {
        let (it, one) = actions::find_assessment(tx, &by, plan, id)?;
        policy::check(&by.actor, &it, one.kind.signing(), &[])?;
        if !typed.has("answer", "yes") {
            return Err(Error::invalid("answer", "plan-sign-tick"));
        }
        actions::sign(tx, &by, &book, plan, id, typed.get("figures"))
    });
    done(&ctx, (plan, id), fields, signed.await, "flash-plan-signed").await
}

/// Back to the assessment, with what was typed where it was not taken.
async fn done(
    ctx: &Ctx,
    (plan, id): (PlanId, AssessmentId),
    fields: Fields,
    result: Result<Assessment>,
    flash: &'static str,
) -> Reply {
    let error = match result {
        Ok(one) => return Ok(ctx.lead_to(&Assessment::path_of(plan, one.id), Some((Tone::Good, flash)))),
        Err(error) => error,
    };
    let (faults, why, status) = match error {
        // The figures moved while the signer looked at them: what is shown now is what would be signed.
        Error::Invalid(faults) if faults.of("figures").is_some() => {
            (Faults::none(), faults.of("figures").cloned(), StatusCode::CONFLICT)
        }
        Error::Invalid(faults) => (faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Overtaken => (Faults::none(), Some(Reason::new("plan-overtaken")), StatusCode::CONFLICT),
        Error::Refused(reason) => (Faults::none(), Some(reason), StatusCode::CONFLICT),
        other => return Err(other.into()),
    };
    let found = find(ctx, plan, id).await?;
    let mut page = draw(ctx, &found, &fields, &faults)?;
    page.why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(page.render()?)).into_response())
}

async fn document(ctx: Ctx, Path((plan, id)): Path<(String, String)>) -> Reply {
    let found = find(&ctx, parse(&plan)?, parse(&id)?).await?;
    // An assessment is a Chinese document, whatever language its reader's pages are in.
    let t = ctx.app.t(Locale::Zh);
    let paper = paper::of(t, &found, ctx.now);
    let pdf = tokio::task::spawn_blocking(move || documents::report(&paper)).await.map_err(Error::broken)?;
    let it = &found.whole.it;
    let name = format!("{}{}{}.pdf", it.node, it.name, t.get(&format!("plan-assessment-{}", found.one.kind)));
    Ok((files::serve::headers(Kind::Pdf, &name), pdf.map_err(Error::broken)?).into_response())
}

fn draw<'a>(ctx: &'a Ctx, found: &'a Found, fields: &Fields, faults: &Faults) -> Result<AssessmentPage<'a>> {
    let (t, actor) = (ctx.t(), ctx.actor()?);
    let (it, one) = (&found.whole.it, &found.one);
    let errors = Errors::told(t, faults);
    let open = one.signed_at.is_none();
    let writes = open && policy::may(actor, it, Step::Assess).allowed();
    let signs = policy::may(actor, it, one.kind.signing());
    let typed =
        |name: &str, start: &str| if fields.sent(name) { fields.get(name).to_owned() } else { start.to_owned() };
    let chosen = typed("verdict", one.verdict.map(Word::word).unwrap_or_default());
    let verdicts = Verdict::ALL
        .iter()
        .map(|word| choice(word.word(), t.get(&format!("plan-verdict-{word}")), chosen == word.word()));
    let kind = t.get(&format!("plan-assessment-{}", one.kind)).to_owned();
    let rows = found.whole.aims().map(|goal| {
        let mut row = row(t, found, goal);
        row.note = typed(&row.field, &row.note);
        errors.of(&row.field).clone_into(&mut row.error);
        row
    });
    Ok(AssessmentPage {
        page: ctx.page(format!("{} {kind}", it.name)),
        back: Plan::path_of(it.id),
        bar: t.get("nav-plans").to_owned(),
        here: Assessment::path_of(it.id, one.id),
        why: String::new(),
        day: found.sheet.day.to_string(),
        verdict: verdict(t, one),
        signed: one
            .signed_by
            .zip(one.signed_at)
            .map(|(person, at)| (found.whole.name(person).to_owned(), t.stamp(at.millis()))),
        rows: rows.collect(),
        writes,
        signs: open && signs.allowed(),
        barred: if open && !signs.allowed() {
            signs.reason().map(|reason| say(t, reason)).unwrap_or_default()
        } else {
            String::new()
        },
        figures: found.sheet.digest()?,
        words: typed("words", &one.words),
        verdicts: verdicts.collect(),
        errors,
        differs: found.differs(),
        causes: causes(t, found),
        kind,
        it,
        one,
    })
}

/// What came of the whole, in words.
pub fn verdict(t: T, one: &Assessment) -> String {
    one.verdict.map(|verdict| t.get(&format!("plan-verdict-{verdict}")).to_owned()).unwrap_or_default()
}

/// A light of a sheet in words; what the node does not carry itself has none.
pub fn line_light(t: T, found: &Found, goal: &Goal, light: Light) -> String {
    if goal.is_own(found.whole.it.kind) { shown::light(t, light) } else { t.get("plan-grey-below").to_owned() }
}

/// Target, value and light of a goal in a sheet, in words.
pub fn line_value(t: T, found: &Found, goal: &Goal) -> Option<(String, String, YearLine)> {
    let tasks = found.sheet.line(goal.id).map(|line| line.tasks).unwrap_or_default();
    let line = found.sheet.line(goal.id)?.years.last()?.clone();
    let unit = unit(t, goal, found.whole.indicator(goal));
    let standing = Standing {
        year: line.year,
        value: line.value,
        target: line.target,
        expected: None,
        light: line.light,
        why: None,
    };
    if !goal.is_own(found.whole.it.kind) {
        return Some((shown::demands(t, &found.whole, goal), String::new(), line));
    }
    let value = if goal.is_counted() { amount(t, line.value, &unit) } else { shown::tasks(t, tasks) };
    Some((shown::target(t, goal, &standing, &unit), value, line))
}

fn row(t: T, found: &Found, goal: &Goal) -> Row {
    let whole = &found.whole;
    let told = line_value(t, found, goal);
    let (target, value, line) = match told {
        Some((target, value, line)) => (target, value, Some(line)),
        None => (NOTHING.to_owned(), NOTHING.to_owned(), None),
    };
    let later = found.now_of(goal).map(|now| amount(t, now, &unit(t, goal, whole.indicator(goal))));
    let (done, all) = found.sheet.line(goal.id).map(|line| line.tasks).unwrap_or_default();
    let light = line.as_ref().map_or(Light::Grey, |line| line.light);
    Row {
        field: format!("note-{}", goal.id),
        href: Goal::path_of(whole.it.id, goal.id),
        heading: goal
            .parent
            .and_then(|parent| whole.goal(parent))
            .map(|parent| parent.name.clone())
            .unwrap_or_default(),
        name: goal.name.clone(),
        target,
        value,
        light: light.word(),
        light_words: line_light(t, found, goal, light),
        later: later.unwrap_or_default(),
        tasks: if all > 0 && goal.is_counted() { shown::tasks(t, (done, all)) } else { String::new() },
        note: found.one.note(goal.id).to_owned(),
        error: String::new(),
    }
}
