//! The register of rights, as a dense table and as a spreadsheet.

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use documents::{Cell, Column, Kind as CellKind, Sheet, write_xlsx};
use jiff::civil::Date;
use kernel::lifecycle::Word;
use kernel::{Error, Fen};
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes};
use works::rights::Kind;

use super::right;
use crate::register::{self, Fees, Line, MOST, Narrow, PAGE};
use crate::rights::Standing;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/rights", page).get("/rights/sheet", sheet)
}

#[derive(Template)]
#[template(path = "inventions/register.html")]
struct RegisterPage<'a> {
    page: Page<'a>,
    kinds: Vec<Choice<'static>>,
    standings: Vec<Choice<'static>>,
    fees: Vec<Choice<'static>>,
    mine: bool,
    narrowed: bool,
    sheet: String,
    rows: Vec<Row>,
    /// What the shown fees come to.
    owed: String,
    previous: String,
    next: String,
}

/// A right in the table.
struct Row {
    href: String,
    line: Line,
    kind: String,
    number: String,
    standing: String,
    /// The next fee: its day, its amount, how it stands and how that looks.
    fee: Option<(String, String, String, &'static str)>,
}

/// What a query asks for.
pub fn narrow(asked: &Fields) -> Narrow {
    Narrow {
        kind: Kind::from_word(asked.get("kind")),
        standing: Standing::from_word(asked.get("standing")),
        fees: Fees::from_word(asked.get("fees")),
        mine: asked.has("mine", "yes"),
    }
}

async fn page(ctx: Ctx) -> Reply {
    let (actor, today) = (ctx.actor()?.clone(), ctx.now.date());
    let asked = Fields::from_query(&ctx.visit.query);
    let narrow = narrow(&asked);
    let at: i64 = asked.get("page").parse().unwrap_or(0).clamp(0, 10_000);
    let mut lines = ctx.read(move |reader| register::lines(reader, &actor, narrow, today, PAGE, at * PAGE)).await?;
    let more = lines.len() as i64 > PAGE;
    lines.truncate(PAGE as usize);
    let t = ctx.t();
    let to = |at: i64| {
        let mut query = asked.clone();
        query.set("page", at.to_string());
        format!("/rights?{}", query.to_query())
    };
    let owed: i64 = lines.iter().filter_map(|line| line.fee_amount).map(|Fen(fen)| fen).sum();
    ctx.show(&RegisterPage {
        page: ctx.desk(t.get("rights-title")),
        kinds: choices(t, "word-right", narrow.kind),
        standings: choices(t, "word", narrow.standing),
        fees: choices(t, "rights-fees", narrow.fees),
        mine: narrow.mine,
        narrowed: narrow.kind.is_some() || narrow.standing.is_some() || narrow.fees.is_some() || narrow.mine,
        sheet: format!("/rights/sheet?{}", asked.to_query()),
        rows: lines.into_iter().map(|line| row(t, line, today)).collect(),
        owed: if owed > 0 { t.money_exact(owed) } else { String::new() },
        previous: if at > 0 { to(at - 1) } else { String::new() },
        next: if more { to(at + 1) } else { String::new() },
    })
}

fn choices<W: Word + std::fmt::Display>(t: T, prefix: &str, chosen: Option<W>) -> Vec<Choice<'static>> {
    let choice = |one: &W| Choice {
        value: one.word().into(),
        label: t.get(&format!("{prefix}-{one}")).to_owned().into(),
        chosen: chosen == Some(*one),
    };
    W::ALL.iter().map(choice).collect()
}

fn row(t: T, line: Line, today: Date) -> Row {
    Row {
        href: right::path(line.invention, line.id),
        kind: t.get(&format!("word-right-{}", line.kind)).to_owned(),
        number: line.shown(),
        standing: t.get(&format!("word-{}", line.standing)).to_owned(),
        fee: line.fee(today).map(|standing| {
            let due = line.fee_due.map(|due| due.to_string()).unwrap_or_default();
            let amount = line.fee_amount.map(|Fen(fen)| t.money_exact(fen)).unwrap_or_default();
            (due, amount, t.get(&format!("word-{standing}")).to_owned(), standing.look())
        }),
        line,
    }
}

async fn sheet(ctx: Ctx) -> Reply {
    let (actor, today) = (ctx.actor()?.clone(), ctx.now.date());
    let narrow = narrow(&Fields::from_query(&ctx.visit.query));
    let lines = ctx.read(move |reader| register::lines(reader, &actor, narrow, today, MOST, 0)).await?;
    let bytes = write_xlsx(&[workbook(ctx.t(), &lines, today)], ctx.now.china().datetime()).map_err(Error::broken)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let name = format!("attachment; filename=\"rights-{today}.xlsx\"");
    let name = HeaderValue::from_str(&name).map_err(Error::broken)?;
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn workbook(t: T, lines: &[Line], today: Date) -> Sheet {
    let column = |key, width, kind| Column::new(t.get(key), width, kind);
    let day = |day: Option<Date>| day.map_or(Cell::Empty, Cell::Date);
    let rows = lines.iter().map(|line| {
        let standing = line.fee(today).map(|standing| t.get(&format!("word-{standing}")).to_owned());
        vec![
            line.serial.as_str().into(),
            line.title.as_str().into(),
            t.get(&format!("word-right-{}", line.kind)).into(),
            line.shown().into(),
            t.get(&format!("word-{}", line.standing)).into(),
            line.holders.as_str().into(),
            line.keeper_name.as_str().into(),
            day(line.applied_on),
            day(line.granted_on),
            line.fee_year.map_or(Cell::Empty, Cell::Int),
            day(line.fee_due),
            line.fee_amount.map_or(Cell::Empty, |Fen(fen)| Cell::Money(fen)),
            standing.map_or(Cell::Empty, Into::into),
        ]
    });
    Sheet {
        name: t.get("rights-title").to_owned(),
        columns: vec![
            column("rights-col-serial", 24.0, CellKind::Text),
            column("rights-col-title", 40.0, CellKind::Text),
            column("invention-right-kind", 14.0, CellKind::Text),
            column("rights-col-number", 24.0, CellKind::Text),
            column("rights-col-standing", 12.0, CellKind::Text),
            column("invention-holders", 30.0, CellKind::Text),
            column("invention-keeper", 12.0, CellKind::Text),
            column("invention-applied-on", 12.0, CellKind::Date),
            column("invention-granted-on", 12.0, CellKind::Date),
            column("invention-fee-year", 10.0, CellKind::Int),
            column("invention-fee-due", 12.0, CellKind::Date),
            column("invention-fee-amount", 14.0, CellKind::Money),
            column("rights-col-fee", 12.0, CellKind::Text),
        ],
        rows: rows.collect(),
    }
}
