//! The officer's check: complete it, file for a right, keep it secret, or neither; and the use inside the enterprise.

use jiff::civil::Date;
use kernel::{By, Error, Result, Time};
use ledger::Recorded;
use serde_json::json;
use store::Tx;
use works::Visibility;

use crate::actions::right::{Plan, planned};
use crate::actions::{begin, between, settle};
use crate::lifecycle::Step;
use crate::model::{Invention, InventionId};
use crate::store::RIGHTS;

/// 请补充: back to the inventors, with what is missing.
///
/// # Errors
/// As every step.
pub fn send_back(tx: &mut Tx<'_>, by: &By, id: InventionId, reason: &str) -> Result<Recorded<Invention>> {
    let (seen, next) = begin(tx, by, id, Step::Return)?;
    let it = Invention { state: next, ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::Return, &json!({ "reason": reason }))
}

/// A right is applied for: the first is prepared.
///
/// # Errors
/// As every step; refused, while an inventor has not agreed; invalid at `keeper` for somebody of another enterprise.
pub fn file(tx: &mut Tx<'_>, by: &By, id: InventionId, plan: &Plan) -> Result<Recorded<Invention>> {
    let (seen, next) = begin(tx, by, id, Step::File)?;
    agreed(tx, id)?;
    let it = Invention { state: next, decided_by: Some(by.actor.person), closed_at: None, ..seen.it.clone() };
    let what = planned(tx, by, &it, plan)?;
    settle(tx, by, &seen.it, it, Step::File, &what)
}

/// Kept as a trade secret: it never leaves the enterprise.
///
/// # Errors
/// As every step; refused, while an inventor has not agreed, a right is asked for or held, or it was published.
pub fn keep_secret(tx: &mut Tx<'_>, by: &By, id: InventionId, reason: &str) -> Result<Recorded<Invention>> {
    let (seen, next) = begin(tx, by, id, Step::KeepSecret)?;
    agreed(tx, id)?;
    if seen.it.published_on.is_some() {
        return Err(Error::refused("invention-published-already"));
    }
    nothing_asked(tx, id)?;
    let visibility = match seen.it.visibility {
        Visibility::Public => Visibility::Enterprise,
        narrower => narrower,
    };
    let it = Invention { state: next, visibility, decided_by: Some(by.actor.person), ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::KeepSecret, &json!({ "reason": reason }))
}

/// Neither filed nor kept secret, with the reason.
///
/// # Errors
/// As every step; refused, while a right is asked for.
pub fn decline(tx: &mut Tx<'_>, by: &By, id: InventionId, reason: &str) -> Result<Recorded<Invention>> {
    let (seen, next) = begin(tx, by, id, Step::Decline)?;
    nothing_asked(tx, id)?;
    let it = Invention {
        state: next,
        decided_by: Some(by.actor.person),
        in_use_since: None,
        closed_at: Some(by.now),
        ..seen.it.clone()
    };
    settle(tx, by, &seen.it, it, Step::Decline, &json!({ "reason": reason }))
}

/// In use at the enterprise since a day: the twelve months of its benefit begin.
///
/// # Errors
/// As every step; invalid at `since` for a day to come or before it was begun.
pub fn put_to_use(tx: &mut Tx<'_>, by: &By, id: InventionId, since: Date, note: &str) -> Result<Recorded<Invention>> {
    let (seen, _) = begin(tx, by, id, Step::PutToUse)?;
    between("since", since, Some(seen.it.begun_at.date()), by)?;
    let since = Time::start_of(since);
    let it = Invention { in_use_since: Some(since), ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::PutToUse, &json!({ "since": since, "note": note }))
}

/// No longer in use, with the reason.
///
/// # Errors
/// As every step; refused, when it is not in use.
pub fn end_use(tx: &mut Tx<'_>, by: &By, id: InventionId, reason: &str) -> Result<Recorded<Invention>> {
    let (seen, _) = begin(tx, by, id, Step::EndUse)?;
    if seen.it.in_use_since.is_none() {
        return Err(Error::refused("invention-not-in-use"));
    }
    let it = Invention { in_use_since: None, ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::EndUse, &json!({ "reason": reason }))
}

/// Every inventor has agreed to the shares: who invented it stands in the application.
fn agreed(tx: &Tx<'_>, id: InventionId) -> Result<()> {
    let waits = works::authors::of(tx, id)?.iter().any(|author| author.agreed_at.is_none());
    if waits { Err(Error::refused("invention-not-all-agreed")) } else { Ok(()) }
}

/// No right is asked for or held.
fn nothing_asked(tx: &Tx<'_>, id: InventionId) -> Result<()> {
    let asked = tx.all(&RIGHTS, (id,))?.iter().any(|right| right.standing.is_live());
    if asked { Err(Error::refused("invention-right-lives")) } else { Ok(()) }
}
