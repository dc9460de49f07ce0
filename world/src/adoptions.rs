//! Who took over what from whom: the public suggestions of the world that are in use spread over its other
//! enterprises, some by chains, some not at all.

use crate::moments::{DAY, office};
use crate::plan::{Step, SuggestionPlan, Visibility};
use crate::random::Random;
use crate::tree::Enterprise;
use crate::world::{Size, World};

/// A unit that asks for a work, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptionPlan {
    /// The suggestion.
    pub work: u32,
    /// The unit that takes it over.
    pub unit: u32,
    /// The adoption it was learned from, by position among all; none for the originators.
    pub source: Option<usize>,
    /// What happened, in order; the first is [`AdoptionStep::Ask`].
    pub events: Vec<AdoptionEvent>,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdoptionEvent {
    /// When.
    pub at_ms: i64,
    /// Who did it.
    pub by: u32,
    /// What.
    pub step: AdoptionStep,
    /// What they wrote.
    pub text: &'static str,
}

/// What can happen to an adoption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdoptionStep {
    /// The unit asks.
    Ask,
    /// The originators agree.
    HandOver,
    /// The originators do not.
    TurnDown,
    /// It is tried for a fortnight.
    TryOut,
    /// What was seen.
    Observe,
    /// It is in use.
    TakeOver,
    /// It is given up.
    Drop,
    /// It is no longer used.
    Retire,
}

/// A suggestion that everybody may begin with at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferPlan {
    /// The suggestion.
    pub work: u32,
    /// The officer who says so.
    pub by: u32,
    /// When.
    pub at_ms: i64,
    /// What is handed over.
    pub text: &'static str,
}

/// How far an adoption came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    Asked,
    TurnedDown,
    Trying,
    Dropped,
    TakenOver,
    Retired,
}

const PURPOSES: [&str; 8] = [
    "我们车间也有同样的麻烦，想照着做一套先试。",
    "工友提过好几次，一直没找到合适的办法，想学过来。",
    "看了说明，改动不大，想在一条线上先试两个星期。",
    "安全检查时被点到过，正好拿这个办法整改。",
    "两个班都想要，先在一个班试，好用再推开。",
    "去年自己试过一回没成，想看看你们是怎么固定的。",
    "设备型号一样，图纸拿来就能用。",
    "夜班最需要，白天看不出来，想先在夜班试。",
];
const ANSWERS: [&str; 5] = [
    "图纸和作业指导书都给，欢迎来看半天，联系生产科。",
    "提供零件清单和安装照片，第一次装我们派人到场。",
    "做法写在一张纸上，随时来看；用坏过的地方也一并说明。",
    "可以。请注意我们第二版才稳定，直接照第二版做。",
    "给图纸和供应商联系方式，另附三个月的点检记录。",
];
const REFUSALS: [&str; 2] =
    ["正在改第二版，现在这版还不牢靠，改好了再联系。", "和我们签了保密的工装连在一起，暂时拆不开。"];
const SEEN: [&str; 4] = [
    "两个星期没出过一次老毛病，操作的人都说顺手。",
    "比原来快了三成多，夜班也看得清。",
    "头两天不习惯，一周以后没人想换回去。",
    "装了两处，一处很好，一处位置要再往里挪。",
];
const DROPS: [&str; 2] = ["我们的件小一号，夹不牢，试了两回都松。", "用的人少，一个月用不上两次，先不做。"];
const SPOTS: [&str; 4] = ["先在一个工位", "二号线", "夜班先试", "样板工位"];
const ENDS: [&str; 2] = ["这条线换了新设备，自带这个功能。", "产品停产，工位撤了。"];
const OFFERS: [&str; 3] = [
    "做法、照片、用到的料都写在附件里，谁用都行，用了说一声。",
    "图纸公开，尺寸按各家设备改；有问题打生产科电话。",
    "拿去用就是，装的时候注意第三张照片里的朝向。",
];

/// How the demo's best-known work spread: enterprise, whom it was learned from by position here, how far
/// into the time since it was in use (per cent), how far it came.
const QUICK_PINS: [(usize, Option<usize>, i64, Goal); 9] = [
    (0, None, 6, Goal::TakenOver),
    (1, None, 10, Goal::TakenOver),
    (3, None, 18, Goal::TakenOver),
    (5, Some(1), 34, Goal::TakenOver),
    (6, Some(2), 40, Goal::Retired),
    (11, Some(3), 54, Goal::TakenOver),
    (4, Some(2), 60, Goal::Dropped),
    (8, Some(5), 91, Goal::Trying),
    (2, None, 99, Goal::Asked),
];

/// The test world: suggestion, enterprise, whom it was learned from, days ago, how far it came.
const TEST: [(u32, usize, Option<usize>, i64, Goal); 7] = [
    (1, 2, None, 230, Goal::TakenOver),
    (2, 1, None, 220, Goal::Retired),
    (1, 1, None, 150, Goal::TurnedDown),
    (2, 0, None, 120, Goal::Dropped),
    (7, 0, None, 90, Goal::TakenOver),
    (1, 1, Some(0), 20, Goal::Trying),
    (2, 0, None, 1, Goal::Asked),
];

impl AdoptionStep {
    /// What people write with it.
    pub fn texts(self) -> &'static [&'static str] {
        match self {
            Self::Ask => &PURPOSES,
            Self::HandOver => &ANSWERS,
            Self::TurnDown => &REFUSALS,
            Self::TryOut => &SPOTS,
            Self::Observe | Self::TakeOver => &SEEN,
            Self::Drop => &DROPS,
            Self::Retire => &ENDS,
        }
    }
}

impl World {
    /// Every adoption, each after the one it was learned from.
    pub fn adoptions(&self) -> Vec<AdoptionPlan> {
        self.spread().0
    }

    /// Every open offer.
    pub fn offers(&self) -> Vec<OfferPlan> {
        self.spread().1
    }

    fn spread(&self) -> (Vec<AdoptionPlan>, Vec<OfferPlan>) {
        let mut told = Told { world: self, plans: Vec::new(), offers: Vec::new() };
        match self.size {
            Size::Test => {
                for (work, taker, source, days, goal) in TEST {
                    if let Some(plan) = self.suggestion(work) {
                        told.one(&plan, taker, source, self.now_ms - days * DAY, goal);
                    }
                }
            }
            _ => {
                let public = |plan: &SuggestionPlan| plan.visibility == Visibility::Public;
                for plan in self.suggestions().filter(public) {
                    if self.pins.contains(&plan.index) {
                        told.pinned(&plan);
                    } else {
                        told.drawn(&plan);
                    }
                }
            }
        }
        (told.plans, told.offers)
    }
}

/// What was told so far.
struct Told<'w> {
    world: &'w World,
    plans: Vec<AdoptionPlan>,
    offers: Vec<OfferPlan>,
}

impl Told<'_> {
    fn pinned(&mut self, plan: &SuggestionPlan) {
        let Some(since) = in_use_since(plan) else { return };
        let first = self.plans.len();
        for (taker, source, share, goal) in QUICK_PINS {
            let at_ms = since + (self.world.now_ms - since) * share / 100;
            self.one(plan, taker, source.map(|place| first + place), at_ms, goal);
        }
    }

    /// Half of the others spread to up to four enterprises.
    fn drawn(&mut self, plan: &SuggestionPlan) {
        let Some(since) = in_use_since(plan) else { return };
        let mut random = Random::of(self.world.seed, "spread", u64::from(plan.index));
        let span = self.world.now_ms - since;
        if span < 20 * DAY || random.chance(45) {
            return;
        }
        let all = self.world.enterprises().len();
        let Some(own) = owner(self.world, plan) else { return };
        if random.chance(25) {
            let text = random.pick(&OFFERS).copied().unwrap_or_default();
            let by = self.world.enterprises()[own].officer();
            self.offers.push(OfferPlan { work: plan.index, by, at_ms: office(&mut random, since, 2), text });
        }
        let mut takers: Vec<usize> = (0..all).filter(|nth| *nth != own).collect();
        random.shuffle(&mut takers);
        let many = random.between(1, 4) as usize;
        let mut shares: Vec<i64> = (0..many).map(|_| random.between(3, 97)).collect();
        shares.sort_unstable();
        let mut used: Vec<(usize, i64)> = Vec::new();
        for (taker, share) in takers.into_iter().zip(shares) {
            let at_ms = since + span * share / 100;
            let left = (self.world.now_ms - at_ms) / DAY;
            let goal = match (left, random.below(10)) {
                (0..4, _) => Goal::Asked,
                (4..35, 0..2) => Goal::TurnedDown,
                (4..35, _) => Goal::Trying,
                (_, 0) => Goal::TurnedDown,
                (_, 1) => Goal::Dropped,
                (80.., 2) => Goal::Retired,
                _ => Goal::TakenOver,
            };
            let seen: Vec<usize> = used.iter().filter(|(_, until)| *until < at_ms).map(|(place, _)| *place).collect();
            let source = if random.chance(60) { random.pick(&seen).copied() } else { None };
            self.one(plan, taker, source, at_ms, goal);
            if goal == Goal::TakenOver {
                used.push((self.plans.len() - 1, at_ms + 35 * DAY));
            }
        }
    }

    /// One adoption, from the day it was asked for.
    fn one(&mut self, plan: &SuggestionPlan, taker: usize, source: Option<usize>, asked_ms: i64, goal: Goal) {
        let mut random = Random::of(self.world.seed, "adoption", self.plans.len() as u64);
        let enterprises = self.world.enterprises();
        let (Some(own), Some(takes)) = (owner(self.world, plan), enterprises.get(taker)) else { return };
        let inside = own == taker;
        let unit = if inside { other_team(takes, plan.unit) } else { takes.unit };
        let offered = self.offers.iter().any(|offer| offer.work == plan.index && offer.at_ms < asked_ms);
        let (asks, answers) = (takes.officer(), enterprises[own].officer());
        let mut events: Vec<AdoptionEvent> = Vec::new();
        let mut then = |by: u32, step: AdoptionStep, days: i64, texts: &[&'static str]| {
            let before = events.last().map_or(asked_ms, |event| event.at_ms);
            let at_ms = if days == 0 { before } else { office(&mut random, before, days) };
            let text = random.pick(texts).copied().unwrap_or_default();
            events.push(AdoptionEvent { at_ms, by, step, text });
        };
        then(asks, AdoptionStep::Ask, 0, &PURPOSES);
        let free = inside || offered;
        match goal {
            Goal::Asked => {}
            Goal::TurnedDown if free => {}
            Goal::TurnedDown => then(answers, AdoptionStep::TurnDown, 2, &REFUSALS),
            _ if free => {}
            _ => then(answers, AdoptionStep::HandOver, 2, &ANSWERS),
        }
        if !matches!(goal, Goal::Asked | Goal::TurnedDown) {
            then(takes.implementer(), AdoptionStep::TryOut, 2, &["先在一个工位"]);
        }
        match goal {
            Goal::Dropped => then(asks, AdoptionStep::Drop, 9, &DROPS),
            Goal::TakenOver | Goal::Retired => {
                then(takes.implementer(), AdoptionStep::Observe, 7, &SEEN);
                then(asks, AdoptionStep::TakeOver, 3, &SEEN);
            }
            _ => {}
        }
        if goal == Goal::Retired {
            then(asks, AdoptionStep::Retire, 30, &ENDS);
        }
        let now_ms = self.world.now_ms;
        events.retain(|event| event.at_ms < now_ms);
        self.plans.push(AdoptionPlan { work: plan.index, unit, source, events });
    }
}

/// When a suggestion came into use, if it stayed so.
fn in_use_since(plan: &SuggestionPlan) -> Option<i64> {
    let last = plan.storyline.iter().rev().find(|event| matches!(event.step, Step::Apply | Step::DisputeDone))?;
    (last.step == Step::Apply).then_some(last.at_ms)
}

fn owner(world: &World, plan: &SuggestionPlan) -> Option<usize> {
    world
        .enterprises()
        .iter()
        .position(|one| (one.first_person..one.first_person + one.headcount).contains(&plan.author))
}

/// Another team than the one it comes from.
fn other_team(enterprise: &Enterprise, unit: u32) -> u32 {
    enterprise.teams.iter().map(|team| team.2).find(|team| *team != unit).unwrap_or(enterprise.unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn took(plan: &AdoptionPlan) -> Option<i64> {
        plan.events.iter().find(|event| event.step == AdoptionStep::TakeOver).map(|event| event.at_ms)
    }

    #[test]
    fn adoptions_are_told_in_order_and_learn_from_what_was_there() {
        for size in [Size::Test, Size::Demo] {
            let world = World::new(1, size, 1_781_064_000_000);
            let plans = world.adoptions();
            assert_eq!(plans, world.adoptions());
            for (place, plan) in plans.iter().enumerate() {
                assert!(plan.events.windows(2).all(|pair| pair[0].at_ms <= pair[1].at_ms));
                assert_eq!(plan.events[0].step, AdoptionStep::Ask);
                if let Some(source) = plan.source {
                    let taken = took(&plans[source]).expect("one learns from who uses it");
                    assert!(source < place && taken <= plan.events[0].at_ms, "{place} {source}");
                    assert_eq!(plans[source].work, plan.work);
                }
            }
            let chains = plans.iter().filter(|plan| plan.source.is_some()).count();
            assert!(chains > 0 && chains < plans.len());
        }
    }
}
