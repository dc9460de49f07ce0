//! What everybody concerned may add: a second, a comment with mentions.

use kernel::Result;
use kernel::id::PersonId;
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use crate::actions::{By, begin, record};
use crate::lifecycle::Step;
use crate::model::{CommentId, Suggestion, SuggestionId};
use crate::parts::{INSERT_COMMENT, MENTION, SECOND, UNSECOND};
use crate::policy;
use crate::store::COUNT_SECONDS;

/// Seconds it: 附议.
///
/// # Errors
/// As every step; denied for one's own and the second time.
pub fn second(tx: &mut Tx<'_>, by: &By, id: SuggestionId) -> Result<Recorded<Suggestion>> {
    let (mut seen, _) = begin(tx, by, id, Step::Second)?;
    tx.execute(&SECOND, (id, by.actor.person, by.now))?;
    tx.execute(&COUNT_SECONDS, (id,))?;
    seen.it.seconds += 1;
    Ok(record(tx, by, &seen.it, Step::Second, &json!({}))?.with(seen.it))
}

/// Takes the second back. Without one it changes nothing.
///
/// # Errors
/// Not found when it may not be seen.
pub fn unsecond(tx: &mut Tx<'_>, by: &By, id: SuggestionId) -> Result<Recorded<Suggestion>> {
    let mut seen = policy::find(tx, &by.actor, id)?;
    if tx.execute(&UNSECOND, (id, by.actor.person))? == 0 {
        return Ok(ledger::unchanged(seen.it));
    }
    tx.execute(&COUNT_SECONDS, (id,))?;
    seen.it.seconds -= 1;
    Ok(record(tx, by, &seen.it, Step::Second, &json!({ "undone": true }))?.with(seen.it))
}

/// Comments. Whoever is mentioned may see the suggestion from then on and is told.
///
/// # Errors
/// As every step; not found when a mentioned person is of another enterprise.
pub fn comment(
    tx: &mut Tx<'_>,
    by: &By,
    id: SuggestionId,
    text: &str,
    mentions: &[PersonId],
) -> Result<Recorded<CommentId>> {
    let (seen, _) = begin(tx, by, id, Step::Comment)?;
    let comment = CommentId::new(by.now);
    tx.execute(&INSERT_COMMENT, (comment, id, by.actor.person, text, by.now))?;
    for person in mentions {
        let actor = identity::actors::actor(tx, *person, by.now, &[])?;
        if actor.place.enterprise != seen.it.place.enterprise {
            return Err(kernel::Error::NotFound);
        }
        tx.execute(&MENTION, (id, *person))?;
    }
    Ok(record(tx, by, &seen.it, Step::Comment, &json!({ "comment": comment, "text": text, "mentions": mentions }))?
        .with(comment))
}
