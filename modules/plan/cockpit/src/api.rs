//! The JSON twins: the dictionary, the figures of a node, and one of them with its parts and months.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use jiff::civil::Date;
use kernel::Error;
use kernel::id::UnitId;
use serde::Serialize;
use stats::sight;
use stats::{Basis, Figure, Indicator, Nature, Node, Scope};
use ui::T;
use web::api::{Api, Query, Slice, Value};
use web::{Ctx, Fields, Reply, Routes, shape};

use crate::found::Dictionary;
use crate::parts::{Asked, Child, Turn};
use crate::traced::{OVERDUE, Subject, When, trace};

shape! {
    /// What a figure means.
    IndicatorTold: Serialize {
        /// By which everything else knows it.
        code: &'static str,
        /// Counts up with every change of its meaning.
        version: u32,
        /// Since when this version holds.
        valid_from: Date,
        /// Until when it held, inclusive.
        valid_until: Option<Date>,
        /// In the caller's language.
        name: String,
        /// Likewise; a share names its whole.
        definition: String,
        /// `count`, `persons`, `fen`, `days`, `share` or `per_head`.
        unit: &'static str,
        /// `flow` or `stock`.
        nature: &'static str,
        /// At whose place a record counts: `origin`, `taker`, `user` or `employer`.
        scope: &'static str,
        /// On which day it counts: `registered` or `happened`.
        basis: &'static str,
        /// The kinds of ledger entries that feed it.
        feeds: Vec<String>,
        /// Whether the public may see it.
        public: bool,
    }
}
shape! {
    /// A figure: a number of the indicator's unit, or what is divided by what; neither where there is nothing to say.
    FigureTold: Serialize {
        /// The indicator, or `overdue`.
        code: &'static str,
        /// The number; money is in fen.
        number: Option<i64>,
        /// What is divided.
        part: Option<i64>,
        /// By what.
        whole: Option<i64>,
    }
}
shape! {
    /// Figures of a node.
    NodeFigures: Serialize {
        /// The node.
        unit: UnitId,
        /// Its name.
        name: String,
        /// The time: `year=2026`, `month=2026-05` or `span=ever`, as one asks for it.
        time: String,
        /// Its figures.
        figures: Vec<FigureTold>,
    }
}
shape! {
    /// A part of a figure.
    FigurePart: Serialize {
        /// The child; absent when the unit is there no more.
        unit: Option<UnitId>,
        /// Its name.
        name: String,
        /// Whether it hangs here no more, though it did when it was counted.
        gone: bool,
        /// Its figure.
        figure: FigureTold,
    }
}
shape! {
    /// A month of a figure.
    FigureMonth: Serialize {
        /// `2026-05`.
        month: String,
        /// The figure.
        figure: FigureTold,
    }
}
shape! {
    /// A figure with the parts and months it comes from.
    FigureTraced: Serialize {
        /// The node.
        unit: UnitId,
        /// Its name.
        name: String,
        /// The time, as one asks for it.
        time: String,
        /// The figure.
        figure: FigureTold,
        /// By child; of a node with more than three hundred as many at a time, in the order of the tree.
        parts: Vec<FigurePart>,
        /// What asks for the parts that come next, as `after`.
        next: Option<i64>,
        /// What lies at the node itself, where the parts leave anything of a sum.
        own: Option<i64>,
        /// Of a node with more parts than are told here: what the others and the node itself come to, of a sum.
        rest: Option<i64>,
        /// Of the year that was asked for, those that have begun.
        months: Vec<FigureMonth>,
        /// The page with the records behind it, where there is one.
        records: Option<String>,
    }
}

impl FigureTold {
    fn of(code: &'static str, figure: Figure) -> FigureTold {
        let (number, part, whole) = match figure {
            Figure::Nothing => (None, None, None),
            Figure::Number(number) => (Some(number), None, None),
            Figure::Ratio { part, whole } => (None, Some(part), Some(whole)),
        };
        FigureTold { code, number, part, whole }
    }
}

const TIME: [Query; 3] = [
    Query::new::<i64>("year", "A calendar year; the present one unless something else is asked for."),
    Query::new::<String>("month", "A month instead: `2026-05`."),
    Query::new::<String>("span", "`ever` for everything until now instead."),
];
const CODES: Query = Query::new::<String>("codes", "Only these indicators, by code, with commas between.");

const AFTER: Query =
    Query::new::<i64>("after", "Further parts of a node with many: what the last answer calls `next`.");

/// The routes under `/api/v1`.
pub fn routes() -> Routes {
    api().into_routes()
}

/// What the routes say of themselves.
pub fn openapi() -> Value {
    api().into_document()
}

fn api() -> Api {
    let [year, month, span] = TIME;
    Api::of("figures")
        .get::<Slice<IndicatorTold>, _, _>("/api/v1/indicators", "The dictionary of figures.", &[], dictionary)
        .get::<NodeFigures, _, _>(
            "/api/v1/nodes/{unit}/figures",
            "Figures of a node of a union tree.",
            &[year, month, span, CODES],
            figures,
        )
        .get::<FigureTraced, _, _>(
            "/api/v1/nodes/{unit}/figures/{figure}",
            "One figure of a node, by child and by month. `overdue` is what is overdue now.",
            &[year, month, span, AFTER],
            traced,
        )
}

fn told(t: T, it: &Indicator) -> IndicatorTold {
    IndicatorTold {
        code: it.code,
        version: it.version,
        valid_from: it.valid_from,
        valid_until: it.valid_until,
        name: t.get(&it.name_key()).to_owned(),
        definition: t.get(&it.definition_key()).to_owned(),
        unit: it.unit.word(),
        nature: match it.nature {
            Nature::Flow => "flow",
            Nature::Stock => "stock",
        },
        scope: match it.scope {
            Scope::Origin => "origin",
            Scope::Taker => "taker",
            Scope::User => "user",
            Scope::Employer => "employer",
        },
        basis: match it.basis {
            Basis::Registered => "registered",
            Basis::Happened => "happened",
        },
        feeds: it.feeds.iter().map(|kind| (*kind).to_owned()).collect(),
        public: it.public,
    }
}

async fn dictionary(ctx: Ctx) -> Reply {
    ctx.actor()?;
    let t = ctx.t();
    let items = ctx.app.indicators().map(|it| told(t, it)).collect();
    Ok(Json(Slice::<IndicatorTold> { items, next: None }).into_response())
}

async fn figures(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let when = When::read(&fields, ctx.now);
    let dictionary = Dictionary::of(ctx.app.indicators());
    let asked = match fields.get("codes") {
        "" => dictionary.all().to_vec(),
        codes => codes
            .split(',')
            .map(|code| dictionary.these(&[code.trim()]).first().copied().ok_or_else(|| unknown(code)))
            .collect::<Result<_, _>>()?,
    };
    let actor = ctx.actor()?.clone();
    let answer = ctx
        .read(move |reader| {
            let unit = sight::find(reader, &actor, &unit)?;
            let found = stats::figures(reader, &Node::from(&unit), &asked, &[when.period()])?;
            let figure = |(it, figures): (&&'static Indicator, Vec<Figure>)| {
                FigureTold::of(it.code, figures.first().copied().unwrap_or_default())
            };
            let figures = asked.iter().zip(found).map(figure).collect();
            Ok(NodeFigures { unit: unit.id, name: unit.name, time: when.query(), figures })
        })
        .await?;
    Ok(Json(answer).into_response())
}

fn unknown(code: &str) -> Error {
    Error::Invalid(kernel::Faults::one("codes", kernel::Reason::new("cockpit-code-unknown").with("code", code.trim())))
}

async fn traced(ctx: Ctx, Path((unit, code)): Path<(String, String)>) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let (when, asked) = (When::read(&fields, ctx.now), Asked::through(&fields));
    let (actor, app, now, t) = (ctx.actor()?.clone(), ctx.app.clone(), ctx.now, ctx.t());
    let found = ctx
        .read(move |reader| {
            let dictionary = Dictionary::of(app.indicators());
            trace(reader, &actor, (&unit, &code), (when, &asked), &dictionary, &app.sources(), now)
        })
        .await?;
    let (code, records) = match found.subject {
        Subject::Indicator(it) => (it.code, (it.records)(found.unit.id, when.period())),
        Subject::Overdue => (OVERDUE, None),
    };
    let part = |child: &Child| FigurePart {
        unit: child.unit.as_ref().map(|unit| unit.id),
        name: child.unit.as_ref().map_or_else(|| t.get("cockpit-unknown").to_owned(), |unit| unit.name.clone()),
        gone: child.gone,
        figure: FigureTold::of(code, child.figures.first().copied().unwrap_or_default()),
    };
    let months = match when {
        When::Span(span) => span.months_of(span.year),
        When::Ever(_) => Vec::new(),
    };
    let month = |(period, figure): (&stats::Period, &Figure)| FigureMonth {
        month: format!("{:04}-{:02}", period.from.div_euclid(12), period.from.rem_euclid(12) + 1),
        figure: FigureTold::of(code, *figure),
    };
    let answer = FigureTraced {
        time: when.query(),
        figure: FigureTold::of(code, found.value),
        parts: found.parts.page().iter().map(part).collect(),
        next: found.parts.next.and_then(|turn| match turn {
            Turn::After(number) => Some(number),
            Turn::At(_) => None,
        }),
        own: found.rest.filter(|_| !found.parts.large),
        rest: found.rest.filter(|_| found.parts.large),
        months: months.iter().zip(&found.months.0).map(month).collect(),
        records,
        unit: found.unit.id,
        name: found.unit.name,
    };
    Ok(Json(answer).into_response())
}
