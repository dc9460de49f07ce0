//! Whom a step concerns.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Result, Role};
use ledger::SealedRow;
use notices::{NewNotice, Teller};
use serde_json::Value;
use store::Reader;

use crate::lifecycle::Step;
use crate::model::{KIND, Project};
use crate::store::{JUDGES, NAME, load};

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[tell];

fn tell(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    let Some(step) = Step::from_word(&entry.step).filter(|_| entry.kind == KIND) else { return Ok(Vec::new()) };
    let it = load(reader, entry.subject.cast())?;
    let team = || -> Result<Vec<PersonId>> {
        Ok(works::authors::of(reader, it.id)?.into_iter().map(|author| author.person).collect())
    };
    let (people, key) = match step {
        Step::Propose | Step::Complete => {
            let mut people = officers(reader, &it, entry)?;
            people.extend(team()?);
            (people, "notice-project-propose")
        }
        Step::HandIn => (officers(reader, &it, entry)?, "notice-project-hand-in"),
        Step::Return => (vec![it.leader], "notice-project-return"),
        Step::Approve => (team()?, "notice-project-approve"),
        Step::Refuse => (team()?, "notice-project-refuse"),
        Step::Convene => (listed(&entry.payload()), "notice-project-convene"),
        Step::Judge => {
            let panel = reader.all(&JUDGES, (it.id,))?;
            let done = panel.iter().all(|judge| judge.judged_at.is_some());
            (if done { officers(reader, &it, entry)? } else { Vec::new() }, "notice-project-judged")
        }
        Step::Accept => (team()?, "notice-project-accept"),
        Step::SendBack => (team()?, "notice-project-send-back"),
        Step::Stop => (team()?, "notice-project-stop"),
        Step::SetMilestone | Step::Reach | Step::Spend | Step::Try | Step::Withdraw | Step::Agree | Step::Attach => {
            return Ok(Vec::new());
        }
    };
    let name = match entry.actor {
        Some(actor) => reader.find(&NAME, (actor,))?.map(|(name,)| name).unwrap_or_default(),
        None => String::new(),
    };
    let mut told: Vec<PersonId> = people.into_iter().filter(|person| Some(*person) != entry.actor).collect();
    told.sort_unstable();
    told.dedup();
    let href = format!("/projects/{}", it.id);
    let notice =
        |person| NewNotice::new(person, key, href.clone()).with("title", it.title.as_str()).with("name", name.as_str());
    Ok(told.into_iter().map(notice).collect())
}

/// The innovation officers of its part of the enterprise.
fn officers(reader: &Reader<'_>, it: &Project, entry: &SealedRow) -> Result<Vec<PersonId>> {
    let held = identity::grants::over(reader, Role::InnovationOfficer, &it.place(), entry.at)?;
    Ok(held.into_iter().filter(|held| held.enterprise == Some(it.enterprise)).map(|held| held.person).collect())
}

fn listed(payload: &Value) -> Vec<PersonId> {
    let ids = payload.get("people").and_then(Value::as_array).into_iter().flatten();
    ids.filter_map(|id| id.as_str()?.parse().ok()).collect()
}
