//! The figures meant for everybody: of the whole over three years, one of them by its parts, and all of them as data.

use askama::Template;
use axum::http::{HeaderMap, HeaderValue, header};
use cockpit::figures::{Meaning, meaning, told, weight};
use documents::{Cell, CsvWriter};
use kernel::Error;
use stats::{Figure, Indicator};
use ui::Page;
use web::{Ctx, Fields, Reply};

use crate::answer::{self, Wishes, kept};
use crate::figures::{Figures, public, year};
use crate::frame::{self, Frame, Link};
use crate::ground::Ground;

#[derive(Template)]
#[template(path = "portal/figures.html")]
struct FiguresPage<'a> {
    page: Page<'a>,
    frame: Frame,
    name: String,
    years: Vec<String>,
    others: Vec<Link>,
    rows: Vec<Row>,
    one: Option<One>,
    table: String,
    json: String,
}

/// An indicator over the years.
struct Row {
    meaning: Meaning,
    href: String,
    here: bool,
    values: Vec<String>,
}

/// One indicator by the parts of the whole.
struct One {
    meaning: Meaning,
    parts: Vec<Bar>,
    whole: Vec<String>,
}

/// A part with its figures, and a bar of the last.
struct Bar {
    name: String,
    values: Vec<String>,
    bar: i64,
}

pub(super) async fn page(mut ctx: Ctx, headers: HeaderMap) -> Reply {
    let wishes = Wishes::take(&mut ctx);
    let (t, now) = (ctx.t(), ctx.now);
    let fields = Fields::from_query(&ctx.visit.query);
    let asked = year(fields.get("year"), now);
    let indicators = public(ctx.app.indicators());
    let found = ctx
        .read(move |reader| {
            let Some(ground) = Ground::read(reader)? else { return Ok(None) };
            Ok(Some((Figures::read(reader, &ground, indicators, asked)?, ground)))
        })
        .await?;
    let ground = found.as_ref().map(|(_, ground)| ground);
    let present = year("", now);
    let code = fields.get("code");
    let href = |code: &str, of: i32| {
        let pairs = [("code", code.to_owned()), ("year", if of == present { String::new() } else { of.to_string() })];
        let query = Fields::from_pairs(pairs.into_iter().filter(|(_, value)| !value.is_empty())).to_query();
        format!("/portal/figures{}{query}", if query.is_empty() { "" } else { "?" })
    };
    let figures = found.as_ref().map(|(figures, _)| figures);
    let chosen = figures.and_then(|figures| {
        let at = figures.indicators.iter().position(|it| it.code == code);
        at.or(if figures.indicators.is_empty() { None } else { Some(0) })
    });
    let values = |it: &Indicator, figures: &[Figure]| -> Vec<String> {
        figures.iter().map(|figure| told(t, it.unit, *figure)).collect()
    };
    let rows = figures.map(|figures| {
        figures.indicators.iter().zip(&figures.whole.figures).enumerate().map(|(at, (it, row))| Row {
            meaning: meaning(t, it),
            href: format!("{}#h-one", href(it.code, asked)),
            here: chosen == Some(at),
            values: values(it, row),
        })
    });
    let one = figures.zip(ground).zip(chosen).map(|((figures, ground), at)| {
        let it = figures.indicators[at];
        let last = |row: &crate::figures::Row| row.figures[at].last().copied().and_then(weight);
        let most = figures.parts.iter().filter_map(last).max().unwrap_or(0).max(1);
        let mut parts: Vec<_> = figures.parts.iter().collect();
        parts.sort_by_key(|row| std::cmp::Reverse(last(row)));
        let bar = |row: &&crate::figures::Row| Bar {
            name: row.part.and_then(|part| ground.parts.get(part)).map(|part| part.name.clone()).unwrap_or_default(),
            values: values(it, &row.figures[at]),
            bar: last(row).unwrap_or(0).max(0) * 100 / most,
        };
        One {
            meaning: meaning(t, it),
            parts: parts.iter().map(bar).collect(),
            whole: values(it, &figures.whole.figures[at]),
        }
    });
    let frame = Frame::new(&ctx, ground, "/portal/figures", t.get("portal-figures-about").to_owned())
        .hidden(fields.sent("code") || fields.sent("year"));
    let shown = FiguresPage {
        page: frame::page(&ctx, t.get("portal-figures").to_owned()),
        name: ground.map(|ground| ground.name.clone()).unwrap_or_default(),
        years: (asked - 2..=asked).map(|year| year.to_string()).collect(),
        others: (present - 4..=present)
            .map(|of| Link { href: href(code, of), words: of.to_string(), here: of == asked })
            .collect(),
        rows: rows.map(Iterator::collect).unwrap_or_default(),
        one,
        table: format!("/portal/figures.csv?year={asked}"),
        json: format!("/api/v1/portal/figures?year={asked}"),
        frame,
    };
    let html = shown.render()?;
    Ok(answer::page(&ctx, wishes, &headers, html))
}

/// The same as a table of comma-separated values, a figure a line.
pub(super) async fn table(ctx: Ctx, headers: HeaderMap) -> Reply {
    let asked = year(Fields::from_query(&ctx.visit.query).get("year"), ctx.now);
    let indicators = public(ctx.app.indicators());
    let found = ctx
        .read(move |reader| {
            let ground = Ground::read(reader)?.ok_or(Error::NotFound)?;
            Ok((Figures::read(reader, &ground, indicators, asked)?, ground))
        })
        .await?;
    let t = ctx.t();
    let titles = ["code", "name", "unit", "node", "node_name", "year", "number", "part", "whole"];
    let mut csv = CsvWriter::new(Vec::new(), &titles).map_err(Error::broken)?;
    let (figures, ground) = &found;
    for (at, it) in figures.indicators.iter().enumerate() {
        for row in figures.rows() {
            let part = row.part.and_then(|part| ground.parts.get(part));
            let (code, name) = match part {
                Some(part) => (part.code.as_str(), part.name.as_str()),
                None => (ground.unit.code.as_str(), ground.name.as_str()),
            };
            for (year, figure) in figures.years.iter().zip(&row.figures[at]) {
                let numbers = match figure {
                    Figure::Nothing => [None, None, None],
                    Figure::Number(number) => [Some(*number), None, None],
                    Figure::Ratio { part, whole } => [None, Some(*part), Some(*whole)],
                };
                let mut cells = vec![
                    Cell::Text(it.code.to_owned()),
                    Cell::Text(t.get(&it.name_key()).to_owned()),
                    Cell::Text(it.unit.word().to_owned()),
                    Cell::Text(code.to_owned()),
                    Cell::Text(name.to_owned()),
                    Cell::Int(i64::from(*year)),
                ];
                cells.extend(numbers.map(|number| number.map_or(Cell::Empty, Cell::Int)));
                csv.row(&cells).map_err(Error::broken)?;
            }
        }
    }
    let mut response = kept(&headers, "text/csv; charset=utf-8", csv.finish().map_err(Error::broken)?);
    let name = format!("attachment; filename=\"figures-{asked}.csv\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
