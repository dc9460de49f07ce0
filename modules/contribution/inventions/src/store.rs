//! Every statement of the module.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Fen, Result, Time};
use store::{Migration, Reader, Tx, statements};
use works::Visibility;

use crate::lifecycle::State;
use crate::model::{Fee, FeeId, Invention, InventionId, Right, RightId};
use crate::policy::Ties;

/// The module's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "inventions/0001", sql: include_str!("../migrations/0001_inventions.sql") },
    Migration { name: "inventions/0002-files", sql: include_str!("../migrations/0002_files.sql") },
    Migration { name: "inventions/0003-lists", sql: include_str!("../migrations/0003_lists.sql") },
];

/// The columns of [`Invention`], in order.
macro_rules! columns {
    () => {
        "i.id, i.serial, i.title, i.problem, i.prior, i.search, i.solution, i.novelty, i.visibility, i.state, i.version, \
         i.author, i.unit, i.enterprise, i.path, i.industry_path, i.begun_at, i.handed_in_at, i.decided_by, i.published_on, \
         i.in_use_since, i.closed_at"
    };
}
/// The columns of [`Right`], in order.
macro_rules! right_columns {
    () => {
        "r.id, r.invention, r.enterprise, r.kind, r.title, r.standing, r.keeper, r.holding, r.holders, r.number, r.applied_on, \
         r.publication, r.published_on, r.registration, r.granted_on, r.ended_on, r.note, r.at"
    };
}
/// The columns of [`Fee`], in order.
macro_rules! fee_columns {
    () => {
        "f.id, f.owed_for, f.year, f.amount, f.due, f.paid_on, f.reminded"
    };
}
/// Head of a list of inventions; conditions are over `i`.
pub const LIST: &str = concat!("SELECT ", columns!(), " FROM invention i WHERE");
/// Head of a list of rights with the invention `i` they belong to.
pub const RIGHTS_LIST: &str =
    concat!("SELECT ", right_columns!(), " FROM invention_right r JOIN invention i ON i.id = r.invention WHERE");
/// Head of a list of fees `f`.
pub const FEES_LIST: &str = concat!("SELECT ", fee_columns!(), " FROM invention_fee f WHERE");

/// What a step changes of an invention.
type Changed =
    (InventionId, i64, State, Visibility, Option<Time>, Option<PersonId>, Option<Date>, Option<Time>, Option<Time>);

statements! {
    NEXT_SERIAL: (String,) => (i64,) =
        "INSERT INTO invention_counter (series, last) VALUES ($1, 1) \
         ON CONFLICT (series) DO UPDATE SET last = invention_counter.last + 1 RETURNING last";
    INSERT: Invention => () =
        "INSERT INTO invention (id, serial, title, problem, prior, search, solution, novelty, visibility, state, version, author, \
            unit, enterprise, path, industry_path, begun_at, handed_in_at, decided_by, published_on, in_use_since, closed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) \
         ON CONFLICT (id) DO NOTHING";
    FIND: (InventionId,) => Invention = concat!("SELECT ", columns!(), " FROM invention i WHERE i.id = $1");
    TIES: (InventionId, PersonId) => (bool, bool, bool) =
        "SELECT (SELECT COUNT(*) FROM work_author WHERE work = $1 AND person = $2), \
                (SELECT COUNT(*) FROM work_author WHERE work = $1 AND person = $2 AND agreed_at IS NULL), \
                (SELECT COUNT(DISTINCT keeper) FROM invention_right WHERE invention = $1 AND keeper = $2)";
    UPDATE: Changed => () =
        "UPDATE invention SET version = version + 1, state = $3, visibility = $4, handed_in_at = $5, decided_by = $6, \
            published_on = $7, in_use_since = $8, closed_at = $9 WHERE id = $1 AND version = $2";
    WRITE: (InventionId, String, String, String, String, String, String) => () =
        "UPDATE invention SET title = $2, problem = $3, prior = $4, search = $5, solution = $6, novelty = $7 WHERE id = $1";
    NAME: (PersonId,) => (String,) = "SELECT name FROM person WHERE id = $1";
    UNIT_NAMES: (UnitId, UnitId) => (UnitId, String) = "SELECT id, short_name FROM unit WHERE id IN ($1, $2)";
    PUT_RIGHT: Right => () =
        "INSERT INTO invention_right (id, invention, enterprise, kind, title, standing, keeper, holding, holders, number, \
            applied_on, publication, published_on, registration, granted_on, ended_on, note, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
         ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, keeper = excluded.keeper, holding = excluded.holding, \
            holders = excluded.holders, number = excluded.number, applied_on = excluded.applied_on, \
            publication = excluded.publication, published_on = excluded.published_on, registration = excluded.registration, \
            granted_on = excluded.granted_on, ended_on = excluded.ended_on, note = excluded.note";
    RIGHTS: (InventionId,) => Right =
        concat!("SELECT ", right_columns!(), " FROM invention_right r WHERE r.invention = $1 ORDER BY r.at, r.id");
    RIGHT: (RightId,) => Right = concat!("SELECT ", right_columns!(), " FROM invention_right r WHERE r.id = $1");
    SAME_NUMBER: (UnitId, String, RightId) => (InventionId,) =
        "SELECT invention FROM invention_right WHERE enterprise = $1 AND number = $2 AND id <> $3 AND standing <> 'right_refused' LIMIT 1";
    OWE: Fee => () =
        "INSERT INTO invention_fee (id, owed_for, year, amount, due, paid_on, reminded) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (owed_for, year) DO UPDATE SET amount = excluded.amount, due = excluded.due, reminded = 0 \
         WHERE invention_fee.paid_on IS NULL";
    PAY: (FeeId, RightId, Date) => () =
        "UPDATE invention_fee SET paid_on = $3 WHERE id = $1 AND owed_for = $2 AND paid_on IS NULL";
    FEES: (InventionId,) => Fee =
        concat!("SELECT ", fee_columns!(), " FROM invention_fee f JOIN invention_right r ON r.id = f.owed_for \
         WHERE r.invention = $1 ORDER BY f.year, f.due");
    FEES_OF: (RightId,) => Fee =
        concat!("SELECT ", fee_columns!(), " FROM invention_fee f WHERE f.owed_for = $1 ORDER BY f.year, f.due");
    /// Fees of living rights, not paid, not reminded of as far as `$2`, due up to a day.
    FEES_COMING: (Date, i64, i64) => Fee =
        concat!("SELECT ", fee_columns!(), " FROM invention_fee f JOIN invention_right r ON r.id = f.owed_for \
         WHERE f.paid_on IS NULL AND f.due <= $1 AND f.reminded < $2 AND r.standing IN ('right_applied', 'right_published', 'right_granted') \
         ORDER BY f.due, f.id LIMIT $3");
    REMINDED: (FeeId, i64) => () = "UPDATE invention_fee SET reminded = $2 WHERE id = $1 AND reminded < $2 AND paid_on IS NULL";
    /// What grew from a work.
    GREW: (works::WorkId,) => Invention =
        concat!("SELECT ", columns!(), " FROM work_link l JOIN invention i ON i.id = l.later WHERE l.earlier = $1 ORDER BY i.begun_at, i.id");
}

/// The invention with this id, whoever may see it.
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, id: InventionId) -> Result<Invention> {
    reader.one(&FIND, (id,))
}

/// The right with this id of this invention.
///
/// # Errors
/// Not found, also for a right of another invention.
pub fn right(reader: &Reader<'_>, invention: InventionId, id: RightId) -> Result<Right> {
    let right = reader.one(&RIGHT, (id,))?;
    if right.invention == invention { Ok(right) } else { Err(kernel::Error::NotFound) }
}

/// How a person stands to an invention.
///
/// # Errors
/// Broken, when the database fails.
pub fn ties(reader: &Reader<'_>, id: InventionId, person: PersonId) -> Result<Ties> {
    let (author, asked, keeper) = reader.one(&TIES, (id, person))?;
    Ok(Ties { author, asked, keeper })
}

/// Writes what a step changed, if nobody was faster.
///
/// # Errors
/// Overtaken.
pub fn save(tx: &mut Tx<'_>, was: i64, it: &Invention) -> Result<()> {
    tx.settle(
        &UPDATE,
        (
            it.id,
            was,
            it.state,
            it.visibility,
            it.handed_in_at,
            it.decided_by,
            it.published_on,
            it.in_use_since,
            it.closed_at,
        ),
    )
}

/// The sum of what is owed and not paid.
pub fn owed(fees: &[Fee]) -> Fen {
    fees.iter().filter(|fee| fee.paid_on.is_none()).fold(Fen(0), |sum, fee| Fen(sum.0.saturating_add(fee.amount.0)))
}
