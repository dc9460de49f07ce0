//! The catalogue: what fits, and what there is.

use askama::Template;
use identity::{UnitKind, region};
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Result};
use store::Reader;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes, best_works, say};
use works::Kind;

use super::industry;
use crate::catalogue::{Asked, Entry, find, kinds};
use crate::fits::{Candidates, candidates};
use crate::regions::Regions;

/// Works of a page.
const PAGE: usize = 20;
/// Longest search, in characters.
const LONGEST: usize = 60;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/spread", catalogue)
}

/// A work as a line of the catalogue.
struct Line {
    href: String,
    title: String,
    kind: String,
    gist: String,
    origin: String,
    place: String,
    industry: String,
    /// The audited benefit; empty without.
    figure: String,
    units: i64,
    offered: bool,
    own: bool,
    /// Why it fits, in the suggestions.
    reasons: Vec<String>,
}

#[derive(Template)]
#[template(path = "spread/catalogue.html")]
struct Catalogue<'a> {
    page: Page<'a>,
    text: String,
    kinds: Vec<Choice<'a>>,
    industries: Vec<Choice<'a>>,
    cities: Vec<Choice<'a>>,
    whose: Vec<Choice<'a>>,
    narrow: bool,
    fits: Vec<Line>,
    lines: Vec<Line>,
    previous: String,
    next: String,
    /// Whether the reader works in an enterprise that may take something over.
    takes: bool,
    /// Whether they set its rules.
    sets: bool,
}

/// What the page reads.
struct Found {
    entries: Vec<Entry>,
    regions: Regions,
    industries: Vec<String>,
    /// Cities: id and name.
    cities: Vec<(String, String)>,
    candidates: Option<Candidates>,
    sets: bool,
}

async fn catalogue(ctx: Ctx) -> Reply {
    let (actor, t) = (ctx.actor()?.clone(), ctx.t());
    let fields = Fields::from_query(&ctx.visit.query);
    let text: String = kernel::text::clean(fields.get("q")).trim().chars().take(LONGEST).collect();
    let kind = Kind::from_word(fields.get("kind"));
    let asked = Asked {
        among: best_works(&ctx.app.index, web::viewer(&actor, []), &text, &kinds(kind), None).await?,
        kind,
        industry: fields.get("industry").to_owned(),
        node: None,
        own: match fields.get("whose") {
            "own" => Some(true),
            "others" => Some(false),
            _ => None,
        },
        offset: fields.get("at").parse::<usize>().unwrap_or(0).min(10_000),
        limit: PAGE + 1,
    };
    let narrow = asked.kind.is_some() || ["industry", "city", "whose"].iter().any(|name| !fields.get(name).is_empty());
    let suggests = !narrow && text.is_empty() && asked.offset == 0;
    let (reads, wanted, city) = (actor.clone(), asked.clone(), fields.get("city").to_owned());
    let found = ctx.read(move |reader| read(reader, &reads, wanted, &city, suggests)).await?;
    let (entries, more) = (found.entries, asked.offset);
    let mut fits = Vec::new();
    if let Some(candidates) = found.candidates {
        let (index, judge) = (ctx.app.index.clone(), actor.clone());
        let judged = tokio::task::spawn_blocking(move || candidates.judge(&index, &judge));
        let judged = judged.await.map_err(Error::broken)?.map_err(Error::broken)?;
        let paths: Vec<_> = judged.iter().map(|fit| fit.entry.path.clone()).collect();
        let regions = ctx.read(move |reader| Regions::of(reader, &paths)).await?;
        fits = judged
            .iter()
            .map(|fit| {
                let reasons = fit.reasons.iter().map(|reason| say(t, reason)).collect();
                Line { reasons, ..line(t, &actor, &fit.entry, &regions) }
            })
            .collect();
    }
    let link = |at: usize| {
        let mut fields = fields.clone();
        fields.set("at", at.to_string());
        format!("/spread?{}", fields.to_query())
    };
    let named = |name: &str, value: &str, label: String| Choice {
        value: value.to_owned().into(),
        label: label.into(),
        chosen: fields.get(name) == value,
    };
    ctx.show(&Catalogue {
        page: ctx.desk(t.get("spread-title")),
        kinds: Kind::ALL
            .iter()
            .map(|kind| named("kind", kind.word(), t.get(&format!("kind-{kind}")).to_owned()))
            .collect(),
        industries: found.industries.iter().map(|word| named("industry", word, industry(t, word))).collect(),
        cities: found.cities.iter().map(|(id, name)| named("city", id, name.clone())).collect(),
        whose: ["own", "others"]
            .iter()
            .map(|word| named("whose", word, t.get(&format!("spread-whose-{word}")).to_owned()))
            .collect(),
        text,
        narrow,
        fits,
        previous: if more > 0 { link(more.saturating_sub(PAGE)) } else { String::new() },
        next: if entries.len() > PAGE { link(more + PAGE) } else { String::new() },
        lines: entries.iter().take(PAGE).map(|entry| line(t, &actor, entry, &found.regions)).collect(),
        takes: actor.place.enterprise.is_some(),
        sets: found.sets,
    })
}

fn read(reader: &Reader<'_>, actor: &Actor, mut asked: Asked, city: &str, suggests: bool) -> Result<Found> {
    let root = identity::tree::roots(reader)?.into_iter().find(|unit| unit.kind == UnitKind::Province);
    let cities = match &root {
        Some(root) => identity::tree::children(reader, root)?,
        None => Vec::new(),
    };
    let cities: Vec<_> = cities.into_iter().filter(|unit| unit.kind == UnitKind::City).collect();
    if !city.is_empty() {
        asked.node = cities.iter().find(|unit| unit.id.to_string() == city).map(|unit| unit.path.clone());
    }
    let entries = find(reader, actor, &asked)?;
    let sets = match actor.place.enterprise {
        Some(unit) => super::rules::may_set(actor, &identity::tree::unit(reader, unit)?).allowed(),
        None => false,
    };
    Ok(Found {
        sets,
        regions: Regions::of(reader, entries.iter().map(|entry| &entry.path))?,
        entries,
        industries: works::cards::industries(reader)?,
        cities: cities.iter().map(|unit| (unit.id.to_string(), region(&unit.short_name))).collect(),
        candidates: if suggests { candidates(reader, actor)? } else { None },
    })
}

fn line(t: T, actor: &Actor, entry: &Entry, regions: &Regions) -> Line {
    let figure = match (entry.fen, entry.points) {
        (Some(fen), _) => t.with1("spread-a-year", "figure", t.money(fen.0)).into_owned(),
        (None, Some(points)) => t.with1("spread-points", "points", points).into_owned(),
        _ => String::new(),
    };
    Line {
        href: entry.href(),
        title: entry.title.clone(),
        kind: t.get(&format!("kind-{}", entry.kind)).to_owned(),
        gist: entry.gist.clone(),
        origin: regions.enterprise(&entry.path),
        place: regions.city(&entry.path),
        industry: industry(t, &entry.industry),
        figure,
        units: entry.units,
        offered: entry.offered,
        own: actor.place.enterprise == Some(entry.enterprise),
        reasons: Vec::new(),
    }
}
