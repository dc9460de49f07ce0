//! What the page of a method shows beside its words: how far it has come, and what its reader may do.

use kernel::Result;
use kernel::id::PersonId;
use ui::T;
use ui::parts::{Step as ChainStep, StepState};
use web::{Ctx, say};

use super::Record;
use crate::deed::NOUNS;
use crate::lifecycle::{LIFECYCLE, State, Step};
use crate::model::Standing;
use crate::policy;

/// What a step asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A button.
    Press,
    /// Words for its people.
    Words,
    /// Rules and words.
    Rules,
    /// For or against, and why.
    Review,
    /// The number of a document.
    Document,
    /// Who may find it.
    Visibility,
}

/// One thing to do.
pub struct Act {
    pub noun: &'static str,
    pub label: String,
    pub look: &'static str,
    pub shape: Shape,
    /// Why it is closed; empty when it is open.
    pub barred: String,
}

/// The chip's look for a state.
pub fn look(state: State) -> &'static str {
    match state {
        State::Named => "live",
        State::Returned => "soon",
        _ => "",
    }
}

/// From its first word to the highest level there is.
pub fn chain(t: T, record: &Record) -> Vec<ChainStep<'static>> {
    let it = &record.seen.it;
    let date = |at: Option<kernel::Time>| at.map(|at| t.date(at.millis())).unwrap_or_default();
    let step = |title: &str, state: StepState, at: String, who: String| ChainStep {
        state,
        title: t.get(title).to_owned().into(),
        at: at.into(),
        who: who.into(),
        took: "".into(),
    };
    let name = |person: PersonId| record.names.get(&person).cloned().unwrap_or_default();
    let handed = match it.state {
        State::Draft | State::Withdrawn => StepState::Todo,
        State::Returned => StepState::Now,
        _ => StepState::Done,
    };
    let accepted = match it.state {
        State::Submitted => StepState::Now,
        _ if it.edition > 0 || it.state == State::Excluded => StepState::Done,
        _ => StepState::Todo,
    };
    let begun = if it.state == State::Draft { StepState::Now } else { StepState::Done };
    let first = record.versions.first();
    let mut steps = vec![
        step("method-chain-begun", begun, date(Some(it.begun_at)), name(it.writer)),
        step("method-chain-handed", handed, date(it.handed_at), String::new()),
        step(
            "method-chain-accepted",
            accepted,
            date(first.map(|v| v.at)),
            first.map(|v| v.by_name.clone()).unwrap_or_default(),
        ),
    ];
    for (level, unit, unit_name) in &record.ladder {
        let naming = record.seen.namings.iter().rev().find(|naming| naming.unit == *unit && naming.level == *level);
        let (state, at) = match naming.map(|naming| (naming.standing, naming)) {
            Some((Standing::Named, naming)) => (StepState::Done, naming.decided_at),
            Some((Standing::Nominated | Standing::Publicity, naming)) => (StepState::Now, Some(naming.nominated_at)),
            _ => (StepState::Todo, None),
        };
        steps.push(step(&format!("method-chain-{level}"), state, date(at), unit_name.clone()));
    }
    steps
}

/// What the reader may do, in the order of the nouns; the first plain one stands out. A closed step shows its reason to whoever
/// would take it.
pub fn acts(ctx: &Ctx, record: &Record) -> Result<Vec<Act>> {
    let (t, actor, seen) = (ctx.t(), ctx.actor()?, &record.seen);
    let agreed = record.authors.iter().all(|author| author.person != actor.person || author.agreed_at.is_some());
    let mut acts = Vec::new();
    for (noun, step) in NOUNS {
        let verdict = policy::may(actor, seen, *step);
        let concerns = LIFECYCLE.permits(seen.it.state, *step)
            && verdict.reason().is_some_and(|reason| {
                matches!(reason.key, "method-own" | "method-not-published" | "method-objections-open")
            });
        if !verdict.allowed() && !concerns {
            continue;
        }
        // Who has agreed need not again.
        if *step == Step::Agree && agreed {
            continue;
        }
        // Answered where the objection stands; objected as long as the publicity runs.
        let public = || seen.open().and_then(|open| open.publicity_until).is_some_and(|until| ctx.now.date() <= until);
        if *step == Step::Answer || (*step == Step::Object && !(verdict.allowed() && public())) {
            continue;
        }
        acts.push(Act {
            noun,
            label: t.get(&format!("method-step-{step}")).to_owned(),
            look: match step {
                Step::Exclude | Step::Decline | Step::TurnDown | Step::Dismiss | Step::Withdraw | Step::End => "danger",
                Step::Show | Step::Agree | Step::Object => "quiet",
                _ => "",
            },
            shape: match step {
                Step::Return | Step::Decline | Step::TurnDown | Step::Dismiss | Step::End | Step::Object => {
                    Shape::Words
                }
                Step::Exclude => Shape::Rules,
                Step::Review => Shape::Review,
                Step::Name => Shape::Document,
                Step::Show => Shape::Visibility,
                _ => Shape::Press,
            },
            barred: verdict.reason().map(|reason| say(t, reason)).unwrap_or_default(),
        });
    }
    if let Some(first) = acts.iter_mut().find(|act| act.look.is_empty() && act.barred.is_empty()) {
        first.look = "primary";
    }
    Ok(acts)
}
