//! The status chain: who did what when, how long it took against the limit, where it stands, and what
//! is still to come.

use std::borrow::Cow;

use kernel::Time;
use kernel::lifecycle::Word;
use ledger::SealedRow;
use ui::T;
use ui::parts::{Step as Link, StepState};

use crate::lifecycle::{State, Step};
use crate::record::{Record, working_days};

/// The steps by which a decision comes about.
pub const DECISIONS: [Step; 7] =
    [Step::Adopt, Step::Decline, Step::Shelve, Step::PassUp, Step::Uphold, Step::Overturn, Step::TakeUp];

/// The chain of a record, in order.
pub fn chain(t: T, record: &Record) -> Vec<Link<'static>> {
    let drawn = Drawing { t, record };
    let mut links = vec![drawn.submitted()];
    links.extend(drawn.check());
    links.extend(drawn.decision());
    links.extend(drawn.work());
    links.extend(drawn.settled());
    links
}

struct Drawing<'r> {
    t: T,
    record: &'r Record,
}

impl Drawing<'_> {
    fn submitted(&self) -> Link<'static> {
        let (it, authors) = (&self.record.seen.it, self.record.authors.len());
        let name = self.record.name(Some(it.author));
        let who = match authors {
            0 | 1 => name.to_owned(),
            many => self.t.with2("record-and-others", ("name", name), ("count", many)).into_owned(),
        };
        let channel = format!("word-channel-{}", it.channel);
        self.link(StepState::Done, "word-submit", Some(it.submitted_at), who, self.t.get(&channel).to_owned())
    }

    /// The formal check, or how the record left the way before it.
    fn check(&self) -> Vec<Link<'static>> {
        let it = &self.record.seen.it;
        let accepted = || {
            let since = self.record.last(&[Step::Complete, Step::Part]).map_or(it.submitted_at, |entry| entry.at);
            self.done(&[Step::Accept], |entry| self.took(since, entry.at, self.record.rules.check_days))
        };
        let plain = |_: &SealedRow| String::new();
        match it.state {
            State::Submitted => {
                let who = match it.officer {
                    Some(_) => self.record.name(it.officer).to_owned(),
                    None => self.t.get("role-innovation-officer").to_owned(),
                };
                vec![self.link(StepState::Now, "word-accept", None, who, self.until(it.due_at))]
            }
            State::Returned => {
                let at = self.record.last(&[Step::Return]).map(|entry| entry.at);
                let who = self.record.name(Some(it.author)).to_owned();
                vec![self.link(StepState::Now, "word-complete", at, who, String::new())]
            }
            State::GeneralRemark => self.done(&[Step::Remark], plain).into_iter().collect(),
            State::Joined => accepted().into_iter().chain(self.done(&[Step::Join], plain)).collect(),
            State::Withdrawn => accepted().into_iter().chain(self.done(&[Step::Withdraw], plain)).collect(),
            _ => accepted().into_iter().collect(),
        }
    }

    fn decision(&self) -> Vec<Link<'static>> {
        let it = &self.record.seen.it;
        let decided =
            || self.done(&DECISIONS, |entry| self.took(it.submitted_at, entry.at, self.record.rules.decide_days));
        match it.state {
            State::GeneralRemark | State::Joined | State::Withdrawn => Vec::new(),
            State::Submitted | State::Returned => vec![self.todo("record-phase-review")],
            State::InReview => {
                let all = self.record.invited.len();
                let handed_in = self.record.invited.iter().filter(|review| review.submitted_at.is_some()).count();
                let who = match all {
                    0 => self.record.name(it.officer).to_owned(),
                    _ => self.t.with2("record-reviews-in", ("count", handed_in), ("all", all)).into_owned(),
                };
                vec![self.link(StepState::Now, "record-phase-review", None, who, self.until(Some(it.promised_at)))]
            }
            State::Reconsidering => {
                let appealed = self.record.last(&[Step::Appeal]).map(|entry| entry.at);
                let now =
                    self.link(StepState::Now, "record-phase-appeal", appealed, String::new(), self.until(it.due_at));
                decided().into_iter().chain([now]).collect()
            }
            _ => decided().into_iter().collect(),
        }
    }

    /// From the plan to the author's word that it was done.
    fn work(&self) -> Vec<Link<'static>> {
        let it = &self.record.seen.it;
        let owner = self.record.name(it.owner).to_owned();
        let applied = || self.done(&[Step::Apply], |_| self.since(it.applied_at));
        let planned =
            || self.link(StepState::Done, "record-phase-work", self.planned_at(), owner.clone(), String::new());
        match it.state {
            State::Submitted | State::Returned | State::InReview => {
                vec![self.todo("record-phase-work"), self.todo("record-phase-use"), self.todo("record-phase-done")]
            }
            State::Adopted => {
                let who = self.t.get("record-owner-missing").to_owned();
                let now = self.link(StepState::Now, "record-phase-work", None, who, String::new());
                vec![now, self.todo("record-phase-use"), self.todo("record-phase-done")]
            }
            State::Implementing => {
                let now =
                    self.link(StepState::Now, "record-phase-work", self.planned_at(), owner, self.until(it.due_at));
                vec![now, self.todo("record-phase-use"), self.todo("record-phase-done")]
            }
            State::Applied => {
                let who = self.record.name(Some(it.author)).to_owned();
                let now = self.link(StepState::Now, "record-phase-done", None, who, String::new());
                [planned()].into_iter().chain(applied()).chain([now]).collect()
            }
            State::Done => {
                let confirmed = self.done(&[Step::Confirm], |_| String::new());
                [planned()].into_iter().chain(applied()).chain(confirmed).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What finance signed, once it is in use; nothing where it never will be.
    fn settled(&self) -> Option<Link<'static>> {
        use State as S;
        match self.record.seen.it.state {
            S::Submitted | S::Returned | S::InReview | S::Adopted | S::Implementing => {
                Some(self.todo("record-phase-settled"))
            }
            S::Applied | S::Done => Some(match &self.record.figure {
                None => self.todo("record-phase-settled"),
                Some(figure) => {
                    let who = self.record.name(Some(figure.audited_by)).to_owned();
                    let worth = match (figure.fen, figure.points) {
                        (Some(fen), _) => self.t.with1("record-settled-fen", "amount", self.t.money_exact(fen.0)),
                        (None, points) => self.t.with1("record-settled-points", "n", points.unwrap_or_default()),
                    };
                    self.link(StepState::Done, "record-phase-settled", Some(figure.audited_at), who, worth.into_owned())
                }
            }),
            _ => None,
        }
    }

    fn planned_at(&self) -> Option<Time> {
        self.record.last(&[Step::Plan]).map(|entry| entry.at)
    }

    fn done(&self, steps: &[Step], took: impl Fn(&SealedRow) -> String) -> Option<Link<'static>> {
        let entry = self.record.last(steps)?;
        let step = Step::from_word(&entry.step)?;
        let who = self.record.name(entry.actor).to_owned();
        Some(self.link(StepState::Done, chain_key(step), Some(entry.at), who, took(entry)))
    }

    fn todo(&self, key: &str) -> Link<'static> {
        self.link(StepState::Todo, key, None, String::new(), String::new())
    }

    fn link(&self, state: StepState, key: &str, at: Option<Time>, who: String, took: String) -> Link<'static> {
        Link {
            state,
            title: Cow::Owned(self.t.get(key).to_owned()),
            at: at.map_or(Cow::Borrowed(""), |at| Cow::Owned(self.t.stamp(at.millis()))),
            who: Cow::Owned(who),
            took: Cow::Owned(took),
        }
    }

    fn took(&self, from: Time, to: Time, limit: u32) -> String {
        self.t.with2("record-took", ("days", working_days(from, to)), ("limit", limit)).into_owned()
    }

    fn until(&self, due: Option<Time>) -> String {
        due.map(|due| self.t.with1("record-until", "day", self.t.day(due.millis())).into_owned()).unwrap_or_default()
    }

    fn since(&self, at: Option<Time>) -> String {
        at.map(|at| self.t.with1("record-since", "day", self.t.date(at.millis())).into_owned()).unwrap_or_default()
    }
}

/// What a finished step is called in the chain: the state it led to says more than the verb.
fn chain_key(step: Step) -> &'static str {
    match step {
        Step::Accept => "word-accept",
        Step::Remark => "word-general_remark",
        Step::Join => "word-joined",
        Step::Withdraw => "word-withdrawn",
        Step::Adopt | Step::Overturn | Step::TakeUp => "word-adopted",
        Step::Decline | Step::Uphold => "word-declined",
        Step::Shelve => "word-reserve",
        Step::PassUp => "word-passed_up",
        Step::Apply => "record-phase-use",
        _ => "record-phase-done",
    }
}
