//! What is done with imports: begun, and withdrawn.

use identity::Unit;
use jobs::long::{self, LongId, Order};
use kernel::id::PersonId;
use kernel::{By, Error, Result, Time};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::{Import, ImportId, Upload};
use crate::running::{self, KIND, fact, save};
use crate::store::{FALL, HEIRS, IMPORT, IMPORT_OF, NEXT_NUMBER, PUT_IMPORT, RISE_ONE, RUNNING, STANDS};
use crate::{policy, upload};

/// Up to so many rows are imported while whoever asks waits: a second's work.
pub const AT_ONCE: i64 = upload::A_PART as i64;

/// Longest reason of a withdrawal, in characters.
pub const REASON: usize = 500;

/// An import that was begun.
#[derive(Clone, Debug)]
pub struct Begun {
    /// The import.
    pub id: ImportId,
    /// The long work that does it, where it is not done already.
    pub long: Option<LongId>,
}

/// Begins the import of an upload whose preview was `seen`: a small one is done at once, a large one in the background.
/// Doing it twice is doing it once.
///
/// # Errors
/// Invalid, when the columns lack meanings; refused while another import of the node runs, where rows are faulty or there
/// is nothing to import, and where the preview would no longer be the one that was seen.
pub fn begin(
    tx: &mut Tx<'_>,
    (unit, person): (&Unit, Option<PersonId>),
    upload: &Upload,
    seen: &str,
    now: Time,
) -> Result<Recorded<Begun>> {
    let Some(import) = note(tx, (unit, person), upload, seen, now)? else {
        let (id,) = tx.one(&IMPORT_OF, (upload.id, unit.id))?;
        return Ok(ledger::unchanged(Begun { id, long: None }));
    };
    if import.rows > AT_ONCE {
        let order = order(&import, now);
        let long = long::ask(tx, order, now)?;
        return Ok(ledger::unchanged(Begun { id: import.id, long: Some(long.id) }));
    }
    let recorded = running::whole(tx, import, now)?;
    let id = recorded.value().id;
    Ok(recorded.with(Begun { id, long: None }))
}

/// The import as it begins, nothing staged yet; none where the upload was imported already.
///
/// # Errors
/// As [`begin`].
pub fn note(
    tx: &mut Tx<'_>,
    (unit, person): (&Unit, Option<PersonId>),
    upload: &Upload,
    seen: &str,
    now: Time,
) -> Result<Option<Import>> {
    if tx.find(&IMPORT_OF, (upload.id, unit.id))?.is_some() {
        return Ok(None);
    }
    if tx.find(&RUNNING, (unit.id,))?.is_some() {
        return Err(Error::refused("history-another-runs"));
    }
    crate::mapping::check(&upload.mapping.0, unit.kind.is_union())?;
    let place = unit.place();
    let import = Import {
        id: ImportId::new(now),
        number: tx.one(&NEXT_NUMBER, ("import",))?.0,
        unit: unit.id,
        enterprise: place.enterprise,
        path: place.path,
        industry_path: place.industry_path,
        kind: upload.kind,
        file: upload.file.clone(),
        person,
        state: State::Running,
        version: 1,
        at: now,
        ended_at: None,
        rows: upload.rows,
        added: 0,
        changed: 0,
        same: 0,
        part: 0,
        recorded: 0,
        chain: String::new(),
        seen: seen.to_owned(),
        upload: upload.id,
        withdrawn_by: None,
        withdrawn_at: None,
        reason: None,
    };
    tx.execute(&PUT_IMPORT, &import)?;
    Ok(Some(import))
}

/// The long work that does an import.
pub fn order(import: &Import, now: Time) -> Order {
    Order {
        id: LongId::new(now),
        kind: KIND,
        payload: json!({ "import": import.id }),
        title: import.file.clone(),
        asked_by: import.person,
        unit: Some(import.unit),
        total: import.rows * 2,
    }
}

/// Takes an import back: its rows end, and those it replaced stand again.
///
/// # Errors
/// As every step; refused while its rows are still being recorded.
pub fn withdraw(tx: &mut Tx<'_>, by: &By, id: ImportId, reason: &str) -> Result<Recorded<Import>> {
    let mut import = policy::find_import(tx, &by.actor, id)?;
    policy::may_import(&by.actor, &identity::tree::unit(tx, import.unit)?).check()?;
    let next = LIFECYCLE.next(import.state, Step::Withdraw)?;
    by.has_seen(import.version)?;
    if import.recorded < import.kept() {
        return Err(Error::refused("history-still-recording"));
    }
    let (stood,) = tx.one(&STANDS, (id,))?;
    let heirs = tx.all(&HEIRS, (id, State::Kept))?;
    tx.execute(&FALL, (id,))?;
    for (row, _) in &heirs {
        tx.execute(&RISE_ONE, (*row,))?;
    }
    (import.state, import.reason) = (next, Some(reason.to_owned()));
    (import.withdrawn_by, import.withdrawn_at) = (Some(by.actor.person), Some(by.now));
    save(tx, &mut import)?;
    let told = json!({ "reason": reason, "rows": stood });
    let mut recorded = ledger::append(tx, fact(&import, Step::Withdraw, by.now).by(&by.actor).with(1, &told))?;
    let mut heirs: Vec<ImportId> = heirs.into_iter().map(|(_, heir)| heir).collect();
    heirs.sort_unstable();
    for some in heirs.chunk_by(|one, other| one == other) {
        let heir = tx.one(&IMPORT, (some[0],))?;
        let told = json!({ "from": id, "rows": some.len() });
        recorded =
            recorded.and(ledger::append(tx, fact(&heir, Step::StandAgain, by.now).by(&by.actor).with(1, &told))?);
    }
    Ok(recorded.with(import))
}
