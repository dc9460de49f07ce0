//! The innovation projects of the province.

use crate::moments::{DAY, office};
use crate::province::suggestions::place;
use crate::province::{END_MS, Province};
use crate::random::Random;
use crate::suggestion::{author, write};

/// What happens to a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProjectEvent {
    /// Its leader proposes it.
    Propose,
    /// The `n`-th of the others agrees to their share.
    Agree(u8),
    /// The officer asks for more.
    Return,
    /// The officer does not approve it.
    Refuse,
    /// Its leader takes it back.
    Withdraw,
    /// The officer approves it.
    Approve,
    /// A milestone is set.
    Milestone,
    /// It is reached.
    Reach,
    /// Money was spent.
    Spend,
    /// What a trial showed.
    Try,
    /// It is stopped.
    Stop,
    /// Its leader hands it in.
    HandIn,
    /// The officer chooses the panel.
    Convene,
    /// The panel judges.
    Judge,
    /// The officer accepts it.
    Accept,
}

/// A project and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectPlan {
    /// Whose, by position among the enterprises.
    pub enterprise: usize,
    /// Who leads it.
    pub leader: u32,
    /// Who shares in it, with how many per cent.
    pub mates: Vec<(u32, u8)>,
    /// When and what, in order.
    pub events: Vec<(i64, ProjectEvent)>,
}

/// What is written about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectWords {
    /// Its name.
    pub title: String,
    /// What is wrong.
    pub problem: String,
    /// What is to be reached.
    pub aim: String,
    /// How.
    pub route: String,
    /// What it may cost, in yuan.
    pub budget: i64,
    /// How many days it is to take.
    pub lasts: i64,
    /// Its milestone.
    pub milestone: &'static str,
    /// What money went for.
    pub spent_on: &'static str,
    /// What a trial showed, or came of it.
    pub result: String,
    /// What the officer says to it.
    pub note: &'static str,
    /// What the panel says.
    pub conclusion: &'static str,
    /// Why it is refused, sent back or stopped.
    pub reason: &'static str,
}

const MILESTONES: [&str; 6] = [
    "方案会签，图纸定稿",
    "样机装好，空载试跑",
    "一条线改完试运行",
    "记录三个月数据",
    "作业指导书改版",
    "备件清单定稿",
];
const SPENT: [&str; 6] = ["气动元件和接头", "传感器和采集盒", "夹具加工", "滤网和管路", "样板工装", "标识和防护栏"];
const NOTES: [&str; 4] = [
    "同意立项，按节点报进展。",
    "同意立项，先做样板再推开。",
    "方案可行，同意立项，注意安全评估。",
    "同意立项，费用从技改里出。",
];
const CONCLUSIONS: [&str; 4] = [
    "现场看了，记录齐全，目标达到。",
    "数据和台账对得上，同意验收。",
    "样板工位连续运行三个月没有反复，同意。",
    "效果达到立项时说的，图纸和指导书都已归档，同意验收。",
];
const REASONS: [&str; 4] = [
    "和在建的技改重复，合并到那边一起做。",
    "投入和效益没有算清楚，请补一张对比表。",
    "设备年底更新，现在改不划算。",
    "要停产两周才能装，今年没有窗口。",
];
const KINDS: [&str; 5] = ["攻关", "技术改造", "工艺优化", "革新", "提效攻关"];

impl Province {
    /// How many are proposed. Those that are approved come first, year by year; the others are some more.
    pub fn projects(&self) -> u32 {
        let approved = self.approved();
        approved + approved / 9
    }

    /// One of them.
    pub fn project(&self, index: u32) -> ProjectPlan {
        let mut random = Random::of(self.seed(), "project", u64::from(index));
        let enterprise = self.owner(index.wrapping_mul(2_654_435_761));
        let one = &self.enterprises()[enterprise];
        let card = self.card(&mut random, one, false);
        let leader = author(&mut random, one, &card).map_or(one.first_person, |(_, person)| person);
        let mut mates: Vec<(u32, u8)> = Vec::new();
        for _ in 0..[0, 1, 2, 3][random.weighted(&[35, 30, 22, 13])] {
            let team = random.below(one.teams.len() as u64) as usize;
            let place = random.below(u64::from(one.team_size(team))) as u32;
            let mate = one.member(team, place).filter(|mate| *mate != leader);
            if let Some(mate) = mate.filter(|mate| mates.iter().all(|(known, _)| known != mate)) {
                mates.push((mate, 10 + 5 * random.below(3) as u8));
            }
        }
        let mut events = self.story(&mut random, index, mates.len() as u8);
        events.retain(|(at, _)| *at < END_MS);
        ProjectPlan { enterprise, leader, mates, events }
    }

    fn approved(&self) -> u32 {
        self.scale().targets().projects.iter().sum()
    }

    fn story(&self, random: &mut Random, index: u32, mates: u8) -> Vec<(i64, ProjectEvent)> {
        use ProjectEvent as E;
        let years = self.scale().targets().projects;
        let approved = index < self.approved();
        let (year, nth, of) =
            if approved { place(index, &years) } else { place((index * 7) % self.approved(), &years) };
        let decided = self.years[year].at((f64::from(nth) + random.fraction()) / f64::from(of));
        let mut events = vec![(decided - random.between(3, 12) * DAY - random.between(0, DAY / 4), E::Propose)];
        let mut then = decided;
        if !approved {
            match random.weighted(&[40, 30, 20, 10]) {
                0 => events.push((decided, E::Refuse)),
                1 => events.push((decided, E::Return)),
                2 => events.push((decided, E::Withdraw)),
                _ => {}
            }
            return events;
        }
        events.push((decided, E::Approve));
        let mut next = |random: &mut Random, low, high, event| {
            let days = random.between(low, high);
            then = office(random, then, days);
            events.push((then, event));
        };
        for mate in 0..mates {
            next(random, 1, 2, E::Agree(mate));
        }
        next(random, 1, 4, E::Milestone);
        if random.chance(5) {
            next(random, 10, 60, E::Stop);
            return events;
        }
        next(random, 15, 45, E::Reach);
        if random.chance(45) {
            next(random, 1, 5, E::Spend);
        }
        if random.chance(40) {
            next(random, 3, 15, E::Try);
        }
        if random.chance(88) {
            next(random, 10, 70, E::HandIn);
            next(random, 1, 4, E::Convene);
            next(random, 2, 8, E::Judge);
            next(random, 1, 5, E::Accept);
        }
        events
    }

    /// What is written about one.
    pub fn project_words(&self, index: u32) -> ProjectWords {
        let plan = self.project(index);
        let one = &self.enterprises()[plan.enterprise];
        let mut random = Random::of(self.seed(), "project words", u64::from(index));
        let card = self.card(&mut random, one, false);
        let team = one.teams[card.teams.first().copied().unwrap_or(0)].1;
        let texts = write(&mut random, &card, team, "项目组");
        let what: String = texts.title.split(['，', '。']).next().unwrap_or_default().chars().take(40).collect();
        let mut one_of = |texts: &[&'static str]| random.pick(texts).copied().unwrap_or_default();
        let title = format!("{}{what}{}", card.workshop, one_of(&KINDS));
        let (milestone, spent_on, note) = (one_of(&MILESTONES), one_of(&SPENT), one_of(&NOTES));
        let (conclusion, reason) = (one_of(&CONCLUSIONS), one_of(&REASONS));
        ProjectWords {
            title: title.chars().take(60).collect(),
            problem: texts.now,
            aim: texts.effect.clone(),
            route: texts.how,
            budget: 1000 * random.between(3, 60) * random.between(1, 4),
            lasts: random.between(90, 240),
            milestone,
            spent_on,
            result: texts.effect,
            note,
            conclusion,
            reason,
        }
    }
}
