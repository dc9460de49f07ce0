//! Units, the trees, and settings.

use kernel::id::UnitId;
use kernel::{Path, Time};
use store::{row, statements};

use crate::model::{Unit, UnitKind};

/// The columns of a [`Unit`], in its order.
macro_rules! unit {
    ($($rest:literal)+) => {
        concat!(
            "SELECT u.id, u.number, u.kind, u.name, u.short_name, u.code, u.parent, u.industry_parent, u.path, \
             u.industry_path, u.enterprise, u.industry, u.ended_at FROM unit u ",
            $($rest),+
        )
    };
}

row! {
    /// What keeps a unit from being ended.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Holdings {
        /// Units below it.
        pub units: i64,
        /// People in it.
        pub people: i64,
        /// Roles held at it.
        pub grants: i64,
    }
}

statements! {
    NEXT_NUMBER: (String,) => (i64,) =
        "INSERT INTO unit_counter (name, value) VALUES ($1, 1) \
         ON CONFLICT (name) DO UPDATE SET value = unit_counter.value + 1 RETURNING value";
    INSERT_UNIT: Unit => () =
        "INSERT INTO unit (id, number, kind, name, short_name, code, parent, industry_parent, path, industry_path, \
         enterprise, industry, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    UNIT: (UnitId,) => Unit = unit!("WHERE u.id = $1");
    UNIT_BY_CODE: (String,) => Unit = unit!("WHERE u.code = $1 AND u.enterprise IS NULL AND u.ended_at IS NULL");
    /// The regional and industrial roots.
    ROOTS: () => Unit = unit!("WHERE u.parent IS NULL AND u.ended_at IS NULL ORDER BY u.number");
    CHILDREN: (UnitId,) => Unit = unit!("WHERE u.parent = $1 AND u.ended_at IS NULL ORDER BY u.number");
    INDUSTRY_CHILDREN: (UnitId,) => Unit =
        unit!("WHERE u.industry_parent = $1 AND u.ended_at IS NULL ORDER BY u.number");
    /// Some of them, by number from the first one after.
    CHILDREN_AFTER: (UnitId, i64, i64) => Unit =
        unit!("WHERE u.parent = $1 AND u.ended_at IS NULL AND u.number > $2 ORDER BY u.number LIMIT $3");
    INDUSTRY_CHILDREN_AFTER: (UnitId, i64, i64) => Unit =
        unit!("WHERE u.industry_parent = $1 AND u.ended_at IS NULL AND u.number > $2 ORDER BY u.number LIMIT $3");
    /// Those whose names contain a text.
    CHILDREN_LIKE: (UnitId, String, i64) => Unit = unit!(
        "WHERE u.parent = $1 AND u.ended_at IS NULL AND REPLACE(u.name, $2, '') <> u.name ORDER BY u.number LIMIT $3"
    );
    INDUSTRY_CHILDREN_LIKE: (UnitId, String, i64) => Unit = unit!(
        "WHERE u.industry_parent = $1 AND u.ended_at IS NULL AND REPLACE(u.name, $2, '') <> u.name \
         ORDER BY u.number LIMIT $3"
    );
    /// The numbers of some of them, backwards from one.
    NUMBERS_UNTIL: (UnitId, i64, i64) => (i64,) =
        "SELECT number FROM unit WHERE parent = $1 AND ended_at IS NULL AND number <= $2 ORDER BY number DESC LIMIT $3";
    INDUSTRY_NUMBERS_UNTIL: (UnitId, i64, i64) => (i64,) =
        "SELECT number FROM unit WHERE industry_parent = $1 AND ended_at IS NULL AND number <= $2 \
         ORDER BY number DESC LIMIT $3";
    MANY_CHILDREN: (UnitId,) => (i64,) = "SELECT COUNT(*) FROM unit WHERE parent = $1 AND ended_at IS NULL";
    MANY_INDUSTRY_CHILDREN: (UnitId,) => (i64,) =
        "SELECT COUNT(*) FROM unit WHERE industry_parent = $1 AND ended_at IS NULL";
    SUBTREE: (Path, String) => Unit = unit!("WHERE u.path >= $1 AND u.path < $2 AND u.ended_at IS NULL ORDER BY u.path");
    SIBLING: (Option<UnitId>, String) => (UnitId,) =
        "SELECT id FROM unit WHERE parent = $1 AND name = $2 AND ended_at IS NULL";
    /// Enterprises whose names contain the text or whose code begins with it; those whose short name
    /// begins with it first.
    ENTERPRISES_LIKE: (String,) => Unit = unit!(
        "WHERE u.kind = 'enterprise' AND u.ended_at IS NULL AND (REPLACE(u.name, $1, '') <> u.name \
         OR REPLACE(u.short_name, $1, '') <> u.short_name OR SUBSTR(u.code, 1, LENGTH($1)) = $1) \
         ORDER BY CASE WHEN SUBSTR(u.short_name, 1, LENGTH($1)) = $1 THEN 0 ELSE 1 END, u.name LIMIT 20"
    );
    /// Gives everything whose path begins with `$2` (the range ends before `$3`) the prefix `$1` instead.
    REPATH: (Path, Path, String) => () =
        "UPDATE unit SET path = $1 || SUBSTR(path, LENGTH($2) + 1) WHERE path >= $2 AND path < $3";
    /// Gives everything whose path begins with `$2` the prefix `$1` in the industrial tree, or takes it out of
    /// that tree. Below an enterprise both paths end alike.
    REPATH_INDUSTRY: (Option<Path>, Path, String) => () =
        "UPDATE unit SET industry_path = $1 || SUBSTR(path, LENGTH($2) + 1) WHERE path >= $2 AND path < $3";
    RECODE: (String, Path, String) => () = "UPDATE unit SET code = $1 WHERE path >= $2 AND path < $3";
    RENAME: (String, String, UnitId) => () =
        "UPDATE unit SET name = $1, short_name = $2 WHERE id = $3 AND ended_at IS NULL";
    SET_PARENT: (UnitId, UnitId) => () = "UPDATE unit SET parent = $1 WHERE id = $2 AND ended_at IS NULL";
    SET_INDUSTRY_PARENT: (Option<UnitId>, UnitId) => () =
        "UPDATE unit SET industry_parent = $1 WHERE id = $2 AND ended_at IS NULL";
    HOLDINGS: (UnitId, Time) => Holdings =
        "SELECT (SELECT COUNT(*) FROM unit WHERE (parent = $1 OR industry_parent = $1) AND ended_at IS NULL) AS units, \
                (SELECT COUNT(*) FROM person WHERE unit = $1 AND ended_at IS NULL) AS people, \
                (SELECT COUNT(*) FROM role_grant WHERE unit = $1 AND (ends_at IS NULL OR ends_at > $2)) AS grants";
    END_UNIT: (Time, UnitId) => () = "UPDATE unit SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL";
    KINDS: (Path, String) => (UnitKind, i64) =
        "SELECT kind, COUNT(*) FROM unit WHERE path >= $1 AND path < $2 AND ended_at IS NULL GROUP BY kind ORDER BY kind";

    SETTING: (UnitId, String, Time) => (i64, Time, String) =
        "SELECT version, valid_from, document FROM setting WHERE enterprise = $1 AND name = $2 AND valid_from <= $3 \
         ORDER BY valid_from DESC, version DESC LIMIT 1";
    SETTING_VERSION: (UnitId, String, i64) => (i64, Time, String) =
        "SELECT version, valid_from, document FROM setting WHERE enterprise = $1 AND name = $2 AND version = $3";
    SETTING_VERSIONS: (UnitId, String) => (i64, Time, String) =
        "SELECT version, valid_from, document FROM setting WHERE enterprise = $1 AND name = $2 ORDER BY version DESC";
    INSERT_SETTING: (UnitId, String, i64, Time, String) => () =
        "INSERT INTO setting (enterprise, name, version, valid_from, document) VALUES ($1, $2, $3, $4, $5)";
}

/// The head of a list of units whose conditions are chosen at run time.
pub const UNITS_WHERE: &str = unit!("WHERE");
