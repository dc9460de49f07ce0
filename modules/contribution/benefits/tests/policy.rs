//! The permission matrix: every actor, every state, every step, as a table to be read. A change of rights is
//! a change of this table.
//!
//! `+` may be done now, `.` the actor may but not in this state, blank the actor may not.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

use std::fmt::Write as _;

use benefits::decimal::Decimal;
use benefits::lifecycle::{State, Step};
use benefits::model::{Basis, Benefit, BenefitId, Factor, Line, Sign, Ties, Worth};
use benefits::policy::{self, Seen};
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Actor, Fen, Grant, Path, Place, Role, Scope, Time};
use works::uses::Use;
use works::{Card, Kind, Stage, Visibility, WorkId};

const NOW: Time = Time::from_millis(1_000);

fn place(enterprise: i64) -> Place {
    let id = |n| UnitId::new(Time::from_millis(n));
    let path = Path::root(1).child(enterprise).child(enterprise + 1);
    Place { unit: id(enterprise + 1), enterprise: Some(id(enterprise)), path, industry_path: None }
}

fn person(place: &Place, roles: &[Role]) -> Actor {
    let path = Path::from_text(place.path.as_str().rsplit_once('.').unwrap().0);
    let unit = place.enterprise.unwrap();
    Actor {
        person: PersonId::new(Time::from_millis(5)),
        name: "某人".to_owned(),
        place: place.clone(),
        grants: roles
            .iter()
            .map(|role| Grant { role: *role, unit, path: path.clone(), enterprise: place.enterprise })
            .collect(),
        scopes: vec![Scope::Read, Scope::Write],
    }
}

/// A use at `at` of a work of `home`, in this state.
fn seen(home: &Place, at: &Place, visibility: Visibility, state: Option<State>, ties: Ties) -> Seen {
    let work = WorkId::new(NOW);
    let card = Card {
        id: work,
        kind: Kind::Suggestion,
        serial: String::new(),
        title: String::new(),
        gist: String::new(),
        stage: Stage::InUse,
        visibility,
        author: PersonId::new(Time::from_millis(1)),
        unit: home.unit,
        enterprise: home.enterprise.unwrap(),
        path: home.path.clone(),
        industry_path: None,
        industry: String::new(),
        since: Some(NOW),
        at: NOW,
    };
    let first = home == at;
    let work_use = Use {
        id: work.cast(),
        work,
        source: (!first).then(|| work.cast()),
        unit: at.unit,
        enterprise: at.enterprise.unwrap(),
        path: at.path.clone(),
        industry_path: None,
        since: NOW,
        ended_at: None,
    };
    let factor = Factor { name: "数量".to_owned(), value: Decimal::whole(1), unit: String::new() };
    let line =
        Line { what: "节约".to_owned(), sign: Sign::Gain, factors: vec![factor], evidence: "台账".to_owned() };
    let it = state.map(|state| Benefit {
        id: BenefitId::new(NOW),
        work_use: work_use.id,
        work,
        first,
        place: at.clone(),
        since: NOW,
        state,
        version: 1,
        claim: Basis::Computed { lines: vec![line] },
        audit: None,
        claimed: Some(Worth::Fen(Fen(100))),
        audited: None,
        claimed_by: PersonId::new(NOW),
        claimed_at: NOW,
        audited_by: None,
        audited_at: None,
        due_at: None,
        recheck_at: None,
    });
    Seen { work_use, card, it, ties }
}

#[test]
fn who_may_do_what_when() {
    let (home, other) = (place(10), place(20));
    let none = Ties::default();
    let (author, stated) = (Ties { author: true, ..none }, Ties { stated: true, ..none });
    let cast = [
        ("author", person(&home, &[]), author),
        ("colleague", person(&home, &[]), none),
        ("implementer", person(&home, &[Role::Implementer]), none),
        ("innovation officer", person(&home, &[Role::InnovationOfficer]), none),
        ("finance", person(&home, &[Role::FinanceAuditor]), none),
        ("finance, author", person(&home, &[Role::FinanceAuditor]), author),
        ("finance and officer who stated it", person(&home, &[Role::FinanceAuditor, Role::InnovationOfficer]), stated),
        ("approver", person(&home, &[Role::Approver]), none),
        ("approver, author", person(&home, &[Role::Approver]), author),
        ("administrator", person(&home, &[Role::Administrator]), none),
        ("finance elsewhere", person(&other, &[Role::FinanceAuditor]), none),
        ("author who moved to finance elsewhere", person(&other, &[Role::FinanceAuditor]), author),
    ];
    let mut table = String::new();
    for (of, at) in [("its own enterprise", &home), ("another enterprise", &other)] {
        let _ = writeln!(table, "#### a use at {of}");
        for (name, actor, ties) in &cast {
            let _ = writeln!(table, "== {name}");
            for step in Step::ALL {
                let mut line = format!("{:<10}", step.word());
                for state in [None].into_iter().chain(State::ALL.iter().copied().map(Some)) {
                    let seen = seen(&home, at, Visibility::Enterprise, state, *ties);
                    let mark =
                        match (policy::role(actor, &seen, *step).allowed(), policy::may(actor, &seen, *step).allowed())
                        {
                            (_, true) => '+',
                            (true, false) => '.',
                            _ => ' ',
                        };
                    line.push(mark);
                }
                let _ = writeln!(table, "{}", line.trim_end());
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn who_may_open_it() {
    let (home, other) = (place(10), place(20));
    let mut table = String::new();
    let beside = Place { unit: UnitId::new(Time::from_millis(99)), ..home.clone() };
    let none = Ties::default();
    let cast = [
        ("author", person(&home, &[]), Ties { author: true, ..none }),
        ("same team", person(&home, &[]), none),
        ("another team", person(&beside, &[]), none),
        ("finance", person(&home, &[Role::FinanceAuditor]), none),
        ("approver", person(&home, &[Role::Approver]), none),
        ("administrator of another team", person(&beside, &[Role::Administrator]), none),
        ("worker elsewhere", person(&other, &[]), none),
        ("finance elsewhere", person(&other, &[Role::FinanceAuditor]), none),
    ];
    for (of, at) in [("first use", &home), ("use elsewhere", &other)] {
        for visibility in Visibility::ALL {
            let _ = write!(table, "{of}, {visibility}:");
            for (name, actor, ties) in &cast {
                let seen = seen(&home, at, *visibility, Some(State::HandedIn), *ties);
                if policy::may_open(actor, &seen.work_use, &seen.card, *ties) {
                    let _ = write!(table, " {name};");
                }
            }
            let _ = writeln!(table);
        }
    }
    insta::assert_snapshot!(table);
}
