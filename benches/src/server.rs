//! A server as a process of its own: started, asked where it serves and how much it works, ended.

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::Context as _;

use crate::Cli;
use crate::stage::Stage;

/// A running server; it ends with this.
pub struct Server {
    /// `host:port`.
    pub address: String,
    child: RefCell<Child>,
}

impl Server {
    /// The program on the stage.
    pub fn house(cli: &Cli, stage: &Stage) -> anyhow::Result<Server> {
        Server::over(cli, &stage.data)
    }

    /// The program over a folder.
    pub fn over(cli: &Cli, data: &Path) -> anyhow::Result<Server> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("house").arg(data);
        command.args(cli.database.iter().flat_map(|url| ["--database", url]));
        Server::start(command)
    }

    /// The bare handlers on the same stage, once the answers they send are kept.
    pub fn bare(cli: &Cli) -> anyhow::Result<Server> {
        let mut command = same_world(cli, "bare")?;
        command.args(cli.database.iter().flat_map(|url| ["--database", url]));
        Server::start(command)
    }

    fn start(mut command: Command) -> anyhow::Result<Server> {
        let mut child = command
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let told = BufReader::new(child.stdout.take().context("no output")?).lines();
        let line = told.map_while(Result::ok).find(|line| line.contains("http://"));
        let line = line.context("the server does not say where it serves")?;
        let address = line.split("http://").nth(1).unwrap_or_default().trim().to_owned();
        Ok(Server { address, child: RefCell::new(child) })
    }

    /// Processor time used so far; zero where the system has no `/proc`.
    pub fn cpu(&self) -> Duration {
        const TICK: Duration = Duration::from_millis(10); // USER_HZ is 100 on every Linux
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.borrow().id())).unwrap_or_default();
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        let ticks: u32 = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u32>().ok()).sum();
        TICK * ticks
    }

    /// Memory it holds, in words; zero where the system has no `/proc`. Pages of files that are mapped go
    /// when somebody else needs the memory.
    pub fn memory(&self) -> String {
        let [all, own, most] = ["VmRSS:", "RssAnon:", "VmHWM:"].map(|name| self.status(name));
        format!("memory {all} MiB, {own} MiB of it its own and the rest of mapped files; {most} MiB at most")
    }

    fn status(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.borrow().id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
    }

    /// Whether it still runs or how it ended, for whoever gets no answer.
    pub fn state(&self) -> String {
        match self.child.borrow_mut().try_wait() {
            Ok(None) => "the server runs".to_owned(),
            Ok(Some(status)) => format!("the server has ended: {status}"),
            Err(error) => format!("the server: {error}"),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let child = self.child.get_mut();
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// The bench itself in another role, in the same world.
pub fn same_world(cli: &Cli, role: &str) -> anyhow::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(role).arg("--cache").arg(&cli.cache);
    let numbers = [("--suggestions", cli.suggestions), ("--people", cli.people), ("--enterprises", cli.enterprises)];
    for (name, number) in numbers {
        command.args([name, &number.to_string()]);
    }
    Ok(command)
}
