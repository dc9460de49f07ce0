//! The enterprises of the province: where they stand, what they do, how many work there.

use crate::divisions;
use crate::industries::{INDUSTRIES, Industry};
use crate::names::{self, EnterpriseName};
use crate::plan::UnitKind;
use crate::province::Targets;
use crate::random::Random;
use crate::tree::{Enterprise, Tree};

/// What of an enterprise is not in its plan.
#[derive(Debug, Clone, Copy)]
pub struct Home {
    /// Its place among those of its county.
    ordinal: u32,
    /// The industrial union on which it hangs as well.
    pub union: Option<u32>,
}

/// How many of a hundred enterprises stand in each city, about as the province's workers do.
const CITIES: [(&str, u64); 11] = [
    ("3301", 18),
    ("3302", 17),
    ("3303", 14),
    ("3304", 10),
    ("3305", 6),
    ("3306", 9),
    ("3307", 11),
    ("3308", 3),
    ("3309", 2),
    ("3310", 8),
    ("3311", 2),
];
/// Sizes: how many of a hundred, and between which headcounts.
const SIZES: [(u64, i64, i64); 5] = [(48, 12, 24), (33, 25, 60), (14, 61, 140), (4, 141, 380), (1, 381, 2600)];
/// Fewer employees than this no enterprise has.
const FEWEST: u32 = 12;
/// How many of a hundred hang on an industrial union as well.
const INDUSTRIAL: u64 = 34;
/// About how many work in a team.
const TEAM: u32 = 11;

/// Settles the enterprises in order of their counties.
pub fn settle(seed: u64, tree: &mut Tree, targets: &Targets, first_person: u32) -> Vec<Home> {
    let counties: Vec<(u32, u32, String)> = tree
        .units
        .iter()
        .filter(|unit| unit.kind == UnitKind::County)
        .map(|unit| (unit.index, unit.parent.unwrap_or(0), unit.code.clone()))
        .collect();
    let heads = headcounts(seed, targets);
    let (mut unit, mut person) = (tree.units.len() as u32, first_person);
    let mut homes: Vec<Home> = Vec::with_capacity(heads.len());
    let mut ordinal = 0;
    let mut before = None;
    for (nth, at) in sites(seed, &counties, targets.enterprises).into_iter().enumerate() {
        let (county, city, code) = &counties[at];
        ordinal = if before == Some(at) { ordinal + 1 } else { 0 };
        before = Some(at);
        let mut random = Random::of(seed, "home", nth as u64);
        let industry = industry(&mut random, code);
        let union = tree.by_code(industry.union).filter(|_| random.chance(INDUSTRIAL));
        let headcount = heads[nth];
        let (teams, next) = teams(&mut random, industry, headcount, unit);
        tree.enterprises.push(Enterprise {
            unit,
            county: *county,
            city: *city,
            industry,
            teams,
            first_person: person,
            headcount,
        });
        homes.push(Home { ordinal, union });
        (unit, person) = (next, person + headcount);
    }
    homes
}

/// What an enterprise is called; the only one of that name in its county.
pub fn name(seed: u64, tree: &Tree, nth: usize, home: &Home) -> EnterpriseName {
    let enterprise = &tree.enterprises[nth];
    let code = &tree.units[enterprise.county as usize].code;
    let place = divisions::find(code).map_or("浙江", |county| county.short);
    let trade = names::trade_name(seed, u64::from(enterprise.county) * 37 + u64::from(home.ordinal));
    let branch = Random::of(seed, "branch", nth as u64).pick(&enterprise.industry.trade).copied().unwrap_or("实业");
    names::enterprise(place, &trade, branch)
}

/// For each enterprise its county; every county has one as long as there are enough.
fn sites(seed: u64, counties: &[(u32, u32, String)], enterprises: u32) -> Vec<usize> {
    let weights: Vec<u64> = counties
        .iter()
        .map(|(unit, _, code)| {
            let city = CITIES.iter().find(|(city, _)| code.starts_with(city)).map_or(1, |city| city.1);
            let sisters = counties.iter().filter(|other| other.2[..4] == code[..4]).count() as u64;
            let size = Random::of(seed, "county", u64::from(*unit)).between(40, 160) as u64;
            1 + city * 1000 * size / (100 * sisters.max(1))
        })
        .collect();
    let first = (enterprises as usize).min(counties.len());
    let mut sites: Vec<usize> = (0..first).map(|nth| nth * counties.len() / first.max(1)).collect();
    let mut random = Random::of(seed, "sites", 0);
    sites.extend((first..enterprises as usize).map(|_| random.weighted(&weights)));
    sites.sort_unstable();
    sites
}

/// An industry, most likely one at home in this county.
fn industry(random: &mut Random, county: &str) -> &'static Industry {
    let weights: Vec<u64> =
        INDUSTRIES.iter().map(|industry| if industry.homes.contains(&county) { 9 } else { 1 }).collect();
    &INDUSTRIES[random.weighted(&weights)]
}

/// Headcounts that sum to what is wanted: many small ones, few large.
fn headcounts(seed: u64, targets: &Targets) -> Vec<u32> {
    let weights = SIZES.map(|size| size.0);
    let drawn: Vec<u64> = (0..targets.enterprises)
        .map(|nth| {
            let mut random = Random::of(seed, "headcount", u64::from(nth));
            let (_, low, high) = SIZES[random.weighted(&weights)];
            // Twice the lower of two draws: within a class the smaller ones are more.
            random.between(low, high).min(random.between(low, high)) as u64
        })
        .collect();
    let sum = drawn.iter().sum::<u64>().max(1);
    let mut heads: Vec<u32> =
        drawn.iter().map(|one| (one * u64::from(targets.people) / sum).max(u64::from(FEWEST)) as u32).collect();
    // What rounding left over, or took too much of, the larger ones make up for.
    let mut at = 0;
    let mut total: u32 = heads.iter().sum();
    while total != targets.people {
        let nth = at % heads.len();
        at += 1;
        if total < targets.people {
            (heads[nth], total) = (heads[nth] + 1, total + 1);
        } else if heads[nth] > FEWEST + 8 {
            (heads[nth], total) = (heads[nth] - 1, total - 1);
        }
    }
    heads
}

/// Its workshops and teams, each with its unit; and the next free one.
fn teams(
    random: &mut Random,
    industry: &'static Industry,
    headcount: u32,
    enterprise: u32,
) -> (Vec<(&'static str, &'static str, u32)>, u32) {
    let wanted = ((headcount - 7) / TEAM).max(2) as usize;
    let first = random.below(industry.workshops.len() as u64) as usize;
    let mut teams = Vec::new();
    let mut unit = enterprise + 1;
    for nth in 0..industry.workshops.len() {
        let (workshop, names) = &industry.workshops[(first + nth) % industry.workshops.len()];
        unit += 1; // the workshop's own
        for name in names.iter().take(wanted - teams.len()) {
            teams.push((*workshop, *name, unit));
            unit += 1;
        }
        if teams.len() >= wanted {
            break;
        }
    }
    (teams, unit)
}
