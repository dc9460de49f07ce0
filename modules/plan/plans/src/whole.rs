//! One plan, whole: its goals in their order, their targets up the ladder, figures, evidence, tasks, and who took it over.

use std::collections::{BTreeMap, HashMap, HashSet};

use identity::{Unit, UnitKind, named, tree};
use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Result, Time};
use ledger::SealedRow;
use ledger::folds::history;
use stats::{Indicator, Node};
use store::{Filter, Reader, Value};

use crate::amount::Amount;
use crate::assessment::{Assessment, Line, Sheet, YearLine};
use crate::below::{Child, children};
use crate::figures::{Figures, Wanted};
use crate::ladder::{Hung, Ladder, Rung};
use crate::lifecycle::State;
use crate::model::{Evidence, Goal, GoalId, GoalKind, Plan, PlanId, Task};
use crate::policy;
use crate::standing::{Facts, Standing};
use crate::store::{ASSESSMENTS_OF, EVIDENCE_OF, GOALS_OF, SHARES, TARGETS, TASKS_OF, load};

/// How many plans may stand above one another: as many as there are levels, and some to spare.
const DEEPEST: usize = 8;

/// A plan with everything that hangs on it.
pub struct Whole {
    /// The plan.
    pub it: Plan,
    /// Its node as it is now.
    pub unit: Unit,
    /// Its goals as the tree has them, each with how deep it stands.
    pub goals: Vec<(usize, Goal)>,
    /// Its tasks, the next due first.
    pub tasks: Vec<Task>,
    /// What was recorded by hand, in the order of its days.
    pub evidence: Vec<Evidence>,
    /// Targets from this plan up.
    pub ladder: Ladder,
    /// The plan it was taken over from.
    pub above: Option<Plan>,
    /// Goals the plan above has that are for this node and are not here yet.
    pub missing: Vec<Goal>,
    /// Nodes below, and what they made of it; only where they were asked for.
    pub children: Vec<Child>,
    /// Its assessments.
    pub assessments: Vec<Assessment>,
    /// What happened to it.
    pub history: Vec<SealedRow>,
    /// The day it is judged on.
    pub today: Date,
    wanted: Wanted,
    figures: Figures,
    names: HashMap<PersonId, String>,
}

impl Whole {
    /// Reads it for whoever asks.
    ///
    /// # Errors
    /// Not found.
    pub fn read(
        reader: &Reader<'_>,
        actor: &Actor,
        dictionary: &[&'static Indicator],
        id: PlanId,
        now: Time,
    ) -> Result<Whole> {
        let it = policy::find(reader, actor, id)?;
        Whole::of(reader, dictionary, it, now)
    }

    /// Reads it, whoever asks.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn of(reader: &Reader<'_>, dictionary: &[&'static Indicator], it: Plan, now: Time) -> Result<Whole> {
        // As it was when the plan was drafted: a node that moved since answers for what it was.
        let unit = Unit { path: it.path.clone(), ..tree::unit(reader, it.unit)? };
        let goals = in_tree(reader.all(&GOALS_OF, (it.id,))?);
        let ladder = ladder(reader, &it)?;
        let above = it.above.map(|above| load(reader, above)).transpose()?;
        let missing = missing(reader, &it, above.as_ref(), &goals)?;
        let wanted = Wanted::by(dictionary, &it, goals.iter().map(|(_, goal)| goal), now);
        let figures = wanted.read(reader, &Node::from(&unit))?;
        let tasks: Vec<Task> = reader.all(&TASKS_OF, (it.id,))?;
        let evidence: Vec<Evidence> = reader.all(&EVIDENCE_OF, (it.id,))?;
        let assessments: Vec<Assessment> = reader.all(&ASSESSMENTS_OF, (it.id,))?;
        let history = history(reader, it.id.any())?;
        let people = history.iter().filter_map(|entry| entry.actor).chain([it.made_by]);
        let people = people.chain(goals.iter().filter_map(|(_, goal)| goal.owner));
        let people = people.chain(tasks.iter().flat_map(|task| [task.owner, task.done_by]).flatten());
        let people = people.chain(evidence.iter().flat_map(|one| [Some(one.by_person), one.withdrawn_by]).flatten());
        let people = people.chain(assessments.iter().flat_map(|one| [Some(one.drafted_by), one.signed_by]).flatten());
        let names = named::by_id(reader, people)?.into_iter().map(|(id, one)| (id, one.name)).collect();
        Ok(Whole {
            children: Vec::new(),
            today: now.date(),
            it,
            unit,
            goals,
            tasks,
            evidence,
            ladder,
            above,
            missing,
            assessments,
            history,
            wanted,
            figures,
            names,
        })
    }

    /// With the nodes below, once it is in force.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn with_children(mut self, reader: &Reader<'_>, dictionary: &[&'static Indicator], now: Time) -> Result<Whole> {
        if self.it.in_force_at.is_some() {
            self.children = children(reader, dictionary, &self, now)?;
        }
        Ok(self)
    }

    /// From which its goals are judged.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            plan: &self.it,
            ladder: &self.ladder,
            wanted: &self.wanted,
            figures: &self.figures,
            evidence: &self.evidence,
            tasks: &self.tasks,
            today: self.today,
        }
    }

    /// The goals, without headings.
    pub fn aims(&self) -> impl Iterator<Item = &Goal> {
        self.goals.iter().map(|(_, goal)| goal).filter(|goal| goal.kind == GoalKind::Goal)
    }

    /// One of its goals or headings.
    pub fn goal(&self, id: GoalId) -> Option<&Goal> {
        self.goals.iter().map(|(_, goal)| goal).find(|goal| goal.id == id)
    }

    /// Where a goal stands in a year.
    pub fn standing(&self, goal: &Goal, year: i32) -> Standing {
        self.facts().standing(goal, year)
    }

    /// Somebody's name.
    pub fn name(&self, person: PersonId) -> &str {
        self.names.get(&person).map_or("", String::as_str)
    }

    /// The indicator of a goal.
    pub fn indicator(&self, goal: &Goal) -> Option<&'static Indicator> {
        self.wanted.indicators.get(goal.indicator.as_str()).copied()
    }

    /// The indicators of its goals.
    pub fn indicators(&self) -> Vec<&'static Indicator> {
        self.wanted.all()
    }

    /// The page with the records behind a goal's figure.
    pub fn records(&self, goal: &Goal, year: i32) -> Option<String> {
        (self.indicator(goal)?.records)(self.unit.id, self.wanted.period(goal.gathering, year))
    }

    /// Its goals as they stand now, for somebody to answer for.
    pub fn sheet(&self) -> Sheet {
        let facts = self.facts();
        let present = i32::from(self.today.year());
        let years: Vec<i32> = self.it.years().filter(|year| *year <= present).collect();
        let line = |goal: &Goal| Line {
            goal: goal.id,
            years: years
                .iter()
                .map(|year| {
                    let Standing { year, target, value, light, .. } = facts.standing(goal, *year);
                    YearLine { year, target, value, light }
                })
                .collect(),
            tasks: self.done(goal.id),
        };
        Sheet {
            day: self.today,
            indicators: self.indicators().iter().map(|it| (it.code.to_owned(), it.version)).collect(),
            lines: self.aims().map(line).collect(),
        }
    }

    /// How many tasks of a goal are done, and of how many.
    pub fn done(&self, goal: GoalId) -> (usize, usize) {
        let tasks = || self.tasks.iter().filter(|task| task.goal == goal);
        (tasks().filter(|task| task.done_on.is_some()).count(), tasks().count())
    }
}

/// Goals as a tree has them: each after its heading, in their order.
pub fn in_tree(goals: Vec<Goal>) -> Vec<(usize, Goal)> {
    let known: HashSet<GoalId> = goals.iter().map(|goal| goal.id).collect();
    let mut below: BTreeMap<Option<GoalId>, Vec<Goal>> = BTreeMap::new();
    for goal in goals {
        below.entry(goal.parent.filter(|parent| known.contains(parent))).or_default().push(goal);
    }
    let mut ordered = Vec::new();
    // Last in, first out: the children of a goal come before what stands beside it.
    let mut waiting: Vec<(usize, Goal)> = Vec::new();
    let mut push = |waiting: &mut Vec<(usize, Goal)>, depth: usize, parent: Option<GoalId>| {
        waiting.extend(below.remove(&parent).unwrap_or_default().into_iter().rev().map(|goal| (depth, goal)));
    };
    push(&mut waiting, 0, None);
    while let Some((depth, goal)) = waiting.pop() {
        push(&mut waiting, depth + 1, Some(goal.id));
        ordered.push((depth, goal));
    }
    ordered
}

/// The targets of a plan and of those above it.
///
/// # Errors
/// Broken, when the database fails.
pub fn ladder(reader: &Reader<'_>, plan: &Plan) -> Result<Ladder> {
    let mut rungs = vec![rungs(reader, std::slice::from_ref(plan))?.remove(&plan.id)];
    let mut above = plan.above;
    while let Some(id) = above.filter(|_| rungs.len() < DEEPEST) {
        let plan = load(reader, id)?;
        rungs.push(self::rungs(reader, std::slice::from_ref(&plan))?.remove(&id));
        above = plan.above;
    }
    Ok(Ladder(rungs.into_iter().flatten().collect()))
}

/// The targets of some plans. Three statements.
///
/// # Errors
/// Broken, when the database fails.
pub fn rungs(reader: &Reader<'_>, plans: &[Plan]) -> Result<HashMap<PlanId, Rung>> {
    let empty = |plan: &Plan| Rung {
        unit: plan.unit,
        kind: plan.kind,
        goals: HashMap::new(),
        targets: BTreeMap::new(),
        shares: BTreeMap::new(),
    };
    let mut rungs: HashMap<PlanId, Rung> = plans.iter().map(|plan| (plan.id, empty(plan))).collect();
    let mut filter = Filter::new();
    filter.and_in("g.plan", plans.iter().map(|plan| Value::Id(plan.id.uuid())));
    let mut plan_of: HashMap<GoalId, PlanId> = HashMap::new();
    for goal in reader.list::<Goal>(crate::store::GOALS, &filter)? {
        plan_of.insert(goal.id, goal.plan);
        if let Some(rung) = rungs.get_mut(&goal.plan) {
            rung.goals.insert(goal.id, Hung { above: goal.above, direction: goal.direction });
        }
    }
    let year = |year: i64| i32::try_from(year).unwrap_or(0);
    for (goal, kind, of, amount) in reader.list::<(GoalId, UnitKind, i64, Amount)>(TARGETS, &filter)? {
        if let Some(rung) = plan_of.get(&goal).and_then(|plan| rungs.get_mut(plan)) {
            rung.targets.insert((goal, kind, year(of)), amount);
        }
    }
    for (goal, unit, of, amount) in reader.list::<(GoalId, UnitId, i64, Amount)>(SHARES, &filter)? {
        if let Some(rung) = plan_of.get(&goal).and_then(|plan| rungs.get_mut(plan)) {
            rung.shares.insert((goal, unit, year(of)), amount);
        }
    }
    Ok(rungs)
}

/// Which goals of the plan above are for this node and stand in no goal of it, with the headings they need.
fn missing(reader: &Reader<'_>, it: &Plan, above: Option<&Plan>, goals: &[(usize, Goal)]) -> Result<Vec<Goal>> {
    let Some(above) =
        above.filter(|above| above.state != State::Dropped && (it.state == State::Drafted || it.state.is_running()))
    else {
        return Ok(Vec::new());
    };
    let here: HashSet<GoalId> = goals.iter().filter_map(|(_, goal)| goal.above).collect();
    let all = reader.all(&GOALS_OF, (above.id,))?;
    Ok(for_node(all, it.kind).into_iter().filter(|goal| !here.contains(&goal.id)).collect())
}

/// The goals that come to nodes of a kind, each after what it stands under. Systems and projects come all: those with
/// nothing from above are for the node to fill.
pub fn for_node(goals: Vec<Goal>, kind: UnitKind) -> Vec<Goal> {
    let ordered = in_tree(goals);
    let mut kept: HashSet<GoalId> = HashSet::new();
    for (_, goal) in ordered.iter().rev() {
        if kept.contains(&goal.id) || goal.kind != GoalKind::Goal || goal.levels.reach(kind) {
            kept.insert(goal.id);
            kept.extend(goal.parent);
        }
    }
    ordered.into_iter().map(|(_, goal)| goal).filter(|goal| kept.contains(&goal.id)).collect()
}
