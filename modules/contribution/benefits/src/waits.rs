//! What waits for somebody here, on their home page.

use kernel::id::PersonId;
use kernel::{Result, Role, Time};
use store::statements;
use ui::parts::Task;
use web::Asking;
use works::uses::UseId;

use crate::queries::{rechecks, waiting};

statements! {
    /// What came back to somebody: what they stated, or what was stated of a work they share in.
    SENT_BACK: (PersonId,) => (UseId, String) =
        "SELECT b.work_use, w.title FROM work_author t JOIN benefit b ON b.work = t.work JOIN work w ON w.id = b.work \
            WHERE t.person = $1 AND b.first = 1 AND b.state = 'sent_back' \
         UNION SELECT b.work_use, w.title FROM benefit_version v JOIN benefit b ON b.id = v.benefit JOIN work w ON w.id = b.work \
            WHERE v.person = $1 AND b.claimed_by = $1 AND b.state = 'sent_back' LIMIT 20";
}

/// What came back with a question, and for finance what is to be signed or looked at again.
///
/// # Errors
/// Broken, when the database fails.
pub fn waits(asking: &Asking<'_, '_>) -> Result<Vec<Task>> {
    let (t, reader, actor) = (asking.t, asking.reader, asking.actor);
    let back = reader.all(&SENT_BACK, (actor.person,))?.into_iter().map(|(work_use, title)| Task {
        href: format!("/benefits/{work_use}"),
        question: t.get("benefit-waits-sent-back").to_owned(),
        about: title,
        due: None,
    });
    let mut tasks: Vec<Task> = back.collect();
    if !actor.has_somewhere(Role::FinanceAuditor) {
        return Ok(tasks);
    }
    let (audits, again) = (waiting(reader, actor)?, rechecks(reader, actor, asking.now)?);
    let firsts = [
        ("benefit-waits-audit", audits.len(), audits.first().and_then(|first| first.due_at)),
        ("benefit-waits-recheck", again.len(), again.first().and_then(|first| first.recheck_at)),
    ];
    tasks.extend(firsts.into_iter().filter(|(_, count, _)| *count > 0).map(|(key, count, due)| Task {
        href: "/benefits".to_owned(),
        question: t.with1(key, "count", count).into_owned(),
        about: t.get("benefits-title").to_owned(),
        due: due.map(Time::millis),
    }));
    Ok(tasks)
}
