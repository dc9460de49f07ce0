//! What the search index finds among works for words that a person typed.

use std::sync::Arc;

use kernel::{Error, Path, Result};
use search::{Filters, Index, MAX_LIMIT, Query, Viewer};
use uuid::Uuid;
use works::{Kind, WorkId};

/// The works of these kinds that fit the words best, at and below a place or everywhere: at most two hundred, as nobody
/// turns further. Without words none is left out, and there is no list. Who asked looks them up and checks their sight
/// there again.
///
/// # Errors
/// Broken, when the index fails.
pub async fn best_works(
    index: &Arc<Index>,
    viewer: Viewer,
    text: &str,
    kinds: &[Kind],
    within: Option<&Path>,
) -> Result<Option<Vec<WorkId>>> {
    if text.is_empty() {
        return Ok(None);
    }
    let query = Query {
        text: text.to_owned(),
        filters: Filters {
            kinds: kinds.iter().map(|kind| kind.number()).collect(),
            within: within.map(|path| path.as_str().to_owned()),
            ..Filters::default()
        },
        limit: MAX_LIMIT,
        ..Query::default()
    };
    let index = Arc::clone(index);
    let hits = tokio::task::spawn_blocking(move || index.query(&query, &viewer)).await.map_err(Error::broken)?;
    let hits = hits.map_err(Error::broken)?.hits;
    Ok(Some(hits.into_iter().map(|hit| WorkId::from_uuid(Uuid::from_u128(hit.id))).collect()))
}
