//! One right: its way to the grant, its numbers and days, its fees, and what may be done with it.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse};
use jiff::civil::Date;
use kernel::{Error, Result};
use ui::parts::{Step as ChainStep, StepState};
use ui::{Page, T};
use web::acts::{Act, Typed};
use web::{Ctx, Fields, Reply, Routes, say};
use works::rights::Kind;

use super::{parse, refused};
use crate::lifecycle::Step;
use crate::model::{Fee, FeeStanding, Invention, InventionId, Right, RightId};
use crate::pages::acts;
use crate::queries::Record;
use crate::rights::Standing;
use crate::{policy, terms};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/inventions/{invention}/rights/{right}", page)
}

/// The address of a right.
pub fn path(id: InventionId, right: RightId) -> String {
    format!("/inventions/{id}/rights/{right}")
}

async fn page(ctx: Ctx, Path((id, right)): Path<(String, String)>) -> Reply {
    let (id, right) = (parse(&id)?, parse(&right)?);
    let record = read(&ctx, id).await?;
    ctx.show(&RightPage::new(&ctx, &record, right, &Typed::default())?)
}

async fn read(ctx: &Ctx, id: InventionId) -> Result<Record> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| Record::read(reader, &actor, id)).await
}

/// Shows the right again after a small form of it was refused, with what was typed and what is wrong.
///
/// # Errors
/// What is not for the form to show.
pub async fn again(ctx: &Ctx, (id, right): (InventionId, RightId), noun: &str, fields: Fields, error: Error) -> Reply {
    let (faults, why, status) = refused(error)?;
    let record = read(ctx, id).await?;
    // A payment stands in its row and not among the acts: what is wrong with it is told above.
    let wrong = faults.iter().next().filter(|_| noun == "payment").map(|(_, reason)| say(ctx.t(), reason));
    let typed = Typed { noun: noun.to_owned(), fields, faults };
    let mut page = RightPage::new(ctx, &record, right, &typed)?;
    page.why = why.map(|reason| say(ctx.t(), &reason)).or(wrong).unwrap_or_default();
    Ok((status, Html(page.render()?)).into_response())
}

#[derive(Template)]
#[template(path = "inventions/right.html")]
struct RightPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    it: &'a Invention,
    of: &'a Right,
    kind: String,
    standing: String,
    shown: String,
    keeper: &'a str,
    why: String,
    chain: Vec<ChainStep<'static>>,
    facts: Vec<(&'static str, String)>,
    fees: Vec<FeeLine>,
    owed: String,
    may_pay: bool,
    today: String,
    acts: Vec<Act>,
}

/// A fee as it is shown.
struct FeeLine {
    id: String,
    year: i64,
    amount: String,
    due: String,
    paid: String,
    standing: (String, &'static str),
    /// Until when it can still be paid with a surcharge; empty otherwise.
    grace: String,
}

impl<'a> RightPage<'a> {
    fn new(ctx: &'a Ctx, record: &'a Record, right: RightId, typed: &Typed) -> Result<RightPage<'a>> {
        let (t, actor, it) = (ctx.t(), ctx.actor()?, &record.seen.it);
        let of = record.rights.iter().find(|one| one.id == right).ok_or(Error::NotFound)?;
        let fees: Vec<&Fee> = record.fees.iter().filter(|fee| fee.owed_for == right).collect();
        let today = ctx.now.date();
        let owed = fees.iter().filter(|fee| fee.paid_on.is_none()).map(|fee| fee.amount.0).sum::<i64>();
        let kind = t.get(&format!("word-right-{}", of.kind)).to_owned();
        Ok(RightPage {
            page: ctx.page(of.title.as_str()),
            back: super::path(it.id),
            bar: kind.clone(),
            here: path(it.id, of.id),
            it,
            of,
            kind,
            standing: t.get(&format!("word-{}", of.standing)).to_owned(),
            shown: of.shown(),
            keeper: record.name(of.keeper),
            why: String::new(),
            chain: chain(t, of),
            facts: facts(t, of),
            fees: fees.iter().map(|fee| fee_line(t, of, fee, today)).collect(),
            owed: if owed > 0 { t.money_exact(owed) } else { String::new() },
            may_pay: policy::may(actor, &record.seen, Step::PayFee).allowed(),
            today: today.to_string(),
            acts: acts::right_acts(t, record, of, &fees, actor, typed, today),
        })
    }

    fn lead(&self) -> Option<&Act> {
        self.acts.iter().find(|act| act.look == "primary")
    }
}

/// The way of a right: what is behind, where it is, what is ahead.
fn chain(t: T, of: &Right) -> Vec<ChainStep<'static>> {
    use Standing as S;
    let mut way = vec![
        (S::Prepared, Some(of.at.date())),
        (S::Applied, of.applied_on),
        (S::Published, of.published_on),
        (S::Granted, of.granted_on),
    ];
    // Only an application for an invention is published by itself.
    way.retain(|(standing, _)| *standing != S::Published || of.kind == Kind::Invention);
    let over = matches!(of.standing, S::Refused | S::Lapsed | S::Transferred);
    if over {
        way.retain(|(_, day)| day.is_some());
        way.push((of.standing, of.ended_on));
    }
    let at = way.iter().position(|(standing, _)| *standing == of.standing).unwrap_or(0);
    let step = |(nth, (standing, day)): (usize, (Standing, Option<Date>))| ChainStep {
        state: match nth.cmp(&at) {
            std::cmp::Ordering::Less => StepState::Done,
            std::cmp::Ordering::Equal if of.standing == S::Granted => StepState::Done,
            std::cmp::Ordering::Equal => StepState::Now,
            std::cmp::Ordering::Greater => StepState::Todo,
        },
        title: t.get(&format!("word-{standing}")).to_owned().into(),
        at: day.filter(|_| nth <= at).map(|day| day.to_string()).unwrap_or_default().into(),
        who: String::new().into(),
        took: String::new().into(),
    };
    way.into_iter().enumerate().map(step).collect()
}

/// What is known of a right, line by line.
fn facts(t: T, of: &Right) -> Vec<(&'static str, String)> {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let until = of.applied_on.filter(|_| of.kind.is_patent()).map(|day| terms::due(day, terms::years(of.kind) + 1));
    let number = of.number.as_deref().map(crate::numbers::shown).unwrap_or_default();
    let lines = vec![
        ("invention-number", number),
        ("invention-applied-on", day(of.applied_on)),
        ("invention-published-on", day(of.published_on)),
        ("invention-publication", of.publication.clone()),
        ("invention-granted-on", day(of.granted_on)),
        ("invention-registration", of.registration.clone()),
        ("invention-until", day(until.filter(|_| of.standing == Standing::Granted))),
        ("invention-ended-on", day(of.ended_on)),
        ("invention-holding", t.get(&format!("word-holding-{}", of.holding)).to_owned()),
        ("invention-holders", of.holders.clone()),
        ("invention-file-note", of.note.clone()),
    ];
    lines.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn fee_line(t: T, of: &Right, fee: &Fee, today: Date) -> FeeLine {
    let standing = fee.standing(today);
    let grace = standing == FeeStanding::Overdue && of.kind.is_patent();
    FeeLine {
        id: fee.id.to_string(),
        year: fee.year,
        amount: t.money_exact(fee.amount.0),
        due: fee.due.to_string(),
        paid: fee.paid_on.map(|day| day.to_string()).unwrap_or_default(),
        standing: (t.get(&format!("word-{standing}")).to_owned(), standing.look()),
        grace: if grace { terms::grace(fee.due).to_string() } else { String::new() },
    }
}
