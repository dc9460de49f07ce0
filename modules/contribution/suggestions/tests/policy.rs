//! The permission matrix: every actor, every state, every step, as a table to be read. A change of
//! rights is a change of this table.
//!
//! `+` may be done now, `.` the actor may but not in this state, blank the actor may not.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

use std::fmt::Write as _;

use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Grant, Path, Place, Role, Scope, Time};
use suggestions::lifecycle::{State, Step};
use suggestions::model::{Channel, Suggestion, SuggestionId, Ties, Visibility};
use suggestions::policy::{self, Seen};

struct Cast {
    author: PersonId,
    place: Place,
    elsewhere: Place,
    county: (UnitId, Path),
}

fn cast() -> Cast {
    let id = |n| UnitId::new(Time::from_millis(n));
    let county = Path::root(1).child(2);
    let place = |enterprise: i64| Place {
        unit: id(enterprise + 1),
        enterprise: Some(id(enterprise)),
        path: county.child(enterprise).child(enterprise + 1),
        industry_path: None,
    };
    let (mine, other) = (place(10), place(20));
    Cast { author: PersonId::new(Time::from_millis(1)), place: mine, elsewhere: other, county: (id(2), county) }
}

impl Cast {
    fn person(&self, place: &Place, role: Option<Role>) -> Actor {
        let path = Path::from_text(place.path.as_str().rsplit_once('.').unwrap().0);
        let grant =
            role.map(|role| Grant { role, unit: place.enterprise.unwrap(), path, enterprise: place.enterprise });
        Actor {
            person: PersonId::new(Time::from_millis(5)),
            name: "某人".to_owned(),
            place: place.clone(),
            grants: grant.into_iter().collect(),
            scopes: vec![Scope::Read, Scope::Write],
        }
    }

    fn union_officer(&self) -> Actor {
        let (unit, path) = self.county.clone();
        let place = Place { unit, enterprise: None, path: path.clone(), industry_path: None };
        let grant = Grant { role: Role::UnionOfficer, unit, path, enterprise: None };
        Actor { grants: vec![grant], place, ..self.person(&self.elsewhere, None) }
    }

    fn suggestion(&self, state: State, visibility: Visibility) -> Suggestion {
        let at = Time::from_millis(1_000);
        Suggestion {
            id: SuggestionId::new(at),
            serial: "JY-330206-2026-000001".to_owned(),
            title: "夜班领刀具改成扫码自助柜".to_owned(),
            now_text: "等 20 分钟".to_owned(),
            how_text: "装自助柜".to_owned(),
            category: None,
            gains: Vec::new(),
            spot: String::new(),
            visibility,
            state,
            version: 1,
            channel: Channel::Own,
            author: self.author,
            entered_by: None,
            unclaimed: true,
            place: self.place.clone(),
            submitted_at: at,
            promised_at: at,
            due_at: None,
            officer: None,
            decided_at: None,
            decided_by: None,
            appealed: state == State::Reconsidering,
            prepared: None,
            owner: None,
            applied_at: None,
            lead: None,
            seconds: 0,
        }
    }

    /// Everybody who could stand before a suggestion, with their ties to it.
    fn actors(&self) -> Vec<(&'static str, Actor, Ties)> {
        let none = Ties::default();
        let own = Ties { author: true, ..none };
        let putter = Actor { person: self.author, ..self.person(&self.place, None) };
        let putter_officer = Actor { person: self.author, ..self.person(&self.place, Some(Role::InnovationOfficer)) };
        vec![
            ("author who put it forward", putter, own),
            ("co-author", self.person(&self.place, None), own),
            ("colleague", self.person(&self.place, None), none),
            ("reviewer", self.person(&self.place, Some(Role::Reviewer)), Ties { reviewer: true, ..none }),
            ("team leader", self.person(&self.place, Some(Role::TeamLeader)), none),
            ("innovation officer", self.person(&self.place, Some(Role::InnovationOfficer)), none),
            ("innovation officer, own", putter_officer, own),
            ("officer of another enterprise", self.person(&self.elsewhere, Some(Role::InnovationOfficer)), none),
            ("auditor", self.person(&self.place, Some(Role::Auditor)), none),
            ("administrator", self.person(&self.place, Some(Role::Administrator)), none),
            ("union officer above", self.union_officer(), none),
        ]
    }
}

#[test]
fn who_may_do_what_when() {
    let cast = cast();
    let mut table = String::new();
    for (name, actor, ties) in cast.actors() {
        let _ = writeln!(table, "== {name}");
        for step in Step::ALL {
            let cells: String = State::ALL
                .iter()
                .map(|state| {
                    let it = cast.suggestion(*state, Visibility::Enterprise);
                    let seen = Seen { it, ties };
                    if !policy::may_see(&actor, &seen.it, ties) {
                        return '-';
                    }
                    match policy::check(&actor, &seen, *step) {
                        Ok(_) => '+',
                        Err(Error::Refused(_)) => '.',
                        Err(_) => ' ',
                    }
                })
                .collect();
            if cells.chars().any(|cell| matches!(cell, '+' | '.')) {
                let _ = writeln!(table, "{:<10} |{cells}|", step.word());
            }
        }
    }
    let states: Vec<_> = State::ALL.iter().map(|state| state.word()).collect();
    insta::assert_snapshot!(format!("columns: {}\n'-' is not found\n{table}", states.join(" ")));
}

#[test]
fn nobody_judges_their_own_whatever_they_are() {
    let cast = cast();
    let own = Ties { author: true, reviewer: true, ..Ties::default() };
    let judging = [
        Step::Return,
        Step::Remark,
        Step::Accept,
        Step::Join,
        Step::Review,
        Step::Prepare,
        Step::Adopt,
        Step::Decline,
        Step::Shelve,
        Step::PassUp,
        Step::TakeUp,
        Step::Uphold,
        Step::Overturn,
    ];
    for role in Role::ALL {
        let actor = Actor { person: cast.author, ..cast.person(&cast.place, Some(*role)) };
        for state in State::ALL {
            let seen = Seen { it: cast.suggestion(*state, Visibility::Public), ties: own };
            for step in judging {
                assert!(policy::check(&actor, &seen, step).is_err(), "{role} {state} {step}");
            }
        }
    }
}

#[test]
fn outside_its_visibility_it_is_not_found_upward_included() {
    let cast = cast();
    let none = Ties::default();
    let sees = |actor: &Actor, visibility| policy::may_see(actor, &cast.suggestion(State::InReview, visibility), none);
    let stranger = cast.person(&cast.elsewhere, Some(Role::InnovationOfficer));
    let above = cast.union_officer();
    for actor in [&stranger, &above] {
        assert!(
            !sees(actor, Visibility::Team) && !sees(actor, Visibility::Enterprise) && sees(actor, Visibility::Public)
        );
    }
    let mut colleague = cast.person(&cast.place, None);
    assert!(sees(&colleague, Visibility::Team));
    colleague.place.unit = UnitId::new(Time::from_millis(99));
    assert!(!sees(&colleague, Visibility::Team) && sees(&colleague, Visibility::Enterprise));
}
