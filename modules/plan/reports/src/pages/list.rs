//! Reports of one's nodes, and what came from below.

use askama::Template;
use identity::{Unit, tree};
use kernel::{Error, Reason, Role};
use ui::Page;
use web::{Ctx, Fields, Reply, Routes};

use crate::model::Report;
use crate::policy::{self, HOME, MAKERS};
use crate::{queries, shown};

/// Reports on a page.
const PAGE: i64 = 30;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/reports", page)
}

#[derive(Template)]
#[template(path = "reports/list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    received: bool,
    rows: Vec<Row>,
    previous: String,
    next: String,
    /// Nodes whose reports one makes.
    makes: Vec<Unit>,
    /// Nodes to which others report.
    gathers: Vec<Unit>,
}

/// A report in a list.
struct Row {
    href: String,
    title: String,
    node: String,
    serial: String,
    state: String,
    look: &'static str,
    day: String,
}

async fn page(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let home = policy::nodes(&actor, &HOME);
    if home.is_empty() {
        return Err(Error::Denied(Reason::new("report-home-only")).into());
    }
    let asked = Fields::from_query(&ctx.visit.query);
    let received = asked.get("which") == "received";
    let at: i64 = asked.get("page").parse().unwrap_or(0).clamp(0, 10_000);
    let (mut rows, makes, gathers) = ctx
        .read(move |reader| {
            let (above, home) = (policy::nodes(&actor, &[Role::UnionOfficer, Role::Auditor]), home);
            let rows = match received {
                true => queries::sent_to(reader, &above, PAGE, at * PAGE)?,
                false => queries::of_nodes(reader, &home, PAGE, at * PAGE)?,
            };
            let units =
                |ids: Vec<_>| ids.into_iter().map(|id| tree::unit(reader, id)).collect::<kernel::Result<Vec<Unit>>>();
            let makes = units(policy::nodes(&actor, &MAKERS))?;
            let makes = makes.into_iter().filter(|unit| policy::may_make(&actor, unit).allowed()).collect();
            Ok((rows, makes, units(above)?))
        })
        .await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let t = ctx.t();
    let to = |at: i64| format!("/reports?which={}&page={at}", if received { "received" } else { "mine" });
    let row = |it: Report| Row {
        href: Report::path_of(it.id),
        title: shown::title(t, &it),
        state: t.get(&format!("word-{}", it.state)).to_owned(),
        look: it.state.look(),
        day: t.date(it.sent_at.or(it.signed_at).unwrap_or(it.drafted_at).millis()),
        node: it.name,
        serial: it.serial,
    };
    ctx.show(&ListPage {
        page: ctx.desk(t.get("nav-reports")),
        received,
        rows: rows.into_iter().map(row).collect(),
        previous: if at > 0 { to(at - 1) } else { String::new() },
        next: if more { to(at + 1) } else { String::new() },
        makes,
        gathers,
    })
}
