//! Random secrets that are shown once and stored only as digests.

use std::fmt;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use rand::RngExt;
use sha2::{Digest, Sha256};

/// A secret text. It does not print itself into logs, and comparing it tells nothing by the time it takes.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// 256 random bits as text, after `prefix`.
    pub fn random(prefix: &str) -> Secret {
        let bytes: [u8; 32] = rand::rng().random();
        Secret(format!("{prefix}{}", BASE64_URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// A secret that was made otherwise.
    pub fn from_text(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The text, to be shown or sent once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored.
    pub fn digest(&self) -> [u8; 32] {
        digest(&self.0)
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Secret) -> bool {
        // Where two digests begin to differ says nothing about the texts.
        self.digest() == other.digest()
    }
}
impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// SHA-256. Enough for secrets of 256 random bits; passwords are hashed slowly instead.
pub fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}
