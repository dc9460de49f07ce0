//! What came from the nodes directly below for a period, what is missing, and a reminder.

use askama::Template;
use axum::extract::Path;
use identity::{Unit, tree};
use kernel::Error;
use kernel::id::UnitId;
use stats::Period;
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use crate::model::{Grain, Report};
use crate::period::{self, Due};
use crate::{actions, policy, queries, shown};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/report-returns/{unit}", page).post("/report-returns/{unit}/reminders", remind)
}

#[derive(Template)]
#[template(path = "reports/below.html")]
struct BelowPage<'a> {
    page: Page<'a>,
    unit: &'a Unit,
    period: String,
    code: String,
    due: String,
    over: bool,
    late: bool,
    may_remind: bool,
    times: Vec<Time>,
    come: usize,
    rows: Vec<Row>,
}

/// A period to look at.
struct Time {
    href: String,
    label: String,
    here: bool,
}

/// A node below.
struct Row {
    id: String,
    name: String,
    manned: bool,
    reports: Vec<Sent>,
}

/// What it sent.
struct Sent {
    href: String,
    title: String,
    serial: String,
    state: String,
    look: &'static str,
    day: String,
    late: bool,
}

async fn page(ctx: Ctx, Path(unit): Path<String>) -> Reply {
    let unit: UnitId = unit.parse().map_err(|_| Error::NotFound)?;
    let actor = ctx.actor()?.clone();
    policy::may_gather(&actor, unit).check()?;
    let asked = Fields::from_query(&ctx.visit.query);
    let now = ctx.now;
    let (grain, time) =
        period::parse(asked.get("period")).unwrap_or_else(|| (Grain::Month, period::last(Grain::Month, now)));
    let (unit, returns, due) = ctx
        .read(move |reader| {
            let unit = tree::unit(reader, unit)?;
            let returns = queries::returns(reader, &unit, grain, i64::from(time.from), now)?;
            let due = Due::of(reader, &unit, now)?.day(grain, time);
            Ok((unit, returns, due))
        })
        .await?;
    let t = ctx.t();
    let sent = |it: &Report| Sent {
        href: Report::path_of(it.id),
        title: shown::title(t, it),
        serial: it.serial.clone(),
        state: t.get(&format!("word-{}", it.state)).to_owned(),
        look: it.state.look(),
        day: it.sent_at.map(|at| t.date(at.millis())).unwrap_or_default(),
        late: it.supplements.is_none() && it.sent_at.is_some_and(|at| at.date() > due),
    };
    let rows: Vec<Row> = returns
        .iter()
        .map(|one| Row {
            id: one.unit.id.to_string(),
            name: one.unit.name.clone(),
            manned: one.manned,
            reports: one.sent.iter().map(sent).collect(),
        })
        .collect();
    ctx.show(&BelowPage {
        page: ctx.desk(t.get("report-below")),
        period: period::name(t, grain, time),
        code: period::code(grain, time),
        due: due.to_string(),
        over: period::is_over(time, now),
        late: now.date() > due,
        may_remind: policy::at(&actor, &[kernel::Role::UnionOfficer], unit.id),
        times: times(&ctx, &unit, (grain, time)),
        come: rows.iter().filter(|row| !row.reports.is_empty()).count(),
        rows,
        unit: &unit,
    })
}

fn times(ctx: &Ctx, unit: &Unit, here: (Grain, Period)) -> Vec<Time> {
    let t = ctx.t();
    let mut times = Vec::new();
    for (grain, many) in [(Grain::Month, 5), (Grain::Quarter, 3), (Grain::Year, 3)] {
        for time in period::lately(grain, ctx.now, many).into_iter().skip(1) {
            let href = format!("/report-returns/{}?period={}", unit.id, period::code(grain, time));
            times.push(Time { href, label: period::name(t, grain, time), here: here == (grain, time) });
        }
    }
    times
}

async fn remind(ctx: Ctx, Path(unit): Path<String>, Form(fields): Form) -> Reply {
    let above: UnitId = unit.parse().map_err(|_| Error::NotFound)?;
    let by = ctx.by(None)?;
    if !policy::at(&by.actor, &[kernel::Role::UnionOfficer], above) {
        return Err(Error::Denied(kernel::Reason::new("report-receivers-only")).into());
    }
    let child: UnitId = fields.get("child").parse().map_err(|_| Error::NotFound)?;
    let time = period::parse(fields.get("period")).ok_or(Error::NotFound)?;
    ctx.change(move |tx| actions::remind(tx, &by, above, child, time)).await?;
    let back = format!("/report-returns/{above}?period={}", period::code(time.0, time.1));
    Ok(ctx.lead_to(&back, Some((Tone::Good, "flash-report-reminded"))))
}
