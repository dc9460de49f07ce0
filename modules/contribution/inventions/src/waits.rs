//! What waits for somebody here, on their home page.

use kernel::id::PersonId;
use kernel::{Result, Role};
use store::{Filter, Value, statements};
use ui::parts::Task;
use web::Asking;

use crate::model::InventionId;

statements! {
    /// What somebody is asked for by name: `agree` or `returned`, with which invention, and their share.
    ASKED: (PersonId,) => (String, InventionId, String, i64) =
        "SELECT 'agree', i.id, i.title, t.part FROM work_author t JOIN invention i ON i.id = t.work \
            WHERE t.person = $1 AND t.agreed_at IS NULL AND i.state IN ('invention_submitted', 'invention_returned') \
         UNION ALL SELECT 'returned', i.id, i.title, CAST(0 AS BIGINT) FROM work_author t JOIN invention i ON i.id = t.work \
            WHERE t.person = $1 AND i.author = $1 AND i.state = 'invention_returned' LIMIT 20";
}

/// A share or a completion that is asked of them; for officers what to decide.
///
/// # Errors
/// Broken, when the database fails.
pub fn waits(asking: &Asking<'_, '_>) -> Result<Vec<Task>> {
    let (t, reader, actor) = (asking.t, asking.reader, asking.actor);
    let asked = reader.all(&ASKED, (actor.person,))?.into_iter().map(|(what, id, title, part)| Task {
        href: format!("/inventions/{id}"),
        question: t.with1(&format!("invention-waits-{what}"), "part", part).into_owned(),
        about: title,
        due: None,
    });
    let mut tasks: Vec<Task> = asked.collect();
    let held: Vec<_> = actor.nodes(Role::InnovationOfficer).filter_map(|grant| grant.enterprise).collect();
    if held.is_empty() {
        return Ok(tasks);
    }
    let mut filter = Filter::new();
    filter.and_in("i.enterprise", held.iter().map(|unit| Value::Id(unit.uuid())));
    let own = "NOT EXISTS (SELECT 1 FROM work_author t WHERE t.work = i.id AND t.person = ?)";
    filter.and("i.state = 'invention_submitted'", []).and(own, [Value::Id(actor.person.uuid())]);
    let found: Vec<(i64,)> = reader.list("SELECT COUNT(*) FROM invention i WHERE", &filter)?;
    tasks.extend(found.into_iter().filter(|(count,)| *count > 0).map(|(count,)| Task {
        href: "/inventions".to_owned(),
        question: t.with1("invention-waits-decide", "count", count).into_owned(),
        about: t.get("invention-title").to_owned(),
        due: None,
    }));
    Ok(tasks)
}

#[cfg(test)]
mod tests {
    use kernel::lifecycle::Word as _;

    use super::*;
    use crate::lifecycle::State;

    #[test]
    fn the_statement_names_the_words_of_the_lifecycle() {
        for state in [State::Submitted, State::Returned] {
            assert!(ASKED.sql.contains(&format!("'{}'", state.word())), "{state}");
        }
    }
}
