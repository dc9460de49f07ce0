//! The log's Ed25519 key, in the text forms of C2SP signed-note.
//!
//! The name of a key is the log's origin, for example `liaoyuan.example/log`. The secret text stays with the server; the
//! verifier text is published and is all anyone needs to check a checkpoint or a receipt.

use base64::prelude::{BASE64_STANDARD, Engine};
use rand08::rngs::OsRng;
use signed_note::{Signer, SignerError, StandardSigner, StandardVerifier, Verifier, VerifierError};
use std::fmt;

/// Longest origin accepted, in bytes.
pub const MAX_ORIGIN_BYTES: usize = 200;

const SECRET_PREFIX: &str = "PRIVATE+KEY+";

/// Why a key or its name is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// The name cannot name a key.
    #[error("`{0}` cannot be an origin: it must be 1 to 200 bytes without spaces, `+` or control characters")]
    Origin(String),
    /// A public key was given where the secret one is needed.
    #[error("this is not a secret key: it does not begin with `PRIVATE+KEY+`")]
    NotSecret,
    /// The secret key was given where the public one is asked for. It must not travel further.
    #[error("this is a secret key: only the verifier key may be given here")]
    Secret,
    /// The parts of the text are not a key.
    #[error("malformed key: expected `name+8 hex digits+base64`")]
    Malformed,
    /// The key is of a kind other than Ed25519.
    #[error("unknown kind of key: only Ed25519 is known here")]
    Algorithm,
    /// Name, id and key do not belong together: a character was changed.
    #[error("the key id does not fit the name and the key: some character was changed")]
    Id,
}

/// The secret key a log signs its checkpoints with.
#[derive(Clone)]
pub struct LogKey {
    secret: String,
    signer: StandardSigner,
    verifier: VerifierKey,
}

impl LogKey {
    /// Makes a new key for the log named `origin` from the operating system's randomness.
    ///
    /// # Errors
    ///
    /// [`KeyFault::Origin`] if that cannot be the name of a key.
    pub fn generate(origin: &str) -> Result<Self, KeyFault> {
        check_origin(origin)?;
        let (secret, _) = signed_note::generate_key(&mut OsRng, origin);
        Self::parse(&secret)
    }

    /// Reads the secret text form, `PRIVATE+KEY+<origin>+<id>+<key>`. Surrounding white space is ignored.
    ///
    /// # Errors
    ///
    /// A [`KeyFault`] saying what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, KeyFault> {
        let secret = text.trim();
        let parts = secret.strip_prefix(SECRET_PREFIX).ok_or(KeyFault::NotSecret)?;
        let signer = StandardSigner::new(secret).map_err(|fault| match fault {
            SignerError::Format => KeyFault::Malformed,
            SignerError::Alg => KeyFault::Algorithm,
            SignerError::Id => KeyFault::Id,
        })?;
        check_origin(signer.name())?;
        let verifier = public_half(signer.name(), parts)?;
        Ok(Self { secret: secret.to_owned(), signer, verifier })
    }

    /// The secret text. For the server's secret store and nothing else.
    #[must_use]
    pub fn secret_text(&self) -> &str {
        &self.secret
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The log's name.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.signer.name()
    }

    pub(crate) fn signer(&self) -> &StandardSigner {
        &self.signer
    }
}

/// Never shows the secret.
impl fmt::Debug for LogKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LogKey({})", self.verifier)
    }
}

/// The public key that checks what a log has signed.
#[derive(Clone)]
pub struct VerifierKey {
    text: String,
    verifier: StandardVerifier,
}

impl VerifierKey {
    /// Reads the verifier text form, `<origin>+<id>+<key>`. Surrounding white space is ignored.
    ///
    /// # Errors
    ///
    /// A [`KeyFault`] saying what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, KeyFault> {
        let text = text.trim();
        if text.starts_with(SECRET_PREFIX) {
            return Err(KeyFault::Secret);
        }
        let verifier = StandardVerifier::new(text).map_err(|fault| match fault {
            VerifierError::Format => KeyFault::Malformed,
            VerifierError::Alg => KeyFault::Algorithm,
            VerifierError::Id => KeyFault::Id,
        })?;
        check_origin(verifier.name())?;
        Ok(Self { text: text.to_owned(), verifier })
    }

    /// The log's name.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.verifier.name()
    }

    /// The key's name and id, as `liaoyuan.example/log+8a3f01c2`.
    #[must_use]
    pub fn label(&self) -> String {
        key_label(self.verifier.name(), self.verifier.key_id())
    }

    pub(crate) fn verifier(&self) -> &StandardVerifier {
        &self.verifier
    }
}

/// The verifier text.
impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({})", self.text)
    }
}

pub(crate) fn key_label(name: &str, id: u32) -> String {
    format!("{name}+{id:08x}")
}

fn check_origin(origin: &str) -> Result<(), KeyFault> {
    let fits = signed_note::is_key_name_valid(origin)
        && origin.len() <= MAX_ORIGIN_BYTES
        && !origin.chars().any(char::is_control);
    fits.then_some(()).ok_or_else(|| KeyFault::Origin(origin.to_owned()))
}

/// The verifier key of a secret key, of which `parts` is the text after the prefix.
fn public_half(origin: &str, parts: &str) -> Result<VerifierKey, KeyFault> {
    // Name, id, key; base64 has `+` among its digits, so only the first two count as separators.
    let encoded = parts.splitn(3, '+').nth(2).ok_or(KeyFault::Malformed)?;
    let bytes = BASE64_STANDARD.decode(encoded).map_err(|_| KeyFault::Malformed)?;
    let seed = bytes.get(1..).and_then(|seed| seed.try_into().ok()).ok_or(KeyFault::Malformed)?;
    let public = ed25519_dalek::SigningKey::from_bytes(seed).verifying_key();
    VerifierKey::parse(&signed_note::new_ed25519_verifier_key(origin, &public))
}

#[cfg(test)]
mod tests {
    use super::*;

    // The key pair of the Go package golang.org/x/mod/sumdb/note.
    const SECRET: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    const PUBLIC: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    #[test]
    fn the_public_half_is_the_one_go_computes() {
        let key = LogKey::parse(SECRET).unwrap();
        assert_eq!(key.verifier().to_string(), PUBLIC);
        assert_eq!(key.origin(), "PeterNeumann");
        assert_eq!(key.verifier().label(), "PeterNeumann+c74f20a3");
    }

    #[test]
    fn a_generated_key_reads_back_and_is_never_the_same() {
        let key = LogKey::generate("燎原.example/log").unwrap();
        let read = LogKey::parse(&format!("{}\n", key.secret_text())).unwrap();
        assert_eq!(read.verifier().to_string(), key.verifier().to_string());
        assert_eq!(VerifierKey::parse(&key.verifier().to_string()).unwrap().origin(), "燎原.example/log");
        assert_ne!(LogKey::generate("燎原.example/log").unwrap().secret_text(), key.secret_text());
    }

    #[test]
    fn names_that_would_break_a_note_are_refused() {
        for bad in ["", "a b", "a+b", "a\nb", "a\u{3000}b", "a\u{1}b", &"a".repeat(201)] {
            assert_eq!(LogKey::generate(bad).unwrap_err(), KeyFault::Origin(bad.to_owned()));
        }
    }

    #[test]
    fn faults_say_what_is_wrong() {
        let secret = |text: &str| LogKey::parse(text).unwrap_err();
        let public = |text: &str| VerifierKey::parse(text).unwrap_err();
        assert_eq!(secret(PUBLIC), KeyFault::NotSecret);
        assert_eq!(public(SECRET), KeyFault::Secret);
        assert_eq!(public("PeterNeumann+c74f20a3"), KeyFault::Malformed);
        assert_eq!(public(&PUBLIC.replace("ARpc", "A*pc")), KeyFault::Malformed);
        assert_eq!(public(&PUBLIC.replace("Peter", "Piter")), KeyFault::Id);
        assert_eq!(public(&PUBLIC.replace("LDE4", "LDE5")), KeyFault::Id);
        assert_eq!(secret(&SECRET.replace("hfZx", "hfZy")), KeyFault::Id);
        let other_kind = format!("n+{:08x}+Ag==", signed_note::key_id("n", &[2]));
        assert_eq!(public(&other_kind), KeyFault::Algorithm);
    }

    #[test]
    fn debug_does_not_leak_the_secret() {
        let key = LogKey::parse(SECRET).unwrap();
        assert!(!format!("{key:?}").contains("AYEKFALV"));
    }
}
