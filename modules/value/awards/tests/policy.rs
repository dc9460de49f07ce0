//! The permission matrix: every actor, every state, every step, as a table to be read. A change of rights
//! is a change of this table.
//!
//! `+` may be done now, `.` the actor may but not in this state, blank the actor may not, `-` not found.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

use std::fmt::Write as _;

use awards::engine::{Basis, Decision};
use awards::lifecycle::{State, Step};
use awards::model::{Award, AwardId, Part};
use awards::policy::{self, Seen};
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Fen, Grant, Path, Place, Role, Scope, Time};
use store::Json;
use works::WorkId;

fn person(n: i64) -> PersonId {
    PersonId::from_uuid(WorkId::new(Time::from_millis(n)).uuid())
}

/// The people of the story: an author, an officer who proposed it, and everybody else by number.
struct Cast {
    author: PersonId,
    officer: PersonId,
    enterprise: UnitId,
    unit: UnitId,
    county: UnitId,
    path: Path,
}

impl Cast {
    fn new() -> Cast {
        let unit = |n| UnitId::new(Time::from_millis(n));
        Cast {
            author: person(1),
            officer: person(2),
            enterprise: unit(10),
            unit: unit(11),
            county: unit(2),
            path: Path::root(1).child(2).child(10),
        }
    }

    fn actor(&self, id: PersonId, role: Option<Role>) -> Actor {
        let grant = role.map(|role| Grant {
            role,
            unit: self.enterprise,
            path: self.path.clone(),
            enterprise: Some(self.enterprise),
        });
        Actor {
            person: id,
            name: "某人".to_owned(),
            place: Place {
                unit: self.unit,
                enterprise: Some(self.enterprise),
                path: self.path.child(11),
                industry_path: None,
            },
            grants: grant.into_iter().collect(),
            scopes: vec![Scope::Read, Scope::Write],
        }
    }

    fn union(&self) -> Actor {
        let path = Path::root(1).child(2);
        let grant = Grant { role: Role::UnionOfficer, unit: self.county, path: path.clone(), enterprise: None };
        let place = Place { unit: self.county, enterprise: None, path, industry_path: None };
        Actor { grants: vec![grant], place, ..self.actor(person(30), None) }
    }

    fn stranger(&self) -> Actor {
        let mut actor = self.actor(person(31), Some(Role::InnovationOfficer));
        let (unit, path) = (UnitId::new(Time::from_millis(77)), Path::root(1).child(2).child(20));
        actor.place = Place { unit, enterprise: Some(unit), path: path.clone(), industry_path: None };
        actor.grants = vec![Grant { role: Role::InnovationOfficer, unit, path, enterprise: Some(unit) }];
        actor
    }

    fn seen(&self, state: State, head: bool) -> Seen {
        let at = Time::from_millis(1_000);
        let public = !matches!(state, State::Proposed | State::Refused);
        let it = Award {
            id: AwardId::new(at),
            work: WorkId::new(at),
            work_use: WorkId::new(at).cast(),
            promised: 0,
            round: 1,
            state,
            version: 1,
            open: state.is_open().then_some(true),
            unit: self.unit,
            enterprise: self.enterprise,
            path: self.path.child(11),
            industry_path: None,
            scheme: 0,
            basis: Json(Basis::Value(Fen(100))),
            borrowed: false,
            choice: None,
            others: Json(Vec::new()),
            before: Fen(0),
            decision: Json(Decision {
                grade: Some(1),
                range: None,
                entitled: Fen(100),
                pays: Fen(100),
                filed: false,
                due: None,
                lines: Vec::new(),
            }),
            amount: Fen(100),
            head,
            filed: false,
            proposed_by: self.officer,
            proposed_at: at,
            approved_by: None,
            approved_at: None,
            public_until: public.then_some(at),
            paid_at: None,
            closed_at: None,
        };
        let part = Part {
            person: self.author,
            name: "作者".to_owned(),
            origin: false,
            part: 100,
            amount: Fen(100),
            agreed_at: Some(at),
            contest: String::new(),
        };
        Seen { it, parts: vec![part] }
    }

    fn actors(&self) -> Vec<(&'static str, Actor)> {
        let inside = |name, n, role| (name, self.actor(person(n), Some(role)));
        vec![
            ("one of its people", self.actor(self.author, None)),
            ("colleague", self.actor(person(20), None)),
            ("officer who proposed it", self.actor(self.officer, Some(Role::InnovationOfficer))),
            inside("another officer", 21, Role::InnovationOfficer),
            ("officer, own", self.actor(self.author, Some(Role::InnovationOfficer))),
            inside("approver", 22, Role::Approver),
            ("approver, own", self.actor(self.author, Some(Role::Approver))),
            inside("payroll", 23, Role::Payroll),
            inside("finance auditor", 24, Role::FinanceAuditor),
            inside("auditor", 25, Role::Auditor),
            inside("team leader", 26, Role::TeamLeader),
            ("union officer above", self.union()),
            ("officer of another enterprise", self.stranger()),
        ]
    }
}

#[test]
fn who_may_do_what_when() {
    let cast = Cast::new();
    let mut table = String::new();
    for head in [false, true] {
        let _ = writeln!(table, "=== {}", if head { "the head shares in it" } else { "an award as most are" });
        for (name, actor) in cast.actors() {
            let _ = writeln!(table, "== {name}");
            for step in Step::ALL {
                let cell = |state: &State| {
                    let seen = cast.seen(*state, head);
                    if !policy::may_see(&actor, &seen.it, seen.part(actor.person).is_some()) {
                        return '-';
                    }
                    match policy::check(&actor, &seen, *step) {
                        Ok(_) => '+',
                        Err(Error::Refused(_)) => '.',
                        Err(_) => ' ',
                    }
                };
                let cells: String = State::ALL.iter().map(cell).collect();
                if cells.chars().any(|cell| matches!(cell, '+' | '.')) {
                    let _ = writeln!(table, "{:<11} |{cells}|", step.word());
                }
            }
        }
    }
    let states: Vec<_> = State::ALL.iter().map(|state| state.word()).collect();
    insta::assert_snapshot!(format!("columns: {}\n{table}", states.join(" ")));
}

#[test]
fn nobody_decides_their_own_whatever_they_are() {
    let cast = Cast::new();
    for role in Role::ALL {
        let actor = cast.actor(cast.author, Some(*role));
        for (state, head) in State::ALL.iter().flat_map(|state| [(*state, false), (*state, true)]) {
            let seen = cast.seen(state, head);
            for step in
                [Step::Propose, Step::Amend, Step::Approve, Step::Refuse, Step::Answer, Step::ClawBack, Step::Drop]
            {
                assert!(policy::check(&actor, &seen, step).is_err(), "{role} {state} {step}");
            }
        }
    }
}
