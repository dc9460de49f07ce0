//! `liaoyuan import`: an old ledger from a spreadsheet, as `/history` takes it, at the terminal.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use history::lifecycle::State;
use history::model::{Import as Brought, Upload};
use history::upload::{self, Preview};
use history::{Outcome, Planned, actions, mapping, running};
use identity::store::units::UNITS_WHERE;
use identity::{Unit, tree};
use jobs::long::{self, Long, LongState};
use kernel::lifecycle::Word as _;
use kernel::{Clock, Error, Reason};
use store::{Db, Filter, Reader, Value};
use ui::{Locale, T};
use works::Kind;

use crate::commands::say;
use crate::config::Settings;
use crate::house::{open_database, threads};
use crate::registry;

/// What to import.
#[derive(Args, Debug)]
pub struct Import {
    /// The spreadsheet: .xlsx, or .csv in UTF-8 or GBK.
    file: PathBuf,
    /// Whose ledger it is: the code of a union node, or the full name of any node or enterprise.
    #[arg(long, value_name = "CODE")]
    unit: String,
    /// What each row is: suggestion, project, invention or method.
    #[arg(long, value_parser = kind)]
    kind: Kind,
    /// What a column means, as TITLE=MEANING; `TITLE=-` leaves it out. Other columns are guessed by their titles. Meanings:
    /// number, title, text, authors, employee_no, unit, category, submitted, adopted, done, state, benefit, benefit_wan,
    /// award, award_wan.
    #[arg(long, value_name = "TITLE=MEANING")]
    map: Vec<String>,
    /// Say what the import would do, and do nothing.
    #[arg(long)]
    dry_run: bool,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::from_word(word).ok_or_else(|| "one of suggestion, project, invention, method".to_owned())
}

/// Imports, and tells how far it is. Ctrl-C takes back what was done until then.
pub async fn run(settings: &Settings, asked: &Import) -> anyhow::Result<()> {
    let t = registry::words()?.leak().t(Locale::En);
    let bytes = std::fs::read(&asked.file).with_context(|| format!("cannot read {}", asked.file.display()))?;
    let table = upload::read(&bytes).map_err(|error| told(t, &error))?;
    let db = open_database(&settings.target, threads(&settings.target)).await?;
    let clock = Clock::system();
    let (code, now) = (asked.unit.clone(), clock.now());
    let unit = db.read(move |reader| find(reader, &code)).await?.context("no such unit; give its code or full name")?;

    let name = asked.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (place, kind) = (unit.clone(), asked.kind);
    let kept = db.write(move |tx| upload::put(tx, (&place, None), (kind, &name), &table, now)).await?;
    let outcome = look_and_import(&db, &clock, t, &unit, kept.clone(), asked).await;
    // Imported, it is gone already; nobody at the terminal comes back for it otherwise.
    db.write(move |tx| upload::end(tx, kept.id)).await?;
    outcome
}

async fn look_and_import(
    db: &Db,
    clock: &Clock,
    t: T,
    unit: &Unit,
    mut kept: Upload,
    asked: &Import,
) -> anyhow::Result<()> {
    for part in &asked.map {
        let (at, meaning) = mapping::typed(&kept.header.0, part).map_err(|why| anyhow::anyhow!(web::say(t, &why)))?;
        kept.mapping.0[at] = meaning;
    }
    for (title, meaning) in kept.header.0.iter().zip(&kept.mapping.0) {
        say(&format!("  {title} -> {}", meaning.map_or("not imported", |meaning| meaning.word())));
    }
    let (place, upload) = (unit.clone(), kept.clone());
    db.write(move |tx| upload::map(tx, &place, &upload, upload.kind, upload.mapping.0.clone()))
        .await
        .map_err(|error| told(t, &error))?;
    let (place, upload, today) = (unit.clone(), kept.clone(), clock.now().date());
    let preview = db.read(move |reader| upload::preview(reader, &place, &upload, today)).await?;
    show(t, &preview);
    anyhow::ensure!(preview.faulty == 0, "{} rows are faulty; nothing is imported", preview.faulty);
    if asked.dry_run || !preview.does_something() {
        say(if asked.dry_run { "nothing was imported" } else { "nothing to import" });
        return Ok(());
    }
    let (place, now) = (unit.clone(), clock.now());
    let begun = db.write(move |tx| {
        let import = actions::note(tx, (&place, None), &kept, &preview.chain, now)?.ok_or(Error::Overtaken)?;
        let long = long::note(tx, actions::order(&import, now), now)?;
        Ok((import, long))
    });
    let (import, long) = begun.await.map_err(|error| told(t, &error))?;
    follow(db, clock, t, &import, &long).await
}

/// Does the work here, unless somebody stops it.
async fn follow(db: &Db, clock: &Clock, t: T, import: &Brought, long: &Long) -> anyhow::Result<()> {
    let (kind, id) = (running::kind(), long.id);
    // A line for every twentieth is enough to see it move.
    let mut told = 0;
    let mut tell = |long: &Long| {
        let twentieths = if long.total > 0 { long.done * 20 / long.total } else { 0 };
        if twentieths != told {
            told = twentieths;
            say(&format!("  {} of {}", long.done, long.total));
        }
    };
    let ended = tokio::select! {
        ended = long::run(db, &kind, clock, id, &mut tell) => Some(ended?),
        () = super::serve::signal() => None,
    };
    let ended = match ended {
        Some(ended) => ended,
        None => {
            let now = clock.now();
            match db.write(move |tx| long::cancel(tx, id, now)).await {
                Ok(_) => say("taking back what was done"),
                // Its rows stand already: what is left is to record them.
                Err(Error::Refused(reason)) => say(&web::say(t, &reason)),
                Err(error) => return Err(error.into()),
            }
            long::run(db, &kind, clock, id, &mut tell).await?
        }
    };
    match ended.state {
        LongState::Done => {
            say(&format!("{} {}", t.get(&format!("word-{}", State::Kept)), Brought::path_of(import.id)));
            Ok(())
        }
        LongState::Cancelled => anyhow::bail!("cancelled; nothing was imported"),
        _ => {
            let fault = ended.fault.map(|told| told.0.key).unwrap_or_default();
            anyhow::bail!("it failed, and nothing was imported: {}", t.try_get(&fault).unwrap_or(&fault))
        }
    }
}

/// The node with this code, or the one unit with this name.
fn find(reader: &Reader<'_>, typed: &str) -> kernel::Result<Option<Unit>> {
    if let Some(unit) = tree::by_code(reader, typed)? {
        return Ok(Some(unit));
    }
    let mut filter = Filter::new();
    filter.and("u.name = ? AND u.ended_at IS NULL", [Value::Text(typed)]);
    filter.and("(u.enterprise IS NULL OR u.enterprise = u.id)", []);
    let mut units: Vec<Unit> = reader.list(UNITS_WHERE, &filter)?;
    Ok(if units.len() == 1 { units.pop() } else { None })
}

fn show(t: T, preview: &Preview) {
    let [new, changed, same] = preview.counts;
    say(&format!("{new} new, {changed} changed, {same} there already, {} faulty", preview.faulty));
    for (year, (count, benefit)) in preview.years.iter().rev() {
        say(&format!("  {year}: {count} rows, {}", t.money(*benefit)));
    }
    for row in &preview.faults {
        faults(t, row).iter().for_each(|line| say(line));
    }
}

fn faults(t: T, row: &Planned) -> Vec<String> {
    let Outcome::Faulty(faults) = &row.outcome else { return Vec::new() };
    let line = |fault: &history::Fault| {
        format!("  line {}, {}: {:?} {}", row.line, fault.meaning.word(), fault.cell, web::say(t, &fault.why))
    };
    faults.iter().map(line).collect()
}

/// An error in a sentence for whoever sits at the terminal.
fn told(t: T, error: &Error) -> anyhow::Error {
    let say = |reason: &Reason| web::say(t, reason);
    match error {
        Error::Invalid(faults) => {
            let all: Vec<String> = faults.iter().map(|(_, reason)| say(reason)).collect();
            anyhow::anyhow!(all.join(" "))
        }
        Error::Refused(reason) | Error::Denied(reason) => anyhow::anyhow!(say(reason)),
        other => anyhow::anyhow!(other.to_string()),
    }
}
