//! What an installation is told: flags over `LIAOYUAN_*` variables over `liaoyuan.toml`.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use serde::Deserialize;
use store::Target;
use web::KeyPlace;

/// Where the data is and how the house is reached. The same for every command.
#[derive(Args, Clone, Debug, Default)]
pub struct Place {
    /// Folder of the data: the embedded database, attachments, the search index.
    #[arg(long, env = "LIAOYUAN_DATA", value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// PostgreSQL instead of the embedded database, as `postgres://user@host/name`.
    #[arg(long, env = "LIAOYUAN_DATABASE", value_name = "URL", global = true)]
    pub database: Option<String>,
    /// The configuration file.
    #[arg(long, env = "LIAOYUAN_CONFIG", value_name = "FILE", default_value = "liaoyuan.toml", global = true)]
    pub config: PathBuf,
}

/// The configuration file. Every line may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// As `--data`.
    pub data: Option<PathBuf>,
    /// As `--database`.
    pub database: Option<String>,
    /// As `--listen`.
    pub listen: Option<String>,
    /// As `--base-url`.
    pub base_url: Option<String>,
    /// Names the log in receipts for ever; set it before the first start.
    pub log_origin: Option<String>,
    /// `smtps://user:password@host` for notices by mail.
    pub smtp: Option<String>,
    /// The sender of those mails.
    pub mail_from: Option<String>,
    /// As `LIAOYUAN_BANK_KEY`: the key that seals bank details, 64 hexadecimal digits. Several nodes before
    /// one database need the same.
    pub bank_key: Option<String>,
}

/// What a command works with, all sources put together.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Folder of the data.
    pub data: PathBuf,
    /// Where the database is.
    pub target: Target,
    /// Where the key of bank details is: configured, or a file in the data folder.
    pub bank_key: KeyPlace,
    /// What the file says.
    pub file: File,
}

/// The variable of the key of bank details. It is no flag: flags stand in lists of processes.
const BANK_KEY: &str = "LIAOYUAN_BANK_KEY";

impl Settings {
    /// Puts flags, variables and the file together.
    ///
    /// # Errors
    /// When the file exists and cannot be read.
    pub fn gather(place: &Place) -> anyhow::Result<Settings> {
        let file = read(&place.config)?;
        let data = place.data.clone().or_else(|| file.data.clone()).unwrap_or_else(|| PathBuf::from("data"));
        let target = match place.database.clone().or_else(|| file.database.clone()) {
            Some(url) => Target::Url(url),
            None => Target::File(data.join("liaoyuan.db")),
        };
        let given = std::env::var(BANK_KEY).ok().or_else(|| file.bank_key.clone());
        let bank_key = match given.map(|hex| web::key_from_hex(hex.trim())) {
            None => key_file(&data),
            Some(Some(key)) => KeyPlace::Given(key),
            Some(None) => anyhow::bail!("bank_key must be 64 hexadecimal digits"),
        };
        Ok(Settings { data, target, bank_key, file })
    }

    /// The settings for a folder, with the embedded database in it.
    pub fn embedded(data: &Path) -> Settings {
        let target = Target::File(data.join("liaoyuan.db"));
        Settings { data: data.to_owned(), target, bank_key: key_file(data), file: File::default() }
    }
}

fn key_file(data: &Path) -> KeyPlace {
    KeyPlace::File(data.join("bank.key"))
}

fn read(path: &Path) -> anyhow::Result<File> {
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).with_context(|| format!("cannot read {}", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(File::default()),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}
