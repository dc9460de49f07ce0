//! A work in words.

use jobs::long::{Long, LongState};
use ui::T;

/// A work as a page shows it.
pub struct Shown {
    pub href: String,
    pub name: String,
    pub title: String,
    pub state: String,
    pub look: &'static str,
    pub asked: String,
    /// In per cent; none where nobody knows of how much.
    pub percent: Option<i64>,
    pub count: String,
    pub fault: String,
    /// What cancelling it comes to.
    pub sure: String,
    /// What is left of one that was cancelled; empty for others.
    pub left: String,
    pub result: String,
    pub over: bool,
    pub may_cancel: bool,
    pub stopping: bool,
    pub firm: bool,
}

impl Shown {
    pub fn of(t: T, long: &Long) -> Shown {
        let over = long.state.is_over();
        let cancelled = long.state == LongState::Cancelled;
        let of_kind = |beginning: &str| t.get(&format!("{beginning}-{}", long.kind.replace('/', "-"))).to_owned();
        let count = match long.total {
            0 => t.with1("background-count", "done", t.number(long.done)),
            total => t.with2("background-count-of", ("done", t.number(long.done)), ("total", t.number(total))),
        };
        Shown {
            href: format!("/background/{}", long.id),
            name: name(t, &long.kind),
            title: long.title.clone(),
            state: t.get(&format!("word-{}", long.state)).to_owned(),
            look: match long.state {
                LongState::Done => "ok",
                LongState::Failed => "late",
                LongState::Running => "live",
                LongState::Stopping => "soon",
                LongState::Waiting | LongState::Cancelled => "",
            },
            asked: t.stamp(long.asked_at.millis()),
            sure: if over { String::new() } else { of_kind("long-cancel") },
            left: if cancelled { of_kind("long-left") } else { String::new() },
            // A bar that stopped half-way would say that half is there.
            percent: (long.total > 0 && (!over || long.state == LongState::Done))
                .then(|| (long.done * 100 / long.total).clamp(0, 100)),
            count: count.into_owned(),
            fault: fault(t, long),
            result: long.result.clone().unwrap_or_default(),
            over,
            may_cancel: !over && long.state != LongState::Stopping && !long.firm,
            stopping: long.state == LongState::Stopping,
            firm: long.firm && !over,
        }
    }
}

/// What a kind of work is called; its own name where a release no longer knows it.
fn name(t: T, kind: &str) -> String {
    t.try_get(&format!("long-kind-{}", kind.replace('/', "-"))).unwrap_or(kind).to_owned()
}

/// Why it failed, in a sentence.
fn fault(t: T, long: &Long) -> String {
    let Some(told) = &long.fault else { return String::new() };
    let args = told.0.args.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    web::notice_text(t, &told.0.key, &args)
}
