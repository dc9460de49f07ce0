//! Saved views: a person's own names for what they ask again and again. No facts.

use kernel::id::PersonId;
use kernel::{Error, Id, Result, Time};
use store::{Reader, Tx, row, statements};

/// Tag of a saved view's id.
pub enum SavedTag {}
/// The id of a saved view.
pub type SavedId = Id<SavedTag>;

/// Longest name of a saved view, in characters.
pub const NAME: usize = 20;
/// Most views a person keeps.
pub const MOST: usize = 20;

row! {
    /// A saved view.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Saved {
        /// Its id.
        pub id: SavedId,
        /// What its person calls it.
        pub name: String,
        /// What it asks, as the query of an address.
        pub query: String,
    }
}

statements! {
    SAVED: (PersonId,) => Saved = "SELECT id, name, query FROM suggestion_view WHERE person = $1 ORDER BY name, id";
    SAVE: (SavedId, PersonId, String, String) => () =
        "INSERT INTO suggestion_view (id, person, name, query) VALUES ($1, $2, $3, $4)";
    RESAVE: (PersonId, String, String) => () = "UPDATE suggestion_view SET query = $3 WHERE person = $1 AND name = $2";
    FORGET: (SavedId, PersonId) => () = "DELETE FROM suggestion_view WHERE id = $1 AND person = $2";
}

/// One's saved views, by name.
///
/// # Errors
/// Broken, when the database fails.
pub fn mine(reader: &Reader<'_>, person: PersonId) -> Result<Vec<Saved>> {
    reader.all(&SAVED, (person,))
}

/// Saves what is asked under a name; the same name again replaces it.
///
/// # Errors
/// Invalid, when there are too many.
pub fn save(tx: &mut Tx<'_>, person: PersonId, name: &str, query: &str, now: Time) -> Result<()> {
    if tx.execute(&RESAVE, (person, name, query))? > 0 {
        return Ok(());
    }
    if mine(tx, person)?.len() >= MOST {
        return Err(Error::invalid("name", "desk-views-enough"));
    }
    tx.execute(&SAVE, (SavedId::new(now), person, name, query)).map(drop)
}

/// Forgets one's own view; one that is not there is forgotten already.
///
/// # Errors
/// Broken, when the database fails.
pub fn forget(tx: &mut Tx<'_>, id: SavedId, person: PersonId) -> Result<()> {
    tx.execute(&FORGET, (id, person)).map(drop)
}
