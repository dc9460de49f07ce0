//! Every statement of the module.

use identity::UnitKind;
use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Result, Time};
use store::{Json, Migration, Reader, Tx, statements};

use crate::amount::Amount;
use crate::assessment::{Assessing, Assessment, AssessmentId, Sheet};
use crate::model::{Evidence, EvidenceId, FileId, FileRow, Goal, GoalId, Plan, PlanId, Task, TaskId};

/// The module's tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "plans/0001", sql: include_str!("../migrations/0001_plans.sql") }];

/// The columns of [`Plan`], in order.
macro_rules! plan {
    ($($rest:literal)+) => {
        concat!(
            "SELECT p.id, p.unit, p.enterprise, p.path, p.industry_path, p.kind, p.node, p.name, p.from_year, p.until_year, \
             p.green, p.amber, p.preset, p.above, p.slot, p.state, p.version, p.made_by, p.made_at, p.in_force_at, p.closed_at \
             FROM plan p ",
            $($rest),+
        )
    };
}

/// The columns of [`Goal`], in order.
macro_rules! goal {
    ($($rest:literal)+) => {
        concat!(
            "SELECT g.id, g.plan, g.above, g.parent, g.position, g.kind, g.name, g.words, g.source, g.levels, g.measuring, \
             g.indicator, g.measure, g.measure_unit, g.direction, g.gathering, g.baseline, g.owner, g.owner_words, g.due, g.made_at \
             FROM plan_goal g ",
            $($rest),+
        )
    };
}

/// The columns of [`Task`], in order.
macro_rules! task {
    ($($rest:literal)+) => {
        concat!(
            "SELECT k.id, k.plan, k.goal, k.name, k.owner, k.owner_words, k.starts, k.due, k.done_on, k.done_by, k.note, k.made_by, \
             k.made_at FROM plan_task k ",
            $($rest),+
        )
    };
}

/// The columns of [`Evidence`], in order.
macro_rules! evidence {
    ($($rest:literal)+) => {
        concat!(
            "SELECT e.id, e.plan, e.goal, e.day, e.amount, e.words, e.by_person, e.at, e.withdrawn_by, e.withdrawn_at, \
             e.withdrawn_why FROM plan_evidence e ",
            $($rest),+
        )
    };
}

/// The columns of [`Assessment`], in order.
macro_rules! assessment {
    ($($rest:literal)+) => {
        concat!(
            "SELECT a.id, a.plan, a.kind, a.words, a.verdict, a.notes, a.version, a.drafted_by, a.drafted_at, a.signed_by, \
             a.signed_at, a.frozen_year, a.frozen_whole FROM plan_assessment a ",
            $($rest),+
        )
    };
}

/// The columns of [`FileRow`], in order.
macro_rules! file {
    ($($rest:literal)+) => {
        concat!("SELECT f.id, f.plan, f.evidence, f.name, f.mime, f.size, f.digest, f.thumbnail FROM plan_file f ", $($rest),+)
    };
}

/// Head of a list of plans; conditions are over `p`.
pub const PLANS: &str = plan!("WHERE");
/// Head of a list of goals; conditions are over `g`.
pub const GOALS: &str = goal!("WHERE");
/// Head of a list of tasks; conditions are over `k`.
pub const TASKS: &str = task!("WHERE");
/// Head of a list of evidence; conditions are over `e`.
pub const EVIDENCE: &str = evidence!("WHERE");
/// Head of a list of targets: goal, kind of node, year, amount; conditions are over `t`.
pub const TARGETS: &str =
    "SELECT t.goal, t.kind, t.year, t.amount FROM plan_target t JOIN plan_goal g ON g.id = t.goal WHERE";
/// Head of a list of shares: goal, node, year, amount; conditions are over `g`.
pub const SHARES: &str =
    "SELECT s.goal, s.unit, s.year, s.amount FROM plan_share s JOIN plan_goal g ON g.id = s.goal WHERE";

statements! {
    /// A second plan of a node for the same plan above touches nothing; neither does the same one again.
    INSERT: Plan => () =
        "INSERT INTO plan (id, unit, enterprise, path, industry_path, kind, node, name, from_year, until_year, green, amber, preset, \
            above, slot, state, version, made_by, made_at, in_force_at, closed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) ON CONFLICT DO NOTHING";
    FIND: (PlanId,) => Plan = plan!("WHERE p.id = $1");
    /// Everything that may change, over the version before.
    UPDATE: Plan => () =
        "UPDATE plan SET unit = $2, enterprise = $3, path = $4, industry_path = $5, kind = $6, node = $7, name = $8, from_year = $9, \
            until_year = $10, green = $11, amber = $12, preset = $13, above = $14, slot = $15, state = $16, version = $17, \
            made_by = $18, made_at = $19, in_force_at = $20, closed_at = $21 \
         WHERE id = $1 AND version + 1 = $17";
    TAKEN: (UnitId, String) => (PlanId,) = "SELECT id FROM plan WHERE unit = $1 AND slot = $2";
    /// Plans that were taken over from one.
    TAKEN_FROM: (PlanId,) => Plan = plan!("WHERE p.above = $1 AND p.state <> 'plan_dropped' ORDER BY p.path");
    INSERT_GOAL: Goal => () =
        "INSERT INTO plan_goal (id, plan, above, parent, position, kind, name, words, source, levels, measuring, indicator, measure, \
            measure_unit, direction, gathering, baseline, owner, owner_words, due, made_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) \
         ON CONFLICT (id) DO NOTHING";
    UPDATE_GOAL: Goal => () =
        "UPDATE plan_goal SET above = $3, parent = $4, position = $5, kind = $6, name = $7, words = $8, source = $9, levels = $10, \
            measuring = $11, indicator = $12, measure = $13, measure_unit = $14, direction = $15, gathering = $16, baseline = $17, \
            owner = $18, owner_words = $19, due = $20, made_at = $21 \
         WHERE id = $1 AND plan = $2";
    GOAL: (GoalId,) => Goal = goal!("WHERE g.id = $1");
    GOALS_OF: (PlanId,) => Goal = goal!("WHERE g.plan = $1 ORDER BY g.position, g.id");
    DROP_GOAL: (GoalId, PlanId) => () = "DELETE FROM plan_goal WHERE id = $1 AND plan = $2";
    DROP_TARGETS: (GoalId,) => () = "DELETE FROM plan_target WHERE goal = $1";
    DROP_SHARES: (GoalId,) => () = "DELETE FROM plan_share WHERE goal = $1";
    DROP_TASKS: (GoalId,) => () = "DELETE FROM plan_task WHERE goal = $1";
    DROP_TARGET: (GoalId, UnitKind, i64) => () = "DELETE FROM plan_target WHERE goal = $1 AND kind = $2 AND year = $3";
    PUT_TARGET: (GoalId, UnitKind, i64, Amount) => () =
        "INSERT INTO plan_target (goal, kind, year, amount) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (goal, kind, year) DO UPDATE SET amount = excluded.amount";
    DROP_SHARE: (GoalId, UnitId, i64) => () = "DELETE FROM plan_share WHERE goal = $1 AND unit = $2 AND year = $3";
    PUT_SHARE: (GoalId, UnitId, i64, Amount) => () =
        "INSERT INTO plan_share (goal, unit, year, amount) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (goal, unit, year) DO UPDATE SET amount = excluded.amount";
    INSERT_TASK: Task => () =
        "INSERT INTO plan_task (id, plan, goal, name, owner, owner_words, starts, due, done_on, done_by, note, made_by, made_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING";
    UPDATE_TASK: Task => () =
        "UPDATE plan_task SET goal = $3, name = $4, owner = $5, owner_words = $6, starts = $7, due = $8, done_on = $9, done_by = $10, \
            note = $11, made_by = $12, made_at = $13 \
         WHERE id = $1 AND plan = $2";
    TASK: (TaskId,) => Task = task!("WHERE k.id = $1");
    TASKS_OF: (PlanId,) => Task = task!("WHERE k.plan = $1 ORDER BY k.due, k.made_at, k.id");
    /// What somebody has to do by a day, in plans that are carried out.
    OWED_BY: (PersonId, Date) => Task =
        task!("JOIN plan p ON p.id = k.plan WHERE k.owner = $1 AND k.done_on IS NULL AND k.due <= $2 \
            AND p.state IN ('plan_in_force', 'plan_halfway') ORDER BY k.due, k.id LIMIT 10");
    /// What is due by a day and was not spoken of yet: soon (0), or late (1) by which the day is the one before.
    DUE: (Date, i64, i64) => Task =
        task!("JOIN plan p ON p.id = k.plan WHERE k.due <= $1 AND k.done_on IS NULL AND p.state IN ('plan_in_force', 'plan_halfway') \
            AND NOT EXISTS (SELECT 1 FROM plan_reminder r WHERE r.task = k.id AND r.due = k.due AND r.late >= $2) \
            ORDER BY k.due, k.id LIMIT $3");
    REMIND: (TaskId, Date, i64, Time) => () =
        "INSERT INTO plan_reminder (task, due, late, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    /// Whether somebody answers for something in a plan.
    OWNS: (PlanId, PersonId) => (i64,) =
        "SELECT (SELECT COUNT(*) FROM plan_goal WHERE plan = $1 AND owner = $2) \
            + (SELECT COUNT(*) FROM plan_task WHERE plan = $1 AND owner = $2)";
    INSERT_EVIDENCE: Evidence => () =
        "INSERT INTO plan_evidence (id, plan, goal, day, amount, words, by_person, at, withdrawn_by, withdrawn_at, withdrawn_why) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING";
    ONE_EVIDENCE: (EvidenceId,) => Evidence = evidence!("WHERE e.id = $1");
    EVIDENCE_OF: (PlanId,) => Evidence = evidence!("WHERE e.plan = $1 ORDER BY e.day, e.at, e.id");
    WITHDRAW: (EvidenceId, PersonId, Time, String) => () =
        "UPDATE plan_evidence SET withdrawn_by = $2, withdrawn_at = $3, withdrawn_why = $4 WHERE id = $1 AND withdrawn_at IS NULL";
    INSERT_FILE: FileRow => () =
        "INSERT INTO plan_file (id, plan, evidence, name, mime, size, digest, thumbnail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    FILE: (FileId,) => FileRow = file!("WHERE f.id = $1");
    FILES_OF: (PlanId,) => FileRow = file!("WHERE f.plan = $1 ORDER BY f.id");
    INSERT_ASSESSMENT: Assessment => () =
        "INSERT INTO plan_assessment (id, plan, kind, words, verdict, notes, version, drafted_by, drafted_at, signed_by, signed_at, \
            frozen_year, frozen_whole) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING";
    UPDATE_ASSESSMENT: Assessment => () =
        "UPDATE plan_assessment SET plan = $2, kind = $3, words = $4, verdict = $5, notes = $6, version = $7, drafted_by = $8, \
            drafted_at = $9, signed_by = $10, signed_at = $11, frozen_year = $12, frozen_whole = $13 \
         WHERE id = $1 AND version + 1 = $7";
    ASSESSMENT: (AssessmentId,) => Assessment = assessment!("WHERE a.id = $1");
    ASSESSMENT_OF: (PlanId, Assessing) => Assessment = assessment!("WHERE a.plan = $1 AND a.kind = $2");
    ASSESSMENTS_OF: (PlanId,) => Assessment = assessment!("WHERE a.plan = $1 ORDER BY a.drafted_at, a.id");
    KEEP_SHEET: (AssessmentId, Json<Sheet>) => () = "INSERT INTO plan_sheet (assessment, sheet) VALUES ($1, $2)";
    SHEET: (AssessmentId,) => (Json<Sheet>,) = "SELECT sheet FROM plan_sheet WHERE assessment = $1";
    NAME: (PersonId,) => (String,) = "SELECT name FROM person WHERE id = $1";
}

/// The plan with this id, whoever may see it.
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, id: PlanId) -> Result<Plan> {
    reader.one(&FIND, (id,))
}

/// Writes a plan whose version was counted up, if nobody was faster.
///
/// # Errors
/// Overtaken.
pub fn save(tx: &mut Tx<'_>, it: &Plan) -> Result<()> {
    tx.settle(&UPDATE, it)
}

/// A goal of this plan.
///
/// # Errors
/// Not found.
pub fn goal(reader: &Reader<'_>, plan: PlanId, id: GoalId) -> Result<Goal> {
    reader.find(&GOAL, (id,))?.filter(|goal| goal.plan == plan).ok_or(kernel::Error::NotFound)
}

/// A task of this plan.
///
/// # Errors
/// Not found.
pub fn task(reader: &Reader<'_>, plan: PlanId, id: TaskId) -> Result<Task> {
    reader.find(&TASK, (id,))?.filter(|task| task.plan == plan).ok_or(kernel::Error::NotFound)
}
