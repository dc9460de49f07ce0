//! The three years, week by week: what is handed in, and what happens meanwhile to everything before. Facts are
//! told with the suggestion they belong to and wait for their week, so that the ledger is in order of time.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use kernel::calendar::WorkCalendar;
use kernel::clock::DAY;
use kernel::{Result, Time};
use ledger::history::Told;
use suggestions::lifecycle::State;
use suggestions::rules::Rules;
use world::benefits::Outcome;
use world::province::{BEGIN_MS, END_MS};

use super::deeds::{Deed, Money, Ready, Stated, What};
use super::ground::{For, Ground};
use super::story::{self, Tale};
use crate::populate::{basis, corrected};

/// A week.
const WEEK: i64 = 7 * DAY;
/// Of how many uses in a thousand a benefit is stated.
const STATED: u64 = 62;
/// Of how many that were signed in a hundred an award is proposed.
const AWARDED: u64 = 55;
/// The hour at which people do such things.
const MORNING: i64 = 9 * 3_600_000;

/// How many weeks there are.
pub fn weeks() -> usize {
    ((END_MS - BEGIN_MS + WEEK - 1) / WEEK) as usize
}

/// Everything that is written of a week.
pub struct Week {
    /// Its end.
    pub until: Time,
    /// What was handed in.
    pub tales: Vec<Tale>,
    /// What happened, in the order of the ids.
    pub facts: Vec<Told>,
    /// What is done through actions, in order.
    pub deeds: Vec<(i64, Ready)>,
    /// The last numbers given, by series.
    pub serials: Vec<(String, i64)>,
    /// Steps that no lifecycle knows: none.
    pub illegal: usize,
}

/// A fact that waits for its week.
struct Waiting(Told);

impl PartialEq for Waiting {
    fn eq(&self, other: &Self) -> bool {
        self.0.id() == other.0.id()
    }
}
impl Eq for Waiting {}
impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.id().cmp(&other.0.id())
    }
}

/// Tells the weeks one after the other.
pub struct Teller {
    ground: Arc<Ground>,
    rules: Rules,
    week: usize,
    /// The next suggestion.
    next: u32,
    waiting: BinaryHeap<Reverse<Waiting>>,
    deeds: BinaryHeap<Reverse<Deed>>,
    serials: BTreeMap<String, i64>,
}

impl Teller {
    /// Before the first week.
    pub fn new(ground: Arc<Ground>) -> Teller {
        let province = &ground.province;
        let mut deeds = BinaryHeap::new();
        for index in 0..province.projects() {
            deeds.extend(
                province
                    .project(index)
                    .events
                    .into_iter()
                    .map(|(at, event)| (at, What::Project(index, event)))
                    .map(deed),
            );
        }
        for index in 0..province.inventions() {
            let events = province.invention(index).events.into_iter();
            deeds.extend(events.map(|(at, event)| (at, What::Invention(index, event))).map(deed));
        }
        for index in 0..province.methods() {
            deeds.extend(
                province.method(index).events.into_iter().map(|(at, event)| (at, What::Method(index, event))).map(deed),
            );
        }
        for index in 0..province.spreads() {
            deeds.extend(
                province.spread(index).events.into_iter().map(|(at, step)| (at, What::Spread(index, step))).map(deed),
            );
        }
        Teller {
            ground,
            rules: Rules::default(),
            week: 0,
            next: 0,
            waiting: BinaryHeap::new(),
            deeds,
            serials: BTreeMap::new(),
        }
    }

    /// The next week.
    ///
    /// # Errors
    /// Broken, when the plan does not hold together.
    pub fn week(&mut self) -> Result<Week> {
        self.week += 1;
        let until = BEGIN_MS + WEEK * self.week as i64;
        let mut tales = Vec::new();
        let mut serials: BTreeMap<String, i64> = BTreeMap::new();
        let mut illegal = 0;
        while self.next < self.ground.province.suggestions() && self.ground.province.submitted_at(self.next) < until {
            let told = self.ground.province.suggestion(self.next);
            let (series, number) = self.number(&told);
            let mut tale = story::tell(&self.ground, &told, format!("{series}-{number:06}"), &self.rules)?;
            serials.insert(series, number);
            illegal += tale.illegal;
            self.value(&told, &tale);
            self.waiting.extend(std::mem::take(&mut tale.facts).into_iter().map(|fact| Reverse(Waiting(fact))));
            tales.push(tale);
            self.next += 1;
        }
        let mut facts = Vec::new();
        while self.waiting.peek().is_some_and(|first| first.0.0.at().millis() < until) {
            facts.extend(self.waiting.pop().map(|first| first.0.0));
        }
        let mut deeds = Vec::new();
        while self.deeds.peek().is_some_and(|first| first.0.at < until) {
            let Some(Reverse(deed)) = self.deeds.pop() else { break };
            if let Some(ready) = self.ready(deed.what)? {
                deeds.push((deed.at, ready));
            }
        }
        let serials = serials.into_iter().collect();
        Ok(Week { until: Time::from_millis(until.min(END_MS)), tales, facts, deeds, serials, illegal })
    }

    /// `JY-330206-2023`, and the next number in it.
    fn number(&mut self, told: &world::province::Told) -> (String, i64) {
        let county = &self.ground.unions[self.ground.enterprise(told.enterprise).county as usize].code;
        let series = format!("JY-{county}-{}", Time::from_millis(told.plan.submitted_at_ms).date().year());
        let last = self.serials.entry(series.clone()).or_default();
        *last += 1;
        (series, *last)
    }

    /// What the use of a suggestion brings, for some.
    fn value(&mut self, told: &world::province::Told, tale: &Tale) {
        let index = told.plan.index;
        let drawn = self.ground.chance(For::Chunk, u64::from(index));
        let used = told.plan.storyline.iter().rev().find(|event| event.step == world::Step::Apply);
        let Some(used) = used.filter(|_| matches!(tale.row.state, State::Applied | State::Done)) else { return };
        let Some(plan) = self.ground.province.benefit(index, &told.plan.benefits) else { return };
        if drawn % 1000 >= STATED {
            return;
        }
        let mut at = used.at_ms;
        let mut then = |deeds: &mut BinaryHeap<Reverse<Deed>>, days: u64, what: What| {
            at = morning(at, 1 + days as i64, index);
            deeds.extend((at < END_MS).then_some(Reverse(Deed { at, what })));
            at
        };
        then(&mut self.deeds, 15 + (drawn >> 10) % 40, What::Benefit(index, Money::State));
        let returned = matches!(plan.outcome, Outcome::Returned(_));
        let what = if returned { Money::Return } else { Money::Audit };
        then(&mut self.deeds, 3 + (drawn >> 20) % 12, What::Benefit(index, what));
        if returned || (drawn >> 30) % 100 >= AWARDED {
            return;
        }
        then(&mut self.deeds, 2 + (drawn >> 40) % 25, What::Award(index, Money::Propose));
        then(&mut self.deeds, 1, What::Award(index, Money::Agree));
        let approved = then(&mut self.deeds, 1 + (drawn >> 50) % 4, What::Award(index, Money::Approve));
        let over: Time = WorkCalendar::china().deadline(Time::from_millis(approved).timestamp(), 5).into();
        let over = over.millis() + 10 * 60_000;
        let paid = morning(over, 1 + (drawn >> 54) as i64 % 8, index);
        for (at, step) in [(over, Money::Clear), (paid, Money::Pay)] {
            self.deeds.extend((at < END_MS).then_some(Reverse(Deed { at, what: What::Award(index, step) })));
        }
    }

    /// What is needed to do it.
    fn ready(&self, what: What) -> Result<Option<Ready>> {
        let province = &self.ground.province;
        Ok(Some(match what {
            What::Project(index, event) => {
                Ready::Project(index, event, Box::new((province.project(index), province.project_words(index))))
            }
            What::Invention(index, event) => {
                Ready::Invention(index, event, Box::new((province.invention(index), province.invention_words(index))))
            }
            What::Method(index, event) => {
                Ready::Method(index, event, Box::new((province.method(index), province.method_words(index))))
            }
            What::Spread(index, step) => {
                let plan = province.spread(index);
                let method = province.method(plan.method);
                Ready::Spread(index, step, Box::new((plan, method)))
            }
            What::Benefit(index, step) => {
                let told = province.suggestion(index);
                let Some(plan) = province.benefit(index, &told.plan.benefits) else { return Ok(None) };
                let one = self.ground.enterprise(told.enterprise);
                let hidden = told.plan.visibility == world::Visibility::Team;
                let note = match &plan.outcome {
                    Outcome::Returned(reason) => reason.clone(),
                    Outcome::Audited(note) => note.clone(),
                    Outcome::Waiting => "单据齐全，照报。".to_owned(),
                };
                Ready::Benefit(
                    step,
                    Box::new(Stated {
                        id: story::id(&self.ground, &told.plan),
                        nth: told.enterprise,
                        by: if hidden { one.officer() } else { one.implementer() },
                        basis: basis(&plan, &benefits::rules::Rules::default().grid)?,
                        corrected: corrected(&plan)?,
                        note,
                    }),
                )
            }
            What::Award(index, step) => {
                let told = province.suggestion(index);
                Ready::Award(step, story::id(&self.ground, &told.plan), told.enterprise)
            }
        }))
    }
}

fn deed((at, what): (i64, What)) -> Reverse<Deed> {
    Reverse(Deed { at, what })
}

/// In the morning some days later, nobody at the same minute.
fn morning(after: i64, days: i64, index: u32) -> i64 {
    let day = Time::start_of(Time::from_millis(after + days * DAY).date());
    day.millis() + MORNING + i64::from(index % 7_000) * 1_000
}
