//! An officer's desk of an edition: the entries they see by level and state, the places left, several passed on at
//! once.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse};
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use kernel::{Error, Result};
use store::Reader;
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes, say};

use super::{edition_id, told};
use crate::actions;
use crate::lifecycle::{State, Step};
use crate::model::{Edition, EditionId, Entry, EntryId};
use crate::panels::standing;
use crate::policy;
use crate::queries::{self, Narrow};
use crate::store::PASSED_ON;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/campaigns/{edition}/desk", page).post("/campaigns/{edition}/nominations", nominate)
}

/// Places of one of the reader's nodes.
struct Places {
    unit: String,
    used: i64,
    most: i64,
}

/// An entry as the desk shows it.
struct Line {
    id: String,
    href: String,
    serial: String,
    title: String,
    category: String,
    enterprise: String,
    at: String,
    figure: String,
    chip: (String, &'static str),
    /// Whether the reader may pass it on now.
    passes: bool,
    chosen: bool,
}

/// One state with how many entries are in it.
struct Count {
    href: String,
    label: String,
    many: usize,
    here: bool,
}

#[derive(Template)]
#[template(path = "campaigns/desk.html")]
struct DeskPage<'a> {
    page: Page<'a>,
    it: &'a Edition,
    state: String,
    why: String,
    places: Vec<Places>,
    counts: Vec<Count>,
    lines: Vec<Line>,
    passing: bool,
}

/// What the page reads.
struct Found {
    it: Edition,
    entries: Vec<(Entry, bool)>,
    places: Vec<Places>,
    names: std::collections::HashMap<UnitId, (String, String)>,
}

/// The edition with the entries an officer deals with. Who is no officer in its scope has no desk.
fn read(reader: &Reader<'_>, actor: &kernel::Actor, id: EditionId) -> Result<Found> {
    let it = policy::find(reader, actor, id)?.it;
    let mut nodes: Vec<UnitId> = actor
        .grants
        .iter()
        .filter(|grant| matches!(grant.role, kernel::Role::UnionOfficer | kernel::Role::InnovationOfficer))
        .map(|grant| grant.enterprise.unwrap_or(grant.unit))
        .collect();
    nodes.dedup();
    kernel::Verdict::when(!nodes.is_empty(), "campaign-officer-only").check()?;
    let mut entries = Vec::new();
    for entry in queries::entries(reader, actor, Narrow { campaign: Some(id), ..Narrow::default() })? {
        let step = if entry.state == State::Submitted { Step::Confirm } else { Step::PassOn };
        let seen = policy::meet(reader, actor, entry)?;
        let passes = policy::may_entry(actor, &seen, step).allowed();
        entries.push((seen.it, passes));
    }
    let names = queries::unit_names(
        reader,
        entries
            .iter()
            .flat_map(|(entry, _)| [Some(entry.enterprise), entry.node])
            .flatten()
            .chain(nodes.iter().copied()),
    )?;
    let mut places = Vec::new();
    for node in nodes.iter().filter(|node| **node != it.node) {
        let unit = identity::tree::unit(reader, *node)?;
        if let Some(most) = it.plan().allowance(unit.kind) {
            let (used,) = reader.one(&PASSED_ON, (id, *node))?;
            places.push(Places { unit: unit.short_name, used, most });
        }
    }
    Ok(Found { it, entries, places, names })
}

async fn find(ctx: &Ctx, id: EditionId) -> Result<Found> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| read(reader, &actor, id)).await
}

fn draw<'a>(ctx: &'a Ctx, found: &'a mut Found, chosen: &Fields) -> DeskPage<'a> {
    let t = ctx.t();
    let asked = State::from_word(Fields::from_query(&ctx.visit.query).get("state"));
    let places = std::mem::take(&mut found.places);
    let it = &found.it;
    let short = |unit: UnitId| found.names.get(&unit).map(|(_, short)| short.clone()).unwrap_or_default();
    let mut counts = vec![Count {
        href: format!("{}/desk", it.href()),
        label: t.get("campaign-all").to_owned(),
        many: found.entries.len(),
        here: asked.is_none(),
    }];
    for state in State::ALL {
        let many = found.entries.iter().filter(|(entry, _)| entry.state == *state).count();
        if many > 0 {
            counts.push(Count {
                href: format!("{}/desk?state={state}", it.href()),
                label: t.get(&format!("word-{state}")).to_owned(),
                many,
                here: asked == Some(*state),
            });
        }
    }
    let shown = found.entries.iter().filter(|(entry, _)| asked.is_none_or(|state| entry.state == state));
    let lines: Vec<Line> = shown
        .map(|(entry, passes)| Line {
            id: entry.id.to_string(),
            href: entry.href(),
            serial: entry.serial.clone(),
            title: entry.content().title.clone(),
            category: it.plan().category(&entry.category).map(|one| one.name.clone()).unwrap_or_default(),
            enterprise: short(entry.enterprise),
            at: entry
                .node
                .filter(|_| matches!(entry.state, State::Submitted | State::Nominated))
                .map(short)
                .unwrap_or_default(),
            figure: super::enter::figure(t, entry.content()),
            chip: standing(t, entry, it),
            passes: *passes,
            chosen: chosen.has("entries", &entry.id.to_string()),
        })
        .collect();
    DeskPage {
        page: ctx.desk(it.name.as_str()),
        state: t.get(&format!("word-{}", it.state)).to_owned(),
        why: String::new(),
        places,
        counts,
        passing: lines.iter().any(|line| line.passes),
        lines,
        it,
    }
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let mut found = find(&ctx, edition_id(&id)?).await?;
    ctx.show(&draw(&ctx, &mut found, &Fields::default()))
}

async fn nominate(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let (id, by) = (edition_id(&id)?, ctx.by(fields.version())?);
    let ids: Vec<EntryId> = fields.all("entries").filter_map(|entry| entry.parse().ok()).collect();
    let done = ctx
        .change(move |tx| {
            policy::find(tx, &by.actor, id)?;
            Ok(actions::pass_all(tx, &by, &ids)?.with(()))
        })
        .await;
    match done {
        Ok(()) => Ok(ctx.lead_to(&format!("/campaigns/{id}/desk"), Some((Tone::Good, "flash-campaign-passed")))),
        Err(error @ (Error::Invalid(_) | Error::Refused(_) | Error::Overtaken)) => {
            let (faults, why, status) = told(error)?;
            let mut found = find(&ctx, id).await?;
            let mut page = draw(&ctx, &mut found, &fields);
            let why = why.as_ref().or(faults.of("entries"));
            page.why = why.map(|reason| say(ctx.t(), reason)).unwrap_or_default();
            Ok((status, Html(page.render()?)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
