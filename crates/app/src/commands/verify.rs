//! `liaoyuan verify`: the ledger against itself and the figures against the records, or one receipt with nothing but the public key.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use ledger::keys::VerifierKey;
use ledger::proofs::{Check, Checked, LogFault};
use ledger::receipt::verify_receipt;
use store::Db;

use crate::commands::{Milestones, say, stats};
use crate::config::Settings;
use crate::house::open_database;

/// What to verify.
#[derive(Args, Debug)]
pub struct Verify {
    /// A receipt to check offline. Needs --key, or an installation to take the key from.
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    /// The log's public key, as published at /log/key.
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
}

/// Verifies, and ends with an error when something does not hold.
pub async fn run(settings: &Settings, verify: &Verify) -> anyhow::Result<()> {
    match &verify.receipt {
        Some(file) => receipt(settings, file, verify.key.as_deref()).await,
        None => whole(settings).await,
    }
}

async fn receipt(settings: &Settings, file: &PathBuf, key: Option<&str>) -> anyhow::Result<()> {
    let text = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let key = match key {
        Some(key) => VerifierKey::parse(key.trim())?,
        None => installation(settings).await?.1,
    };
    match verify_receipt(&text, &key) {
        Ok(verified) => {
            let at = jiff::Timestamp::from_millisecond(verified.at_ms)?;
            say(&format!(
                "holds: entry {} of {}, recorded {at}, in the log {}",
                verified.index, verified.size, verified.origin
            ));
            say(&serde_json::to_string_pretty(&verified.entry)?);
            Ok(())
        }
        Err(fault) => anyhow::bail!("the receipt does not hold: {fault}"),
    }
}

/// The database and the key of an installation that must be there.
async fn installation(settings: &Settings) -> anyhow::Result<(Db, VerifierKey)> {
    if let store::Target::File(file) = &settings.target {
        anyhow::ensure!(file.exists(), "no installation at {}; give a receipt's log key with --key", file.display());
    }
    let db = open_database(&settings.target, 1).await?;
    let key = db.read(ledger::sealer::existing_key).await?.context("this installation has no log yet")?;
    Ok((db, key.verifier().clone()))
}

/// The log against itself, in steps: how far it is is told, and it may be stopped between two.
async fn checked(db: &Db, verifier: VerifierKey) -> anyhow::Result<Checked> {
    let mut check = db.read(move |reader| Check::begin(reader, &verifier)).await?;
    let mut stop = std::pin::pin!(tokio::signal::ctrl_c());
    let mut milestones = Milestones::default();
    loop {
        let step = db.read(move |reader| {
            let more = check.step(reader)?;
            Ok((check, more))
        });
        let more;
        (check, more) = tokio::select! {
            biased;
            _ = &mut stop => anyhow::bail!("stopped before the end; nothing was changed, and nothing is proved"),
            step = step => step?,
        };
        if !more {
            return Ok(db.read(move |reader| check.end(reader)).await?);
        }
        if milestones.passed(check.entries()) {
            let of = check.of().map_or_else(String::new, |of| format!(" of {of}"));
            say(&format!("  {}{of} entries, {} faults", check.entries(), check.faults()));
        }
    }
}

async fn whole(settings: &Settings) -> anyhow::Result<()> {
    let (db, verifier) = installation(settings).await?;
    let waiting = db.read(ledger::sealer::waiting).await?;
    let checked = checked(&db, verifier).await?;
    for fault in &checked.faults {
        say(&match fault {
            LogFault::Altered(entry) => format!("ALTERED: the text or facts of entry {entry} are not those recorded"),
            LogFault::NotInTree(entry) => format!("NOT IN THE TREE: entry {entry}"),
            LogFault::Gap(position) => format!("GAP at position {position}"),
            LogFault::Root => "ROOT: the tree is not the signed one".to_owned(),
            LogFault::Checkpoint(why) => format!("CHECKPOINT: {why}"),
        });
    }
    say(&format!(
        "{} entries checked, {} of them erased, {} faults",
        checked.entries,
        checked.erased,
        checked.faults.len() as u64 + checked.further
    ));
    if waiting > 0 {
        say(&format!("{waiting} more wait for their number; a running server gives it within a second"));
    }
    let miscounted = tokio::select! {
        _ = tokio::signal::ctrl_c() => anyhow::bail!("stopped before the figures were compared with the records"),
        miscounted = stats::verify(&db) => miscounted?,
    };
    anyhow::ensure!(checked.faults.is_empty(), "the ledger does not hold");
    anyhow::ensure!(miscounted == 0, "the figures do not hold; `liaoyuan stats rebuild` counts them anew");
    Ok(())
}
