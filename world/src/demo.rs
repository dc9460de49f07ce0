//! The people a visitor signs in as, and the four suggestions they are shown first.

use crate::deck::Card;
use crate::ideas;
use crate::plan::{Role, State, UnitKind};
use crate::tree::Enterprise;
use crate::world::World;

/// Someone to sign in as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoAccount {
    /// A short name to sign in with.
    pub login: &'static str,
    /// Who it is.
    pub person: u32,
    /// The role they show; none for a worker.
    pub role: Option<Role>,
}

/// A suggestion of the demo's best-known worker, at a certain age and stage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pin {
    /// The idea's handle.
    pub key: &'static str,
    /// How many days ago it was handed in, at least.
    pub days_ago: i64,
    /// Where it stands.
    pub goal: State,
    /// Whether everybody may find it, so that others can take it over.
    pub public: bool,
}

pub(crate) const PINS: [Pin; 4] = [
    Pin { key: "quick-pins", days_ago: 210, goal: State::Done, public: true },
    Pin { key: "mirror", days_ago: 75, goal: State::Declined, public: false },
    Pin { key: "chip-slope", days_ago: 38, goal: State::Implementing, public: false },
    Pin { key: "tool-locker", days_ago: 4, goal: State::InReview, public: false },
];

impl Pin {
    pub(crate) fn card(&self, enterprise: &Enterprise) -> Option<Card> {
        let idea = ideas::of_industry(enterprise.industry.code).find(|idea| idea.key == Some(self.key))?;
        Some(Card { idea, rewords: None, teams: Vec::new(), workshop: idea.workshop.unwrap_or_default() })
    }
}

/// The demo's accounts: everyone who plays a part in the first enterprise, and the unions above it.
pub(crate) fn accounts(world: &World) -> Vec<DemoAccount> {
    let Some(first) = world.enterprises().first() else { return Vec::new() };
    let union = |unit: u32, role: Role| world.union_people.at(unit, role);
    let industry =
        world.units().iter().find(|unit| unit.kind == UnitKind::IndustryUnion && unit.code == first.industry.union);
    let chen = world.chen();
    let leader = chen.and_then(|(team, _)| first.member(team, 0));
    let accounts = [
        ("worker", chen.map(|(_, person)| person), None),
        ("leader", leader, Some(Role::TeamLeader)),
        ("officer", Some(first.officer()), Some(Role::InnovationOfficer)),
        ("reviewer", Some(first.reviewers()[0]), Some(Role::Reviewer)),
        ("finance", Some(first.finance_auditor()), Some(Role::FinanceAuditor)),
        ("implementer", Some(first.implementer()), Some(Role::Implementer)),
        ("approver", Some(first.approver()), Some(Role::Approver)),
        ("payroll", Some(first.payroll()), Some(Role::Payroll)),
        ("chair", world.deputies.at(first.county), Some(Role::UnionOfficer)),
        ("county", union(first.county, Role::UnionOfficer), Some(Role::UnionOfficer)),
        ("city", union(first.city, Role::UnionOfficer), Some(Role::UnionOfficer)),
        ("province", union(0, Role::UnionOfficer), Some(Role::UnionOfficer)),
        ("industry", industry.and_then(|unit| union(unit.index, Role::UnionOfficer)), Some(Role::UnionOfficer)),
        ("auditor", union(0, Role::Auditor), Some(Role::Auditor)),
        ("admin", union(0, Role::Administrator), Some(Role::Administrator)),
    ];
    let known = |(login, person, role): (&'static str, Option<u32>, Option<Role>)| {
        Some(DemoAccount { login, person: person?, role })
    };
    accounts.into_iter().filter_map(known).collect()
}
