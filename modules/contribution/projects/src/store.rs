//! Every statement of the module.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Result, Time};
use store::{Migration, Reader, Tx, statements};

use crate::lifecycle::State;
use crate::model::{Judge, Milestone, PartId, Project, ProjectId, Spending, Trial};
use crate::policy::Ties;

/// The module's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "projects/0001", sql: include_str!("../migrations/0001_projects.sql") },
    Migration { name: "projects/0002-lists", sql: include_str!("../migrations/0002_lists.sql") },
];

/// The columns of [`Project`], in order.
macro_rules! columns {
    () => {
        "p.id, p.serial, p.title, p.problem, p.aim, p.route, p.starts, p.ends, p.budget, p.visibility, p.state, p.version, \
         p.leader, p.unit, p.enterprise, p.path, p.industry_path, p.proposed_at, p.approved_by, p.in_use_since, p.closed_at"
    };
}

/// Head of a list of projects; conditions are over `p`.
pub const LIST: &str = concat!("SELECT ", columns!(), " FROM project p WHERE");

statements! {
    NEXT_SERIAL: (String,) => (i64,) =
        "INSERT INTO project_counter (series, last) VALUES ($1, 1) \
         ON CONFLICT (series) DO UPDATE SET last = project_counter.last + 1 RETURNING last";
    INSERT: Project => () =
        "INSERT INTO project (id, serial, title, problem, aim, route, starts, ends, budget, visibility, state, version, leader, \
            unit, enterprise, path, industry_path, proposed_at, approved_by, in_use_since, closed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) \
         ON CONFLICT (id) DO NOTHING";
    FIND: (ProjectId,) => Project = concat!("SELECT ", columns!(), " FROM project p WHERE p.id = $1");
    TIES: (ProjectId, PersonId) => (bool, bool, bool) =
        "SELECT (SELECT COUNT(*) FROM work_author WHERE work = $1 AND person = $2), \
                (SELECT COUNT(*) FROM project_judge WHERE project = $1 AND person = $2), \
                (SELECT COUNT(*) FROM work_author WHERE work = $1 AND person = $2 AND agreed_at IS NULL)";
    UPDATE: (ProjectId, i64, State, Option<PersonId>, Option<Time>, Option<Time>) => () =
        "UPDATE project SET version = version + 1, state = $3, approved_by = $4, in_use_since = $5, closed_at = $6 \
         WHERE id = $1 AND version = $2";
    RECHARTER: (ProjectId, String, String, String, String, Date, Date, kernel::Fen, works::Visibility) => () =
        "UPDATE project SET title = $2, problem = $3, aim = $4, route = $5, starts = $6, ends = $7, budget = $8, visibility = $9 \
         WHERE id = $1";
    SET_MILESTONE: Milestone => () =
        "INSERT INTO project_milestone (id, project, title, due, reached_on, note) VALUES ($1, $2, $3, $4, $5, $6)";
    REACH: (PartId, ProjectId, Date, String) => () =
        "UPDATE project_milestone SET reached_on = $3, note = $4 WHERE id = $1 AND project = $2 AND reached_on IS NULL";
    MILESTONES: (ProjectId,) => Milestone =
        "SELECT id, project, title, due, reached_on, note FROM project_milestone WHERE project = $1 ORDER BY due, id";
    SPEND: Spending => () =
        "INSERT INTO project_spending (id, project, what, fen, on_day, by_person) VALUES ($1, $2, $3, $4, $5, $6)";
    SPENDINGS: (ProjectId,) => Spending =
        "SELECT id, project, what, fen, on_day, by_person FROM project_spending WHERE project = $1 ORDER BY on_day, id";
    TRY: Trial => () = "INSERT INTO project_trial (id, project, text, by_person, at) VALUES ($1, $2, $3, $4, $5)";
    TRIALS: (ProjectId,) => Trial = "SELECT id, project, text, by_person, at FROM project_trial WHERE project = $1 ORDER BY at, id";
    CONVENE: (ProjectId, PersonId) => () =
        "INSERT INTO project_judge (project, person) VALUES ($1, $2) ON CONFLICT (project, person) DO NOTHING";
    DISMISS: (ProjectId,) => () = "DELETE FROM project_judge WHERE project = $1";
    JUDGE: (ProjectId, PersonId, bool, String, Time) => () =
        "UPDATE project_judge SET accepts = $3, conclusion = $4, judged_at = $5 \
         WHERE project = $1 AND person = $2 AND judged_at IS NULL";
    JUDGES: (ProjectId,) => Judge =
        "SELECT project, person, accepts, conclusion, judged_at FROM project_judge WHERE project = $1 ORDER BY judged_at, person";
    NAME: (PersonId,) => (String,) = "SELECT name FROM person WHERE id = $1";
    UNIT_NAMES: (UnitId, UnitId) => (UnitId, String) = "SELECT id, short_name FROM unit WHERE id IN ($1, $2)";
}

/// The project with this id, whoever may see it.
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, id: ProjectId) -> Result<Project> {
    reader.one(&FIND, (id,))
}

/// How a person stands to a project.
///
/// # Errors
/// Broken, when the database fails.
pub fn ties(reader: &Reader<'_>, id: ProjectId, person: PersonId) -> Result<Ties> {
    let (author, judge, asked) = reader.one(&TIES, (id, person))?;
    Ok(Ties { author, judge, asked })
}

/// Writes what a step changed, if nobody was faster.
///
/// # Errors
/// Overtaken.
pub fn save(tx: &mut Tx<'_>, was: i64, it: &Project) -> Result<()> {
    tx.settle(&UPDATE, (it.id, was, it.state, it.approved_by, it.in_use_since, it.closed_at))
}
