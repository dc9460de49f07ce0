//! The two union trees and the enterprises hanging on both.

use crate::divisions::{self, DIVISIONS, Division, Level, TOWNSHIPS};
use crate::industries::{INDUSTRIES, Industry, UNIONS};
use crate::names;
use crate::plan::{UnitKind, UnitPlan};
use crate::random::Random;
use crate::world::Size;

/// Where an enterprise stands and what it is called.
struct Site {
    industry: &'static Industry,
    county: &'static str,
    trade: String,
    branch: &'static str,
}

/// The twelve enterprises of the demo: every city has one. The first is the one visitors meet.
const DEMO_SITES: [(&str, &str, &str, &str); 12] = [
    ("pumps", "330206", "东屿", "泵阀"),
    ("bearings", "330503", "海昌", "轴承"),
    ("textiles", "330603", "岫川", "印染"),
    ("autoparts", "331083", "翊津", "汽配"),
    ("solar", "330481", "曜渚", "光伏"),
    ("moulds", "331122", "括苍", "模具"),
    ("electrical", "330382", "霁湾", "电气"),
    ("chemicals", "330803", "峤原", "新材料"),
    ("furniture", "330523", "栎野", "家具"),
    ("ports", "330902", "澜汐", "港务"),
    ("express", "330122", "溯舟", "快递"),
    ("hardware", "330784", "方岩", "五金"),
];

/// The three of the test world: two in one city, two in one industrial union.
const TEST_SITES: [(&str, &str, &str, &str); 3] =
    [DEMO_SITES[0], ("autoparts", "330211", "翊津", "汽配"), DEMO_SITES[1]];

/// An enterprise as the rest of the world needs it.
#[derive(Debug, Clone)]
pub struct Enterprise {
    /// Its unit.
    pub unit: u32,
    /// The county union above it.
    pub county: u32,
    /// The city union above that.
    pub city: u32,
    /// Its industry.
    pub industry: &'static Industry,
    /// Its teams: the workshop's name, the team's name, the team's unit.
    pub teams: Vec<(&'static str, &'static str, u32)>,
    /// The first of its people.
    pub first_person: u32,
    /// How many they are.
    pub headcount: u32,
}

/// All units, and the enterprises among them.
#[derive(Debug, Clone)]
pub struct Tree {
    /// Every unit, parents before children.
    pub units: Vec<UnitPlan>,
    /// The enterprises; `first_person` and `headcount` are set by the caller.
    pub enterprises: Vec<Enterprise>,
}

impl Tree {
    /// Grows the tree of a world of this size.
    pub fn grow(seed: u64, size: Size) -> Self {
        let sites = sites(seed, size);
        let everywhere = size != Size::Test;
        let mut tree = Self::unions(
            |division| everywhere || sites.iter().any(|site| encloses(division, site.county)),
            |code| everywhere || sites.iter().any(|site| site.industry.union == code),
        );
        for (nth, site) in sites.iter().enumerate() {
            tree.settle(seed, nth, site, size);
        }
        tree
    }

    /// Both trees without any enterprise: these divisions and these industrial unions.
    pub(crate) fn unions(divisions: impl Fn(&Division) -> bool, industries: impl Fn(&str) -> bool) -> Self {
        let mut tree = Self { units: Vec::new(), enterprises: Vec::new() };
        for division in DIVISIONS.iter().chain(TOWNSHIPS.iter()).filter(|division| divisions(division)) {
            tree.plant(division);
        }
        for union in UNIONS.iter().filter(|union| industries(union.code)) {
            let unit = tree.add(UnitKind::IndustryUnion, Some(0), union.code.to_owned(), union.name.to_owned());
            unit.name_en = Some(union.name_en.to_owned());
        }
        tree
    }

    /// The unit with this code.
    pub fn by_code(&self, code: &str) -> Option<u32> {
        self.units.iter().find(|unit| unit.code == code).map(|unit| unit.index)
    }

    fn add(&mut self, kind: UnitKind, parent: Option<u32>, code: String, name: String) -> &mut UnitPlan {
        let index = self.units.len();
        self.units.push(UnitPlan {
            index: index as u32,
            parent,
            industrial_parent: None,
            kind,
            code,
            short: name.clone(),
            name,
            name_en: None,
            industry: None,
        });
        &mut self.units[index]
    }

    fn plant(&mut self, division: &Division) {
        let (kind, name, name_en) = match division.level {
            Level::Province => {
                (UnitKind::Province, "浙江省总工会".to_owned(), "Zhejiang Federation of Trade Unions".to_owned())
            }
            Level::City => (
                UnitKind::City,
                format!("{}总工会", division.name),
                format!("{} Federation of Trade Unions", division.name_en),
            ),
            Level::County => (
                UnitKind::County,
                format!("{}总工会", division.name),
                format!("{} Federation of Trade Unions", division.name_en),
            ),
            Level::Township => (
                UnitKind::Township,
                format!("{}总工会", division.name),
                format!("{} Federation of Trade Unions", division.name_en),
            ),
        };
        let parent = division.parent.and_then(|code| self.by_code(code));
        let unit = self.add(kind, parent, division.code.to_owned(), name);
        unit.name_en = Some(name_en);
        unit.short = match division.level {
            Level::Province => "省总".to_owned(),
            Level::City | Level::County => format!("{}总", division.name),
            Level::Township => division.name.to_owned(),
        };
    }

    fn settle(&mut self, seed: u64, nth: usize, site: &Site, size: Size) {
        let county = self.by_code(site.county).unwrap_or(0);
        let city = self.units[county as usize].parent.unwrap_or(0);
        let union = self.by_code(site.industry.union);
        let place = divisions::find(&self.units[city as usize].code).map_or("浙江", |city| city.short);
        let name = names::enterprise(place, &site.trade, site.branch);
        let towns: Vec<u32> = self
            .units
            .iter()
            .filter(|unit| unit.kind == UnitKind::Township && unit.parent == Some(county))
            .map(|unit| unit.index)
            .collect();
        let mut random = Random::of(seed, "enterprise", nth as u64);
        let parent = if nth == 0 { towns.first() } else { random.pick(&towns) }.copied().unwrap_or(county);
        let code = format!("QY{:05}", nth + 1);
        let unit = self.add(UnitKind::Enterprise, Some(parent), code.clone(), name.full);
        unit.short = name.short;
        unit.industrial_parent = union;
        unit.industry = Some(site.industry.code);
        let unit = unit.index;
        let teams = self.equip(&mut random, unit, &code, site.industry, nth, size);
        self.enterprises.push(Enterprise {
            unit,
            county,
            city,
            industry: site.industry,
            teams,
            first_person: 0,
            headcount: 0,
        });
    }

    /// Gives an enterprise its workshops and teams.
    fn equip(
        &mut self,
        random: &mut Random,
        enterprise: u32,
        code: &str,
        industry: &'static Industry,
        nth: usize,
        size: Size,
    ) -> Vec<(&'static str, &'static str, u32)> {
        let all = industry.workshops.len() as i64;
        let (workshops, teams_each) = match (size, nth) {
            (Size::Test, 0) => (2, 2),
            (Size::Test, _) => (2, 1),
            (_, 0) => (all, usize::MAX),
            _ => (random.between(2, all).max(all - 1), usize::MAX),
        };
        let mut teams = Vec::new();
        for (w, (workshop, names)) in (1..).zip(industry.workshops.iter().take(workshops as usize)) {
            let workshop_code = format!("{code}-{w:02}");
            let parent = self.add(UnitKind::Workshop, Some(enterprise), workshop_code.clone(), (*workshop).to_owned());
            parent.industry = Some(industry.code);
            let parent = parent.index;
            // The last ones: with two lines of three, the demo's own line 3 stays.
            for (t, team) in (1..).zip(names.iter().skip(names.len().saturating_sub(teams_each))) {
                let unit =
                    self.add(UnitKind::Team, Some(parent), format!("{workshop_code}-{t:02}"), (*team).to_owned());
                unit.industry = Some(industry.code);
                teams.push((*workshop, *team, unit.index));
            }
        }
        teams
    }
}

/// Whether `division` is the county with this code or lies on the way up or down from it.
fn encloses(division: &Division, county: &str) -> bool {
    match division.level {
        Level::Province => true,
        Level::City => county.starts_with(&division.code[..4]),
        Level::County => division.code == county,
        Level::Township => division.parent == Some(county),
    }
}

fn sites(seed: u64, size: Size) -> Vec<Site> {
    let known = |(industry, county, trade, branch): &(&str, &'static str, &str, &'static str)| {
        let industry = INDUSTRIES.iter().find(|known| known.code == *industry)?;
        Some(Site { industry, county, trade: (*trade).to_owned(), branch })
    };
    match size {
        Size::Demo => DEMO_SITES.iter().filter_map(known).collect(),
        Size::Test => TEST_SITES.iter().filter_map(known).collect(),
        Size::Bench(bench) => {
            let first = DEMO_SITES.iter().take(1).filter_map(known);
            first.chain((1..bench.enterprises).filter_map(|nth| invent(seed, nth))).collect()
        }
    }
}

fn invent(seed: u64, nth: u32) -> Option<Site> {
    let mut random = Random::of(seed, "site", u64::from(nth));
    let industry = random.pick(&INDUSTRIES)?;
    let county = random.pick(&industry.homes)?;
    let branch = random.pick(&industry.trade)?;
    Some(Site { industry, county, trade: names::trade_name(seed, u64::from(nth)), branch })
}
