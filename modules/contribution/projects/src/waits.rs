//! What waits for somebody here, on their home page.

use kernel::id::PersonId;
use kernel::{Result, Role};
use store::statements;
use ui::parts::Task;
use web::Asking;

use crate::model::ProjectId;
use crate::queries;

statements! {
    /// What somebody is asked for by name: `judge`, `agree` or `returned`, with which project, and their share.
    ASKED: (PersonId,) => (String, ProjectId, String, i64) =
        "SELECT 'judge', p.id, p.title, CAST(0 AS BIGINT) FROM project_judge j JOIN project p ON p.id = j.project \
            WHERE j.person = $1 AND j.judged_at IS NULL AND p.state = 'project_in_acceptance' \
         UNION ALL SELECT 'agree', p.id, p.title, m.part FROM work_author m JOIN project p ON p.id = m.work \
            WHERE m.person = $1 AND m.agreed_at IS NULL \
            AND p.state IN ('project_proposed', 'project_returned', 'project_running', 'project_in_acceptance', 'project_accepted') \
         UNION ALL SELECT 'returned', p.id, p.title, CAST(0 AS BIGINT) FROM work_author m JOIN project p ON p.id = m.work \
            WHERE m.person = $1 AND p.leader = $1 AND p.state = 'project_returned' LIMIT 20";
}

/// A judgement, a share or a charter that is asked of them; for officers what to decide.
///
/// # Errors
/// Broken, when the database fails.
pub fn waits(asking: &Asking<'_, '_>) -> Result<Vec<Task>> {
    let (t, reader, actor) = (asking.t, asking.reader, asking.actor);
    let asked = reader.all(&ASKED, (actor.person,))?.into_iter().map(|(what, id, title, part)| Task {
        href: format!("/projects/{id}"),
        question: t.with1(&format!("project-waits-{what}"), "part", part).into_owned(),
        about: title,
        due: None,
    });
    let mut tasks: Vec<Task> = asked.collect();
    if actor.has_somewhere(Role::InnovationOfficer) {
        let count = queries::undecided(reader, actor)?;
        if count > 0 {
            tasks.push(Task {
                href: "/projects?which=waiting".to_owned(),
                question: t.with1("project-waits-decide", "count", count).into_owned(),
                about: t.get("project-title").to_owned(),
                due: None,
            });
        }
    }
    Ok(tasks)
}
