//! What waits for somebody here, on their home page.

use kernel::Result;
use kernel::id::PersonId;
use store::statements;
use ui::parts::Task;
use web::Asking;

use crate::model::MethodId;
use crate::queries::waiting;

statements! {
    /// What somebody is asked for by name: `agree` or `returned`, with which method, and their share.
    ASKED: (PersonId,) => (String, MethodId, String, i64) =
        "SELECT 'agree', m.id, m.name, t.part FROM work_author t JOIN method m ON m.id = t.work \
            WHERE t.person = $1 AND t.agreed_at IS NULL AND m.state IN ('submitted', 'returned', 'in_review', 'named') \
         UNION ALL SELECT 'returned', m.id, m.name, CAST(0 AS BIGINT) FROM method m WHERE m.person = $1 AND m.state = 'returned' \
         LIMIT 20";
}

/// A share or a completion that is asked of them; for officers, reviewers, heads and unions what waits there.
///
/// # Errors
/// Broken, when the database fails.
pub fn waits(asking: &Asking<'_, '_>) -> Result<Vec<Task>> {
    let (t, reader, actor) = (asking.t, asking.reader, asking.actor);
    let asked = reader.all(&ASKED, (actor.person,))?.into_iter().map(|(what, id, name, part)| Task {
        href: format!("/methods/{id}"),
        question: t.with1(&format!("method-waits-{what}"), "part", part).into_owned(),
        about: name,
        due: None,
    });
    let mut tasks: Vec<Task> = asked.collect();
    let count = if actor.grants.is_empty() { 0 } else { waiting(reader, actor)?.len() };
    if count > 0 {
        tasks.push(Task {
            href: "/methods".to_owned(),
            question: t.with1("method-waits-desk", "count", count).into_owned(),
            about: t.get("method-title").to_owned(),
            due: None,
        });
    }
    Ok(tasks)
}
