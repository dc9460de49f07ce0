//! Sessions: who is signed in on which device. The browser holds the token, the table only its digest.

use kernel::clock::DAY;
use kernel::id::{PersonId, UnitId};
use kernel::{Id, Path, Place, Result, Time, text};
use store::{Reader, Tx, row};

use crate::model::{Language, TextSize, Theme};
use crate::secret::{self, Secret};
use crate::store::access::{
    END_OTHER_SESSIONS, END_SESSION, END_SESSIONS, INSERT_SESSION, PURGE_SESSIONS, SEEN, SESSION, SESSIONS_OF,
};

/// Tag of a session's id.
pub enum SessionTag {}
/// The id of a session.
pub type SessionId = Id<SessionTag>;

/// A session ends this many milliseconds after it began.
pub const LIFE: i64 = 30 * DAY;
/// A session ends when nothing was heard for this many milliseconds.
pub const IDLE: i64 = 7 * DAY;
/// That a session was used is written down at most this often, in milliseconds.
pub const SEEN_EVERY: i64 = 5 * 60_000;
/// Longest label of a device or address in characters; what is longer is cut.
const LABEL: usize = 120;

row! {
    /// A session as inserted.
    #[derive(Clone, Debug)]
    pub struct SessionRow {
        /// Its id.
        pub id: SessionId,
        /// SHA-256 of its token.
        pub digest: [u8; 32],
        /// Whose it is.
        pub person: PersonId,
        /// When it began.
        pub created_at: Time,
        /// When it was last used.
        pub last_seen_at: Time,
        /// The device, as far as it says.
        pub agent: String,
        /// The address it began at.
        pub address: String,
    }
}

row! {
    /// A session with what each request needs to know of its person.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FoundSession {
        /// Its id.
        pub id: SessionId,
        /// Whose it is.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// When it was last used, to within [`SEEN_EVERY`].
        pub last_seen_at: Time,
        /// Whether the password was handed out and must be changed before anything else.
        pub must_change: bool,
        /// The language of their pages.
        pub locale: Language,
        /// The size of their text.
        pub text_size: TextSize,
        /// The colours of their pages.
        pub theme: Theme,
        /// Their unit.
        pub unit: UnitId,
        /// Its short name.
        pub unit_name: String,
        /// Its place in the regional tree.
        pub path: Path,
        /// And in the industrial tree.
        pub industry_path: Option<Path>,
        /// The enterprise it lies in.
        pub within: Option<UnitId>,
    }
}

row! {
    /// One of somebody's own sessions, in their list.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MySession {
        /// Its id.
        pub id: SessionId,
        /// When it began.
        pub created_at: Time,
        /// When it was last used, to within [`SEEN_EVERY`].
        pub last_seen_at: Time,
        /// The device, as far as it says.
        pub agent: String,
        /// The address it began at.
        pub address: String,
    }
}

/// A session that was found by its token.
#[derive(Clone, Debug)]
pub struct SessionInfo {
    /// The session and its person.
    pub session: FoundSession,
    /// What every form of this session carries back.
    pub csrf: Secret,
}

impl FoundSession {
    /// The place of their unit.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: self.within,
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }
}

impl SessionInfo {
    /// Whether it is time to write down that it was used.
    pub fn wants_touch(&self, now: Time) -> bool {
        now.millis() - self.session.last_seen_at.millis() >= SEEN_EVERY
    }
}

/// Begins a session; the token is for the cookie.
///
/// # Errors
/// Broken, when the database fails.
pub fn begin(tx: &mut Tx<'_>, person: PersonId, agent: &str, address: &str, now: Time) -> Result<(SessionId, Secret)> {
    let token = Secret::random("");
    let row = SessionRow {
        id: SessionId::new(now),
        digest: token.digest(),
        person,
        created_at: now,
        last_seen_at: now,
        agent: label(agent),
        address: label(address),
    };
    tx.execute(&INSERT_SESSION, &row)?;
    Ok((row.id, token))
}

/// The living session with this token, in one question.
///
/// # Errors
/// Broken, when the database fails.
pub fn find(reader: &Reader<'_>, token: &str, now: Time) -> Result<Option<SessionInfo>> {
    let (born_after, seen_after) = limits(now);
    let found = reader.find(&SESSION, (secret::digest(token), born_after, seen_after))?;
    Ok(found.map(|session| SessionInfo { session, csrf: csrf(token) }))
}

/// Writes down that a session was used; for when [`SessionInfo::wants_touch`] says so.
///
/// # Errors
/// Broken, when the database fails.
pub fn touch(tx: &mut Tx<'_>, id: SessionId, now: Time) -> Result<()> {
    tx.execute(&SEEN, (now, id)).map(drop)
}

/// Somebody's living sessions, the last used first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of(reader: &Reader<'_>, person: PersonId, now: Time) -> Result<Vec<MySession>> {
    let (born_after, seen_after) = limits(now);
    reader.all(&SESSIONS_OF, (person, born_after, seen_after))
}

/// Ends one of somebody's sessions: signing out here, or a lost device.
///
/// # Errors
/// Not found, when it is not theirs or has ended.
pub fn end(tx: &mut Tx<'_>, person: PersonId, id: SessionId) -> Result<()> {
    if tx.execute(&END_SESSION, (id, person))? == 0 { Err(kernel::Error::NotFound) } else { Ok(()) }
}

/// Ends all of somebody's sessions, except perhaps the present one; how many there were.
///
/// # Errors
/// Broken, when the database fails.
pub fn end_all(tx: &mut Tx<'_>, person: PersonId, keep: Option<SessionId>) -> Result<u64> {
    match keep {
        Some(keep) => tx.execute(&END_OTHER_SESSIONS, (person, keep)),
        None => tx.execute(&END_SESSIONS, (person,)),
    }
}

/// Removes what has run out; how many there were.
///
/// # Errors
/// Broken, when the database fails.
pub fn purge(tx: &mut Tx<'_>, now: Time) -> Result<u64> {
    tx.execute(&PURGE_SESSIONS, limits(now))
}

/// Begun after the first, used after the second.
fn limits(now: Time) -> (Time, Time) {
    (now.plus_millis(-LIFE), now.plus_millis(-IDLE))
}

/// Derived from the token, so that it needs no column and nobody who reads the table can make one.
fn csrf(token: &str) -> Secret {
    Secret::from_text(hex::encode(secret::digest(&format!("liaoyuan form {token}"))))
}

fn label(typed: &str) -> String {
    let cleaned = text::optional_line(typed, usize::MAX).unwrap_or_default();
    cleaned.chars().take(LABEL).collect()
}
