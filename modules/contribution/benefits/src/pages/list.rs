//! What waits for finance, what came back, what was signed, what nobody stated yet.

use askama::Template;
use kernel::{Actor, Role, Time};
use ui::page::Density;
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes};

use super::path;
use crate::deadlines::minutes_left;
use crate::lifecycle::State;
use crate::queries::{self, Listed, MOST, Unstated};
use crate::view::{day, worth};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/benefits", list)
}

/// Whether the list stands in somebody's navigation: who audits, answers for, or looks after benefits.
pub fn concerns(actor: &Actor) -> bool {
    [Role::FinanceAuditor, Role::Approver, Role::InnovationOfficer].iter().any(|role| actor.has_somewhere(*role))
}

/// A line that leads to a statement.
struct Line {
    href: String,
    title: String,
    about: String,
    figure: String,
    /// Whether the figure is signed.
    signed: bool,
    revoked: bool,
    left: Option<i64>,
}

#[derive(Template)]
#[template(path = "benefits/list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    finance: bool,
    rules: bool,
    waiting: Vec<Line>,
    rechecks: Vec<Line>,
    sent_back: Vec<Line>,
    unstated: Vec<Line>,
    signed: Vec<Line>,
    next: String,
}

async fn list(ctx: Ctx) -> Reply {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let before = Fields::from_query(&ctx.visit.query).get("before").parse().ok().map(Time::from_millis);
    let (finance, rules) = (actor.has_somewhere(Role::FinanceAuditor), super::rules::concerns(&actor));
    let found = ctx.read(move |reader| {
        Ok((
            queries::waiting(reader, &actor)?,
            queries::rechecks(reader, &actor, now)?,
            queries::sent_back(reader, &actor)?,
            queries::unstated(reader, &actor)?,
            queries::signed(reader, &actor, before)?,
        ))
    });
    let (waiting, rechecks, sent_back, unstated, signed) = found.await?;
    let t = ctx.t();
    let last = signed.last().filter(|_| signed.len() == MOST).and_then(|one| one.audited_at);
    let next = last.map(|at| format!("/benefits?before={}", at.millis())).unwrap_or_default();
    let lines = |all: Vec<Listed>| all.into_iter().map(|one| line(t, one, now)).collect();
    ctx.show(&ListPage {
        page: Page { density: Density::default(), ..ctx.page(t.get("benefits-title")) },
        finance,
        rules,
        waiting: lines(waiting),
        rechecks: lines(rechecks),
        sent_back: lines(sent_back),
        unstated: unstated.into_iter().map(|one| unstated_line(t, one)).collect(),
        signed: lines(signed),
        next,
    })
}

fn line(t: T, one: Listed, now: Time) -> Line {
    let revoked = one.state == State::Revoked;
    let signed = one.audited().is_some();
    let due = one.due_at.filter(|_| one.state == State::HandedIn || one.recheck_at.is_some_and(|at| at <= now));
    Line {
        href: path(one.work_use),
        about: about(t, &one.serial, &one.unit, one.since),
        figure: worth(t, one.audited().or(one.claimed())),
        signed,
        revoked,
        left: due.map(|due| minutes_left(now, due)),
        title: one.title,
    }
}

fn unstated_line(t: T, one: Unstated) -> Line {
    Line {
        href: format!("{}/statement", path(one.work_use)),
        about: about(t, &one.serial, &one.unit, one.since),
        title: one.title,
        figure: String::new(),
        signed: false,
        revoked: false,
        left: None,
    }
}

fn about(t: T, serial: &str, unit: &str, since: Time) -> String {
    let since = t.with1("benefit-since", "day", day(t, since));
    format!("{serial} · {unit} · {since}")
}
