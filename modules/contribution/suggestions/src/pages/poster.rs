//! Posters: made for a unit, printed on A4 or A3, taken down.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use documents::{Lang, Paper};
use files::Kind;
use kernel::id::UnitId;
use kernel::{Actor, Error, Result, Role, Verdict};
use store::Reader;
use ui::page::{Page, Tone};
use ui::parts::Choice;
use ui::{Locale, T};
use web::{Ctx, Form, Reply, Routes};

use super::queue::chosen;
use crate::posters::{self, Listed, Poster};
use crate::queue::rows::units_of;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/desk/posters", list)
        .post("/desk/posters", make)
        .get("/desk/posters/{code}/{paper}", print)
        .post("/desk/posters/{code}/end", end)
}

/// The posters and the form for another.
#[derive(Template)]
#[template(path = "poster.html")]
struct ListPage<'a> {
    page: Page<'a>,
    units: Vec<Choice<'a>>,
    posters: Vec<Listed>,
    base: &'a str,
    error: &'a str,
}

impl ListPage<'_> {
    /// Who made a poster, and when.
    fn made(&self, poster: &Listed) -> String {
        let t = self.page.t;
        let day = t.date(poster.at.millis());
        t.with2("poster-made", ("name", poster.made_by.as_str()), ("day", day)).into_owned()
    }
}

async fn list(ctx: Ctx) -> Reply {
    let (units, posters) = all(&ctx).await?;
    ctx.show(&page(&ctx, units, posters, ""))
}

fn page<'a>(ctx: &'a Ctx, units: Vec<Choice<'a>>, posters: Vec<Listed>, error: &'a str) -> ListPage<'a> {
    let title = ctx.t().try_get("poster-title").unwrap_or_default();
    ListPage { page: ctx.desk(title), units, posters, base: &ctx.app.config.base_url, error }
}

async fn all<'a>(ctx: &Ctx) -> Reply<(Vec<Choice<'a>>, Vec<Listed>)> {
    let actor = officer(ctx)?;
    let (units, posters) = ctx
        .read(move |reader| Ok((units_of(reader, &actor, &[Role::InnovationOfficer])?, posters::mine(reader, &actor)?)))
        .await?;
    let units = units
        .into_iter()
        .map(|(unit, depth)| chosen(unit.unit.to_string(), format!("{}{}", "　".repeat(depth), unit.name), false));
    Ok((units.collect(), posters))
}

/// Only an officer hangs posters.
fn officer(ctx: &Ctx) -> Result<Actor> {
    let actor = ctx.actor()?.clone();
    Verdict::when(actor.has_somewhere(Role::InnovationOfficer), "suggestion-officer-only").check()?;
    Ok(actor)
}

async fn make(ctx: Ctx, Form(fields): Form) -> Reply {
    let actor = officer(&ctx)?;
    let Ok(unit) = fields.get("unit").parse::<UnitId>() else {
        let (units, posters) = all(&ctx).await?;
        let error = ctx.t().try_get("suggestion-choose").unwrap_or_default();
        return ctx.show_again(&page(&ctx, units, posters, error));
    };
    let now = ctx.now;
    ctx.keep(move |tx| {
        may_hang(tx, &actor, unit)?;
        posters::make(tx, unit, actor.person, now)
    })
    .await?;
    Ok(ctx.lead_to("/desk/posters", Some((Tone::Good, "flash-poster-made"))))
}

async fn end(ctx: Ctx, Path(code): Path<String>, Form(_): Form) -> Reply {
    let actor = officer(&ctx)?;
    let now = ctx.now;
    ctx.keep(move |tx| {
        let poster = posters::poster(tx, &code)?;
        may_hang(tx, &actor, poster.unit)?;
        posters::end(tx, &poster.code, now)
    })
    .await?;
    Ok(ctx.lead_to("/desk/posters", Some((Tone::Plain, "flash-poster-ended"))))
}

/// The unit, if the actor is an officer there; else it does not exist for them.
fn may_hang(reader: &Reader<'_>, actor: &Actor, unit: UnitId) -> Result<identity::Unit> {
    let unit = identity::tree::unit(reader, unit)?;
    let may = unit.ended_at.is_none() && actor.has_within(Role::InnovationOfficer, &unit.place());
    if may { Ok(unit) } else { Err(Error::NotFound) }
}

/// The sheet as a PDF. Typesetting takes its time, so it happens where blocking is allowed.
async fn print(ctx: Ctx, Path((code, paper)): Path<(String, String)>) -> Reply {
    let actor = officer(&ctx)?;
    let paper = match paper.as_str() {
        "a4" => Paper::A4,
        "a3" => Paper::A3,
        _ => return Err(Error::NotFound.into()),
    };
    let (poster, unit, enterprise) = ctx
        .read(move |reader| {
            let poster = posters::poster(reader, &code)?;
            let unit = may_hang(reader, &actor, poster.unit)?;
            let enterprise = identity::tree::unit(reader, unit.enterprise.ok_or(Error::NotFound)?)?;
            Ok((poster, unit, enterprise))
        })
        .await?;
    let name = format!("{}.pdf", ctx.t().with1("poster-file", "unit", unit.short_name.as_str()));
    let sheet = sheet(ctx.t(), &ctx.app.config.base_url, &poster, unit.name, enterprise.name, paper);
    let pdf = tokio::task::spawn_blocking(move || documents::poster(&sheet)).await.map_err(Error::broken)?;
    let pdf = pdf.map_err(Error::broken)?;
    Ok(served(&name, pdf))
}

fn sheet(t: T, base_url: &str, poster: &Poster, unit: String, enterprise: String, paper: Paper) -> documents::Poster {
    let own = |key: &str| t.get(key).to_owned();
    documents::Poster {
        unit: if unit == enterprise { own("poster-whole") } else { unit },
        footer: t.with1("poster-footer", "enterprise", enterprise.as_str()).into_owned(),
        enterprise,
        url: format!("{base_url}/p/{}", poster.code),
        paper,
        lang: if t.locale() == Locale::Zh { Lang::Zh } else { Lang::En },
        headline: own("poster-headline"),
        subline: own("poster-subline"),
        steps: vec![own("poster-step-scan"), own("poster-step-say"), own("poster-step-keep")],
        code_label: own("poster-code-label"),
    }
}

fn served(name: &str, pdf: Vec<u8>) -> Response {
    (files::serve::headers(Kind::Pdf, name), pdf).into_response()
}
