//! Plans everybody can begin with, as data. What a source does not give stays open for the node to fill in.

use identity::UnitKind;
use kernel::{Error, Result, Time, words};
use serde::Deserialize;

use crate::amount::Amount;
use crate::levels::{Levels, is_below};
use crate::model::{Direction, Gathering, Goal, GoalId, GoalKind, Measuring, PlanId};

words! {
    /// A plan to begin with.
    pub enum Preset {
        /// 浙江省职工创新工作体系建设三年行动方案(2024—2026年): three systems and three projects, and the targets that
        /// became known [S48] [S49].
        Zhejiang = "zhejiang-2024-2026",
    }
}

/// A preset as its file has it.
#[derive(Clone, Debug, Deserialize)]
pub struct Sketch {
    /// Counts up with every change of the file.
    pub version: u32,
    /// What the plan is called.
    pub name: String,
    /// Its first year.
    pub from_year: i32,
    /// Its last year.
    pub until_year: i32,
    goals: Vec<Sketched>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sketched {
    #[serde(default = "goal")]
    kind: GoalKind,
    name: String,
    #[serde(default)]
    words: String,
    source: String,
    #[serde(default)]
    levels: Vec<UnitKind>,
    #[serde(default = "tasks")]
    measuring: Measuring,
    #[serde(default)]
    indicator: String,
    #[serde(default)]
    measure: String,
    #[serde(default)]
    unit: String,
    #[serde(default = "least")]
    direction: Direction,
    #[serde(default = "each_year")]
    gathering: Gathering,
    #[serde(default)]
    targets: Vec<Target>,
    #[serde(default)]
    goals: Vec<Sketched>,
}

#[derive(Clone, Debug, Deserialize)]
struct Target {
    level: UnitKind,
    year: i32,
    amount: String,
}

fn goal() -> GoalKind {
    GoalKind::Goal
}

fn tasks() -> Measuring {
    Measuring::Tasks
}

fn least() -> Direction {
    Direction::Least
}

fn each_year() -> Gathering {
    Gathering::Year
}

/// A goal with what it aims at: kind of node, year, amount.
pub type Aimed = (Goal, Vec<(UnitKind, i32, Amount)>);

impl Preset {
    /// What its file says.
    ///
    /// # Errors
    /// Broken, when it cannot be read; a test reads every one.
    pub fn sketch(self) -> Result<Sketch> {
        let text = match self {
            Preset::Zhejiang => include_str!("../presets/zhejiang-2024-2026.json"),
        };
        serde_json::from_str(text).map_err(Error::broken)
    }
}

impl Sketch {
    /// The goals for a plan of a node of this kind, each after the heading it stands under. Headings stay even where they
    /// are empty: the node fills them.
    ///
    /// # Errors
    /// Broken, when a target cannot be read.
    pub fn goals(&self, plan: PlanId, kind: UnitKind, now: Time) -> Result<Vec<Aimed>> {
        let mut goals = Vec::new();
        add(&mut goals, &self.goals, (plan, kind, now), None)?;
        Ok(goals)
    }
}

fn add(
    goals: &mut Vec<Aimed>,
    sketched: &[Sketched],
    (plan, kind, now): (PlanId, UnitKind, Time),
    parent: Option<GoalId>,
) -> Result<()> {
    for one in sketched {
        let levels = Levels::of(one.levels.iter().copied());
        if one.kind == GoalKind::Goal && !levels.reach(kind) {
            continue;
        }
        let id = GoalId::new(now);
        let mut targets = Vec::new();
        for target in one.targets.iter().filter(|target| target.level == kind || is_below(target.level, kind)) {
            let amount = Amount::typed(&target.amount).map_err(|reason| Error::broken(reason.key))?;
            targets.push((target.level, target.year, amount));
        }
        let goal = Goal {
            id,
            plan,
            above: None,
            parent,
            position: i64::try_from(goals.len()).unwrap_or(i64::MAX),
            kind: one.kind,
            name: one.name.clone(),
            words: one.words.clone(),
            source: one.source.clone(),
            levels,
            measuring: one.measuring,
            indicator: one.indicator.clone(),
            measure: one.measure.clone(),
            measure_unit: one.unit.clone(),
            direction: one.direction,
            gathering: one.gathering,
            baseline: None,
            owner: None,
            owner_words: String::new(),
            due: None,
            made_at: now,
        };
        goals.push((goal, targets));
        add(goals, &one.goals, (plan, kind, now), Some(id))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use kernel::lifecycle::Word;

    use super::*;

    #[test]
    fn every_preset_can_be_read_and_names_where_each_goal_comes_from() {
        let sources = include_str!("../../../../docs/sources.md");
        for preset in Preset::ALL {
            let sketch = preset.sketch().unwrap();
            assert!(sketch.from_year <= sketch.until_year);
            let now = Time::from_millis(0);
            for kind in crate::levels::KINDS {
                for (goal, targets) in sketch.goals(PlanId::new(now), kind, now).unwrap() {
                    assert!(sources.contains(&format!("| [{}] |", goal.source)), "{}", goal.name);
                    assert!(targets.iter().all(|(_, year, _)| (sketch.from_year..=sketch.until_year).contains(year)));
                    assert_eq!(goal.measuring == Measuring::Indicator, !goal.indicator.is_empty(), "{}", goal.name);
                    assert_eq!(goal.measuring == Measuring::Evidence, !goal.measure.is_empty(), "{}", goal.name);
                }
            }
        }
    }

    #[test]
    fn the_plan_of_zhejiang_has_three_systems_three_projects_and_the_targets_that_are_known() {
        let now = Time::from_millis(0);
        let sketch = Preset::Zhejiang.sketch().unwrap();
        let goals = sketch.goals(PlanId::new(now), UnitKind::Province, now).unwrap();
        let count = |kind| goals.iter().filter(|(goal, _)| goal.kind == kind).count();
        assert_eq!((count(GoalKind::System), count(GoalKind::Project)), (3, 3));
        let known: Vec<(UnitKind, i64)> =
            goals.iter().flat_map(|(_, targets)| targets).map(|(kind, _, amount)| (*kind, amount.0)).collect();
        assert_eq!(known, [(UnitKind::City, 100), (UnitKind::County, 100), (UnitKind::County, 5000)]);
        let county = sketch.goals(PlanId::new(now), UnitKind::County, now).unwrap();
        assert!(!county.iter().any(|(goal, _)| goal.name.contains("每市")), "that is for cities");
    }
}
