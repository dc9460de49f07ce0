//! Asking for a work.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use kernel::{Actor, Error, Reason, Result, Time};
use store::Reader;
use ui::Page;
use ui::page::Tone;
use ui::parts::Choice;
use web::{Ctx, Fields, Form, Reply, Routes, say};
use works::{Card, WorkId};

use super::{Typed, parse, returned};
use crate::actions;
use crate::forms;
use crate::model::Offer;
use crate::policy::{is_on_offer, takes};
use crate::rules::Rules;
use crate::store::offer;
use crate::tree::Tree;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/spread/works/{work}/request", form).post("/spread/works/{work}/requests", ask)
}

#[derive(Template)]
#[template(path = "spread/request.html")]
struct RequestPage<'a> {
    page: Page<'a>,
    t: ui::T,
    card: &'a Card,
    units: Vec<Choice<'a>>,
    sources: Vec<Choice<'a>>,
    lead: String,
    inside: bool,
    share: String,
    named: bool,
    typed: Typed,
    trouble: String,
}

impl RequestPage<'_> {
    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> String {
        self.typed.error(self.t, field)
    }
}

/// What the page reads.
struct Found {
    card: Card,
    origin: String,
    /// Units the reader may take it over for: id and name.
    units: Vec<(String, String)>,
    /// Where it may be learned from: id and name.
    sources: Vec<(String, String)>,
    inside: bool,
    offer: Option<Offer>,
    own: Rules,
    theirs: Rules,
}

async fn form(ctx: Ctx, Path(work): Path<String>) -> Reply {
    let found = read(&ctx, parse(&work)?).await?;
    let typed = Typed { fields: Fields::from_pairs([("named", "yes")]), ..Typed::default() };
    ctx.show(&request_page(&ctx, &found, typed))
}

async fn read(ctx: &Ctx, work: WorkId) -> Result<Found> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    ctx.read(move |reader| find(reader, &actor, work, now)).await
}

fn find(reader: &Reader<'_>, actor: &Actor, work: WorkId, now: Time) -> Result<Found> {
    let card = works::sight::find(reader, actor, work)?;
    let enterprise = actor.place.enterprise.ok_or_else(|| Error::Denied(Reason::new("spread-taker-only")))?;
    let all = identity::tree::subtree(reader, &identity::tree::unit(reader, enterprise)?)?;
    let units: Vec<_> =
        all.into_iter().filter(|unit| unit.ended_at.is_none() && takes(actor, &unit.place()).allowed()).collect();
    if units.is_empty() {
        return Err(Error::Denied(Reason::new("spread-taker-only")));
    }
    if let Some(reason) = is_on_offer(&card, enterprise).reason() {
        return Err(Error::Refused(reason.clone()));
    }
    let tree = Tree::read(reader, actor, work)?;
    let own = tree.lasting().any(|node| node.enterprise == enterprise);
    let sources = tree.lasting().filter(|node| !node.name.is_empty() && (!own || node.enterprise == enterprise));
    let origin = crate::regions::Regions::of(reader, [&card.path])?.enterprise(&card.path);
    Ok(Found {
        sources: sources.map(|node| (node.id.to_string(), node.name.clone())).collect(),
        units: units.iter().map(|unit| (unit.id.to_string(), unit.short_name.clone())).collect(),
        inside: own,
        offer: offer(reader, work)?,
        own: Rules::of(reader, enterprise, now)?,
        theirs: Rules::of(reader, card.enterprise, now)?,
        origin,
        card,
    })
}

fn request_page<'a>(ctx: &'a Ctx, found: &'a Found, typed: Typed) -> RequestPage<'a> {
    let t = ctx.t();
    let choices = |of: &'a [(String, String)], field: &str| -> Vec<Choice<'a>> {
        let chosen = |value: &str| typed.value(field) == value;
        of.iter()
            .map(|(value, label)| Choice { value: value.into(), label: label.into(), chosen: chosen(value) })
            .collect()
    };
    let mut units = choices(&found.units, "unit");
    // What comes from outside is mostly for the whole enterprise.
    if !found.inside && units.iter().all(|unit| !unit.chosen) && typed.noun.is_empty() {
        units.iter_mut().take(1).for_each(|unit| unit.chosen = true);
    }
    let unit = ("unit", found.origin.as_str());
    let lead = match (found.inside, &found.offer) {
        (true, _) => t.get("spread-ask-inside").into(),
        (false, Some(_)) => t.with1("spread-ask-offered", unit.0, unit.1),
        (false, None) => t.with2("spread-ask-wait", unit, ("days", found.theirs.answer_days)),
    };
    RequestPage {
        page: ctx.desk(t.with1("spread-ask-title", "title", found.card.title.as_str()).into_owned()),
        t,
        card: &found.card,
        sources: choices(&found.sources, "source"),
        units,
        inside: found.inside,
        lead: lead.into_owned(),
        share: if typed.noun.is_empty() { found.own.origin_share.to_string() } else { typed.value("share").to_owned() },
        named: typed.fields.has("named", "yes"),
        typed,
        trouble: String::new(),
    }
}

async fn ask(ctx: Ctx, Path(work): Path<String>, Form(fields): Form) -> Reply {
    let (work, by) = (parse(&work)?, ctx.by(fields.version())?);
    let outcome = match forms::ask(&fields, work, ctx.now) {
        Ok(ask) => ctx.change(move |tx| actions::ask(tx, &by, &ask)).await,
        Err(error) => Err(error),
    };
    let error = match outcome {
        Ok(it) => return Ok(ctx.lead_to(&it.href(), Some((Tone::Good, "flash-spread-asked")))),
        Err(error) => error,
    };
    let (faults, reason) = returned(error)?;
    let status = if reason.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let found = read(&ctx, work).await?;
    let mut page = request_page(&ctx, &found, Typed { noun: "requests".to_owned(), fields, faults });
    page.trouble = reason.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(page.render().map_err(Error::broken)?)).into_response())
}
