//! What changed an assessment's figures after it was signed. Those of the dictionary have their causes in the ledger, as
//! `stats` keeps them for everything frozen; what was recorded by hand and done has them in the plan's own history.

use kernel::Result;
use kernel::lifecycle::Word;
use ledger::SealedRow;
use stats::{Indicator, Late};
use store::Reader;

use crate::assessment::Assessment;
use crate::lifecycle::Step;
use crate::model::{Gathering, GoalId, Measuring};
use crate::whole::Whole;

/// An entry that changed something.
#[derive(Clone, Debug)]
pub enum Later {
    /// Figures of the dictionary.
    Figures(Late),
    /// A goal of the plan, by evidence or a task.
    Own(SealedRow, GoalId),
}

impl Later {
    /// The entry.
    pub fn entry(&self) -> &SealedRow {
        match self {
            Later::Figures(late) => &late.entry,
            Later::Own(entry, _) => entry,
        }
    }
}

/// The entries since an assessment was signed, the newest first; none before.
///
/// # Errors
/// Broken, when the database fails.
pub fn later(reader: &Reader<'_>, whole: &Whole, one: &Assessment) -> Result<Vec<Later>> {
    let (Some(of_year), Some(of_whole)) = (one.frozen_year, one.frozen_whole) else { return Ok(Vec::new()) };
    let mut differences = Vec::new();
    for (frozen, gathered) in [(of_year, false), (of_whole, true)] {
        let measured = |it: &&Indicator| {
            whole.aims().any(|goal| goal.indicator == it.code && (goal.gathering == Gathering::Whole) == gathered)
        };
        let indicators: Vec<&'static Indicator> = whole.indicators().into_iter().filter(|it| measured(it)).collect();
        if !indicators.is_empty() {
            differences.extend(stats::differences(reader, &stats::frozen(reader, frozen)?, &indicators)?);
        }
    }
    let mut all: Vec<Later> = stats::late(reader, &differences)?.into_iter().map(Later::Figures).collect();
    all.extend(own(whole, one));
    all.sort_by_key(|later| std::cmp::Reverse((later.entry().at, later.entry().position)));
    Ok(all)
}

/// What the plan's own history tells of evidence and tasks after the signature.
fn own(whole: &Whole, one: &Assessment) -> Vec<Later> {
    let id = one.id.to_string();
    let signs = |entry: &SealedRow| {
        entry.step == one.kind.signing().word() && entry.payload()["assessment"].as_str() == Some(id.as_str())
    };
    // In the order of the history: what is not sealed yet has no position.
    let since = whole.history.iter().skip_while(|entry| !signs(entry)).skip(1);
    let changed = |entry: &SealedRow| {
        let step = Step::from_word(&entry.step)?;
        let goal = whole.goal(entry.payload()["goal"].as_str()?.parse().ok()?)?;
        let counts = match step {
            Step::Record | Step::Withdraw => goal.measuring == Measuring::Evidence,
            Step::FinishTask => true,
            _ => false,
        };
        counts.then(|| Later::Own(entry.clone(), goal.id))
    };
    since.filter_map(changed).collect()
}
