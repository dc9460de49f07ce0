//! What the preview beside the list tells of one suggestion.

use kernel::id::PersonId;
use kernel::{Actor, Error, Result, Time};
use search::Index;
use store::{Reader, statements};

use crate::indexing::KIND_NO;
use crate::lifecycle::State;
use crate::model::SuggestionId;
use crate::parts::{FILES, FileRow, REVIEWS};
use crate::policy::{self, Seen};
use crate::queries::{self, ListRow};
use crate::queue::rows::id_of;
use crate::store::load;

/// Most similar ones shown.
const SIMILAR: usize = 5;

statements! {
    /// How many others somebody has put forward before this one, and how many of them were adopted.
    EARLIER: (PersonId, SuggestionId, Time) => (i64, i64) =
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN s.state IN ('adopted', 'reserve', 'implementing', 'applied', 'done') \
                THEN 1 ELSE 0 END), 0) AS BIGINT) \
         FROM work_author a JOIN suggestion s ON s.id = a.work \
         WHERE a.person = $1 AND s.id <> $2 AND s.submitted_at < $3 AND s.state <> 'withdrawn'";
}

/// A preview.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The suggestion as its reader meets it.
    pub seen: Seen,
    /// Who shares in it, the putter first.
    pub authors: Vec<works::authors::Author>,
    /// Short name of the unit where it counts.
    pub unit: String,
    /// Its photos, voice notes and other files.
    pub files: Vec<FileRow>,
    /// What the putter put forward before, and what of it was adopted.
    pub earlier: (i64, i64),
    /// How many reviewers were asked and how many have handed in.
    pub reviews: (usize, usize),
    /// The one it was joined to.
    pub lead: Option<String>,
}

/// Reads a preview.
///
/// # Errors
/// Not found, when it may not be seen.
pub fn preview(reader: &Reader<'_>, actor: &Actor, id: SuggestionId) -> Result<Preview> {
    let seen = policy::find(reader, actor, id)?;
    let reviews = match seen.it.state {
        State::InReview => reader.all(&REVIEWS, (id,))?,
        _ => Vec::new(),
    };
    let handed_in = reviews.iter().filter(|review| review.submitted_at.is_some()).count();
    let lead = match seen.it.lead {
        Some(lead) => Some(load(reader, lead)?.serial),
        None => None,
    };
    Ok(Preview {
        authors: works::authors::of(reader, id)?,
        unit: identity::tree::unit(reader, seen.it.place.unit)?.short_name,
        files: reader.all(&FILES, (id,))?,
        earlier: reader.one(&EARLIER, (seen.it.author, id, seen.it.submitted_at))?,
        reviews: (reviews.len(), handed_in),
        lead,
        seen,
    })
}

/// Those that probably say the same, as far as the reader may see them, the likeliest first. Reading two whole
/// texts against all others takes longer than the rest of the queue together: a page asks for it afterwards.
///
/// # Errors
/// Broken, when the database or the index fails.
pub fn similar(reader: &Reader<'_>, index: &Index, actor: &Actor, seen: &Seen) -> Result<Vec<ListRow>> {
    let it = &seen.it;
    let body = format!("{}\n{}", it.now_text, it.how_text);
    let own = it.id.uuid().as_u128();
    let found = index.similar(KIND_NO, &it.title, &body, &queries::viewer(actor), Some(own)).map_err(Error::broken)?;
    let ids: Vec<SuggestionId> = found.iter().filter_map(|one| id_of(one.id)).take(SIMILAR).collect();
    queries::seen_of(reader, actor, &ids)
}
