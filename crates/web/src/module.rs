//! A module's manifest: everything the house must know about it, in one value. The house stays
//! ignorant of what a module is about.

use kernel::id::PersonId;
use kernel::{Actor, Result, Time};
use store::{AnyStatement, Migration};
use ui::nav::NavItem;
use ui::parts::{Panel, Task};
use ui::{Locale, T};

use crate::app::App;
use crate::routes::Routes;

/// Who the navigation is drawn for.
pub struct NavFor<'a> {
    /// The signed-in person.
    pub actor: &'a Actor,
}

/// Who looks at a page to which modules add their part, and when.
pub struct Asking<'a, 'c> {
    /// The database.
    pub reader: &'a store::Reader<'c>,
    /// Who looks.
    pub actor: &'a Actor,
    /// The words in their language.
    pub t: T,
    /// When.
    pub now: Time,
}

/// What a module registers. Most fields are empty in most modules: `..Module::named("projects")`.
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
    /// What its records count for in the totals of the nodes.
    pub measures: &'static [stats::Source],
    /// The figures it answers for.
    pub indicators: &'static [stats::Indicator],
    /// What of it a person may take with them.
    pub exports: &'static [crate::export::Export],
    /// What it folds from the ledger inside the database.
    pub folds: fn() -> Vec<jobs::Fold>,
    /// Its periodic work.
    pub schedules: &'static [jobs::Schedule],
    /// Who does its work that was put off.
    pub handlers: fn(&App) -> Vec<jobs::Handler>,
    /// What it puts into the search index for an entry.
    pub indexer: Option<Indexer>,
    /// What it adds to the page of a work, whatever its kind. The reader may see the record; where this part is
    /// not for them, not found adds nothing.
    pub of_work: fn(&Asking<'_, '_>, &works::Card) -> Result<Vec<Panel>>,
    /// What it adds to the page of a person, as far as whoever looks may see it.
    pub of_person: fn(&Asking<'_, '_>, PersonId) -> Result<Vec<Panel>>,
    /// What waits for whoever asks, in this module: a few lines, from indexes that begin with the person or their
    /// enterprise, as everybody's home page asks for them.
    pub waits: fn(&Asking<'_, '_>) -> Result<Vec<Task>>,
    /// The part of the OpenAPI document that it answers for.
    pub openapi: fn() -> serde_json::Value,
}

impl Module {
    /// A module of this name that registers nothing.
    pub const fn named(name: &'static str) -> Module {
        Module {
            name,
            routes: Routes::new,
            migrations: &[],
            statements: Vec::new,
            messages: &[],
            nav: |_| Vec::new(),
            tellers: &[],
            measures: &[],
            indicators: &[],
            exports: &[],
            folds: Vec::new,
            schedules: &[],
            handlers: |_| Vec::new(),
            indexer: None,
            of_work: |_, _| Ok(Vec::new()),
            of_person: |_, _| Ok(Vec::new()),
            waits: |_| Ok(Vec::new()),
            openapi: || serde_json::json!({ "paths": {}, "components": { "schemas": {} } }),
        }
    }
}

/// Which records a batch of sealed entries touched, as the search index wants them: read fresh from
/// the database, so that a document is never older than the entry that caused it.
pub type Indexer = fn(&store::Reader<'_>, &[ledger::SealedRow]) -> kernel::Result<Vec<search::Change>>;
