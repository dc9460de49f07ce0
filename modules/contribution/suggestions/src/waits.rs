//! What waits for somebody here, on their home page.

use kernel::{Result, Time};
use ui::parts::Task;
use web::Asking;

use crate::queries::{Waiting, queue, waiting};

/// What they are asked for by name, and what lies in the queue they keep.
///
/// # Errors
/// Broken, when the database fails.
pub fn waits(asking: &Asking<'_, '_>) -> Result<Vec<Task>> {
    let t = asking.t;
    let mut tasks = Vec::new();
    for Waiting { what, id, title, due_at, part } in waiting(asking.reader, asking.actor.person)? {
        // Of these only a review has a deadline that is this person's own.
        let due = due_at.filter(|_| what == "review");
        let page = if what == "review" { "/review" } else { "" };
        tasks.push(Task {
            href: format!("/suggestions/{id}{page}"),
            question: t.with1(&format!("home-task-{what}"), "part", part).into_owned(),
            about: title,
            due: due.map(Time::millis),
        });
    }
    let queue = queue(asking.reader, asking.actor)?;
    let desk = [
        ("home-desk-check", queue.to_check, queue.first_due),
        ("home-desk-answer", queue.to_answer, None),
        ("home-desk-announce", queue.prepared, None),
    ];
    for (key, count, due) in desk.into_iter().filter(|(_, count, ..)| *count > 0) {
        tasks.push(Task {
            href: "/desk".to_owned(),
            question: t.with1(key, "count", count).into_owned(),
            about: t.get(&format!("{key}-about")).to_owned(),
            due: due.map(Time::millis),
        });
    }
    Ok(tasks)
}
