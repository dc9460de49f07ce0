//! `copy`, `backup`, `restore`. A backup is a copy into an SQLite file at one moment, whatever the
//! engine, with the attachments beside it: one format, restored into either engine.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use store::Target;

use crate::commands::{must_not_exist, say};
use crate::config::Settings;
use crate::registry;

/// From where to where.
#[derive(Args, Debug)]
pub struct Copy {
    /// A database: a file, or `postgres://…`.
    #[arg(long, value_name = "DATABASE")]
    from: String,
    /// An empty database: a file that does not exist, or `postgres://…`.
    #[arg(long, value_name = "DATABASE")]
    to: String,
}

/// Where to write.
#[derive(Args, Debug)]
pub struct Backup {
    /// A folder that does not exist yet.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
}

/// Where from.
#[derive(Args, Debug)]
pub struct Restore {
    /// A folder that `backup` wrote.
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
}

/// Moves an installation's database.
pub fn copy(_: &Settings, copy: &Copy) -> anyhow::Result<()> {
    let (from, to) = (target(&copy.from), target(&copy.to));
    if let Target::File(file) = &to {
        must_not_exist(file)?;
    }
    move_all(&from, &to)
}

/// Writes a backup.
pub fn backup(settings: &Settings, backup: &Backup) -> anyhow::Result<()> {
    must_not_exist(&backup.to)?;
    std::fs::create_dir_all(&backup.to)?;
    move_all(&settings.target, &Target::File(backup.to.join("liaoyuan.db")))?;
    // Attachments are named by their content and never change: those there now are all that the
    // copied rows name.
    copy_folder(&settings.data.join("files"), &backup.to.join("files"))
}

/// Brings a backup back.
pub fn restore(settings: &Settings, restore: &Restore) -> anyhow::Result<()> {
    let file = restore.from.join("liaoyuan.db");
    anyhow::ensure!(file.exists(), "{} holds no backup", restore.from.display());
    if let Target::File(file) = &settings.target {
        must_not_exist(file)?;
        std::fs::create_dir_all(&settings.data)?;
    }
    move_all(&Target::File(file), &settings.target)?;
    copy_folder(&restore.from.join("files"), &settings.data.join("files"))
}

fn target(text: &str) -> Target {
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        Target::Url(text.to_owned())
    } else {
        Target::File(PathBuf::from(text))
    }
}

fn move_all(from: &Target, to: &Target) -> anyhow::Result<()> {
    if let Target::File(file) = from {
        anyhow::ensure!(file.exists(), "there is no database at {}", file.display());
    }
    let copied = store::copy(from, to, &registry::migrations(), |table, rows| {
        if rows > 0 {
            say(&format!("{rows:>10}  {table}"));
        }
    })?;
    let rows: u64 = copied.tables.iter().map(|(_, rows)| rows).sum();
    say(&format!("{rows:>10}  rows in {} tables, counted on both sides", copied.tables.len()));
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    if !from.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target).with_context(|| format!("cannot copy {}", entry.path().display()))?;
        }
    }
    Ok(())
}
