//! The form of a statement: lines of products with the sum beside them, or levels of the matrix.

use askama::Template;
use axum::extract::Path;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Fen, Result};
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes};
use works::uses::UseId;

use super::statement::again;
use super::{parse, path};
use crate::actions;
use crate::forms;
use crate::lifecycle::Step;
use crate::model::{MOST_FACTORS, MOST_LINES, Method, Sign};
use crate::policy::{self, Seen};
use crate::rules::{Grid, Rules};
use crate::view::{Errors, criterion_name, level_name, money};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/benefits/{use}/statement", page)
        .post("/benefits/{use}/statement", hand_in)
        .post("/benefits/{use}/statement/sum", sum)
}

/// A line as it is typed.
struct Row {
    at: usize,
    label: String,
    what: String,
    what_error: String,
    cost: bool,
    factors: Vec<Cell>,
    evidence: String,
    evidence_error: String,
    error: String,
}

/// A factor as it is typed.
struct Cell {
    id: String,
    name: String,
    value: String,
    unit: String,
    error: String,
    labels: [String; 3],
    /// What could stand there: name, number, unit.
    examples: Vec<String>,
}

impl Cell {
    fn example(&self, at: usize) -> &str {
        self.examples.get(at).map_or("", String::as_str)
    }
}

/// A criterion with its levels.
pub(super) struct Graded {
    pub field: String,
    pub name: String,
    pub choices: Vec<Choice<'static>>,
    pub error: String,
}

/// What is typed so far, added up.
#[derive(Template)]
#[template(path = "benefits/sum.html")]
pub(super) struct Sums {
    pub t: T,
    pub lines: Vec<(String, String)>,
    pub total: String,
}

#[derive(Template)]
#[template(path = "benefits/claim.html")]
struct ClaimPage<'a> {
    page: Page<'a>,
    back: String,
    action: String,
    seen: &'a Seen,
    version: i64,
    since: String,
    methods: Vec<Choice<'static>>,
    rows: Vec<Row>,
    full: bool,
    sums: Sums,
    graded: Vec<Graded>,
    words: &'a str,
    errors: Errors,
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (seen, grid) = open(&ctx, parse(&id)?).await?;
    let mut fields = seen
        .it
        .as_ref()
        .map_or_else(|| Fields::from_pairs([("method", Method::Computed.word())]), |it| forms::fields(&it.claim));
    fields.set("version", seen.version().to_string());
    ctx.show(&draw(&ctx, &seen, &grid, &fields, &Faults::none()))
}

async fn hand_in(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id = parse(&id)?;
    let (seen, grid) = open(&ctx, id).await?;
    if fields.sent("more") || fields.sent("sum") {
        return ctx.show(&draw(&ctx, &seen, &grid, &fields, &Faults::none()));
    }
    let by = ctx.by(fields.version())?;
    let outcome = match forms::basis(&fields, &grid) {
        Ok(basis) => ctx.change(move |tx| Ok(actions::hand_in(tx, &by, id, &basis)?.with(()))).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, "flash-benefit-statement")))),
        Err(Error::Invalid(faults)) => ctx.show_again(&draw(&ctx, &seen, &grid, &fields, &faults)),
        Err(error) => again(&ctx, id, "", fields, error).await,
    }
}

/// The sum of what is typed so far, for the page that shows it while one types. Nothing is kept.
async fn sum(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    open(&ctx, parse(&id)?).await?;
    ctx.show(&sums(ctx.t(), &fields))
}

/// The use for somebody who may state its benefit now, and the matrix of the enterprise.
async fn open(ctx: &Ctx, id: UseId) -> Result<(Seen, Grid)> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    ctx.read(move |reader| {
        let seen = policy::find(reader, &actor, id)?;
        let step = if seen.it.is_some() { Step::Restate } else { Step::HandIn };
        policy::check(&actor, &seen, step)?;
        let rules = Rules::of(reader, seen.work_use.enterprise, now)?;
        Ok((seen, rules.grid))
    })
    .await
}

fn draw<'a>(ctx: &'a Ctx, seen: &'a Seen, grid: &Grid, fields: &'a Fields, faults: &Faults) -> ClaimPage<'a> {
    let (t, errors) = (ctx.t(), Errors::new(ctx.t(), faults));
    let rows = forms::rows(fields);
    let method = |method: &Method| Choice {
        value: method.word().into(),
        label: t.get(&format!("word-{method}")).to_owned().into(),
        chosen: fields.has("method", method.word()),
    };
    ClaimPage {
        page: ctx.page(t.get("benefit-form-title")),
        back: if seen.it.is_some() { path(seen.work_use.id) } else { "/benefits".to_owned() },
        action: format!("{}/statement", path(seen.work_use.id)),
        seen,
        version: fields.get("version").parse().unwrap_or_default(),
        since: crate::view::day(t, seen.work_use.since),
        methods: Method::ALL.iter().map(method).collect(),
        rows: (0..rows).map(|at| row(t, fields, &errors, at)).collect(),
        full: rows == MOST_LINES,
        sums: sums(t, fields),
        graded: graded(t, grid, fields, &errors),
        words: fields.get("words"),
        errors,
    }
}

fn row(t: T, fields: &Fields, errors: &Errors, at: usize) -> Row {
    let get = |name: &str| fields.get(&format!("{name}-{at}")).to_owned();
    let filled = (0..MOST_FACTORS).rfind(|nth| {
        ["name", "value", "unit"].iter().any(|name| !fields.get(&format!("{name}-{at}-{nth}")).is_empty())
    });
    // Three factors are offered, the fourth once the third is used.
    let shown = (filled.map_or(0, |last| last + 2)).clamp(3, MOST_FACTORS);
    Row {
        at,
        label: t.with1("benefit-line", "n", at + 1).into_owned(),
        what: get("what"),
        what_error: errors.of(&format!("what-{at}")),
        cost: fields.get(&format!("sign-{at}")) == Sign::Cost.word(),
        factors: (0..shown).map(|nth| cell(t, fields, errors, at, nth)).collect(),
        evidence: get("evidence"),
        evidence_error: errors.of(&format!("evidence-{at}")),
        error: errors.of(&format!("line-{at}")),
    }
}

fn cell(t: T, fields: &Fields, errors: &Errors, at: usize, nth: usize) -> Cell {
    let id = format!("{at}-{nth}");
    let get = |name: &str| fields.get(&format!("{name}-{id}")).to_owned();
    let wrong = ["name", "value", "unit"].iter().map(|name| errors.of(&format!("{name}-{id}")));
    let label = |key: &str| t.with2(key, ("line", at + 1), ("n", nth + 1)).into_owned();
    Cell {
        name: get("name"),
        value: get("value"),
        unit: get("unit"),
        error: wrong.into_iter().find(|words| !words.is_empty()).unwrap_or_default(),
        examples: t.get(&format!("benefit-example-{nth}")).split('|').map(str::to_owned).collect(),
        labels: [label("benefit-factor-name"), label("benefit-factor-value"), label("benefit-factor-unit")],
        id,
    }
}

fn sums(t: T, fields: &Fields) -> Sums {
    let filled = (0..MOST_LINES).filter(|at| !forms::is_empty(fields, *at));
    let amounts: Vec<(String, Option<Fen>)> = filled
        .map(|at| {
            let what = fields.get(&format!("what-{at}")).trim();
            let what =
                if what.is_empty() { t.with1("benefit-line", "n", at + 1).into_owned() } else { what.to_owned() };
            (what, forms::amount(fields, at))
        })
        .collect();
    let total = amounts.iter().try_fold(0_i64, |sum, (_, fen)| sum.checked_add(fen.map_or(0, |fen| fen.0)));
    Sums {
        t,
        lines: amounts.into_iter().map(|(what, fen)| (what, money(t, fen))).collect(),
        total: money(t, total.map(Fen)),
    }
}

/// The matrix as choices.
pub(super) fn graded(t: T, grid: &Grid, fields: &Fields, errors: &Errors) -> Vec<Graded> {
    let graded = |criterion: &crate::rules::Criterion| {
        let field = format!("level-{}", criterion.word);
        let choice = |level: &crate::rules::Level| Choice {
            value: level.word.clone().into(),
            label: t
                .with2("benefit-level", ("name", level_name(t, level)), ("points", level.points))
                .into_owned()
                .into(),
            chosen: fields.has(&field, &level.word),
        };
        Graded {
            name: criterion_name(t, criterion).to_owned(),
            choices: criterion.levels.iter().map(choice).collect(),
            error: errors.of(&field),
            field,
        }
    };
    grid.criteria.iter().map(graded).collect()
}
