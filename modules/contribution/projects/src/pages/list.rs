//! Lists: everything one may see, one's own, and what waits for one.

use askama::Template;
use ui::Page;
use web::{Ctx, Fields, Reply, Routes};

use crate::model::Project;
use crate::queries::{self, Which};

/// Projects on a page.
const PAGE: i64 = 30;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/projects", page)
}

#[derive(Template)]
#[template(path = "projects/list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    previous: String,
    next: String,
    may_propose: bool,
}

/// One of the lists.
struct Tab {
    href: &'static str,
    label: &'static str,
    here: bool,
}

/// A project in a list.
struct Row {
    href: String,
    it: Project,
    state: String,
}

async fn page(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let asked = Fields::from_query(&ctx.visit.query);
    let which = match asked.get("which") {
        "mine" => Which::Mine,
        "waiting" => Which::Waiting,
        _ => Which::All,
    };
    let at: i64 = asked.get("page").parse().unwrap_or(0).clamp(0, 10_000);
    let reads = actor.clone();
    let mut rows = ctx.read(move |reader| queries::list(reader, &reads, which, PAGE, at * PAGE)).await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let t = ctx.t();
    let word = match which {
        Which::All => "all",
        Which::Mine => "mine",
        Which::Waiting => "waiting",
    };
    let to = |at: i64| format!("/projects?which={word}&page={at}");
    let tab = |href, label, here| Tab { href, label, here: which == here };
    ctx.show(&ListPage {
        page: ctx.desk(t.get("project-title")),
        tabs: vec![
            tab("/projects", "project-tab-all", Which::All),
            tab("/projects?which=mine", "project-tab-mine", Which::Mine),
            tab("/projects?which=waiting", "project-tab-waiting", Which::Waiting),
        ],
        rows: rows
            .into_iter()
            .map(|it| Row {
                href: format!("/projects/{}", it.id),
                state: t.get(&format!("word-{}", it.state)).to_owned(),
                it,
            })
            .collect(),
        previous: if at > 0 { to(at - 1) } else { String::new() },
        next: if more { to(at + 1) } else { String::new() },
        may_propose: actor.place.enterprise.is_some(),
    })
}
