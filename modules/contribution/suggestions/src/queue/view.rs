//! The views of the queue: what waits for the officer, and what is under way.

use kernel::clock::DAY;
use kernel::lifecycle::Word;
use kernel::{Actor, Result, Time, words};
use store::{Filter, Reader, Value};

use crate::lifecycle::State;
use crate::queries;
use crate::queue::READERS;

words! {
    /// A view of the queue.
    pub enum View {
        /// 待受理: the formal check is due.
        Check = "check",
        /// 今天到期: whatever it is, its deadline is today.
        Today = "today",
        /// 已逾期: its deadline has passed.
        Overdue = "overdue",
        /// 工人回话: sent back, and the author has completed it.
        Replies = "replies",
        /// 待决定: every reviewer who was asked has handed in.
        Decide = "decide",
        /// 待宣布: a decision is prepared.
        Announce = "announce",
        /// 复议中: the author asked for reconsideration.
        Reconsider = "reconsider",
        /// 评审中: accepted, and no decision is possible or prepared yet.
        Review = "review",
        /// 采纳未安排: adopted, without a plan.
        Plan = "plan",
        /// 实施中: being carried out.
        Implement = "implement",
        /// 待确认: applied, and the author has not confirmed.
        Confirm = "confirm",
        /// 全部, whatever its state.
        All = "all",
    }
}

/// The views that wait for the officer; the others are under way.
pub const MINE: [View; 7] =
    [View::Check, View::Today, View::Overdue, View::Replies, View::Decide, View::Announce, View::Reconsider];
/// The views of what is under way, and of everything.
pub const UNDER_WAY: [View; 5] = [View::Review, View::Plan, View::Implement, View::Confirm, View::All];

/// Every reviewer who was asked has handed in, and somebody was asked.
macro_rules! judged {
    () => {
        "(EXISTS (SELECT 1 FROM suggestion_review r WHERE r.suggestion = s.id) AND NOT EXISTS \
         (SELECT 1 FROM suggestion_review r WHERE r.suggestion = s.id AND r.submitted_at IS NULL))"
    };
}

/// The author has completed it at least once.
macro_rules! completed {
    () => {
        "EXISTS (SELECT 1 FROM ledger_entry x WHERE x.subject = s.id AND x.step = 'complete')"
    };
}

impl View {
    /// The icon beside its name.
    pub fn icon(self) -> &'static str {
        match self {
            View::Check => "inbox",
            View::Today => "clock",
            View::Overdue => "alert",
            View::Replies => "comment",
            View::Decide => "check",
            View::Announce => "bell",
            View::Reconsider => "up",
            View::Review => "look",
            View::Plan => "wrench",
            View::Implement => "play",
            View::Confirm => "user",
            View::All => "table",
        }
    }

    /// Keeps what belongs into the view.
    pub fn narrow(self, filter: &mut Filter<'_>, now: Time) {
        match self {
            View::Check => filter.and("s.state = 'submitted'", []),
            View::Today => filter.and("(s.due_at >= ? AND s.due_at < ?)", [at(now), at(tomorrow(now))]),
            View::Overdue => filter.and("s.due_at < ?", [at(now)]),
            View::Replies => filter.and(concat!("s.state = 'submitted' AND ", completed!()), []),
            View::Decide => filter.and(concat!("s.state = 'in_review' AND s.prepared IS NULL AND ", judged!()), []),
            View::Announce => filter.and("s.state = 'in_review' AND s.prepared IS NOT NULL", []),
            View::Reconsider => filter.and("s.state = 'reconsidering'", []),
            View::Review => filter.and(concat!("s.state = 'in_review' AND s.prepared IS NULL AND NOT ", judged!()), []),
            View::Plan => filter.and("s.state = 'adopted'", []),
            View::Implement => filter.and("s.state = 'implementing'", []),
            View::Confirm => filter.and("s.state = 'applied'", []),
            View::All => filter.and("1 = 1", []),
        };
    }
}

/// How many in each state with each deadline: all in one index. Deadlines fall at the close of working
/// days, so there are few such groups however many suggestions there are.
const STATES: &str = "SELECT s.state, s.due_at, COUNT(*) FROM suggestion s WHERE";
/// How many are under review, by whether a decision is prepared and whether all reviews are in. The
/// casts are for PostgreSQL, whose literals are too small for a truth as we read it.
const REVIEWS: &str = concat!(
    "SELECT CAST(CASE WHEN s.prepared IS NULL THEN 0 ELSE 1 END AS BIGINT), CAST(CASE WHEN ",
    judged!(),
    " THEN 1 ELSE 0 END AS BIGINT), COUNT(*) FROM suggestion s WHERE"
);
const COUNT: &str = "SELECT COUNT(*) FROM suggestion s WHERE";

/// What was counted.
struct Counted {
    states: Vec<(State, Option<Time>, i64)>,
    reviews: Vec<(bool, bool, i64)>,
    completed: i64,
}

impl Counted {
    /// How many belong into `view`: what [`View::narrow`] says, about groups.
    fn of(&self, view: View, now: Time) -> i64 {
        let state = |wanted: State| self.states(|state, _| state == wanted);
        match view {
            View::Check => state(State::Submitted),
            View::Today => self.states(|_, due| due.is_some_and(|due| due >= now && due < tomorrow(now))),
            View::Overdue => self.states(|_, due| due.is_some_and(|due| due < now)),
            View::Replies => self.completed,
            View::Decide => self.reviews(|prepared, judged| !prepared && judged),
            View::Announce => self.reviews(|prepared, _| prepared),
            View::Reconsider => state(State::Reconsidering),
            View::Review => self.reviews(|prepared, judged| !prepared && !judged),
            View::Plan => state(State::Adopted),
            View::Implement => state(State::Implementing),
            View::Confirm => state(State::Applied),
            View::All => self.states(|_, _| true),
        }
    }

    fn states(&self, wanted: impl Fn(State, Option<Time>) -> bool) -> i64 {
        self.states.iter().filter(|(state, due, _)| wanted(*state, *due)).map(|(.., count)| count).sum()
    }

    fn reviews(&self, wanted: impl Fn(bool, bool) -> bool) -> i64 {
        self.reviews.iter().filter(|(prepared, judged, _)| wanted(*prepared, *judged)).map(|(.., count)| count).sum()
    }
}

/// How many are in each view, in the order of [`View::ALL`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts([i64; View::ALL.len()]);

impl Counts {
    /// How many are in the view.
    pub fn of(&self, view: View) -> i64 {
        View::ALL.iter().position(|one| *one == view).map_or(0, |at| self.0[at])
    }
}

/// Counts all views: three statements.
///
/// # Errors
/// Broken, when the database fails.
pub fn counts(reader: &Reader<'_>, actor: &Actor, now: Time) -> Result<Counts> {
    let queue = || {
        let mut filter = Filter::new();
        queries::within(&mut filter, actor, &READERS);
        filter
    };
    let (mut states, mut reviews, mut completed) = (queue(), queue(), queue());
    states.tail("GROUP BY s.state, s.due_at", []);
    reviews.and("s.state = 'in_review'", []).tail("GROUP BY 1, 2", []);
    View::Replies.narrow(&mut completed, now);
    let completed = reader.list::<(i64,)>(COUNT, &completed)?.first().map_or(0, |(count,)| *count);
    let counted =
        Counted { states: reader.list(STATES, &states)?, reviews: reader.list(REVIEWS, &reviews)?, completed };
    let mut counts = [0; View::ALL.len()];
    for (count, view) in counts.iter_mut().zip(View::ALL) {
        *count = counted.of(*view, now);
    }
    Ok(Counts(counts))
}

/// Midnight in China after `now`.
fn tomorrow(now: Time) -> Time {
    Time::start_of(now.date()).plus_millis(DAY)
}

fn at<'a>(time: Time) -> Value<'a> {
    Value::Int(time.millis())
}
