//! The world itself: small tables in memory, everything written out made on demand from its position.

use crate::benefits::{self, BenefitPlan};
use crate::demo::{self, DemoAccount, PINS};
use crate::moments::{DAY, Stretch};
use crate::people::{Deputies, UnionPeople};
use crate::plan::{GrantPlan, PersonPlan, Role, SuggestionPlan, UnitPlan};
use crate::random::Random;
use crate::suggestion;
use crate::tree::{Enterprise, Tree};

/// How large the world is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// The whole province with twelve enterprises, about 600 people and 900 suggestions.
    Demo,
    /// Three enterprises, 46 people and 60 suggestions, every state at least twice.
    Test,
    /// As large as asked.
    Bench(Bench),
}

/// The counts of a world for measuring. Union people (about 110) come on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bench {
    /// Enterprises, at least one; the first is the demo's.
    pub enterprises: u32,
    /// People of all enterprises; each enterprise gets at least thirty.
    pub people: u32,
    /// Suggestions over the last twelve months.
    pub suggestions: u32,
}

/// How far back suggestions go.
const DAYS: i64 = 365;

/// A world. Equal `(seed, size, now)` give equal worlds, byte for byte.
#[derive(Debug, Clone)]
pub struct World {
    pub(crate) seed: u64,
    pub(crate) size: Size,
    pub(crate) now_ms: i64,
    pub(crate) union_people: UnionPeople,
    pub(crate) deputies: Deputies,
    /// For each suggestion, its enterprise and its position among that enterprise's.
    pub(crate) owners: Vec<(u32, u32)>,
    /// For each enterprise, its suggestions in order.
    pub(crate) of_enterprise: Vec<Vec<u32>>,
    /// The suggestions that take the place of [`PINS`].
    pub(crate) pins: Vec<u32>,
    tree: Tree,
    people: u32,
    stretch: Stretch,
}

impl World {
    /// The world of this seed and size in the twelve months before `now_ms` (milliseconds since 1970).
    pub fn new(seed: u64, size: Size, now_ms: i64) -> Self {
        let mut tree = Tree::grow(seed, size);
        let union_people = UnionPeople::of(&tree);
        let mut people = union_people.count();
        let enterprises = tree.enterprises.len() as u32;
        for (nth, enterprise) in (0..).zip(&mut tree.enterprises) {
            enterprise.first_person = people;
            enterprise.headcount = headcount(seed, size, enterprises, nth);
            people += enterprise.headcount;
        }
        let mut world = Self {
            seed,
            size,
            now_ms,
            deputies: Deputies::of(&tree, people),
            union_people,
            owners: Vec::new(),
            of_enterprise: vec![Vec::new(); enterprises as usize],
            pins: Vec::new(),
            tree,
            people,
            stretch: Stretch::before(now_ms, DAYS),
        };
        world.share_out();
        world.people += world.deputies.count();
        world
    }

    /// Every unit, parents before children.
    pub fn units(&self) -> &[UnitPlan] {
        &self.tree.units
    }

    /// Every person, those of the unions first.
    pub fn people(&self) -> impl ExactSizeIterator<Item = PersonPlan> + '_ {
        (0..self.people).map(|index| self.person_at(index))
    }

    /// The person at this position.
    pub fn person(&self, index: u32) -> Option<PersonPlan> {
        (index < self.people).then(|| self.person_at(index))
    }

    /// The officer of a union.
    pub fn officer_of(&self, unit: u32) -> Option<u32> {
        self.union_people.at(unit, Role::UnionOfficer)
    }

    /// The second officer of a union visitors meet.
    pub fn deputy_of(&self, unit: u32) -> Option<u32> {
        self.deputies.at(unit)
    }

    /// Every grant.
    pub fn grants(&self) -> impl Iterator<Item = GrantPlan> + '_ {
        let enterprises = self.tree.enterprises.iter().flat_map(Enterprise::grants);
        self.union_people.grants().chain(enterprises).chain(self.deputies.grants())
    }

    /// Every suggestion in the order they were handed in, made one at a time.
    pub fn suggestions(&self) -> impl Iterator<Item = SuggestionPlan> + '_ {
        (0..self.owners.len() as u32).filter_map(|index| self.suggestion(index))
    }

    /// The suggestion at this position; costs the same wherever it is.
    pub fn suggestion(&self, index: u32) -> Option<SuggestionPlan> {
        suggestion::make(self, index)
    }

    /// What was stated about the `nth` use of its enterprise (the newest is 0), that of this suggestion; nothing when nobody did.
    pub fn benefit(&self, of: &SuggestionPlan, nth: usize) -> Option<BenefitPlan> {
        benefits::plan(self.seed, of.index, nth, &of.benefits)
    }

    /// The people to sign in as.
    pub fn demo_accounts(&self) -> Vec<DemoAccount> {
        demo::accounts(self)
    }

    /// The enterprises; the first is the demo's.
    pub fn enterprises(&self) -> &[Enterprise] {
        &self.tree.enterprises
    }

    /// The demo's best-known worker: 陈立秋 of line 3 in the first enterprise, with the team's position.
    pub(crate) fn chen(&self) -> Option<(usize, u32)> {
        let first = self.enterprises().first()?;
        let team = first.teams.iter().position(|team| team.1 == "3号线")?;
        Some((team, first.member(team, 1)?))
    }

    /// When suggestion `index` is handed in; never earlier than the one before. More come in lately than a
    /// year ago, and in the test world most come in lately, so that open ones are not absurdly old.
    pub(crate) fn submitted_at(&self, index: u32) -> i64 {
        let drawn = Random::of(self.seed, "moment", u64::from(index)).fraction();
        let fraction = (f64::from(index) + drawn) / self.owners.len() as f64;
        let earlier = 1.0 - fraction;
        // Products, not powf: multiplication is exact to the bit on every machine.
        let bent = if self.size == Size::Test { earlier * earlier } else { earlier * (0.75 + 0.25 * earlier) };
        self.stretch.at(1.0 - bent)
    }

    fn person_at(&self, index: u32) -> PersonPlan {
        let units = self.units();
        if let Some(person) = self.union_people.person(self.seed, self.now_ms, units, index) {
            return person;
        }
        if let Some(person) = self.deputies.person(self.seed, self.now_ms, units, index) {
            return person;
        }
        let nth = self.tree.enterprises.partition_point(|enterprise| enterprise.first_person <= index) - 1;
        self.tree.enterprises[nth].person(self.seed, self.now_ms, index, nth == 0)
    }

    /// Deals the suggestions to the enterprises by headcount, in a random order over the year.
    fn share_out(&mut self) {
        let total = match self.size {
            Size::Demo => 900,
            Size::Test => 60,
            Size::Bench(bench) => bench.suggestions,
        };
        let in_enterprises = u64::from(self.people - self.union_people.count()).max(1);
        let mut running = 0;
        let mut owners: Vec<u32> = Vec::with_capacity(total as usize);
        for (nth, enterprise) in (0..).zip(&self.tree.enterprises) {
            running += u64::from(enterprise.headcount);
            let until = (u64::from(total) * running / in_enterprises) as usize;
            owners.resize(until, nth);
        }
        Random::of(self.seed, "owners", 0).shuffle(&mut owners);
        for (index, nth) in (0..).zip(owners) {
            let mine = &mut self.of_enterprise[nth as usize];
            self.owners.push((nth, mine.len() as u32));
            mine.push(index);
        }
        if self.size != Size::Test {
            self.pins = PINS.iter().filter_map(|pin| self.pinned(self.now_ms - pin.days_ago * DAY)).collect();
        }
        // A small world may not have a suggestion of each age: rather no pin than two in one place.
        if self.pins.len() < PINS.len() || self.pins.windows(2).any(|pair| pair[0] >= pair[1]) {
            self.pins.clear();
        }
    }

    /// The first enterprise's last suggestion handed in before `at_ms`.
    fn pinned(&self, at_ms: i64) -> Option<u32> {
        let mine = self.of_enterprise.first()?;
        mine.iter().rev().copied().find(|index| self.submitted_at(*index) < at_ms)
    }
}

fn headcount(seed: u64, size: Size, enterprises: u32, nth: u32) -> u32 {
    match (size, nth) {
        (Size::Demo, 0) => 94,
        (Size::Demo, _) => Random::of(seed, "headcount", u64::from(nth)).between(33, 45) as u32,
        (Size::Test, 0) => 15,
        (Size::Test, _) => 11,
        (Size::Bench(bench), _) => (bench.people / enterprises.max(1)).max(30),
    }
}
