//! MP4: boxes of a length, a name and a body.

use super::{Unfit, array};

/// Length in milliseconds: what the header says; for a recording in fragments, whose header came before
/// the sound, the sum of the fragments.
pub fn millis(bytes: &[u8]) -> Result<u64, Unfit> {
    let movie = find(bytes, b"moov").ok_or(Unfit::Broken)?;
    let tracks: Vec<&[u8]> = named(movie, b"trak").filter_map(|t| find(t, b"mdia")).collect();
    let handler = |media: &[u8]| find(media, b"hdlr").and_then(|h| array::<4>(h, 8));
    if tracks.iter().any(|media| handler(media) == Some(*b"vide")) {
        return Err(Unfit::Foreign("mp4"));
    }
    let sound = tracks.into_iter().find(|media| handler(media) == Some(*b"soun"));
    let header = sound.and_then(|media| find(media, b"mdhd")).ok_or(Unfit::Broken)?;
    let (scale, stated) = scale_and_duration(header).ok_or(Unfit::Broken)?;
    let length = if stated > 0 { stated } else { fragments(bytes, movie) };
    length.saturating_mul(1000).checked_div(scale).ok_or(Unfit::Broken)
}

/// Ticks a second and ticks in all; 0 ticks when the length was unknown.
fn scale_and_duration(header: &[u8]) -> Option<(u64, u64)> {
    let int = |at| array(header, at).map(u32::from_be_bytes);
    match header.first()? {
        0 => Some((int(12)?.into(), int(16).filter(|d| *d != u32::MAX)?.into())),
        _ => Some((int(20)?.into(), array(header, 24).map(u64::from_be_bytes).filter(|d| *d != u64::MAX)?)),
    }
}

/// The ticks of all samples of all fragments.
fn fragments(bytes: &[u8], movie: &[u8]) -> u64 {
    let default = find(movie, b"mvex")
        .and_then(|extends| find(extends, b"trex"))
        .and_then(|track| array(track, 12))
        .map_or(0, u32::from_be_bytes);
    named(bytes, b"moof")
        .flat_map(|fragment| named(fragment, b"traf"))
        .flat_map(|track| {
            let default = find(track, b"tfhd").and_then(own_default).unwrap_or(default);
            named(track, b"trun").map(move |run| run_length(run, default))
        })
        .fold(0, u64::saturating_add)
}

/// The length of a sample that a fragment's header states for it.
fn own_default(header: &[u8]) -> Option<u32> {
    let flags = u32::from_be_bytes(array(header, 0)?);
    let before = 8 * usize::from(flags & 1 != 0) + 4 * usize::from(flags & 2 != 0);
    (flags & 8 != 0).then(|| array(header, 8 + before).map(u32::from_be_bytes))?
}

/// The ticks of one run of samples.
fn run_length(run: &[u8], default: u32) -> u64 {
    let int = |at| array(run, at).map(u32::from_be_bytes);
    let (Some(flags), Some(count)) = (int(0), int(4)) else { return 0 };
    if flags & 0x100 == 0 {
        return u64::from(count) * u64::from(default);
    }
    let start = 8 + 4 * (flags & 0x5).count_ones() as usize;
    let step = 4 * (flags & 0xF00).count_ones() as usize;
    (start..run.len()).step_by(step).take(count as usize).filter_map(int).map(u64::from).sum()
}

/// The body of the first box of this name.
fn find<'a>(bytes: &'a [u8], name: &'static [u8; 4]) -> Option<&'a [u8]> {
    named(bytes, name).next()
}

/// The bodies of all boxes of this name, side by side.
fn named<'a>(mut rest: &'a [u8], name: &'static [u8; 4]) -> impl Iterator<Item = &'a [u8]> {
    std::iter::from_fn(move || {
        loop {
            let (head, length) = match u32::from_be_bytes(array(rest, 0)?) {
                0 => (8, rest.len()),
                1 => (16, usize::try_from(u64::from_be_bytes(array(rest, 8)?)).ok()?),
                short => (8, short as usize),
            };
            let this: [u8; 4] = array(rest, 4)?;
            let body = rest.get(head..length.min(rest.len()))?;
            rest = &rest[length.min(rest.len())..];
            if &this == name {
                return Some(body);
            }
        }
    })
}
