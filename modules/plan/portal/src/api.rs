//! The JSON twins, open to everybody.

use axum::http::HeaderMap;
use kernel::Error;
use kernel::id::UnitId;
use kernel::lifecycle::Word as _;
use serde::Serialize;
use serde_json::Value;
use stats::{Figure, Indicator};
use web::api::{Api, Query, Slice, Stamp};
use web::{Ctx, Fields, Reply, Routes, shape};
use works::{Kind, WorkId};

use crate::answer::kept;
use crate::figures::{Figures, public, year};
use crate::ground::Ground;
use crate::live::{Live, Span};
use crate::results::{After, Asked, find};

/// Results in a slice, unless told otherwise, and at most.
const SLICE: usize = 20;
const LONGEST: usize = 100;

web::word_shapes!(Span);

shape! {
    /// What was counted at a node.
    PortalCount: Serialize {
        /// The node.
        unit: UnitId,
        /// What people call it.
        name: String,
        /// Its code.
        code: String,
        /// Suggestions that were registered in the time.
        suggestions: i64,
        /// Benefits that finance signed for the first time in it.
        verified: i64,
    }
}
shape! {
    /// What the flame is made of.
    PortalLive: Serialize {
        /// Over which time it counts.
        span: Span,
        /// A mark of the counts: another one when any of them changed.
        state: String,
        /// How many one dot of the flame stands for.
        per_dot: i64,
        /// The top node.
        whole: PortalCount,
        /// Its parts. What lies at the top node itself is in none of them.
        parts: Vec<PortalCount>,
    }
}
shape! {
    /// A figure of a node in a year: a number of the indicator's unit, or what is divided by what.
    PortalFigure: Serialize {
        /// The code of the node.
        node: String,
        /// What people call it.
        name: String,
        /// The year.
        year: i64,
        /// The number; money is in fen.
        number: Option<i64>,
        /// What is divided.
        part: Option<i64>,
        /// By what.
        whole: Option<i64>,
    }
}
shape! {
    /// An indicator with its figures.
    PortalIndicator: Serialize {
        /// Its code.
        code: String,
        /// What it is called.
        name: String,
        /// What it means.
        definition: String,
        /// Which version of its definition.
        version: u32,
        /// In what it is told.
        unit: String,
        /// Of the top node and its parts, for three years.
        figures: Vec<PortalFigure>,
    }
}
shape! {
    /// A result that is open to everybody and in use.
    PortalResult: Serialize {
        /// Its id.
        id: WorkId,
        /// What it is.
        kind: Kind,
        /// Its number.
        serial: String,
        /// In a line.
        title: String,
        /// In a few sentences.
        gist: String,
        /// The enterprise it comes from.
        enterprise: String,
        /// The part of the top node it comes from.
        place: String,
        /// What its enterprise does.
        industry: String,
        /// Since when it is in use there.
        since: Option<Stamp>,
        /// When it became a result.
        at: Stamp,
        /// By how many units it is used.
        uses: i64,
        /// What finance has signed for these uses, in fen, twelve months of each.
        audited_fen: i64,
        /// The address of its page.
        url: String,
    }
}

fn api() -> Api {
    Api::of("portal")
        .open::<PortalLive, _, _>(
            "/api/v1/portal",
            "What the flame of the portal is made of, for everybody; it may be kept for some seconds",
            &[Query::new::<Span>("span", "Over which time; without it the shortest with enough in it.")],
            live,
        )
        .open::<Vec<PortalIndicator>, _, _>(
            "/api/v1/portal/figures",
            "The figures meant for everybody, of the top node and its parts",
            &[Query::new::<i64>("year", "The last of the three years; the present one without it.")],
            figures,
        )
        .open::<Slice<PortalResult>, _, _>(
            "/api/v1/portal/results",
            "The results that are open to everybody and in use",
            &[
                Query::new::<String>("q", "Words to be found."),
                Query::new::<Kind>("kind", "Only of this kind."),
                Query::new::<String>("industry", "Only of this industry."),
                Query::new::<String>("city", "Only from the part of the top node with this code."),
                Query::new::<u32>("limit", "How many, 1 to 100; 20 without it."),
                Query::new::<String>("cursor", "Where to go on: `next` of the slice before."),
            ],
            results,
        )
}

/// The routes.
pub fn routes() -> Routes {
    api().into_routes()
}

/// The part of the API's document.
pub fn openapi() -> Value {
    api().into_document()
}

async fn live(ctx: Ctx, headers: HeaderMap) -> Reply {
    let (now, asked) = (ctx.now, Fields::from_query(&ctx.visit.query));
    let span = match asked.get("span") {
        "" => None,
        word => Some(Span::asked(word).ok_or_else(|| Error::invalid("span", "portal-span-unknown"))?),
    };
    let all: Vec<&'static Indicator> = ctx.app.indicators().collect();
    let told = ctx
        .read(move |reader| {
            let ground = Ground::read(reader)?.ok_or(Error::NotFound)?;
            let live = Live::read(reader, &ground, &all, span, now)?;
            let parts = ground.parts.iter().zip(&live.parts).map(|(part, count)| PortalCount {
                unit: part.id,
                name: part.name.clone(),
                code: part.code.clone(),
                suggestions: count.suggestions,
                verified: count.verified,
            });
            Ok(PortalLive {
                span: live.span,
                state: live.state(),
                per_dot: live.per_dot(),
                parts: parts.collect(),
                whole: PortalCount {
                    unit: ground.unit.id,
                    name: ground.name.clone(),
                    code: ground.unit.code.clone(),
                    suggestions: live.total.suggestions,
                    verified: live.total.verified,
                },
            })
        })
        .await?;
    json(&headers, &told)
}

async fn figures(ctx: Ctx, headers: HeaderMap) -> Reply {
    let asked = year(Fields::from_query(&ctx.visit.query).get("year"), ctx.now);
    let (t, indicators) = (ctx.t(), public(ctx.app.indicators()));
    let (found, ground) = ctx
        .read(move |reader| {
            let ground = Ground::read(reader)?.ok_or(Error::NotFound)?;
            Ok((Figures::read(reader, &ground, indicators, asked)?, ground))
        })
        .await?;
    let indicator = |(at, it): (usize, &&'static Indicator)| {
        let told = found.rows().flat_map(|row| {
            let part = row.part.and_then(|part| ground.parts.get(part));
            let (node, name) = match part {
                Some(part) => (&part.code, &part.name),
                None => (&ground.unit.code, &ground.name),
            };
            found.years.iter().zip(&row.figures[at]).map(move |(year, figure)| {
                let (number, part, whole) = match figure {
                    Figure::Nothing => (None, None, None),
                    Figure::Number(number) => (Some(*number), None, None),
                    Figure::Ratio { part, whole } => (None, Some(*part), Some(*whole)),
                };
                PortalFigure { node: node.clone(), name: name.clone(), year: i64::from(*year), number, part, whole }
            })
        });
        PortalIndicator {
            code: it.code.to_owned(),
            name: t.get(&it.name_key()).to_owned(),
            definition: t.get(&it.definition_key()).to_owned(),
            version: it.version,
            unit: it.unit.word().to_owned(),
            figures: told.collect(),
        }
    };
    json(&headers, &found.indicators.iter().enumerate().map(indicator).collect::<Vec<_>>())
}

async fn results(ctx: Ctx, headers: HeaderMap) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let kind = match fields.get("kind") {
        "" => None,
        word => Some(Kind::from_word(word).ok_or_else(|| Error::invalid("kind", "portal-kind-unknown"))?),
    };
    let after = match fields.get("cursor") {
        "" => None,
        text => Some(After::parse(text).ok_or_else(|| Error::invalid("cursor", "portal-cursor-unreadable"))?),
    };
    let limit = match fields.get("limit") {
        "" => SLICE,
        text => text
            .parse()
            .ok()
            .filter(|limit| (1..=LONGEST).contains(limit))
            .ok_or_else(|| Error::invalid("limit", "portal-limit"))?,
    };
    let asked = Asked {
        text: kernel::text::clean(fields.get("q")).trim().chars().take(100).collect(),
        kind,
        industry: fields.get("industry").to_owned(),
        part: None,
        after,
        limit,
    };
    let found = find(&ctx.app, asked, fields.get("city")).await?.ok_or(Error::NotFound)?;
    if found.nowhere {
        return Err(Error::invalid("city", "portal-city-unknown").into());
    }
    let base = &ctx.app.config.base_url;
    let told = found.lines.into_iter().map(|line| PortalResult {
        url: format!("{base}/portal/results/{}", line.card.id),
        id: line.card.id,
        kind: line.card.kind,
        serial: line.card.serial,
        title: line.card.title,
        gist: line.card.gist,
        enterprise: line.enterprise,
        place: line.place,
        industry: line.card.industry,
        since: line.card.since.map(Stamp),
        at: Stamp(line.card.at),
        uses: line.uses,
        audited_fen: line.fen,
    });
    json(&headers, &Slice { items: told.collect::<Vec<_>>(), next: found.next.map(After::to_text) })
}

fn json(headers: &HeaderMap, told: &impl Serialize) -> Reply {
    Ok(kept(headers, "application/json", serde_json::to_vec(told).map_err(Error::broken)?))
}
