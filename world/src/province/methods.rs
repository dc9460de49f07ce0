//! The operating methods of the province, and who took them over. What unions count as promoted is a method
//! that another unit took over in the year [S0].

use crate::adoptions::AdoptionStep;
use crate::moments::{DAY, HOUR, office};
use crate::province::suggestions::place;
use crate::province::{BEGIN_MS, END_MS, Province, Targets};
use crate::random::Random;
use crate::suggestion::{author, write};

/// What happens to a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MethodEvent {
    /// Its worker begins it.
    Begin,
    /// Hands it in.
    HandIn,
    /// The officer accepts it.
    Accept,
    /// A reviewer is for it.
    Review,
    /// The officer makes it public.
    Publish,
    /// The head names it.
    Name,
}

/// A method and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodPlan {
    /// Whose, by position among the enterprises.
    pub enterprise: usize,
    /// After whom it is named.
    pub person: u32,
    /// When and what, in order.
    pub events: Vec<(i64, MethodEvent)>,
}

/// What is written about a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodWords {
    /// Between the name and 法.
    pub object: String,
    /// The trade.
    pub trade: String,
    /// Scope and equipment.
    pub scope: String,
    /// How it was done before, and what was wrong with that.
    pub former: String,
    /// The steps.
    pub steps: Vec<String>,
    /// The key points.
    pub keys: Vec<String>,
    /// What is new.
    pub original: String,
    /// What is measured, before, after, and where the figures are from.
    pub result: [String; 4],
    /// What a reviewer says.
    pub review: &'static str,
    /// The document under which it is named, without the year.
    pub document: String,
}

/// A method taken over elsewhere, or tried to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// Which method.
    pub method: u32,
    /// Who takes it over, by position among the enterprises.
    pub taker: usize,
    /// When and what, in order.
    pub events: Vec<(i64, AdoptionStep)>,
}

const WORDS: [&str; 16] = [
    "快速换型",
    "三点对刀",
    "五步点检",
    "一看二摸三听",
    "双人复核",
    "首件锁定",
    "定点润滑",
    "分段保压",
    "防错上料",
    "零等待交接",
    "余料配裁",
    "看板补料",
    "听音判障",
    "温差补偿",
    "逆序清洗",
    "标准节拍",
];
const BEFORE: [&str; 3] = [
    "作业前按点检卡确认设备、量具和物料，缺一样不开工。",
    "开工前两分钟，把上一班的交接记录读一遍。",
    "先空走一遍，确认没有干涉再上料。",
];
const AFTER: [&str; 3] = [
    "首件自检合格再转批量，每两小时复核一次。",
    "收工前把读数填进记录卡，异常画圈。",
    "换人操作先做三件，班长看过再放手。",
];
const KEYS: [&str; 5] = [
    "三个读数相差超过允许值，先停下来查夹紧。",
    "手套有油不碰量具。",
    "顺序不能颠倒，倒了要从头来。",
    "温度没有稳定之前不调参数。",
    "两个人都签字才算交接。",
];
const REVIEWS: [&str; 4] = [
    "有依据，好懂，新手半天就能上手。同意命名。",
    "数据看过，连续一年稳定，同意。",
    "别的班已经在照着做，同意命名。",
    "把老师傅的手感写成了数，难得，同意。",
];
const INDICATORS: [(&str, &str); 5] = [
    ("换型时间（分钟/次）", "换型记录"),
    ("一次合格率（%）", "检验台账"),
    ("单件工时（分钟）", "派工单"),
    ("停机次数（次/月）", "设备台账"),
    ("返工率（%）", "质量月报"),
];

/// How much later than the year begins the first method is taken over in it, as a part of the year's activity.
const EARLIEST: f64 = 0.075;
/// Days from the question to the use.
const TRIAL: i64 = 25;

/// Which methods are promoted in each year: among those that were named before it.
pub fn promoted(seed: u64, targets: &Targets) -> [Vec<u32>; 3] {
    [0, 1, 2].map(|year| {
        let known: u32 = targets.methods[..=year].iter().sum();
        let mut all: Vec<u32> = (0..known).collect();
        Random::of(seed, "promoted", year as u64).shuffle(&mut all);
        all.truncate(targets.promoted[year] as usize);
        all
    })
}

impl Province {
    /// How many methods there are.
    pub fn methods(&self) -> u32 {
        self.scale().targets().methods.iter().sum()
    }

    /// One of them.
    pub fn method(&self, index: u32) -> MethodPlan {
        use MethodEvent as E;
        let mut random = Random::of(self.seed(), "method", u64::from(index));
        let enterprise = self.owner((index + 77).wrapping_mul(2_246_822_519));
        let one = &self.enterprises()[enterprise];
        let card = self.card(&mut random, one, false);
        let person = author(&mut random, one, &card).map_or(one.first_person, |(_, person)| person);
        let [early, years @ ..] = self.scale().targets().methods;
        let mut then = if index < early {
            BEGIN_MS + DAY + 10 * HOUR + i64::from(index) * 34 * DAY / i64::from(early)
        } else {
            let (year, nth, of) = place(index - early, &years);
            // Whoever begins too late in the year is not named in it.
            self.years[year].at(0.02 + 0.8 * (f64::from(nth) + random.fraction()) / f64::from(of))
        };
        let mut events = vec![(then, E::Begin)];
        for (low, high, event) in
            [(1, 2, E::HandIn), (1, 3, E::Accept), (1, 3, E::Review), (1, 2, E::Publish), (11, 13, E::Name)]
        {
            let days = random.between(low, high);
            then = office(&mut random, then, days);
            events.push((then, event));
        }
        MethodPlan { enterprise, person, events }
    }

    /// What is written about one.
    pub fn method_words(&self, index: u32) -> MethodWords {
        let plan = self.method(index);
        let one = &self.enterprises()[plan.enterprise];
        let mut random = Random::of(self.seed(), "method words", u64::from(index));
        let card = self.card(&mut random, one, false);
        let team = one.teams[card.teams.first().copied().unwrap_or(0)].1;
        let texts = write(&mut random, &card, team, "班长");
        let mut one_of = |texts: &[&'static str]| random.pick(texts).copied().unwrap_or_default();
        let place = team.trim_end_matches('班').trim_end_matches('组');
        let (object, review) = (format!("{place}{}", one_of(&WORDS)), one_of(&REVIEWS));
        let steps = vec![one_of(&BEFORE).to_owned(), texts.how, one_of(&AFTER).to_owned()];
        let keys = vec![one_of(&KEYS).to_owned()];
        let (indicator, source) = *random.pick(&INDICATORS).unwrap_or(&INDICATORS[0]);
        let before = random.between(20, 60);
        let after = if indicator.contains("合格率") {
            before + random.between(8, 30)
        } else {
            before * random.between(35, 75) / 100
        };
        let (name, number) = (self.name(plan.enterprise).short, random.between(1, 40));
        MethodWords {
            object,
            trade: format!("{team}操作工"),
            scope: format!("{}，{}", one.industry.name, card.workshop),
            former: texts.now,
            steps,
            keys,
            original: texts.effect,
            result: [indicator.to_owned(), before.to_string(), after.to_string(), source.to_owned()],
            review,
            document: format!("{name}〔{{year}}〕{number}号"),
        }
    }

    /// How often a method is asked for elsewhere.
    pub fn spreads(&self) -> u32 {
        self.second() + self.second() / 11
    }

    /// How many are taken over: each promoted method once in its year, and every tenth twice.
    fn second(&self) -> u32 {
        let first: usize = self.promoted.iter().map(Vec::len).sum();
        (first + first / 10) as u32
    }

    /// One of these.
    pub fn spread(&self, index: u32) -> Spread {
        use AdoptionStep as S;
        let mut random = Random::of(self.seed(), "spread", u64::from(index));
        let counts = self.promoted.each_ref().map(|year| year.len() as u32);
        let first: u32 = counts.iter().sum();
        let taken = index < self.second();
        // Again for every tenth of them, and then for those who did not come so far.
        let (at, again) = match index {
            _ if index < first => (index, 0),
            _ if taken => ((index - first) * 10, 1),
            _ => ((index * 7) % first, 2),
        };
        let (year, nth, of) = place(at, &counts);
        let method = self.promoted[year][nth as usize];
        let plan = self.method(method);
        let others = self.enterprises().len() - 1;
        // Nine different others in three years, wherever one begins.
        let step = Random::of(self.seed(), "taker", u64::from(method)).below(others as u64) as usize;
        let taker = (plan.enterprise + 1 + (step + 3 * year + again) % others) % self.enterprises().len();
        let moment = (f64::from(nth) + random.fraction()) / f64::from(of);
        let used = self.years[year].at(EARLIEST + (1.0 - EARLIEST) * moment);
        let mut events = vec![(used - TRIAL * DAY, S::Ask)];
        let mut last = used - TRIAL * DAY;
        let mut then = |random: &mut Random, days: i64, event| {
            last = if event == S::TakeOver { used } else { office(random, last, days) };
            events.push((last, event));
        };
        if !taken {
            match random.below(3) {
                0 => then(&mut random, 3, S::TurnDown),
                1 => then(&mut random, 2, S::HandOver),
                _ => {
                    then(&mut random, 2, S::HandOver);
                    then(&mut random, 2, S::TryOut);
                    then(&mut random, 8, S::Drop);
                }
            }
        } else {
            then(&mut random, 2, S::HandOver);
            then(&mut random, 2, S::TryOut);
            then(&mut random, 5, S::Observe);
            then(&mut random, 0, S::TakeOver);
            if random.chance(3) {
                then(&mut random, 60, S::Retire);
            }
        }
        events.retain(|(at, _)| *at < END_MS);
        Spread { method, taker, events }
    }
}
