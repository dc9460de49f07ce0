//! The table, on the terminal and as Markdown.

use std::fmt::Write as _;

use crate::figures::Figures;
use crate::lag::Lag;

/// A case with its figures.
pub struct Line {
    /// Its name.
    pub name: &'static str,
    /// What was asked.
    pub about: &'static str,
    /// Bytes of an answer.
    pub bytes: usize,
    /// The house.
    pub ours: Figures,
    /// The bare handler.
    pub bare: Figures,
}

impl Line {
    /// Per cent of the bare handler.
    fn share(&self) -> f64 {
        if self.bare.rate > 0.0 { self.ours.rate / self.bare.rate * 100.0 } else { 0.0 }
    }

    /// One line of the terminal's table.
    #[allow(clippy::print_stdout, reason = "the table is what the tool is for")]
    pub fn print(&self) {
        let Line { name, bytes, ours, bare, .. } = self;
        println!(
            "{name:<14} {bytes:>7} | {:>7.0} {:>8.2} {:>8.2} {:>8.0} | {:>7.0} {:>8.2} {:>8.2} {:>8.0} | {:>5.0} %",
            ours.rate,
            ours.median,
            ours.p99,
            ours.cpu,
            bare.rate,
            bare.median,
            bare.p99,
            bare.cpu,
            self.share()
        );
    }
}

impl Lag {
    /// One line for the terminal.
    #[allow(clippy::print_stdout, reason = "the table is what the tool is for")]
    pub fn print(&self) {
        println!("{}", self.told());
    }

    fn told(&self) -> String {
        let (median, worst) = self.median_and_worst();
        format!(
            "While {:.0} a second were registered, a colleague found a new one after {median:.0} ms (median of {}), {worst:.0} ms at worst.",
            self.load.rate,
            self.found.len()
        )
    }
}

/// The head of the terminal's table.
#[allow(clippy::print_stdout, reason = "the table is what the tool is for")]
pub fn head() {
    println!(
        "{:<14} {:>7} | {:<34} | {:<34} |",
        "", "bytes", "ours:  req/s   p50 ms   p99 ms   cpu µs", "bare:  req/s   p50 ms   p99 ms   cpu µs"
    );
}

/// The same as Markdown.
pub fn markdown(lines: &[Line], lag: Option<&Lag>) -> String {
    let mut text = String::from(
        "| | bytes | req/s | p50 ms | p99 ms | CPU µs | bare req/s | p50 ms | p99 ms | CPU µs | share |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
    );
    for line in lines {
        let Line { name, about, bytes, ours, bare } = line;
        let _ = writeln!(
            text,
            "| {name}: {about} | {bytes} | **{:.0}** | {:.2} | {:.2} | {:.0} | {:.0} | {:.2} | {:.2} | {:.0} | **{:.0} %** |",
            ours.rate,
            ours.median,
            ours.p99,
            ours.cpu,
            bare.rate,
            bare.median,
            bare.p99,
            bare.cpu,
            line.share()
        );
    }
    if let Some(lag) = lag {
        let _ = writeln!(text, "\n{}", lag.told());
    }
    text
}
