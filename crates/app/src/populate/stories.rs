//! What happened to each suggestion of the world, told through the actions.

use kernel::{Actor, Error, Result, Shares, Time};
use ledger::Recorded;
use store::Tx;
use suggestions::actions::{self, By, Checked, Judgement, Plan, Registration};
use suggestions::model::{Channel, Proposal, SuggestionId, Verdict};
use world::{Event, Step, SuggestionPlan};

use super::words;

/// The ids of the suggestions told so far, in the plan's order.
pub type Told = Vec<SuggestionId>;

/// Tells these stories; yields the ids with the new ones, and how many stories met a refusal.
pub fn tell(tx: &mut Tx<'_>, plans: &[SuggestionPlan], people: &[Actor], mut told: Told) -> Result<(Told, usize)> {
    let mut cut = 0;
    for plan in plans {
        let id = SuggestionId::new(Time::from_millis(plan.submitted_at_ms));
        told.push(id);
        for event in &plan.storyline {
            match happen(tx, plan, event, id, people) {
                Ok(()) => {}
                Err(error @ (Error::Broken(_) | Error::Busy)) => return Err(error),
                // A colleague who may not, or comes too late, says nothing; the story goes on.
                Err(_) if matches!(event.step, Step::Second | Step::Comment) => {}
                Err(error) => {
                    tracing::debug!(%error, step = ?event.step, title = plan.title, "a story ends here");
                    cut += 1;
                    break;
                }
            }
        }
    }
    Ok((told, cut))
}

fn happen(tx: &mut Tx<'_>, plan: &SuggestionPlan, event: &Event, id: SuggestionId, people: &[Actor]) -> Result<()> {
    let actor = |index: u32| people.get(index as usize).cloned().ok_or(Error::NotFound);
    let by = By { actor: actor(event.by)?, now: Time::from_millis(event.at_ms), version: None };
    let text = event.text.as_str();
    match &event.step {
        Step::Submit => done(actions::register(tx, &registration(plan, id, people)?)?),
        Step::ReturnForCompletion => done(actions::check(tx, &by, id, &Checked::Return(text.to_owned()))?),
        Step::Resubmit => done(actions::complete(tx, &by, id, &proposal(plan, people)?)?),
        Step::MarkGeneralRemark => done(actions::check(tx, &by, id, &Checked::Remark(text.to_owned()))?),
        Step::Accept => done(actions::accept(tx, &by, id, Some(words::category(plan.category)), &[])?),
        Step::AssignReviewers(chosen) => {
            let chosen: Result<Vec<_>> = chosen.iter().map(|index| Ok(actor(*index)?.person)).collect();
            done(actions::invite(tx, &by, id, &chosen?)?)
        }
        Step::Review(scores, conclusion) => {
            let scores = words::scores(*scores);
            let judgement = Judgement { scores, conclusion: text.to_owned(), advice: words::verdict(*conclusion) };
            done(actions::review(tx, &by, id, &judgement)?)
        }
        Step::Adopt => decided(tx, &by, id, Verdict::Adopt, text),
        Step::Decline => decided(tx, &by, id, Verdict::Decline, text),
        Step::Reserve => decided(tx, &by, id, Verdict::Shelve, text),
        Step::PassUp { .. } => decided(tx, &by, id, Verdict::PassUp, text),
        Step::RequestReconsideration => done(actions::appeal(tx, &by, id, text)?),
        Step::Reconsider { overturned } => done(actions::reconsider(tx, &by, id, *overturned, text)?),
        Step::Plan { implementer, due_ms } => {
            let (starts, ends) = (by.now.date(), Time::from_millis(*due_ms).date().max(by.now.date()));
            let plan = Plan { owner: actor(*implementer)?.person, plan: text.to_owned(), trial: true, starts, ends };
            done(actions::plan(tx, &by, id, &plan)?)
        }
        Step::StartTrial => done(actions::progress(tx, &by, id, text)?),
        Step::Apply => done(actions::apply(tx, &by, id, by.now.date(), text)?),
        Step::ConfirmDone => done(actions::confirm(tx, &by, id, text)?),
        Step::DisputeDone => done(actions::dispute(tx, &by, id, text)?),
        Step::Withdraw => done(actions::withdraw(tx, &by, id)?),
        Step::Second => done(actions::second(tx, &by, id)?),
        Step::Comment => done(actions::comment(tx, &by, id, text, &[])?),
    }
}

/// The world is told, not answered: what an action yields is not needed, that it was recorded is.
fn done<T>(_: Recorded<T>) -> Result<()> {
    Ok(())
}

fn decided(tx: &mut Tx<'_>, by: &By, id: SuggestionId, verdict: Verdict, answer: &str) -> Result<()> {
    done(actions::decide(tx, by, id, verdict, answer)?)?;
    done(actions::announce(tx, by, id)?)
}

fn registration(plan: &SuggestionPlan, id: SuggestionId, people: &[Actor]) -> Result<Registration> {
    let author = people.get(plan.author as usize).ok_or(Error::NotFound)?;
    Ok(Registration {
        id,
        proposal: proposal(plan, people)?,
        author: author.person,
        place: author.place.clone(),
        channel: Channel::Own,
        entered_by: None,
        now: Time::from_millis(plan.submitted_at_ms),
    })
}

fn proposal(plan: &SuggestionPlan, people: &[Actor]) -> Result<Proposal> {
    let parts: Option<Vec<_>> = plan
        .shares
        .iter()
        .map(|share| Some((people.get(share.person as usize)?.person, u32::from(share.percent))))
        .collect();
    Ok(Proposal {
        title: plan.title.clone(),
        now_text: plan.now_text.clone(),
        how_text: plan.how_text.clone(),
        category: Some(words::category(plan.category)),
        gains: words::gains(&plan.benefits),
        spot: String::new(),
        visibility: words::visibility(plan.visibility),
        shares: Shares::new(parts.ok_or(Error::NotFound)?).map_err(|reason| Error::broken(reason.key))?,
        builds_on: None,
    })
}
