//! As much of an HTTP client as a closed loop needs: one connection, one request at a time, bytes made
//! beforehand. It shares the machine with the server, so it does little.

use anyhow::{Context as _, bail, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// One connection that is kept.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Client {
    /// Connects to `host:port`.
    pub async fn connect(address: &str) -> anyhow::Result<Client> {
        let stream = TcpStream::connect(address).await.with_context(|| format!("cannot connect to {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Client { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Sends a whole request and reads the whole answer; yields its status.
    pub async fn send(&mut self, request: &[u8]) -> anyhow::Result<u16> {
        self.exchange(request).await.map(|(status, ..)| status)
    }

    /// Likewise, and keeps what came back.
    pub async fn ask(&mut self, request: &[u8]) -> anyhow::Result<Answer> {
        let (status, head, end) = self.exchange(request).await?;
        Ok(Answer { status, body: self.buffer[head..end].to_vec() })
    }

    /// The status, where the head ends, where the body ends.
    async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<(u16, usize, usize)> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(at) = find(&self.buffer, b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let status = self.buffer.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
        let status = status.context("an answer without a status")?;
        let end = match length(&self.buffer[..head])? {
            Some(length) => {
                while self.buffer.len() < head + length {
                    self.more().await?;
                }
                head + length
            }
            None => {
                // Chunked: it is over where the last, empty chunk is.
                while !self.buffer.ends_with(b"0\r\n\r\n") {
                    self.more().await?;
                }
                self.buffer.len()
            }
        };
        Ok((status, head, end))
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        ensure!(self.stream.read_buf(&mut self.buffer).await? > 0, "the server hung up");
        Ok(())
    }
}

/// The length of the body as the head tells it; `None` when it comes in chunks.
fn length(head: &[u8]) -> anyhow::Result<Option<usize>> {
    let text = std::str::from_utf8(head).context("a head that is no text")?;
    for line in text.lines() {
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.eq_ignore_ascii_case("content-length") {
            return Ok(Some(value.trim().parse()?));
        }
        if name.eq_ignore_ascii_case("transfer-encoding") {
            return Ok(None);
        }
    }
    if text.starts_with("HTTP/1.1 204") || text.starts_with("HTTP/1.1 304") {
        return Ok(Some(0));
    }
    bail!("an answer without a length: {text}")
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
