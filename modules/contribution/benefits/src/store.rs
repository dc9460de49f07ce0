//! SQL of one statement. Lists are in `queries.rs`.

use kernel::id::{PersonId, UnitId};
use kernel::{Fen, Path, Place, Result, Time};
use store::{Json, Migration, Reader, Tx, row, statements};
use works::WorkId;
use works::uses::UseId;

use crate::lifecycle::{State, Step};
use crate::model::{Basis, Benefit, BenefitId, Ties, Worth, paths};

/// The module's tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "benefits/0001", sql: include_str!("../migrations/0001_benefits.sql") }];

row! {
    /// A statement as it is stored. Columns mean what the fields of [`Benefit`] mean.
    #[derive(Clone, Debug)]
    pub struct BenefitRow {
        /// Its id.
        pub id: BenefitId,
        /// The use.
        pub work_use: UseId,
        /// The work.
        pub work: WorkId,
        /// Whether it is the first use.
        pub first: bool,
        /// Where it is in use.
        pub unit: UnitId,
        /// Its enterprise.
        pub enterprise: UnitId,
        /// In the regional tree.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// The adoption date.
        pub since: Time,
        /// Where it stands.
        pub state: State,
        /// Counts up with every change.
        pub version: i64,
        /// As handed in.
        pub claim: Json<Basis>,
        /// As signed.
        pub audit: Option<Json<Basis>>,
        /// Claimed money.
        pub claimed_fen: Option<Fen>,
        /// Claimed points.
        pub claimed_points: Option<i64>,
        /// Signed money.
        pub audited_fen: Option<Fen>,
        /// Signed points.
        pub audited_points: Option<i64>,
        /// Who handed it in.
        pub claimed_by: PersonId,
        /// When.
        pub claimed_at: Time,
        /// Who signed.
        pub audited_by: Option<PersonId>,
        /// When.
        pub audited_at: Option<Time>,
        /// The deadline.
        pub due_at: Option<Time>,
        /// When to look again.
        pub recheck_at: Option<Time>,
        /// 0 nobody yet, 1 reminded, 2 escalated; begins anew with every step.
        pub reminded: i64,
    }
}

row! {
    /// One version of a figure.
    #[derive(Clone, Debug)]
    pub struct VersionRow {
        /// Of which statement.
        pub benefit: BenefitId,
        /// Its number, from 1.
        pub number: i64,
        /// What happened.
        pub step: Step,
        /// Who did it.
        pub person: PersonId,
        /// When.
        pub at: Time,
        /// The amount, where there is one.
        pub fen: Option<Fen>,
        /// The points, where there are.
        pub points: Option<i64>,
        /// What it rests on.
        pub basis: Option<Json<Basis>>,
        /// The note or the reason.
        pub note: String,
    }
}

macro_rules! columns {
    () => {
        "b.id, b.work_use, b.work, b.first, b.unit, b.enterprise, b.path, b.industry_path, b.since, b.state, b.version, \
         b.claim, b.audit, b.claimed_fen, b.claimed_points, b.audited_fen, b.audited_points, b.claimed_by, b.claimed_at, \
         b.audited_by, b.audited_at, b.due_at, b.recheck_at, b.reminded"
    };
}

statements! {
    INSERT: BenefitRow => () =
        "INSERT INTO benefit (id, work_use, work, first, unit, enterprise, path, industry_path, since, state, version, claim, \
            audit, claimed_fen, claimed_points, audited_fen, audited_points, claimed_by, claimed_at, audited_by, audited_at, \
            due_at, recheck_at, reminded) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
            $18, $19, $20, $21, $22, $23, $24) ON CONFLICT (work_use) DO NOTHING";
    UPDATE: BenefitRow => () =
        "UPDATE benefit SET work = $3, first = $4, unit = $5, enterprise = $6, path = $7, industry_path = $8, since = $9, \
            state = $10, version = $11, claim = $12, audit = $13, claimed_fen = $14, claimed_points = $15, audited_fen = $16, \
            audited_points = $17, claimed_by = $18, claimed_at = $19, audited_by = $20, audited_at = $21, due_at = $22, \
            recheck_at = $23, reminded = $24 WHERE id = $1 AND work_use = $2 AND version + 1 = $11";
    FIND: (UseId,) => BenefitRow = concat!("SELECT ", columns!(), " FROM benefit b WHERE b.work_use = $1");
    FIND_ID: (BenefitId,) => BenefitRow = concat!("SELECT ", columns!(), " FROM benefit b WHERE b.id = $1");
    OF_WORK: (WorkId,) => BenefitRow = concat!("SELECT ", columns!(), " FROM benefit b WHERE b.work = $1");
    SIGNED_OF: (UnitId,) => BenefitRow =
        concat!("SELECT ", columns!(), " FROM benefit b WHERE b.enterprise = $1 AND b.state = 'audited' ORDER BY b.id");
    ADD_VERSION: VersionRow => () =
        "INSERT INTO benefit_version (benefit, number, step, person, at, fen, points, basis, note) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    VERSIONS: (BenefitId,) => VersionRow =
        "SELECT benefit, number, step, person, at, fen, points, basis, note FROM benefit_version WHERE benefit = $1 ORDER BY number";
    TIES: (WorkId, UseId, PersonId) => (bool, bool) =
        "SELECT (SELECT COUNT(*) FROM work_author WHERE work = $1 AND person = $3), \
            (SELECT COUNT(*) FROM benefit_version v JOIN benefit b ON b.id = v.benefit \
             WHERE b.work_use = $2 AND v.person = $3 AND v.step IN ('hand_in', 'restate'))";
    STATERS: (BenefitId,) => (PersonId,) =
        "SELECT DISTINCT person FROM benefit_version WHERE benefit = $1 AND step IN ('hand_in', 'restate')";
    NEXT_RECHECK: (BenefitId, Option<Time>) => () =
        "UPDATE benefit SET recheck_at = $2, due_at = NULL, reminded = 0, version = version + 1 WHERE id = $1";
}

impl From<BenefitRow> for Benefit {
    fn from(row: BenefitRow) -> Benefit {
        Benefit {
            id: row.id,
            work_use: row.work_use,
            work: row.work,
            first: row.first,
            place: Place {
                unit: row.unit,
                enterprise: Some(row.enterprise),
                path: row.path,
                industry_path: row.industry_path,
            },
            since: row.since,
            state: row.state,
            version: row.version,
            claim: row.claim.0,
            audit: row.audit.map(|audit| audit.0),
            claimed: Worth::of(row.claimed_fen, row.claimed_points),
            audited: Worth::of(row.audited_fen, row.audited_points),
            claimed_by: row.claimed_by,
            claimed_at: row.claimed_at,
            audited_by: row.audited_by,
            audited_at: row.audited_at,
            due_at: row.due_at,
            recheck_at: row.recheck_at,
        }
    }
}

impl BenefitRow {
    /// The row of a statement; nobody was reminded of it yet.
    fn of(it: &Benefit) -> Result<BenefitRow> {
        let (path, industry_path) = paths(&it.place);
        let (claimed_fen, claimed_points) = it.claimed.map_or((None, None), Worth::columns);
        let (audited_fen, audited_points) = it.audited.map_or((None, None), Worth::columns);
        Ok(BenefitRow {
            id: it.id,
            work_use: it.work_use,
            work: it.work,
            first: it.first,
            unit: it.place.unit,
            enterprise: it.enterprise().ok_or(kernel::Error::NotFound)?,
            path,
            industry_path,
            since: it.since,
            state: it.state,
            version: it.version,
            claim: Json(it.claim.clone()),
            audit: it.audit.clone().map(Json),
            claimed_fen,
            claimed_points,
            audited_fen,
            audited_points,
            claimed_by: it.claimed_by,
            claimed_at: it.claimed_at,
            audited_by: it.audited_by,
            audited_at: it.audited_at,
            due_at: it.due_at,
            recheck_at: it.recheck_at,
            reminded: 0,
        })
    }
}

/// The statement of a use, whoever may open it; actions and pages ask `policy::find`.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_use(reader: &Reader<'_>, work_use: UseId) -> Result<Option<Benefit>> {
    Ok(reader.find(&FIND, (work_use,))?.map(Benefit::from))
}

/// The statement with this id, whoever may open it.
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, id: BenefitId) -> Result<Benefit> {
    Ok(reader.one(&FIND_ID, (id,))?.into())
}

/// The statements of all uses of a work.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_work(reader: &Reader<'_>, work: WorkId) -> Result<Vec<Benefit>> {
    Ok(reader.all(&OF_WORK, (work,))?.into_iter().map(Benefit::from).collect())
}

/// How a person stands to the statement of a use.
///
/// # Errors
/// Broken, when the database fails.
pub fn ties(reader: &Reader<'_>, work: WorkId, work_use: UseId, person: PersonId) -> Result<Ties> {
    let (author, stated) = reader.one(&TIES, (work, work_use, person))?;
    Ok(Ties { author, stated })
}

/// Writes a new statement, if the use has none.
///
/// # Errors
/// Overtaken, when somebody stated it meanwhile.
pub fn insert(tx: &mut Tx<'_>, it: &Benefit) -> Result<()> {
    tx.settle(&INSERT, &BenefitRow::of(it)?)
}

/// Writes what a step changed, whose version is one more than the stored one.
///
/// # Errors
/// Overtaken, when somebody was faster.
pub fn save(tx: &mut Tx<'_>, it: &Benefit) -> Result<()> {
    tx.settle(&UPDATE, &BenefitRow::of(it)?)
}
