//! One statement: the figure, claimed beside audited, the arithmetic line by line, its history, and what
//! one may do.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use kernel::id::PersonId;
use kernel::{Actor, By, Error, Faults, Reason, Result};
use ledger::Recorded;
use store::{Filter, Reader, Tx, Value};
use ui::page::Tone;
use ui::{Page, T};
use web::acts::{Act, Maker, Typed};
use web::attachments::{self, Attachment, Shown, shown};
use web::{Ctx, Fields, Form, Reply, Routes, say};
use works::uses::UseId;

use super::evidence::{Evidence, Files, form, is_of, stage_words};
use super::{parse, path};
use crate::actions;
use crate::deadlines::minutes_left;
use crate::forms;
use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Basis, Benefit, Worth};
use crate::policy::{self, Seen};
use crate::rules::after;
use crate::store::{VERSIONS, VersionRow};
use crate::view::{CalcLine, Errors, big, day, lines, worth};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/benefits/{use}", page)
        .post("/benefits/{use}/return", send_back)
        .post("/benefits/{use}/revocation", revoke)
}

/// A statement as one reader meets it.
pub struct Record {
    /// The statement and how they stand to it.
    pub seen: Seen,
    /// Every version of the figure.
    pub versions: Vec<VersionRow>,
    /// Files that show where the numbers come from.
    pub files: Vec<Attachment>,
    /// Names of who did something.
    pub names: HashMap<PersonId, String>,
    /// Names of the unit and its enterprise.
    pub unit: (String, String),
    /// Whether the reader may see the record of the work.
    pub linked: bool,
}

/// Reads it for whoever asks.
///
/// # Errors
/// Not found, when it is missing or hidden.
pub fn read(reader: &Reader<'_>, actor: &Actor, id: UseId) -> Result<Record> {
    let seen = policy::find(reader, actor, id)?;
    let (versions, files) = match &seen.it {
        Some(it) => (reader.all(&VERSIONS, (it.id,))?, attachments::of(reader, it.id)?),
        None => (Vec::new(), Vec::new()),
    };
    let mut filter = Filter::new();
    filter.and_in("p.id", versions.iter().map(|version| Value::Id(version.person.uuid())));
    let names: Vec<(PersonId, String)> = reader.list("SELECT p.id, p.name FROM person p WHERE", &filter)?;
    let unit = |id| Ok::<_, Error>(identity::tree::unit(reader, id)?.short_name);
    Ok(Record {
        unit: (unit(seen.work_use.unit)?, unit(seen.work_use.enterprise)?),
        linked: works::sight::may_see(actor, &seen.card, seen.ties.author),
        versions,
        files,
        names: names.into_iter().collect(),
        seen,
    })
}

/// Something that happened to the figure.
struct Event {
    what: String,
    who: String,
    at: String,
    figure: String,
    signed: bool,
    note: String,
}

/// A step that is closed, and why.
struct Barred {
    label: &'static str,
    why: String,
}

/// Claimed beside audited.
struct Pair {
    claimed: CalcLine,
    audited: CalcLine,
    changed: bool,
}

#[derive(Template)]
#[template(path = "benefits/statement.html")]
struct StatementPage<'a> {
    page: Page<'a>,
    here: String,
    record: &'a Record,
    it: Option<&'a Benefit>,
    state: String,
    period: String,
    left: Option<i64>,
    recheck: String,
    figure: Option<(String, &'static str)>,
    signed: bool,
    claimed: String,
    audited: String,
    /// The shorter of the two bars, in per cent of the longer; claimed, audited.
    bars: (i64, i64),
    difference: String,
    calc: Vec<CalcLine>,
    files: Vec<Shown>,
    attach: Option<Act>,
    total: String,
    words: &'a str,
    pairs: Vec<Pair>,
    events: Vec<Event>,
    may_state: bool,
    may_audit: bool,
    may_recheck: bool,
    may_send_back: bool,
    may_revoke: bool,
    barred: Vec<Barred>,
    /// Which small form came back with faults.
    open: &'a str,
    typed: &'a str,
    errors: Errors,
    overtaken: String,
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let record = open(&ctx, parse(&id)?).await?;
    let typed = Typed::default();
    ctx.show(&draw(&ctx, &record, &typed)?)
}

async fn open(ctx: &Ctx, id: UseId) -> Result<Record> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| read(reader, &actor, id)).await
}

async fn send_back(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, "return", fields, actions::send_back, "flash-benefit-return").await
}

async fn revoke(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, "revocation", fields, actions::revoke, "flash-benefit-revocation").await
}

/// A step with a reason, taken on the statement's page.
async fn take(
    ctx: Ctx,
    id: &str,
    noun: &'static str,
    fields: Fields,
    step: fn(&mut Tx<'_>, &By, UseId, &str) -> Result<Recorded<Benefit>>,
    flash: &'static str,
) -> Reply {
    let (id, by) = (parse(id)?, ctx.by(fields.version())?);
    let outcome = match forms::reason(&fields) {
        Ok(reason) => ctx.change(move |tx| Ok(step(tx, &by, id, &reason)?.with(()))).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, flash)))),
        Err(error) => again(&ctx, id, noun, fields, error).await,
    }
}

/// Shows the statement again, fresh, with what was typed and what is wrong, or that somebody was faster.
///
/// # Errors
/// What is not for the form to show.
pub(super) async fn again(ctx: &Ctx, id: UseId, noun: &str, fields: Fields, error: Error) -> Reply {
    let (faults, overtaken, status) = match error {
        Error::Invalid(faults) => (faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Overtaken => (Faults::none(), Some(Reason::new("benefit-overtaken")), StatusCode::CONFLICT),
        Error::Refused(reason) => (Faults::none(), Some(reason), StatusCode::CONFLICT),
        other => return Err(other.into()),
    };
    let record = open(ctx, id).await?;
    let typed = Typed { noun: noun.to_owned(), fields, faults };
    let mut page = draw(ctx, &record, &typed)?;
    page.overtaken = overtaken.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(page.render()?)).into_response())
}

fn draw<'a>(ctx: &'a Ctx, record: &'a Record, typed: &'a Typed) -> Result<StatementPage<'a>> {
    let (t, actor, seen) = (ctx.t(), ctx.actor()?, &record.seen);
    let make = Maker { t, base: path(seen.work_use.id), typed };
    let evidence = Evidence::of(seen, &record.versions);
    let it = seen.it.as_ref();
    let may = |step| policy::may(actor, seen, step).allowed();
    let since = it.map_or(seen.work_use.since, |it| it.since);
    let due = it.and_then(|it| it.due_at);
    let (claimed, audited) = (it.and_then(|it| it.claimed), it.and_then(|it| it.audited));
    let until = after(since, 12).plus_millis(-kernel::clock::DAY);
    Ok(StatementPage {
        page: ctx.page(seen.card.title.as_str()),
        here: path(seen.work_use.id),
        record,
        it,
        state: it.map(|it| t.get(&format!("word-{}", it.state)).to_owned()).unwrap_or_default(),
        period: t.with2("benefit-period", ("from", day(t, since)), ("until", day(t, until))).into_owned(),
        left: due.map(|due| minutes_left(ctx.now, due)),
        recheck: it.and_then(|it| it.recheck_at).map(|at| day(t, at)).unwrap_or_default(),
        figure: audited.or(claimed).map(|figure| big(t, figure)),
        signed: audited.is_some(),
        claimed: worth(t, claimed),
        audited: worth(t, audited),
        bars: bars(claimed, audited),
        difference: difference(t, claimed, audited),
        calc: it.map(|it| lines(t, it.basis())).unwrap_or_default(),
        files: shown::<Files>(t, (actor, seen.work_use.id.any()), &evidence, &record.files, |stage| {
            stage_words(t, stage)
        }),
        attach: form(&make, actor, &evidence),
        total: worth(t, it.and_then(|it| it.basis().worth().ok())),
        words: it.map_or("", |it| match it.basis() {
            Basis::Graded { words, .. } => words,
            Basis::Computed { .. } => "",
        }),
        pairs: it.map(|it| pairs(t, it)).unwrap_or_default(),
        events: record.versions.iter().rev().map(|version| event(t, record, version)).collect(),
        may_state: may(Step::HandIn) || may(Step::Restate),
        may_audit: may(Step::Audit),
        may_recheck: may(Step::Recheck),
        may_send_back: may(Step::SendBack),
        may_revoke: may(Step::Revoke),
        barred: barred(t, actor, seen),
        open: &typed.noun,
        typed: typed.fields.get("reason"),
        errors: Errors::new(t, &typed.faults),
        overtaken: String::new(),
    })
}

impl StatementPage<'_> {
    /// The evidence for one line.
    fn evidence<'p>(&'p self, line: &'p CalcLine) -> impl Iterator<Item = &'p Shown> {
        self.files.iter().filter(|file| is_of(&file.stage, &line.name))
    }
}

/// Both amounts as bars, the longer one whole.
fn bars(claimed: Option<Worth>, audited: Option<Worth>) -> (i64, i64) {
    let size = |worth: Option<Worth>| match worth {
        Some(Worth::Fen(fen)) => fen.0.max(0),
        Some(Worth::Points(points)) => points.max(0),
        None => 0,
    };
    let (claimed, audited) = (size(claimed), size(audited));
    let most = i128::from(claimed.max(audited).max(1));
    let part = |size: i64| i64::try_from(i128::from(size) * 100 / most).unwrap_or(100);
    (part(claimed), part(audited))
}

fn difference(t: T, claimed: Option<Worth>, audited: Option<Worth>) -> String {
    let (Some(Worth::Fen(claimed)), Some(Worth::Fen(audited))) = (claimed, audited) else { return String::new() };
    let cut = claimed.0.saturating_sub(audited.0);
    let amount = t.money_exact(cut.saturating_abs());
    match cut {
        0 => t.get("benefit-same").to_owned(),
        1.. => t.with1("benefit-cut", "amount", amount).into_owned(),
        _ => t.with1("benefit-raised", "amount", amount).into_owned(),
    }
}

fn pairs(t: T, it: &Benefit) -> Vec<Pair> {
    let Some(audit) = &it.audit else { return Vec::new() };
    let both = lines(t, &it.claim).into_iter().zip(lines(t, audit));
    both.map(|(claimed, audited)| Pair { changed: claimed.terms != audited.terms, claimed, audited }).collect()
}

fn event(t: T, record: &Record, version: &VersionRow) -> Event {
    let figure = Worth::of(version.fen, version.points);
    Event {
        what: t.get(&format!("word-{}", version.step)).to_owned(),
        who: record.names.get(&version.person).cloned().unwrap_or_default(),
        at: t.stamp(version.at.millis()),
        figure: figure.map(|figure| worth(t, Some(figure))).unwrap_or_default(),
        signed: matches!(version.step, Step::Audit | Step::Recheck),
        note: version.note.clone(),
    }
}

/// What somebody would do who holds the role for it, and may not: each with its reason.
fn barred(t: T, actor: &Actor, seen: &Seen) -> Vec<Barred> {
    const TOLD: [&str; 5] = [
        "benefit-own-work",
        "benefit-own-statement",
        "benefit-signed-stands",
        "benefit-use-ended",
        "benefit-since-changed",
    ];
    let Some(it) = &seen.it else { return Vec::new() };
    let steps = [
        (Step::Restate, "benefit-act-restate"),
        (Step::Audit, "benefit-act-audit"),
        (Step::Recheck, "benefit-act-recheck"),
    ];
    let wanted = steps.into_iter().filter(|(step, _)| LIFECYCLE.permits(it.state, *step));
    wanted
        .filter_map(|(step, label)| {
            let verdict = policy::may(actor, seen, step);
            let why = verdict.reason().filter(|reason| TOLD.contains(&reason.key))?;
            Some(Barred { label, why: say(t, why) })
        })
        .collect()
}

/// The look of a state's chip.
pub(crate) fn look(state: State) -> &'static str {
    match state {
        State::HandedIn => "live",
        State::SentBack => "soon",
        State::Audited => "ok",
        State::Revoked => "late",
    }
}
