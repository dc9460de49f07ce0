//! Measuring: so many connections, each asking the next thing as soon as the last is answered.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;

use crate::client::Client;
use crate::server::Server;

/// Requests made beforehand, sent in turn.
pub type Requests = Arc<Vec<Vec<u8>>>;

/// What one round told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Answers a second.
    pub rate: f64,
    /// Half were faster, in milliseconds.
    pub median: f64,
    /// One in a hundred was slower, in milliseconds.
    pub p99: f64,
    /// Processor time of the server for one answer, in microseconds; 0 where the system does not
    /// tell. It hardly depends on what else the machine does.
    pub cpu: f64,
}

impl Figures {
    /// The round with the median rate; of an even number the slower of the middle two.
    pub fn median(mut rounds: Vec<Figures>) -> Figures {
        rounds.sort_by(|a, b| a.rate.total_cmp(&b.rate));
        let mut cpu: Vec<f64> = rounds.iter().map(|round| round.cpu).collect();
        cpu.sort_by(f64::total_cmp);
        let middle = rounds.len().saturating_sub(1) / 2;
        let cpu = cpu.get(middle).copied().unwrap_or_default();
        rounds.get(middle).map(|round| Figures { cpu, ..*round }).unwrap_or_default()
    }
}

/// Asks for as long as said.
pub async fn measure(
    server: &Server,
    requests: &Requests,
    connections: usize,
    long: Duration,
) -> anyhow::Result<Figures> {
    let mut clients = Vec::new();
    for _ in 0..connections {
        clients.push(Client::connect(&server.address).await?);
    }
    let (before, begun) = (server.cpu(), Instant::now());
    let until = begun + long;
    let asking: Vec<_> = (0..)
        .zip(clients)
        .map(|(nth, client)| tokio::spawn(ask(client, Arc::clone(requests), nth * requests.len() / connections, until)))
        .collect();
    let mut micros: Vec<u32> = Vec::new();
    for one in asking {
        micros.extend(one.await??);
    }
    let (took, used) = (begun.elapsed(), server.cpu() - before);
    micros.sort_unstable();
    let count = micros.len().max(1);
    let at = |part: f64| {
        let place = ((count as f64 * part) as usize).min(count - 1);
        micros.get(place).map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    };
    Ok(Figures {
        rate: micros.len() as f64 / took.as_secs_f64(),
        median: at(0.5),
        p99: at(0.99),
        cpu: used.as_secs_f64() * 1e6 / count as f64,
    })
}

async fn ask(mut client: Client, requests: Requests, from: usize, until: Instant) -> anyhow::Result<Vec<u32>> {
    let mut micros = Vec::new();
    for request in requests.iter().cycle().skip(from) {
        let begun = Instant::now();
        if begun >= until {
            break;
        }
        let status = client.send(request).await?;
        ensure!((200..300).contains(&status), "{status} to {}", String::from_utf8_lossy(request));
        micros.push(u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
    Ok(micros)
}
