//! How one work spread: the picture, the table, and what one may do.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use identity::UnitKind;
use kernel::{Error, Result};
use ledger::Recorded;
use store::Tx;
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes, say};
use works::WorkId;

use super::{Typed, parse, returned};
use crate::actions::{self, By};
use crate::forms;
use crate::model::Offer;
use crate::picture::{Picture, narrow, told, wide};
use crate::policy::{is_on_offer, offers, takes};
use crate::regions::Regions;
use crate::store::offer;
use crate::tree::{Node, Tree, Twig};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/spread/works/{work}", page)
        .post("/spread/works/{work}/offer", put_offer)
        .post("/spread/works/{work}/offer/removal", remove_offer)
}

/// A line of the table.
struct Line {
    id: String,
    name: String,
    href: String,
    city: String,
    since: String,
    until: String,
    from: String,
    figure: String,
    twig: String,
    look: &'static str,
}

#[derive(Template)]
#[template(path = "spread/work.html")]
struct WorkPage<'a> {
    page: Page<'a>,
    t: ui::T,
    tree: &'a Tree,
    kind: String,
    origin: String,
    record: String,
    units: usize,
    cities: usize,
    total: String,
    unaudited: usize,
    median: String,
    wide: Picture,
    narrow: Picture,
    lines: Vec<Line>,
    offer: Option<Offer>,
    /// Where to ask for it; empty where the reader does not.
    ask: String,
    /// Why one who takes things over may not take this; empty otherwise.
    barred: String,
    offers: bool,
    typed: Typed,
    trouble: String,
}

impl WorkPage<'_> {
    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> String {
        self.typed.error(self.t, field)
    }
}

/// What the page reads.
struct Found {
    tree: Tree,
    origin: String,
    sees: bool,
    offer: Option<Offer>,
}

async fn page(ctx: Ctx, Path(work): Path<String>) -> Reply {
    let found = read(&ctx, parse(&work)?).await?;
    ctx.show(&work_page(&ctx, &found, Typed::default())?)
}

async fn read(ctx: &Ctx, work: WorkId) -> Result<Found> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        let tree = Tree::read(reader, &actor, work)?;
        let origin = Regions::of(reader, [&tree.card.path])?;
        Ok(Found {
            origin: origin
                .at(&tree.card.path, UnitKind::Enterprise)
                .map(|unit| unit.short_name.clone())
                .unwrap_or_default(),
            sees: works::sight::find(reader, &actor, work).is_ok(),
            offer: offer(reader, work)?,
            tree,
        })
    })
    .await
}

fn work_page<'a>(ctx: &'a Ctx, found: &'a Found, typed: Typed) -> Result<WorkPage<'a>> {
    let (t, actor, tree) = (ctx.t(), ctx.actor()?, &found.tree);
    let card = &tree.card;
    let lasting: Vec<&Node> = tree.lasting().collect();
    let mut cities: Vec<&str> = lasting.iter().map(|node| node.city.as_str()).collect();
    cities.sort_unstable();
    cities.dedup();
    let fen: i64 = lasting.iter().filter_map(|node| node.figure.as_ref()?.fen).map(|fen| fen.0).sum();
    let audited = lasting.iter().filter(|node| node.figure.is_some()).count();
    let verdict = actor.place.enterprise.map(|enterprise| is_on_offer(card, enterprise));
    let takes = takes(actor, &actor.place).allowed();
    let asks = takes && verdict.as_ref().is_some_and(|verdict| verdict.allowed());
    Ok(WorkPage {
        page: ctx.desk(card.title.as_str()),
        t,
        tree,
        kind: t.get(&format!("kind-{}", card.kind)).to_owned(),
        origin: found.origin.clone(),
        record: if found.sees { card.href() } else { String::new() },
        units: lasting.len(),
        cities: cities.len(),
        total: if fen > 0 { t.money(fen) } else { String::new() },
        unaudited: lasting.len() - audited,
        median: tree.median_days().map(|days| t.with1("spread-days", "count", days).into_owned()).unwrap_or_default(),
        wide: wide(t, tree, ctx.now),
        narrow: narrow(t, tree),
        lines: tree.nodes.iter().map(|node| line(t, tree, node)).collect(),
        offer: found.offer.clone(),
        ask: if asks { format!("/spread/works/{}/request", card.id) } else { String::new() },
        barred: verdict
            .filter(|_| takes && !asks)
            .and_then(|it| it.reason().map(|why| say(t, why)))
            .unwrap_or_default(),
        offers: offers(actor, card).allowed(),
        typed,
        trouble: String::new(),
    })
}

fn line(t: ui::T, tree: &Tree, node: &Node) -> Line {
    let words = told(t, node);
    Line {
        id: node.id.to_string(),
        name: words.name,
        href: node.href.clone(),
        city: node.city.clone(),
        since: words.since,
        until: node.ended_at.map(|at| t.date(at.millis())).unwrap_or_default(),
        from: node.source.and_then(|source| tree.node(source)).map(|source| told(t, source).name).unwrap_or_default(),
        figure: words.figure,
        twig: words.twig,
        look: match node.twig {
            Twig::First | Twig::InUse => "",
            Twig::Tried => "live",
            Twig::Ended | Twig::GivenUp => "bare",
        },
    }
}

async fn put_offer(ctx: Ctx, Path(work): Path<String>, Form(fields): Form) -> Reply {
    let terms = forms::words(&fields, "terms");
    let step = |tx: &mut Tx<'_>, by: &By, work: WorkId, terms: &String| actions::offer(tx, by, work, terms);
    take(ctx, &work, fields, terms, step, "flash-spread-offered").await
}

async fn remove_offer(ctx: Ctx, Path(work): Path<String>, Form(fields): Form) -> Reply {
    let step = |tx: &mut Tx<'_>, by: &By, work: WorkId, (): &()| actions::withdraw_offer(tx, by, work);
    take(ctx, &work, fields, Ok(()), step, "flash-spread-offer-withdrawn").await
}

async fn take<C: Send + 'static>(
    ctx: Ctx,
    work: &str,
    fields: Fields,
    command: Result<C>,
    step: fn(&mut Tx<'_>, &By, WorkId, &C) -> Result<Recorded>,
    flash: &'static str,
) -> Reply {
    let (work, by) = (parse(work)?, ctx.by(fields.version())?);
    let outcome = match command {
        Ok(command) => ctx.change(move |tx| step(tx, &by, work, &command)).await,
        Err(error) => Err(error),
    };
    let error = match outcome {
        Ok(()) => return Ok(ctx.lead_to(&format!("/spread/works/{work}"), Some((Tone::Good, flash)))),
        Err(error) => error,
    };
    let (faults, reason) = returned(error)?;
    let status = if reason.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let found = read(&ctx, work).await?;
    // Who may not is told that, not what is wrong with the form.
    offers(ctx.actor()?, &found.tree.card).check()?;
    let mut page = work_page(&ctx, &found, Typed { noun: "offer".to_owned(), fields, faults })?;
    page.trouble = reason.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(page.render().map_err(Error::broken)?)).into_response())
}
