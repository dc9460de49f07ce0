//! How far it is, in the terminal: what is told, lines, lines a second, share, time left.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::JoinHandle;

/// How often it is told on a terminal, and elsewhere.
const OFTEN: Duration = Duration::from_secs(1);
const SELDOM: Duration = Duration::from_secs(15);

/// The progress of a run; clones are the same.
#[derive(Clone)]
pub struct Progress {
    /// Lines written: rows of suggestions, steps and facts.
    pub lines: Arc<AtomicU64>,
    at: Arc<Mutex<String>>,
    begun: Instant,
}

impl Progress {
    /// At the beginning.
    pub fn new() -> Progress {
        Progress { lines: Arc::default(), at: Arc::default(), begun: Instant::now() }
    }

    /// What is told now.
    pub fn at(&self, what: String) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = what;
    }

    /// Shows it until the task is ended. `expected` is about how many lines there will be.
    pub fn show(&self, expected: u64) -> JoinHandle<()> {
        let progress = self.clone();
        tokio::spawn(async move {
            let mut ticks = tokio::time::interval(if stderr().is_terminal() { OFTEN } else { SELDOM });
            let mut before = 0;
            ticks.tick().await;
            loop {
                ticks.tick().await;
                let lines = progress.lines.load(Ordering::Relaxed);
                progress.tell(lines, lines.saturating_sub(before) / ticks.period().as_secs().max(1), expected);
                before = lines;
            }
        })
    }

    fn tell(&self, lines: u64, a_second: u64, expected: u64) {
        let at = self.at.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let share = (lines * 100 / expected.max(1)).min(99);
        let left = match a_second {
            0 => String::new(),
            fast => format!(", {} s left", expected.saturating_sub(lines) / fast),
        };
        let line = format!("{at}: {lines} lines, {a_second} a second, {share} %{left}");
        let end = if stderr().is_terminal() { "\r" } else { "\n" };
        let _ = write!(stderr(), "{line:<100}{end}");
    }

    /// Everything is written.
    pub fn written(&self) {
        self.say(&format!("written: {} lines", self.lines.load(Ordering::Relaxed)));
    }

    /// Everything is counted.
    pub fn counted(&self, records: u64) {
        self.say(&format!("counted: {records} records"));
    }

    /// It is over.
    pub fn end(&self) {
        self.say("done");
    }

    fn say(&self, what: &str) {
        let _ = writeln!(stderr(), "{:<100}", format!("{what} after {} s", self.begun.elapsed().as_secs()));
    }
}
