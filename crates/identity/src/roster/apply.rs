//! Doing what the preview showed, in one transaction.

use kernel::id::UnitId;
use kernel::{Error, Reason, Result, Role, Time};
use ledger::{Fact, Recorded, append, unchanged};
use serde_json::json;
use store::Tx;

use super::plan::{Target, Task, preview};
use super::{Imported, Options, Outcome, Sheet, may_import};
use crate::by::By;
use crate::grants::{self, NewGrant};
use crate::model::UnitKind;
use crate::people::{self, Details};
use crate::store::people::CLEAR_PHONE;
use crate::tree::{self, NewUnit};

/// Imports a sheet, all of it or nothing: founds workshops and teams, lets people leave, changes,
/// moves and adds people, gives roles. The same sheet again changes nothing and is no fact.
///
/// # Errors
/// Denied to who does not keep its roster; refused while a row is faulty (`roster-faulty`, with the
/// number of `rows`), and when the last administrator would leave; overtaken, when it would do anything
/// else than what the preview with the fingerprint `seen` showed.
pub fn commit(
    tx: &mut Tx<'_>,
    by: By<'_>,
    enterprise: UnitId,
    sheet: &Sheet,
    options: Options,
    seen: &str,
    now: Time,
) -> Result<Recorded<Imported>> {
    tree::lock(tx)?;
    let place = tree::place(tx, enterprise)?;
    by.check(|actor| may_import(actor, &place))?;
    let preview = preview(tx, by, enterprise, sheet, options, now)?;
    if preview.faulty > 0 {
        return Err(Error::Refused(Reason::new("roster-faulty").with("rows", preview.faulty)));
    }
    if preview.fingerprint != seen {
        return Err(Error::Overtaken);
    }
    let by = match by {
        By::Person(actor) => By::Allowed(actor),
        other => other,
    };
    let mut done = Imported { same: preview.count(|outcome| *outcome == Outcome::Same), ..Imported::default() };
    for person in &preview.leaving {
        let _left = people::leave(tx, by, person.id, now)?;
        done.left += 1;
    }
    let tasks: Vec<&Task> =
        preview.rows.iter().filter(|row| row.outcome != Outcome::Same).filter_map(|row| row.task.as_ref()).collect();
    // Two people may swap their phones: first everybody lets go.
    for person in tasks.iter().filter_map(|task| task.person.as_ref().filter(|p| p.phone != task.entry.phone)) {
        tx.execute(&CLEAR_PHONE, (person.id,))?;
    }
    for task in tasks {
        carry_out(tx, by, enterprise, task, &mut done, now)?;
    }
    if done == (Imported { same: done.same, ..Imported::default() }) {
        return Ok(unchanged(done));
    }
    let what = json!({
        "joined": done.joined.len(), "changed": done.changed, "same": done.same, "left": done.left,
        "units": done.units, "grants": done.grants,
    });
    let fact = Fact::new("roster", enterprise.any(), "imported", now).counted_at(&place).with(1, &what);
    Ok(append(tx, by.sign(fact))?.with(done))
}

fn carry_out(
    tx: &mut Tx<'_>,
    by: By<'_>,
    enterprise: UnitId,
    task: &Task,
    done: &mut Imported,
    now: Time,
) -> Result<()> {
    let unit = match &task.target {
        Target::Unit(unit) => *unit,
        Target::Workshop(name) => part(tx, by, enterprise, UnitKind::Workshop, name, done, now)?,
        Target::Team(workshop, team) => {
            let above = match workshop.as_str() {
                "" => enterprise,
                name => part(tx, by, enterprise, UnitKind::Workshop, name, done, now)?,
            };
            part(tx, by, above, UnitKind::Team, team, done, now)?
        }
    };
    let details = Details { name: task.entry.name.clone(), phone: task.entry.phone.clone().unwrap_or_default(), unit };
    let person = match &task.person {
        Some(person) => {
            let _changed = people::alter(tx, by, person, &details, now)?;
            done.changed += 1;
            person.id
        }
        None => {
            let joined = *people::join(tx, by, &task.entry.employee_no, &details, now)?.value();
            done.joined.push(joined);
            joined
        }
    };
    for role in &task.roles {
        let node = if *role == Role::TeamLeader { unit } else { enterprise };
        let new = NewGrant { person, role: *role, unit: node, starts_at: now, ends_at: None };
        let _given = grants::give(tx, by, &new, now)?;
        done.grants += 1;
    }
    Ok(())
}

/// The part of this name, founded if it is not there yet.
fn part(
    tx: &mut Tx<'_>,
    by: By<'_>,
    parent: UnitId,
    kind: UnitKind,
    name: &str,
    done: &mut Imported,
    now: Time,
) -> Result<UnitId> {
    if let Some(there) = tree::child_named(tx, parent, name)? {
        return Ok(there);
    }
    let new = NewUnit {
        kind,
        name: name.to_owned(),
        short_name: String::new(),
        code: String::new(),
        parent: Some(parent),
        industry_parent: None,
        industry: String::new(),
    };
    done.units += 1;
    Ok(tree::found(tx, by, &new, now)?.value().id)
}
