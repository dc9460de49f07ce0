//! Operating methods of the world: what a handful of workers found out, and what became of each. Texts are invented; the fields
//! are those that published practice asks for.

mod texts;

use crate::world::World;

/// One step of a method's story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodStep {
    /// Its writer begins it.
    Begin,
    /// Its writer hands it in.
    HandIn,
    /// The officer asks for more.
    Return(&'static str),
    /// The officer excludes it: the rule's word, and the words for its people.
    Exclude(&'static str, &'static str),
    /// The officer accepts it.
    Accept,
    /// A reviewer is for it.
    Review(&'static str),
    /// Whoever has it makes it public.
    Publish,
    /// Whoever has it names it, under a document; `{year}` in its number is the year.
    Name(&'static str),
    /// The head does not.
    Decline(&'static str),
    /// The level that named it nominates it.
    Nominate,
    /// The union that has it does not name it.
    TurnDown(&'static str),
    /// A change is proposed: which part, what it says now, what it says then, and the note.
    Propose(Change),
    /// The officer accepts the change.
    Revise,
    /// Its writer withdraws it.
    Withdraw,
    /// Its writer ends its use.
    End(&'static str),
}

/// A change: a step of the method is replaced, or one is added at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Which step, from 0; beyond the last one it is added.
    pub step: usize,
    /// What it says then.
    pub words: &'static str,
    /// A key point added with it; may be empty.
    pub key: &'static str,
    /// What changed, in words.
    pub note: &'static str,
}

/// A leading result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResultPlan {
    /// What is measured.
    pub indicator: &'static str,
    /// Before.
    pub before: &'static str,
    /// After.
    pub after: &'static str,
    /// Where the figures are from.
    pub source: &'static str,
}

/// Whom a method is named after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Somebody of this team, at this place in it.
    Worker(&'static str, u32),
    /// The head of the enterprise.
    Head,
}

/// What a method says and what became of it.
#[derive(Debug, Clone, Copy)]
pub struct MethodText {
    /// Of which enterprise, from 0.
    pub enterprise: usize,
    /// Whose.
    pub whose: Whose,
    /// A workmate of the same team with a share in per cent.
    pub mate: Option<(u32, u8)>,
    /// What it is about: between the name and 法.
    pub object: &'static str,
    /// The trade.
    pub trade: &'static str,
    /// Scope and equipment.
    pub scope: &'static str,
    /// How it was done before.
    pub former: &'static str,
    /// What was wrong with that.
    pub problem: &'static str,
    /// The steps.
    pub steps: &'static [&'static str],
    /// The key points.
    pub keys: &'static [&'static str],
    /// What is new.
    pub original: &'static [&'static str],
    /// The leading result.
    pub result: ResultPlan,
    /// In use since so many days ago.
    pub since: i64,
    /// Whether everybody may see it.
    pub public: bool,
    /// Whether it grew from a suggestion of its worker that is in use, if there is one.
    pub grew: bool,
    /// Days ago and what happened then, in order.
    pub story: &'static [(i64, MethodStep)],
}

/// A method with its people.
#[derive(Debug, Clone, Copy)]
pub struct MethodPlan {
    /// What it says and what became of it.
    pub text: &'static MethodText,
    /// After whom it is named.
    pub person: u32,
    /// Who shares in it, with how much.
    pub mate: Option<(u32, u8)>,
    /// Who checks, reviews and names at the unit.
    pub officer: u32,
    /// See above.
    pub reviewer: u32,
    /// See above.
    pub head: u32,
}

pub use texts::{METHODS, REGULATIONS};

impl World {
    /// The operating methods with their people.
    pub fn methods(&self) -> Vec<MethodPlan> {
        METHODS.iter().filter_map(|text| self.method(text)).collect()
    }

    fn method(&self, text: &'static MethodText) -> Option<MethodPlan> {
        let enterprise = self.enterprises().get(text.enterprise)?;
        // A small world may not have the team; then somebody of another stands for it.
        let team = |name: &str, place: u32| {
            let named = enterprise.teams.iter().position(|team| team.1 == name);
            let anywhere = (0..enterprise.teams.len()).find(|team| enterprise.member(*team, place).is_some());
            named.filter(|team| enterprise.member(*team, place).is_some()).or(anywhere)
        };
        let (person, mate) = match text.whose {
            Whose::Head => (enterprise.approver(), None),
            Whose::Worker(name, place) => {
                let at = team(name, place).map(|at| (at, place)).or_else(|| Some((team(name, 1)?, 1)))?;
                let mate = text.mate.and_then(|(place, part)| Some((enterprise.member(at.0, place)?, part)));
                (enterprise.member(at.0, at.1)?, mate)
            }
        };
        Some(MethodPlan {
            text,
            person,
            mate: mate.filter(|(mate, _)| *mate != person),
            officer: enterprise.officer(),
            reviewer: enterprise.reviewers()[0],
            head: enterprise.approver(),
        })
    }
}
