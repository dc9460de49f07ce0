//! Where the goals of a plan stand on a day: pure, from what was read.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::amount::Amount;
use crate::figures::{Figures, Wanted};
use crate::ladder::Ladder;
use crate::light::{Course, Light, Rule};
use crate::model::{Direction, Evidence, Gathering, Goal, GoalId, Measuring, Plan, Task};

/// Where a goal stands in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The year.
    pub year: i32,
    /// What there is.
    pub value: Option<Amount>,
    /// The target that holds, and of which year it is.
    pub target: Option<(i32, Amount)>,
    /// What the calendar expects.
    pub expected: Option<Amount>,
    /// Its light.
    pub light: Light,
    /// Why it is grey; nothing for others.
    pub why: Option<&'static str>,
}

/// How many goals stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// On course.
    pub green: usize,
    /// Slow.
    pub amber: usize,
    /// Behind.
    pub red: usize,
    /// Not measured.
    pub grey: usize,
}

impl Tally {
    /// One more.
    pub fn add(&mut self, light: Light) {
        *match light {
            Light::Green => &mut self.green,
            Light::Amber => &mut self.amber,
            Light::Red => &mut self.red,
            Light::Grey => &mut self.grey,
        } += 1;
    }

    /// By light.
    pub fn each(&self) -> [(Light, usize); 4] {
        [(Light::Green, self.green), (Light::Amber, self.amber), (Light::Red, self.red), (Light::Grey, self.grey)]
    }
}

/// Everything from which the goals of one plan are judged.
pub struct Facts<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Targets from the plan up.
    pub ladder: &'a Ladder,
    /// Which figures were read.
    pub wanted: &'a Wanted,
    /// Those of the node.
    pub figures: &'a Figures,
    /// What was recorded by hand, in the order of its days.
    pub evidence: &'a [Evidence],
    /// What is to be done.
    pub tasks: &'a [Task],
    /// The day.
    pub today: Date,
}

impl Facts<'_> {
    /// The targets of a goal over the years.
    pub fn course(&self, goal: &Goal) -> Course {
        let years = self.plan.years();
        // What is built up and recorded began with nothing, unless it is said with what.
        let built = goal.measuring == Measuring::Evidence && goal.direction == Direction::Least;
        Course {
            direction: goal.direction,
            gathering: goal.gathering,
            from: *years.start(),
            base: goal.baseline.or(built.then_some(Amount(0))),
            targets: years.filter_map(|year| Some((year, self.ladder.own(goal.id, year)?))).collect(),
        }
    }

    /// Where a goal stands in a year: on this day, or at the end of a year that is over.
    pub fn standing(&self, goal: &Goal, year: i32) -> Standing {
        let rule: Rule = self.plan.rule();
        let day = self.day_of(year);
        if !goal.is_own(self.plan.kind) {
            let why = Some("plan-grey-below");
            return Standing { year, value: None, target: None, expected: None, light: Light::Grey, why };
        }
        let (value, target, expected) = match (goal.is_counted(), day) {
            (true, Some(day)) => {
                let course = self.course(goal);
                (self.value(goal, year), course.target(year), course.expected(day))
            }
            (true, None) => (None, self.course(goal).target(year), None),
            (false, _) => (None, None, None),
        };
        let (light, why) = match (goal.is_counted(), day, value, expected) {
            (_, None, _, _) => (Light::Grey, Some("plan-grey-not-begun")),
            (false, Some(day), _, _) => {
                let light = Rule::of_tasks(self.tasks_of(goal.id).map(|task| task.late(day)));
                (light, (light == Light::Grey).then_some("plan-grey-no-tasks"))
            }
            (true, _, _, None) => (Light::Grey, Some("plan-grey-no-target")),
            (true, _, None, _) => (Light::Grey, Some("plan-grey-nothing")),
            (true, _, Some(value), Some(expected)) => (rule.light(goal.direction, value, expected), None),
        };
        Standing { year, value, target, expected, light, why }
    }

    /// The tasks of a goal.
    pub fn tasks_of(&self, goal: GoalId) -> impl Iterator<Item = &Task> {
        self.tasks.iter().filter(move |task| task.goal == goal)
    }

    /// The day on which a year is judged; none when it has not begun.
    fn day_of(&self, year: i32) -> Option<Date> {
        let present = i32::from(self.today.year());
        match year.cmp(&present) {
            std::cmp::Ordering::Less => Date::new(i16::try_from(year).ok()?, 12, 31).ok(),
            std::cmp::Ordering::Equal => Some(self.today),
            std::cmp::Ordering::Greater => None,
        }
    }

    /// What there is of a goal in a year: what the indicator says, or what was recorded.
    pub fn value(&self, goal: &Goal, year: i32) -> Option<Amount> {
        match goal.measuring {
            Measuring::Indicator => self.wanted.amount(self.figures, goal, year),
            Measuring::Evidence => {
                let own = self.evidence.iter().filter(|one| one.goal == goal.id && one.withdrawn_at.is_none());
                recorded(goal.gathering, *self.plan.years().start(), year, own)
            }
            Measuring::Tasks => None,
        }
    }

    /// Where the goals that the node carries stand, by the id of the heading above them; all of them under none.
    pub fn tallies(&self, goals: &[Goal], year: i32) -> HashMap<Option<GoalId>, Tally> {
        let parents: HashMap<GoalId, Option<GoalId>> = goals.iter().map(|goal| (goal.id, goal.parent)).collect();
        let mut tallies: HashMap<Option<GoalId>, Tally> = HashMap::new();
        for goal in goals.iter().filter(|goal| goal.is_own(self.plan.kind)) {
            let light = self.standing(goal, year).light;
            let mut at = goal.parent;
            // A tree of goals is no deeper than it has goals, whatever the table says.
            for _ in 0..goals.len() {
                let Some(parent) = at else { break };
                tallies.entry(Some(parent)).or_default().add(light);
                at = parents.get(&parent).copied().flatten();
            }
            tallies.entry(None).or_default().add(light);
        }
        tallies
    }
}

/// What was recorded comes to: the sum of a year or of the plan so far, or the last level.
fn recorded<'e>(
    gathering: Gathering,
    from: i32,
    year: i32,
    evidence: impl Iterator<Item = &'e Evidence>,
) -> Option<Amount> {
    let until = evidence.filter(|one| i32::from(one.day.year()) <= year);
    match gathering {
        Gathering::Level => until.max_by_key(|one| (one.day, one.at, one.id)).map(|one| one.amount),
        Gathering::Year | Gathering::Whole => {
            let first = if gathering == Gathering::Year { year } else { from };
            let counted: Vec<i64> =
                until.filter(|one| i32::from(one.day.year()) >= first).map(|one| one.amount.0).collect();
            (!counted.is_empty()).then(|| Amount(counted.into_iter().fold(0, i64::saturating_add)))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::Time;
    use kernel::id::PersonId;
    use proptest::prelude::*;

    use super::*;
    use crate::model::{EvidenceId, PlanId};

    fn evidence(day: Date, amount: i64) -> Evidence {
        let now = Time::start_of(day);
        Evidence {
            id: EvidenceId::new(now),
            plan: PlanId::from_uuid(Default::default()),
            goal: GoalId::from_uuid(Default::default()),
            day,
            amount: Amount(amount),
            words: String::new(),
            by_person: PersonId::new(now),
            at: now,
            withdrawn_by: None,
            withdrawn_at: None,
            withdrawn_why: String::new(),
        }
    }

    #[test]
    fn years_add_up_and_a_level_is_the_last_one_known() {
        let all = [evidence(date(2024, 5, 1), 300), evidence(date(2025, 3, 1), 100), evidence(date(2025, 9, 1), 250)];
        let of = |gathering, year| recorded(gathering, 2024, year, all.iter());
        assert_eq!(of(Gathering::Year, 2025), Some(Amount(350)));
        assert_eq!(of(Gathering::Whole, 2025), Some(Amount(650)));
        assert_eq!(of(Gathering::Level, 2026), Some(Amount(250)), "it stands until another is known");
        assert_eq!(of(Gathering::Year, 2026), None, "nothing was recorded, which is not nought");
        assert_eq!(of(Gathering::Level, 2023), None);
    }

    proptest! {
        #[test]
        fn the_years_of_a_plan_come_to_its_whole(found in prop::collection::vec((2024..2027_i16, 1..13_i8, 0..10_000_i64), 0..20)) {
            let all: Vec<Evidence> =
                found.into_iter().map(|(year, month, amount)| evidence(date(year, month, 1), amount)).collect();
            let year = |year| recorded(Gathering::Year, 2024, year, all.iter()).unwrap_or_default().0;
            let whole = recorded(Gathering::Whole, 2024, 2026, all.iter()).unwrap_or_default().0;
            prop_assert_eq!(whole, year(2024) + year(2025) + year(2026));
        }
    }
}
