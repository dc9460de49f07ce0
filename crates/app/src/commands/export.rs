//! `liaoyuan export`: what somebody may see, as a file.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use exports::{Format, Source, to_writer};
use kernel::lifecycle::Word as _;
use kernel::{Actor, Clock, Error, Result, Time};
use store::Reader;

use crate::commands::say;
use crate::config::Settings;
use crate::house::{open_database, threads, words};
use crate::registry;

/// What to export.
#[derive(Args, Debug)]
pub struct Export {
    /// The table, by its code: suggestions, projects, inventions, methods, adoptions, benefits, awards.
    table: String,
    /// Where to write it; the ending says as what: .xlsx, .csv or .jsonl.
    file: PathBuf,
    /// As whom: their telephone number. The file holds what they may see.
    #[arg(long = "as", value_name = "PHONE")]
    who: String,
    /// Headers and words in English.
    #[arg(long)]
    english: bool,
}

/// Does it.
pub async fn run(settings: &Settings, what: &Export) -> anyhow::Result<()> {
    let modules = registry::modules();
    let tables: Vec<&'static web::export::Export> = modules.iter().flat_map(|module| module.exports).collect();
    let export = tables.iter().find(|table| table.code == what.table).with_context(|| {
        let codes: Vec<_> = tables.iter().map(|table| table.code).collect();
        format!("no table {}; there are {}", what.table, codes.join(", "))
    })?;
    let ending = what.file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let format = Format::from_word(ending).context("the file must end with .xlsx, .csv or .jsonl")?;
    let db = open_database(&settings.target, threads(&settings.target)).await?;
    let (phone, now) = (what.who.clone(), Clock::system().now());
    let actor = db.read(move |reader| actor(reader, &phone, now)).await?;
    let locale = if what.english { ui::Locale::En } else { ui::Locale::Zh };
    let t = words()?.t(locale);
    let dictionary = web::indicators(&modules).collect();
    let source = Source { db, actor, t, now, export: **export, dictionary };
    let mut out =
        BufWriter::new(File::create(&what.file).with_context(|| format!("cannot write {}", what.file.display()))?);
    let rows = to_writer(source, format, &mut out, |rows| {
        if rows % 100_000 < 500 {
            say(&format!("  {rows} rows"));
        }
    })
    .await?;
    out.flush()?;
    say(&format!("{rows} rows in {}", what.file.display()));
    Ok(())
}

/// Who has this telephone number.
fn actor(reader: &Reader<'_>, phone: &str, now: Time) -> Result<Actor> {
    let person = identity::people::by_phone(reader, phone)?.ok_or(Error::NotFound)?;
    identity::actors::actor(reader, person.id, now, &[])
}
