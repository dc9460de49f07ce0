//! Every SQL statement that single editions and entries need. Lists are in `queries`.

use kernel::id::{PersonId, UnitId};
use kernel::{Result, Time};
use store::{Migration, Reader, Tx, statements};

use crate::model::{Edition, EditionId, Entry, EntryId, Recusal, Score, Stop};

/// The module's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "campaigns/0001", sql: include_str!("../migrations/0001_campaigns.sql") },
    Migration { name: "campaigns/0002-objections", sql: include_str!("../migrations/0002_objections.sql") },
];

/// The columns of [`Edition`], in order.
macro_rules! edition_columns {
    () => {
        "c.id, c.name, c.year, c.state, c.version, c.node, c.path, c.opens, c.closes, c.review_ends, c.plan, c.public_until, \
         c.document, c.made_by, c.made_at, c.finished_at"
    };
}

/// The columns of [`Entry`], in order.
macro_rules! entry_columns {
    () => {
        "e.id, e.campaign, e.work, e.serial, e.number, e.state, e.version, e.category, e.statement, e.content, e.entered_by, \
         e.unit, e.enterprise, e.path, e.industry_path, e.node, e.grade, e.score, e.certificate, e.reason, e.entered_at, \
         e.changed_at"
    };
}

/// Head of a list of editions; conditions are over `c`.
pub const EDITIONS: &str = concat!("SELECT ", edition_columns!(), " FROM campaign c WHERE");
/// Head of a list of entries; conditions are over `e`, and `c` is their edition.
pub const ENTRIES: &str =
    concat!("SELECT ", entry_columns!(), " FROM campaign_entry e JOIN campaign c ON c.id = e.campaign WHERE");

statements! {
    NEXT: (String,) => (i64,) =
        "INSERT INTO campaign_counter (series, last) VALUES ($1, 1) \
         ON CONFLICT (series) DO UPDATE SET last = campaign_counter.last + 1 RETURNING last";

    INSERT_EDITION: Edition => () =
        "INSERT INTO campaign (id, name, year, state, version, node, path, opens, closes, review_ends, plan, public_until, \
            document, made_by, made_at, finished_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT (id) DO NOTHING";
    FIND_EDITION: (EditionId,) => Edition = concat!("SELECT ", edition_columns!(), " FROM campaign c WHERE c.id = $1");
    UPDATE_EDITION: Edition => () =
        "UPDATE campaign SET version = version + 1, name = $2, year = $3, state = $4, node = $6, path = $7, opens = $8, \
            closes = $9, review_ends = $10, plan = $11, public_until = $12, document = $13, made_by = $14, made_at = $15, \
            finished_at = $16 WHERE id = $1 AND version = $5";

    INSERT_ENTRY: Entry => () =
        "INSERT INTO campaign_entry (id, campaign, work, serial, number, state, version, category, statement, content, \
            entered_by, unit, enterprise, path, industry_path, node, grade, score, certificate, reason, entered_at, changed_at, \
            live) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, 1) \
         ON CONFLICT (id) DO NOTHING";
    FIND_ENTRY: (EntryId,) => Entry = concat!("SELECT ", entry_columns!(), " FROM campaign_entry e WHERE e.id = $1");
    UPDATE_ENTRY: Entry => () =
        "UPDATE campaign_entry SET version = version + 1, campaign = $2, work = $3, serial = $4, number = $5, state = $6, \
            category = $8, statement = $9, content = $10, entered_by = $11, unit = $12, enterprise = $13, path = $14, \
            industry_path = $15, node = $16, grade = $17, score = $18, certificate = $19, reason = $20, entered_at = $21, \
            changed_at = $22, live = CASE WHEN $6 = 'entry_withdrawn' THEN NULL ELSE 1 END \
         WHERE id = $1 AND version = $7";
    /// The live entry of a work in an edition.
    ENTRY_OF_WORK: (EditionId, kernel::Id<works::WorkTag>) => (EntryId,) =
        "SELECT id FROM campaign_entry WHERE campaign = $1 AND work = $2 AND live = 1";
    ENTRIES_OF: (EditionId,) => Entry =
        concat!("SELECT ", entry_columns!(), " FROM campaign_entry e WHERE e.campaign = $1 ORDER BY e.serial");
    /// Honours a work had in earlier editions.
    HONOURED: (kernel::Id<works::WorkTag>, EditionId) => (EntryId, String) =
        "SELECT e.id, c.name FROM campaign_entry e JOIN campaign c ON c.id = e.campaign \
         WHERE e.work = $1 AND e.campaign <> $2 AND e.state = 'entry_honoured' ORDER BY e.changed_at";

    STOP: Stop => () =
        "INSERT INTO campaign_stop (entry, position, campaign, unit, by_person, at) VALUES ($1, $2, $3, $4, $5, $6)";
    STOPS: (EntryId,) => Stop =
        "SELECT entry, position, campaign, unit, by_person, at FROM campaign_stop WHERE entry = $1 ORDER BY position";
    /// How many entries a node has passed on; what was withdrawn frees its place.
    PASSED_ON: (EditionId, UnitId) => (i64,) =
        "SELECT COUNT(*) FROM campaign_stop s JOIN campaign_entry e ON e.id = s.entry \
         WHERE s.campaign = $1 AND s.unit = $2 AND e.state <> 'entry_withdrawn'";

    CONVENE: (EditionId, PersonId, Time) => () =
        "INSERT INTO campaign_juror (campaign, person, at) VALUES ($1, $2, $3) ON CONFLICT (campaign, person) DO NOTHING";
    JURORS: (EditionId,) => (PersonId,) = "SELECT person FROM campaign_juror WHERE campaign = $1 ORDER BY at, person";
    SITS: (EditionId, PersonId) => (i64,) = "SELECT COUNT(*) FROM campaign_juror WHERE campaign = $1 AND person = $2";
    SCORE: Score => () =
        "INSERT INTO campaign_score (entry, juror, marks, total, comment, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (entry, juror) DO UPDATE SET marks = excluded.marks, total = excluded.total, comment = excluded.comment, \
            at = excluded.at";
    SCORES: (EditionId,) => Score =
        "SELECT s.entry, s.juror, s.marks, s.total, s.comment, s.at FROM campaign_score s \
         JOIN campaign_entry e ON e.id = s.entry WHERE e.campaign = $1 ORDER BY s.entry, s.juror";
    RECUSE: Recusal => () =
        "INSERT INTO campaign_recusal (entry, juror, ground, reason, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (entry, juror) DO NOTHING";
    RECUSALS: (EditionId,) => Recusal =
        "SELECT r.entry, r.juror, r.ground, r.reason, r.at FROM campaign_recusal r \
         JOIN campaign_entry e ON e.id = r.entry WHERE e.campaign = $1 ORDER BY r.entry, r.juror";
    UNSCORE: (EntryId, PersonId) => () = "DELETE FROM campaign_score WHERE entry = $1 AND juror = $2";

    OPEN_OBJECTIONS: (EditionId,) => (EntryId,) =
        "SELECT e.id FROM objection o JOIN campaign_entry e ON e.id = o.owner \
         WHERE e.campaign = $1 AND e.state = 'entry_listed' AND o.answered_at IS NULL ORDER BY o.at";
}

/// The edition, whoever may see it. Actions and pages use `policy::find`.
///
/// # Errors
/// Not found.
pub fn edition(reader: &Reader<'_>, id: EditionId) -> Result<Edition> {
    reader.one(&FIND_EDITION, (id,))
}

/// The entry, whoever may see it. Actions and pages use `policy::find_entry`.
///
/// # Errors
/// Not found.
pub fn entry(reader: &Reader<'_>, id: EntryId) -> Result<Entry> {
    reader.one(&FIND_ENTRY, (id,))
}

/// Writes an edition over the version that was read.
///
/// # Errors
/// Overtaken, when somebody was faster.
pub fn save_edition(tx: &mut Tx<'_>, it: &mut Edition) -> Result<()> {
    tx.settle(&UPDATE_EDITION, &*it)?;
    it.version += 1;
    Ok(())
}

/// Writes an entry over the version that was read.
///
/// # Errors
/// Overtaken, when somebody was faster.
pub fn save_entry(tx: &mut Tx<'_>, it: &mut Entry, now: Time) -> Result<()> {
    it.changed_at = now;
    tx.settle(&UPDATE_ENTRY, &*it)?;
    it.version += 1;
    Ok(())
}
