//! The units and their people, as founding, joining and granting by the house leave them.

use std::ops::Range;

use identity::model::{Language, TextSize, Theme};
use identity::store::people::{INSERT_GRANT, INSERT_PERSON, PersonRow};
use identity::store::units::INSERT_UNIT;
use identity::{Unit, UnitKind};
use kernel::id::{AnyId, PersonId, UnitId};
use kernel::{Place, Result, Role, Time};
use ledger::Fact;
use ledger::history::Told;
use serde_json::json;
use store::Tx;
use world::province::FOUNDED_MS;
use world::{GrantPlan, PersonPlan};

use super::ground::{For, Ground, PARTS, workshop_of};
use crate::populate::role;

/// A role as it is given.
type Given = (identity::grants::GrantId, PersonId, Role, UnitId, Time);

/// Units, people and roles, ready to be written.
#[derive(Default)]
pub struct Roster {
    units: Vec<Unit>,
    people: Vec<PersonRow>,
    grants: Vec<Given>,
    /// What is recorded of it.
    pub facts: Vec<Told>,
}

impl Roster {
    /// The unions and their people.
    pub fn of_unions(ground: &Ground) -> Result<Roster> {
        let mut roster = Roster::default();
        let at = Time::from_millis(FOUNDED_MS);
        for unit in &ground.unions {
            roster.unit(ground, unit.clone(), at)?;
        }
        let province = &ground.province;
        for index in 0..province.union_people() {
            let plan = province.person(index);
            let place = ground.unions[plan.unit as usize].place();
            roster.person(ground, plan, &place, place.unit, at)?;
        }
        for (order, plan) in (0..).zip(province.union_grants()) {
            let place = ground.unions[plan.unit as usize].place();
            roster.grant(ground, (order, plan), &place, at)?;
        }
        Ok(roster)
    }

    /// Some enterprises with their people.
    pub fn of_enterprises(ground: &Ground, some: Range<usize>) -> Result<Roster> {
        let mut roster = Roster::default();
        for nth in some {
            roster.enterprise(ground, nth)?;
        }
        Ok(roster)
    }

    fn enterprise(&mut self, ground: &Ground, nth: usize) -> Result<()> {
        let (one, at, home) = (ground.enterprise(nth), ground.founded(nth), ground.place(nth));
        let county = &ground.unions[one.county as usize];
        let union = ground.province.industrial(nth).map(|union| ground.unions[union as usize].id);
        let name = ground.province.name(nth);
        let unit = Unit {
            id: home.unit,
            number: i64::from(one.unit) + 1,
            kind: UnitKind::Enterprise,
            name: name.full,
            short_name: name.short,
            code: county.code.clone(),
            parent: Some(county.id),
            industry_parent: union,
            path: home.path.clone(),
            industry_path: home.industry_path.clone(),
            enterprise: home.enterprise,
            industry: one.industry.code.to_owned(),
            ended_at: None,
        };
        self.unit(ground, unit.clone(), at)?;
        let part = |index: u32, kind: UnitKind, name: &str, above: &Unit| {
            let number = i64::from(index) + 1;
            Unit {
                id: ground.unit(nth, index),
                number,
                kind,
                name: name.to_owned(),
                short_name: name.to_owned(),
                parent: Some(above.id),
                industry_parent: None,
                path: above.path.child(number),
                industry_path: above.industry_path.as_ref().map(|path| path.child(number)),
                industry: String::new(),
                ..unit.clone()
            }
        };
        let mut around: Option<Unit> = None;
        for (team, (workshop, name, index)) in one.teams.iter().enumerate() {
            let own = workshop_of(one, team);
            let known = around.take().filter(|unit| unit.number == i64::from(own) + 1);
            let above = match known {
                Some(unit) => unit,
                None => {
                    let made = part(own, PARTS[0], workshop, &unit);
                    self.unit(ground, made.clone(), at)?;
                    made
                }
            };
            self.unit(ground, part(*index, PARTS[1], name, &above), at)?;
            around = Some(above);
        }
        for index in one.first_person..one.first_person + one.headcount {
            let plan = ground.province.person(index);
            let place = ground.place_of(nth, plan.unit);
            self.person(ground, plan, &place, home.unit, at)?;
        }
        for (order, plan) in (0..).zip(ground.province.grants(nth)) {
            let place = ground.place_of(nth, plan.unit);
            self.grant(ground, (order, plan), &place, at)?;
        }
        Ok(())
    }

    fn unit(&mut self, ground: &Ground, unit: Unit, at: Time) -> Result<()> {
        let what = json!({
            "kind": unit.kind, "name": unit.name, "parent": unit.parent, "industry_parent": unit.industry_parent,
        });
        let fact = Fact::new("unit", unit.id.any(), "founded", at).counted_at(&unit.place()).with(1, &what);
        self.record(ground, fact, unit.id.any(), at)?;
        self.units.push(unit);
        Ok(())
    }

    fn person(&mut self, ground: &Ground, plan: PersonPlan, place: &Place, employer: UnitId, at: Time) -> Result<()> {
        let row = PersonRow {
            id: ground.person(plan.index),
            name: plan.name,
            employee_no: plan.employee_no,
            phone: Some(plan.phone),
            enterprise: employer,
            unit: place.unit,
            joined_at: at,
            locale: Language::Auto,
            text_size: TextSize::Normal,
            theme: Theme::Auto,
        };
        let what = json!({ "name": row.name, "employee_no": row.employee_no, "phone": row.phone });
        let fact = Fact::new("person", row.id.any(), "joined", at).counted_at(place).with(1, &what);
        self.record(ground, fact, row.id.any(), at)?;
        self.people.push(row);
        Ok(())
    }

    fn grant(&mut self, ground: &Ground, (order, plan): (u32, GrantPlan), place: &Place, at: Time) -> Result<()> {
        let person = ground.person(plan.person);
        let index = u64::from(plan.person) << 8 | u64::from(order & 0xFF);
        let id: identity::grants::GrantId = ground.id_of(For::Grant, index, order, at);
        let role = role(plan.role);
        let what = json!({ "person": person, "role": role, "starts_at": at, "ends_at": null });
        let fact = Fact::new("grant", id.any(), "given", at).counted_at(place).with(1, &what);
        self.record(ground, fact, id.any(), at)?;
        self.grants.push((id, person, role, place.unit, at));
        Ok(())
    }

    /// Entries of one moment keep the order in which they were told.
    fn record(&mut self, ground: &Ground, fact: Fact, subject: AnyId, at: Time) -> Result<()> {
        let (high, low) = subject.uuid().as_u64_pair();
        let index = high ^ low;
        let id = ground.id_of(For::Fact, index, self.facts.len() as u32, at);
        let salt = [ground.chance(For::Salt, index), ground.chance(For::Salt, !index)];
        self.facts.push(Told::new(fact, id, super::salt(salt))?);
        Ok(())
    }

    /// Writes it.
    pub fn write(&self, tx: &mut Tx<'_>) -> Result<()> {
        tx.execute_many(&INSERT_UNIT, &self.units)?;
        tx.execute_many(&INSERT_PERSON, &self.people)?;
        let grants = self.grants.iter();
        let grants = grants
            .map(|(id, person, role, unit, at)| (*id, *person, *role, *unit, *at, None::<Time>, None::<PersonId>));
        tx.execute_many(&INSERT_GRANT, grants)?;
        Ok(())
    }
}
