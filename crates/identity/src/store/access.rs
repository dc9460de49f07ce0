//! Credentials, failed sign-ins, sessions and tokens.

use kernel::id::{PersonId, UnitId};
use kernel::{Scope, Time};
use store::{Json, statements};

use crate::sessions::{FoundSession, MySession, SessionId, SessionRow};
use crate::tokens::{ApiToken, TokenId};

statements! {
    CREDENTIAL_BY_PHONE: (String,) => (PersonId, Option<String>) =
        "SELECT p.id, c.hash FROM person p LEFT JOIN credential c ON c.person = p.id \
         WHERE p.phone = $1 AND p.ended_at IS NULL";
    CREDENTIAL_BY_NUMBER: (UnitId, String) => (PersonId, Option<String>) =
        "SELECT p.id, c.hash FROM person p LEFT JOIN credential c ON c.person = p.id \
         WHERE p.enterprise = $1 AND p.employee_no = $2 AND p.ended_at IS NULL";
    CREDENTIAL_OF: (PersonId,) => (PersonId, Option<String>) =
        "SELECT p.id, c.hash FROM person p LEFT JOIN credential c ON c.person = p.id \
         WHERE p.id = $1 AND p.ended_at IS NULL";
    /// The credential as it is now, if it is still the one that was checked.
    STILL: (PersonId, String) => (bool,) =
        "SELECT c.must_change FROM credential c JOIN person p ON p.id = c.person \
         WHERE c.person = $1 AND c.hash = $2 AND p.ended_at IS NULL";
    PUT_CREDENTIAL: (PersonId, String, bool, Time) => () =
        "INSERT INTO credential (person, hash, must_change, changed_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, must_change = excluded.must_change, \
         changed_at = excluded.changed_at";
    DROP_CREDENTIAL: (PersonId,) => () = "DELETE FROM credential WHERE person = $1";

    /// Until when it is locked.
    LOCKED: (String,) => (Time,) = "SELECT locked_until FROM sign_in_failure WHERE subject = $1";
    /// One more failure of `$1` at `$2`; a window that began before `$3` starts anew. Returns how many
    /// there are.
    FAILED: (String, Time, Time) => (i64,) =
        "INSERT INTO sign_in_failure (subject, failures, since, locked_until) VALUES ($1, 1, $2, 0) \
         ON CONFLICT (subject) DO UPDATE SET \
         failures = CASE WHEN sign_in_failure.since <= $3 THEN 1 ELSE sign_in_failure.failures + 1 END, \
         since = CASE WHEN sign_in_failure.since <= $3 THEN $2 ELSE sign_in_failure.since END \
         RETURNING failures";
    /// Locks until `$1`; when that is over, counting starts anew.
    LOCK: (Time, String) => () = "UPDATE sign_in_failure SET failures = 0, since = 0, locked_until = $1 WHERE subject = $2";
    FORGIVE: (String,) => () = "DELETE FROM sign_in_failure WHERE subject = $1";
    PURGE_FAILURES: (Time, Time) => () = "DELETE FROM sign_in_failure WHERE since <= $1 AND locked_until <= $2";

    INSERT_SESSION: SessionRow => () =
        "INSERT INTO session (id, digest, person, created_at, last_seen_at, agent, address) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    /// The session with its person, their unit, and whether the password must be changed, in one question.
    SESSION: ([u8; 32], Time, Time) => FoundSession =
        "SELECT s.id, s.person, p.name, s.last_seen_at, COALESCE(c.must_change, 0) AS must_change, p.locale, p.text_size, \
                p.theme, p.unit, u.short_name AS unit_name, u.path, u.industry_path, u.enterprise AS within \
         FROM session s JOIN person p ON p.id = s.person JOIN unit u ON u.id = p.unit \
         LEFT JOIN credential c ON c.person = s.person \
         WHERE s.digest = $1 AND s.created_at > $2 AND s.last_seen_at > $3 AND p.ended_at IS NULL";
    SEEN: (Time, SessionId) => () = "UPDATE session SET last_seen_at = $1 WHERE id = $2 AND last_seen_at < $1";
    SESSIONS_OF: (PersonId, Time, Time) => MySession =
        "SELECT id, created_at, last_seen_at, agent, address FROM session \
         WHERE person = $1 AND created_at > $2 AND last_seen_at > $3 ORDER BY last_seen_at DESC, id";
    END_SESSION: (SessionId, PersonId) => () = "DELETE FROM session WHERE id = $1 AND person = $2";
    END_OTHER_SESSIONS: (PersonId, SessionId) => () = "DELETE FROM session WHERE person = $1 AND id <> $2";
    END_SESSIONS: (PersonId,) => () = "DELETE FROM session WHERE person = $1";
    PURGE_SESSIONS: (Time, Time) => () = "DELETE FROM session WHERE created_at <= $1 OR last_seen_at <= $2";

    INSERT_TOKEN: (TokenId, PersonId, String, Json<Vec<Scope>>, [u8; 32], Time, Time) => () =
        "INSERT INTO api_token (id, person, name, scopes, digest, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)";
    TOKEN: ([u8; 32], Time) => (TokenId, PersonId, Json<Vec<Scope>>, Option<Time>) =
        "SELECT t.id, t.person, t.scopes, t.last_used_at FROM api_token t JOIN person p ON p.id = t.person \
         WHERE t.digest = $1 AND t.expires_at > $2 AND t.revoked_at IS NULL AND p.ended_at IS NULL";
    TOKEN_USED: (Time, TokenId) => () = "UPDATE api_token SET last_used_at = $1 WHERE id = $2";
    TOKENS_OF: (PersonId,) => ApiToken =
        "SELECT id, name, scopes, created_at, expires_at, last_used_at FROM api_token \
         WHERE person = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id";
    REVOKE_TOKEN: (Time, TokenId, PersonId) => () =
        "UPDATE api_token SET revoked_at = $1 WHERE id = $2 AND person = $3 AND revoked_at IS NULL";
    REVOKE_TOKENS: (Time, PersonId) => () =
        "UPDATE api_token SET revoked_at = $1 WHERE person = $2 AND revoked_at IS NULL";
}
