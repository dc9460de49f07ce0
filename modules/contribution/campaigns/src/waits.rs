//! What waits for somebody here: on the list of editions and on their home page.

use kernel::{Result, Time};
use ui::T;
use ui::parts::Task;
use web::Asking;

use crate::pages::days;
use crate::queries::{Waiting, waiting};

/// Entries to judge, and entries that lie at their unit or node.
///
/// # Errors
/// Broken, when the database fails.
pub fn waits(asking: &Asking<'_, '_>) -> Result<Vec<Task>> {
    Ok(tasks(asking.t, &waiting(asking.reader, asking.actor)?))
}

/// The same in words.
pub fn tasks(t: T, waiting: &Waiting) -> Vec<Task> {
    let jury = waiting.jury.iter().filter(|(_, left)| *left > 0).map(|(edition, left)| Task {
        href: format!("{}/jury", edition.href()),
        question: t.with1("campaign-task-jury", "n", *left).into_owned(),
        about: format!("{} · {}", edition.name, days(t, edition)),
        due: Some(Time::start_of(edition.review_ends).millis()),
    });
    let desk = waiting.desk.iter().map(|(edition, many)| Task {
        href: format!("{}/desk", edition.href()),
        question: t.with1("campaign-task-desk", "n", *many).into_owned(),
        about: format!("{} · {}", edition.name, days(t, edition)),
        due: Some(Time::start_of(edition.closes).millis()),
    });
    jury.chain(desk).collect()
}
