//! Where a work is in use. The first use is that of its own enterprise; every other names the use it was
//! taken over from, so that the uses of a work are a tree: how it spread.

use kernel::id::UnitId;
use kernel::{Id, Path, Place, Result, Time};
use store::{Reader, Tx, row, statements};

use crate::model::{Card, WorkId};

/// Tag of a use's id.
pub enum UseTag {}
/// The id of a use: that of the work for the first, that of the adoption for every other.
pub type UseId = Id<UseTag>;

row! {
    /// A work in use at a unit.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Use {
        /// Its id.
        pub id: UseId,
        /// What is in use.
        pub work: WorkId,
        /// The use it was taken over from; none for the first.
        pub source: Option<UseId>,
        /// The unit.
        pub unit: UnitId,
        /// Its enterprise.
        pub enterprise: UnitId,
        /// The unit's place in the regional tree when the use began.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// Since when: the twelve months of its benefit begin [L1, Art. 9].
        pub since: Time,
        /// Until when.
        pub ended_at: Option<Time>,
    }
}

impl Use {
    /// Where it is in use.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: Some(self.enterprise),
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// Whether it is the use of the work's own enterprise.
    pub fn is_first(&self) -> bool {
        self.source.is_none()
    }
}

statements! {
    BEGIN: Use => () =
        "INSERT INTO work_use (id, work, source, unit, enterprise, path, industry_path, since, ended_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         ON CONFLICT (id) DO UPDATE SET since = excluded.since, ended_at = NULL";
    END: (UseId, Time) => () = "UPDATE work_use SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
    FIND: (UseId,) => Use =
        "SELECT id, work, source, unit, enterprise, path, industry_path, since, ended_at FROM work_use WHERE id = $1";
    OF: (WorkId,) => Use =
        "SELECT id, work, source, unit, enterprise, path, industry_path, since, ended_at FROM work_use \
         WHERE work = $1 ORDER BY since, id";
    PROMISE: (UseId, i64) => () = "UPDATE work_use SET origin_share = $2 WHERE id = $1";
    PROMISED: (UseId,) => (Option<i64>,) = "SELECT origin_share FROM work_use WHERE id = $1";
}

/// Promises the authors a part of the award for a use by others, in per cent.
///
/// # Errors
/// Broken, when the database fails.
pub fn promise(tx: &mut Tx<'_>, id: UseId, per_cent: i64) -> Result<()> {
    tx.execute(&PROMISE, (id, per_cent)).map(drop)
}

/// What was promised to the authors of the award for a use by others, in per cent; none for nothing.
///
/// # Errors
/// Not found.
pub fn promised(reader: &Reader<'_>, id: UseId) -> Result<Option<i64>> {
    Ok(reader.one(&PROMISED, (id,))?.0)
}

/// The first use, of the work's own enterprise, begins; said again it changes the day.
pub(crate) fn begin_first(tx: &mut Tx<'_>, card: &Card, since: Time) -> Result<()> {
    let first = Use {
        id: card.id.cast(),
        work: card.id,
        source: None,
        unit: card.unit,
        enterprise: card.enterprise,
        path: card.path.clone(),
        industry_path: card.industry_path.clone(),
        since,
        ended_at: None,
    };
    begin(tx, &first)
}

/// A use begins; said again it changes the day.
///
/// # Errors
/// Broken, when the database fails.
pub fn begin(tx: &mut Tx<'_>, new: &Use) -> Result<()> {
    tx.execute(&BEGIN, new).map(drop)
}

/// A use ends; one that has ended or never began stays as it is.
///
/// # Errors
/// Broken, when the database fails.
pub fn end(tx: &mut Tx<'_>, id: UseId, now: Time) -> Result<()> {
    tx.execute(&END, (id, now)).map(drop)
}

/// One use.
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, id: UseId) -> Result<Use> {
    reader.one(&FIND, (id,))
}

/// Every use of a work, in the order they began.
///
/// # Errors
/// Broken, when the database fails.
pub fn of(reader: &Reader<'_>, work: WorkId) -> Result<Vec<Use>> {
    reader.all(&OF, (work,))
}
