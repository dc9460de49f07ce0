//! The inventions of the province: disclosed, filed for, and some of them granted.

use crate::moments::{DAY, office};
use crate::province::suggestions::place;
use crate::province::{END_MS, Province};
use crate::random::Random;
use crate::suggestion::{author, write};

/// What happens to an invention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InventionEvent {
    /// Its inventor begins the disclosure.
    Begin,
    /// Hands it in.
    HandIn,
    /// The officer decides to apply for a right.
    File,
    /// The application is handed in.
    Apply,
    /// It is in use.
    PutToUse,
    /// The right is granted.
    Grant,
}

/// The right that is applied for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InventionRight {
    /// 实用新型.
    Utility,
    /// 发明专利.
    Invention,
    /// 软件著作权.
    Software,
}

/// An invention and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InventionPlan {
    /// Whose, by position among the enterprises.
    pub enterprise: usize,
    /// Who speaks for its inventors.
    pub author: u32,
    /// What is applied for.
    pub right: InventionRight,
    /// When and what, in order.
    pub events: Vec<(i64, InventionEvent)>,
}

/// What is written about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InventionWords {
    /// Its title.
    pub title: String,
    /// Which problem it solves.
    pub problem: String,
    /// What there is already.
    pub prior: &'static str,
    /// Where that was looked for.
    pub search: &'static str,
    /// How it is solved.
    pub solution: String,
    /// What is new.
    pub novelty: String,
    /// What the officer says.
    pub note: &'static str,
}

const PRIOR: [&str; 4] = [
    "市面上有成套的，要换整机，价钱是这个的几十倍。",
    "同行多用人工看，靠经验，换个人就不准。",
    "查到两件相近的，结构要拆主轴，我们的不用拆。",
    "设备厂家有选配件，只适合新机型。",
];
const SEARCH: [&str; 3] = [
    "在专利检索平台按主题词查了两遍，留了清单。",
    "查了公开的专利和行业期刊，相近的列在附件。",
    "请技术科在检索系统里查过，没有相同的。",
];
const NOTES: [&str; 3] =
    ["结构新，做得出来，申请。", "先申请再展示，图纸不要外发。", "同意申请，请配合代理人把图画清楚。"];
const KINDS: [&str; 5] = ["装置", "工装", "夹具", "检测装置", "防错机构"];

impl Province {
    /// How many there are: all of them begun, handed in and filed in the year they count in.
    pub fn inventions(&self) -> u32 {
        self.scale().targets().inventions.iter().sum()
    }

    /// One of them.
    pub fn invention(&self, index: u32) -> InventionPlan {
        use InventionEvent as E;
        let mut random = Random::of(self.seed(), "invention", u64::from(index));
        let enterprise = self.owner((index + 13).wrapping_mul(3_266_489_917));
        let one = &self.enterprises()[enterprise];
        let card = self.card(&mut random, one, false);
        let author = author(&mut random, one, &card).map_or(one.first_person, |(_, person)| person);
        let right = [InventionRight::Utility, InventionRight::Invention, InventionRight::Software]
            [random.weighted(&[65, 20, 15])];
        let (year, nth, of) = place(index, &self.scale().targets().inventions);
        // What is begun in a year's last days would be filed in the next.
        let filed = self.years[year].at(0.05 + 0.94 * (f64::from(nth) + random.fraction()) / f64::from(of));
        let begun = filed - random.between(4, 10) * DAY;
        let mut events = vec![(begun, E::Begin), (begun + random.between(1, 3) * DAY / 2, E::HandIn), (filed, E::File)];
        let mut after = |random: &mut Random, low, high, event| {
            let days = random.between(low, high);
            events.push((office(random, filed, days), event));
        };
        after(&mut random, 5, 15, E::Apply);
        if random.chance(70) {
            after(&mut random, 16, 60, E::PutToUse);
        }
        let (granted, low, high) = match right {
            InventionRight::Utility => (92, 110, 210),
            InventionRight::Invention => (35, 380, 620),
            InventionRight::Software => (97, 35, 70),
        };
        if random.chance(granted) {
            after(&mut random, low, high, E::Grant);
        }
        events.sort_by_key(|event| event.0);
        events.retain(|(at, _)| *at < END_MS);
        InventionPlan { enterprise, author, right, events }
    }

    /// What is written about one.
    pub fn invention_words(&self, index: u32) -> InventionWords {
        let plan = self.invention(index);
        let one = &self.enterprises()[plan.enterprise];
        let mut random = Random::of(self.seed(), "invention words", u64::from(index));
        let card = self.card(&mut random, one, false);
        let team = one.teams[card.teams.first().copied().unwrap_or(0)].1;
        let texts = write(&mut random, &card, team, "班长");
        let what: String = texts.title.split(['，', '。']).next().unwrap_or_default().chars().take(40).collect();
        let mut one_of = |texts: &[&'static str]| random.pick(texts).copied().unwrap_or_default();
        InventionWords {
            title: format!("{what}用{}", one_of(&KINDS)),
            problem: texts.now,
            prior: one_of(&PRIOR),
            search: one_of(&SEARCH),
            solution: texts.how,
            novelty: texts.effect,
            note: one_of(&NOTES),
        }
    }
}
