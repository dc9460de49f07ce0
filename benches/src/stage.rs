//! The world to measure in: made once, kept between runs, copied for each run because a run writes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use app::config::Settings;
use app::house::{House, Opening};
use kernel::Clock;
use store::Target;
use world::{Bench, Size, World};

use crate::Cli;
use crate::cast::Cast;
use crate::server;

/// Everybody's password; nobody is asked for it.
const PASSWORD: &str = "bench-2026";
/// The file that says a world is complete, and when it was made.
const READY: &str = "ready";

/// A copy of the world, ready to be served.
pub struct Stage {
    /// The world as it was planned.
    pub world: World,
    /// How many suggestions were planned.
    pub suggestions: u32,
    /// The folder of this run.
    pub data: PathBuf,
    /// PostgreSQL, where that is measured.
    pub database: Option<String>,
}

impl Stage {
    /// Makes the world unless it is there, and copies it for this run.
    pub async fn set(cli: &Cli) -> anyhow::Result<Stage> {
        let kept = kept(cli);
        if !kept.join(READY).exists() {
            note(&format!("making the world in {}, once; this takes minutes", kept.display()));
            // In a process that ends: the search index goes on tidying its files while it lives.
            let made = server::same_world(cli, "make")?.status()?;
            ensure!(made.success(), "the world was not made");
        }
        let stage = Stage::standing(cli)?;
        let _ = fs::remove_dir_all(&stage.data);
        copy(&kept, &stage.data)?;
        // A search index belongs to one process.
        copy(&kept.join("search"), &stage.bare_settings().data.join("search"))?;
        if let Some(url) = &stage.database {
            note("copying the world to PostgreSQL");
            let (from, to) = (Target::File(stage.data.join("liaoyuan.db")), Target::Url(url.clone()));
            let url = url.clone();
            tokio::task::spawn_blocking(move || -> anyhow::Result<()> {
                // The world may be older than the newest tables: the source is migrated, too.
                store::copy(&from, &to, &app::registry::migrations(), |_, _| {})?;
                postgres::Client::connect(&url, postgres::NoTls)?.batch_execute("VACUUM ANALYZE")?;
                Ok(())
            })
            .await??;
        }
        Ok(stage)
    }

    /// Makes the world: in a process of its own.
    pub async fn make(cli: &Cli) -> anyhow::Result<()> {
        let kept = kept(cli);
        let _ = fs::remove_dir_all(&kept);
        let clock = Clock::system();
        let now = clock.now().millis();
        let house = open(&Settings::embedded(&kept), clock).await?;
        app::populate::world(&house, World::new(1, size(cli), now), PASSWORD).await?;
        drop(house);
        Ok(fs::write(kept.join(READY), now.to_string())?)
    }

    /// The stage that stands already, for a second process.
    pub fn standing(cli: &Cli) -> anyhow::Result<Stage> {
        let made = fs::read_to_string(kept(cli).join(READY)).context("no world")?;
        let world = World::new(1, size(cli), made.trim().parse()?);
        Ok(Stage { world, suggestions: cli.suggestions, data: cli.cache.join("run"), database: cli.database.clone() })
    }

    /// Who plays. Opening the house brings schema, folds and search up to date.
    pub async fn cast(&self) -> anyhow::Result<Cast> {
        let clock = Clock::system();
        let house = open(&self.settings(), clock).await?;
        house.settle().await?;
        let cast = Cast::choose(&house.app.db, self, house.app.clock.now()).await?;
        cast.admit(&house.app.db, house.app.clock.now()).await
    }

    /// Where the data of this run is.
    pub fn settings(&self) -> Settings {
        let settings = Settings::embedded(&self.data);
        match &self.database {
            Some(url) => Settings { target: Target::Url(url.clone()), ..settings },
            None => settings,
        }
    }

    /// The same database with a search index of its own.
    pub fn bare_settings(&self) -> Settings {
        Settings { data: self.data.join("bare"), ..self.settings() }
    }

    /// The folder with the answers that the bare handlers send.
    pub fn answers(&self) -> PathBuf {
        self.data.join("answers")
    }
}

fn kept(cli: &Cli) -> PathBuf {
    cli.cache.join(format!("world-{}-{}-{}", cli.suggestions, cli.people, cli.enterprises))
}

fn size(cli: &Cli) -> Size {
    Size::Bench(Bench { enterprises: cli.enterprises, people: cli.people, suggestions: cli.suggestions })
}

/// Opens the house, not yet serving.
pub async fn open(settings: &Settings, clock: Clock) -> anyhow::Result<House> {
    let config = web::Config { base_url: "http://127.0.0.1".to_owned(), ..web::Config::default() };
    let threads = app::house::threads(&settings.target); // as the program has them
    House::open(Opening { settings: settings.clone(), clock, config, threads, in_memory: false }).await
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &there)?;
        } else {
            fs::copy(entry.path(), there)?;
        }
    }
    Ok(())
}

#[allow(clippy::print_stderr, reason = "a tool tells what takes long")]
fn note(line: &str) {
    eprintln!("{line}");
}
