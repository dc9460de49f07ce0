//! The running program as handlers see it: one value, cheap to clone.

use std::fmt;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::FromRef;
use files::Blobs;
use kernel::id::PersonId;
use kernel::{Clock, Error, Result};
use ledger::keys::VerifierKey;
use search::Index;
use store::Db;
use tokio::sync::watch;
use ui::parts::{Panel, Task};
use ui::{Catalogue, Locale, T};

use crate::limits::RateLimit;
use crate::module::{Asking, Module, NavFor};

/// What the installation was told at start.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The address people reach it at, without a final slash: `https://liaoyuan.example`.
    pub base_url: String,
    /// Whether cookies may travel over plain HTTP: only on loopback and in tests.
    pub insecure_cookies: bool,
    /// The accounts that the demo's sign-in page offers; empty elsewhere.
    pub demo_accounts: Vec<DemoLogin>,
    /// Whether a proxy stands before the house and tells the caller's address in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Whether notices can go out by e-mail.
    pub mail_offered: bool,
    /// How many registrations one address may make in a minute without an account.
    pub visitor_rate: u32,
    /// Where the key is that seals bank details.
    pub bank_key: KeyPlace,
}

/// Where a key of 32 bytes is. It does not print itself.
#[derive(Clone, Default)]
pub enum KeyPlace {
    /// Nowhere: what needs it fails.
    #[default]
    Nowhere,
    /// It was configured.
    Given([u8; 32]),
    /// In this file, as hexadecimal digits; made when it is first needed.
    File(PathBuf),
}

impl fmt::Debug for KeyPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            KeyPlace::Nowhere => "Nowhere",
            KeyPlace::Given(_) => "Given(…)",
            KeyPlace::File(_) => "File(…)",
        })
    }
}

/// A key as it is written in configurations: 64 hexadecimal digits.
pub fn key_from_hex(text: &str) -> Option<[u8; 32]> {
    hex::decode(text).ok()?.try_into().ok()
}

/// An account of the demo.
#[derive(Clone, Debug)]
pub struct DemoLogin {
    /// The message that names their role.
    pub role_key: &'static str,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub enterprise: String,
    /// What to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
}

/// What the program is made of.
pub struct Parts {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Attachments.
    pub blobs: Blobs,
    /// Search and similarity.
    pub index: Arc<Index>,
    /// Words.
    pub words: &'static Catalogue,
    /// What the installation was told at start.
    pub config: Config,
    /// The public half of the key that signs checkpoints.
    pub log_key: VerifierKey,
    /// How many entries are sealed; changes when more are.
    pub sealed: watch::Receiver<u64>,
    /// How many sealed entries the search index of this process has taken.
    pub indexed: watch::Receiver<u64>,
    /// Everything mounted.
    pub modules: Vec<Module>,
    /// Registrations without an account, by address.
    pub visitors: RateLimit,
}

/// The running program. Clones share it.
#[derive(Clone)]
pub struct App(Arc<Parts>);

impl App {
    /// Puts the program together.
    pub fn new(parts: Parts) -> App {
        App(Arc::new(parts))
    }

    /// The words in one language.
    pub fn t(&self, locale: Locale) -> T {
        self.words.t(locale)
    }

    /// What stands in the main navigation for somebody.
    pub fn nav(&self, who: &NavFor<'_>) -> Vec<ui::nav::NavItem> {
        self.modules.iter().flat_map(|module| (module.nav)(who)).collect()
    }

    /// Everything that is counted: the employees, and what the modules' records count for.
    pub fn sources(&self) -> Vec<stats::Source> {
        sources(&self.modules)
    }

    /// The dictionary of figures.
    pub fn indicators(&self) -> impl Iterator<Item = &'static stats::Indicator> {
        indicators(&self.modules)
    }

    /// What is counted and what its figures mean, for actions that freeze or read figures.
    pub fn book(&self) -> stats::Book {
        stats::Book { sources: self.sources(), indicators: self.indicators().collect() }
    }

    /// The tables one may take along.
    pub fn exports(&self) -> impl Iterator<Item = &'static crate::export::Export> {
        self.modules.iter().flat_map(|module| module.exports)
    }

    /// What the modules add to the page of a work that whoever asks may see.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn of_work(&self, asking: &Asking<'_, '_>, card: &works::Card) -> Result<Vec<Panel>> {
        gathered(self.modules.iter().map(|module| (module.of_work)(asking, card)))
    }

    /// What the modules add to the page of a person.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn of_person(&self, asking: &Asking<'_, '_>, person: PersonId) -> Result<Vec<Panel>> {
        gathered(self.modules.iter().map(|module| (module.of_person)(asking, person)))
    }

    /// What waits for whoever asks, in every module: what has a deadline first, the nearest before the others.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn waits(&self, asking: &Asking<'_, '_>) -> Result<Vec<Task>> {
        let mut tasks = Vec::new();
        for module in &self.modules {
            tasks.extend((module.waits)(asking)?);
        }
        tasks.sort_by_key(|task| task.due.unwrap_or(i64::MAX));
        Ok(tasks)
    }
}

/// The dictionary of figures when these modules are mounted.
pub fn indicators(modules: &[Module]) -> impl Iterator<Item = &'static stats::Indicator> {
    stats::INDICATORS.iter().chain(modules.iter().flat_map(|module| module.indicators))
}

/// Everything that is counted when these modules are mounted.
pub fn sources(modules: &[Module]) -> Vec<stats::Source> {
    stats::SOURCES.iter().chain(modules.iter().flat_map(|module| module.measures)).copied().collect()
}

/// What modules add to a page. One whose part is not for whoever asks answers not found and adds nothing.
fn gathered(parts: impl Iterator<Item = Result<Vec<Panel>>>) -> Result<Vec<Panel>> {
    let mut all = Vec::new();
    for part in parts {
        match part {
            Err(Error::NotFound) => {}
            other => all.extend(other?),
        }
    }
    Ok(all)
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<App> for Db {
    fn from_ref(app: &App) -> Db {
        app.db.clone()
    }
}
