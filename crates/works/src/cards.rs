//! Cards: kept by the module whose record a work is, read by everybody else.

use kernel::{Result, Time};
use store::{Reader, Tx, statements};

use crate::model::{Card, Stage, Visibility, WorkId};
use crate::uses;

/// The columns of [`Card`], in order, for the statements that read it from `work w`.
#[macro_export]
macro_rules! card_columns {
    () => {
        "w.id, w.kind, w.serial, w.title, w.gist, w.stage, w.visibility, w.author, w.unit, w.enterprise, w.path, \
         w.industry_path, w.industry, w.since, w.at"
    };
}

/// Head of a list of cards; conditions are over `w`.
pub const CARDS: &str = concat!("SELECT ", card_columns!(), " FROM work w WHERE");

statements! {
    PUT: Card => () =
        "INSERT INTO work (id, kind, serial, title, gist, stage, visibility, author, unit, enterprise, path, industry_path, \
            industry, since, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, gist = excluded.gist, stage = excluded.stage, \
            visibility = excluded.visibility, since = excluded.since";
    FIND: (WorkId,) => Card = concat!("SELECT ", card_columns!(), " FROM work w WHERE w.id = $1");
    SHOW: (WorkId, Visibility) => () = "UPDATE work SET visibility = $2 WHERE id = $1";
    /// Each industry once: from one to the next in the index, instead of through every work of the province.
    INDUSTRIES: () => (String,) =
        "WITH RECURSIVE step (industry) AS ( \
            SELECT MIN(w.industry) FROM work w WHERE w.visibility = 'public' AND w.stage = 'in_use' \
            UNION ALL SELECT (SELECT MIN(n.industry) FROM work n \
                WHERE n.visibility = 'public' AND n.stage = 'in_use' AND n.industry > step.industry) \
            FROM step WHERE step.industry IS NOT NULL) \
         SELECT industry FROM step WHERE industry IS NOT NULL AND industry <> '' ORDER BY industry";
}

/// Writes the card of a record, or brings it up to date; what is in use since a day gets its first use,
/// what no longer is loses it. A card keeps the place and the moment it was made with.
///
/// # Errors
/// Broken, when the database fails.
pub fn put(tx: &mut Tx<'_>, card: &Card, now: Time) -> Result<()> {
    tx.execute(&PUT, card)?;
    match (card.stage, card.since) {
        (Stage::InUse, Some(since)) => uses::begin_first(tx, card, since),
        _ => uses::end(tx, card.id.cast(), now),
    }
}

/// Changes who may find a work, if there is a card yet.
///
/// # Errors
/// Broken, when the database fails.
pub fn show(tx: &mut Tx<'_>, work: WorkId, to: Visibility) -> Result<()> {
    tx.execute(&SHOW, (work, to)).map(drop)
}

/// The industries of what everybody may see and is in use, in the order of their words.
///
/// # Errors
/// Broken, when the database fails.
pub fn industries(reader: &Reader<'_>) -> Result<Vec<String>> {
    Ok(reader.all(&INDUSTRIES, ())?.into_iter().map(|(industry,)| industry).collect())
}

/// The card of a work, whoever may see it; pages and actions ask [`crate::sight::find`].
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, work: WorkId) -> Result<Card> {
    reader.one(&FIND, (work,))
}
