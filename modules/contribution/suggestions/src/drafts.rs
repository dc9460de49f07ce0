//! Drafts: kept for their owner alone, no facts, gone when registered.

use kernel::id::PersonId;
use kernel::{Error, Result, Time};
use store::{Json, Reader, Tx, statements};

use crate::model::DraftId;

/// The fields of a draft as typed: name and value, as the form sent them.
pub type DraftFields = Vec<(String, String)>;

/// Most drafts a person keeps; the oldest goes when a new one begins.
pub const MOST: i64 = 20;

statements! {
    PUT: (DraftId, PersonId, Json<DraftFields>, Time) => () =
        "INSERT INTO suggestion_draft (id, person, fields, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (id) DO UPDATE SET fields = excluded.fields, at = excluded.at WHERE suggestion_draft.person = excluded.person";
    GET: (DraftId, PersonId) => (Json<DraftFields>, Time) =
        "SELECT fields, at FROM suggestion_draft WHERE id = $1 AND person = $2";
    MINE: (PersonId,) => (DraftId, Json<DraftFields>, Time) =
        "SELECT id, fields, at FROM suggestion_draft WHERE person = $1 ORDER BY at DESC LIMIT 20";
    DROP: (DraftId,) => () = "DELETE FROM suggestion_draft WHERE id = $1";
    DROP_MINE: (DraftId, PersonId) => () = "DELETE FROM suggestion_draft WHERE id = $1 AND person = $2";
    TRIM: (PersonId, i64) => () =
        "DELETE FROM suggestion_draft WHERE person = $1 AND id NOT IN \
            (SELECT id FROM suggestion_draft WHERE person = $1 ORDER BY at DESC LIMIT $2)";
}

/// Keeps a draft.
///
/// # Errors
/// Not found when the id is another person's.
pub fn put(tx: &mut Tx<'_>, id: DraftId, person: PersonId, fields: &DraftFields, now: Time) -> Result<()> {
    if tx.execute(&PUT, (id, person, Json(fields.clone()), now))? == 0 {
        return Err(Error::NotFound);
    }
    tx.execute(&TRIM, (person, MOST)).map(drop)
}

/// One's own draft.
///
/// # Errors
/// Not found when there is none, or it is another person's.
pub fn get(reader: &Reader<'_>, id: DraftId, person: PersonId) -> Result<(DraftFields, Time)> {
    let (fields, at) = reader.one(&GET, (id, person))?;
    Ok((fields.0, at))
}

/// One's drafts, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn mine(reader: &Reader<'_>, person: PersonId) -> Result<Vec<(DraftId, DraftFields, Time)>> {
    Ok(reader.all(&MINE, (person,))?.into_iter().map(|(id, fields, at)| (id, fields.0, at)).collect())
}

/// Throws one's own draft away.
///
/// # Errors
/// Broken, when the database fails.
pub fn discard(tx: &mut Tx<'_>, id: DraftId, person: PersonId) -> Result<()> {
    tx.execute(&DROP_MINE, (id, person)).map(drop)
}

/// Registering ends the draft.
pub(crate) fn end(tx: &mut Tx<'_>, id: DraftId) -> Result<()> {
    tx.execute(&DROP, (id,)).map(|_| ())
}
