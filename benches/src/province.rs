//! The simulated province as it is served: how long the search index takes from nothing, how much memory the
//! server holds, and how long each page takes when one person asks, over many nodes and people in turn.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Args;
use kernel::Clock;
use kernel::id::{PersonId, UnitId};
use store::{Db, Target, statements};

use crate::Cli;
use crate::cases::{WORDS, encoded};
use crate::client::Client;
use crate::server::Server;

/// What to ask.
#[derive(Args, Clone, Debug)]
pub struct Province {
    /// The folder in which `liaoyuan simulate` made it. Sessions are written into it, nothing else.
    data: PathBuf,
    /// How often each page is asked.
    #[arg(long, default_value_t = 300)]
    times: usize,
    /// Measure only once the search index has caught up with the ledger.
    #[arg(long)]
    indexed: bool,
}

/// Nodes and people of each kind at most.
const MANY: i64 = 90;

statements! {
    /// Union officers with their nodes, of this kind.
    OFFICERS: (String, i64) => (PersonId, UnitId) =
        "SELECT g.person, g.unit FROM role_grant g JOIN unit u ON u.id = g.unit \
         WHERE g.role = 'union_officer' AND u.kind = $1 ORDER BY u.number LIMIT $2";
    /// Innovation officers of enterprises, spread over all.
    DESKS: (i64,) => (PersonId, UnitId) =
        "SELECT person, unit FROM role_grant WHERE role = 'innovation_officer' ORDER BY person DESC LIMIT $1";
    /// The newest suggestions with their authors.
    RECORDS: (i64,) => (PersonId, UnitId) = "SELECT author, id FROM suggestion ORDER BY id DESC LIMIT $1";
}

/// Lists and searches of everybody.
const LISTS: &[&str] = &[
    "/",
    "/discover",
    "/works",
    "/projects",
    "/inventions",
    "/methods",
    "/spread",
    "/spread/adoptions",
    "/spread/map",
    "/benefits",
    "/awards",
    "/portal",
    "/portal/results",
    "/portal/figures",
];

/// Pages of a node: what, and its path around the node. The last year that was simulated, as later ones are empty.
const NODES: [(&str, &str, &str); 5] = [
    ("cockpit", "/cockpit/", "?year=2023"),
    ("figure", "/cockpit/", "/figures/suggestion.submitted?year=2023"),
    ("node", "/nodes/", "?year=2023"),
    ("records", "/nodes/", "/records?figure=received&year=2023"),
    ("adopted", "/nodes/", "/records?figure=adopted&year=2023"),
];

/// A page to ask, and as whom.
type Ask = (String, String);

/// Measures it.
pub async fn run(cli: &Cli, what: &Province) -> anyhow::Result<()> {
    let target = cli.database.clone().map_or(Target::File(what.data.join("liaoyuan.db")), Target::Url);
    let pages = pages(&Db::open(&target, 1)?).await?;
    let begun = Instant::now();
    let server = Server::over(cli, &what.data)?;
    let mut client = Client::connect(&server.address).await?;
    say(&format!("serving after {} ms; {}", begun.elapsed().as_millis(), server.memory()));
    if what.indexed {
        while behind(&mut client, &server).await? > 0 {
            tokio::time::timeout(Duration::from_secs(2), std::future::pending::<()>()).await.unwrap_or_default();
        }
        let (took, cpu) = (begun.elapsed().as_secs(), server.cpu().as_secs());
        let index = size(&what.data.join("search")) >> 20;
        say(&format!("the search index is there after {took} s, {cpu} s of processor time; {index} MiB"));
        say(&server.memory());
    }
    say(&format!("{:<28}{:>8}{:>10}{:>10}{:>10}{:>10}", "page", "times", "p50 ms", "p99 ms", "max ms", "CPU µs"));
    for (name, asks) in &pages {
        let mut micros: Vec<u128> = Vec::new();
        let before = server.cpu();
        for (session, path) in asks.iter().cycle().take(what.times.max(asks.len())) {
            let request = format!(
                "GET {path} HTTP/1.1\r\nhost: {}\r\ncookie: ly_session={session}; ly_visitor={:032}\r\n\r\n",
                server.address, 1
            );
            let begun = Instant::now();
            let status = client.send(request.as_bytes()).await?;
            micros.push(begun.elapsed().as_micros());
            ensure!(status == 200, "{status} to {path}");
        }
        let cpu = (server.cpu() - before).as_micros() / micros.len().max(1) as u128;
        micros.sort_unstable();
        let at = |part: usize| micros[((micros.len() * part).div_ceil(100)).clamp(1, micros.len()) - 1] as f64 / 1000.0;
        say(&format!("{name:<28}{:>8}{:>10.2}{:>10.2}{:>10.2}{cpu:>10}", micros.len(), at(50), at(99), at(100)));
    }
    say(&server.memory());
    Ok(())
}

/// Who asks what.
async fn pages(db: &Db) -> anyhow::Result<Vec<(String, Vec<Ask>)>> {
    let now = Clock::system().now();
    let pages = db
        .write(move |tx| {
            let mut pages: Vec<(String, Vec<Ask>)> = Vec::new();
            let kinds = [
                ("province", "province"),
                ("cities", "city"),
                ("counties", "county"),
                ("industries", "industry_union"),
            ];
            let add = |pages: &mut Vec<(String, Vec<Ask>)>,
                       tx: &mut store::Tx<'_>,
                       name: String,
                       of: &[(PersonId, UnitId)],
                       path: &dyn Fn(usize, UnitId) -> String|
             -> kernel::Result<()> {
                let mut asks = Vec::new();
                for (nth, (person, unit)) in of.iter().enumerate() {
                    let (_, session) = identity::sessions::begin(tx, *person, "bench", "loopback", now)?;
                    asks.push((session.reveal().to_owned(), path(nth, *unit)));
                }
                pages.push((name, asks));
                Ok(())
            };
            let mut officers = Vec::new();
            for (name, kind) in kinds {
                officers.push((name, tx.all(&OFFICERS, (kind, MANY))?));
            }
            let desks = tx.all(&DESKS, (MANY,))?;
            officers.push(("enterprises", desks.clone()));
            for (what, path, query) in NODES {
                for (name, of) in &officers {
                    let name = format!("{what}: {name}");
                    add(&mut pages, tx, name, of, &|_, unit| format!("{path}{unit}{query}"))?;
                }
            }
            let records = tx.all(&RECORDS, (MANY,))?;
            add(&mut pages, tx, "/suggestions/{id}".to_owned(), &records, &|_, id| format!("/suggestions/{id}"))?;
            add(&mut pages, tx, "/search".to_owned(), &records, &|nth, _| {
                format!("/search?q={}", encoded(WORDS[nth % WORDS.len()]))
            })?;
            add(&mut pages, tx, "/search of officers".to_owned(), &desks, &|nth, _| {
                format!("/search?q={}", encoded(WORDS[nth % WORDS.len()]))
            })?;
            let unions: Vec<_> = officers[..3].iter().flat_map(|(_, of)| of).copied().collect();
            for (who, of, paths) in
                [("workers", &records, LISTS), ("officers", &desks, LISTS), ("unions", &unions, LISTS)]
            {
                for path in paths {
                    add(&mut pages, tx, format!("{path} of {who}"), of, &|_, _| (*path).to_owned())?;
                }
            }
            add(&mut pages, tx, "/desk of officers".to_owned(), &desks, &|_, _| "/desk".to_owned())?;
            Ok(pages)
        })
        .await?;
    Ok(pages)
}

/// How many sealed entries the search index has not read.
async fn behind(client: &mut Client, server: &Server) -> anyhow::Result<u64> {
    for path in ["/readyz", "/metrics"] {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n\r\n", server.address);
        let answer = client.ask(request.as_bytes()).await?;
        let text = String::from_utf8_lossy(&answer.body);
        if let Some(line) = text.lines().find(|line| line.starts_with("liaoyuan_search_waiting ")) {
            return Ok(line.rsplit(' ').next().context("no number")?.parse::<f64>()? as u64);
        }
    }
    anyhow::bail!("the server does not tell how far its search index is")
}

/// Bytes of the files of a folder.
fn size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum()
}

#[allow(clippy::print_stdout, reason = "a tool tells its figures")]
fn say(line: &str) {
    println!("{line}");
}
