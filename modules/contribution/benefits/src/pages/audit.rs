//! Finance's form: the work, the claim, and beside each claimed number the one that is signed. A figure that
//! was signed before is looked at again on the same form.

use askama::Template;
use axum::extract::Path;
use kernel::{Error, Faults, Fen, Result};
use ui::page::Tone;
use ui::{Page, T};
use web::attachments::{Shown, shown};
use web::{Ctx, Fields, Form, Reply, Routes};
use works::uses::UseId;

use super::claim::{Graded, Sums, graded};
use super::evidence::{Evidence, Files, is_of, stage_words};
use super::statement::{Record, again, read};
use super::{parse, path};
use crate::actions;
use crate::decimal::Decimal;
use crate::forms;
use crate::lifecycle::{State, Step};
use crate::model::{Basis, Factor, Line, Sign, Worth};
use crate::policy;
use crate::view::{CalcLine, Errors, lines, money, number, worth};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/benefits/{use}/audit", page)
        .post("/benefits/{use}/audit", sign)
        .post("/benefits/{use}/audit/sum", sum)
}

/// A claimed line with the numbers that are signed in their place.
struct Row {
    what: String,
    claimed: String,
    evidence: String,
    files: Vec<Shown>,
    cells: Vec<Cell>,
}

/// A number to be signed.
struct Cell {
    field: String,
    name: String,
    /// What was claimed, with its unit.
    claimed: String,
    unit: String,
    value: String,
    error: String,
}

#[derive(Template)]
#[template(path = "benefits/audit.html")]
struct AuditPage<'a> {
    page: Page<'a>,
    back: String,
    action: String,
    record: &'a Record,
    version: i64,
    claimed: String,
    claimed_by: &'a str,
    claimed_lines: Vec<CalcLine>,
    rows: Vec<Row>,
    sums: Sums,
    graded: Vec<Graded>,
    words: &'a str,
    /// Evidence for the whole, or for a line that is there no more.
    files: Vec<Shown>,
    note: &'a str,
    errors: Errors,
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let record = open(&ctx, parse(&id)?).await?;
    let it = record.seen.stated()?;
    let mut fields = forms::fields(it.basis());
    fields.set("version", it.version.to_string());
    let page = draw(&ctx, &record, &fields, &Faults::none())?;
    ctx.show(&page)
}

async fn sign(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id = parse(&id)?;
    let record = open(&ctx, id).await?;
    if fields.sent("sum") {
        return ctx.show(&draw(&ctx, &record, &fields, &Faults::none())?);
    }
    let by = ctx.by(fields.version())?;
    let outcome = match forms::audit(&fields, &record.seen.stated()?.claim) {
        Ok((corrected, note)) => {
            ctx.change(move |tx| Ok(actions::audit(tx, &by, id, &corrected, &note)?.with(()))).await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, "flash-benefit-audit")))),
        Err(Error::Invalid(faults)) => ctx.show_again(&draw(&ctx, &record, &fields, &faults)?),
        Err(error) => again(&ctx, id, "", fields, error).await,
    }
}

/// The sum of the numbers typed so far. Nothing is kept.
async fn sum(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let record = open(&ctx, parse(&id)?).await?;
    ctx.show(&sums(ctx.t(), &record.seen.stated()?.claim, &fields))
}

/// The statement, for finance who may sign it now.
async fn open(ctx: &Ctx, id: UseId) -> Result<Record> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        let record = read(reader, &actor, id)?;
        let signed = record.seen.it.as_ref().is_some_and(|it| it.state == State::Audited);
        policy::check(&actor, &record.seen, if signed { Step::Recheck } else { Step::Audit })?;
        Ok(record)
    })
    .await
}

fn draw<'a>(ctx: &'a Ctx, record: &'a Record, fields: &'a Fields, faults: &Faults) -> Result<AuditPage<'a>> {
    let (t, it, errors) = (ctx.t(), record.seen.stated()?, Errors::new(ctx.t(), faults));
    let evidence = Evidence::of(&record.seen, &record.versions);
    let mut files = shown::<Files>(t, (ctx.actor()?, record.seen.work_use.id.any()), &evidence, &record.files, |of| {
        stage_words(t, of)
    });
    let again = it.state == State::Audited;
    let (rows, levels, words) = match &it.claim {
        Basis::Computed { lines } => {
            let mut rows: Vec<Row> =
                lines.iter().enumerate().map(|(at, line)| row(t, fields, &errors, at, line)).collect();
            for (row, line) in rows.iter_mut().zip(lines) {
                row.files = files.extract_if(.., |file| is_of(&file.stage, &line.what)).collect();
            }
            (rows, Vec::new(), "")
        }
        Basis::Graded { grid, words, .. } => (Vec::new(), graded(t, grid, fields, &errors), words.as_str()),
    };
    Ok(AuditPage {
        page: ctx.page(t.get(if again { "benefit-recheck-title" } else { "benefit-audit-title" })),
        back: path(record.seen.work_use.id),
        action: format!("{}/audit", path(record.seen.work_use.id)),
        record,
        version: fields.get("version").parse().unwrap_or_default(),
        claimed: worth(t, it.claimed),
        claimed_by: record.names.get(&it.claimed_by).map_or("", String::as_str),
        claimed_lines: if levels.is_empty() { Vec::new() } else { lines(t, &it.claim) },
        rows,
        sums: sums(t, &it.claim, fields),
        graded: levels,
        words,
        files,
        note: fields.get("note"),
        errors,
    })
}

fn row(t: T, fields: &Fields, errors: &Errors, at: usize, line: &Line) -> Row {
    let cell = |(nth, factor): (usize, &Factor)| {
        let field = format!("value-{at}-{nth}");
        Cell {
            name: factor.name.clone(),
            claimed: number(t, factor),
            unit: factor.unit.clone(),
            value: fields.get(&field).to_owned(),
            error: errors.of(&field),
            field,
        }
    };
    Row {
        what: named(t, line),
        claimed: money(t, line.fen()),
        evidence: line.evidence.clone(),
        files: Vec::new(),
        cells: line.factors.iter().enumerate().map(cell).collect(),
    }
}

fn named(t: T, line: &Line) -> String {
    match line.sign {
        Sign::Gain => line.what.clone(),
        Sign::Cost => t.with1("benefit-minus", "what", line.what.as_str()).into_owned(),
    }
}

fn sums(t: T, claim: &Basis, fields: &Fields) -> Sums {
    match claim {
        Basis::Computed { lines } => {
            let amounts: Vec<Option<Fen>> =
                lines.iter().enumerate().map(|(at, line)| amount(fields, at, line)).collect();
            let total = amounts.iter().try_fold(0_i64, |sum, fen| sum.checked_add(fen.map_or(0, |fen| fen.0)));
            let lines = lines.iter().zip(amounts).map(|(line, fen)| (named(t, line), money(t, fen))).collect();
            Sums { t, lines, total: money(t, total.map(Fen)) }
        }
        Basis::Graded { grid, .. } => {
            let chosen = grid.criteria.iter().filter_map(|criterion| {
                criterion.level(fields.get(&format!("level-{}", criterion.word))).map(|level| i64::from(level.points))
            });
            Sums { t, lines: Vec::new(), total: worth(t, Some(Worth::Points(chosen.sum()))) }
        }
    }
}

fn amount(fields: &Fields, at: usize, line: &Line) -> Option<Fen> {
    let values = (0..line.factors.len()).map(|nth| Decimal::parse(fields.get(&format!("value-{at}-{nth}"))).ok());
    let fen = Decimal::product(&values.collect::<Option<Vec<_>>>()?)?;
    Some(if line.sign == Sign::Cost { Fen(-fen.0) } else { fen })
}
