//! Lists: everything one may see, one's own, and what waits for one; and the counts, which go further up than texts.

use askama::Template;
use kernel::lifecycle::Word;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes};

use crate::lifecycle::State;
use crate::model::Invention;
use crate::queries::{self, Narrow, Which};
use crate::register::{self, Counts};

/// Inventions on a page.
const PAGE: i64 = 30;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/inventions", page)
}

#[derive(Template)]
#[template(path = "inventions/list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    tabs: Vec<Tab>,
    which: &'static str,
    words: String,
    states: Vec<Choice<'static>>,
    narrowed: bool,
    rows: Vec<Row>,
    /// The node that is counted.
    node: String,
    /// Its figures: label, count, and where the records behind it are; nowhere above the enterprise.
    figures: Vec<(&'static str, String, &'static str)>,
    previous: String,
    next: String,
    may_disclose: bool,
}

/// One of the lists.
struct Tab {
    href: &'static str,
    label: &'static str,
    here: bool,
}

/// An invention in a list.
struct Row {
    href: String,
    it: Invention,
    state: String,
    begun: String,
}

/// What a query asks for.
pub fn narrow(asked: &Fields) -> Narrow {
    let which = match asked.get("which") {
        "mine" => Which::Mine,
        "waiting" => Which::Waiting,
        _ => Which::All,
    };
    Narrow {
        which,
        state: State::from_word(asked.get("state")),
        in_use: asked.has("use", "yes"),
        words: asked.get("q").trim().chars().take(60).collect(),
    }
}

async fn page(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let asked = Fields::from_query(&ctx.visit.query);
    let narrow = narrow(&asked);
    let at: i64 = asked.get("page").parse().unwrap_or(0).clamp(0, 10_000);
    let (reads, wanted) = (actor.clone(), narrow.clone());
    let (mut rows, counts) = ctx
        .read(move |reader| {
            let rows = queries::list(reader, &reads, &wanted, PAGE, at * PAGE)?;
            Ok((rows, register::counts(reader, &reads)?))
        })
        .await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let t = ctx.t();
    let which = match narrow.which {
        Which::All => "all",
        Which::Mine => "mine",
        Which::Waiting => "waiting",
    };
    let to = |at: i64| {
        let mut query = asked.clone();
        query.set("page", at.to_string());
        format!("/inventions?{}", query.to_query())
    };
    let tab = |href, label, here| Tab { href, label, here: narrow.which == here };
    ctx.show(&ListPage {
        page: ctx.desk(t.get("invention-title")),
        tabs: vec![
            tab("/inventions", "invention-tab-all", Which::All),
            tab("/inventions?which=mine", "invention-tab-mine", Which::Mine),
            tab("/inventions?which=waiting", "invention-tab-waiting", Which::Waiting),
        ],
        which,
        words: narrow.words.clone(),
        states: State::ALL
            .iter()
            .map(|state| Choice {
                value: state.word().into(),
                label: t.get(&format!("word-{state}")).to_owned().into(),
                chosen: narrow.state == Some(*state),
            })
            .collect(),
        narrowed: narrow.state.is_some() || narrow.in_use || !narrow.words.is_empty(),
        rows: rows
            .into_iter()
            .map(|it| Row {
                href: super::path(it.id),
                state: t.get(&format!("word-{}", it.state)).to_owned(),
                begun: t.date(it.begun_at.millis()),
                it,
            })
            .collect(),
        node: counts.as_ref().map(|counts| counts.node.clone()).unwrap_or_default(),
        figures: counts.map(|counts| figures(t, &counts)).unwrap_or_default(),
        previous: if at > 0 { to(at - 1) } else { String::new() },
        next: if more { to(at + 1) } else { String::new() },
        may_disclose: actor.place.enterprise.is_some(),
    })
}

/// The figures of a node. They open where their reader may see the records.
fn figures(t: T, counts: &Counts) -> Vec<(&'static str, String, &'static str)> {
    let to = |href| if counts.inside { href } else { "" };
    vec![
        ("invention-count-disclosed", t.number(counts.disclosed), to("/inventions")),
        ("invention-count-applied", t.number(counts.applied), to("/rights")),
        ("invention-count-granted", t.number(counts.granted), to("/rights?standing=right_granted")),
        ("invention-count-secret", t.number(counts.secret), to("/inventions?state=invention_secret")),
        ("invention-count-in-use", t.number(counts.in_use), to("/inventions?use=yes")),
    ]
}
