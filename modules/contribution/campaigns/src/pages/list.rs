//! Editions for a person: what waits for them, what they can enter now, what they entered, and all others.

use crate::waits::tasks;
use askama::Template;
use kernel::{Actor, Result, Time};
use store::Reader;
use ui::parts::Task;
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes};
use works::WorkId;

use crate::eligible::Candidate;
use crate::lifecycle::{EditionState, State};
use crate::model::{Edition, Entry};
use crate::panels::standing;
use crate::queries::{self, Narrow, Waiting};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/campaigns", page)
}

#[derive(Template)]
#[template(path = "campaigns/list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    back: &'a str,
    bar: &'a str,
    tasks: Vec<Task>,
    taking: Vec<Row>,
    mine: Vec<Mine>,
    others: Vec<Row>,
    holds: bool,
    /// The title of the work that is to be entered, when one was brought along.
    work: String,
}

/// An edition of a list.
struct Row {
    href: String,
    name: String,
    who: String,
    note: String,
    chip: (String, &'static str),
    enter: String,
}

/// An entry of one's own.
struct Mine {
    href: String,
    title: String,
    campaign: String,
    chip: (String, &'static str),
}

/// What the page reads.
struct Found {
    waiting: Waiting,
    taking: Vec<(Edition, bool)>,
    mine: Vec<(Entry, Edition)>,
    all: Vec<Edition>,
    names: std::collections::HashMap<kernel::id::UnitId, (String, String)>,
    work: Option<(WorkId, String)>,
}

fn read(reader: &Reader<'_>, actor: &Actor, work: Option<WorkId>, now: Time) -> Result<Found> {
    let card = work.map(|work| works::sight::find(reader, actor, work)).transpose()?;
    let mut taking = Vec::new();
    for edition in queries::taking(reader, actor, now.date())? {
        let fits = match &card {
            Some(card) => Candidate::read(reader, card.clone())?.findings(reader, &edition, now)?.is_empty(),
            None => true,
        };
        taking.push((edition, fits));
    }
    let narrow = Narrow { person: Some(actor.person), ..Narrow::default() };
    let mut mine = Vec::new();
    for entry in queries::entries(reader, actor, narrow)? {
        if entry.state != State::Withdrawn {
            let edition = crate::store::edition(reader, entry.campaign)?;
            mine.push((entry, edition));
        }
    }
    let all = queries::editions(reader, actor)?;
    let nodes = all.iter().map(|edition| edition.node).chain(taking.iter().map(|(edition, _)| edition.node));
    let names = queries::unit_names(reader, nodes)?;
    Ok(Found {
        waiting: queries::waiting(reader, actor)?,
        taking,
        mine,
        all,
        names,
        work: card.map(|card| (card.id, card.title)),
    })
}

async fn page(ctx: Ctx) -> Reply {
    let (actor, t, now) = (ctx.actor()?.clone(), ctx.t(), ctx.now);
    let work: Option<WorkId> = Fields::from_query(&ctx.visit.query).get("work").parse().ok();
    let holds = queries::may_hold(&actor);
    let found = ctx.read(move |reader| read(reader, &actor, work, now)).await?;
    let row = |edition: &Edition, fits: bool| {
        let who = found.names.get(&edition.node).map(|(_, short)| short.clone()).unwrap_or_default();
        let work = found.work.as_ref().map(|(id, _)| format!("?work={id}")).unwrap_or_default();
        Row {
            href: edition.href(),
            name: edition.name.clone(),
            who,
            note: days(t, edition),
            chip: (t.get(&format!("word-{}", edition.state)).to_owned(), edition.state.look()),
            enter: if fits { format!("{}/enter{work}", edition.href()) } else { String::new() },
        }
    };
    let taking: Vec<Row> = found.taking.iter().map(|(edition, fits)| row(edition, *fits)).collect();
    let is_taking = |edition: &Edition| found.taking.iter().any(|(one, _)| one.id == edition.id);
    ctx.show(&ListPage {
        page: ctx.page(t.get("campaign-title")),
        back: "/me",
        bar: t.get("campaign-title"),
        tasks: tasks(t, &found.waiting),
        others: found.all.iter().filter(|edition| !is_taking(edition)).map(|edition| row(edition, false)).collect(),
        taking,
        mine: found
            .mine
            .iter()
            .map(|(entry, edition)| Mine {
                href: entry.href(),
                title: entry.content().title.clone(),
                campaign: edition.name.clone(),
                chip: standing(t, entry, edition),
            })
            .collect(),
        holds,
        work: found.work.as_ref().map(|(_, title)| title.clone()).unwrap_or_default(),
    })
}

/// What matters of its days now.
pub fn days(t: T, edition: &Edition) -> String {
    match edition.state {
        EditionState::Draft | EditionState::Open => {
            t.with2("campaign-days-entry", ("from", edition.opens.to_string()), ("until", edition.closes.to_string()))
        }
        EditionState::InReview => t.with1("campaign-days-review", "until", edition.review_ends.to_string()),
        EditionState::Publicity => {
            let until = edition.public_until.map(|until| until.date().to_string()).unwrap_or_default();
            t.with1("campaign-days-public", "until", until)
        }
        _ => {
            let on = edition.finished_at.map(|at| at.date().to_string()).unwrap_or_default();
            t.with1(
                "campaign-days-year",
                "year",
                edition.year.to_string() + if on.is_empty() { "" } else { " · " } + &on,
            )
        }
    }
    .into_owned()
}
