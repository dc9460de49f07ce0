//! What is done to a project: one verb, one function, one transaction.

mod accept;
mod propose;
mod run;

pub use accept::{accept, convene, hand_in, judge, send_back};
pub use propose::{agree, approve, complete, propose, refuse, send_back_for_more, withdraw};
pub use run::{reach, set_milestone, spend, stop, trial};

use kernel::lifecycle::Word;
use kernel::{By, Result};
use ledger::{Fact, Recorded};
use serde::Serialize;
use store::Tx;
use works::{Card, Kind, Stage};

use crate::lifecycle::{State, Step};
use crate::model::{KIND, Project, ProjectId};
use crate::policy::{self, Seen};
use crate::store::save;

/// Finds the project and checks that the actor may take `step` now; yields it with the state the step
/// leads to.
fn begin(tx: &Tx<'_>, by: &By, id: ProjectId, step: Step) -> Result<(Seen, State)> {
    let seen = policy::find(tx, &by.actor, id)?;
    let next = policy::check(&by.actor, &seen, step)?;
    by.has_seen(seen.it.version)?;
    Ok((seen, next))
}

/// Writes the changed project over the version that was read, keeps its card, and records the step.
fn settle(
    tx: &mut Tx<'_>,
    by: &By,
    was: &Project,
    mut it: Project,
    step: Step,
    what: &impl Serialize,
) -> Result<Recorded<Project>> {
    save(tx, was.version, &it)?;
    it.version = was.version + 1;
    keep_card(tx, by, &it)?;
    Ok(record(tx, by, &it, step, what)?.with(it))
}

pub(crate) fn record(tx: &mut Tx<'_>, by: &By, it: &Project, step: Step, what: &impl Serialize) -> Result<Recorded> {
    let fact = Fact::new(KIND, it.id.any(), step.word(), by.now).counted_at(&it.place());
    ledger::append(tx, fact.by(&by.actor).with(1, what))
}

/// A project is a work from its approval on.
fn keep_card(tx: &mut Tx<'_>, by: &By, it: &Project) -> Result<()> {
    let stage = match it.state {
        State::Running | State::InAcceptance => Stage::Open,
        State::Accepted => Stage::InUse,
        State::Stopped => Stage::Ended,
        State::Proposed | State::Returned | State::Refused | State::Withdrawn => return Ok(()),
    };
    let card = Card {
        id: it.id.cast(),
        kind: Kind::Project,
        serial: it.serial.clone(),
        title: it.title.clone(),
        gist: it.aim.clone(),
        stage,
        visibility: it.visibility,
        author: it.leader,
        unit: it.unit,
        enterprise: it.enterprise,
        path: it.path.clone(),
        industry_path: it.industry_path.clone(),
        industry: identity::tree::unit(tx, it.enterprise)?.industry,
        since: it.in_use_since,
        at: by.now,
    };
    works::cards::put(tx, &card, by.now)
}
