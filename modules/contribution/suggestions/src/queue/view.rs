//! The views of the queue: what waits for the officer, and what is under way.

use kernel::clock::DAY;
use kernel::lifecycle::Word;
use kernel::{Actor, Result, Time, words};
use store::{Filter, Reader, Value, row};

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

row! {
    /// How many are alike in everything the views ask about. Deadlines fall at the close of working
    /// days, so there are few such groups however many suggestions there are.
    #[derive(Clone, Debug)]
    pub struct Group {
        /// Their state.
        pub state: State,
        /// Whether a decision is prepared.
        pub prepared: bool,
        /// Whether all reviews are in.
        pub judged: bool,
        /// Whether the author has completed them.
        pub completed: bool,
        /// Their deadline.
        pub due_at: Option<Time>,
        /// How many.
        pub count: i64,
    }
}

// The casts are for PostgreSQL, whose literals are too small for a truth as we read it.
const GROUPS: &str = concat!(
    "SELECT s.state, CAST(CASE WHEN s.prepared IS NULL THEN 0 ELSE 1 END AS BIGINT) AS prepared, \
     CAST(CASE WHEN s.state = 'in_review' AND ",
    judged!(),
    " THEN 1 ELSE 0 END AS BIGINT) AS judged, CAST(CASE WHEN s.state = 'submitted' AND ",
    completed!(),
    " THEN 1 ELSE 0 END AS BIGINT) AS completed, s.due_at, COUNT(*) AS count FROM suggestion s WHERE"
);

impl Group {
    /// Whether these belong into `view`: what [`View::narrow`] says, about a group.
    fn is_in(&self, view: View, now: Time) -> bool {
        let at_review = self.state == State::InReview;
        match view {
            View::Check => self.state == State::Submitted,
            View::Today => self.due_at.is_some_and(|due| due >= now && due < tomorrow(now)),
            View::Overdue => self.due_at.is_some_and(|due| due < now),
            View::Replies => self.completed,
            View::Decide => at_review && !self.prepared && self.judged,
            View::Announce => at_review && self.prepared,
            View::Reconsider => self.state == State::Reconsidering,
            View::Review => at_review && !self.prepared && !self.judged,
            View::Plan => self.state == State::Adopted,
            View::Implement => self.state == State::Implementing,
            View::Confirm => self.state == State::Applied,
            View::All => true,
        }
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

/// Counts all views at one blow.
///
/// # Errors
/// Broken, when the database fails.
pub fn counts(reader: &Reader<'_>, actor: &Actor, now: Time) -> Result<Counts> {
    let mut filter = Filter::new();
    queries::within(&mut filter, actor, &READERS);
    filter.tail("GROUP BY 1, 2, 3, 4, 5", []);
    let groups: Vec<Group> = reader.list(GROUPS, &filter)?;
    let mut counts = [0; View::ALL.len()];
    for (count, view) in counts.iter_mut().zip(View::ALL) {
        *count = groups.iter().filter(|group| group.is_in(*view, now)).map(|group| group.count).sum();
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
