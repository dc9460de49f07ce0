//! How long after a registration somebody else finds it by its words, while the house is registering
//! as fast as it can.

use std::time::{Duration, Instant};

use anyhow::ensure;
use serde_json::json;
use tokio::time::{MissedTickBehavior, interval};

use crate::Cli;
use crate::cases::Case;
use crate::cast::Cast;
use crate::client::Client;
use crate::figures::{self, Figures};
use crate::server::Server;

/// How often one looks.
const LOOK: Duration = Duration::from_millis(25);
/// So long it may take, or it counts as never.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was measured.
pub struct Lag {
    /// The registrations meanwhile.
    pub load: Figures,
    /// From the acknowledgement until it was found, in milliseconds, sorted.
    pub found: Vec<f64>,
}

/// Registers under load, and looks for what one has registered as a colleague.
pub async fn measure(cli: &Cli, case: &Case, cast: &Cast, house: &Server) -> anyhow::Result<Lag> {
    let long = Duration::from_secs_f64((cli.seconds * cli.rounds as f64).max(5.0));
    let until = Instant::now() + long;
    let requests = case.requests(house);
    let load = figures::measure(house, &requests, cli.connections, long);
    let probe = probe(&house.address, &cast.colleague.token, &cast.officer.token, until);
    let (load, found) = tokio::join!(load, probe);
    let mut found = found?;
    found.sort_by(f64::total_cmp);
    Ok(Lag { load: load?, found })
}

async fn probe(address: &str, writer: &str, reader: &str, until: Instant) -> anyhow::Result<Vec<f64>> {
    let mut client = Client::connect(address).await?;
    let mut found = Vec::new();
    for number in 0.. {
        if Instant::now() >= until {
            break;
        }
        let word = word(number);
        let body = json!({ "title": format!("探针 {word}"), "now": "看多久找得到", "how": "一直找" }).to_string();
        let post = format!(
            "POST /api/v1/suggestions HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {writer}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        ensure!(client.send(post.as_bytes()).await? == 201, "the probe was not registered");
        let begun = Instant::now();
        let look = format!(
            "GET /api/v1/suggestions?q={word} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {reader}\r\n\r\n"
        );
        let mut ticks = interval(LOOK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            let answer = client.ask(look.as_bytes()).await?;
            if String::from_utf8_lossy(&answer.body).contains(&word) {
                break;
            }
            ensure!(begun.elapsed() < PATIENCE, "{word} is not found");
        }
        found.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(found)
}

/// A word that nobody has written: letters only, so that it is one word to the search.
fn word(mut number: u32) -> String {
    let mut word = "zqx".to_owned();
    for _ in 0..4 {
        word.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    word
}

impl Lag {
    /// Half were found sooner; the slowest.
    pub fn median_and_worst(&self) -> (f64, f64) {
        let median = self.found.get(self.found.len() / 2).copied().unwrap_or_default();
        (median, self.found.last().copied().unwrap_or_default())
    }
}
