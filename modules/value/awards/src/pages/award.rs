//! One award, whole: how it came about, its people and what each gets, what was raised against it, and
//! what one may do next.

use std::borrow::Cow;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use certificates::Certificate;
use kernel::{Actor, Error, Faults, Fen, Reason, Result, Time};
use ledger::SealedRow;
use store::Reader;
use ui::parts::{Share, Step as Link, StepState};
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes, say};
use works::Card;
use works::objections::{self, Objection, Sort};

use super::words::{Told, basis, explained, grade};
use crate::consents;
use crate::engine::Basis;
use crate::lifecycle::{State, Step};
use crate::model::{AwardId, Norm, Part};
use crate::policy::{self, Seen};
use crate::schemes;
use crate::store::NORMS;
use acts::{Act, acts, answers};

pub(super) mod acts;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/awards/{id}", page)
}

/// Everything a page about one award shows.
pub(super) struct Record {
    pub seen: Seen,
    pub card: Card,
    /// Whether whoever looks may see the work itself.
    pub sees_work: bool,
    pub objections: Vec<Objection>,
    pub norms: Vec<Norm>,
    pub honour: (String, String),
    /// The enterprise that pays, for what was taken over; empty otherwise.
    payer: String,
    /// The certificates that were issued for it.
    certificates: Vec<Certificate>,
    /// For an originator who looks while it is on its way: whether the payer may read their account.
    account: Option<bool>,
    history: Vec<SealedRow>,
    names: Vec<(kernel::id::PersonId, String)>,
}

impl Record {
    fn read(reader: &Reader<'_>, actor: &Actor, id: AwardId) -> Result<Record> {
        let seen = policy::find(reader, actor, id)?;
        let card = works::cards::load(reader, seen.it.work)?;
        let own = seen.part(actor.person).is_some_and(|part| part.origin) && seen.it.state.is_open();
        let account = own.then(|| consents::readable(reader, seen.it.enterprise, &[actor.person])).transpose()?;
        let payer = if seen.it.is_taken_over() {
            identity::tree::unit(reader, seen.it.enterprise)?.short_name
        } else {
            String::new()
        };
        let scheme = schemes::version(reader, seen.it.enterprise, seen.it.scheme)?;
        let graded = seen.it.decision.0.grade.and_then(|number| scheme.grades.get(number - 1));
        let honour = graded.map(|grade| (grade.honour_zh.clone(), grade.honour_en.clone())).unwrap_or_default();
        let history = ledger::folds::history(reader, id.any())?;
        let mut names = Vec::new();
        for person in history.iter().filter_map(|entry| entry.actor) {
            if !names.iter().any(|(known, _)| *known == person) {
                names.push((person, identity::people::person(reader, person)?.name));
            }
        }
        Ok(Record {
            sees_work: works::sight::find(reader, actor, seen.it.work).is_ok(),
            objections: objections::of(reader, id)?,
            norms: reader.all(&NORMS, (seen.it.work,))?,
            honour,
            payer,
            certificates: certificates::store::of_subject(reader, id.any())?,
            account: account.map(|readable| !readable.is_empty()),
            history,
            names,
            card,
            seen,
        })
    }

    fn last(&self, step: Step) -> Option<&SealedRow> {
        use kernel::lifecycle::Word;
        self.history.iter().rev().find(|entry| entry.step == step.word())
    }

    fn name(&self, entry: &SealedRow) -> String {
        let found = self.names.iter().find(|(person, _)| Some(*person) == entry.actor);
        found.map(|(_, name)| name.clone()).unwrap_or_default()
    }

    /// Why it was refused, dropped or clawed back, and who said so.
    fn closing(&self) -> Option<(String, String, Time)> {
        let step = match self.seen.it.state {
            State::Refused => Step::Refuse,
            State::Dropped => Step::Drop,
            State::ClawedBack => Step::ClawBack,
            _ => return None,
        };
        let entry = self.last(step)?;
        let reason = entry.payload()["reason"].as_str()?.to_owned();
        Some((reason, self.name(entry), entry.at))
    }
}

/// A form that came back: which one, what was typed, what is wrong.
#[derive(Default)]
pub(super) struct Typed {
    pub noun: String,
    pub fields: Fields,
    pub faults: Faults,
}

/// The id in a path; what is none names nothing.
///
/// # Errors
/// Not found.
pub(super) fn parse(id: &str) -> Result<AwardId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// Reads the award for whoever asks.
///
/// # Errors
/// Sign-in needed; not found.
pub(super) async fn read(ctx: &Ctx, id: AwardId) -> Result<Record> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| Record::read(reader, &actor, id)).await
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let record = read(&ctx, parse(&id)?).await?;
    ctx.show(&AwardPage::new(&ctx, &record, &Typed::default(), "")?)
}

/// Shows the award again after a small form of it was refused, with everything that was typed. Other
/// errors pass through.
///
/// # Errors
/// What is not for the form to show.
pub(super) async fn again(ctx: &Ctx, id: AwardId, noun: &str, fields: Fields, error: Error) -> Reply {
    let (faults, why, status) = match error {
        Error::Invalid(faults) => (faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Overtaken => (Faults::none(), Some(Reason::new("awards-overtaken")), StatusCode::CONFLICT),
        Error::Refused(reason) => (Faults::none(), Some(reason), StatusCode::CONFLICT),
        other => return Err(other.into()),
    };
    let record = read(ctx, id).await?;
    let typed = Typed { noun: noun.to_owned(), fields, faults };
    let why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    let page = AwardPage::new(ctx, &record, &typed, &why)?;
    Ok((status, Html(page.render()?)).into_response())
}

/// Somebody with a part.
struct Person {
    name: String,
    part: u32,
    amount: String,
    said: String,
    look: &'static str,
    contest: String,
}

/// People who divide a part of an award among themselves.
struct Group<'a> {
    /// Which part; empty when it is the whole.
    title: String,
    shares: Vec<Share<'a>>,
    people: Vec<Person>,
}

/// An objection with its answer, and the form that answers it.
struct Raised {
    kind: String,
    reason: String,
    name: String,
    at: String,
    answer: String,
    outcome: String,
    act: Option<Act>,
}

#[derive(Template)]
#[template(path = "awards/award.html")]
struct AwardPage<'a> {
    page: Page<'a>,
    version: i64,
    /// Why the form came back although nothing in it was wrong; empty otherwise.
    why: &'a str,
    faults: usize,
    title: &'a str,
    serial: &'a str,
    work: String,
    state: String,
    look: &'static str,
    round: i64,
    grade: String,
    honour: &'a str,
    basis: String,
    audited: bool,
    amount: String,
    lines: Vec<Told>,
    due: String,
    head: bool,
    filed: bool,
    public: String,
    steps: Vec<Link<'static>>,
    /// Its people, the originators apart.
    groups: Vec<Group<'a>>,
    people: usize,
    payer: &'a str,
    /// Whether the reader's account still waits for their consent.
    asks_consent: bool,
    /// Address, number and whether it holds.
    certificates: Vec<(String, String, bool)>,
    closing: Option<(String, String, String)>,
    raised: Vec<Raised>,
    norms: Vec<(String, String)>,
    acts: Vec<Act>,
}

impl<'a> AwardPage<'a> {
    fn new(ctx: &'a Ctx, record: &'a Record, typed: &Typed, why: &'a str) -> Result<AwardPage<'a>> {
        let (t, it, actor) = (ctx.t(), &record.seen.it, ctx.actor()?);
        let honour = if t.locale() == ui::Locale::Zh { &record.honour.0 } else { &record.honour.1 };
        let running = it.state == State::Publicised || it.state == State::Disputed;
        let until = it.public_until.filter(|_| running);
        Ok(AwardPage {
            page: ctx.page(t.with1("awards-of", "title", record.card.title.as_str())),
            version: it.version,
            why,
            faults: typed.faults.iter().count(),
            title: &record.card.title,
            serial: &record.card.serial,
            work: if record.sees_work { record.card.href() } else { String::new() },
            state: t.get(&format!("word-award-{}", it.state)).to_owned(),
            look: it.state.look(),
            round: it.round,
            grade: it.decision.0.grade.map(|number| grade(t, number)).unwrap_or_default(),
            honour,
            basis: basis(t, it.basis.0, &it.others.0),
            audited: matches!(it.basis.0, Basis::Value(_) | Basis::Points(_)),
            amount: t.money_exact(it.amount.0),
            lines: explained(t, &it.decision.0.lines),
            due: it.decision.0.due.map(|due| due.to_string()).unwrap_or_default(),
            head: it.head,
            filed: it.filed,
            public: until.map(|until| t.day_time(until.millis())).unwrap_or_default(),
            steps: chain(t, record),
            groups: groups(t, record),
            people: record.seen.parts.len(),
            payer: &record.payer,
            asks_consent: record.account == Some(false),
            certificates: record
                .certificates
                .iter()
                .map(|one| (one.path(), one.number(), one.revoked.is_none()))
                .collect(),
            closing: record.closing().map(|(reason, name, at)| (reason, name, t.stamp(at.millis()))),
            raised: raised(t, record, actor, typed),
            norms: norms(t, record),
            acts: acts(t, record, actor, typed),
        })
    }
}

/// The originators with what was promised to them, if anything was, then everybody else.
fn groups(t: T, record: &Record) -> Vec<Group<'_>> {
    let it = &record.seen.it;
    let (theirs, ours): (Vec<&Part>, Vec<&Part>) = record.seen.parts.iter().partition(|part| part.origin);
    let title = |key, share: u32, parts: &[&Part]| {
        let sum = Fen(parts.iter().map(|part| part.amount.0).sum());
        t.with2(key, ("share", share), ("sum", t.money_exact(sum.0))).into_owned()
    };
    let mut groups = Vec::new();
    if theirs.is_empty() {
        groups.push(Group { title: String::new(), shares: shares(&ours), people: people(t, &ours) });
    } else {
        let left = 100_u32.saturating_sub(it.promised);
        for (key, share, parts) in [("awards-originators", it.promised, &theirs), ("awards-takers", left, &ours)] {
            groups.push(Group { title: title(key, share, parts), shares: shares(parts), people: people(t, parts) });
        }
    }
    groups
}

fn shares<'a>(parts: &[&'a Part]) -> Vec<Share<'a>> {
    let one = |part: &&'a Part| Share {
        field: Cow::Borrowed(""),
        name: part.name.as_str().into(),
        percent: u8::try_from(part.part).unwrap_or(100),
    };
    parts.iter().map(one).collect()
}

fn people(t: T, parts: &[&Part]) -> Vec<Person> {
    let one = |part: &&Part| {
        let (said, look) = match (&part.agreed_at, part.contest.is_empty()) {
            (_, false) => ("awards-said-contest", "late"),
            (Some(_), true) => ("awards-said-agreed", ""),
            (None, true) if part.origin => ("awards-said-by-work", ""),
            (None, true) => ("awards-said-nothing", "soon"),
        };
        Person {
            name: part.name.clone(),
            part: part.part,
            amount: t.money_exact(part.amount.0),
            said: t.get(said).to_owned(),
            look,
            contest: part.contest.clone(),
        }
    };
    parts.iter().map(one).collect()
}

fn raised(t: T, record: &Record, actor: &Actor, typed: &Typed) -> Vec<Raised> {
    let one = |one: &Objection| {
        let kind = match one.sort {
            Sort::Objection => "awards-objection",
            Sort::Question => "awards-question",
        };
        let outcome =
            one.upheld.map_or("awards-open", |upheld| if upheld { "awards-upheld" } else { "awards-dismissed" });
        Raised {
            kind: t.get(kind).to_owned(),
            reason: one.reason.clone(),
            name: one.name.clone(),
            at: t.stamp(one.at.millis()),
            answer: one.answer.clone(),
            outcome: t.get(outcome).to_owned(),
            act: answers(t, record, actor, typed, one),
        }
    };
    record.objections.iter().map(one).collect()
}

fn norms(t: T, record: &Record) -> Vec<(String, String)> {
    let until = |norm: &Norm| t.with1("awards-norm-until", "day", norm.until.to_string()).into_owned();
    record.norms.iter().map(|norm| (norm.norm.clone(), until(norm))).collect()
}

/// The status chain: what was done by whom, and what is still to come.
fn chain(t: T, record: &Record) -> Vec<Link<'static>> {
    let state = record.seen.it.state;
    let at = match state {
        State::Proposed => 1,
        State::Publicised | State::Disputed => 2,
        State::Payable => 3,
        State::Paid | State::ClawedBack => 4,
        // What ended early stands where it stood.
        State::Refused => 1,
        State::Dropped => usize::from(record.seen.it.is_public()) + 1,
    };
    let ended = !state.is_open() && !state.was_paid();
    let phases = [Step::Propose, Step::Approve, Step::Clear, Step::Pay];
    let mut links: Vec<Link<'static>> = phases
        .iter()
        .enumerate()
        .filter(|(place, _)| !ended || *place < at)
        .map(|(place, step)| {
            let standing = match place.cmp(&at) {
                std::cmp::Ordering::Less => StepState::Done,
                std::cmp::Ordering::Equal => StepState::Now,
                std::cmp::Ordering::Greater => StepState::Todo,
            };
            let entry = record.last(*step).filter(|_| standing == StepState::Done);
            link(t, standing, &format!("awards-phase-{step}"), entry, record)
        })
        .collect();
    if !state.is_open() && state != State::Paid {
        let step = match state {
            State::Refused => Step::Refuse,
            State::Dropped => Step::Drop,
            _ => Step::ClawBack,
        };
        links.push(link(t, StepState::Done, &format!("word-award-{state}"), record.last(step), record));
    }
    links
}

fn link(t: T, state: StepState, key: &str, entry: Option<&SealedRow>, record: &Record) -> Link<'static> {
    Link {
        state,
        title: Cow::Owned(t.get(key).to_owned()),
        at: entry.map(|entry| t.stamp(entry.at.millis())).unwrap_or_default().into(),
        who: entry.map(|entry| record.name(entry)).unwrap_or_default().into(),
        took: Cow::Borrowed(""),
    }
}
