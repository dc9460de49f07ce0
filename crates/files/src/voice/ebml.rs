//! WebM: elements of an identifier, a length and a body.

use super::{Unfit, array};

/// Elements whose body is again elements and which are walked into. Walking in rather than over also
/// serves live recordings, which do not know the length of these.
const MASTERS: [u32; 7] = [
    0x1A45_DFA3, // EBML
    0x1853_8067, // Segment
    0x1549_A966, // Info
    0x1654_AE6B, // Tracks
    0xAE,        // TrackEntry
    0x1F43_B675, // Cluster
    0xA0,        // BlockGroup
];

/// Length in milliseconds: what the header says, or where the last block lies, whichever is longer.
pub fn millis(bytes: &[u8]) -> Result<u64, Unfit> {
    // Nanoseconds to a tick; a millisecond unless the file says otherwise.
    let mut scale = 1_000_000;
    let (mut stated, mut cluster, mut last) = (0, 0, 0);
    let (mut doctype, mut opus) = (false, false);
    let mut at = 0;
    while at < bytes.len() {
        let Some((id, length, head)) = header(&bytes[at..]) else { break };
        at += head;
        if MASTERS.contains(&id) {
            continue;
        }
        let end = length.and_then(|n| at.checked_add(n)).unwrap_or(bytes.len());
        let body = &bytes[at..end.min(bytes.len())];
        match id {
            0x4282 => doctype = body.starts_with(b"webm"),
            0x2A_D7B1 => scale = uint(body),
            0x4489 => stated = float(body) as u64,
            0x83 if uint(body) != 2 => return Err(Unfit::Foreign("webm")), // a track other than sound
            0x86 => opus = body.starts_with(b"A_OPUS"),
            0xE7 => cluster = uint(body),
            0xA3 | 0xA1 => last = last.max(cluster.saturating_add(block_time(body))),
            _ => {}
        }
        at = end;
    }
    match (doctype, opus) {
        (false, _) => Err(Unfit::Foreign("mkv")),
        (true, false) => Err(Unfit::Foreign("webm")),
        (true, true) => Ok(stated.max(last).saturating_mul(scale) / 1_000_000),
    }
}

/// Identifier, length of the body unless it is unknown, and length of the header itself.
fn header(bytes: &[u8]) -> Option<(u32, Option<usize>, usize)> {
    let id_length = bytes.first()?.leading_zeros() as usize + 1;
    if id_length > 4 {
        return None;
    }
    let id = uint(bytes.get(..id_length)?) as u32;
    let first = *bytes.get(id_length)?;
    let length = first.leading_zeros() as usize + 1;
    let value = bytes.get(id_length..id_length + length.min(8))?;
    let ones = 1u64.checked_shl(7 * length as u32).filter(|_| length <= 8)? - 1;
    let value = uint(value) & ones;
    let known = (value != ones).then(|| usize::try_from(value).unwrap_or(usize::MAX));
    Some((id, known, id_length + length))
}

/// A number in as many bytes as there are.
fn uint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |n, byte| n << 8 | u64::from(*byte))
}

fn float(bytes: &[u8]) -> f64 {
    match bytes.len() {
        4 => array(bytes, 0).map_or(0.0, |b| f32::from_be_bytes(b).into()),
        _ => array(bytes, 0).map_or(0.0, f64::from_be_bytes),
    }
}

/// A block's time from the start of its cluster, after the number of its track.
fn block_time(block: &[u8]) -> u64 {
    let track = block.first().map_or(0, |b| b.leading_zeros() as usize + 1);
    array(block, track).map_or(0, |b| i16::from_be_bytes(b).max(0) as u64)
}
