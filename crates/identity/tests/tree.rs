//! The two trees: founding, moving, ending, and who may.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod common;

use std::cell::Cell;

use common::{House, START, houses, new_unit};
use identity::{By, Unit, UnitKind, tree};
use kernel::id::UnitId;
use kernel::{Error, Path, Role};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store::{Db, Target};

#[tokio::test]
async fn statements_match_the_schema() {
    for house in houses().await {
        assert_eq!(house.db.check_catalogue(identity::statements()).await.unwrap(), Vec::<String>::new());
    }
}

/// SQLite takes `$2` for a name and numbers names as they appear; PostgreSQL goes by the digit. A statement
/// means the same to both only when its parameters first appear in order.
#[test]
fn parameters_first_appear_in_order() {
    for statement in identity::statements() {
        let mut next = 1;
        for number in statement.sql.split('$').skip(1) {
            let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
            let number: usize = digits.parse().unwrap();
            assert!(number <= next, "{}: ${number} before ${next}", statement.name);
            next = next.max(number + 1);
        }
    }
}

struct World {
    province: Unit,
    city: Unit,
    county: Unit,
    other: Unit,
    union: Unit,
    enterprise: Unit,
    workshop: Unit,
    team: Unit,
}

async fn world(house: &House) -> World {
    let province = house.found(UnitKind::Province, "330000", None).await;
    let city = house.found(UnitKind::City, "330200", Some(&province)).await;
    let county = house.found(UnitKind::County, "330206", Some(&city)).await;
    let township = house.found(UnitKind::Township, "330206004", Some(&county)).await;
    let other = house.found(UnitKind::County, "330211", Some(&city)).await;
    let union = house.found(UnitKind::IndustryUnion, "CY-JX", Some(&province)).await;
    let mut new = new_unit(UnitKind::Enterprise, "宁波东屿泵阀股份有限公司", Some(township.id));
    "东屿泵阀".clone_into(&mut new.short_name);
    new.industry_parent = Some(union.id);
    let enterprise = house.change(move |tx| tree::found(tx, By::House, &new, START)).await.unwrap();
    let workshop = house.found(UnitKind::Workshop, "装配车间", Some(&enterprise)).await;
    let team = house.found(UnitKind::Team, "装配一班", Some(&workshop)).await;
    World { province, city, county, other, union, enterprise, workshop, team }
}

#[tokio::test]
async fn an_enterprise_hangs_on_both_trees_with_everything_inside() {
    for house in houses().await {
        let w = world(&house).await;
        assert_eq!(w.enterprise.code, "330206");
        assert_eq!(w.team.code, "330206");
        assert_eq!(w.team.enterprise, Some(w.enterprise.id));
        assert!(w.county.path.covers(&w.team.path));
        assert!(w.union.path.covers(w.team.industry_path.as_ref().unwrap()));
        assert!(w.team.place().is_under(&w.union.path) && w.team.place().is_under(&w.city.path));
        assert!(!w.team.place().is_under(&w.other.path));

        let (union, enterprise, team) = (w.union.clone(), w.enterprise.clone(), w.team.clone());
        let below = house.db.read(move |r| tree::children(r, &union)).await.unwrap();
        assert_eq!(below, std::slice::from_ref(&w.enterprise));
        let inside = house.db.read(move |r| tree::subtree(r, &enterprise)).await.unwrap();
        assert_eq!(inside, [w.enterprise.clone(), w.workshop.clone(), w.team.clone()]);
        let crumbs = house.db.read(move |r| tree::ancestors(r, &team)).await.unwrap();
        assert_eq!(crumbs.len(), 7);
        assert_eq!((crumbs[0].id, crumbs[6].id), (w.province.id, w.team.id));
    }
}

#[tokio::test]
async fn a_moved_enterprise_takes_everything_along_and_keeps_its_other_tree() {
    for house in houses().await {
        let w = world(&house).await;
        let (enterprise, other) = (w.enterprise.id, w.other.id);
        let later = START.plus_millis(1);
        house.change(move |tx| tree::move_unit(tx, By::House, enterprise, other, later)).await.unwrap();
        let team = house.unit(w.team.id).await;
        assert!(w.other.path.covers(&team.path) && !w.county.path.covers(&team.path));
        assert_eq!(team.code, "330211");
        assert_eq!(team.industry_path, w.team.industry_path);
        assert_eq!(house.steps(enterprise.any()).await, ["founded", "moved"]);

        house.change(move |tx| tree::hang_in_industry(tx, By::House, enterprise, None, later)).await.unwrap();
        assert_eq!(house.unit(w.team.id).await.industry_path, None);
        let again = house.change(move |tx| tree::move_unit(tx, By::House, enterprise, other, later)).await;
        again.unwrap();
        assert_eq!(house.steps(enterprise.any()).await, ["founded", "moved", "moved"]);
    }
}

#[tokio::test]
async fn what_does_not_fit_is_refused_and_writes_nothing() {
    for house in houses().await {
        let w = world(&house).await;
        let refused = async |kind, name: &str, parent: Option<&Unit>| {
            let new = new_unit(kind, name, parent.map(|unit| unit.id));
            match house.change(move |tx| tree::found(tx, By::House, &new, START)).await.unwrap_err() {
                Error::Refused(reason) => reason.key,
                other => panic!("{other}"),
            }
        };
        assert_eq!(refused(UnitKind::City, "330300", Some(&w.county)).await, "unit-does-not-fit");
        assert_eq!(refused(UnitKind::Team, "班", None).await, "unit-does-not-fit");
        assert_eq!(refused(UnitKind::Enterprise, "甲", Some(&w.enterprise)).await, "unit-does-not-fit");
        assert_eq!(refused(UnitKind::County, "330206", Some(&w.province)).await, "unit-code-taken");
        assert_eq!(refused(UnitKind::Workshop, "装配车间", Some(&w.enterprise)).await, "unit-name-taken");

        let (workshop, team) = (w.workshop.id, w.team.id);
        let below = house.change(move |tx| tree::move_unit(tx, By::House, workshop, team, START)).await;
        assert!(matches!(below, Err(Error::Refused(reason)) if reason.key == "unit-below-itself"));
        let full = house.change(move |tx| tree::end(tx, By::House, workshop, START)).await;
        assert!(matches!(full, Err(Error::Refused(reason)) if reason.key == "unit-not-empty"));
        house.change(move |tx| tree::end(tx, By::House, team, START)).await.unwrap();
        house.change(move |tx| tree::end(tx, By::House, workshop, START)).await.unwrap();
        let revived = house.found(UnitKind::Workshop, "装配车间", Some(&w.enterprise)).await;
        assert_ne!(revived.id, workshop);
    }
}

#[tokio::test]
async fn only_who_administers_both_ends_may_move() {
    for house in houses().await {
        let w = world(&house).await;
        let officer = house.join("1", "县管理员", "", w.county.id).await;
        house.give(officer, Role::Administrator, w.county.id).await;
        let actor = house.actor(officer, START).await.unwrap();
        let (enterprise, other) = (w.enterprise.id, w.other.id);
        let mine = actor.clone();
        let denied = house.change(move |tx| tree::move_unit(tx, By::Person(&mine), enterprise, other, START)).await;
        assert!(matches!(denied, Err(Error::Denied(reason)) if reason.key == "identity-beyond-reach"));
        let county = w.county.id;
        house.change(move |tx| tree::move_unit(tx, By::Person(&actor), enterprise, county, START)).await.unwrap();
        assert_eq!(house.unit(enterprise).await.parent, Some(county));
    }
}

#[tokio::test]
async fn enterprises_are_found_by_any_part_of_their_name_and_by_code() {
    for house in houses().await {
        let w = world(&house).await;
        for typed in ["东屿", " 泵阀股份 ", "3302", "宁波东屿泵阀股份有限公司"] {
            let found = house.db.read(move |r| tree::search_enterprises(r, typed)).await.unwrap();
            assert_eq!(found, std::slice::from_ref(&w.enterprise), "{typed}");
        }
        for typed in ["", "%", "206", "西屿"] {
            assert!(house.db.read(move |r| tree::search_enterprises(r, typed)).await.unwrap().is_empty(), "{typed}");
        }
    }
}

/// A random step: what to found or move, and under what, as indexes into the units there are.
#[derive(Clone, Debug)]
enum Step {
    Found(UnitKind, usize),
    Move(usize, usize),
    Hang(usize, Option<usize>),
}

fn step() -> impl Strategy<Value = Step> {
    use UnitKind::{City, County, Enterprise, IndustryUnion, Team, Township, Workshop};
    let kind = prop::sample::select(vec![City, County, Township, IndustryUnion, Enterprise, Workshop, Workshop, Team]);
    prop_oneof![
        3 => (kind, any::<usize>()).prop_map(|(kind, parent)| Step::Found(kind, parent)),
        2 => (any::<usize>(), any::<usize>()).prop_map(|(unit, parent)| Step::Move(unit, parent)),
        1 => (any::<usize>(), prop::option::of(any::<usize>())).prop_map(|(unit, union)| Step::Hang(unit, union)),
    ]
}

/// Takes the step among the units for which it makes sense, if there are any. Returns what was founded.
async fn take(house: &House, units: &[UnitId], name: &str, step: &Step) -> Option<UnitId> {
    let mut all = Vec::new();
    for id in units {
        all.push(house.unit(*id).await);
    }
    let pick = |among: Vec<&Unit>, index: usize| (!among.is_empty()).then(|| among[index % among.len()].clone());
    match *step {
        Step::Found(kind, parent) => {
            let parent = pick(all.iter().filter(|u| kind.may_hang_under(Some(u.kind))).collect(), parent)?;
            Some(house.found(kind, name, Some(&parent)).await.id)
        }
        Step::Move(unit, parent) => {
            let unit = pick(all.iter().filter(|u| !u.kind.is_union()).collect(), unit)?;
            let fits = |to: &&Unit| {
                unit.kind.may_hang_under(Some(to.kind))
                    && !unit.path.covers(&to.path)
                    && (unit.kind == UnitKind::Enterprise || unit.enterprise == to.enterprise)
            };
            let parent = pick(all.iter().filter(fits).collect(), parent)?;
            house.change(move |tx| tree::move_unit(tx, By::House, unit.id, parent.id, START)).await.unwrap();
            None
        }
        Step::Hang(unit, union) => {
            let unit = pick(all.iter().filter(|u| u.kind == UnitKind::Enterprise).collect(), unit)?;
            let union =
                union.and_then(|union| pick(all.iter().filter(|u| u.kind == UnitKind::IndustryUnion).collect(), union));
            let union = union.map(|union| union.id);
            house.change(move |tx| tree::hang_in_industry(tx, By::House, unit.id, union, START)).await.unwrap();
            None
        }
    }
}

async fn assert_paths_agree(house: &House, units: &[UnitId]) {
    for id in units {
        let unit = house.unit(*id).await;
        let parent = match unit.parent {
            Some(parent) => Some(house.unit(parent).await),
            None => None,
        };
        let path = parent.as_ref().map_or_else(|| Path::root(unit.number), |p| p.path.child(unit.number));
        assert_eq!(unit.path, path);
        let above = match (unit.kind, unit.industry_parent) {
            (UnitKind::Enterprise, Some(union)) => Some(house.unit(union).await.path),
            (UnitKind::Enterprise, None) => None,
            _ => parent.as_ref().and_then(|p| p.industry_path.clone()),
        };
        assert_eq!(unit.industry_path, above.map(|path| path.child(unit.number)));
        if unit.kind.is_part() {
            let enterprise = house.unit(unit.enterprise.unwrap()).await;
            assert!(enterprise.path.covers(&unit.path));
            assert_eq!(unit.code, enterprise.code);
        }
    }
}

#[test]
fn paths_always_agree_with_parents() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let houses = runtime.block_on(houses());
    let case = Cell::new(0);
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    runner
        .run(&prop::collection::vec(step(), 1..40), |steps| {
            case.set(case.get() + 1);
            runtime.block_on(async {
                for house in &houses {
                    let name = |nth: usize| format!("{}-{nth}", case.get());
                    let mut units = vec![house.found(UnitKind::Province, &name(0), None).await.id];
                    for (nth, step) in (1..).zip(&steps) {
                        units.extend(take(house, &units, &name(nth), step).await);
                    }
                    assert_paths_agree(house, &units).await;
                }
            });
            Ok(())
        })
        .unwrap();
}

#[tokio::test]
async fn a_moved_tree_is_copied_between_the_engines() {
    for house in houses().await {
        let w = world(&house).await;
        let (enterprise, late) = (w.enterprise.id, house.found(UnitKind::County, "330212", Some(&w.city)).await.id);
        house.change(move |tx| tree::move_unit(tx, By::House, enterprise, late, START)).await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (house.db.target().clone(), Target::File(dir.path().join("copy.db")));
        let there = to.clone();
        let migrations = [ledger::MIGRATIONS, identity::MIGRATIONS].concat();
        tokio::task::spawn_blocking(move || store::copy(&from, &there, &migrations, |_, _| {}).unwrap()).await.unwrap();
        let copied = Db::open(&to, 1).unwrap();
        let team = w.team.id;
        assert_eq!(copied.read(move |r| tree::unit(r, team)).await.unwrap(), house.unit(team).await);
    }
}
