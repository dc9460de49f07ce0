//! Every SQL statement of identity, by subject.

pub mod access;
pub mod people;
pub mod units;

use store::{AnyStatement, Migration};

/// The tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "identity/0001", sql: include_str!("../migrations/0001_identity.sql") },
    Migration { name: "identity/0002", sql: include_str!("../migrations/0002_children.sql") },
];

/// Every statement, for the catalogue test.
pub fn statements() -> Vec<AnyStatement> {
    [units::statements(), people::statements(), access::statements()].concat()
}
