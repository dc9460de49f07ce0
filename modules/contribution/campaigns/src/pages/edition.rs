//! One edition: what it is about, who may enter, when what happens, and what the reader may do.

mod acts;
mod view;

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse};
use kernel::id::PersonId;
use kernel::{By, Error, Result};
use ledger::Recorded;
use store::Tx;
use ui::Page;
use ui::page::Tone;
use ui::parts::Step as ChainStep;
use web::acts::{Act, Typed};
use web::{Ctx, Fields, Form, Reply, Routes, say};

use super::{edition_id, told};
use crate::judging::Judging;
use crate::lifecycle::{EditionState, EditionStep};
use crate::model::{Edition, EditionId, Entry};
use crate::panels::standing;
use crate::policy::{self, Seen};
use crate::queries::{self, Narrow, Reviewer};
use crate::store::JURORS;
use crate::{actions, forms};

/// The steps of an edition's page, each a noun.
const NOUNS: [(&str, EditionStep); 8] = [
    ("announcement", EditionStep::Announce),
    ("extension", EditionStep::Extend),
    ("jurors", EditionStep::Convene),
    ("review", EditionStep::Review),
    ("list", EditionStep::List),
    ("publication", EditionStep::Publish),
    ("finish", EditionStep::Finish),
    ("cancellation", EditionStep::Cancel),
];

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/campaigns/{edition}", page)
        .post("/campaigns/{edition}/announcement", |ctx, id, form| take(ctx, id, form, "announcement"))
        .post("/campaigns/{edition}/extension", |ctx, id, form| take(ctx, id, form, "extension"))
        .post("/campaigns/{edition}/jurors", |ctx, id, form| take(ctx, id, form, "jurors"))
        .post("/campaigns/{edition}/review", |ctx, id, form| take(ctx, id, form, "review"))
        .post("/campaigns/{edition}/publication", |ctx, id, form| take(ctx, id, form, "publication"))
        .post("/campaigns/{edition}/finish", |ctx, id, form| take(ctx, id, form, "finish"))
        .post("/campaigns/{edition}/cancellation", |ctx, id, form| take(ctx, id, form, "cancellation"))
}

/// Takes the step that a noun stands for: the pages' forms and the API's fields come here alike. Who may not is
/// told so before anything is said of what they typed.
///
/// # Errors
/// Invalid by field; and as every step.
pub fn step(tx: &mut Tx<'_>, by: &By, id: EditionId, noun: &str, fields: &Fields) -> Result<Recorded<Edition>> {
    let (_, wanted) = NOUNS.iter().find(|(one, _)| *one == noun).ok_or(Error::NotFound)?;
    policy::check(&by.actor, &policy::find(tx, &by.actor, id)?, *wanted)?;
    match wanted {
        EditionStep::Announce => actions::announce(tx, by, id),
        EditionStep::Extend => {
            actions::extend(tx, by, id, forms::day(fields, "closes")?, forms::day(fields, "review_ends")?)
        }
        EditionStep::Convene => {
            let people: Vec<PersonId> = fields.all("people").filter_map(|person| person.parse().ok()).collect();
            actions::convene(tx, by, id, &people)
        }
        EditionStep::Review => actions::review(tx, by, id),
        EditionStep::List => actions::list(tx, by, id, &forms::choices(fields)?),
        EditionStep::Publish => actions::publish(tx, by, id),
        EditionStep::Finish => actions::finish(tx, by, id, &forms::document(fields)?),
        EditionStep::Cancel => actions::cancel(tx, by, id, &forms::words(fields, "reason")?),
        EditionStep::Make | EditionStep::Change => Err(Error::NotFound),
    }
}

async fn take(ctx: Ctx, Path(id): Path<String>, Form(fields): Form, noun: &'static str) -> Reply {
    let (id, by) = (edition_id(&id)?, ctx.by(fields.version())?);
    let typed = fields.clone();
    match ctx.change(move |tx| Ok(step(tx, &by, id, noun, &typed)?.with(()))).await {
        Ok(()) => Ok(ctx.lead_to(&format!("/campaigns/{id}"), Some((Tone::Good, "flash-campaign-done")))),
        Err(error) => {
            let (faults, why, status) = told(error)?;
            let found = read(&ctx, id).await?;
            let typed = Typed { noun: noun.to_owned(), fields, faults };
            let mut page = EditionPage::new(&ctx, &found, &typed)?;
            page.why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
            Ok((status, Html(page.render()?)).into_response())
        }
    }
}

/// What the page reads.
struct Found {
    seen: Seen,
    node: String,
    mine: Vec<Entry>,
    visible: usize,
    judging: Option<Judging>,
    jurors: Vec<PersonId>,
    reviewers: Vec<Reviewer>,
    names: HashMap<PersonId, String>,
    enters: bool,
}

async fn read(ctx: &Ctx, id: EditionId) -> Result<Found> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    ctx.read(move |reader| {
        let seen = policy::find(reader, &actor, id)?;
        let organises = policy::organises(&actor, &seen.it);
        let narrow = Narrow { campaign: Some(id), ..Narrow::default() };
        let entries = queries::entries(reader, &actor, narrow)?;
        let visible = entries.len();
        let own = |entry: &Entry| {
            entry.entered_by == actor.person || entry.content().team.iter().any(|member| member.person == actor.person)
        };
        let mine = entries.into_iter().filter(own).collect();
        let jurors = reader.all(&JURORS, (id,))?.into_iter().map(|(person,)| person).collect::<Vec<_>>();
        let reviewers = if organises { queries::reviewers(reader, &seen.it, now)? } else { Vec::new() };
        let names = identity::named::by_id(reader, jurors.iter().copied())?;
        let enters = queries::taking(reader, &actor, now.date())?.iter().any(|edition| edition.id == id);
        let units = queries::unit_names(reader, [seen.it.node])?;
        Ok(Found {
            node: units.get(&seen.it.node).map(|(name, _)| name.clone()).unwrap_or_default(),
            judging: if organises { Some(Judging::read(reader, &seen.it)?) } else { None },
            names: names.into_iter().map(|(person, one)| (person, one.name)).collect(),
            seen,
            mine,
            visible,
            jurors,
            reviewers,
            enters,
        })
    })
    .await
}

#[derive(Template)]
#[template(path = "campaigns/edition.html")]
struct EditionPage<'a> {
    page: Page<'a>,
    back: &'a str,
    bar: String,
    here: String,
    it: &'a Edition,
    node: &'a str,
    state: String,
    /// Why a form came back although nothing in it was wrong; empty otherwise.
    why: String,
    chain: Vec<ChainStep<'static>>,
    facts: Vec<(String, String)>,
    categories: Vec<(String, String)>,
    rubric: Vec<(String, i64)>,
    how: String,
    rules: Vec<view::RuleLine>,
    grades: Vec<(String, String, String)>,
    levels: Vec<(String, String)>,
    /// The jury by name, for who holds the edition.
    jury: Vec<(String, String)>,
    jurors: usize,
    progress: String,
    mine: Vec<(String, String, String, &'static str)>,
    /// Where one enters a work; empty when one cannot.
    enter: String,
    /// Whether the reader has entries to deal with.
    desk: bool,
    sits: bool,
    results: bool,
    publicity: bool,
    acts: Vec<Act>,
}

impl<'a> EditionPage<'a> {
    fn new(ctx: &'a Ctx, found: &'a Found, typed: &Typed) -> Result<EditionPage<'a>> {
        let (t, actor, it) = (ctx.t(), ctx.actor()?, &found.seen.it);
        let organises = policy::organises(actor, it);
        let officer = organises || found.visible > found.mine.len() && !it.state.is_public();
        let progress = found.judging.as_ref().filter(|_| it.state == EditionState::InReview).map(|judging| {
            let (done, of) = judging.progress();
            t.with2("campaign-progress", ("done", done), ("of", of)).into_owned()
        });
        Ok(EditionPage {
            page: ctx.page(it.name.as_str()),
            back: "/campaigns",
            bar: t.get("campaign-title").to_owned(),
            here: it.href(),
            node: &found.node,
            state: t.get(&format!("word-{}", it.state)).to_owned(),
            why: String::new(),
            chain: view::chain(t, it, ctx.now.date()),
            facts: view::facts(t, it),
            categories: it.plan().categories.iter().map(|one| (one.name.clone(), one.source.clone())).collect(),
            rubric: it.plan().rubric.iter().map(|one| (one.name.clone(), one.weight)).collect(),
            how: view::how(t, it),
            rules: view::rules(t, it),
            grades: view::grades(t, it),
            levels: view::levels(t, it),
            jury: if organises { view::jury(found) } else { Vec::new() },
            jurors: found.jurors.len(),
            progress: progress.unwrap_or_default(),
            mine: found
                .mine
                .iter()
                .map(|entry| {
                    let (words, look) = standing(t, entry, it);
                    (entry.href(), entry.content().title.clone(), words, look)
                })
                .collect(),
            enter: if found.enters { format!("{}/enter", it.href()) } else { String::new() },
            desk: officer && it.state != EditionState::Draft,
            sits: found.seen.juror && it.state == EditionState::InReview,
            results: it.state == EditionState::Finished,
            publicity: it.state == EditionState::Publicity,
            acts: if organises { acts::acts(t, found, actor, typed) } else { Vec::new() },
            it,
        })
    }
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let found = read(&ctx, edition_id(&id)?).await?;
    ctx.show(&EditionPage::new(&ctx, &found, &Typed::default())?)
}
