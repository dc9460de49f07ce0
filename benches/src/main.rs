//! `bench`: drives the release build over loopback, beside a bare handler that runs the same main
//! query and sends the same bytes. `bin/bench` builds and starts it. The program is inside: one link is
//! enough, and each server still runs as a process of its own.

mod bare;
mod cases;
mod cast;
mod client;
mod figures;
mod lag;
mod province;
mod report;
mod server;
mod stage;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use cases::Case;
use figures::Figures;
use report::Line;
use server::Server;
use stage::Stage;

/// Speed of the pages and writes that matter.
#[derive(Clone, Debug, Parser)]
#[command(name = "bench", about)]
pub struct Cli {
    /// Where worlds are kept between runs.
    #[arg(long, default_value = "target/bench", global = true)]
    cache: PathBuf,
    /// Suggestions of the world.
    #[arg(long, default_value_t = 100_000, global = true)]
    suggestions: u32,
    /// People of the world.
    #[arg(long, default_value_t = 100_000, global = true)]
    people: u32,
    /// Enterprises of the world.
    #[arg(long, default_value_t = 100, global = true)]
    enterprises: u32,
    /// An empty PostgreSQL database to use instead of the embedded engine.
    #[arg(long, value_name = "URL", global = true)]
    database: Option<String>,
    /// Connections that ask at the same time, each the next thing once the last is answered.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Seconds of a round.
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
    /// Rounds; the median one is told.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Only the cases whose name contains this.
    #[arg(long)]
    only: Option<String>,
    /// Also write the table here, as Markdown.
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
    #[command(subcommand)]
    role: Option<Role>,
}

#[derive(Clone, Debug, Subcommand)]
enum Role {
    /// The program itself, `liaoyuan serve`, as a process of its own; started by the bench.
    House {
        /// Where the data is.
        data: PathBuf,
    },
    /// The bare handlers, likewise.
    Bare,
    /// Makes the world, likewise.
    Make,
    /// Asks the pages of a simulated province, one at a time.
    Province(province::Province),
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    if let Some(Role::House { data }) = &cli.role {
        let mut args = vec!["liaoyuan".into(), "serve".into(), "--listen".into(), "127.0.0.1:0".into()];
        args.extend(["--data".into(), data.clone().into_os_string()]);
        args.extend(cli.database.iter().flat_map(|url| ["--database".into(), url.into()]));
        return app::commands::run(app::commands::Cli::parse_from(args));
    }
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    if cli.role.is_some() {
        runtime = tokio::runtime::Builder::new_multi_thread(); // as the house has it
    }
    let runtime = runtime.enable_all().build()?;
    match &cli.role {
        Some(Role::Province(what)) => runtime.block_on(province::run(&cli, what)),
        Some(Role::Make) => runtime.block_on(Stage::make(&cli)),
        Some(_) => runtime.block_on(bare::serve(&cli)),
        None => runtime.block_on(run(&cli)),
    }
}

async fn run(cli: &Cli) -> anyhow::Result<()> {
    let stage = Stage::set(cli).await?;
    let cast = stage.cast().await?;
    let cases: Vec<Case> = cases::all(&cast, &stage.world)
        .into_iter()
        .filter(|case| cli.only.as_ref().is_none_or(|wanted| case.name.contains(wanted.as_str())))
        .collect();

    let ours = Server::house(cli, &stage)?;
    for case in &cases {
        case.keep_answers(&ours, &stage.answers()).await?;
    }
    let bare = Server::bare(cli)?;
    report::head();
    let mut lines = Vec::new();
    for case in &cases {
        let line = beside(cli, case, &ours, &bare).await?;
        line.print();
        lines.push(line);
    }
    let lag = match cases.iter().find(|case| case.writes) {
        Some(case) => Some(lag::measure(cli, case, &cast, &ours).await?),
        None => None,
    };
    if let Some(lag) = &lag {
        lag.print();
    }
    if let Some(file) = &cli.markdown {
        std::fs::write(file, report::markdown(&lines, lag.as_ref()))?;
    }
    Ok(())
}

/// One case, both servers in turn, so that whatever else the machine does falls on both.
async fn beside(cli: &Cli, case: &Case, ours: &Server, bare: &Server) -> anyhow::Result<Line> {
    let (our_requests, bare_requests) = (case.requests(ours), case.bare_requests(bare));
    let round = Duration::from_secs_f64(cli.seconds);
    let warm = Duration::from_secs_f64((cli.seconds / 3.0).min(1.0));
    let mut rounds: [Vec<Figures>; 2] = [Vec::new(), Vec::new()];
    for number in 0..=cli.rounds {
        for ((server, requests), kept) in [(ours, &our_requests), (bare, &bare_requests)].into_iter().zip(&mut rounds) {
            let long = if number == 0 { warm } else { round };
            let measured = figures::measure(server, requests, cli.connections, long).await;
            let figures = measured.with_context(|| format!("{}: {}", case.name, server.state()))?;
            if number > 0 {
                kept.push(figures);
            }
        }
    }
    let [ours, bare] = rounds.map(Figures::median);
    Ok(Line { name: case.name, about: case.about, bytes: case.bytes(), ours, bare })
}
