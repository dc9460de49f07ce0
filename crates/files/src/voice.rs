//! How long a voice note is, read from its container without decoding any sound.

mod ebml;
mod mp4;

use crate::kind::Kind;

/// Why a container is not a voice note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It cannot be read.
    Broken,
    /// It holds moving pictures, or sound in a coding that is not kept. Names the usual extension.
    Foreign(&'static str),
}

/// Length in milliseconds.
pub fn millis(kind: Kind, bytes: &[u8]) -> Result<u64, Unfit> {
    match kind {
        Kind::Wav => wav(bytes).ok_or(Unfit::Broken),
        Kind::Mp3 => mp3(bytes).ok_or(Unfit::Broken),
        Kind::Ogg => ogg(bytes),
        Kind::M4a => mp4::millis(bytes),
        Kind::Webm => ebml::millis(bytes),
        _ => Err(Unfit::Broken),
    }
}

/// `N` bytes at an offset, if they are there.
fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

/// Bytes of sound over bytes a second.
fn wav(bytes: &[u8]) -> Option<u64> {
    let mut rate = None;
    let mut at = 12;
    loop {
        let name: [u8; 4] = array(bytes, at)?;
        let length = u32::from_le_bytes(array(bytes, at + 4)?) as usize;
        let body = at + 8;
        if &name == b"fmt " {
            rate = Some(u64::from(u32::from_le_bytes(array(bytes, body + 8)?)));
        } else if &name == b"data" {
            // A recorder that streams does not know the length yet and writes none.
            let there = bytes.len() - body;
            let length = if length == 0 { there } else { length.min(there) };
            return (length as u64 * 1000).checked_div(rate?);
        }
        at = body.checked_add(length)?.checked_add(length % 2)?;
    }
}

/// The position of the last page, less what the decoder is to skip. Opus always counts 48 to a millisecond.
fn ogg(bytes: &[u8]) -> Result<u64, Unfit> {
    let segments = usize::from(*bytes.get(26).ok_or(Unfit::Broken)?);
    let head = bytes.get(27 + segments..).ok_or(Unfit::Broken)?;
    if !head.starts_with(b"OpusHead") {
        return Err(Unfit::Foreign("ogg"));
    }
    let skip = array(head, 10).map(u16::from_le_bytes).ok_or(Unfit::Broken)?;
    let last = bytes.windows(4).rposition(|w| w == b"OggS").unwrap_or_default();
    let position = array(bytes, last + 6).map(i64::from_le_bytes).ok_or(Unfit::Broken)?;
    u64::try_from(position).map(|p| p.saturating_sub(skip.into()) / 48).map_err(|_| Unfit::Broken)
}

/// The sum of its frames.
fn mp3(bytes: &[u8]) -> Option<u64> {
    let mut at = match bytes {
        // An ID3 tag before the sound: its length comes in seven bits a byte.
        [b'I', b'D', b'3', _, _, _, a, b, c, d, ..] => {
            10 + [*a, *b, *c, *d].iter().fold(0, |n, byte| n << 7 | usize::from(byte & 0x7F))
        }
        _ => 0,
    };
    let (mut frames, mut micros) = (0, 0);
    while let Some(header) = array(bytes, at) {
        match mp3_frame(header) {
            Some((length, frame_micros)) => {
                (frames, micros, at) = (frames + 1, micros + frame_micros, at + length);
            }
            // Padding and tags between frames and after them.
            None => at += 1,
        }
    }
    (frames >= 2).then_some(micros / 1000)
}

/// Length in bytes and in microseconds of the layer III frame with this header.
fn mp3_frame([sync, version, rates, _]: [u8; 4]) -> Option<(usize, u64)> {
    const MPEG1: [usize; 14] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const MPEG2: [usize; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    if sync != 0xFF || version & 0xE6 != 0xE2 {
        return None;
    }
    let (kbits, samples, divisor) = match version >> 3 & 3 {
        0 => (MPEG2, 576, 4),
        2 => (MPEG2, 576, 2),
        3 => (MPEG1, 1152, 1),
        _ => return None,
    };
    let kbit = kbits.get(usize::from(rates >> 4).checked_sub(1)?)?;
    let hertz = [44_100, 48_000, 32_000].get(usize::from(rates >> 2 & 3))? / divisor;
    let length = samples / 8 * kbit * 1000 / hertz + usize::from(rates >> 1 & 1);
    Some((length, (samples * 1_000_000 / hertz) as u64))
}
