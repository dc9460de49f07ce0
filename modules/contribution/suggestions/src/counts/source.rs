//! What a suggestion counts for in the totals of the nodes. The conditions are those of `figure.rs`, which
//! the lists of records use as well.

use std::collections::BTreeMap;

use kernel::id::PersonId;
use kernel::{Path, Result, Time};
use stats::{Measure, Source, Standing, Which};
use store::{Filter, Reader, Value, row};

use crate::model::{KIND, SuggestionId};

/// Registered.
pub const SUBMITTED: Measure = Measure::sum(1, "suggestion.submitted");
/// Answered, of those registered then; see `figure.rs` for this and the next four.
pub const ANSWERED: Measure = Measure::sum(2, "suggestion.answered");
/// Answered by the promised date.
pub const ON_TIME: Measure = Measure::sum(3, "suggestion.on_time");
/// Adopted.
pub const ADOPTED: Measure = Measure::sum(4, "suggestion.adopted");
/// In use.
pub const IMPLEMENTED: Measure = Measure::sum(5, "suggestion.implemented");
/// Open.
pub const OPEN: Measure = Measure::sum(6, "suggestion.open");
/// What the unit owes, by its deadline.
pub const OWED: Measure = Measure::owed(7, "suggestion.owed");
/// Those who put something forward, alone or together.
pub const PROPOSERS: Measure = Measure::distinct(8, "suggestion.proposers");
/// Answered, on the day of the answer; likewise the rest.
pub const CONCLUDED: Measure = Measure::sum(9, "suggestion.concluded");
/// Adopted, of those concluded then.
pub const CONCLUDED_ADOPTED: Measure = Measure::sum(10, "suggestion.concluded_adopted");
/// On time, of those concluded then.
pub const CONCLUDED_ON_TIME: Measure = Measure::sum(11, "suggestion.concluded_on_time");
/// Put to use.
pub const PUT_TO_USE: Measure = Measure::sum(12, "suggestion.put_to_use");
/// From registration to the answer.
pub const DAYS_TO_ANSWER: Measure = Measure::days(13, "suggestion.days_to_answer");
/// From registration to "done", which the author confirmed.
pub const DAYS_TO_DONE: Measure = Measure::days(14, "suggestion.days_to_done");
/// The days to the answer, added up.
pub const DAYS_SUM: Measure = Measure::sum(15, "suggestion.days_sum");
/// Open, and in nobody's hands.
pub const UNASSIGNED: Measure = Measure::sum(16, "suggestion.unassigned");

/// Suggestions as records that count.
pub const SOURCE: Source = Source {
    name: KIND,
    kinds: &[KIND],
    measures: &[
        SUBMITTED,
        ANSWERED,
        ON_TIME,
        ADOPTED,
        IMPLEMENTED,
        OPEN,
        OWED,
        PROPOSERS,
        CONCLUDED,
        CONCLUDED_ADOPTED,
        CONCLUDED_ON_TIME,
        PUT_TO_USE,
        DAYS_TO_ANSWER,
        DAYS_TO_DONE,
        DAYS_SUM,
        UNASSIGNED,
    ],
    standings,
};

/// Records whose authors are read with one statement.
const AT_ONCE: usize = 500;

row! {
    /// What a suggestion counts for depends on.
    #[derive(Clone, Debug)]
    pub struct Counting {
        /// Which.
        pub id: SuggestionId,
        /// Where it was registered in the regional tree.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// When it was registered.
        pub submitted_at: Time,
        /// Whether nobody has said yet that the slip is theirs.
        pub unclaimed: bool,
        /// See [`super::Figure`].
        pub on_time: bool,
        /// Likewise.
        pub adopted: bool,
        /// Likewise.
        pub implemented: bool,
        /// Likewise.
        pub open: bool,
        /// Likewise.
        pub unassigned: bool,
        /// When it was answered.
        pub answered_at: Option<Time>,
        /// The deadline of what is owed to it.
        pub owed: Option<Time>,
        /// Since when it is in use.
        pub applied_at: Option<Time>,
        /// When its author confirmed that it was done.
        pub done_at: Option<Time>,
    }
}

/// An integer that is one where a condition holds.
macro_rules! holds {
    ($condition:expr) => {
        concat!("CAST(CASE WHEN ", $condition, " THEN 1 ELSE 0 END AS BIGINT)")
    };
}

const COUNTING: &str = concat!(
    "SELECT s.id, s.path, s.industry_path, s.submitted_at, s.unclaimed, ",
    holds!(when!(on_time)),
    " AS on_time, ",
    holds!(when!(adopted)),
    " AS adopted, ",
    holds!(when!(implemented)),
    " AS implemented, ",
    holds!(when!(open)),
    " AS open, ",
    holds!(when!(unassigned)),
    " AS unassigned, CASE WHEN ",
    when!(answered),
    " THEN COALESCE(s.decided_at, s.closed_at) END AS answered_at, CASE WHEN ",
    when!(owed),
    " THEN s.due_at END AS owed, CASE WHEN ",
    when!(implemented),
    " THEN s.applied_at END AS applied_at, CASE WHEN s.state = 'done' THEN s.closed_at END AS done_at \
     FROM suggestion s WHERE"
);

const AUTHORS: &str = "SELECT work, person FROM work_author WHERE";

fn standings(reader: &Reader<'_>, which: &Which<'_>) -> Result<Vec<Standing>> {
    let mut filter = Filter::new();
    which.narrow(&mut filter, "s.id");
    let found: Vec<Counting> = reader.list(COUNTING, &filter)?;
    let mut authors: BTreeMap<SuggestionId, Vec<PersonId>> = BTreeMap::new();
    for some in found.chunks(AT_ONCE) {
        let mut filter = Filter::new();
        filter.and_in("work", some.iter().map(|it| Value::Id(it.id.uuid())));
        for (id, person) in reader.list::<(SuggestionId, PersonId)>(AUTHORS, &filter)? {
            authors.entry(id).or_default().push(person);
        }
    }
    Ok(found.into_iter().map(|it| standing(&it, authors.get(&it.id).map_or(&[], Vec::as_slice))).collect())
}

fn standing(it: &Counting, authors: &[PersonId]) -> Standing {
    let mut standing = Standing::at(it.id.any(), it.path.clone(), it.industry_path.clone());
    let came = it.submitted_at;
    let cohort = [
        (&SUBMITTED, true),
        (&ANSWERED, it.answered_at.is_some()),
        (&ON_TIME, it.on_time),
        (&ADOPTED, it.adopted),
        (&IMPLEMENTED, it.implemented),
        (&OPEN, it.open),
        (&UNASSIGNED, it.unassigned),
    ];
    cohort.into_iter().for_each(|(measure, holds)| standing.add(measure, came, i64::from(holds)));
    if let Some(due) = it.owed {
        standing.owed(&OWED, came, due);
    }
    for person in authors.iter().filter(|_| !it.unclaimed) {
        standing.once(&PROPOSERS, came, *person);
    }
    if let Some(at) = it.answered_at {
        standing.add(&CONCLUDED, at, 1);
        standing.add(&CONCLUDED_ADOPTED, at, i64::from(it.adopted));
        standing.add(&CONCLUDED_ON_TIME, at, i64::from(it.on_time));
        standing.took(&DAYS_TO_ANSWER, came, at);
        standing.add(&DAYS_SUM, at, i64::from(stats::days_between(came, at)));
    }
    if let Some(at) = it.applied_at {
        standing.add(&PUT_TO_USE, at, 1);
    }
    if let Some(at) = it.done_at {
        standing.took(&DAYS_TO_DONE, came, at);
    }
    standing
}
