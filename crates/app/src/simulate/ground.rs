//! Who is who and where: ids, places and actors follow from the plan, so that nobody is looked up.

use identity::{Unit, UnitKind};
use kernel::clock::DAY;
use kernel::id::{PersonId, UnitId};
use kernel::{Actor, By, Grant, Id, Path, Place, Time};
use world::Enterprise;
use world::province::{FOUNDED_MS, Province};

use crate::populate::{role, unit_kind};

/// The days over which the enterprises are founded, one after the other.
const FOUNDING: i64 = 28 * DAY;

/// What the chance in an id or a salt is drawn for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    Unit = 1,
    Person,
    Grant,
    Suggestion,
    Comment,
    Project,
    Method,
    Adoption,
    Fact,
    Salt,
    Chunk,
    Invention,
}

/// The plan with its nodes as the house knows them.
pub struct Ground {
    /// The plan.
    pub province: Province,
    /// The nodes of both union trees.
    pub unions: Vec<Unit>,
}

impl Ground {
    /// The ground of a province.
    pub fn new(province: Province) -> Ground {
        let mut ground = Ground { province, unions: Vec::new() };
        let at = Time::from_millis(FOUNDED_MS);
        for plan in ground.province.unions() {
            let id = ground.id(For::Unit, plan.index, at);
            let number = i64::from(plan.index) + 1;
            let above = plan.parent.and_then(|parent| ground.unions.get(parent as usize));
            let unit = Unit {
                id,
                number,
                kind: unit_kind(plan.kind),
                name: plan.name.clone(),
                short_name: plan.short.clone(),
                code: plan.code.clone(),
                parent: above.map(|above| above.id),
                industry_parent: None,
                path: above.map_or_else(|| Path::root(number), |above| above.path.child(number)),
                industry_path: None,
                enterprise: None,
                industry: String::new(),
                ended_at: None,
            };
            ground.unions.push(unit);
        }
        ground
    }

    /// Sixty-four bits that follow from the seed, what they are for and its position.
    pub fn chance(&self, what: For, index: u64) -> u64 {
        let mut z = self.province.seed().wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ ((what as u64) << 56) ^ index;
        z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// The id of the `index`-th thing of a kind.
    pub fn id<K>(&self, what: For, index: u32, at: Time) -> Id<K> {
        self.id_of(what, u64::from(index), index, at)
    }

    /// The id of something, which sorts by `order` among those of the same moment.
    pub fn id_of<K>(&self, what: For, index: u64, order: u32, at: Time) -> Id<K> {
        let mut tail = [0; 6];
        tail.copy_from_slice(&self.chance(what, index).to_le_bytes()[..6]);
        Id::composed(at, order, tail)
    }

    /// When an enterprise was founded and its roster taken in.
    pub fn founded(&self, nth: usize) -> Time {
        let all = self.province.enterprises().len().max(1) as i64;
        Time::from_millis(FOUNDED_MS + 9 * 3_600_000 + FOUNDING * nth as i64 / all)
    }

    /// The enterprise at this position.
    pub fn enterprise(&self, nth: usize) -> &Enterprise {
        &self.province.enterprises()[nth]
    }

    /// The id of a unit of an enterprise, by its position among all.
    pub fn unit(&self, nth: usize, index: u32) -> UnitId {
        self.id(For::Unit, index, self.founded(nth))
    }

    /// The id of a person.
    pub fn person(&self, index: u32) -> PersonId {
        let at = self.province.employer(index).map_or(Time::from_millis(FOUNDED_MS), |nth| self.founded(nth));
        self.id(For::Person, index, at)
    }

    /// Where an enterprise lies.
    pub fn place(&self, nth: usize) -> Place {
        let one = self.enterprise(nth);
        let number = i64::from(one.unit) + 1;
        let unit = self.unit(nth, one.unit);
        let union = self.province.industrial(nth).and_then(|union| self.unions.get(union as usize));
        Place {
            unit,
            enterprise: Some(unit),
            path: self.unions[one.county as usize].path.child(number),
            industry_path: union.map(|union| union.path.child(number)),
        }
    }

    /// Where a team lies, by its unit; the enterprise for any other unit of it.
    pub fn place_of(&self, nth: usize, unit: u32) -> Place {
        let home = self.place(nth);
        let one = self.enterprise(nth);
        let Some(team) = one.teams.iter().position(|team| team.2 == unit) else { return home };
        let workshop = i64::from(workshop_of(one, team)) + 1;
        let below = |path: &Path| path.child(workshop).child(i64::from(unit) + 1);
        Place {
            unit: self.unit(nth, unit),
            enterprise: home.enterprise,
            path: below(&home.path),
            industry_path: home.industry_path.as_ref().map(below),
        }
    }

    /// Somebody of an enterprise, with what they are trusted with.
    pub fn actor(&self, nth: usize, index: u32) -> Actor {
        let plan = self.province.person(index);
        let held = self.province.grants(nth).filter(|grant| grant.person == index);
        let grants = held.map(|grant| {
            let place = self.place_of(nth, grant.unit);
            Grant { role: role(grant.role), unit: place.unit, path: place.path, enterprise: place.enterprise }
        });
        Actor {
            person: self.person(index),
            name: plan.name,
            grants: grants.collect(),
            place: self.place_of(nth, plan.unit),
            scopes: Vec::new(),
        }
    }

    /// Somebody of an enterprise who does something now.
    pub fn by(&self, nth: usize, index: u32, now: Time) -> By {
        By { actor: self.actor(nth, index), now, version: None }
    }
}

/// The unit of the workshop of a team: it comes right before its first team.
pub fn workshop_of(enterprise: &Enterprise, team: usize) -> u32 {
    let name = enterprise.teams[team].0;
    let first = enterprise.teams.iter().find(|team| team.0 == name);
    first.map_or(enterprise.unit, |first| first.2 - 1)
}

/// What the kinds of an enterprise's units are called.
pub const PARTS: [UnitKind; 2] = [UnitKind::Workshop, UnitKind::Team];
