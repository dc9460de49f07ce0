//! The lights: what the calendar expects on a day, and how what there is compares with it.

use jiff::civil::Date;
use kernel::words;
use serde::{Deserialize, Serialize};
use stats::Day;

use crate::amount::Amount;
use crate::model::{Direction, Gathering};

words! {
    /// How a goal stands.
    pub enum Light {
        /// 按期: as much as the calendar expects, or more.
        Green = "on_course",
        /// 偏慢.
        Amber = "slow",
        /// 滞后.
        Red = "behind",
        /// 未测: nothing is measured, or there is no target.
        Grey = "unmeasured",
    }
}

/// From how many per cent of what is expected a light is green, and from how many amber.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Green from here.
    pub green: i64,
    /// Amber from here, red below.
    pub amber: i64,
}

impl Default for Rule {
    fn default() -> Rule {
        Rule { green: 100, amber: 85 }
    }
}

/// Days after which a task that is late makes a goal red and not amber.
pub const LATE: i64 = 30;

impl Rule {
    /// Compares what there is with what is expected.
    pub fn light(self, direction: Direction, value: Amount, expected: Amount) -> Light {
        let (have, want) = match direction {
            Direction::Least => (value.0, expected.0),
            Direction::Most => (expected.0, value.0),
        };
        let reaches = |percent: i64| i128::from(have) * 100 >= i128::from(want) * i128::from(percent);
        if reaches(self.green) {
            Light::Green
        } else if reaches(self.amber) {
            Light::Amber
        } else {
            Light::Red
        }
    }

    /// A goal of which nothing is counted: none of its tasks late, one late, or one late for long.
    pub fn of_tasks(late: impl Iterator<Item = Option<i64>>) -> Light {
        late.fold(Light::Grey, |light, late| {
            let one = match late {
                None => Light::Green,
                Some(days) if days <= LATE => Light::Amber,
                Some(_) => Light::Red,
            };
            if light == Light::Grey { one } else { light.max(one) }
        })
    }
}

/// The targets of a goal over the years of its plan.
#[derive(Clone, Debug)]
pub struct Course {
    /// On which side of its targets it is met.
    pub direction: Direction,
    /// Over which time it gathers.
    pub gathering: Gathering,
    /// The first year of the plan.
    pub from: i32,
    /// Where it stood when the plan began.
    pub base: Option<Amount>,
    /// Years with their targets, in order.
    pub targets: Vec<(i32, Amount)>,
}

impl Course {
    /// The target that holds in a year, and of which year it is: what goes on over the years aims at the next one
    /// that is set.
    pub fn target(&self, year: i32) -> Option<(i32, Amount)> {
        let own = self.targets.iter().find(|(of, _)| *of == year).copied();
        match self.gathering {
            Gathering::Year => own,
            Gathering::Whole | Gathering::Level => own
                .or_else(|| self.targets.iter().find(|(of, _)| *of > year).copied())
                .or_else(|| self.targets.last().copied()),
        }
    }

    /// What there should be at the end of a day, on a straight line between the targets. A limit is not approached: it
    /// holds on every day, unless it is a level that is to fall from where it stood.
    pub fn expected(&self, day: Date) -> Option<Amount> {
        let year = i32::from(day.year());
        let (of, target) = self.target(year)?;
        if self.direction == Direction::Most && self.gathering != Gathering::Level {
            return Some(target);
        }
        if self.gathering == Gathering::Year {
            return Some(between((Day::first_of(year * 12).0 - 1, Amount(0)), (end(year), target), day));
        }
        let before = self.targets.iter().rev().find(|(earlier, _)| *earlier < of.min(year));
        let begun = Day::first_of(self.from * 12).0 - 1;
        let start = match (before, self.gathering) {
            (Some((year, amount)), _) => (end(*year), *amount),
            (None, Gathering::Whole) => (begun, Amount(0)),
            // Without knowing where it stood, the level is expected from the first day.
            (None, _) => (begun, self.base.unwrap_or(target)),
        };
        Some(between(start, (end(of), target), day))
    }
}

/// The last day of a year.
fn end(year: i32) -> i32 {
    Day::first_of(year * 12 + 12).0 - 1
}

/// Where a straight line from one day to another stands on a day between them.
fn between(start: (i32, Amount), end: (i32, Amount), day: Date) -> Amount {
    let day = Day::on(day).0.clamp(start.0, end.0.max(start.0));
    let (gone, all) = (i128::from(day - start.0), i128::from((end.0 - start.0).max(1)));
    let rise = i128::from(end.1.0) - i128::from(start.1.0);
    Amount(i64::try_from(i128::from(start.1.0) + (rise * gone).div_euclid(all)).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn course(gathering: Gathering, targets: &[(i32, i64)]) -> Course {
        let targets = targets.iter().map(|(year, amount)| (*year, Amount::whole(*amount))).collect();
        Course { direction: Direction::Least, gathering, from: 2024, base: None, targets }
    }

    #[test]
    fn a_light_turns_exactly_at_the_rule() {
        let (rule, least, most) = (Rule::default(), Direction::Least, Direction::Most);
        let at = |value| rule.light(least, Amount(value), Amount(1000));
        assert_eq!((at(1000), at(999), at(850), at(849)), (Light::Green, Light::Amber, Light::Amber, Light::Red));
        let at = |value| rule.light(most, Amount(value), Amount(850));
        assert_eq!((at(850), at(851), at(1000), at(1001)), (Light::Green, Light::Amber, Light::Amber, Light::Red));
        assert_eq!(rule.light(least, Amount(0), Amount(0)), Light::Green, "nothing is expected yet");
        assert_eq!(rule.light(most, Amount(0), Amount(0)), Light::Green);
    }

    #[test]
    fn a_year_is_expected_day_by_day() {
        let course = course(Gathering::Year, &[(2026, 365)]);
        assert_eq!(course.expected(date(2026, 1, 1)), Some(Amount::whole(1)));
        assert_eq!(course.expected(date(2026, 6, 30)), Some(Amount::whole(181)));
        assert_eq!(course.expected(date(2026, 12, 31)), Some(Amount::whole(365)));
        assert_eq!(course.expected(date(2025, 6, 30)), None, "that year has no target");
    }

    #[test]
    fn what_gathers_over_the_plan_aims_at_the_next_target() {
        let course = course(Gathering::Whole, &[(2024, 366), (2026, 1096)]);
        assert_eq!(course.target(2025), Some((2026, Amount::whole(1096))));
        assert_eq!(course.expected(date(2024, 12, 31)), Some(Amount::whole(366)));
        assert_eq!(course.expected(date(2025, 12, 31)), Some(Amount::whole(731)));
        assert_eq!(course.expected(date(2026, 12, 31)), Some(Amount::whole(1096)));
    }

    #[test]
    fn a_level_starts_where_it_stood_or_is_expected_at_once() {
        let bare = course(Gathering::Level, &[(2026, 50)]);
        assert_eq!(bare.expected(date(2024, 1, 1)), Some(Amount::whole(50)));
        let known = Course { base: Some(Amount::whole(20)), ..bare };
        assert!(known.expected(date(2024, 1, 1)).unwrap() < Amount::whole(21));
        assert_eq!(known.expected(date(2026, 12, 31)), Some(Amount::whole(50)));
        let falling = Course { direction: Direction::Most, base: Some(Amount::whole(80)), ..known };
        let half = falling.expected(date(2025, 6, 30)).unwrap();
        assert!(half > Amount::whole(50) && half < Amount::whole(80), "{half:?}");
    }

    #[test]
    fn a_limit_holds_on_every_day() {
        let limit = Course { direction: Direction::Most, ..course(Gathering::Year, &[(2026, 10)]) };
        assert_eq!(limit.expected(date(2026, 1, 2)), Some(Amount::whole(10)));
    }

    #[test]
    fn tasks_tell_where_nothing_is_counted() {
        let light = |late: &[Option<i64>]| Rule::of_tasks(late.iter().copied());
        assert_eq!(light(&[]), Light::Grey);
        assert_eq!(light(&[None, None]), Light::Green);
        assert_eq!(light(&[None, Some(LATE)]), Light::Amber);
        assert_eq!(light(&[Some(LATE + 1), None]), Light::Red);
    }

    proptest! {
        #[test]
        fn what_is_expected_never_falls_and_ends_at_the_target(
            amounts in prop::collection::btree_map(2024..2027_i32, 0..1_000_000_i64, 1..4),
            day in 0..1096_i32,
            whole: bool,
        ) {
            let mut grown: Vec<(i32, i64)> = amounts.into_iter().collect();
            let mut most = 0;
            for (_, amount) in &mut grown {
                most = most.max(*amount);
                *amount = most;
            }
            let course = course(if whole { Gathering::Whole } else { Gathering::Level }, &grown);
            let at = |day: i32| date(2024, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
            let (today, tomorrow) = (course.expected(at(day)).unwrap(), course.expected(at(day + 1)).unwrap());
            prop_assert!(today <= tomorrow || day + 1 >= 1096);
            for (year, amount) in grown {
                let end = date(i16::try_from(year).unwrap(), 12, 31);
                prop_assert_eq!(course.expected(end), Some(Amount::whole(amount)));
            }
        }

        #[test]
        fn more_never_makes_a_worse_light(value in 0..1_000_000_i64, more in 0..1_000_i64, expected in 0..1_000_000_i64) {
            let light = |value| Rule::default().light(Direction::Least, Amount(value), Amount(expected));
            prop_assert!(light(value + more) <= light(value));
        }
    }
}
