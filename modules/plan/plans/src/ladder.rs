//! Who asks whom for what: targets from the plan of a node up to the highest it was taken over from. A node adds and
//! raises; nobody lowers what stands above them.

use std::collections::{BTreeMap, HashMap};

use identity::UnitKind;
use kernel::id::UnitId;

use crate::amount::Amount;
use crate::levels::is_below;
use crate::model::{Direction, GoalId};

/// What a goal hangs on.
#[derive(Clone, Copy, Debug)]
pub struct Hung {
    /// The goal of the plan above.
    pub above: Option<GoalId>,
    /// On which side of its targets it is met.
    pub direction: Direction,
}

/// The targets of one plan.
#[derive(Clone, Debug)]
pub struct Rung {
    /// The node.
    pub unit: UnitId,
    /// What it is.
    pub kind: UnitKind,
    /// Its goals.
    pub goals: HashMap<GoalId, Hung>,
    /// By goal, kind of node and year.
    pub targets: BTreeMap<(GoalId, UnitKind, i32), Amount>,
    /// By goal, node below and year.
    pub shares: BTreeMap<(GoalId, UnitId, i32), Amount>,
}

/// The plan first, then the one it was taken over from, up to the highest.
#[derive(Clone, Debug, Default)]
pub struct Ladder(pub Vec<Rung>);

impl Ladder {
    /// What the node of the plan aims at: what it set itself, or what is asked of it where that is more.
    pub fn own(&self, goal: GoalId, year: i32) -> Option<Amount> {
        let (rung, hung) = self.goal(0, goal)?;
        hung.direction.harder(rung.targets.get(&(goal, rung.kind, year)).copied(), self.asked(goal, year))
    }

    /// What the plan above asks of this node.
    pub fn asked(&self, goal: GoalId, year: i32) -> Option<Amount> {
        let (rung, hung) = self.goal(0, goal)?;
        let (above, over) = (hung.above?, self.0.get(1)?);
        let share = over.shares.get(&(above, rung.unit, year)).copied();
        hung.direction.harder(share, self.spread(1, above, rung.kind, year))
    }

    /// What the plan, and those above it, ask of every node of a kind below.
    pub fn level(&self, goal: GoalId, kind: UnitKind, year: i32) -> Option<Amount> {
        self.spread(0, goal, kind, year)
    }

    /// What those above ask of every node of a kind below, which this plan may not ask less of.
    pub fn level_asked(&self, goal: GoalId, kind: UnitKind, year: i32) -> Option<Amount> {
        let (_, hung) = self.goal(0, goal)?;
        self.spread(1, hung.above?, kind, year)
    }

    /// What one node below is to contribute by itself.
    pub fn share(&self, goal: GoalId, unit: UnitId, year: i32) -> Option<Amount> {
        self.0.first()?.shares.get(&(goal, unit, year)).copied()
    }

    /// What the plan itself set for a kind of nodes.
    pub fn set(&self, goal: GoalId, kind: UnitKind, year: i32) -> Option<Amount> {
        self.0.first()?.targets.get(&(goal, kind, year)).copied()
    }

    /// The ladder of a node below that took the plan over.
    #[must_use]
    pub fn below(&self, rung: Rung) -> Ladder {
        Ladder(std::iter::once(rung).chain(self.0.iter().cloned()).collect())
    }

    fn goal(&self, at: usize, goal: GoalId) -> Option<(&Rung, Hung)> {
        let rung = self.0.get(at)?;
        Some((rung, *rung.goals.get(&goal)?))
    }

    fn spread(&self, at: usize, goal: GoalId, kind: UnitKind, year: i32) -> Option<Amount> {
        let (rung, hung) = self.goal(at, goal)?;
        let set = rung.targets.get(&(goal, kind, year)).copied();
        let set = set.filter(|_| kind != rung.kind && is_below(kind, rung.kind));
        let above = hung.above.and_then(|above| self.spread(at + 1, above, kind, year));
        hung.direction.harder(set, above)
    }
}

#[cfg(test)]
mod tests {
    use kernel::Time;
    use proptest::prelude::*;

    use super::*;

    fn amount() -> impl Strategy<Value = Option<Amount>> {
        prop::option::of((0..1000_i64).prop_map(Amount))
    }

    proptest! {
        /// Province, city and county: whatever each sets, nobody below aims at less than they are asked.
        #[test]
        fn nobody_below_aims_at_less_than_they_are_asked(
            least: bool,
            province in (amount(), amount(), amount()),
            city in (amount(), amount(), amount()),
            county in amount(),
        ) {
            let direction = if least { Direction::Least } else { Direction::Most };
            let now = Time::from_millis(0);
            let goals = [GoalId::new(now), GoalId::new(now), GoalId::new(now)];
            let units = [UnitId::new(now), UnitId::new(now), UnitId::new(now)];
            let rung = |at: usize, kind, targets: &[(UnitKind, Option<Amount>)], share: Option<Amount>| Rung {
                unit: units[at],
                kind,
                goals: HashMap::from([(goals[at], Hung { above: at.checked_sub(1).map(|at| goals[at]), direction })]),
                targets: targets.iter().filter_map(|(kind, set)| Some(((goals[at], *kind, 2026), (*set)?))).collect(),
                shares: share.map(|share| ((goals[at], units[at + 1], 2026), share)).into_iter().collect(),
            };
            let top = rung(
                0,
                UnitKind::Province,
                &[(UnitKind::City, province.0), (UnitKind::County, province.1)],
                province.2,
            );
            let middle = rung(1, UnitKind::City, &[(UnitKind::City, city.0), (UnitKind::County, city.1)], city.2);
            let low = rung(2, UnitKind::County, &[(UnitKind::County, county)], None);
            let of_city = Ladder(vec![middle.clone(), top.clone()]);
            let of_county = Ladder(vec![low, middle, top]);
            let holds = |own: Option<Amount>, asked: Option<Amount>| match (own, asked) {
                (Some(own), Some(asked)) => !direction.is_easier(own, asked),
                (None, asked) => asked.is_none(),
                (Some(_), None) => true,
            };
            let own = of_city.own(goals[1], 2026);
            for asked in [province.0, province.2] {
                prop_assert!(holds(own, asked), "city {own:?} of {asked:?}");
            }
            let own = of_county.own(goals[2], 2026);
            for asked in [province.1, city.1, city.2] {
                prop_assert!(holds(own, asked), "county {own:?} of {asked:?}");
            }
            prop_assert!(county.is_none() || holds(own, county), "what it set itself holds unless more is asked");
        }
    }
}
