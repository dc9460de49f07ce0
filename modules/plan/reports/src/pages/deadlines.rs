//! By when reports are due, as the administrator of a node sets it for all below.

use askama::Template;
use identity::{Unit, settings, tree};
use kernel::{Error, Faults, Reason, Result, Role};
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes, say};

use crate::period::{DUE, Due};

/// Most working days a report may take.
const MOST: u32 = 60;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/report-deadlines", page).post("/report-deadlines", put)
}

#[derive(Template)]
#[template(path = "reports/deadlines.html")]
struct DeadlinesPage<'a> {
    page: Page<'a>,
    unit: Unit,
    fields: &'a Fields,
    errors: Vec<(String, String)>,
}

impl DeadlinesPage<'_> {
    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

/// The node one administers, with what holds there.
async fn read(ctx: &Ctx) -> Result<(Unit, Due)> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let node = actor.nodes(Role::Administrator).next().map(|grant| grant.unit);
    let node = node.ok_or_else(|| Error::Denied(Reason::new("report-administrators-only")))?;
    ctx.read(move |reader| {
        let unit = tree::unit(reader, node)?;
        let due = Due::of(reader, &unit, now)?;
        Ok((unit, due))
    })
    .await
}

async fn page(ctx: Ctx) -> Reply {
    let (unit, due) = read(&ctx).await?;
    let days = [("month", due.month), ("quarter", due.quarter), ("year", due.year)];
    let fields = Fields::from_pairs(days.map(|(name, days)| (name, days.to_string())));
    ctx.show(&draw(&ctx, unit, &fields, &Faults::none()))
}

async fn put(ctx: Ctx, Form(fields): Form) -> Reply {
    let (unit, _) = read(&ctx).await?;
    let due = match typed(&fields) {
        Ok(due) => due,
        Err(faults) => return ctx.show_again(&draw(&ctx, unit, &fields, &faults)),
    };
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    ctx.change(move |tx| settings::put(tx, identity::By::Person(&actor), unit.id, DUE, now, &due, now)).await?;
    Ok(ctx.lead_to("/report-deadlines", Some((Tone::Good, "flash-report-deadlines"))))
}

fn typed(fields: &Fields) -> std::result::Result<Due, Faults> {
    let mut faults = Faults::none();
    let mut days = |name: &str| {
        let number = fields.get(name).trim().parse::<u32>().ok().filter(|number| (1..=MOST).contains(number));
        faults.take(name, number.ok_or_else(|| Reason::new("report-due-days").with("most", MOST)))
    };
    let due = Due { month: days("month"), quarter: days("quarter"), year: days("year") };
    if faults.is_empty() { Ok(due) } else { Err(faults) }
}

fn draw<'a>(ctx: &'a Ctx, unit: Unit, fields: &'a Fields, faults: &Faults) -> DeadlinesPage<'a> {
    let t = ctx.t();
    DeadlinesPage {
        page: ctx.desk(t.get("report-deadlines")),
        unit,
        fields,
        errors: faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect(),
    }
}
