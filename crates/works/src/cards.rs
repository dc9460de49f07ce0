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

/// The card of a work, whoever may see it; pages and actions ask [`crate::sight::find`].
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, work: WorkId) -> Result<Card> {
    reader.one(&FIND, (work,))
}
