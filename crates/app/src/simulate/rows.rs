//! Writing what was told of suggestions, each row once and as it stands at the end.

use kernel::Result;
use kernel::Time;
use kernel::id::PersonId;
use store::{Json, Tx, statements};
use suggestions::model::{SuggestionId, Verdict};
use suggestions::parts::{INSERT_COMMENT, PUT_WORK, SECOND, Scores};
use works::WorkId;

use super::story::Tale;

statements! {
    INSERT_REVIEW: (SuggestionId, PersonId, Time, i64, Option<Json<Scores>>, Option<i64>, Option<String>, Option<Verdict>, Option<Time>) => () =
        "INSERT INTO suggestion_review (suggestion, reviewer, invited_at, rubric, scores, total, conclusion, advice, submitted_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    INSERT_AUTHOR: (WorkId, PersonId, u32, i64, Option<Time>) => () =
        "INSERT INTO work_author (work, person, part, position, agreed_at) VALUES ($1, $2, $3, $4, $5)";
    /// The last number given in a series.
    PUT_SERIAL: (String, i64) => () =
        "INSERT INTO serial_counter (series, last) VALUES ($1, $2) ON CONFLICT (series) DO UPDATE SET last = excluded.last";
    /// The last number given to a unit.
    PUT_NUMBER: (i64,) => () =
        "INSERT INTO unit_counter (name, value) VALUES ('unit', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    PASSWORDS: (PersonId,) => (i64,) = "SELECT COUNT(*) FROM credential WHERE person = $1";
    /// How far a simulation is.
    FIND: () => (String, i64, i64) = "SELECT scale, seed, told FROM simulation";
    PUT: (String, i64, i64) => () =
        "INSERT INTO simulation (scale, seed, told) VALUES ($1, $2, $3) ON CONFLICT (scale) DO UPDATE SET told = excluded.told";
}

/// Writes a suggestion and what hangs on it, without its facts.
///
/// # Errors
/// Broken, when the database fails.
pub fn write(tx: &mut Tx<'_>, tale: &Tale) -> Result<()> {
    let id = tale.row.id;
    tx.execute(&suggestions::store::INSERT, &tale.row)?;
    for (position, (person, part, agreed)) in (0_i64..).zip(&tale.authors) {
        tx.execute(&INSERT_AUTHOR, (id.cast::<works::WorkTag>(), *person, *part, position, *agreed))?;
    }
    for it in &tale.reviews {
        tx.execute(
            &INSERT_REVIEW,
            (
                it.suggestion,
                it.reviewer,
                it.invited_at,
                it.rubric,
                &it.scores,
                it.total,
                &it.conclusion,
                it.advice,
                it.submitted_at,
            ),
        )?;
    }
    for (person, at) in &tale.seconds {
        tx.execute(&SECOND, (id, *person, *at))?;
    }
    for (comment, author, text, at) in &tale.comments {
        tx.execute(&INSERT_COMMENT, (*comment, id, *author, text.as_str(), *at))?;
    }
    if let Some(work) = &tale.work {
        tx.execute(&PUT_WORK, work)?;
    }
    if let Some(card) = &tale.card {
        tx.execute(&works::cards::PUT, card)?;
    }
    if let Some(first) = &tale.first_use {
        works::uses::begin(tx, first)?;
        if let Some(at) = first.ended_at {
            works::uses::end(tx, first.id, at)?;
        }
    }
    Ok(())
}
