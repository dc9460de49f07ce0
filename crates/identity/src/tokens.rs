//! Personal tokens for the API. Shown once; the table has only the digest.

use kernel::clock::DAY;
use kernel::id::PersonId;
use kernel::{Error, Faults, Id, Reason, Result, Scope, Time, text};
use store::{Json, Reader, Tx, row};

use crate::secret::{self, Secret};
use crate::store::access::{INSERT_TOKEN, REVOKE_TOKEN, TOKEN, TOKEN_USED, TOKENS_OF};

/// Tag of a token's id.
pub enum TokenTag {}
/// The id of a token.
pub type TokenId = Id<TokenTag>;

/// How every token begins, so that people and secret scanners recognise one.
pub const PREFIX: &str = "ly_";
/// Longest name in characters.
pub const NAME: usize = 40;
/// A token lives at most this many milliseconds.
pub const LONGEST: i64 = 366 * DAY;
/// That a token was used is written down at most this often, in milliseconds: what uses one may ask
/// many times a minute.
pub const SEEN_EVERY: i64 = 60 * 60_000;
/// Most living tokens somebody may have.
pub const MOST: usize = 20;

row! {
    /// One of somebody's own tokens, in their list.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ApiToken {
        /// Its id.
        pub id: TokenId,
        /// What it is for.
        pub name: String,
        /// What it may be used for.
        pub scopes: Json<Vec<Scope>>,
        /// When it was made.
        pub created_at: Time,
        /// Until when it works.
        pub expires_at: Time,
        /// When it was last used, to within [`SEEN_EVERY`].
        pub last_used_at: Option<Time>,
    }
}

/// A token that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenInfo {
    /// Its id.
    pub id: TokenId,
    /// Whose it is.
    pub person: PersonId,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
    /// When it was last used.
    pub last_used_at: Option<Time>,
}

impl TokenInfo {
    /// Whether it is time to write down that it was used.
    pub fn wants_touch(&self, now: Time) -> bool {
        self.last_used_at.is_none_or(|last| now.millis() - last.millis() >= SEEN_EVERY)
    }
}

/// Makes a token; the secret is shown once.
///
/// # Errors
/// Invalid by field (`name`, `scopes`, `expires_at`); refused beyond [`MOST`] (`token-too-many`).
pub fn create(
    tx: &mut Tx<'_>,
    person: PersonId,
    name: &str,
    scopes: &[Scope],
    expires_at: Time,
    now: Time,
) -> Result<(TokenId, Secret)> {
    let mut faults = Faults::none();
    let name = faults.take("name", text::line(name, NAME));
    let mut scopes = scopes.to_vec();
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        faults.add("scopes", Reason::new("token-no-scope"));
    }
    if expires_at <= now || expires_at > now.plus_millis(LONGEST) {
        faults.add("expires_at", Reason::new("token-expiry"));
    }
    faults.check()?;
    if of(tx, person)?.iter().filter(|token| token.expires_at > now).count() >= MOST {
        return Err(Error::Refused(Reason::new("token-too-many").with("most", MOST)));
    }
    let (id, secret) = (TokenId::new(now), Secret::random(PREFIX));
    tx.execute(&INSERT_TOKEN, (id, person, name, Json(scopes), secret.digest(), now, expires_at))?;
    Ok((id, secret))
}

/// The working token with this text.
///
/// # Errors
/// Broken, when the database fails.
pub fn find(reader: &Reader<'_>, token: &str, now: Time) -> Result<Option<TokenInfo>> {
    let found = reader.find(&TOKEN, (secret::digest(token), now))?;
    Ok(found.map(|(id, person, Json(scopes), last_used_at)| TokenInfo { id, person, scopes, last_used_at }))
}

/// Writes down that a token was used; for when [`TokenInfo::wants_touch`] says so.
///
/// # Errors
/// Broken, when the database fails.
pub fn touch(tx: &mut Tx<'_>, id: TokenId, now: Time) -> Result<()> {
    tx.execute(&TOKEN_USED, (now, id)).map(drop)
}

/// Somebody's tokens that were not revoked, the newest first; expired ones are among them.
///
/// # Errors
/// Broken, when the database fails.
pub fn of(reader: &Reader<'_>, person: PersonId) -> Result<Vec<ApiToken>> {
    reader.all(&TOKENS_OF, (person,))
}

/// Revokes one of somebody's tokens.
///
/// # Errors
/// Not found, when it is not theirs or was revoked already.
pub fn revoke(tx: &mut Tx<'_>, person: PersonId, id: TokenId, now: Time) -> Result<()> {
    if tx.execute(&REVOKE_TOKEN, (now, id, person))? == 0 { Err(Error::NotFound) } else { Ok(()) }
}
