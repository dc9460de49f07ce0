//! A whole province over three years: as many suggestions, projects, inventions and promoted methods as the
//! unions of Zhejiang reported [S0], told from single records. Like the [`World`](crate::World) it is plain data
//! that follows from a seed; unlike it nothing is kept of what is told but who could tell it: every plan is made
//! from its position, when it is asked for.

mod inventions;
mod land;
mod methods;
mod projects;
mod seasons;
mod suggestions;

use crate::ideas::Idea;
use crate::moments::{Stretch, start_of};
use crate::names::EnterpriseName;
use crate::people::UnionPeople;
use crate::plan::{GrantPlan, PersonPlan, UnitPlan};
use crate::tree::{Enterprise, Tree};

pub use inventions::{InventionEvent, InventionPlan, InventionRight, InventionWords};
pub use methods::{MethodEvent, MethodPlan, MethodWords, Spread};
pub use projects::{ProjectEvent, ProjectPlan, ProjectWords};
pub use suggestions::Told;

/// How large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// The province of the page.
    Province,
    /// A tenth of it: about one of its cities.
    City,
    /// Two dozen enterprises, for tests.
    Tiny,
}

/// How much is told, by year: 2021, 2022, 2023. The page gives the first and the last; 2022 lies half-way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Targets {
    /// Enterprises with a union.
    pub enterprises: u32,
    /// Their employees.
    pub people: u32,
    /// 合理化建议 that were registered.
    pub suggestions: [u32; 3],
    /// 职工技术创新项目 that were approved.
    pub projects: [u32; 3],
    /// 职工发明创造.
    pub inventions: [u32; 3],
    /// 先进操作法 that another unit took over.
    pub promoted: [u32; 3],
    /// Methods that were begun: before 2021, and in each year.
    pub methods: [u32; 4],
}

impl Scale {
    /// What it asks for.
    pub const fn targets(self) -> Targets {
        match self {
            Scale::Province => Targets {
                enterprises: 20_600,
                people: 1_000_000,
                suggestions: [233_000, 318_500, 404_000],
                projects: [15_000, 18_500, 22_000],
                inventions: [8_518, 9_759, 11_000],
                promoted: [4_355, 5_363, 6_372],
                methods: [4_600, 1_500, 1_500, 1_300],
            },
            Scale::City => Targets {
                enterprises: 2_060,
                people: 100_000,
                suggestions: [23_300, 31_850, 40_400],
                projects: [1_500, 1_850, 2_200],
                inventions: [852, 976, 1_100],
                promoted: [436, 536, 637],
                methods: [460, 150, 150, 130],
            },
            Scale::Tiny => Targets {
                enterprises: 24,
                people: 700,
                suggestions: [70, 95, 120],
                projects: [7, 9, 11],
                inventions: [4, 5, 6],
                promoted: [4, 5, 7],
                methods: [6, 3, 3, 2],
            },
        }
    }
}

/// The first year.
pub const FIRST_YEAR: i64 = 2021;
/// When every enterprise has its roster, in milliseconds since 1970: 2020-09-01.
pub const FOUNDED_MS: i64 = start_of(18_506);
/// When the telling begins, a Monday: 2020-10-05. What is promoted in 2021 was written down before.
pub const BEGIN_MS: i64 = start_of(18_540);
/// When it ends: with the year 2023.
pub const END_MS: i64 = start_of(19_723);
/// The first days of the years.
const YEARS: [i64; 4] = [18_628, 18_993, 19_358, 19_723];

/// The province. Equal `(seed, scale)` give equal provinces, byte for byte.
#[derive(Debug, Clone)]
pub struct Province {
    seed: u64,
    scale: Scale,
    tree: Tree,
    union_people: UnionPeople,
    homes: Vec<land::Home>,
    people: u32,
    years: [Stretch; 3],
    /// Running totals of how much each enterprise proposes.
    weights: Vec<u64>,
    /// The ideas of each industry, in the order of the list of industries.
    ideas: Vec<Vec<&'static Idea>>,
    /// Which methods are promoted in each year.
    promoted: [Vec<u32>; 3],
}

impl Province {
    /// The province of this seed and scale.
    pub fn new(seed: u64, scale: Scale) -> Self {
        let targets = scale.targets();
        let mut tree = Tree::unions(|_| true, |_| true);
        let union_people = UnionPeople::of(&tree);
        let homes = land::settle(seed, &mut tree, &targets, union_people.count());
        let people = tree.enterprises.last().map_or(0, |last| last.first_person + last.headcount);
        let years = [0, 1, 2].map(|year| seasons::year(YEARS[year], start_of(YEARS[year + 1])));
        Self {
            seed,
            scale,
            union_people,
            homes,
            people,
            years,
            weights: suggestions::weights(seed, &tree.enterprises),
            ideas: suggestions::ideas(),
            promoted: methods::promoted(seed, &targets),
            tree,
        }
    }

    /// How large it is.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// What everything follows from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The nodes of both union trees, parents before children. The units of the enterprises come after them.
    pub fn unions(&self) -> &[UnitPlan] {
        &self.tree.units
    }

    /// The people of the unions, and after them all others.
    pub fn union_people(&self) -> u32 {
        self.union_people.count()
    }

    /// How many people there are.
    pub fn people(&self) -> u32 {
        self.people
    }

    /// The roles of the people of the unions.
    pub fn union_grants(&self) -> impl Iterator<Item = GrantPlan> + '_ {
        self.union_people.grants()
    }

    /// The enterprises.
    pub fn enterprises(&self) -> &[Enterprise] {
        &self.tree.enterprises
    }

    /// What an enterprise is called.
    pub fn name(&self, nth: usize) -> EnterpriseName {
        land::name(self.seed, &self.tree, nth, &self.homes[nth])
    }

    /// The industrial union on which an enterprise hangs as well, if it does.
    pub fn industrial(&self, nth: usize) -> Option<u32> {
        self.homes[nth].union
    }

    /// The enterprise of a person, by position; none for the people of the unions.
    pub fn employer(&self, person: u32) -> Option<usize> {
        self.enterprises().partition_point(|one| one.first_person <= person).checked_sub(1)
    }

    /// A person.
    pub fn person(&self, index: u32) -> PersonPlan {
        match self.employer(index) {
            Some(nth) => self.enterprises()[nth].person(self.seed, FOUNDED_MS, index, false),
            None => {
                let known = self.union_people.person(self.seed, FOUNDED_MS, self.unions(), index);
                known.unwrap_or_else(|| self.enterprises()[0].person(self.seed, FOUNDED_MS, index, false))
            }
        }
    }

    /// The roles that are held in an enterprise.
    pub fn grants(&self, nth: usize) -> impl Iterator<Item = GrantPlan> + '_ {
        self.enterprises()[nth].grants()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use super::*;
    use crate::moments::{day_of, year_of};
    use crate::plan::{State, UnitKind};

    #[test]
    fn every_city_and_county_has_its_enterprises_and_everybody_is_somewhere() {
        for scale in [Scale::Province, Scale::City] {
            let province = Province::new(1, scale);
            let targets = scale.targets();
            let enterprises = province.enterprises();
            assert_eq!(enterprises.len(), targets.enterprises as usize);
            assert_eq!(enterprises.iter().map(|one| one.headcount).sum::<u32>(), targets.people);
            let counties: HashSet<u32> = enterprises.iter().map(|one| one.county).collect();
            let cities: HashSet<u32> = enterprises.iter().map(|one| one.city).collect();
            assert_eq!((counties.len(), cities.len()), (90, 11));
            let on_both = (0..enterprises.len()).filter(|nth| province.industrial(*nth).is_some()).count();
            assert!(on_both * 5 > enterprises.len() && on_both * 2 < enterprises.len());
            let names: HashSet<(u32, String)> =
                (0..enterprises.len()).map(|nth| (enterprises[nth].county, province.name(nth).full)).collect();
            assert_eq!(names.len(), enterprises.len(), "no two in a county are called the same");
            assert!(enterprises.iter().any(|one| one.headcount > 1000) || scale == Scale::City);
        }
    }

    #[test]
    fn the_years_have_what_the_page_says_and_their_seasons() {
        let province = Province::new(1, Scale::City);
        let targets = Scale::City.targets();
        let all: Vec<i64> = (0..province.suggestions()).map(|index| province.submitted_at(index)).collect();
        assert!(all.is_sorted());
        for (year, wanted) in (FIRST_YEAR..).zip(targets.suggestions) {
            assert_eq!(all.iter().filter(|at| year_of(**at) == year).count(), wanted as usize);
        }
        let around = |day: i64| all.iter().filter(|at| (day_of(**at) - day).abs() <= 3).count();
        assert!(around(18_670) * 3 < around(18_670 + 90), "hardly anybody writes around the spring festival");
    }

    #[test]
    fn stories_reach_every_state_and_are_told_alike_twice() {
        let province = Province::new(3, Scale::City);
        let mut states: BTreeMap<State, u32> = BTreeMap::new();
        for index in (0..province.suggestions()).step_by(13) {
            let told = province.suggestion(index);
            assert_eq!(told.plan, province.suggestion(index).plan);
            assert!(told.plan.storyline.iter().all(|event| event.at_ms < END_MS));
            assert!(!told.plan.title.contains('{') && !told.plan.how_text.contains('{'), "{:?}", told.plan);
            *states.entry(told.plan.state()).or_default() += 1;
        }
        assert_eq!(states.len(), State::ALL.len(), "{states:?}");
    }

    #[test]
    fn as_many_projects_are_approved_and_methods_promoted_as_the_page_says() {
        for scale in [Scale::Tiny, Scale::City] {
            let (province, targets) = (Province::new(2, scale), scale.targets());
            let mut approved = [0; 3];
            for index in 0..province.projects() {
                let plan = province.project(index);
                assert!(plan.events.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{plan:?}");
                for (at, _) in plan.events.iter().filter(|(_, event)| *event == ProjectEvent::Approve) {
                    approved[(year_of(*at) - FIRST_YEAR) as usize] += 1;
                }
            }
            assert_eq!(approved, targets.projects);
            let mut invented = [[0; 3]; 3];
            for plan in (0..province.inventions()).map(|index| province.invention(index)) {
                for (at, event) in plan.events {
                    let counts = [InventionEvent::Begin, InventionEvent::HandIn, InventionEvent::File];
                    if let Some(which) = counts.iter().position(|one| *one == event) {
                        invented[which][(year_of(at) - FIRST_YEAR) as usize] += 1;
                    }
                }
            }
            assert_eq!(invented, [targets.inventions; 3]);
            let mut promoted: [HashSet<u32>; 3] = Default::default();
            let mut takers: HashSet<(u32, usize)> = HashSet::new();
            for index in 0..province.spreads() {
                let spread = province.spread(index);
                let named = province.method(spread.method).events.last().map_or(0, |event| event.0);
                assert!(named < spread.events[0].0, "asked for before it was named: {spread:?}");
                assert!(takers.insert((spread.method, spread.taker)), "taken over twice");
                for (at, _) in spread.events.iter().filter(|event| event.1 == crate::adoptions::AdoptionStep::TakeOver)
                {
                    promoted[(year_of(*at) - FIRST_YEAR) as usize].insert(spread.method);
                }
            }
            assert_eq!(promoted.map(|year| year.len() as u32), targets.promoted);
        }
    }

    #[test]
    fn nodes_come_before_enterprises() {
        let province = Province::new(1, Scale::Tiny);
        assert!(province.unions().iter().all(|unit| unit.kind != UnitKind::Enterprise));
        assert_eq!(province.enterprises()[0].unit as usize, province.unions().len());
        assert_eq!(province.employer(0), None);
        assert_eq!(province.employer(province.union_people()), Some(0));
        assert_eq!(province.employer(province.people() - 1), Some(province.enterprises().len() - 1));
    }
}
