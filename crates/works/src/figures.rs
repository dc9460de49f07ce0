//! The audited benefit of a use. Finance signs it in `benefits`; awards, spreading and totals read it here.
//! What was only claimed is never here.

use kernel::id::{AnyId, PersonId};
use kernel::{Fen, Result, Time};
use store::{Reader, Tx, row, statements};

use crate::model::WorkId;
use crate::uses::UseId;

row! {
    /// What finance signed for a use.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Figure {
        /// The use.
        pub work_use: UseId,
        /// The statement that shows how it came about.
        pub statement: AnyId,
        /// The benefit of twelve months, where it can be computed.
        pub fen: Option<Fen>,
        /// The points for effect, difficulty and reach, where it cannot [L1, Art. 7].
        pub points: Option<i64>,
        /// Who signed.
        pub audited_by: PersonId,
        /// When.
        pub audited_at: Time,
    }
}

statements! {
    PUT: Figure => () =
        "INSERT INTO work_figure (work_use, statement, fen, points, audited_by, audited_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (work_use) DO UPDATE SET statement = excluded.statement, fen = excluded.fen, points = excluded.points, \
            audited_by = excluded.audited_by, audited_at = excluded.audited_at";
    DROP: (UseId,) => () = "DELETE FROM work_figure WHERE work_use = $1";
    FIND: (UseId,) => Figure =
        "SELECT work_use, statement, fen, points, audited_by, audited_at FROM work_figure WHERE work_use = $1";
    OF: (WorkId,) => Figure =
        "SELECT f.work_use, f.statement, f.fen, f.points, f.audited_by, f.audited_at FROM work_use u \
         JOIN work_figure f ON f.work_use = u.id WHERE u.work = $1 ORDER BY u.since, u.id";
}

/// Puts what finance signed, in place of what stood there.
///
/// # Errors
/// Broken, when the database fails.
pub fn put(tx: &mut Tx<'_>, figure: &Figure) -> Result<()> {
    tx.execute(&PUT, figure).map(drop)
}

/// Takes a figure back that no longer holds.
///
/// # Errors
/// Broken, when the database fails.
pub fn withdraw(tx: &mut Tx<'_>, work_use: UseId) -> Result<()> {
    tx.execute(&DROP, (work_use,)).map(drop)
}

/// What finance signed for a use, if anything.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_use(reader: &Reader<'_>, work_use: UseId) -> Result<Option<Figure>> {
    reader.find(&FIND, (work_use,))
}

/// What finance signed for every use of a work, in the order the uses began.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_work(reader: &Reader<'_>, work: WorkId) -> Result<Vec<Figure>> {
    reader.all(&OF, (work,))
}
