//! How far the jury is: who judges which entry, who has, and what came of it.

use std::collections::BTreeMap;

use kernel::Result;
use kernel::id::PersonId;
use store::Reader;

use crate::lifecycle::State;
use crate::model::{Edition, Entry, EntryId, Recusal, Score};
use crate::score::aggregate;
use crate::store::{ENTRIES_OF, JURORS, RECUSALS, SCORES};

/// The jury of an edition at work.
#[derive(Clone, Debug)]
pub struct Judging {
    /// The jury.
    pub jurors: Vec<PersonId>,
    /// Each entry that is or was judged, by its number.
    pub entries: Vec<Judged>,
}

/// One entry before the jury.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The entry.
    pub entry: Entry,
    /// Who judges it.
    pub judges: Vec<PersonId>,
    /// Who does not.
    pub recusals: Vec<Recusal>,
    /// What was given.
    pub scores: Vec<Score>,
    /// The least number of jurors.
    pub least: usize,
    /// What came of it, once everybody has judged.
    pub score: Option<i64>,
}

impl Judged {
    /// Whether everybody who judges it has, and they are enough.
    pub fn is_complete(&self) -> bool {
        self.scores.len() == self.judges.len() && self.is_manned()
    }

    /// Whether enough jurors judge it.
    pub fn is_manned(&self) -> bool {
        self.judges.len() >= self.least
    }

    /// Whether this juror still has to judge it.
    pub fn awaits(&self, juror: PersonId) -> bool {
        self.judges.contains(&juror) && !self.scores.iter().any(|score| score.juror == juror)
    }
}

impl Judging {
    /// Reads it: four statements, however many entries.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn read(reader: &Reader<'_>, edition: &Edition) -> Result<Judging> {
        let jurors: Vec<PersonId> = reader.all(&JURORS, (edition.id,))?.into_iter().map(|(person,)| person).collect();
        let mut scores: BTreeMap<EntryId, Vec<Score>> = BTreeMap::new();
        for score in reader.all(&SCORES, (edition.id,))? {
            scores.entry(score.entry).or_default().push(score);
        }
        let mut recusals: BTreeMap<EntryId, Vec<Recusal>> = BTreeMap::new();
        for recusal in reader.all(&RECUSALS, (edition.id,))? {
            recusals.entry(recusal.entry).or_default().push(recusal);
        }
        let before_jury = |state: State| matches!(state, State::Qualified | State::Unlisted) || state.was_listed();
        let mut entries: Vec<Judged> = Vec::new();
        for entry in reader.all(&ENTRIES_OF, (edition.id,))? {
            if !before_jury(entry.state) {
                continue;
            }
            let recusals = recusals.remove(&entry.id).unwrap_or_default();
            let away = |juror: &PersonId| recusals.iter().any(|recusal| recusal.juror == *juror);
            let judges: Vec<PersonId> = jurors.iter().copied().filter(|juror| !away(juror)).collect();
            let mut scores = scores.remove(&entry.id).unwrap_or_default();
            scores.retain(|score| judges.contains(&score.juror));
            let least = usize::try_from(edition.plan().least_jurors).unwrap_or(1);
            let mut judged = Judged { entry, judges, recusals, scores, least, score: None };
            if judged.is_complete() {
                let totals: Vec<i64> = judged.scores.iter().map(|score| score.total).collect();
                judged.score = aggregate(edition.plan().aggregate, edition.plan().scale, &totals);
            }
            entries.push(judged);
        }
        entries.sort_by_key(|judged| judged.entry.number);
        Ok(Judging { jurors, entries })
    }

    /// Whether every score is in.
    pub fn is_complete(&self) -> bool {
        self.entries.iter().all(Judged::is_complete)
    }

    /// How many judgements are in, and how many there will be.
    pub fn progress(&self) -> (usize, usize) {
        let done = self.entries.iter().map(|judged| judged.scores.len()).sum();
        (done, self.entries.iter().map(|judged| judged.judges.len()).sum())
    }
}
