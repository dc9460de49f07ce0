//! The union trees and their people.

use identity::grants::NewGrant;
use identity::passwords::Hashed;
use identity::people::Details;
use identity::tree::NewUnit;
use identity::{By, UnitKind};
use kernel::clock::DAY;
use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Result, Role, Scope, Time};
use store::Tx;
use world::World;

/// When the units of the world were founded and their roles given: before its first suggestion.
const FOUNDED: i64 = 3 * 365 * DAY;

/// Founds everything and yields everybody as an actor, in the plan's order.
pub fn found(tx: &mut Tx<'_>, world: &World, hash: &Hashed, now: Time) -> Result<Vec<Actor>> {
    let founded = now.plus_millis(-FOUNDED);
    let mut units: Vec<UnitId> = Vec::new();
    for plan in world.units() {
        let above = |index: Option<u32>| index.and_then(|index| units.get(index as usize).copied());
        let kind = kind(plan.kind);
        let new = NewUnit {
            kind,
            name: plan.name.clone(),
            short_name: plan.short.clone(),
            code: if kind.is_union() { plan.code.clone() } else { String::new() },
            parent: above(plan.parent),
            industry_parent: above(plan.industrial_parent),
            industry: plan.industry.filter(|_| kind == UnitKind::Enterprise).unwrap_or_default().to_owned(),
        };
        units.push(identity::tree::found(tx, By::House, &new, founded)?.value().id);
    }
    let mut people: Vec<PersonId> = Vec::new();
    for plan in world.people() {
        let details = Details { name: plan.name, phone: plan.phone, unit: units[plan.unit as usize] };
        let joined =
            identity::people::join(tx, By::House, &plan.employee_no, &details, Time::from_millis(plan.joined_ms))?;
        let person = *joined.value();
        let _ = identity::sign_in::set_password(tx, person, None, hash, now)?;
        people.push(person);
    }
    for plan in world.grants() {
        let grant = NewGrant {
            person: people[plan.person as usize],
            role: role(plan.role),
            unit: units[plan.unit as usize],
            starts_at: founded,
            ends_at: None,
        };
        let _ = identity::grants::give(tx, By::House, &grant, founded)?;
    }
    people.into_iter().map(|person| identity::actors::actor(tx, person, now, &[Scope::Read, Scope::Write])).collect()
}

/// A kind of unit of the world as one of the house.
pub fn kind(kind: world::UnitKind) -> UnitKind {
    match kind {
        world::UnitKind::Province => UnitKind::Province,
        world::UnitKind::City => UnitKind::City,
        world::UnitKind::County => UnitKind::County,
        world::UnitKind::Township => UnitKind::Township,
        world::UnitKind::IndustryUnion => UnitKind::IndustryUnion,
        world::UnitKind::Enterprise => UnitKind::Enterprise,
        world::UnitKind::Workshop => UnitKind::Workshop,
        world::UnitKind::Team => UnitKind::Team,
    }
}

/// A role of the world as one of the house.
pub fn role(role: world::Role) -> Role {
    match role {
        world::Role::TeamLeader => Role::TeamLeader,
        world::Role::InnovationOfficer => Role::InnovationOfficer,
        world::Role::Reviewer => Role::Reviewer,
        world::Role::FinanceAuditor => Role::FinanceAuditor,
        world::Role::Implementer => Role::Implementer,
        world::Role::Approver => Role::Approver,
        world::Role::Payroll => Role::Payroll,
        world::Role::UnionOfficer => Role::UnionOfficer,
        world::Role::Auditor => Role::Auditor,
        world::Role::Administrator => Role::Administrator,
    }
}
