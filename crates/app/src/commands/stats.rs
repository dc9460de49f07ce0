//! `liaoyuan stats`: the figures of the nodes, counted anew; and what `verify` says about them.

use clap::Subcommand;
use identity::store::units::UNITS_WHERE;
use kernel::Path;
use stats::{Checked, Fault, Grain, Progress};
use store::{Db, Filter, Reader, Value};

use crate::commands::{Milestones, say};
use crate::config::Settings;
use crate::house::{open_database, threads};
use crate::registry;

/// What to do with the figures.
#[derive(Debug, Subcommand)]
pub enum Stats {
    /// Empty the totals and count everything anew. Others may work meanwhile; Ctrl-C stops it, and the next
    /// time it goes on where it was.
    Rebuild,
}

/// Does it.
pub async fn run(settings: &Settings, Stats::Rebuild: Stats) -> anyhow::Result<()> {
    let db = open_database(&settings.target, threads(&settings.target)).await?;
    let sources = web::sources(&registry::modules());
    if db.read(stats::is_unfinished).await? {
        say("going on with a rebuild that was stopped");
    }
    tokio::select! {
        counted = stats::rebuild(&db, &sources, tell) => say(&format!("{} records counted", counted?)),
        _ = tokio::signal::ctrl_c() => {
            say("stopped; `liaoyuan stats rebuild` goes on from here, and until then the figures are incomplete");
        }
    }
    Ok(())
}

fn tell(Progress { source, records }: Progress) {
    say(&format!("  {source}: {records} records"));
}

/// Compares the figures with the records and tells what does not hold.
pub async fn verify(db: &Db) -> anyhow::Result<usize> {
    let sources = web::sources(&registry::modules());
    let measures: Vec<_> = sources.iter().flat_map(|source| source.measures).copied().collect();
    let (checked, lines) = db
        .read(move |reader| {
            let mut milestones = Milestones::default();
            let checked = stats::check(reader, &sources, |records| {
                if milestones.passed(records) {
                    say(&format!("  {records} records"));
                }
            })?;
            let lines =
                checked.faults.iter().map(|fault| line(reader, fault, &measures)).collect::<Result<Vec<_>, _>>();
            Ok((checked, lines?))
        })
        .await?;
    lines.iter().for_each(|line| say(line));
    let Checked { records, totals, waiting, .. } = checked;
    say(&format!("{records} records and {totals} totals compared, {} faults", lines.len()));
    if waiting > 0 {
        say(&format!("{waiting} entries are not counted yet; a running server counts them within a second"));
    }
    if db.read(stats::is_unfinished).await? {
        say("a rebuild of the totals was stopped: `liaoyuan stats rebuild` ends it");
    }
    Ok(lines.len())
}

/// A fault in a sentence.
fn line(reader: &Reader<'_>, fault: &Fault, measures: &[stats::Measure]) -> kernel::Result<String> {
    Ok(match fault {
        Fault::Record { subject, path } => {
            format!("COUNTED WRONG: record {subject} at {} is not counted for what it says", name(reader, path)?)
        }
        Fault::Nothing { subject } => format!("COUNTED WRONG: {subject} is counted, and no record says so"),
        Fault::Total { node, grain, period, part, measure, kept, counted } => {
            let code = measures.iter().find(|it| it.id == *measure).map_or("a measure that is gone", |it| it.code);
            let (node, when) = (name(reader, node)?, time(*grain, *period, *part));
            format!("TOTAL: {code} of {node} in {when} is {kept}, its records come to {counted}")
        }
        Fault::Owed { node, due, kept, counted } => {
            let (node, when) = (name(reader, node)?, due.date());
            format!("TOTAL: what is owed at {node} by {when} is {kept}, its records come to {counted}")
        }
    })
}

fn time(grain: Grain, year: i32, part: u32) -> String {
    match grain {
        Grain::Year => year.to_string(),
        Grain::Month => format!("{year:04}-{part:02}"),
        Grain::Day => format!("day {part} of {year}"),
        Grain::Ever => "all time".to_owned(),
    }
}

/// What the unit at a path is called, with the path.
fn name(reader: &Reader<'_>, path: &Path) -> kernel::Result<String> {
    let mut filter = Filter::new();
    filter.and_in("u.number", path.number().map(Value::Int));
    let unit = reader.list::<identity::Unit>(UNITS_WHERE, &filter)?.into_iter().next();
    Ok(unit.map_or_else(|| path.to_string(), |unit| format!("{} ({path})", unit.name)))
}
