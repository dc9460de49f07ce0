//! One report, whole.

pub mod view;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use kernel::{Error, Reason, Result};
use ui::Page;
use web::acts::{Act, Typed};
use web::{Ctx, Fields, Reply, Routes, say};

use super::acts::acts;
use crate::lifecycle::{State, Step};
use crate::model::{Report, ReportId};
use crate::queries::Record;
use crate::{period, policy, shown};
use view::{Said, Table, Total};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/reports/{report}", page)
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let record = read(&ctx, parse(&id)?).await?;
    ctx.show(&RecordPage::new(&ctx, &record, &Typed::default())?)
}

/// The id in a path; what is none names nothing.
///
/// # Errors
/// Not found.
pub fn parse(id: &str) -> Result<ReportId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// Reads the report for whoever asks.
///
/// # Errors
/// Sign-in needed; not found.
pub async fn read(ctx: &Ctx, id: ReportId) -> Result<Record> {
    let (actor, now, book) = (ctx.actor()?.clone(), ctx.now, ctx.app.book());
    ctx.read(move |reader| Record::read(reader, &actor, &book, id, now)).await
}

/// Shows the report again after a small form of it was refused, with what was typed and what is wrong.
///
/// # Errors
/// What is not for the form to show.
pub async fn again(ctx: &Ctx, id: ReportId, noun: &str, fields: Fields, error: Error) -> Reply {
    let (faults, why, status) = match error {
        // The figures moved while the signer looked at them: what is shown now is what would be signed.
        Error::Invalid(faults) if faults.of("figures").is_some() => {
            (kernel::Faults::none(), faults.of("figures").cloned(), StatusCode::CONFLICT)
        }
        Error::Invalid(faults) => (faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Overtaken => (Default::default(), Some(Reason::new("report-overtaken")), StatusCode::CONFLICT),
        Error::Refused(reason) => (Default::default(), Some(reason), StatusCode::CONFLICT),
        other => return Err(other.into()),
    };
    let record = read(ctx, id).await?;
    let typed = Typed { noun: noun.to_owned(), fields, faults };
    let mut page = RecordPage::new(ctx, &record, &typed)?;
    page.why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(page.render()?)).into_response())
}

/// The form that signs.
struct Sign {
    figures: String,
    error: String,
}

/// A report beside this one.
struct Beside {
    href: String,
    title: String,
    serial: String,
    state: String,
}

#[derive(Template)]
#[template(path = "reports/record.html")]
struct RecordPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    it: &'a Report,
    title: String,
    state: String,
    layout: String,
    /// Why a form came back although nothing in it was wrong; empty otherwise.
    why: String,
    due: String,
    late: bool,
    sent_to: &'a str,
    /// Who did what and when: drafted, reviewed, signed, received.
    hands: Vec<(String, String, String)>,
    compare: bool,
    totals: Vec<Total>,
    table: Option<Table>,
    notes: Vec<String>,
    differs: bool,
    causes: Vec<ui::parts::Cause>,
    more: Vec<Beside>,
    said: Vec<Said>,
    sign: Option<Sign>,
    acts: Vec<Act>,
    events: Vec<(String, String, String)>,
}

impl<'a> RecordPage<'a> {
    fn new(ctx: &'a Ctx, record: &'a Record, typed: &Typed) -> Result<RecordPage<'a>> {
        let (t, actor, it) = (ctx.t(), ctx.actor()?, &record.it);
        let sees = stats::sight::may_count(actor, &it.place()).allowed();
        let sign = policy::may(actor, it, Step::Sign).allowed() && period::is_over(it.period(), ctx.now);
        let error = typed.faults.of("answer").map(|reason| say(t, reason)).unwrap_or_default();
        let day = it.sent_at.unwrap_or(ctx.now).date();
        Ok(RecordPage {
            page: ctx.page(format!("{} {}", it.name, shown::title(t, it))),
            back: "/reports".to_owned(),
            bar: period::name(t, it.grain, it.period()),
            here: Report::path_of(it.id),
            it,
            title: shown::title(t, it),
            state: t.get(&format!("word-{}", it.state)).to_owned(),
            layout: shown::layout(t, &it.layout.0),
            why: String::new(),
            due: record.due.to_string(),
            late: it.supplements.is_none() && it.state != State::Dropped && day > record.due,
            sent_to: &record.sent_to,
            hands: view::hands(t, record),
            compare: it.layout.0.compare,
            totals: view::totals(t, record, sees),
            table: view::table(t, record, sees),
            notes: view::notes(t, record),
            differs: record.differs(),
            causes: view::causes(t, record),
            more: record
                .first
                .iter()
                .chain(&record.supplements)
                .map(|one| Beside {
                    href: Report::path_of(one.id),
                    title: shown::title(t, one),
                    serial: one.serial.clone(),
                    state: t.get(&format!("word-{}", one.state)).to_owned(),
                })
                .collect(),
            said: view::said(t, record),
            sign: if sign { Some(Sign { figures: record.sheet.digest()?, error }) } else { None },
            acts: acts(t, record, actor, typed),
            events: view::events(t, record),
        })
    }

    fn lead(&self) -> Option<&Act> {
        self.acts.iter().find(|act| act.look == "primary")
    }
}
