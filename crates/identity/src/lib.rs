//! Who is who: people, the two crossing union trees, roles, sign-in, sessions, tokens and the
//! roster. Domain and SQL only; pages and routes are elsewhere.
//!
//! Reads are plain functions over a [`::store::Reader`], changes over a [`::store::Tx`]. Changes that
//! are facts return [`ledger::Recorded`]; sessions, tokens and failed sign-ins are no facts.

pub mod actors;
mod by;
pub mod grants;
pub mod model;
pub mod named;
pub mod passwords;
pub mod people;
pub mod roster;
pub mod secret;
pub mod sessions;
pub mod settings;
pub mod sign_in;
pub mod store;
pub mod tokens;
pub mod tree;

pub use self::store::{MIGRATIONS, statements};
pub use by::{By, administers, keeps_roster};
pub use model::{Language, Person, TextSize, Theme, Unit, UnitKind, region};

/// Why something is not possible, by language.
pub const LOCALES: [(&str, &str); 2] =
    [("zh-CN", include_str!("../locales/zh-CN.ftl")), ("en", include_str!("../locales/en.ftl"))];
