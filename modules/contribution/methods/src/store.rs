//! SQL of one method and of what hangs on it. Lists are in `queries.rs`.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Path, Place, Result, Time};
use store::{Json, Migration, Reader, Tx, row, statements};
use works::WorkId;

use crate::content::Content;
use crate::lifecycle::State;
use crate::model::{Level, Method, MethodId, Naming, NamingId, Pending, Standing, Visibility};

/// The module's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "methods/0001", sql: include_str!("../migrations/0001_methods.sql") },
    Migration { name: "methods/0002-files", sql: include_str!("../migrations/0002_files.sql") },
    Migration { name: "methods/0003-lists", sql: include_str!("../migrations/0003_lists.sql") },
];

row! {
    /// A method as it is stored.
    #[derive(Clone, Debug)]
    pub struct MethodRow {
        /// Its id. Columns mean what the fields of [`Method`] mean.
        pub id: MethodId,
        /// Its number.
        pub serial: String,
        /// As in the content.
        pub name: String,
        /// As in the content.
        pub trade: String,
        /// Where it stands.
        pub state: State,
        /// Counts up with every change.
        pub version: i64,
        /// Its newest accepted version.
        pub edition: i64,
        /// What it says.
        pub content: Json<Content>,
        /// A change that waits.
        pub pending: Option<Json<Pending>>,
        /// After whom it is named.
        pub person: PersonId,
        /// Who wrote it down.
        pub writer: PersonId,
        /// The work it grew from.
        pub grew_from: Option<WorkId>,
        /// Who may find it.
        pub visibility: Visibility,
        /// The unit it counts at.
        pub unit: UnitId,
        /// The enterprise it counts at.
        pub enterprise: UnitId,
        /// In the regional tree.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// The highest level it was named at.
        pub level: Option<Level>,
        /// When it was begun.
        pub begun_at: Time,
        /// When it was handed in.
        pub handed_at: Option<Time>,
        /// When it last changed.
        pub changed_at: Time,
    }
}

row! {
    /// One accepted version.
    #[derive(Clone, Debug)]
    pub struct VersionRow {
        /// Its number, from 1.
        pub edition: i64,
        /// What it says.
        pub content: Json<Content>,
        /// What changed.
        pub note: String,
        /// Who accepted it.
        pub by_name: String,
        /// When.
        pub at: Time,
    }
}

row! {
    /// One review.
    #[derive(Clone, Debug)]
    pub struct ReviewRow {
        /// Who.
        pub reviewer: PersonId,
        /// Their name.
        pub name: String,
        /// Whether they are for naming it.
        pub favours: bool,
        /// What they say.
        pub conclusion: String,
        /// When.
        pub at: Time,
    }
}

macro_rules! columns {
    () => {
        "m.id, m.serial, m.name, m.trade, m.state, m.version, m.edition, m.content, m.pending, m.person, m.writer, m.grew_from, \
         m.visibility, m.unit, m.enterprise, m.path, m.industry_path, m.level, m.begun_at, m.handed_at, m.changed_at"
    };
}

macro_rules! naming_columns {
    () => {
        "n.id, n.method, n.level, n.unit, n.standing, n.edition, n.nominated_by, n.nominated_at, n.publicity_until, n.decided_by, \
         n.decided_at, n.document, n.reason, n.certificate"
    };
}

statements! {
    NEXT_SERIAL: (String,) => (i64,) =
        "INSERT INTO method_counter (series, last) VALUES ($1, 1) \
         ON CONFLICT (series) DO UPDATE SET last = method_counter.last + 1 RETURNING last";
    INSERT: MethodRow => () =
        "INSERT INTO method (id, serial, name, trade, state, version, edition, content, pending, person, writer, grew_from, \
            visibility, unit, enterprise, path, industry_path, level, begun_at, handed_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) \
         ON CONFLICT (id) DO NOTHING";
    FIND: (MethodId,) => MethodRow = concat!("SELECT ", columns!(), " FROM method m WHERE m.id = $1");
    UPDATE_TEXT: (MethodId, i64, String, String, Json<Content>, Option<Json<Pending>>, Visibility, Time) => () =
        "UPDATE method SET version = version + 1, name = $3, trade = $4, content = $5, pending = $6, visibility = $7, changed_at = $8 \
         WHERE id = $1 AND version = $2";
    UPDATE_STATE: (MethodId, i64, State, i64, Option<Level>, Option<Time>, Time) => () =
        "UPDATE method SET version = version + 1, state = $3, edition = $4, level = $5, handed_at = $6, changed_at = $7 \
         WHERE id = $1 AND version = $2";

    INSERT_VERSION: (MethodId, i64, Json<Content>, String, PersonId, Time) => () =
        "INSERT INTO method_version (method, edition, content, note, by_person, at) VALUES ($1, $2, $3, $4, $5, $6)";
    VERSIONS: (MethodId,) => VersionRow =
        "SELECT v.edition, v.content, v.note, p.name AS by_name, v.at FROM method_version v JOIN person p ON p.id = v.by_person \
         WHERE v.method = $1 ORDER BY v.edition";

    INSERT_REVIEW: (MethodId, PersonId, bool, String, Time) => () =
        "INSERT INTO method_review (method, reviewer, favours, conclusion, at) VALUES ($1, $2, $3, $4, $5)";
    REVIEWS: (MethodId,) => ReviewRow =
        "SELECT r.reviewer, p.name, r.favours, r.conclusion, r.at FROM method_review r JOIN person p ON p.id = r.reviewer \
         WHERE r.method = $1 ORDER BY r.at, r.reviewer";

    INSERT_NAMING: (NamingId, MethodId, Level, UnitId, Standing, i64, PersonId, Time) => () =
        "INSERT INTO method_naming (id, method, level, unit, standing, edition, nominated_by, nominated_at, document, reason) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '')";
    PUBLISH_NAMING: (NamingId, Date) => () =
        "UPDATE method_naming SET standing = 'publicity', publicity_until = $2 WHERE id = $1 AND standing = 'nominated'";
    DECIDE_NAMING: (NamingId, Standing, PersonId, Time, String, String, Option<String>) => () =
        "UPDATE method_naming SET standing = $2, decided_by = $3, decided_at = $4, document = $5, reason = $6, certificate = $7 \
         WHERE id = $1 AND standing IN ('nominated', 'publicity')";
    NAMINGS: (MethodId,) => Naming =
        concat!("SELECT ", naming_columns!(), " FROM method_naming n WHERE n.method = $1 ORDER BY n.nominated_at, n.id");
}

impl From<MethodRow> for Method {
    fn from(row: MethodRow) -> Method {
        Method {
            id: row.id,
            serial: row.serial,
            state: row.state,
            version: row.version,
            edition: row.edition,
            content: row.content.0,
            pending: row.pending.map(|pending| pending.0),
            person: row.person,
            writer: row.writer,
            grew_from: row.grew_from,
            visibility: row.visibility,
            place: Place {
                unit: row.unit,
                enterprise: Some(row.enterprise),
                path: row.path,
                industry_path: row.industry_path,
            },
            level: row.level,
            begun_at: row.begun_at,
            handed_at: row.handed_at,
        }
    }
}

/// The method with this id, whoever may see it. Actions and pages use `policy::find`.
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, id: MethodId) -> Result<Method> {
    Ok(reader.one(&FIND, (id,))?.into())
}

/// Every try to be named, in order.
///
/// # Errors
/// Broken, when the database fails.
pub fn namings(reader: &Reader<'_>, id: MethodId) -> Result<Vec<Naming>> {
    reader.all(&NAMINGS, (id,))
}

/// Writes text, pending change and visibility over the version that was read.
///
/// # Errors
/// Overtaken, when somebody was faster.
pub fn save_text(tx: &mut Tx<'_>, it: &mut Method, now: Time) -> Result<()> {
    let (content, pending) = (Json(it.content.clone()), it.pending.clone().map(Json));
    let (name, trade) = (it.content.name.as_str(), it.content.trade.as_str());
    tx.settle(&UPDATE_TEXT, (it.id, it.version, name, trade, content, pending, it.visibility, now))?;
    it.version += 1;
    Ok(())
}

/// Writes where it stands over the version that was read.
///
/// # Errors
/// Overtaken, when somebody was faster.
pub fn save_state(tx: &mut Tx<'_>, it: &mut Method, now: Time) -> Result<()> {
    tx.settle(&UPDATE_STATE, (it.id, it.version, it.state, it.edition, it.level, it.handed_at, now))?;
    it.version += 1;
    Ok(())
}
