//! Posters in workshops and what comes in by them: the code on the wall that names a unit, and the
//! code a visitor keeps to follow their suggestion without an account.

use kernel::id::{PersonId, UnitId};
use kernel::{Error, Result, Role, Time};
use rand::RngExt;
use sha2::{Digest, Sha256};
use store::{Filter, Reader, Tx, row, statements};

use crate::model::SuggestionId;
use crate::queries;

/// What codes are made of: digits and letters nobody takes for one another on a wall or a slip.
const LETTERS: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of the code on a poster.
pub const POSTER_CODE: usize = 8;
/// Letters of the code to follow by: 58 bits, asked for at a limited rate.
pub const FOLLOW_CODE: usize = 12;

row! {
    /// A poster.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Poster {
        /// Its code.
        pub code: String,
        /// Whose people it is for.
        pub unit: UnitId,
        /// Who made it.
        pub made_by: PersonId,
        /// When.
        pub at: Time,
        /// Since when it leads nowhere.
        pub ended_at: Option<Time>,
    }
}

row! {
    /// A poster as the list shows it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Listed {
        /// Its code.
        pub code: String,
        /// Its unit's name.
        pub unit: String,
        /// Who made it.
        pub made_by: String,
        /// When.
        pub at: Time,
    }
}

statements! {
    INSERT: Poster => () =
        "INSERT INTO suggestion_poster (code, unit, made_by, at, ended_at) VALUES ($1, $2, $3, $4, $5)";
    POSTER: (String,) => Poster =
        "SELECT code, unit, made_by, at, ended_at FROM suggestion_poster WHERE code = $1 AND ended_at IS NULL";
    OF_UNIT: (UnitId,) => Poster =
        "SELECT code, unit, made_by, at, ended_at FROM suggestion_poster WHERE unit = $1 AND ended_at IS NULL ORDER BY at";
    END: (String, Time) => () = "UPDATE suggestion_poster SET ended_at = $2 WHERE code = $1 AND ended_at IS NULL";
    KEEP_CODE: ([u8; 32], SuggestionId) => () =
        "INSERT INTO suggestion_follow (digest, suggestion) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    BY_CODE: ([u8; 32],) => (SuggestionId,) = "SELECT suggestion FROM suggestion_follow WHERE digest = $1";
}

/// The posters of the parts; the unit is `s`.
const LISTED: &str = "SELECT w.code, s.name AS unit, m.name AS made_by, w.at FROM suggestion_poster w \
     JOIN unit s ON s.id = w.unit JOIN person m ON m.id = w.made_by WHERE w.ended_at IS NULL AND";

/// The poster with this code, as long as it hangs.
///
/// # Errors
/// Not found.
pub fn poster(reader: &Reader<'_>, code: &str) -> Result<Poster> {
    reader.one(&POSTER, (tidy(code),))
}

/// The posters an officer looks after, by unit.
///
/// # Errors
/// Broken, when the database fails.
pub fn mine(reader: &Reader<'_>, actor: &kernel::Actor) -> Result<Vec<Listed>> {
    let mut filter = Filter::new();
    queries::within(&mut filter, actor, &[Role::InnovationOfficer]);
    filter.tail("ORDER BY s.path, w.at", []);
    reader.list(LISTED, &filter)
}

/// Makes a poster for a unit, or finds the one it has: printing again leads to the same place.
///
/// # Errors
/// Broken, when the database fails.
pub fn make(tx: &mut Tx<'_>, unit: UnitId, by: PersonId, now: Time) -> Result<Poster> {
    if let Some(before) = tx.find(&OF_UNIT, (unit,))? {
        return Ok(before);
    }
    let poster = Poster { code: code(POSTER_CODE), unit, made_by: by, at: now, ended_at: None };
    tx.execute(&INSERT, &poster)?;
    Ok(poster)
}

/// Takes a poster down: its code leads nowhere from now on.
///
/// # Errors
/// Overtaken, when somebody was faster.
pub fn end(tx: &mut Tx<'_>, code: &str, now: Time) -> Result<()> {
    tx.settle(&END, (code, now))
}

/// Keeps the digest of a follow-up code for a suggestion registered just now.
///
/// # Errors
/// Broken, when the database fails.
pub fn keep(tx: &mut Tx<'_>, code: &str, suggestion: SuggestionId) -> Result<()> {
    tx.execute(&KEEP_CODE, (digest(code), suggestion)).map(drop)
}

/// The suggestion that a follow-up code belongs to.
///
/// # Errors
/// Not found.
pub fn followed(reader: &Reader<'_>, code: &str) -> Result<SuggestionId> {
    if tidy(code).len() != FOLLOW_CODE {
        return Err(Error::NotFound);
    }
    Ok(reader.one(&BY_CODE, (digest(code),))?.0)
}

/// A new random code of so many letters.
pub fn code(letters: usize) -> String {
    let mut random = rand::rng();
    (0..letters).map(|_| char::from(LETTERS[random.random_range(0..LETTERS.len())])).collect()
}

/// Whether a text could be a code of so many letters that this program made.
pub fn is_code(text: &str, letters: usize) -> bool {
    text.len() == letters && text.bytes().all(|letter| LETTERS.contains(&letter))
}

/// A code in groups of four, as people copy it.
pub fn grouped(code: &str) -> String {
    code.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
}

/// A code as typed: in capitals, without what people put between its letters.
fn tidy(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect()
}

fn digest(code: &str) -> [u8; 32] {
    Sha256::digest(tidy(code)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_copied_by_hand() {
        let made = code(FOLLOW_CODE);
        assert!(is_code(&made, FOLLOW_CODE) && made != code(FOLLOW_CODE));
        let copied = format!(" {} ", grouped(&made).to_lowercase().replace('-', " - "));
        assert_eq!(digest(&copied), digest(&made));
        assert_eq!(grouped("ABCDEFGH2345"), "ABCD-EFGH-2345");
    }

    #[test]
    fn what_a_stranger_sends_as_a_code_is_looked_at() {
        for text in ["", "AAAA", "aaaaaaaaaaaa", "AAAAAAAAAAA0", "AAAAAAAAAAAé", "AAAAAAAAAAAAA"] {
            assert!(!is_code(text, FOLLOW_CODE), "{text}");
        }
    }
}
