//! What waits for somebody here, on their home page.

use kernel::id::PersonId;
use kernel::{Actor, Result, Role};
use store::{Bind, Filter, Reader, Reasons, statements};
use ui::parts::Task;
use web::Asking;

use crate::lifecycle::State;
use crate::model::AwardId;

statements! {
    /// Whom awards wait for an answer of: to agree to the split. Originators agreed with the work.
    TO_AGREE: (PersonId,) => (AwardId, String, u32) =
        "SELECT t.award, w.title, t.part FROM award_part t JOIN award a ON a.id = t.award JOIN work w ON w.id = a.work \
         WHERE t.person = $1 AND t.origin = 0 AND t.agreed_at IS NULL AND t.contest = '' AND a.state = 'proposed' LIMIT 20";
}

/// Proposed, and all its people agreed.
const AGREED: &str = "NOT EXISTS (SELECT 1 FROM award_part t WHERE t.award = a.id AND ((t.agreed_at IS NULL AND t.origin = 0) OR t.contest <> ''))";

/// Their part of an award to agree to; for heads what to decide, for payroll what to pay, for officers what
/// was objected to.
///
/// # Errors
/// Broken, when the database fails.
pub fn waits(asking: &Asking<'_, '_>) -> Result<Vec<Task>> {
    let (t, reader, actor) = (asking.t, asking.reader, asking.actor);
    let parts = reader.all(&TO_AGREE, (actor.person,))?.into_iter().map(|(id, title, part)| Task {
        href: format!("/awards/{id}"),
        question: t.with1("awards-waits-agree", "part", part).into_owned(),
        about: title,
        due: None,
    });
    let mut tasks: Vec<Task> = parts.collect();
    let duties = [
        (Role::Approver, State::Proposed, "awards-waits-approve", AGREED, "/awards?state=proposed"),
        (Role::Payroll, State::Payable, "awards-waits-pay", "1 = 1", "/awards/payments"),
        (Role::InnovationOfficer, State::Disputed, "awards-waits-answer", "1 = 1", "/awards?state=disputed"),
    ];
    for (role, state, key, condition, page) in duties {
        let count = count(reader, actor, role, state, condition)?;
        if count > 0 {
            tasks.push(Task {
                href: page.to_owned(),
                question: t.with1(key, "count", count).into_owned(),
                about: t.get("awards-title").to_owned(),
                due: None,
            });
        }
    }
    Ok(tasks)
}

/// How many stand in `state` where the actor holds `role`; nothing is asked for who holds it nowhere.
fn count(reader: &Reader<'_>, actor: &Actor, role: Role, state: State, condition: &'static str) -> Result<i64> {
    if !actor.nodes(role).any(|grant| grant.enterprise.is_some()) {
        return Ok(0);
    }
    let mut reasons = Reasons::new();
    reasons.or_within(store::within!("a"), actor, &[role], &[]);
    let mut filter = Filter::new();
    filter.and("a.state = ?", [state.bind()]).and(condition, []);
    reasons.any(&mut filter);
    let found: Vec<(i64,)> = reader.list("SELECT COUNT(*) FROM award a WHERE", &filter)?;
    Ok(found.first().map_or(0, |(count,)| *count))
}
