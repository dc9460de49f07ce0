//! SQL of one adoption and of offers.

use kernel::id::UnitId;
use kernel::{Result, Time};
use store::{Migration, Reader, Tx, statements};
use works::WorkId;

use crate::model::{Adoption, AdoptionId, Offer};

/// The module's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "spread/0001", sql: include_str!("../migrations/0001_spread.sql") },
    Migration { name: "spread/0002-lists", sql: include_str!("../migrations/0002_lists.sql") },
];

/// The columns of [`Adoption`], in order, for the statements that read it from `adoption a`.
macro_rules! columns {
    () => {
        "a.id, a.work, a.source, a.inside, a.unit, a.enterprise, a.path, a.industry_path, a.state, a.version, a.purpose, \
         a.share, a.named, a.asked_by, a.asked_at, a.due_at, a.answer, a.answered_by, a.answered_at, a.starts, a.ends, \
         a.spot, a.seen, a.since, a.closed_at, a.reason, a.reminded"
    };
}

/// Head of a list of adoptions; conditions are over `a` and its work `w`.
pub const ADOPTIONS: &str = concat!("SELECT ", columns!(), " FROM adoption a JOIN work w ON w.id = a.work WHERE");

statements! {
    INSERT: Adoption => () =
        "INSERT INTO adoption (id, work, source, inside, unit, enterprise, path, industry_path, state, version, purpose, share, \
            named, asked_by, asked_at, due_at, answer, answered_by, answered_at, starts, ends, spot, seen, since, closed_at, \
            reason, reminded) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, \
            $25, $26, $27)";
    /// Written over the version that was read.
    UPDATE: Adoption => () =
        "UPDATE adoption SET version = $10 + 1, work = $2, source = $3, inside = $4, unit = $5, enterprise = $6, path = $7, \
            industry_path = $8, state = $9, purpose = $11, share = $12, named = $13, asked_by = $14, asked_at = $15, \
            due_at = $16, answer = $17, answered_by = $18, answered_at = $19, starts = $20, ends = $21, spot = $22, seen = $23, \
            since = $24, closed_at = $25, reason = $26, reminded = $27 \
         WHERE id = $1 AND version = $10";
    FIND: (AdoptionId,) => Adoption = concat!("SELECT ", columns!(), " FROM adoption a WHERE a.id = $1");
    OF: (WorkId,) => Adoption =
        concat!("SELECT ", columns!(), " FROM adoption a WHERE a.work = $1 ORDER BY a.asked_at, a.id");
    TAKEN_BY: (WorkId, UnitId) => (i64,) = "SELECT COUNT(*) FROM adoption WHERE work = $1 AND enterprise = $2";
    OFFER: (WorkId,) => Offer = "SELECT work, terms, by_person, at FROM spread_offer WHERE work = $1";
    PUT_OFFER: Offer => () =
        "INSERT INTO spread_offer (work, terms, by_person, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (work) DO UPDATE SET terms = excluded.terms, by_person = excluded.by_person, at = excluded.at";
    DROP_OFFER: (WorkId,) => () = "DELETE FROM spread_offer WHERE work = $1";
    /// What waits longer than it should and nobody was reminded of.
    LATE: (Time, i64) => Adoption = concat!(
        "SELECT ", columns!(), " FROM adoption a WHERE a.reminded = 0 AND a.due_at < $1 ORDER BY a.due_at, a.id LIMIT $2");
    SET_REMINDED: (AdoptionId,) => () = "UPDATE adoption SET reminded = 1 WHERE id = $1 AND reminded = 0";
}

/// The adoption with this id, whoever may see it. Actions and pages use `policy::find`.
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, id: AdoptionId) -> Result<Adoption> {
    reader.one(&FIND, (id,))
}

/// Every adoption of a work, in the order they were asked for, whoever may see them.
///
/// # Errors
/// Broken, when the database fails.
pub fn of(reader: &Reader<'_>, work: WorkId) -> Result<Vec<Adoption>> {
    reader.all(&OF, (work,))
}

/// The open offer of a work, if there is one.
///
/// # Errors
/// Broken, when the database fails.
pub fn offer(reader: &Reader<'_>, work: WorkId) -> Result<Option<Offer>> {
    reader.find(&OFFER, (work,))
}

/// Writes the changed adoption over the version that was read; yields the version it has now.
///
/// # Errors
/// Overtaken, when somebody was faster.
pub fn save(tx: &mut Tx<'_>, it: &Adoption) -> Result<i64> {
    tx.settle(&UPDATE, it)?;
    Ok(it.version + 1)
}
