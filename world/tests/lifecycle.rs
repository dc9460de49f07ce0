//! The world obeys its own rules: legal stories, right sums, right counts, the same bytes again.

use proptest::prelude::*;
use std::collections::{HashMap, HashSet};
use world::{Bench, Role, Size, State, Step, SuggestionPlan, UnitKind, Visibility, World};

/// 2026-11-23 10:00 in China.
const NOW: i64 = 1_795_399_200_000;

/// Written apart from the code on purpose: what may follow what.
fn next(state: Option<State>, step: &Step) -> Option<State> {
    use State::*;
    let Some(state) = state else { return (*step == Step::Submit).then_some(Submitted) };
    Some(match (state, step) {
        (Submitted, Step::ReturnForCompletion) => Returned,
        (Returned, Step::Resubmit) => Submitted,
        (Submitted, Step::MarkGeneralRemark) => GeneralRemark,
        (Submitted, Step::Accept) => InReview,
        (Submitted | Returned | InReview, Step::Withdraw) => Withdrawn,
        (InReview, Step::AssignReviewers(_) | Step::Review(..)) => InReview,
        (InReview | Reserve, Step::Adopt) => Adopted,
        (InReview, Step::Decline) => Declined,
        (InReview, Step::Reserve) => Reserve,
        (InReview, Step::PassUp { .. }) => PassedUp,
        (Declined, Step::RequestReconsideration) => Reconsidering,
        (Reconsidering, Step::Reconsider { overturned: false }) => Declined,
        (Reconsidering, Step::Reconsider { overturned: true }) => Adopted,
        (Adopted, Step::Plan { .. }) | (Implementing, Step::StartTrial) | (Applied, Step::DisputeDone) => Implementing,
        (Implementing, Step::Apply) => Applied,
        (Applied, Step::ConfirmDone) => Done,
        (state, Step::Second | Step::Comment) if state != Withdrawn => state,
        _ => return None,
    })
}

fn check(world: &World, roles: &HashMap<u32, HashSet<Role>>, suggestion: &SuggestionPlan) {
    assert_eq!(suggestion.shares.iter().map(|share| u32::from(share.percent)).sum::<u32>(), 100);
    assert_eq!(suggestion.shares[0].person, suggestion.author);
    let heads: HashSet<u32> = suggestion.shares.iter().map(|share| share.person).collect();
    assert_eq!(heads.len(), suggestion.shares.len());
    assert_eq!(world.person(suggestion.author).map(|person| person.unit), Some(suggestion.unit));
    let mut state = None;
    let mut at_ms = suggestion.submitted_at_ms;
    assert_eq!(suggestion.storyline[0].at_ms, at_ms);
    for event in &suggestion.storyline {
        assert!((at_ms..=NOW).contains(&event.at_ms), "{suggestion:?}");
        at_ms = event.at_ms;
        let reached = next(state, &event.step);
        assert!(reached.is_some(), "{:?} after {state:?} in {suggestion:?}", event.step);
        state = reached;
        let needs = match event.step {
            Step::ReturnForCompletion | Step::MarkGeneralRemark | Step::Accept | Step::AssignReviewers(_) => {
                Some(Role::InnovationOfficer)
            }
            Step::Adopt | Step::Decline | Step::Reserve | Step::PassUp { .. } | Step::Plan { .. } => {
                Some(Role::InnovationOfficer)
            }
            Step::Review(scores, _) => {
                assert!(scores.total() <= 100);
                Some(Role::Reviewer)
            }
            Step::Reconsider { .. } => Some(Role::UnionOfficer),
            Step::StartTrial | Step::Apply => Some(Role::Implementer),
            Step::Second | Step::Comment => {
                assert_ne!(event.by, suggestion.author);
                None
            }
            _ => {
                assert_eq!(event.by, suggestion.author);
                None
            }
        };
        assert!(needs.is_none_or(|role| roles[&event.by].contains(&role)), "{event:?}");
    }
    assert_eq!(state, Some(suggestion.state()));
}

fn check_all(world: &World) -> Vec<SuggestionPlan> {
    let mut roles: HashMap<u32, HashSet<Role>> = HashMap::new();
    for grant in world.grants() {
        roles.entry(grant.person).or_default().insert(grant.role);
    }
    let suggestions: Vec<_> = world.suggestions().collect();
    for (index, suggestion) in (0..).zip(&suggestions) {
        assert_eq!(suggestion.index, index);
        check(world, &roles, suggestion);
    }
    assert!(suggestions.is_sorted_by_key(|suggestion| suggestion.submitted_at_ms));
    suggestions
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_test_world_is_legal_small_and_complete_for_any_seed(seed: u64) {
        let world = World::new(seed, Size::Test, NOW);
        prop_assert_eq!(world.people().len(), 46);
        let suggestions = check_all(&world);
        prop_assert_eq!(suggestions.len(), 60);
        for state in State::ALL {
            let count = suggestions.iter().filter(|suggestion| suggestion.state() == state).count();
            prop_assert!(count >= 2, "{:?} {}", state, count);
        }
    }

    #[test]
    fn a_bench_world_is_legal_and_as_large_as_asked(seed: u64, enterprises in 1u32..9, suggestions in 0u32..200) {
        let world = World::new(seed, Size::Bench(Bench { enterprises, people: 200, suggestions }), NOW);
        prop_assert_eq!(check_all(&world).len(), suggestions as usize);
    }

    #[test]
    fn the_same_seed_gives_the_same_world(seed: u64) {
        let (one, other) = (World::new(seed, Size::Test, NOW), World::new(seed, Size::Test, NOW));
        prop_assert_eq!(one.units(), other.units());
        prop_assert!(one.people().eq(other.people()) && one.grants().eq(other.grants()));
        prop_assert!(one.suggestions().eq(other.suggestions()));
        prop_assert_eq!(one.suggestion(31), other.suggestions().nth(31));
    }
}

#[test]
fn the_demo_world_is_the_province() {
    let world = World::new(1, Size::Demo, NOW);
    let count = |kind| world.units().iter().filter(|unit| unit.kind == kind).count();
    assert_eq!((count(UnitKind::Province), count(UnitKind::City), count(UnitKind::County)), (1, 11, 90));
    assert_eq!((count(UnitKind::IndustryUnion), count(UnitKind::Enterprise)), (6, 12));
    assert!((560..=660).contains(&world.people().len()), "{}", world.people().len());
    let suggestions = check_all(&world);
    assert_eq!(suggestions.len(), 900);
    for state in State::ALL {
        assert!(suggestions.iter().filter(|suggestion| suggestion.state() == state).count() >= 2, "{state:?}");
    }
    for visibility in [Visibility::Team, Visibility::Enterprise, Visibility::Public] {
        assert!(suggestions.iter().any(|suggestion| suggestion.visibility == visibility));
    }
    let reworded = suggestions.iter().filter_map(|suggestion| suggestion.rewords.map(|first| (suggestion, first)));
    let reworded: Vec<_> = reworded.collect();
    assert!(reworded.len() >= 20, "{}", reworded.len());
    for (suggestion, first) in reworded {
        assert!(first < suggestion.index && suggestions[first as usize].title != suggestion.title);
        assert_eq!(suggestions[first as usize].category, suggestion.category);
    }
}

#[test]
fn people_hold_together() {
    let world = World::new(2, Size::Demo, NOW);
    let units = world.units();
    let top = |mut unit: u32| {
        while let (UnitKind::Workshop | UnitKind::Team, Some(parent)) =
            (units[unit as usize].kind, units[unit as usize].parent)
        {
            unit = parent;
        }
        unit
    };
    let (mut numbers, mut phones) = (HashSet::new(), HashSet::new());
    for person in world.people() {
        assert!(numbers.insert((top(person.unit), person.employee_no.clone())), "{person:?}");
        assert!(person.phone.len() == 11 && phones.insert(person.phone.clone()));
        assert!(person.joined_ms < NOW - 366 * 86_400_000, "nobody proposes before they join");
    }
    for unit in units {
        assert!(unit.parent.is_none_or(|parent| parent < unit.index));
        assert_eq!(unit.parent.is_none(), unit.kind == UnitKind::Province);
        assert_eq!(unit.industrial_parent.is_some(), unit.kind == UnitKind::Enterprise);
    }
}

#[test]
fn the_demo_accounts_are_the_people_of_the_pictures() {
    for size in [Size::Demo, Size::Test] {
        let world = World::new(1, size, NOW);
        let accounts = world.demo_accounts();
        assert_eq!(accounts.len(), 15);
        let name = |login: &str| {
            let account = accounts.iter().find(|account| account.login == login);
            account.and_then(|account| world.person(account.person)).map(|person| person.name).unwrap_or_default()
        };
        let names = ["worker", "officer", "reviewer", "finance", "implementer", "approver", "payroll"].map(name);
        assert_eq!(names, ["陈立秋", "沈砚青", "何一鸣", "林素芬", "周建平", "童怀远", "俞巧云"]);
        for account in &accounts {
            let granted =
                world.grants().any(|grant| grant.person == account.person && Some(grant.role) == account.role);
            assert_eq!(granted, account.role.is_some(), "{}", account.login);
        }
    }
}

#[test]
fn the_best_known_worker_has_the_sparks_of_the_pictures() {
    let world = World::new(1, Size::Demo, NOW);
    let chen = world.demo_accounts()[0].person;
    let sparks: Vec<_> = world.suggestions().filter(|suggestion| suggestion.author == chen).collect();
    let state = |start: &str| sparks.iter().find(|spark| spark.title.starts_with(start)).map(SuggestionPlan::state);
    assert_eq!(state("三爪夹具改快换定位销"), Some(State::Done));
    assert_eq!(state("切削液回收槽加一块斜板"), Some(State::Implementing));
    assert_eq!(state("夜班领刀具改成扫码自助柜"), Some(State::InReview));
    assert_eq!(state("叉车道转角加装凸面镜"), Some(State::Declined));
}
