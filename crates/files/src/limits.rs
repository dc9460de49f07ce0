//! The stated limits. Pages tell people these numbers before they choose a file, so they live here once.

const MIB: u64 = 1024 * 1024;

/// Most attachments one record may carry.
pub const ATTACHMENTS_PER_RECORD: usize = 9;

/// Largest photo taken in, in bytes.
pub const PHOTO_BYTES: u64 = 15 * MIB;

/// Most pixels (width × height) a photo may have: what a phone camera makes, and 160 MB when decoded.
pub const PHOTO_PIXELS: u64 = 40_000_000;

/// Longest side of a photo as it is kept, in pixels.
pub const PHOTO_SIDE: u32 = 2560;

/// Longest side of a thumbnail, in pixels.
pub const THUMBNAIL_SIDE: u32 = 480;

/// Largest document taken in, in bytes.
pub const DOCUMENT_BYTES: u64 = 20 * MIB;

/// Largest video taken in, in bytes: a minute or two as a phone records it.
pub const VIDEO_BYTES: u64 = 48 * MIB;

/// Largest voice note taken in, in bytes.
pub const VOICE_BYTES: u64 = 3 * MIB;

/// Longest voice note, in seconds. Recorders that stop on time still write a little more, so up to
/// [`VOICE_GRACE_MILLIS`] beyond are let pass.
pub const VOICE_SECONDS: u64 = 60;

/// See [`VOICE_SECONDS`].
pub const VOICE_GRACE_MILLIS: u64 = 1000;

/// Most characters of a file name, its extension included.
pub const NAME_CHARS: usize = 120;
