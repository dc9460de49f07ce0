//! The public names of tiles and entry bundles, as C2SP tlog-tiles writes them: `tile/0/x001/067.p/12`.
//!
//! `tlog_tiles::Tile::from_path` is not used here: it writes the older form with the tile height in it, and it panics
//! on a width or a level out of range, which a stranger's request could hold.

use crate::tree::{HASH_BYTES, TILE_WIDTH};
use std::fmt;
use std::str::FromStr;

/// What a path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Hashes at this level of tiles, 0 being the leaves.
    Hashes(u8),
    /// The leaf records themselves.
    Entries,
}

/// A tile or an entry bundle, whole or as much of it as a tree of some size had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TilePath {
    kind: Kind,
    n: u64,
    width: u16,
}

/// The text names no tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the path of a tile")]
pub struct NotATile;

impl TilePath {
    /// The `n`-th tile of its kind, `width` items wide. `None` unless 1 ≤ width ≤ 256 and the level is at most 63.
    #[must_use]
    pub fn new(kind: Kind, n: u64, width: u16) -> Option<Self> {
        let level_known = !matches!(kind, Kind::Hashes(64..));
        let width_known = (1..=TILE_WIDTH as u16).contains(&width);
        (level_known && width_known).then_some(Self { kind, n, width })
    }

    /// What is named.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its number within the level, from 0.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.n
    }

    /// How many hashes or entries it holds, 1 to 256.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.width
    }

    /// The bytes to answer for this path out of the hash tile as stored, which may have grown since.
    /// `None` if the log is not that far yet.
    #[must_use]
    pub fn cut<'a>(&self, stored: &'a [u8]) -> Option<&'a [u8]> {
        stored.get(..usize::from(self.width) * HASH_BYTES)
    }
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Hashes(level) => write!(f, "tile/{level}/")?,
            Kind::Entries => f.write_str("tile/entries/")?,
        }
        let mut groups = vec![self.n % 1000];
        let mut rest = self.n / 1000;
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        for group in groups[1..].iter().rev() {
            write!(f, "x{group:03}/")?;
        }
        write!(f, "{:03}", groups[0])?;
        if usize::from(self.width) < TILE_WIDTH {
            write!(f, ".p/{}", self.width)?;
        }
        Ok(())
    }
}

impl FromStr for TilePath {
    type Err = NotATile;

    fn from_str(text: &str) -> Result<Self, NotATile> {
        // Read generously, then insist that this is how the tile found is written: one tile, one path.
        let tile = read(text).ok_or(NotATile)?;
        (tile.to_string() == text).then_some(tile).ok_or(NotATile)
    }
}

fn read(text: &str) -> Option<TilePath> {
    let (kind, rest) = text.strip_prefix("tile/")?.split_once('/')?;
    let kind = match kind {
        "entries" => Kind::Entries,
        level => Kind::Hashes(level.parse().ok()?),
    };
    let (digits, width) = match rest.split_once(".p/") {
        Some((digits, width)) => (digits, width.parse().ok()?),
        None => (rest, TILE_WIDTH as u16),
    };
    let mut n = 0_u64;
    for group in digits.split('/') {
        let group: u64 = group.trim_start_matches('x').parse().ok()?;
        n = n.checked_mul(1000)?.checked_add(group)?;
    }
    TilePath::new(kind, n, width)
}

/// The leaf records of one bundle as tlog-tiles serves them under `tile/entries/…`: each after its length as two
/// big-endian bytes. `None` if a record is longer than 65,535 bytes, which a leaf record never is.
#[must_use]
pub fn entry_bundle<R: AsRef<[u8]>>(records: &[R]) -> Option<Vec<u8>> {
    let mut bundle = Vec::new();
    for record in records {
        let record = record.as_ref();
        bundle.extend_from_slice(&u16::try_from(record.len()).ok()?.to_be_bytes());
        bundle.extend_from_slice(record);
    }
    Some(bundle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn path(kind: Kind, n: u64, width: u16) -> String {
        TilePath::new(kind, n, width).unwrap().to_string()
    }

    #[test]
    fn paths_are_written_as_the_specification_shows() {
        assert_eq!(path(Kind::Hashes(0), 0, 256), "tile/0/000");
        assert_eq!(path(Kind::Hashes(0), 1067, 12), "tile/0/x001/067.p/12");
        assert_eq!(path(Kind::Hashes(3), 1_234_067, 256), "tile/3/x001/x234/067");
        assert_eq!(path(Kind::Entries, 273, 112), "tile/entries/273.p/112");
    }

    #[test]
    fn other_spellings_are_refused() {
        for bad in [
            "",
            "tile",
            "tile/0",
            "tile/0/",
            "tile/0/1",
            "tile/00/001",
            "tile/64/000",
            "tile/0/001/067",
            "tile/0/x001",
            "tile/0/x000/001",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/012",
            "tile/0/000.p/1/2",
            "/tile/0/000",
            "tile/data/000",
            "tile/-1/000",
            "tile/+1/000",
            "tile/0/+01",
            "tile/8/0/000",
            "tile/0/000/",
            "tile/0/x018/x446/x744/x073/x709/x551/616",
        ] {
            assert_eq!(bad.parse::<TilePath>(), Err(NotATile), "{bad}");
        }
    }

    #[test]
    fn a_grown_tile_still_answers_for_its_past() {
        let stored: Vec<u8> = (0..5 * 32).map(|i| i as u8).collect();
        let at = |width| TilePath::new(Kind::Hashes(0), 0, width).unwrap();
        assert_eq!(at(2).cut(&stored), Some(&stored[..64]));
        assert_eq!(at(5).cut(&stored), Some(&stored[..]));
        assert_eq!(at(6).cut(&stored), None);
    }

    #[test]
    fn a_bundle_is_length_prefixed() {
        assert_eq!(entry_bundle(&["ab", ""]).unwrap(), b"\x00\x02ab\x00\x00");
        assert_eq!(entry_bundle(&[vec![0; 65_536]]), None);
    }

    proptest! {
        #[test]
        fn a_written_path_reads_back(level in 0_u8..64, n: u64, width in 1_u16..=256, entries: bool) {
            let kind = if entries { Kind::Entries } else { Kind::Hashes(level) };
            let tile = TilePath::new(kind, n, width).unwrap();
            prop_assert_eq!(tile.to_string().parse(), Ok(tile));
        }

        #[test]
        fn no_text_makes_it_panic(text in "(tile/)?[0-9x/.p+a-z-]{0,40}") {
            let _ = text.parse::<TilePath>();
        }
    }
}
