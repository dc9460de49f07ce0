//! One entry: what it says, where it is on its way, and what the reader may do.

mod acts;

use std::collections::HashMap;

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse};
use kernel::id::{PersonId, UnitId};
use kernel::{By, Error, Result, Time};
use ledger::{Recorded, SealedRow};
use store::Tx;
use ui::page::Tone;
use ui::parts::{Share, Step as ChainStep, StepState};
use ui::{Page, T};
use web::acts::{Act, Typed};
use web::objections;
use web::{Ctx, Fields, Form, Reply, Routes, say};

use super::{entry_id, told};
use crate::eligible::Finding;
use crate::judging::{Judged, Judging};
use crate::lifecycle::{EditionState, State, Step};
use crate::model::{Edition, Entry, EntryId, WORDS};
use crate::panels::standing;
use crate::policy::{self, SeenEntry};
use crate::score::{points, shown};
use crate::{actions, forms, ladder};

/// The steps of an entry's page, each a noun.
const NOUNS: [(&str, Step); 10] = [
    ("return", Step::Return),
    ("confirmation", Step::Confirm),
    ("nomination", Step::PassOn),
    ("ending", Step::Stop),
    ("qualification", Step::Qualify),
    ("exclusion", Step::Exclude),
    ("objection", Step::Object),
    ("answer", Step::Answer),
    ("revocation", Step::Revoke),
    ("withdrawal", Step::Withdraw),
];

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/entries/{entry}", page)
        .post("/entries/{entry}/return", |ctx, id, form| take(ctx, id, form, "return"))
        .post("/entries/{entry}/confirmation", |ctx, id, form| take(ctx, id, form, "confirmation"))
        .post("/entries/{entry}/nomination", |ctx, id, form| take(ctx, id, form, "nomination"))
        .post("/entries/{entry}/ending", |ctx, id, form| take(ctx, id, form, "ending"))
        .post("/entries/{entry}/qualification", |ctx, id, form| take(ctx, id, form, "qualification"))
        .post("/entries/{entry}/exclusion", |ctx, id, form| take(ctx, id, form, "exclusion"))
        .post("/entries/{entry}/objection", |ctx, id, form| take(ctx, id, form, "objection"))
        .post("/entries/{entry}/answer", |ctx, id, form| take(ctx, id, form, "answer"))
        .post("/entries/{entry}/revocation", |ctx, id, form| take(ctx, id, form, "revocation"))
        .post("/entries/{entry}/withdrawal", |ctx, id, form| take(ctx, id, form, "withdrawal"))
}

/// Takes the step that a noun stands for: the pages' forms and the API's fields come here alike.
///
/// # Errors
/// Invalid by field; and as every step.
pub fn step(tx: &mut Tx<'_>, by: &By, id: EntryId, noun: &str, fields: &Fields) -> Result<Recorded<Entry>> {
    let (_, wanted) = NOUNS.iter().find(|(one, _)| *one == noun).ok_or(Error::NotFound)?;
    policy::check_entry(&by.actor, &policy::find_entry(tx, &by.actor, id)?, *wanted)?;
    match wanted {
        Step::Return => actions::send_back(tx, by, id, &forms::words(fields, "reason")?),
        Step::Confirm => actions::confirm(tx, by, id),
        Step::PassOn => actions::pass_on(tx, by, id),
        Step::Stop => actions::stop(tx, by, id, &forms::words(fields, "reason")?),
        Step::Qualify => actions::qualify(tx, by, id),
        Step::Exclude => {
            let (rule, reason) = forms::exclusion(fields)?;
            actions::exclude(tx, by, id, &rule, &reason)
        }
        Step::Object => actions::object(tx, by, id, &forms::words(fields, "reason")?),
        Step::Answer => {
            let (objection, upheld, words) = objections::read(fields, WORDS)?;
            actions::answer(tx, by, id, objection, (upheld, &words))
        }
        Step::Revoke => actions::revoke(tx, by, id, &forms::words(fields, "reason")?),
        Step::Withdraw => actions::withdraw(tx, by, id),
        _ => Err(Error::NotFound),
    }
}

async fn take(ctx: Ctx, Path(id): Path<String>, Form(fields): Form, noun: &'static str) -> Reply {
    let (id, by) = (entry_id(&id)?, ctx.by(fields.version())?);
    let typed = fields.clone();
    match ctx.change(move |tx| Ok(step(tx, &by, id, noun, &typed)?.with(()))).await {
        Ok(()) => Ok(ctx.lead_to(&format!("/entries/{id}"), Some((Tone::Good, "flash-campaign-done")))),
        Err(error) => {
            let (faults, why, status) = told(error)?;
            let found = read(&ctx, id).await?;
            let typed = Typed { noun: noun.to_owned(), fields, faults };
            let mut page = EntryPage::new(&ctx, &found, &typed)?;
            page.why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
            Ok((status, Html(page.render()?)).into_response())
        }
    }
}

/// What the page reads.
struct Found {
    seen: SeenEntry,
    ladder: Vec<(UnitId, String)>,
    findings: Vec<Finding>,
    objections: Vec<works::objections::Objection>,
    judged: Option<Judged>,
    history: Vec<SealedRow>,
    names: HashMap<PersonId, String>,
    now: Time,
}

impl Found {
    fn name(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_default()
    }
}

async fn read(ctx: &Ctx, id: EntryId) -> Result<Found> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    ctx.read(move |reader| {
        let seen = policy::find_entry(reader, &actor, id)?;
        let (it, edition) = (&seen.it, &seen.edition);
        let ladder = ladder::ladder(reader, edition, it)?.into_iter().map(|unit| (unit.id, unit.short_name)).collect();
        let checks = matches!(it.state, State::Submitted | State::Nominated);
        let findings = if checks { crate::eligible::against(reader, edition, it, now)? } else { Vec::new() };
        // Its people read what the jury gave once the results are out, who holds the edition once the list is made.
        let made = matches!(edition.state, EditionState::Proposed | EditionState::Publicity | EditionState::Finished);
        let own = seen.author || it.entered_by == actor.person;
        let reads =
            if policy::organises(&actor, edition) { made } else { own && edition.state == EditionState::Finished };
        let judged = if reads {
            Judging::read(reader, edition)?.entries.into_iter().find(|judged| judged.entry.id == id)
        } else {
            None
        };
        let objections = works::objections::of(reader, id)?;
        let history = ledger::folds::history(reader, id.any())?;
        let people = history.iter().filter(|row| !hidden(row)).filter_map(|row| row.actor).chain([it.entered_by]);
        let people: Vec<PersonId> = people.collect();
        let names =
            identity::named::by_id(reader, people)?.into_iter().map(|(person, one)| (person, one.name)).collect();
        Ok(Found { ladder, findings, objections, judged, history, names, now, seen })
    })
    .await
}

/// What the jury did, and what was objected, is told without who did it.
fn hidden(row: &SealedRow) -> bool {
    [Step::Score, Step::Recuse, Step::Object].iter().any(|step| kernel::lifecycle::Word::word(*step) == row.step)
}

#[derive(Template)]
#[template(path = "campaigns/entry.html")]
struct EntryPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    it: &'a Entry,
    edition: &'a Edition,
    chip: (String, &'static str),
    category: String,
    kind: String,
    work: String,
    figure: String,
    money: String,
    why: String,
    chain: Vec<ChainStep<'static>>,
    findings: Vec<String>,
    reason: String,
    shares: Vec<Share<'a>>,
    /// What the jury gave: criterion and mean, and the whole.
    score: String,
    marks: Vec<(String, String)>,
    comments: Vec<String>,
    objections: Vec<objections::Line>,
    acts: Vec<Act>,
    events: Vec<(String, String, String)>,
}

impl<'a> EntryPage<'a> {
    fn new(ctx: &'a Ctx, found: &'a Found, typed: &Typed) -> Result<EntryPage<'a>> {
        let (t, actor) = (ctx.t(), ctx.actor()?);
        let (it, edition) = (&found.seen.it, &found.seen.edition);
        let answers = policy::may_entry(actor, &found.seen, Step::Answer).allowed();
        let grade = it.grade.and_then(|at| edition.plan().grades.get(usize::try_from(at).ok()?));
        let public_grade = edition.state.is_public() && it.state.was_listed();
        Ok(EntryPage {
            page: ctx.page(it.content().title.as_str()),
            back: edition.href(),
            bar: it.serial.clone(),
            here: it.href(),
            chip: standing(t, it, edition),
            category: edition.plan().category(&it.category).map(|one| one.name.clone()).unwrap_or_default(),
            kind: t.get(&format!("word-kind-{}", it.content().kind)).to_owned(),
            work: it.content().kind.path(it.work),
            figure: super::enter::figure(t, it.content()),
            money: grade
                .filter(|grade| public_grade && grade.money.0 > 0)
                .map(|grade| t.money(grade.money.0))
                .unwrap_or_default(),
            why: String::new(),
            chain: chain(t, found),
            findings: found.findings.iter().map(|finding| say(t, &finding.reason)).collect(),
            reason: match it.state {
                State::Stopped if it.reason.is_empty() => t.get("campaign-stopped-late").to_owned(),
                _ => it.reason.clone(),
            },
            shares: it
                .content()
                .team
                .iter()
                .map(|member| Share {
                    name: member.name.as_str().into(),
                    field: String::new().into(),
                    percent: u8::try_from(member.part).unwrap_or(100),
                })
                .collect(),
            score: found.judged.as_ref().and_then(|judged| judged.score).map(shown).unwrap_or_default(),
            marks: marks(found),
            comments: comments(found),
            objections: objections::lines(t, &found.objections, actor.person, answers, typed),
            acts: acts::acts(t, found, actor, typed),
            events: found
                .history
                .iter()
                .map(|row| {
                    let who = row.actor.filter(|_| !hidden(row)).map(|person| found.name(person)).unwrap_or_default();
                    (t.get(&format!("word-{}", row.step)).to_owned(), who, t.stamp(row.at.millis()))
                })
                .collect(),
            it,
            edition,
        })
    }

    fn lead(&self) -> Option<&Act> {
        self.acts.iter().find(|act| act.look == "primary")
    }
}

/// The way up, node by node.
fn chain(t: T, found: &Found) -> Vec<ChainStep<'static>> {
    let it = &found.seen.it;
    let under_way = matches!(it.state, State::Submitted | State::Nominated);
    let step = |(unit, name): &(UnitId, String)| {
        let stop = found.seen.stops.iter().find(|stop| stop.unit == *unit);
        let here = it.node == Some(*unit) && under_way;
        let top = *unit == found.seen.edition.node && it.number.is_some();
        ChainStep {
            state: match (stop, here) {
                (_, true) => StepState::Now,
                (Some(_), false) => StepState::Done,
                (None, false) if top => StepState::Done,
                (None, false) => StepState::Todo,
            },
            title: name.clone().into(),
            at: stop.map(|stop| t.date(stop.at.millis())).unwrap_or_default().into(),
            who: stop.map(|stop| found.name(stop.by_person)).unwrap_or_default().into(),
            took: "".into(),
        }
    };
    found.ladder.iter().map(step).collect()
}

/// The mean of each criterion, once all is in.
fn marks(found: &Found) -> Vec<(String, String)> {
    let Some(judged) = found.judged.as_ref().filter(|judged| judged.score.is_some()) else { return Vec::new() };
    let plan = found.seen.edition.plan();
    let mean = |at: usize| {
        let given: Vec<i64> = judged.scores.iter().filter_map(|score| score.marks.0.get(at).copied()).collect();
        let sum: i64 = given.iter().sum();
        shown(points(given.len().max(1) as i64, sum))
    };
    let line = |(at, criterion): (usize, &crate::plan::Criterion)| {
        (criterion.name.clone(), format!("{} / {}", mean(at), plan.scale))
    };
    plan.rubric.iter().enumerate().map(line).collect()
}

/// What jurors wrote, without who.
fn comments(found: &Found) -> Vec<String> {
    let judged = found.judged.as_ref().filter(|judged| judged.score.is_some());
    let scores = judged.into_iter().flat_map(|judged| &judged.scores);
    scores.map(|score| score.comment.clone()).filter(|comment| !comment.is_empty()).collect()
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let found = read(&ctx, entry_id(&id)?).await?;
    ctx.show(&EntryPage::new(&ctx, &found, &Typed::default())?)
}
