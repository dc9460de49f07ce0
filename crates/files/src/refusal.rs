//! Why a file is not taken in.

use thiserror::Error;

/// Why a file is not taken in. People read the Fluent message of [`key`](FileRefusal::key) with
/// [`args`](FileRefusal::args); the `Display` text is for logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FileRefusal {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More bytes than its family may have.
    #[error("{got} bytes, at most {limit}")]
    TooLarge {
        /// Most bytes allowed.
        limit: u64,
        /// Bytes it has.
        got: u64,
    },
    /// A photo of more than [`PHOTO_PIXELS`](crate::limits::PHOTO_PIXELS).
    #[error("too many pixels")]
    TooManyPixels,
    /// It is something else than its name says.
    #[error("said to be {said}, is {is}")]
    Disguised {
        /// The extension it claims.
        said: &'static str,
        /// The extension of what it is.
        is: &'static str,
    },
    /// Not a kind of file that is kept.
    #[error("not a kind of file that is kept")]
    UnknownKind,
    /// It cannot be read: cut off, damaged or not what it claims in any recognisable way.
    #[error("the file cannot be read")]
    Broken,
    /// A photo in HEIC, which browsers cannot show; the phone can send it as JPEG.
    #[error("HEIC photos are not supported")]
    HeicNotSupported,
    /// A voice note of more than [`VOICE_SECONDS`](crate::limits::VOICE_SECONDS).
    #[error("the voice note is too long")]
    TooLong,
}

impl FileRefusal {
    /// The key of its Fluent message.
    pub fn key(&self) -> &'static str {
        match self {
            FileRefusal::Empty => "file-refusal-empty",
            FileRefusal::TooLarge { .. } => "file-refusal-too-large",
            FileRefusal::TooManyPixels => "file-refusal-too-many-pixels",
            FileRefusal::Disguised { .. } => "file-refusal-disguised",
            FileRefusal::UnknownKind => "file-refusal-unknown-kind",
            FileRefusal::Broken => "file-refusal-broken",
            FileRefusal::HeicNotSupported => "file-refusal-heic",
            FileRefusal::TooLong => "file-refusal-too-long",
        }
    }

    /// The arguments of its message. Sizes are in MiB, what is too large rounded up so that it never
    /// reads as if it were within the limit.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        use crate::limits;
        match self {
            FileRefusal::TooLarge { limit, got } => {
                vec![("limit", (limit >> 20).to_string()), ("got", tenths_of_mib(*got))]
            }
            FileRefusal::TooManyPixels => {
                vec![("limit", (limits::PHOTO_PIXELS / 1_000_000).to_string())]
            }
            FileRefusal::Disguised { said, is } => {
                vec![("said", (*said).to_owned()), ("is", (*is).to_owned())]
            }
            FileRefusal::TooLong => vec![("limit", limits::VOICE_SECONDS.to_string())],
            _ => vec![],
        }
    }
}

fn tenths_of_mib(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1 << 20);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_too_many_does_not_read_as_within_the_limit() {
        let args = FileRefusal::TooLarge { limit: 15 << 20, got: (15 << 20) + 1 }.args();
        assert_eq!(args, [("limit", "15".to_owned()), ("got", "15.1".to_owned())]);
    }

    #[test]
    fn every_refusal_has_its_message_in_both_languages() {
        let refusals = [
            FileRefusal::Empty,
            FileRefusal::TooLarge { limit: 1, got: 2 },
            FileRefusal::TooManyPixels,
            FileRefusal::Disguised { said: "jpg", is: "exe" },
            FileRefusal::UnknownKind,
            FileRefusal::Broken,
            FileRefusal::HeicNotSupported,
            FileRefusal::TooLong,
        ];
        for text in [include_str!("../locales/zh-CN.ftl"), include_str!("../locales/en.ftl")] {
            for refusal in refusals {
                let start = format!("{} = ", refusal.key());
                let line = text.lines().find_map(|line| line.strip_prefix(&start));
                let line = line.unwrap_or_else(|| panic!("no message {start}"));
                for (name, _) in refusal.args() {
                    assert!(line.contains(&format!("{{ ${name} }}")), "{start} lacks {name}");
                }
            }
        }
    }
}
