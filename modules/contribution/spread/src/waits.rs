//! What waits for somebody here, on their home page.

use kernel::{Result, Role, Time};
use store::{Filter, Value};
use ui::parts::Task;
use web::Asking;

/// Other units asked for a work of this enterprise and wait for its officer's answer.
///
/// # Errors
/// Broken, when the database fails.
pub fn waits(asking: &Asking<'_, '_>) -> Result<Vec<Task>> {
    let mut filter = Filter::new();
    let officer = |grant: &&kernel::Grant| grant.role == Role::InnovationOfficer;
    let held: Vec<_> = asking.actor.grants.iter().filter(officer).filter_map(|grant| grant.enterprise).collect();
    if held.is_empty() {
        return Ok(Vec::new());
    }
    filter.and_in("w.enterprise", held.iter().map(|unit| Value::Id(unit.uuid()))).and("a.state = 'wanted'", []);
    // From the enterprise's works to who asked for them; not through every adoption of the province.
    let head = "SELECT COUNT(*), MIN(a.due_at) FROM work w JOIN adoption a ON a.work = w.id WHERE";
    let found: Vec<(i64, Option<Time>)> = asking.reader.list(head, &filter)?;
    let waiting = found.into_iter().filter(|(count, _)| *count > 0);
    Ok(waiting
        .map(|(count, due)| Task {
            href: "/spread/adoptions?side=giving".to_owned(),
            question: asking.t.with1("spread-waits-answer", "count", count).into_owned(),
            about: asking.t.get("spread-waits-about").to_owned(),
            due: due.map(Time::millis),
        })
        .collect())
}
