//! `liaoyuan admin`: what only the operator of the machine may do. The first administrator is made
//! here.

use clap::{Args, Subcommand};
use identity::grants::NewGrant;
use identity::people::Details;
use identity::tree::NewUnit;
use identity::{By, UnitKind};
use kernel::{Clock, Role};
use store::Db;

use crate::commands::say;
use crate::config::Settings;
use crate::house::open_database;

/// What to do.
#[derive(Args, Debug)]
pub struct Admin {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make the root of the tree, if there is none, and its first administrator; prints the password once.
    Init {
        /// Name of the root: a province's union, or the one enterprise.
        #[arg(long)]
        name: String,
        /// Code of the root (GB/T 2260), `330000` for Zhejiang.
        #[arg(long, default_value = "330000")]
        code: String,
        /// Whether the root is a single enterprise.
        #[arg(long)]
        enterprise: bool,
        /// Name of the administrator.
        #[arg(long)]
        administrator: String,
        /// Telephone number to sign in with.
        #[arg(long)]
        phone: String,
    },
    /// Hand out a new password to somebody, by telephone number; prints it once.
    Password {
        /// Telephone number.
        #[arg(long)]
        phone: String,
    },
    /// Print the public key that checks receipts.
    Key,
}

/// Does it.
pub async fn run(settings: &Settings, admin: Admin) -> anyhow::Result<()> {
    let db = open_database(&settings.target, 1).await?;
    match admin.what {
        What::Init { name, code, enterprise, administrator, phone } => {
            let kind = if enterprise { UnitKind::Enterprise } else { UnitKind::Province };
            init(&db, kind, name, code, administrator, phone).await
        }
        What::Password { phone } => password(&db, phone).await,
        What::Key => {
            let origin = settings.file.log_origin.clone().unwrap_or_else(|| "liaoyuan.local/log".to_owned());
            let key = db.write(move |tx| ledger::sealer::key(tx, &origin)).await?;
            say(&key.verifier().to_string());
            Ok(())
        }
    }
}

async fn init(
    db: &Db,
    kind: UnitKind,
    name: String,
    code: String,
    administrator: String,
    phone: String,
) -> anyhow::Result<()> {
    let now = Clock::system().now();
    let reached = phone.clone();
    let roots = db.read(identity::tree::roots).await?;
    anyhow::ensure!(roots.is_empty(), "there is a root already: sign in, or hand out a password");
    ledger::change(db, move |tx| {
        let root = NewUnit {
            kind,
            name: name.clone(),
            short_name: String::new(),
            code: code.clone(),
            parent: None,
            industry_parent: None,
            industry: String::new(),
        };
        let founded = identity::tree::found(tx, By::House, &root, now)?;
        let unit = founded.value().id;
        let details = Details { name: administrator.clone(), phone: phone.clone(), unit };
        let joined = identity::people::join(tx, By::House, "0001", &details, now)?;
        let person = *joined.value();
        let grant = NewGrant { person, role: Role::Administrator, unit, starts_at: now, ends_at: None };
        let given = identity::grants::give(tx, By::House, &grant, now)?;
        Ok(founded.and(joined).and(given).with(()))
    })
    .await?;
    password(db, reached).await
}

async fn password(db: &Db, phone: String) -> anyhow::Result<()> {
    let now = Clock::system().now();
    let found = phone.clone();
    let person = db.read(move |reader| identity::people::by_phone(reader, &found)).await?;
    let person = person.ok_or_else(|| anyhow::anyhow!("nobody has the telephone number {phone}"))?;
    let slips = identity::sign_in::make_slips([person.id])?;
    let shown = slips.first().map(|slip| slip.password.reveal().to_owned()).unwrap_or_default();
    ledger::change(db, move |tx| identity::sign_in::hand_out_passwords(tx, By::House, &slips, now)).await?;
    say(&format!("{}, {phone}: the password is {shown} and must be changed at the first sign-in.", person.name));
    Ok(())
}
