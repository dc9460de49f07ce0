//! 成果: what came of ideas, who shares in it, where it is in use, and what grew from what. The modules
//! keep their own records; what is the same for all of them is here. See `README.md`.

pub mod authors;
pub mod cards;
pub mod figures;
pub mod links;
pub mod objections;
pub mod prizes;
pub mod rights;
pub mod sight;
pub mod uses;

mod model;

pub use model::{Card, Kind, Relation, Stage, Visibility, WorkId, WorkTag};

use store::{AnyStatement, Migration};

/// The tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "works/0001", sql: include_str!("../migrations/0001_works.sql") },
    Migration { name: "works/0002-origin-share", sql: include_str!("../migrations/0002_origin_share.sql") },
    Migration { name: "works/0003-newest", sql: include_str!("../migrations/0003_newest.sql") },
    Migration { name: "works/0004-rights", sql: include_str!("../migrations/0004_rights.sql") },
    Migration { name: "works/0005-objections", sql: include_str!("../migrations/0005_objections.sql") },
    Migration { name: "works/0006-prizes", sql: include_str!("../migrations/0006_prizes.sql") },
    Migration { name: "works/0007-lists", sql: include_str!("../migrations/0007_lists.sql") },
];

/// Every statement, for the catalogue.
pub fn statements() -> Vec<AnyStatement> {
    [
        authors::statements(),
        cards::statements(),
        figures::statements(),
        links::statements(),
        objections::statements(),
        prizes::statements(),
        rights::statements(),
        uses::statements(),
    ]
    .concat()
}
