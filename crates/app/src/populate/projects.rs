//! The world's innovation projects: each grew from an adopted suggestion of its enterprise, and is told
//! through the actions as far as it has come.

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::clock::DAY;
use kernel::id::UnitId;
use kernel::{Actor, By, Fen, Result, Shares, Time};
use projects::actions;
use projects::model::{Charter, ProjectId};
use store::{Filter, Tx, Value};
use works::{Card, Visibility};
use world::World;
use world::projects::{Plan, Reach};

/// Tells the projects of every enterprise of the world.
pub fn tell(tx: &mut Tx<'_>, world: &World, people: &[Actor], now: Time) -> Result<()> {
    for (nth, enterprise) in world.enterprises().iter().enumerate() {
        let actor = |index: u32| people.get(index as usize).cloned().ok_or(kernel::Error::NotFound);
        let (officer, reviewer) = (actor(enterprise.officer())?, actor(enterprise.reviewers()[0])?);
        let Some(home) = officer.place.enterprise else { continue };
        let mut cards = cards(tx, home, &officer, &reviewer)?;
        for plan in world::projects::of_enterprise(nth) {
            // It grew from the suggestion that speaks most of the same.
            let shared = |card: &Card| plan.title.chars().filter(|c| card.title.contains(*c)).count();
            let Some(at) = (0..cards.len()).rev().max_by_key(|at| shared(&cards[*at])) else { break };
            let card = &cards.remove(at);
            let Some(leader) = people.iter().find(|one| one.person == card.author) else { continue };
            let cast = Cast { leader, officer: &officer, reviewer: &reviewer };
            one(tx, &cast, card, plan, now)?;
        }
    }
    Ok(())
}

/// Who takes part.
struct Cast<'a> {
    leader: &'a Actor,
    officer: &'a Actor,
    reviewer: &'a Actor,
}

/// Adopted suggestions of an enterprise from which a project may grow, the earliest first.
fn cards(tx: &Tx<'_>, enterprise: UnitId, officer: &Actor, reviewer: &Actor) -> Result<Vec<Card>> {
    let mut filter = Filter::new();
    filter.and("w.enterprise = ? AND w.kind = 'suggestion'", [Value::Id(enterprise.uuid())]);
    filter.tail("ORDER BY w.at, w.id LIMIT 60", []);
    let mut cards: Vec<Card> = tx.list(works::cards::CARDS, &filter)?;
    cards.retain(|card| card.author != officer.person && card.author != reviewer.person);
    Ok(cards)
}

fn one(tx: &mut Tx<'_>, cast: &Cast<'_>, card: &Card, plan: &Plan, now: Time) -> Result<()> {
    let at = |days_ago: i64| now.plus_millis(-days_ago * DAY);
    let by = |actor: &Actor, days_ago| By { actor: actor.clone(), now: at(days_ago), version: None };
    let begun = at(plan.days_ago);
    let starts = begun.date();
    let later = |days: i64| starts.checked_add(days.days()).unwrap_or(starts);
    let id = ProjectId::new(begun);
    let shares = works::authors::shares(tx, card.id)?;
    let charter = Charter {
        title: plan.title.to_owned(),
        problem: plan.problem.to_owned(),
        aim: plan.aim.to_owned(),
        route: plan.route.to_owned(),
        starts,
        ends: later(plan.lasts),
        budget: Fen::yuan(plan.budget),
        visibility: Visibility::Enterprise,
        shares: if shares.includes(cast.officer.person) || shares.includes(cast.reviewer.person) {
            Shares::sole(cast.leader.person)
        } else {
            shares
        },
        grew_from: Some(card.id),
    };
    let _ = actions::propose(tx, &by(cast.leader, plan.days_ago), id, &charter)?;
    if plan.reach == Reach::Proposed {
        return Ok(());
    }
    let _ = actions::approve(tx, &by(cast.officer, plan.days_ago - 2), id, "同意立项，按节点报进展。")?;
    carry_out(tx, cast, id, plan, now, later)?;
    if plan.reach == Reach::Running {
        return Ok(());
    }
    let _ = actions::hand_in(tx, &by(cast.leader, 8), id, plan.result)?;
    let _ = actions::convene(tx, &by(cast.officer, 7), id, &[cast.reviewer.person])?;
    if plan.reach == Reach::InAcceptance {
        return Ok(());
    }
    let _ = actions::judge(tx, &by(cast.reviewer, 5), id, true, "现场看了，记录齐全，目标达到。")?;
    let accepted = by(cast.officer, 4);
    let since = accepted.now.date();
    let _ = actions::accept(tx, &accepted, id, since, "")?;
    Ok(())
}

/// Milestones, spending and a trial.
fn carry_out(
    tx: &mut Tx<'_>,
    cast: &Cast<'_>,
    id: ProjectId,
    plan: &Plan,
    now: Time,
    later: impl Fn(i64) -> Date,
) -> Result<()> {
    let leader =
        |days_ago: i64| By { actor: cast.leader.clone(), now: now.plus_millis(-days_ago * DAY), version: None };
    let set = leader(plan.days_ago - 3);
    for (nth, milestone) in (1..).zip(plan.milestones) {
        let _ =
            actions::set_milestone(tx, &set, id, milestone, later(plan.lasts * nth / plan.milestones.len() as i64))?;
    }
    let done = leader(plan.days_ago / 2);
    let day = done.now.date();
    let reached = tx.all(&projects::store::MILESTONES, (id,))?;
    if let Some(first) = reached.first() {
        let _ = actions::reach(tx, &done, id, first.id, day, "按期完成。")?;
    }
    let spent = Fen::yuan(plan.budget * 2 / 5);
    let _ = actions::spend(tx, &done, id, plan.spent_on, spent, day)?;
    let _ = actions::trial(tx, &done, id, plan.trial)?;
    Ok(())
}
