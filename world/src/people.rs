//! Who works where, computed from a position alone, so that a million people need no memory.

use crate::moments::{DAY, year_of};
use crate::names;
use crate::plan::{GrantPlan, PersonPlan, Role, UnitKind, UnitPlan};
use crate::random::Random;
use crate::tree::{Enterprise, Tree};

/// The places in an enterprise's roster that are not in a team, in this order.
const STAFF: [Role; 7] = [
    Role::InnovationOfficer,
    Role::Reviewer,
    Role::Reviewer,
    Role::FinanceAuditor,
    Role::Implementer,
    Role::Approver,
    Role::Payroll,
];

/// The people visitors of the demo meet, by their place in the first enterprise's office.
const KNOWN_STAFF: [&str; 7] = ["沈砚青", "何一鸣", "郑德明", "林素芬", "周建平", "童怀远", "俞巧云"];

/// Workers visitors meet: team, place in the team (0 leads it), name.
const KNOWN_WORKERS: [(&str, u32, &str); 9] = [
    ("3号线", 0, "康学礼"),
    ("3号线", 1, "陈立秋"),
    ("3号线", 2, "许小满"),
    ("1号线", 1, "邵玉兰"),
    ("2号线", 1, "舒文静"),
    ("装配一班", 1, "方志远"),
    ("装配一班", 2, "闵秋实"),
    ("装配二班", 1, "倪志强"),
    ("喷漆班", 1, "柏永康"),
];

/// 分管副主席 of the unions visitors meet, by the code of their union: each of these unions has two officers, so that
/// one drafts a report and the other signs it.
const KNOWN_DEPUTIES: [(&str, &str); 3] = [("330000", "潘越然"), ("330200", "胡承宗"), ("330206", "叶舒兰")];

/// Union officers visitors meet, by the code of their union.
const KNOWN_OFFICERS: [(&str, &str); 3] = [("330000", "章文博"), ("330200", "励敏"), ("330206", "虞静怡")];

/// People of the unions: one officer each, and at the province also an administrator and an auditor.
#[derive(Debug, Clone)]
pub struct UnionPeople(Vec<(u32, Role)>);

impl UnionPeople {
    /// The people the unions of this tree need.
    pub fn of(tree: &Tree) -> Self {
        let unions = tree.units.iter().filter(|unit| {
            matches!(unit.kind, UnitKind::Province | UnitKind::City | UnitKind::County | UnitKind::IndustryUnion)
        });
        let mut people = vec![(0, Role::Administrator), (0, Role::Auditor)];
        people.extend(unions.map(|unit| (unit.index, Role::UnionOfficer)));
        Self(people)
    }

    /// How many they are; they come before everyone else.
    pub fn count(&self) -> u32 {
        self.0.len() as u32
    }

    /// The one with this role at this unit.
    pub fn at(&self, unit: u32, role: Role) -> Option<u32> {
        self.0.iter().position(|place| *place == (unit, role)).map(|at| at as u32)
    }

    pub(crate) fn grants(&self) -> impl Iterator<Item = GrantPlan> + '_ {
        (0..).zip(&self.0).map(|(person, (unit, role))| GrantPlan { person, role: *role, unit: *unit })
    }

    pub(crate) fn person(&self, seed: u64, now_ms: i64, units: &[UnitPlan], index: u32) -> Option<PersonPlan> {
        let (unit, role) = *self.0.get(index as usize)?;
        let known = match role {
            Role::UnionOfficer => {
                let code = &units[unit as usize].code;
                KNOWN_OFFICERS.iter().find(|(known, _)| known == code).map(|(_, name)| *name)
            }
            Role::Administrator => Some("裘启明"),
            _ => None,
        };
        // Only the province has more than one, so the position is a serial that is unique in each union.
        Some(someone(seed, now_ms, index, unit, index + 1, known))
    }
}

/// The second officers of the unions visitors meet; they come after everyone else.
#[derive(Debug, Clone)]
pub struct Deputies {
    first: u32,
    /// Their unions, with the code.
    unions: Vec<u32>,
}

impl Deputies {
    /// Those of this tree; `first` is the position of the first.
    pub fn of(tree: &Tree, first: u32) -> Self {
        let of = |(code, _): &(&str, &str)| {
            let union = |unit: &&UnitPlan| unit.code == *code && unit.kind != UnitKind::Enterprise;
            tree.units.iter().find(union).map(|unit| unit.index)
        };
        Self { first, unions: KNOWN_DEPUTIES.iter().filter_map(of).collect() }
    }

    /// How many they are.
    pub fn count(&self) -> u32 {
        self.unions.len() as u32
    }

    /// That of a union.
    pub fn at(&self, unit: u32) -> Option<u32> {
        self.unions.iter().position(|union| *union == unit).map(|at| self.first + at as u32)
    }

    pub(crate) fn grants(&self) -> impl Iterator<Item = GrantPlan> + '_ {
        (self.first..).zip(&self.unions).map(|(person, unit)| GrantPlan {
            person,
            role: Role::UnionOfficer,
            unit: *unit,
        })
    }

    pub(crate) fn person(&self, seed: u64, now_ms: i64, units: &[UnitPlan], index: u32) -> Option<PersonPlan> {
        let unit = *self.unions.get(index.checked_sub(self.first)? as usize)?;
        let code = &units[unit as usize].code;
        let known = KNOWN_DEPUTIES.iter().find(|(known, _)| known == code).map(|(_, name)| *name);
        Some(someone(seed, now_ms, index, unit, index + 1, known))
    }
}

impl Enterprise {
    /// The person at this place of the roster.
    fn at(&self, place: usize) -> u32 {
        self.first_person + place as u32
    }

    /// 创新专员.
    pub fn officer(&self) -> u32 {
        self.at(0)
    }

    /// 评审人.
    pub fn reviewers(&self) -> [u32; 2] {
        [self.at(1), self.at(2)]
    }

    /// 财务核定人.
    pub fn finance_auditor(&self) -> u32 {
        self.at(3)
    }

    /// 实施人.
    pub fn implementer(&self) -> u32 {
        self.at(4)
    }

    /// 审批负责人.
    pub fn approver(&self) -> u32 {
        self.at(5)
    }

    /// 薪酬专员.
    pub fn payroll(&self) -> u32 {
        self.at(6)
    }

    /// The `place`-th person of the `team`-th team, when it has so many; place 0 leads it.
    pub fn member(&self, team: usize, place: u32) -> Option<u32> {
        let offset = STAFF.len() as u32 + place * self.teams.len() as u32 + team as u32;
        (offset < self.headcount).then_some(self.first_person + offset)
    }

    /// How many people the `team`-th team has.
    pub fn team_size(&self, team: usize) -> u32 {
        let workers = self.headcount.saturating_sub(STAFF.len() as u32);
        let teams = self.teams.len() as u32;
        workers / teams + u32::from((team as u32) < workers % teams)
    }

    /// The team (as a position in `teams`) and the place in it of this offset in the roster.
    fn place_of(&self, offset: u32) -> Option<(usize, u32)> {
        let worker = offset.checked_sub(STAFF.len() as u32)?;
        let teams = self.teams.len() as u32;
        Some(((worker % teams) as usize, worker / teams))
    }

    pub(crate) fn grants(&self) -> impl Iterator<Item = GrantPlan> + '_ {
        let staff = STAFF.iter().enumerate().map(|(place, role)| GrantPlan {
            person: self.at(place),
            role: *role,
            unit: self.unit,
        });
        let leaders = self.teams.iter().enumerate().filter_map(|(team, (_, _, unit))| {
            Some(GrantPlan { person: self.member(team, 0)?, role: Role::TeamLeader, unit: *unit })
        });
        staff.chain(leaders)
    }

    pub(crate) fn person(&self, seed: u64, now_ms: i64, index: u32, is_first: bool) -> PersonPlan {
        let offset = index - self.first_person;
        let place = self.place_of(offset);
        let unit = place.map_or(self.unit, |(team, _)| self.teams[team].2);
        let known = match place {
            _ if !is_first => None,
            None => KNOWN_STAFF.get(offset as usize).copied(),
            Some((team, place)) => {
                let team = self.teams[team].1;
                KNOWN_WORKERS.iter().find(|known| (known.0, known.1) == (team, place)).map(|known| known.2)
            }
        };
        someone(seed, now_ms, index, unit, offset + 1, known)
    }
}

fn someone(seed: u64, now_ms: i64, index: u32, unit: u32, serial: u32, known: Option<&str>) -> PersonPlan {
    let mut random = Random::of(seed, "person", u64::from(index));
    // Many come and go in the first years; some have been here since the gates opened.
    let years = random.between(0, 5) * random.between(0, 5);
    let joined_ms = now_ms - years * 365 * DAY - random.between(400, 760) * DAY;
    let joined = year_of(joined_ms);
    let born = joined - random.between(18, 32);
    let name = names::person(&mut random, born);
    PersonPlan {
        index,
        name: known.map_or(name, str::to_owned),
        employee_no: format!("{:02}{serial:04}", joined.rem_euclid(100)),
        phone: format!("168{index:08}"),
        unit,
        joined_ms,
    }
}
