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

/// Writes suggestions and what hangs on them, without their facts: table by table, each row once.
///
/// # Errors
/// Broken, when the database fails.
pub fn write(tx: &mut Tx<'_>, tales: &[Tale]) -> Result<()> {
    tx.execute_many(&suggestions::store::INSERT, tales.iter().map(|tale| &tale.row))?;
    let authors = tales.iter().flat_map(|tale| {
        let work: WorkId = tale.row.id.cast::<works::WorkTag>();
        (0_i64..)
            .zip(&tale.authors)
            .map(move |(position, (person, part, agreed))| (work, *person, *part, position, *agreed))
    });
    tx.execute_many(&INSERT_AUTHOR, authors)?;
    let reviews = tales.iter().flat_map(|tale| &tale.reviews).map(|it| {
        let (scores, said) = (&it.scores, &it.conclusion);
        (it.suggestion, it.reviewer, it.invited_at, it.rubric, scores, it.total, said, it.advice, it.submitted_at)
    });
    tx.execute_many(&INSERT_REVIEW, reviews)?;
    let seconds = tales.iter().flat_map(|tale| tale.seconds.iter().map(|(person, at)| (tale.row.id, *person, *at)));
    tx.execute_many(&SECOND, seconds)?;
    let comments = tales.iter().flat_map(|tale| {
        let said = tale.comments.iter();
        said.map(|(comment, author, text, at)| (*comment, tale.row.id, *author, text.as_str(), *at))
    });
    tx.execute_many(&INSERT_COMMENT, comments)?;
    tx.execute_many(&PUT_WORK, tales.iter().filter_map(|tale| tale.work.as_ref()))?;
    tx.execute_many(&works::cards::PUT, tales.iter().filter_map(|tale| tale.card.as_ref()))?;
    let uses: Vec<_> = tales.iter().filter_map(|tale| tale.first_use.as_ref()).collect();
    tx.execute_many(&works::uses::BEGIN, uses.iter().copied())?;
    for (one, at) in uses.iter().filter_map(|one| Some((one, one.ended_at?))) {
        works::uses::end(tx, one.id, at)?;
    }
    Ok(())
}
