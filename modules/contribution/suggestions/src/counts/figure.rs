//! The figures, and the condition of each.

use kernel::{Time, words};
use store::{Filter, Value};

words! {
    /// What is counted, of the suggestions that were registered in the window.
    pub enum Figure {
        /// 收到: registered.
        Received = "received",
        /// 已答复: decided, or closed with an answer as a general remark.
        Answered = "answered",
        /// 按时答复: answered by the promised date.
        OnTime = "on_time",
        /// 采纳: the unit said yes, whatever came after.
        Adopted = "adopted",
        /// 实施: in use.
        Implemented = "implemented",
        /// 在办: not answered yet, or being reconsidered.
        Open = "open",
        /// 没有经办人: open, and no officer has taken it or was given it.
        Unassigned = "unassigned",
        /// 超期: the unit owes an answer or a check and its deadline has passed.
        Overdue = "overdue",
    }
}

/// The condition of each figure, once for the totals and for the records behind them. What is
/// being reconsidered has a decision that may still fall, so it counts as open. What is
/// overdue binds the present.
macro_rules! when {
    (answered) => {
        "((s.decided_at IS NOT NULL AND s.state <> 'reconsidering') OR s.state = 'general_remark')"
    };
    (on_time) => {
        concat!("(", when!(answered), " AND COALESCE(s.decided_at, s.closed_at) <= s.promised_at)")
    };
    (adopted) => {
        "s.state IN ('adopted', 'reserve', 'implementing', 'applied', 'done')"
    };
    (implemented) => {
        "s.state IN ('applied', 'done')"
    };
    (open) => {
        "s.state IN ('submitted', 'returned', 'in_review', 'reconsidering')"
    };
    (unassigned) => {
        concat!("(", when!(owed), " AND s.officer IS NULL)")
    };
    (owed) => {
        "s.state IN ('submitted', 'in_review', 'reconsidering')"
    };
    (overdue) => {
        concat!("(", when!(owed), " AND s.due_at < ?)")
    };
}

/// Keeps what `figure` counts.
pub fn only(filter: &mut Filter<'_>, figure: Figure, now: Time) {
    match figure {
        Figure::Received => {}
        Figure::Answered => drop(filter.and(when!(answered), [])),
        Figure::OnTime => drop(filter.and(when!(on_time), [])),
        Figure::Adopted => drop(filter.and(when!(adopted), [])),
        Figure::Implemented => drop(filter.and(when!(implemented), [])),
        Figure::Open => drop(filter.and(when!(open), [])),
        Figure::Unassigned => drop(filter.and(when!(unassigned), [])),
        Figure::Overdue => drop(filter.and(when!(overdue), [Value::Int(now.millis())])),
    }
}

#[cfg(test)]
mod tests {
    use kernel::lifecycle::Word as _;

    use crate::lifecycle::State;

    /// The conditions name states as text; this holds them against what the states say of themselves.
    #[test]
    fn the_conditions_agree_with_the_lifecycle() {
        let named = |condition: &str, state: State| condition.contains(&format!("'{state}'"));
        for state in State::ALL.iter().copied() {
            assert_eq!(named(when!(adopted), state), state.is_adopted(), "{state}");
            assert_eq!(named(when!(overdue), state), state.awaits_answer(), "{state}");
            assert!(!named(when!(implemented), state) || state.is_adopted(), "{state}");
            assert!(!named(when!(overdue), state) || named(when!(open), state), "{state}");
        }
    }
}
