//! A module's manifest: everything the house must know about it, in one value. The house stays
//! ignorant of what a module is about.

use kernel::Actor;
use store::{AnyStatement, Migration};
use ui::Locale;
use ui::page::NavItem;

use crate::app::App;
use crate::routes::Routes;

/// Who the navigation is drawn for.
pub struct NavFor<'a> {
    /// The signed-in person.
    pub actor: &'a Actor,
}

/// What a module registers.
pub struct Module {
    /// Its name, as in the crate.
    pub name: &'static str,
    /// Its pages and its API.
    pub routes: fn() -> Routes,
    /// Its tables.
    pub migrations: &'static [Migration],
    /// Its statements, for the catalogue.
    pub statements: fn() -> Vec<AnyStatement>,
    /// Its words.
    pub messages: &'static [(Locale, &'static str)],
    /// What it puts into the main navigation.
    pub nav: fn(&NavFor<'_>) -> Vec<NavItem>,
    /// Whom it tells about a ledger entry.
    pub tellers: &'static [notices::Teller],
    /// What it folds from the ledger inside the database.
    pub folds: fn() -> Vec<jobs::Fold>,
    /// Its periodic work.
    pub schedules: &'static [jobs::Schedule],
    /// Who does its work that was put off.
    pub handlers: fn(&App) -> Vec<jobs::Handler>,
    /// What it puts into the search index for an entry.
    pub indexer: Option<Indexer>,
    /// The part of the OpenAPI document that it answers for.
    pub openapi: fn() -> serde_json::Value,
}

/// Which records a batch of sealed entries touched, as the search index wants them: read fresh from
/// the database, so that a document is never older than the entry that caused it.
pub type Indexer = fn(&store::Reader<'_>, &[ledger::SealedRow]) -> kernel::Result<Vec<search::Change>>;
