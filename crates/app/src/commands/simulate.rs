//! `liaoyuan simulate`: three years of a province, a city or a handful of enterprises, for measuring and
//! for looking at.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use kernel::Clock;
use store::{Db, Target};
use world::province::Scale;

use crate::commands::demo::PASSWORD;
use crate::commands::say;
use crate::config::Settings;
use crate::house::{self, ORIGIN, open_database};
use crate::simulate::{self, Ended, Order, Standing};

/// What to simulate. The years 2021 and 2023 have the totals that the unions of Zhejiang published; 2022 was
/// not published and lies half-way between them.
#[derive(Args, Debug)]
pub struct Simulate {
    /// How large: a million people, a tenth of them, or a few hundred.
    #[arg(long, value_enum, default_value_t = Size::Province)]
    scale: Size,
    /// What everything follows from: the same seed makes the same ledger, to the byte.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Begin anew: removes the simulation that is in the data folder.
    #[arg(long)]
    fresh: bool,
}

/// A scale, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Size {
    /// The whole province: 955,500 suggestions.
    Province,
    /// A tenth of it.
    City,
    /// For tests.
    Tiny,
}

/// Simulates, or goes on with what was interrupted.
pub async fn run(settings: &Settings, simulate: &Simulate) -> anyhow::Result<()> {
    let scale = match simulate.scale {
        Size::Province => Scale::Province,
        Size::City => Scale::City,
        Size::Tiny => Scale::Tiny,
    };
    let order = Order::new(scale, simulate.seed);
    let until = Arc::clone(&order.until);
    let mut db = open(settings).await?;
    let mut standing = simulate::standing(&db, &order).await?;
    if simulate.fresh && matches!(standing, Standing::Begun(_) | Standing::Another) {
        drop(db);
        remove(settings)?;
        db = open(settings).await?;
        standing = Standing::Empty;
    }
    match standing {
        Standing::Foreign => {
            anyhow::bail!("this database holds something that is not simulated; give another --data or --database")
        }
        Standing::Another => anyhow::bail!("another simulation is here; --fresh begins anew"),
        Standing::Begun(_) => say("going on where it was"),
        Standing::Empty => {}
    }
    let origin = settings.file.log_origin.clone().unwrap_or_else(|| ORIGIN.to_owned());
    let key = db.write(move |tx| ledger::sealer::key(tx, &origin)).await?;
    tokio::spawn(async move {
        super::serve::signal().await;
        until.store(0, Ordering::Relaxed);
    });
    match simulate::run(&db, key, &order).await? {
        Ended::Stopped => say("stopped; the same command goes on from here"),
        Ended::Done => {
            say("2021 and 2023 as published, 2022 interpolated; `liaoyuan serve` shows it");
            simulate::admit(&db, &order, PASSWORD, Clock::system().now()).await?;
            for (role, phone) in simulate::accounts(&order) {
                say(&format!("  {role:<20} {phone}"));
            }
            say(&format!("the password of each is {}", PASSWORD));
        }
    }
    Ok(())
}

async fn open(settings: &Settings) -> anyhow::Result<Db> {
    open_database(&settings.target, house::threads(&settings.target)).await
}

/// Removes the embedded database and what was made from it.
fn remove(settings: &Settings) -> anyhow::Result<()> {
    let Target::File(file) = &settings.target else {
        anyhow::bail!("--fresh works on the embedded database; give an empty one with --database");
    };
    for ending in ["", "-wal", "-shm"] {
        let mut name = file.clone().into_os_string();
        name.push(ending);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot remove {}", name.display()));
            }
            _ => {}
        }
    }
    let _ = std::fs::remove_dir_all(settings.data.join("search"));
    Ok(())
}
