//! What goes in and comes out, as JSON.

use identity::UnitKind;
use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Result, Time};
use web::Fields;
use web::api::Stamp;
use web::later::LaterCause;
use web::shape;

use super::worded;
use crate::amount::Amount;
use crate::assessment::{Assessing, AssessmentId, Verdict, YearLine};
use crate::later::Later;
use crate::lifecycle::State;
use crate::light::Light;
use crate::model::{Direction, EvidenceId, Gathering, Goal, GoalId, GoalKind, Measuring, Plan, PlanId, TaskId};
use crate::pages::Found;
use crate::whole::Whole;
use serde::{Deserialize, Serialize};

web::word_shapes!(State, GoalKind, Measuring, Direction, Gathering, Light, Assessing, Verdict);

shape! {
    /// A plan of a node.
    PlanTold: Serialize {
        /// Its id.
        id: PlanId,
        /// The node.
        unit: UnitId,
        /// The node's name when it was drafted.
        node: String,
        /// What it is called.
        name: String,
        /// Its first year.
        from_year: i64,
        /// Its last year.
        until_year: i64,
        /// Where it stands.
        state: State,
        /// Counts up with every change; send it back with the next step.
        version: i64,
        /// The plan it was taken over from.
        above: Option<PlanId>,
        /// Since when it is in force.
        in_force_at: Option<Stamp>,
    }
}
shape! {
    /// A plan after a step.
    PlanChanged: Serialize {
        /// Its id.
        id: PlanId,
        /// Where it stands.
        state: State,
        /// Counts up with every change.
        version: i64,
    }
}
shape! {
    /// Where a goal stands in a year. Amounts are in hundredths of the unit: shares of a per cent, money of a yuan.
    GoalStanding: Serialize {
        /// The year.
        year: i64,
        /// What there is.
        value: Option<i64>,
        /// The target that holds.
        target: Option<i64>,
        /// Of which year the target is.
        target_year: Option<i64>,
        /// What the calendar expects today, or expected at the end of a year that is over.
        expected: Option<i64>,
        /// What the plan above asks of this node.
        asked: Option<i64>,
        /// Its light.
        light: Light,
    }
}
shape! {
    /// A task.
    TaskTold: Serialize {
        /// Its id.
        id: TaskId,
        /// What.
        name: String,
        /// Who does it.
        owner: Option<PersonId>,
        /// Or which department.
        owner_words: String,
        /// By when.
        due: Date,
        /// When it was done.
        done_on: Option<Date>,
    }
}
shape! {
    /// A system, a project or a goal of a plan.
    GoalTold: Serialize {
        /// Its id.
        id: GoalId,
        /// What it stands under.
        parent: Option<GoalId>,
        /// The goal of the plan above that it carries out.
        above: Option<GoalId>,
        /// What it is.
        kind: GoalKind,
        /// What it is called.
        name: String,
        /// What says how far it has come.
        measuring: Measuring,
        /// The code of its indicator; empty for others.
        indicator: String,
        /// On which side of its targets it is met.
        direction: Direction,
        /// Over which time it gathers.
        gathering: Gathering,
        /// The kinds of nodes that carry it.
        levels: Vec<UnitKind>,
        /// Where it stands, by year; empty for headings.
        standings: Vec<GoalStanding>,
        /// What is to be done for it.
        tasks: Vec<TaskTold>,
    }
}
shape! {
    /// A plan with its goals, each after the heading it stands under.
    PlanWhole: Serialize {
        /// The plan.
        plan: PlanTold,
        /// Its goals.
        goals: Vec<GoalTold>,
    }
}
shape! {
    /// A plan to be drafted.
    PlanAsk: Deserialize {
        /// Its id; a new one unless said otherwise.
        id: Option<PlanId>,
        /// The node.
        unit: UnitId,
        /// `preset:zhejiang-2024-2026`, `above:` and the id of a plan above, or `blank`.
        from: String,
        /// Its name, for `blank`.
        name: Option<String>,
        /// Its first year, for `blank`.
        from_year: Option<i64>,
        /// Its last year, for `blank`.
        until_year: Option<i64>,
    }
}
shape! {
    /// A step of a plan.
    PlanStep: Deserialize {
        /// The version that was read; a step on another one is refused.
        version: Option<i64>,
    }
}
shape! {
    /// A goal to be added.
    GoalAsk: Deserialize {
        /// Its id; a new one unless said otherwise.
        id: Option<GoalId>,
        /// The version of the plan that was read.
        version: Option<i64>,
        /// What it is.
        kind: GoalKind,
        /// What it stands under.
        parent: Option<GoalId>,
        /// What it is called.
        name: String,
        /// What it means.
        text: Option<String>,
        /// The kinds of nodes that carry it.
        levels: Vec<UnitKind>,
        /// What says how far it has come.
        measuring: Option<Measuring>,
        /// The code of its indicator.
        indicator: Option<String>,
        /// What evidence counts.
        measure: Option<String>,
        /// In what.
        measure_unit: Option<String>,
        /// On which side of its targets it is met.
        direction: Option<Direction>,
        /// Over which time it gathers.
        gathering: Option<Gathering>,
        /// By when.
        due: Option<Date>,
    }
}
shape! {
    /// A target to be set.
    TargetAsk: Deserialize {
        /// The kind of nodes it is for; the plan's own kind for its node.
        level: UnitKind,
        /// The year.
        year: i64,
        /// As it is typed in the unit of the goal: `450000`, `49.25`; empty to leave it open.
        amount: String,
    }
}
shape! {
    /// Targets to be set.
    TargetsAsk: Deserialize {
        /// The version of the plan that was read.
        version: Option<i64>,
        /// The targets.
        targets: Vec<TargetAsk>,
        /// Why, once the plan is in force.
        reason: Option<String>,
    }
}
shape! {
    /// A task to be added.
    TaskAsk: Deserialize {
        /// Its id; a new one unless said otherwise.
        id: Option<TaskId>,
        /// The version of the plan that was read.
        version: Option<i64>,
        /// What.
        name: String,
        /// Who does it: a name or number of somebody of the node.
        owner: Option<String>,
        /// Or which department.
        owner_words: Option<String>,
        /// By when.
        due: Date,
    }
}
shape! {
    /// A task is done.
    TaskDone: Deserialize {
        /// When.
        done: Date,
        /// What came of it.
        note: Option<String>,
    }
}
shape! {
    /// What was measured on a day.
    EvidenceAsk: Deserialize {
        /// Its id; a new one unless said otherwise.
        id: Option<EvidenceId>,
        /// On which day.
        day: Date,
        /// As it is typed in the unit of the goal: `3`, `49.25`.
        amount: String,
        /// What it is.
        text: String,
    }
}
shape! {
    /// A reason.
    TextAsk: Deserialize {
        /// Why.
        reason: String,
    }
}
shape! {
    /// A goal in an assessment.
    AssessedGoal: Serialize {
        /// The goal.
        goal: GoalId,
        /// Its name.
        name: String,
        /// Where it stood, by year.
        standings: Vec<GoalStanding>,
        /// What is said of it.
        text: String,
        /// What it is now in the last of these years, where it was signed as something else.
        value_today: Option<i64>,
    }
}
shape! {
    /// An assessment of a plan.
    AssessmentTold: Serialize {
        /// Its id.
        id: AssessmentId,
        /// The plan.
        plan: PlanId,
        /// Which one.
        kind: Assessing,
        /// What came of the whole.
        verdict: Option<Verdict>,
        /// What is said of the whole.
        text: String,
        /// The goals.
        goals: Vec<AssessedGoal>,
        /// What tells this table apart from others.
        figures: String,
        /// When it was signed; from then on its figures are frozen.
        signed_at: Option<Stamp>,
        /// What changed its figures since. What was recorded by hand changes no indicator.
        causes: Vec<LaterCause>,
    }
}

impl From<Plan> for PlanTold {
    fn from(it: Plan) -> PlanTold {
        PlanTold {
            id: it.id,
            unit: it.unit,
            node: it.node,
            name: it.name,
            from_year: it.from_year,
            until_year: it.until_year,
            state: it.state,
            version: it.version,
            above: it.above,
            in_force_at: it.in_force_at.map(Stamp),
        }
    }
}

impl From<Plan> for PlanChanged {
    fn from(it: Plan) -> PlanChanged {
        PlanChanged { id: it.id, state: it.state, version: it.version }
    }
}

fn cause(later: &Later) -> LaterCause {
    match later {
        Later::Figures(late) => late.into(),
        Later::Own(entry, _) => LaterCause::of(entry, &[]),
    }
}

fn number(amount: Option<Amount>) -> Option<i64> {
    amount.map(|amount| amount.0)
}

impl PlanWhole {
    /// A plan with its goals as they stand.
    pub fn of(whole: &Whole, now: Time) -> PlanWhole {
        let present = i32::from(now.date().year());
        let years: Vec<i32> = whole.it.years().filter(|year| *year <= present).collect();
        let standings = |goal: &Goal| {
            let of = |year: &i32| {
                let standing = whole.standing(goal, *year);
                GoalStanding {
                    year: i64::from(*year),
                    value: number(standing.value),
                    target: number(standing.target.map(|(_, amount)| amount)),
                    target_year: standing.target.map(|(year, _)| i64::from(year)),
                    expected: number(standing.expected),
                    asked: number(whole.ladder.asked(goal.id, *year)),
                    light: standing.light,
                }
            };
            if goal.kind == GoalKind::Goal { years.iter().map(of).collect() } else { Vec::new() }
        };
        let goal = |(_, goal): &(usize, Goal)| GoalTold {
            id: goal.id,
            parent: goal.parent,
            above: goal.above,
            kind: goal.kind,
            name: goal.name.clone(),
            measuring: goal.measuring,
            indicator: goal.indicator.clone(),
            direction: goal.direction,
            gathering: goal.gathering,
            levels: goal.levels.iter().collect(),
            standings: standings(goal),
            tasks: whole
                .tasks
                .iter()
                .filter(|task| task.goal == goal.id)
                .map(|task| TaskTold {
                    id: task.id,
                    name: task.name.clone(),
                    owner: task.owner,
                    owner_words: task.owner_words.clone(),
                    due: task.due,
                    done_on: task.done_on,
                })
                .collect(),
        };
        PlanWhole { plan: whole.it.clone().into(), goals: whole.goals.iter().map(goal).collect() }
    }
}

impl AssessmentTold {
    /// An assessment with the figures it stands on.
    ///
    /// # Errors
    /// Broken, when the sheet cannot be written.
    pub fn of(found: &Found) -> Result<AssessmentTold> {
        let year = |line: &YearLine| GoalStanding {
            year: i64::from(line.year),
            value: number(line.value),
            target: number(line.target.map(|(_, amount)| amount)),
            target_year: line.target.map(|(year, _)| i64::from(year)),
            expected: None,
            asked: None,
            light: line.light,
        };
        let goals = found.whole.aims().filter_map(|goal| Some((goal, found.sheet.line(goal.id)?)));
        let goals = goals.map(|(goal, line)| AssessedGoal {
            goal: goal.id,
            name: goal.name.clone(),
            standings: line.years.iter().map(year).collect(),
            text: found.one.note(goal.id).to_owned(),
            value_today: found.now_of(goal).and_then(number),
        });
        Ok(AssessmentTold {
            id: found.one.id,
            plan: found.one.plan,
            kind: found.one.kind,
            verdict: found.one.verdict,
            text: found.one.words.clone(),
            goals: goals.collect(),
            figures: found.sheet.digest()?,
            signed_at: found.one.signed_at.map(Stamp),
            causes: found.later.iter().map(cause).collect(),
        })
    }
}

fn year(number: Option<i64>) -> String {
    number.map(|year| year.to_string()).unwrap_or_default()
}

impl PlanAsk {
    /// As a form has it.
    pub fn into_fields(self) -> Fields {
        Fields::from_pairs([
            ("unit", self.unit.to_string()),
            ("from", self.from),
            ("name", self.name.unwrap_or_default()),
            ("from_year", year(self.from_year)),
            ("until_year", year(self.until_year)),
        ])
    }
}

impl GoalAsk {
    /// As a form has it.
    pub fn into_fields(self) -> Fields {
        let levels = self.levels.iter().map(|level| ("levels", level.word().to_owned()));
        let rest = [
            ("kind", self.kind.word().to_owned()),
            ("parent", self.parent.map(|parent| parent.to_string()).unwrap_or_default()),
            ("name", self.name),
            ("words", self.text.unwrap_or_default()),
            ("measuring", worded(self.measuring)),
            ("indicator", self.indicator.unwrap_or_default()),
            ("measure", self.measure.unwrap_or_default()),
            ("measure_unit", self.measure_unit.unwrap_or_default()),
            ("direction", worded(self.direction)),
            ("gathering", worded(self.gathering)),
            ("due", self.due.map(|day| day.to_string()).unwrap_or_default()),
        ];
        Fields::from_pairs(levels.chain(rest))
    }
}

impl TargetsAsk {
    /// As a form has it.
    pub fn into_fields(self) -> Fields {
        let field = |one: TargetAsk| (format!("target-{}-{}", one.level, one.year), one.amount);
        let reason = ("reason".to_owned(), self.reason.unwrap_or_default());
        Fields::from_pairs(self.targets.into_iter().map(field).chain([reason]))
    }
}

impl TaskAsk {
    /// As a form has it.
    pub fn into_fields(self) -> Fields {
        Fields::from_pairs([
            ("name", self.name),
            ("owner", self.owner.unwrap_or_default()),
            ("owner_words", self.owner_words.unwrap_or_default()),
            ("due", self.due.to_string()),
        ])
    }
}

impl EvidenceAsk {
    /// As a form has it.
    pub fn into_fields(self) -> Fields {
        Fields::from_pairs([("day", self.day.to_string()), ("amount", self.amount), ("words", self.text)])
    }
}
