//! How often works were taken over: the figure 推广 of the seed counts methods that others took over, not
//! methods that were made [S0]. Counts are asked, not kept; ended adoptions count, they did spread.

use kernel::{Path, Result, Time};
use store::{Reader, row, statements};
use works::Kind;

row! {
    /// Adoptions of one kind of work.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Adoptions {
        /// Of which kind.
        pub kind: Kind,
        /// By units of other enterprises.
        pub outside: i64,
        /// By other units of an enterprise that used it already.
        pub inside: i64,
    }
}

row! {
    /// Adoptions at one place.
    #[derive(Clone, Debug)]
    pub struct Spark {
        /// Where.
        pub path: Path,
        /// Since when.
        pub since: Time,
    }
}

statements! {
    COUNT: (Path, String, Time, Time) => Adoptions =
        "SELECT w.kind, COUNT(CASE WHEN a.inside = 0 THEN 1 END) AS outside, \
            COUNT(CASE WHEN a.inside = 1 THEN 1 END) AS inside \
         FROM adoption a JOIN work w ON w.id = a.work \
         WHERE ((a.path >= $1 AND a.path < $2) OR (a.industry_path >= $1 AND a.industry_path < $2)) \
         AND a.since >= $3 AND a.since < $4 GROUP BY w.kind ORDER BY w.kind";
    SPARKS: (Path, String, Time) => Spark =
        "SELECT a.path, a.since FROM adoption a WHERE a.path >= $1 AND a.path < $2 AND a.since < $3 ORDER BY a.since, a.id";
}

/// Adoptions at or below a node of either tree that began in `[from, until)`, by kind of work.
///
/// # Errors
/// Broken, when the database fails.
pub fn adoptions(reader: &Reader<'_>, node: &Path, from: Time, until: Time) -> Result<Vec<Adoptions>> {
    reader.all(&COUNT, (node, node.end(), from, until))
}

/// 推广先进操作法: methods taken over by other units at or below a node in `[from, until)`.
///
/// # Errors
/// Broken, when the database fails.
pub fn promoted(reader: &Reader<'_>, node: &Path, from: Time, until: Time) -> Result<i64> {
    let methods = adoptions(reader, node, from, until)?.into_iter().filter(|count| count.kind == Kind::Method);
    Ok(methods.map(|count| count.outside + count.inside).sum())
}

/// Where works were taken over before `until`, at or below a node of the regional tree, the oldest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn sparks(reader: &Reader<'_>, node: &Path, until: Time) -> Result<Vec<Spark>> {
    reader.all(&SPARKS, (node, node.end(), until))
}
