//! All awards one may see, by state, what waits for whoever looks, and what may be proposed.

use askama::Template;
use kernel::lifecycle::Word;
use kernel::{Actor, Fen, Result, Role, Time};
use store::Reader;
use ui::{Page, T};
use web::{Ctx, Fields, Reply, Routes};

use super::words::{basis, grade};
use crate::lifecycle::{State, Step};
use crate::policy;
use crate::queries::{self, Candidate, ListRow, Narrow, PAGE};
use crate::waits::TO_AGREE;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/awards", list)
}

/// Something that waits for whoever looks.
struct Task {
    href: String,
    question: &'static str,
    about: String,
}

/// An award in the list.
struct Row {
    href: String,
    title: String,
    note: String,
    amount: String,
    state: String,
    look: &'static str,
}

/// A work that may be proposed.
struct Proposable {
    href: String,
    title: String,
    note: String,
    amount: String,
}

/// A state one can narrow to.
struct Tab {
    href: String,
    label: String,
    count: i64,
    here: bool,
}

#[derive(Template)]
#[template(path = "awards/list.html")]
struct List<'a> {
    page: Page<'a>,
    tasks: Vec<Task>,
    candidates: Vec<Proposable>,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    payable: usize,
    previous: String,
    next: String,
    schemes: bool,
}

/// What the page reads.
struct Found {
    tasks: Vec<(queries::ListRow, &'static str)>,
    candidates: Vec<Candidate>,
    counts: Vec<(State, i64)>,
    rows: Vec<ListRow>,
    payable: usize,
}

async fn list(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let asked = Fields::from_query(&ctx.visit.query);
    let state = State::from_word(asked.get("state"));
    let at: usize = asked.get("page").parse().unwrap_or(0_usize).min(100_000);
    let (who, now) = (actor.clone(), ctx.now);
    let found = ctx
        .read(move |reader| {
            let narrow = Narrow { state, skip: at * PAGE, ..Narrow::default() };
            Ok(Found {
                tasks: waiting(reader, &who)?,
                candidates: queries::candidates(reader, &who, now)?,
                counts: queries::counts(reader, &who)?,
                rows: queries::list(reader, &who, narrow)?,
                payable: payable(reader, &who)?,
            })
        })
        .await?;
    let t = ctx.t();
    let address = |page: usize| {
        let state = state.map(|state| format!("state={state}&")).unwrap_or_default();
        format!("/awards?{state}page={page}")
    };
    ctx.show(&List {
        page: ctx.page(t.get("awards-title")),
        tasks: found.tasks.into_iter().map(|(row, question)| task(&row, question)).collect(),
        candidates: found.candidates.iter().map(|one| proposable(t, one)).collect(),
        tabs: tabs(t, &found.counts, state),
        previous: at.checked_sub(1).map(address).unwrap_or_default(),
        next: if found.rows.len() > PAGE { address(at + 1) } else { String::new() },
        rows: found.rows.iter().take(PAGE).map(|row| shown(t, row, ctx.now)).collect(),
        payable: found.payable,
        schemes: actor.place.enterprise.is_some(),
    })
}

/// What waits for this person: their own agreement first, then what only they can decide.
fn waiting(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<(ListRow, &'static str)>> {
    let mut tasks = Vec::new();
    let agree: Vec<_> = reader.all(&TO_AGREE, (actor.person,))?.into_iter().map(|(id, ..)| id).collect();
    for state in [State::Proposed, State::Disputed] {
        for row in queries::list(reader, actor, Narrow { state: Some(state), ..Narrow::default() })? {
            if agree.contains(&row.id) {
                tasks.push((row, "awards-task-agree"));
                continue;
            }
            let seen = policy::find(reader, actor, row.id)?;
            let may = |step| policy::may(actor, &seen, step).allowed();
            if may(Step::Approve) && policy::all_agreed(&seen.parts).allowed() {
                tasks.push((row, "awards-task-approve"));
            } else if may(Step::Answer) {
                tasks.push((row, "awards-task-answer"));
            } else if may(Step::Amend) && seen.parts.iter().any(|part| !part.contest.is_empty()) {
                tasks.push((row, "awards-task-amend"));
            }
        }
    }
    Ok(tasks)
}

/// How many awards payroll has to pay.
fn payable(reader: &Reader<'_>, actor: &Actor) -> Result<usize> {
    let Some(enterprise) = actor.nodes(Role::Payroll).find_map(|grant| grant.enterprise) else { return Ok(0) };
    let mut awards: Vec<_> = queries::payable(reader, enterprise)?.into_iter().map(|one| one.award).collect();
    awards.dedup();
    Ok(awards.len())
}

fn task(row: &ListRow, question: &'static str) -> Task {
    Task { href: format!("/awards/{}", row.id), question, about: row.title.clone() }
}

fn proposable(t: T, one: &Candidate) -> Proposable {
    let ground = &one.outlook.ground;
    let card = &ground.card;
    let mut note = vec![card.serial.clone()];
    note.extend(ground.taken_over.then(|| t.get("awards-taken").to_owned()));
    note.extend(one.outlook.basis.map(|rests| basis(t, rests, &one.outlook.others)));
    note.extend(one.decision.grade.map(|number| grade(t, number)));
    if one.outlook.before > Fen(0) {
        note.push(t.get("awards-regrade").to_owned());
    }
    Proposable {
        href: match ground.taken_over {
            true => format!("/awards/new?use={}", ground.id),
            false => format!("/awards/new?work={}", card.id),
        },
        title: card.title.clone(),
        note: note.join(" · "),
        amount: t.money_exact(one.decision.pays.0),
    }
}

fn tabs(t: T, counts: &[(State, i64)], chosen: Option<State>) -> Vec<Tab> {
    let all = Tab {
        href: "/awards".to_owned(),
        label: t.get("awards-all").to_owned(),
        count: counts.iter().map(|(_, count)| count).sum(),
        here: chosen.is_none(),
    };
    let one = |state: &State| {
        let count = counts.iter().find(|(found, _)| found == state).map_or(0, |(_, count)| *count);
        let label = t.get(&format!("word-award-{state}")).to_owned();
        Tab { href: format!("/awards?state={state}"), label, count, here: chosen == Some(*state) }
    };
    std::iter::once(all).chain(State::ALL.iter().map(one).filter(|tab| tab.count > 0 || tab.here)).collect()
}

/// An award as lists show it.
fn shown(t: T, row: &ListRow, now: Time) -> Row {
    let mut note = vec![row.serial.clone(), t.date(row.proposed_at.millis())];
    if let Some(until) = row.public_until.filter(|until| row.state == State::Publicised && *until > now) {
        note.push(t.with1("awards-public-until", "day", t.day(until.millis())).into_owned());
    }
    if row.is_taken_over() {
        note.push(t.with1("awards-taken-by", "unit", row.enterprise.as_str()).into_owned());
    }
    if row.round > 1 {
        note.push(t.with1("awards-round", "n", row.round).into_owned());
    }
    Row {
        href: format!("/awards/{}", row.id),
        title: row.title.clone(),
        note: note.join(" · "),
        amount: t.money_exact(row.amount.0),
        state: t.get(&format!("word-award-{}", row.state)).to_owned(),
        look: row.state.look(),
    }
}
