//! Every SQL statement of the totals.

use kernel::id::AnyId;
use kernel::{Id, Path, Time};
use store::{Migration, row, statements};

/// The tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "stats/0001", sql: include_str!("../migrations/0001_stats.sql") }];

/// Tag of a frozen set of figures.
pub enum FrozenTag {}
/// The id of a frozen set of figures.
pub type FrozenId = Id<FrozenTag>;

row! {
    /// Figures as somebody answered for them.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FrozenRow {
        /// Its id.
        pub id: FrozenId,
        /// Path of the node.
        pub node: Path,
        /// Up to which tree it counts.
        pub tree: i64,
        /// The first month.
        pub from_month: i64,
        /// The first month after it.
        pub until_month: i64,
        /// How many entries of the ledger had been counted.
        pub position: i64,
        /// When it was frozen.
        pub at: Time,
        /// Which indicators, as `code@version`, with spaces between.
        pub indicators: String,
        /// Their measures, packed.
        pub totals: Vec<u8>,
    }
}

row! {
    /// What changed in a frozen month.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LateRow {
        /// The month.
        pub month: i64,
        /// Where it counts.
        pub path: Path,
        /// And in the industrial tree; empty for none.
        pub industry_path: Path,
        /// The entry.
        pub position: i64,
        /// The record.
        pub subject: AnyId,
        /// What it counted for, packed.
        pub before: Vec<u8>,
        /// What it counts for since.
        pub after: Vec<u8>,
    }
}

row! {
    /// How far a rebuild is with a source.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SweepRow {
        /// The source.
        pub source: String,
        /// The last record that was counted.
        pub after: Option<AnyId>,
        /// Whether it is finished.
        pub done: bool,
        /// How much was sealed when the rebuild began.
        pub position: i64,
    }
}

statements! {
    LAST_PLACE: () => (i64,) = "SELECT COALESCE(MAX(number), 0) FROM stat_place";
    PLACE: (Path, Path) => (i64, i64) = "SELECT number, inside FROM stat_place WHERE path = $1 AND industry_path = $2";
    PLACE_BY_NUMBER: (i64,) => (Path, Path, i64) =
        "SELECT path, industry_path, inside FROM stat_place WHERE number = $1";
    INSERT_PLACE: (i64, Path, Path, i64) => () =
        "INSERT INTO stat_place (number, path, industry_path, inside) VALUES ($1, $2, $3, $4)";
    /// The number of the enterprise that a unit is or lies in.
    ENTERPRISE_OF: (i64,) => (i64,) =
        "SELECT e.number FROM unit u JOIN unit e ON e.id = u.enterprise WHERE u.number = $1";

    PUT_COUNTED: (AnyId, Vec<u8>) => () =
        "INSERT INTO stat_counted (subject, standing) VALUES ($1, $2) \
         ON CONFLICT (subject) DO UPDATE SET standing = excluded.standing";
    MANY_COUNTED: () => (i64,) = "SELECT COUNT(*) FROM stat_counted";
    DROP_COUNTED: (AnyId,) => () = "DELETE FROM stat_counted WHERE subject = $1";

    TOTAL: (String, i64, i64, String, i64) => (Vec<u8>,) =
        "SELECT totals FROM stat_total WHERE parent = $1 AND grain = $2 AND period = $3 AND label = $4 AND tree = $5";
    PUT_TOTAL: (String, i64, i64, String, i64, Vec<u8>) => () =
        "INSERT INTO stat_total (parent, grain, period, label, tree, totals) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (parent, grain, period, label, tree) DO UPDATE SET totals = excluded.totals";
    DROP_TOTAL: (String, i64, i64, String, i64) => () =
        "DELETE FROM stat_total WHERE parent = $1 AND grain = $2 AND period = $3 AND label = $4 AND tree = $5";
    ALL_TOTALS: () => (String, i64, i64, String, i64, Vec<u8>) =
        "SELECT parent, grain, period, label, tree, totals FROM stat_total ORDER BY parent, grain, period, label, tree";

    ADD_OWED: (Path, i64, Time, i64, Path, i64, i64) => () =
        "INSERT INTO stat_owed (node, measure, due_at, month, child, tree, count) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (node, measure, due_at, month, child, tree) DO UPDATE SET count = stat_owed.count + excluded.count";
    SWEEP_OWED: (Path, i64, Time, i64, Path, i64) => () =
        "DELETE FROM stat_owed WHERE node = $1 AND measure = $2 AND due_at = $3 AND month = $4 AND child = $5 \
         AND tree = $6 AND count = 0";
    ALL_OWED: () => (Path, i64, Time, i64, Path, i64, i64) =
        "SELECT node, measure, due_at, month, child, tree, count FROM stat_owed \
         ORDER BY node, measure, due_at, month, child, tree";
    /// What is overdue at a moment below a node, by child and by month, in the trees up to one.
    OVERDUE: (Path, i64, Time, i64, i64, i64) => (Path, i64, i64) =
        "SELECT child, month, CAST(SUM(count) AS BIGINT) FROM stat_owed WHERE node = $1 AND measure = $2 \
         AND due_at < $3 AND month >= $4 AND month < $5 AND tree <= $6 GROUP BY child, month ORDER BY child, month";

    /// Everything that is, whenever it came.
    OVERDUE_ALL: (Path, i64, Time, i64) => (i64,) =
        "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM stat_owed \
         WHERE node = $1 AND measure = $2 AND due_at < $3 AND tree <= $4";
    /// The same of the children from a path to another.
    OVERDUE_OF: (Path, i64, Time, i64, Path, Path) => (Path, i64) =
        "SELECT child, CAST(SUM(count) AS BIGINT) FROM stat_owed WHERE node = $1 AND measure = $2 \
         AND due_at < $3 AND tree <= $4 AND child > $5 AND child <= $6 GROUP BY child ORDER BY child";

    SEEN: (AnyId, i64) => (Vec<u8>,) = "SELECT seen FROM stat_distinct WHERE thing = $1 AND measure = $2";
    PUT_SEEN: (AnyId, i64, Vec<u8>) => () =
        "INSERT INTO stat_distinct (thing, measure, seen) VALUES ($1, $2, $3) \
         ON CONFLICT (thing, measure) DO UPDATE SET seen = excluded.seen";
    DROP_SEEN: (AnyId, i64) => () = "DELETE FROM stat_distinct WHERE thing = $1 AND measure = $2";

    /// Nodes with frozen figures, until which month, and at which position the last were taken.
    FROZEN_NODES: () => (Path, i64, i64) =
        "SELECT node, MAX(until_month), MAX(position) FROM stat_frozen GROUP BY node";
    FROZEN: (FrozenId,) => FrozenRow =
        "SELECT id, node, tree, from_month, until_month, position, at, indicators, totals FROM stat_frozen WHERE id = $1";
    FREEZE: FrozenRow => () =
        "INSERT INTO stat_frozen (id, node, tree, from_month, until_month, position, at, indicators, totals) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    INSERT_LATE: LateRow => () =
        "INSERT INTO stat_late (month, path, industry_path, position, subject, before, after) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    FIND_LATE: (i64, Path, Path, i64, AnyId) => (Vec<u8>, Vec<u8>) =
        "SELECT before, after FROM stat_late WHERE month = $1 AND path = $2 AND industry_path = $3 AND position = $4 \
         AND subject = $5";
    MEND_LATE: LateRow => () =
        "UPDATE stat_late SET before = $6, after = $7 WHERE month = $1 AND path = $2 AND industry_path = $3 \
         AND position = $4 AND subject = $5";
    /// What changed since a position in some months, below a path of the regional tree.
    LATE: (i64, i64, i64, Path, String) => LateRow =
        "SELECT month, path, industry_path, position, subject, before, after FROM stat_late \
         WHERE month >= $1 AND month < $2 AND position >= $3 AND path >= $4 AND path < $5 ORDER BY position, subject";
    /// The same below a path of either tree.
    LATE_EITHER: (i64, i64, i64, Path, String) => LateRow =
        "SELECT month, path, industry_path, position, subject, before, after FROM stat_late \
         WHERE month >= $1 AND month < $2 AND position >= $3 \
         AND ((path >= $4 AND path < $5) OR (industry_path >= $4 AND industry_path < $5)) ORDER BY position, subject";

    /// Entries that are sealed and not counted, from a position on.
    UNFOLDED: (i64, i64) => (AnyId, String) =
        "SELECT e.subject, e.kind FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry \
         WHERE l.position >= $1 ORDER BY l.position LIMIT $2";
    /// Entries that are not even sealed.
    UNSEALED: (i64,) => (AnyId, String) =
        "SELECT e.subject, e.kind FROM ledger_pending p JOIN ledger_entry e ON e.id = p.entry ORDER BY p.entry LIMIT $1";

    SWEEPS: () => SweepRow = "SELECT source, after, done, position FROM stat_sweep ORDER BY source";
    PUT_SWEEP: SweepRow => () =
        "INSERT INTO stat_sweep (source, after, done, position) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (source) DO UPDATE SET after = excluded.after, done = excluded.done";
    END_SWEEPS: () => () = "DELETE FROM stat_sweep";
    EMPTY_TOTALS: () => () = "DELETE FROM stat_total";
    EMPTY_OWED: () => () = "DELETE FROM stat_owed";
    EMPTY_COUNTED: () => () = "DELETE FROM stat_counted";
    EMPTY_DISTINCT: () => () = "DELETE FROM stat_distinct";
}

/// Head of a list of rows of the totals; the rest of the key and the periods follow.
pub const ROWS: &str = "SELECT label, grain, period, totals FROM stat_total WHERE";

/// Head of a list of what some records are counted for.
pub const COUNTED: &str = "SELECT subject, standing FROM stat_counted WHERE";
