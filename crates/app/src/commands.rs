//! The command line. Each command is a file; all share where the data is.

mod admin;
mod backup;
mod demo;
mod export;
mod import;
mod serve;
mod simulate;
mod stats;
mod verify;

use std::path::Path;

use clap::{Parser, Subcommand};

use crate::config::{Place, Settings};

/// 燎原: a province's employee innovation work as one program.
#[derive(Debug, Parser)]
#[command(name = "liaoyuan", version, about, propagate_version = true)]
pub struct Cli {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the believable world, with an account for each role; nothing is kept unless --data is given.
    Demo(serve::Listen),
    /// Serve an installation.
    Serve(serve::Listen),
    /// Make three years of a province from single records, to measure with and to look at.
    Simulate(simulate::Simulate),
    /// Check the whole ledger against itself and the figures against the records, or one receipt offline.
    Verify(verify::Verify),
    /// Move a whole installation into an empty database of either engine.
    Copy(backup::Copy),
    /// Write a backup while others go on writing: one SQLite file with everything, and the attachments.
    Backup(backup::Backup),
    /// Bring a backup back into an empty installation.
    Restore(backup::Restore),
    /// Write what somebody may see into a file: a workbook, CSV or JSON lines.
    Export(export::Export),
    /// Count the figures of the nodes anew.
    #[command(subcommand)]
    Stats(stats::Stats),
    /// Bring in an old ledger from a spreadsheet, marked as imported.
    Import(import::Import),
    /// What only the operator of the machine may do.
    Admin(admin::Admin),
}

/// Runs a command.
///
/// # Errors
/// What the command ends with, for a person to read.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    log_to_stderr();
    let settings = Settings::gather(&cli.place)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match cli.command {
        Command::Demo(listen) => runtime.block_on(demo::run(settings, cli.place.data.is_some(), &listen)),
        Command::Serve(listen) => runtime.block_on(serve::run(settings, &listen)),
        Command::Simulate(simulate) => runtime.block_on(simulate::run(&settings, &simulate)),
        Command::Verify(verify) => runtime.block_on(verify::run(&settings, &verify)),
        Command::Copy(copy) => backup::copy(&settings, &copy),
        Command::Backup(backup) => backup::backup(&settings, &backup),
        Command::Restore(restore) => backup::restore(&settings, &restore),
        Command::Export(export) => runtime.block_on(export::run(&settings, &export)),
        Command::Stats(stats) => runtime.block_on(stats::run(&settings, stats)),
        Command::Import(import) => runtime.block_on(import::run(&settings, &import)),
        Command::Admin(admin) => runtime.block_on(admin::run(&settings, admin)),
    }
}

/// Logs go to standard error, as JSON when `LIAOYUAN_LOG_FORMAT=json`; what is told follows `RUST_LOG`.
fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,tantivy=warn".into());
    let log = tracing_subscriber::fmt()
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::env::var("LIAOYUAN_LOG_FORMAT").is_ok_and(|format| format == "json") {
        log.json().init();
    } else {
        log.compact().init();
    }
}

/// Says something to the person at the terminal.
#[allow(clippy::print_stdout, reason = "a command answers on standard output")]
fn say(line: &str) {
    println!("{line}");
}

/// How far long work is told: whenever it has passed another hundred thousand.
#[derive(Default)]
struct Milestones(u64);

impl Milestones {
    fn passed(&mut self, done: u64) -> bool {
        let reached = done / 100_000;
        std::mem::replace(&mut self.0, reached) < reached
    }
}

/// A file or folder that must not exist yet.
fn must_not_exist(path: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(!path.exists(), "{} exists already and is not overwritten", path.display());
    Ok(())
}
