//! A running installation: the database with its schema, the ledger's key, the search index, and
//! the tasks that follow every change.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use files::Blobs;
use jobs::{Handler, Schedule, Sealer, When, Worker};
use kernel::{Clock, Time};
use notices::{Mailer, Outside, Vendors};
use search::Index;
use store::{Db, Target};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use ui::{Catalogue, Locale};
use web::{App, Config, Parts, RateLimit};

use crate::config::Settings;
use crate::registry;
use crate::tail::Tail;

/// The schema of the documents in the search index; another number rebuilds it.
const INDEX_SCHEMA: u32 = 1;
/// The job that lets the database look over what grew.
const LOOK_OVER: &str = "store.look_over";

/// The name of the log where none was configured.
pub const ORIGIN: &str = "liaoyuan.local/log";

/// An installation with its tasks, not yet running them.
pub struct House {
    /// What handlers see.
    pub app: App,
    sealer: Sealer,
    worker: Worker,
    tail: Tail,
}

/// What is needed to open one.
pub struct Opening {
    /// Where everything is.
    pub settings: Settings,
    /// The time.
    pub clock: Clock,
    /// What the installation was told.
    pub config: Config,
    /// Threads for the database.
    pub threads: usize,
    /// Keep index and attachments in memory: for tests.
    pub in_memory: bool,
}

impl House {
    /// Opens an installation, made new if there is none, with its schema up to date.
    ///
    /// # Errors
    /// When the folder, the database or the index cannot be opened.
    pub async fn open(opening: Opening) -> anyhow::Result<House> {
        let Opening { settings, clock, mut config, threads, in_memory } = opening;
        config.bank_key = settings.bank_key.clone();
        config.mail_offered = settings.file.smtp.is_some() && settings.file.mail_from.is_some();
        let (blobs, index) = if in_memory {
            (Blobs::in_memory(), Index::open_in_memory()?)
        } else {
            std::fs::create_dir_all(&settings.data)
                .with_context(|| format!("cannot make the folder {}", settings.data.display()))?;
            let files = settings.data.join("files");
            std::fs::create_dir_all(&files)?;
            (Blobs::folder(&files)?, open_index(&settings.data)?)
        };
        let db = open_database(&settings.target, threads).await?;
        let origin = settings.file.log_origin.clone().unwrap_or_else(|| ORIGIN.to_owned());
        let key = db.write(move |tx| ledger::sealer::key(tx, &origin)).await?;

        let words: &'static Catalogue = words()?;
        let modules = registry::modules();
        let index = Arc::new(index);
        let tellers: Vec<_> = modules.iter().flat_map(|module| module.tellers).copied().collect();
        let outside = outside(&settings, &config)?;
        let mut folds = vec![notices::fold(tellers)];
        folds.push(stats::fold(web::sources(&modules)));
        folds.extend(modules.iter().flat_map(|module| (module.folds)()));

        let verifier = key.verifier().clone();
        let sealer = Sealer::new(db.clone(), clock.clone(), key, folds);
        let tail = Tail::new(db.clone(), Arc::clone(&index), &modules);
        let mut schedules = notices::schedules();
        schedules.push(Schedule { kind: LOOK_OVER, when: When::Daily(jiff::civil::time(3, 0, 0, 0)) });
        schedules.extend(modules.iter().flat_map(|module| module.schedules).copied());
        let app = App::new(Parts {
            db: db.clone(),
            clock: clock.clone(),
            blobs,
            index,
            words,
            visitors: RateLimit::new(config.visitor_rate, 60),
            config,
            log_key: verifier,
            sealed: sealer.size(),
            indexed: tail.indexed(),
            modules,
        });
        let mut handlers = notices::handlers(outside);
        handlers.push(Handler::new(LOOK_OVER, |run| async move { run.db.look_over().await }));
        handlers.extend(app.modules.iter().flat_map(|module| (module.handlers)(&app)));
        let worker = Worker::new(db, clock, handlers).with_schedules(schedules);
        Ok(House { app, sealer, worker, tail })
    }

    /// Lets everything follow that a change entails, and returns when it has: for tests and for
    /// commands that end.
    ///
    /// # Errors
    /// What a fold or the index ends with.
    pub async fn settle(&self) -> kernel::Result<()> {
        self.sealer.catch_up().await?;
        self.tail.catch_up().await
    }

    /// Does the jobs that are due now, and lets everything follow.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn work(&self, now: Time) -> kernel::Result<usize> {
        let done = self.worker.run_due(now).await?;
        self.settle().await?;
        Ok(done)
    }

    /// Starts the tasks. They end when `stop` is sent `true`.
    pub fn start(self, stop: &watch::Sender<bool>) -> Running {
        let sealed = self.sealer.size();
        let tasks = vec![
            tokio::spawn(self.sealer.run(stop.subscribe())),
            tokio::spawn(self.worker.run(stop.subscribe())),
            tokio::spawn(self.tail.run(sealed, stop.subscribe())),
        ];
        Running { tasks }
    }
}

/// The running tasks.
pub struct Running {
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Waits for them to end.
    pub async fn ended(self) {
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a task did not end well");
            }
        }
    }
}

/// How many threads serve a database unless told otherwise. A connection to a server waits for most of
/// its time, so there are more of them.
pub fn threads(target: &Target) -> usize {
    let processors = std::thread::available_parallelism().map_or(4, usize::from);
    match target {
        Target::File(_) => processors.clamp(2, 16),
        Target::Url(_) => (processors * 4).clamp(8, 64),
    }
}

/// Opens the database and brings its schema up to date.
///
/// # Errors
/// When it cannot be opened or migrated.
pub async fn open_database(target: &Target, threads: usize) -> anyhow::Result<Db> {
    if let Target::File(file) = target
        && let Some(folder) = file.parent()
    {
        std::fs::create_dir_all(folder)?;
    }
    let db = Db::open(target, threads).with_context(|| format!("cannot open the database {target:?}"))?;
    db.migrate(registry::migrations()).await?;
    db.look_over().await?;
    Ok(db)
}

fn open_index(data: &Path) -> anyhow::Result<Index> {
    let folder = data.join("search");
    std::fs::create_dir_all(&folder)?;
    Ok(Index::open(&folder, INDEX_SCHEMA)?)
}

/// The catalogue is made once in a process and kept.
pub(crate) fn words() -> anyhow::Result<&'static Catalogue> {
    static WORDS: std::sync::OnceLock<&'static Catalogue> = std::sync::OnceLock::new();
    if let Some(words) = WORDS.get() {
        return Ok(words);
    }
    let built = registry::words()?.leak();
    Ok(WORDS.get_or_init(|| built))
}

fn outside(settings: &Settings, config: &Config) -> anyhow::Result<Outside> {
    let mailer = match (&settings.file.smtp, &settings.file.mail_from) {
        (Some(url), Some(from)) => Some(Mailer::smtp(url, from).map_err(|fault| anyhow::anyhow!("smtp: {fault:?}"))?),
        _ => None,
    };
    Ok(Outside {
        base: config.base_url.clone(),
        settings: "/me/notices",
        inbox: "/inbox",
        mailer,
        vendors: Vendors::default(),
        render: render_notice,
        language: |reader, person| {
            Ok(kernel::lifecycle::Word::word(identity::people::person(reader, person)?.locale).to_owned())
        },
    })
}

/// A notice in a sentence, outside the house.
fn render_notice(key: &str, args: &notices::Args, language: &str) -> String {
    let locale = Locale::parse(language).unwrap_or(Locale::Zh);
    words().map(|words| web::notice_text(words.t(locale), key, args)).unwrap_or_else(|_| key.to_owned())
}
