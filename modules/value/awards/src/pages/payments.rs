//! What is to be paid: the spreadsheet for the bank, and many awards marked as paid at once. Payroll chooses,
//! sees the total in words, and confirms once.

mod list;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Error, Fen, Reason, Result, Role};
use store::Reader;
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes, say};

use crate::actions::{Batch, MOST_AT_ONCE, pay_all};
use crate::consents;
use crate::model::AwardId;
use crate::queries::{self, Payable};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/awards/payments", page)
        .post("/awards/payments", list::download)
        .get("/awards/payments/confirmation", ask)
        .post("/awards/payments/confirmation", confirm)
}

/// The enterprise whose payroll the actor is.
///
/// # Errors
/// Denied to everybody else.
fn payroll_of(actor: &Actor) -> Result<UnitId> {
    let enterprise = actor.nodes(Role::Payroll).find_map(|grant| grant.enterprise);
    enterprise.ok_or_else(|| Error::Denied(Reason::new("awards-payroll-only")))
}

/// An award that is to be paid.
struct Line {
    id: AwardId,
    version: i64,
    title: String,
    /// Who gets how much, and who works elsewhere.
    people: Vec<Person>,
    sum: Fen,
    amount: String,
    /// How many of its people have no account that this payroll may read.
    missing: usize,
    chosen: bool,
}

struct Person {
    id: PersonId,
    name: String,
    enterprise: String,
    amount: String,
}

/// Everything that is to be paid, award by award.
struct Due {
    lines: Vec<Payable>,
    readable: Vec<PersonId>,
    /// The short name of the enterprise that pays.
    own: String,
}

impl Due {
    fn read(reader: &Reader<'_>, enterprise: UnitId) -> Result<Due> {
        let lines = queries::payable(reader, enterprise)?;
        let mut people: Vec<PersonId> = lines.iter().map(|line| line.person).collect();
        people.sort_unstable();
        people.dedup();
        let readable = consents::readable(reader, enterprise, &people)?;
        let own = identity::tree::unit(reader, enterprise)?.short_name;
        Ok(Due { lines, readable, own })
    }

    fn awards(&self, ctx: &Ctx, chosen: impl Fn(AwardId, usize) -> bool) -> Vec<Line> {
        let t = ctx.t();
        let mut lines: Vec<Line> = Vec::new();
        for one in &self.lines {
            if lines.last().is_none_or(|line| line.id != one.award) {
                let chosen = chosen(one.award, lines.len());
                let (title, amount) = (one.title.clone(), String::new());
                let (people, sum, missing) = (Vec::new(), Fen(0), 0);
                lines.push(Line { id: one.award, version: one.version, title, people, sum, amount, missing, chosen });
            }
            let Some(line) = lines.last_mut() else { continue };
            line.sum = Fen(line.sum.0 + one.amount.0);
            line.missing += usize::from(!self.readable.contains(&one.person));
            let enterprise = if one.enterprise == self.own { String::new() } else { one.enterprise.clone() };
            let amount = t.money_exact(one.amount.0);
            line.people.push(Person { id: one.person, name: one.name.clone(), enterprise, amount });
        }
        for line in &mut lines {
            line.amount = t.money_exact(line.sum.0);
        }
        lines
    }
}

async fn due(ctx: &Ctx) -> Result<Due> {
    let enterprise = payroll_of(ctx.actor()?)?;
    ctx.read(move |reader| Due::read(reader, enterprise)).await
}

#[derive(Template)]
#[template(path = "awards/payments.html")]
struct PaymentsPage<'a> {
    page: Page<'a>,
    lines: Vec<Line>,
    /// How many awards, people and how much in all.
    sum: String,
    missing: String,
    /// Why the choice came back; empty otherwise.
    why: String,
}

impl<'a> PaymentsPage<'a> {
    fn new(ctx: &'a Ctx, due: &Due, lines: Vec<Line>, why: String) -> PaymentsPage<'a> {
        let t = ctx.t();
        let total: i64 = due.lines.iter().map(|line| line.amount.0).sum();
        let (people, missing) = heads(ctx, due, &lines);
        let sum = [("count", lines.len().into()), ("people", people.into()), ("total", t.money_exact(total).into())];
        PaymentsPage {
            page: ctx.desk(t.get("payments-title")),
            sum: t.with("payments-sum", sum).into_owned(),
            missing,
            lines,
            why,
        }
    }
}

/// How many people share in these awards; and in words, of how many no account can be read.
fn heads(ctx: &Ctx, due: &Due, lines: &[Line]) -> (usize, String) {
    let mut people: Vec<PersonId> = lines.iter().flat_map(|line| &line.people).map(|one| one.id).collect();
    people.sort_unstable();
    people.dedup();
    let missing = people.iter().filter(|person| !due.readable.contains(person)).count();
    let words = match missing {
        0 => String::new(),
        count => ctx.t().with1("payments-missing", "count", count).into_owned(),
    };
    (people.len(), words)
}

/// Everything is chosen at first: as a rule the bank has paid the whole list.
async fn page(ctx: Ctx) -> Reply {
    let due = due(&ctx).await?;
    let lines = due.awards(&ctx, |_, place| place < MOST_AT_ONCE);
    ctx.show(&PaymentsPage::new(&ctx, &due, lines, String::new()))
}

#[derive(Template)]
#[template(path = "awards/confirmation.html")]
struct ConfirmPage<'a> {
    page: Page<'a>,
    lines: Vec<Line>,
    /// The line of the total: how many awards and people.
    sum: String,
    total: String,
    words: String,
    missing: String,
}

/// Shows what was chosen, with the total in words.
async fn ask(ctx: Ctx) -> Reply {
    let due = due(&ctx).await?;
    let asked = Fields::from_query(&ctx.visit.query);
    let wanted: Vec<AwardId> = asked.all("award").filter_map(|id| id.parse().ok()).collect();
    let mut lines = due.awards(&ctx, |id, _| wanted.contains(&id));
    let chosen = lines.iter().filter(|line| line.chosen).count();
    let why = match chosen {
        0 => Some(Reason::new("awards-batch-empty")),
        many if many > MOST_AT_ONCE => Some(Reason::new("awards-batch-large").with("most", MOST_AT_ONCE)),
        _ => None,
    };
    if let Some(why) = why {
        return again(&ctx, &due, lines, &why, StatusCode::UNPROCESSABLE_ENTITY);
    }
    lines.retain(|line| line.chosen);
    let total: i64 = lines.iter().map(|line| line.sum.0).sum();
    let (t, (people, missing)) = (ctx.t(), heads(&ctx, &due, &lines));
    ctx.show(&ConfirmPage {
        page: ctx.desk(t.get("payments-confirm-title")),
        total: t.money_exact(total),
        words: t.money_in_words(total),
        sum: t.with2("payments-total", ("count", lines.len()), ("people", people)).into_owned(),
        missing,
        lines,
    })
}

/// Marks what was chosen as paid, all of it or none.
async fn confirm(ctx: Ctx, Form(fields): Form) -> Reply {
    payroll_of(ctx.actor()?)?;
    let by = ctx.by(None)?;
    let batch = Batch(fields.all("award").filter_map(as_seen).collect());
    let sent = batch.clone();
    match ctx.change(move |tx| pay_all(tx, &by, &sent)).await {
        Ok(_) => Ok(ctx.lead_to("/awards?state=paid", Some((Tone::Good, "flash-award-batch")))),
        Err(Error::Refused(why)) => {
            let due = due(&ctx).await?;
            let lines = due.awards(&ctx, |id, _| batch.0.iter().any(|(one, _)| *one == id));
            again(&ctx, &due, lines, &why, StatusCode::CONFLICT)
        }
        Err(Error::Invalid(faults)) => {
            let due = due(&ctx).await?;
            let lines = due.awards(&ctx, |_, _| false);
            let why = faults.of("award").cloned().unwrap_or_else(|| Reason::new("awards-batch-empty"));
            again(&ctx, &due, lines, &why, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => Err(error.into()),
    }
}

/// An award and its version as the page named it: `ID:VERSION`.
fn as_seen(typed: &str) -> Option<(AwardId, i64)> {
    let (id, version) = typed.split_once(':')?;
    Some((id.parse().ok()?, version.parse().ok()?))
}

fn again(ctx: &Ctx, due: &Due, lines: Vec<Line>, why: &Reason, status: StatusCode) -> Reply {
    let page = PaymentsPage::new(ctx, due, lines, say(ctx.t(), why));
    Ok((status, Html(page.render()?)).into_response())
}
