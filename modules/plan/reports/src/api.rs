//! The JSON twins of the pages, on the same forms and actions.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use kernel::id::UnitId;
use kernel::{By, Error, Result, Role};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use web::api::{Api, Body, Query, Slice, Stamp, skipped};
use web::later::LaterCause;
use web::{Ctx, Fields, Reply, Routes, shape};

use crate::actions;
use crate::layout::checked;
use crate::lifecycle::State;
use crate::model::{Grain, Layout, LayoutId, OwnLayout, Report, ReportId, Rows};
use crate::pages::step;
use crate::queries::{self, Record};
use crate::sheet::{Cell, Row};
use crate::{forms, period, policy};

web::word_shapes!(State, Grain, Rows);

/// Reports in an answer.
const PAGE: i64 = 50;

shape! {
    /// A report.
    ReportTold: Serialize {
        /// Its id.
        id: ReportId,
        /// The node that reports.
        unit: UnitId,
        /// The node's name when it was drafted.
        node: String,
        /// Its number, from the signature on; empty before.
        serial: String,
        /// How long its time is.
        grain: Grain,
        /// Its time: `2026-05`, `2026-Q2` or `2026`.
        period: String,
        /// Where it stands.
        state: State,
        /// Counts up with every change; send it back with the next step.
        version: i64,
        /// The report it adds to.
        supplements: Option<ReportId>,
        /// Words beside the figures.
        words: String,
        /// When it was signed; from then on its figures are frozen.
        signed_at: Option<Stamp>,
        /// The node it was sent to.
        sent_to: Option<UnitId>,
        /// When it was sent.
        sent_at: Option<Stamp>,
        /// When it was received there.
        received_at: Option<Stamp>,
    }
}
shape! {
    /// A figure: a number of the indicator's unit, or what is divided by what; neither where there is nothing to say.
    ReportFigure: Serialize {
        /// The indicator.
        code: String,
        /// Which version of its definition.
        version: u32,
        /// The number; money is in fen.
        number: Option<i64>,
        /// What is divided.
        part: Option<i64>,
        /// By what.
        whole: Option<i64>,
        /// The same a year before.
        number_before: Option<i64>,
        /// What was divided a year before.
        part_before: Option<i64>,
        /// By what.
        whole_before: Option<i64>,
        /// The number as it is counted now, where it was signed as another.
        number_today: Option<i64>,
    }
}
shape! {
    /// A line of a report.
    ReportLine: Serialize {
        /// Whose it is; nobody's for what lies at the node itself.
        unit: Option<UnitId>,
        /// Its name.
        name: String,
        /// Its figures, in the order of the layout.
        figures: Vec<ReportFigure>,
    }
}
shape! {
    /// A report with its figures.
    ReportWhole: Serialize {
        /// The report.
        report: ReportTold,
        /// The node's figures.
        total: ReportLine,
        /// Those of the nodes below.
        lines: Vec<ReportLine>,
        /// What tells this table apart from others; who signs sends it back.
        figures: String,
        /// What changed frozen figures since.
        causes: Vec<LaterCause>,
    }
}
shape! {
    /// A report to be drafted.
    ReportDraft: Deserialize {
        /// Its id; a new one unless said otherwise.
        id: Option<ReportId>,
        /// The node.
        unit: UnitId,
        /// `monthly`, `quarterly`, `yearly`, or the id of a layout of the node.
        layout: String,
        /// `2026-05`, `2026-Q2` or `2026`.
        period: String,
    }
}
shape! {
    /// What a step says.
    ReportStep: Deserialize {
        /// The version that was read; a step on another one is refused.
        version: Option<i64>,
        /// With a review or a receipt.
        note: Option<String>,
        /// With a return, a question or a supplement.
        reason: Option<String>,
        /// With words or an answer.
        text: Option<String>,
        /// With a signature: the table that was read.
        figures: Option<String>,
        /// With a signature: that the signer answers for the figures.
        answers: Option<bool>,
    }
}
shape! {
    /// A layout of a node.
    ReportLayout: Serialize {
        /// Its id.
        id: LayoutId,
        /// The node.
        unit: UnitId,
        /// Its name.
        name: String,
        /// How long the time of its reports is.
        grain: Grain,
        /// Its rows.
        rows: Rows,
        /// Whether the same period a year before stands beside.
        compare: bool,
        /// Its indicators, in order.
        indicators: Vec<String>,
        /// Counts up with every change.
        version: i64,
    }
}
shape! {
    /// A layout to be made.
    ReportLayoutAsk: Deserialize {
        /// Its id; a new one unless said otherwise.
        id: Option<LayoutId>,
        /// The node.
        unit: UnitId,
        /// Its name.
        name: String,
        /// How long the time of its reports is.
        grain: Grain,
        /// Its rows.
        rows: Rows,
        /// Whether the same period a year before stands beside.
        compare: bool,
        /// Its indicators, by code, in order.
        indicators: Vec<String>,
    }
}

impl From<Report> for ReportTold {
    fn from(it: Report) -> ReportTold {
        ReportTold {
            period: period::code(it.grain, it.period()),
            id: it.id,
            unit: it.unit,
            node: it.name,
            serial: it.serial,
            grain: it.grain,
            state: it.state,
            version: it.version,
            supplements: it.supplements,
            words: it.words,
            signed_at: it.signed_at.map(Stamp),
            sent_to: it.sent_to,
            sent_at: it.sent_at.map(Stamp),
            received_at: it.received_at.map(Stamp),
        }
    }
}

impl From<OwnLayout> for ReportLayout {
    fn from(own: OwnLayout) -> ReportLayout {
        let layout = own.layout.0;
        ReportLayout {
            id: own.id,
            unit: own.unit,
            name: layout.name,
            grain: layout.grain,
            rows: layout.rows,
            compare: layout.compare,
            indicators: layout.indicators,
            version: own.version,
        }
    }
}

const LIST: [Query; 2] = [
    Query::new::<String>("which", "`received` for what came from below; one's own otherwise."),
    Query::new::<String>("cursor", "The `next` of the slice before."),
];

fn api() -> Api {
    let api = Api::of("reports")
        .get::<Slice<ReportTold>, _, _>(
            "/api/v1/reports",
            "Reports of the caller's nodes, the newest first.",
            &LIST,
            list,
        )
        .post::<ReportDraft, ReportTold, _, _>("/api/v1/reports", "Drafts a report from the records.", draft)
        .get::<ReportWhole, _, _>("/api/v1/reports/{report}", "One report with its figures.", &[], show)
        .post::<ReportLayoutAsk, ReportLayout, _, _>("/api/v1/report-layouts", "Makes a layout for a node.", make);
    STEPS.iter().fold(api, |api, (path, noun, what)| {
        api.post::<ReportStep, ReportTold, _, _>(path, what, |ctx, id, body| act(ctx, id, body, noun))
    })
}

/// Path, noun and meaning of each step.
const STEPS: [(&str, &str, &str); 11] = [
    ("/api/v1/reports/{report}/words", "words", "Words beside the figures."),
    ("/api/v1/reports/{report}/review-request", "review-request", "Asks for a review by somebody else."),
    ("/api/v1/reports/{report}/review", "review", "Somebody else found it in order."),
    ("/api/v1/reports/{report}/return", "return", "Back to the drafter, with the reason."),
    ("/api/v1/reports/{report}/signature", "signature", "Answers for the figures and freezes them."),
    ("/api/v1/reports/{report}/sending", "sending", "Sends it to the node above."),
    ("/api/v1/reports/{report}/receipt", "receipt", "The node above has it."),
    ("/api/v1/reports/{report}/question", "question", "The node above asks, with the reason."),
    ("/api/v1/reports/{report}/answer", "answer", "Answers what was asked."),
    ("/api/v1/reports/{report}/supplement", "supplement", "Drafts a supplement, with the reason."),
    ("/api/v1/reports/{report}/removal", "removal", "Gives it up before it is signed."),
];

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    api().into_routes()
}

/// What the routes say of themselves.
pub fn openapi() -> Value {
    api().into_document()
}

async fn list(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let asked = Fields::from_query(&ctx.visit.query);
    let (skip, received) = (skipped(&asked)?, asked.get("which") == "received");
    let rows = ctx
        .read(move |reader| match received {
            true => queries::sent_to(reader, &policy::nodes(&actor, &[Role::UnionOfficer, Role::Auditor]), PAGE, skip),
            false => queries::of_nodes(reader, &policy::nodes(&actor, &policy::HOME), PAGE, skip),
        })
        .await?;
    Ok(Json(Slice::of(rows, PAGE, skip, ReportTold::from)).into_response())
}

async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (actor, book, now) = (ctx.actor()?.clone(), ctx.app.book(), ctx.now);
    let id: ReportId = id.parse().map_err(|_| Error::NotFound)?;
    let record = ctx.read(move |reader| Record::read(reader, &actor, &book, id, now)).await?;
    Ok(Json(whole(record)?).into_response())
}

fn whole(record: Record) -> Result<ReportWhole> {
    let line = |row: &Row| ReportLine { unit: row.unit, name: row.name.clone(), figures: figures(&record, row) };
    Ok(ReportWhole {
        total: line(&record.sheet.total),
        lines: record.sheet.rows.iter().map(line).collect(),
        figures: record.sheet.digest()?,
        causes: record.late.iter().map(LaterCause::from).collect(),
        report: record.it.into(),
    })
}

fn figures(record: &Record, row: &Row) -> Vec<ReportFigure> {
    let today = record.today.as_ref();
    let today = today.and_then(|today| today.rows.iter().chain([&today.total]).find(|line| line.unit == row.unit));
    let one = |(at, (code, version)): (usize, &(String, u32))| {
        let now = row.now.get(at).copied().unwrap_or(Cell::Nothing);
        let before = row.before.get(at).copied().unwrap_or(Cell::Nothing);
        let later = today.and_then(|line| line.now.get(at).copied()).filter(|later| *later != now);
        let (number, part, whole) = parts(now);
        let (number_before, part_before, whole_before) = parts(before);
        ReportFigure {
            code: code.clone(),
            version: *version,
            number,
            part,
            whole,
            number_before,
            part_before,
            whole_before,
            number_today: later.and_then(|later| parts(later).0),
        }
    };
    record.sheet.columns.iter().enumerate().map(one).collect()
}

fn parts(cell: Cell) -> (Option<i64>, Option<i64>, Option<i64>) {
    match cell {
        Cell::Nothing => (None, None, None),
        Cell::Number(number) => (Some(number), None, None),
        Cell::Ratio(part, whole) => (None, Some(part), Some(whole)),
    }
}

async fn draft(ctx: Ctx, body: Body<ReportDraft>) -> Reply {
    let by = ctx.by(None)?;
    body.once(&ctx, async |asked| {
        let id = asked.id.unwrap_or_else(|| ReportId::new(by.now));
        let unit = asked.unit.to_string();
        let new = forms::draft(
            &Fields::from_pairs([("unit", unit), ("layout", asked.layout), ("period", asked.period)]),
            id,
        )?;
        let it = ctx.change(move |tx| actions::draft(tx, &by, &new)).await?;
        serde_json::to_value(ReportTold::from(it)).map_err(Error::broken)
    })
    .await
}

async fn act(ctx: Ctx, Path(id): Path<String>, body: Body<ReportStep>, noun: &'static str) -> Reply {
    let (actor, book) = (ctx.actor()?.clone(), ctx.app.book());
    let id: ReportId = id.parse().map_err(|_| Error::NotFound)?;
    body.once(&ctx, async |asked| {
        let by = By { actor, now: ctx.now, version: asked.version };
        let said = [("note", asked.note), ("reason", asked.reason), ("text", asked.text), ("figures", asked.figures)];
        let mut fields = Fields::from_pairs(said.into_iter().filter_map(|(name, value)| Some((name, value?))));
        if asked.answers == Some(true) {
            fields.set("answer", "yes");
        }
        let it = ctx.change(move |tx| step(tx, &by, &book, id, noun, &fields)).await?;
        serde_json::to_value(ReportTold::from(it)).map_err(Error::broken)
    })
    .await
}

async fn make(ctx: Ctx, body: Body<ReportLayoutAsk>) -> Reply {
    let by = ctx.by(None)?;
    let dictionary = ctx.app.book().indicators;
    body.once(&ctx, async |asked| {
        let id = asked.id.unwrap_or_else(|| LayoutId::new(by.now));
        let layout = Layout {
            name: asked.name,
            preset: None,
            grain: asked.grain,
            rows: asked.rows,
            compare: asked.compare,
            indicators: asked.indicators,
        };
        let layout = checked(&dictionary, layout)?;
        let own = ctx.change(move |tx| actions::make(tx, &by, id, asked.unit, &layout)).await?;
        serde_json::to_value(ReportLayout::from(own)).map_err(Error::broken)
    })
    .await
}
