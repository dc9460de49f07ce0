//! What is told through the actions of the modules, each step at its time: projects, methods and who took them
//! over, benefits and awards. There are few of them beside the suggestions.

use awards::actions::Proposal;
use benefits::model::{Basis, Corrected};
use inventions::actions::{Application, Grant, Plan as RightPlan};
use inventions::model::{Disclosure, InventionId};
use inventions::rights::Holding;
use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::clock::DAY;
use kernel::{Error, Fen, Result, Shares, Time};
use ledger::Recorded;
use methods::actions::Draft;
use methods::content::{Content, LeadingResult, proposed_name};
use methods::model::MethodId;
use projects::model::{Charter, ProjectId};
use spread::actions::{Ask, Trial};
use spread::model::AdoptionId;
use store::Tx;
use suggestions::model::SuggestionId;
use works::rights::Kind;
use works::{Visibility, WorkId};
use world::adoptions::AdoptionStep;
use world::methods::REGULATIONS;
use world::province::{
    InventionEvent, InventionPlan, InventionRight, InventionWords, MethodEvent, MethodPlan, MethodWords, ProjectEvent,
    ProjectPlan, ProjectWords, Spread,
};

use super::ground::{For, Ground};

/// Days of a trial.
const TRIAL: i64 = 14;
/// What an award of others promises the originators, in per cent.
const SHARE: i64 = 10;

/// What happens, when: ordered by time, and then by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deed {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// What.
    pub what: What,
}

/// What happens, by position in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// To a project.
    Project(u32, ProjectEvent),
    /// To an invention.
    Invention(u32, InventionEvent),
    /// To a method.
    Method(u32, MethodEvent),
    /// To a method somewhere else.
    Spread(u32, AdoptionStep),
    /// To the benefit of a suggestion in use.
    Benefit(u32, Money),
    /// To an award for it.
    Award(u32, Money),
}

/// What happens to benefits and awards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Money {
    /// A benefit is stated.
    State,
    /// Finance sends it back.
    Return,
    /// Finance signs.
    Audit,
    /// An award is proposed.
    Propose,
    /// Its people agree.
    Agree,
    /// The head approves.
    Approve,
    /// The publicity is over.
    Clear,
    /// It is paid.
    Pay,
}

/// A deed with what is needed to do it, made where there is time.
pub enum Ready {
    /// See [`What`] for this and the rest.
    Project(u32, ProjectEvent, Box<(ProjectPlan, ProjectWords)>),
    /// Likewise.
    Invention(u32, InventionEvent, Box<(InventionPlan, InventionWords)>),
    /// Likewise.
    Method(u32, MethodEvent, Box<(MethodPlan, MethodWords)>),
    /// The plan of the method is there as well.
    Spread(u32, AdoptionStep, Box<(Spread, MethodPlan)>),
    /// Of which suggestion, whose, by whom it is stated, and what.
    Benefit(Money, Box<Stated>),
    /// Of which suggestion, whose.
    Award(Money, SuggestionId, usize),
}

/// What is stated of a use.
pub struct Stated {
    /// Of which suggestion.
    pub id: SuggestionId,
    /// Of which enterprise.
    pub nth: usize,
    /// Who states it: its implementer, or the officer for what only its team may see.
    pub by: u32,
    /// What is stated.
    pub basis: Basis,
    /// What finance makes of it.
    pub corrected: Corrected,
    /// What finance says.
    pub note: String,
}

/// Does it; whether it went as planned. What the rules refuse is left out.
///
/// # Errors
/// When the database fails.
pub fn perform(tx: &mut Tx<'_>, ground: &Ground, at: i64, ready: &Ready) -> Result<bool> {
    let now = Time::from_millis(at);
    let outcome = match ready {
        Ready::Project(index, event, all) => project(tx, ground, now, (*index, *event), all),
        Ready::Invention(index, event, all) => invention(tx, ground, now, (*index, *event), all),
        Ready::Method(index, event, all) => method(tx, ground, now, (*index, *event), all),
        Ready::Spread(index, step, all) => adoption(tx, ground, now, (*index, *step), all),
        Ready::Benefit(step, stated) => benefit(tx, ground, now, *step, stated),
        Ready::Award(step, id, nth) => return award(tx, ground, now, *step, (*id, *nth)),
    };
    went(outcome)
}

fn went(outcome: Result<()>) -> Result<bool> {
    match outcome {
        Ok(()) => Ok(true),
        Err(error @ (Error::Broken(_) | Error::Busy)) => Err(error),
        Err(error) => {
            tracing::debug!(%error, "a story ends here");
            Ok(false)
        }
    }
}

/// The world is told, not answered.
fn done<T>(recorded: Result<Recorded<T>>) -> Result<()> {
    recorded.map(drop)
}

fn project(
    tx: &mut Tx<'_>,
    ground: &Ground,
    now: Time,
    (index, event): (u32, ProjectEvent),
    (plan, words): &(ProjectPlan, ProjectWords),
) -> Result<()> {
    use ProjectEvent as E;
    use projects::actions as act;
    let first = Time::from_millis(plan.events.first().map_or(0, |event| event.0));
    let id: ProjectId = ground.id(For::Project, index, first);
    let one = ground.enterprise(plan.enterprise);
    let by = |person: u32| ground.by(plan.enterprise, person, now);
    let (leader, officer, judge) = (plan.leader, one.officer(), one.reviewers()[0]);
    let starts = first.date();
    let later = |days: i64| starts.checked_add(days.days()).unwrap_or(starts);
    match event {
        E::Propose => {
            let mut parts = vec![(ground.person(leader), 100)];
            for (mate, part) in &plan.mates {
                parts[0].1 -= u32::from(*part);
                parts.push((ground.person(*mate), u32::from(*part)));
            }
            let charter = Charter {
                title: words.title.clone(),
                problem: words.problem.clone(),
                aim: words.aim.clone(),
                route: words.route.clone(),
                starts,
                ends: later(words.lasts),
                budget: Fen::yuan(words.budget),
                visibility: if index % 4 == 0 { Visibility::Public } else { Visibility::Enterprise },
                shares: Shares::new(parts).map_err(|reason| Error::broken(reason.key))?,
                grew_from: None,
            };
            done(act::propose(tx, &by(leader), id, &charter))
        }
        E::Agree(nth) => match plan.mates.get(usize::from(nth)) {
            Some((mate, _)) => done(act::agree(tx, &by(*mate), id)),
            None => Ok(()),
        },
        E::Return => done(act::send_back_for_more(tx, &by(officer), id, words.reason)),
        E::Refuse => done(act::refuse(tx, &by(officer), id, words.reason)),
        E::Withdraw => done(act::withdraw(tx, &by(leader), id)),
        E::Approve => done(act::approve(tx, &by(officer), id, words.note)),
        E::Milestone => done(act::set_milestone(tx, &by(leader), id, words.milestone, later(words.lasts / 2))),
        E::Reach => {
            let first = tx.all(&projects::store::MILESTONES, (id,))?.into_iter().next().ok_or(Error::NotFound)?;
            done(act::reach(tx, &by(leader), id, first.id, now.date(), "按期完成。"))
        }
        E::Spend => {
            let spent = Fen::yuan(words.budget * 2 / 5);
            done(act::spend(tx, &by(leader), id, words.spent_on, spent, now.date()))
        }
        E::Try => done(act::trial(tx, &by(leader), id, &words.result)),
        E::Stop => done(act::stop(tx, &by(officer), id, words.reason)),
        E::HandIn => done(act::hand_in(tx, &by(leader), id, &words.result)),
        E::Convene => done(act::convene(tx, &by(officer), id, &[ground.person(judge)])),
        E::Judge => done(act::judge(tx, &by(judge), id, true, words.conclusion)),
        E::Accept => done(act::accept(tx, &by(officer), id, now.date(), "")),
    }
}

fn invention(
    tx: &mut Tx<'_>,
    ground: &Ground,
    now: Time,
    (index, event): (u32, InventionEvent),
    (plan, words): &(InventionPlan, InventionWords),
) -> Result<()> {
    use InventionEvent as E;
    use inventions::actions as act;
    let first = Time::from_millis(plan.events.first().map_or(0, |event| event.0));
    let id: InventionId = ground.id(For::Invention, index, first);
    let officer = ground.by(plan.enterprise, ground.enterprise(plan.enterprise).officer(), now);
    let author = || ground.by(plan.enterprise, plan.author, now);
    let kind = match plan.right {
        InventionRight::Utility => Kind::Utility,
        InventionRight::Invention => Kind::Invention,
        InventionRight::Software => Kind::Software,
    };
    match event {
        E::Begin => {
            let told = Disclosure {
                title: words.title.clone(),
                problem: words.problem.clone(),
                prior: words.prior.to_owned(),
                search: words.search.to_owned(),
                solution: words.solution.clone(),
                novelty: words.novelty.clone(),
                visibility: if index % 3 == 0 { Visibility::Public } else { Visibility::Enterprise },
                shares: Shares::sole(ground.person(plan.author)),
                grew_from: None,
            };
            done(act::disclose(tx, &author(), id, &told))
        }
        E::HandIn => done(act::hand_in(tx, &author(), id)),
        E::File => {
            let (keeper, note) = (officer.actor.person, words.note.to_owned());
            done(act::file(tx, &officer, id, &RightPlan { kind, title: String::new(), keeper, note }))
        }
        E::PutToUse => done(act::put_to_use(tx, &officer, id, now.date(), "")),
        E::Apply | E::Grant => {
            let right = tx.all(&inventions::store::RIGHTS, (id,))?.into_iter().next().ok_or(Error::NotFound)?;
            let (on, patent) = (now.date(), kind != Kind::Software);
            let digits = format!("{}{}{index:07}", on.year(), if kind == Kind::Utility { 2 } else { 1 });
            if event == E::Apply {
                let number = patent.then(|| format!("{digits}.{}", inventions::numbers::check_digit(&digits)));
                let (holding, holders) = (Holding::Enterprise, right.holders);
                return done(act::apply(tx, &officer, id, right.id, &Application { number, on, holding, holders }));
            }
            let letter = if kind == Kind::Utility { 'U' } else { 'B' };
            let announced = format!("CN {} {letter}", 112_000_000 + index * 97);
            let told = Grant {
                on,
                publication: if patent { announced } else { String::new() },
                registration: if patent { String::new() } else { format!("{}SR{index:07}", on.year()) },
                rewarded: false,
            };
            done(act::grant(tx, &officer, id, right.id, &told))
        }
    }
}

/// The id of a method.
fn method_id(ground: &Ground, index: u32, plan: &MethodPlan) -> MethodId {
    ground.id(For::Method, index, Time::from_millis(plan.events.first().map_or(0, |event| event.0)))
}

fn method(
    tx: &mut Tx<'_>,
    ground: &Ground,
    now: Time,
    (index, event): (u32, MethodEvent),
    (plan, words): &(MethodPlan, MethodWords),
) -> Result<()> {
    use MethodEvent as E;
    use methods::actions as act;
    let id = method_id(ground, index, plan);
    let one = ground.enterprise(plan.enterprise);
    let by = |person: u32| ground.by(plan.enterprise, person, now);
    match event {
        E::Begin => {
            let by = by(plan.person);
            let draft = Draft {
                content: content(words, &by.actor.name, now),
                person: by.actor.person,
                shares: Shares::sole(by.actor.person),
                visibility: Visibility::Public,
                grew_from: None,
            };
            done(act::begin(tx, &by, id, &draft))
        }
        E::HandIn => done(act::hand_in(tx, &by(plan.person), id)),
        E::Accept => done(act::accept(tx, &by(one.officer()), id)),
        E::Review => done(act::review(tx, &by(one.reviewers()[0]), id, true, words.review)),
        E::Publish => done(act::publish(tx, &by(one.officer()), id)),
        E::Name => {
            let document = words.document.replace("{year}", &now.date().year().to_string());
            done(act::name(tx, &by(one.approver()), id, &document))
        }
    }
}

/// What a method says. Its results run over a year that ended a week before it was begun.
fn content(words: &MethodWords, person: &str, begun: Time) -> Content {
    let since: Date = begun.plus_millis(-400 * DAY).date();
    let [indicator, before, after, source] = words.result.clone();
    let until = Some(begun.plus_millis(-7 * DAY).date());
    Content {
        name: proposed_name(person, &words.object),
        trade: words.trade.clone(),
        scope: words.scope.clone(),
        former: words.former.clone(),
        problem: words.former.clone(),
        steps: words.steps.clone(),
        keys: words.keys.clone(),
        original: vec![words.original.clone()],
        regulations: REGULATIONS.iter().map(|one| (*one).to_owned()).collect(),
        results: vec![LeadingResult { indicator, before, after, from: Some(since), until, source }],
        since: Some(since),
        restrictions: Vec::new(),
    }
}

fn adoption(
    tx: &mut Tx<'_>,
    ground: &Ground,
    now: Time,
    (index, step): (u32, AdoptionStep),
    (plan, method): &(Spread, MethodPlan),
) -> Result<()> {
    use AdoptionStep as S;
    use spread::actions as act;
    let first = Time::from_millis(plan.events.first().map_or(0, |event| event.0));
    let id: AdoptionId = ground.id(For::Adoption, index, first);
    let (origin, taker) = (ground.enterprise(method.enterprise), ground.enterprise(plan.taker));
    let texts = step.texts();
    let text = texts[(ground.chance(For::Adoption, u64::from(index) << 8 | step as u64) % texts.len() as u64) as usize];
    let asks = || ground.by(plan.taker, taker.officer(), now);
    let tries = || ground.by(plan.taker, taker.implementer(), now);
    let answers = || ground.by(method.enterprise, origin.officer(), now);
    match step {
        S::Ask => {
            let ask = Ask {
                id,
                work: method_id(ground, plan.method, method).cast(),
                unit: ground.unit(plan.taker, taker.unit),
                source: None,
                purpose: text.to_owned(),
                share: Some(SHARE),
                named: true,
            };
            done(act::ask(tx, &asks(), &ask))
        }
        S::HandOver => done(act::hand_over(tx, &answers(), id, text)),
        S::TurnDown => done(act::turn_down(tx, &answers(), id, text)),
        S::TryOut => {
            let trial = Trial { starts: now.date(), ends: now.plus_millis(TRIAL * DAY).date(), spot: text.to_owned() };
            done(act::try_out(tx, &tries(), id, &trial))
        }
        S::Observe => done(act::observe(tx, &tries(), id, text)),
        S::TakeOver => done(act::take_over(tx, &asks(), id, now.date(), text)),
        S::Drop => done(act::drop_it(tx, &asks(), id, text)),
        S::Retire => done(act::retire(tx, &asks(), id, text)),
    }
}

fn benefit(tx: &mut Tx<'_>, ground: &Ground, now: Time, step: Money, it: &Stated) -> Result<()> {
    use benefits::actions as act;
    let one = ground.enterprise(it.nth);
    let finance = || ground.by(it.nth, one.finance_auditor(), now);
    let id = it.id.cast();
    match step {
        Money::State => done(act::hand_in(tx, &ground.by(it.nth, it.by, now), id, &it.basis)),
        Money::Return => done(act::send_back(tx, &finance(), id, &it.note)),
        _ => done(act::audit(tx, &finance(), id, &it.corrected, &it.note)),
    }
}

/// An award goes its way as long as there is one: for a small benefit there is none.
fn award(
    tx: &mut Tx<'_>,
    ground: &Ground,
    now: Time,
    step: Money,
    (suggestion, nth): (SuggestionId, usize),
) -> Result<bool> {
    use awards::actions as act;
    let one = ground.enterprise(nth);
    let by = |person: u32| ground.by(nth, person, now);
    let work: WorkId = suggestion.cast();
    if step == Money::Propose {
        return went(done(act::propose(tx, &by(one.officer()), suggestion.cast(), &Proposal::default())));
    }
    let Some(award) = tx.all(&awards::store::OF_WORK, (work,))?.into_iter().next() else { return Ok(true) };
    went(match step {
        Money::Agree => {
            for part in awards::store::parts(tx, award.id)? {
                let actor = identity::actors::actor(tx, part.person, now, &[])?;
                done(act::agree(tx, &kernel::By { actor, now, version: None }, award.id))?;
            }
            Ok(())
        }
        Money::Approve => done(act::approve(tx, &by(one.approver()), award.id)),
        Money::Clear => done(act::clear(tx, award.id, now)),
        _ => done(act::pay(tx, &by(one.payroll()), award.id)),
    })
}
