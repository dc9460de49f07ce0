//! The operating methods of the world, told through the actions.

use jiff::civil::Date;
use kernel::clock::DAY;
use kernel::{Actor, Error, Result, Role, Shares, Time};
use methods::actions::{self, By, Draft};
use methods::content::{Content, LeadingResult};
use methods::model::{Level, MethodId, Visibility};
use methods::rules::Rule;
use store::{Filter, Tx, Value};
use works::{Card, WorkId};
use world::MethodPlan;
use world::methods::{Change, MethodStep, REGULATIONS};

/// When people write in the morning, after midnight.
const MORNING: i64 = 9 * 3_600_000;
/// And how far apart.
const QUARTER: i64 = 15 * 60_000;

/// Tells every method; yields how many stories met a refusal.
///
/// # Errors
/// When the database fails.
pub fn tell(tx: &mut Tx<'_>, plans: &[MethodPlan], people: &[Actor], now: Time) -> Result<usize> {
    let mut cut = 0;
    for plan in plans {
        let mut story = Story::new(tx, plan, people, now)?;
        for (days, step) in plan.text.story {
            let at = Time::start_of(now.plus_millis(-days * DAY).date()).plus_millis(MORNING + days % 7 * QUARTER);
            match story.happen(tx, *step, at) {
                Ok(()) => {}
                Err(error @ (Error::Broken(_) | Error::Busy)) => return Err(error),
                Err(error) => {
                    tracing::debug!(%error, ?step, object = plan.text.object, "a method's story ends here");
                    cut += 1;
                    break;
                }
            }
        }
    }
    Ok(cut)
}

/// A method while it is told.
struct Story<'a> {
    plan: &'a MethodPlan,
    people: &'a [Actor],
    id: MethodId,
    content: Content,
    grew_from: Option<WorkId>,
    level: Level,
}

impl<'a> Story<'a> {
    fn new(tx: &Tx<'_>, plan: &'a MethodPlan, people: &'a [Actor], now: Time) -> Result<Story<'a>> {
        let person = actor(people, plan.person)?;
        let begun = now.plus_millis(-plan.text.story.first().map_or(0, |(days, _)| days * DAY));
        let grew_from = if plan.text.grew { grown_from(tx, person)? } else { None };
        let content = content(plan, person, now, begun, grew_from.as_ref());
        let grew_from = grew_from.map(|card| card.id);
        Ok(Story { plan, people, id: MethodId::new(begun), content, grew_from, level: Level::Unit })
    }

    fn happen(&mut self, tx: &mut Tx<'_>, step: MethodStep, at: Time) -> Result<()> {
        let (id, by) = (self.id, By { actor: self.who(tx, step)?, now: at, version: None });
        match step {
            MethodStep::Begin => done(actions::begin(tx, &by, id, &self.draft()?)?),
            MethodStep::HandIn => done(actions::hand_in(tx, &by, id)?),
            MethodStep::Return(words) => done(actions::send_back(tx, &by, id, words)?),
            MethodStep::Exclude(rule, words) => {
                let rule: Option<Rule> = kernel::lifecycle::Word::from_word(rule);
                done(actions::exclude(tx, &by, id, rule.as_slice(), words)?)
            }
            MethodStep::Accept => done(actions::accept(tx, &by, id)?),
            MethodStep::Review(words) => done(actions::review(tx, &by, id, true, words)?),
            MethodStep::Publish => done(actions::publish(tx, &by, id)?),
            MethodStep::Name(document) => {
                let document = document.replace("{year}", &at.date().year().to_string());
                done(actions::name(tx, &by, id, &document)?)
            }
            MethodStep::Decline(words) => done(actions::decline(tx, &by, id, words)?),
            MethodStep::Nominate => {
                done(actions::nominate(tx, &by, id)?)?;
                self.level = match self.level {
                    Level::Unit => Level::County,
                    Level::County => Level::City,
                    _ => Level::Province,
                };
                Ok(())
            }
            MethodStep::TurnDown(words) => done(actions::turn_down(tx, &by, id, words)?),
            MethodStep::Propose(change) => {
                self.change(change);
                done(actions::propose(tx, &by, id, &self.content, change.note)?)
            }
            MethodStep::Revise => done(actions::revise(tx, &by, id)?),
            MethodStep::Withdraw => done(actions::withdraw(tx, &by, id)?),
            MethodStep::End(words) => done(actions::end(tx, &by, id, words)?),
        }
    }

    /// Who takes a step: its worker, the people of its unit, or the union of the level it is at.
    fn who(&self, tx: &Tx<'_>, step: MethodStep) -> Result<Actor> {
        let unit = match step {
            MethodStep::Return(_) | MethodStep::Exclude(..) | MethodStep::Accept | MethodStep::Revise => {
                self.plan.officer
            }
            MethodStep::Review(_) => self.plan.reviewer,
            MethodStep::Publish | MethodStep::Nominate if self.level == Level::Unit => self.plan.officer,
            MethodStep::Name(_) | MethodStep::Decline(_) if self.level == Level::Unit => self.plan.head,
            MethodStep::Publish | MethodStep::Nominate | MethodStep::Name(_) | MethodStep::TurnDown(_) => {
                return self.union(tx);
            }
            _ => self.plan.person,
        };
        actor(self.people, unit).cloned()
    }

    /// The union officer of the node that has it.
    fn union(&self, tx: &Tx<'_>) -> Result<Actor> {
        let it = methods::store::load(tx, self.id)?;
        let ladder = actions::ladder(tx, &it)?;
        let (_, node) = ladder.into_iter().find(|(level, _)| *level == self.level).ok_or(Error::NotFound)?;
        let speaks = |actor: &&Actor| actor.nodes(Role::UnionOfficer).any(|grant| grant.unit == node.id);
        self.people.iter().find(speaks).cloned().ok_or(Error::NotFound)
    }

    fn draft(&self) -> Result<Draft> {
        let person = actor(self.people, self.plan.person)?.person;
        let shares = match self.plan.mate {
            Some((mate, part)) => {
                let part = u32::from(part);
                Shares::new(vec![(person, 100 - part), (actor(self.people, mate)?.person, part)])
                    .map_err(|reason| Error::broken(reason.key))?
            }
            None => Shares::sole(person),
        };
        let visibility = if self.plan.text.public { Visibility::Public } else { Visibility::Enterprise };
        Ok(Draft { content: self.content.clone(), person, shares, visibility, grew_from: self.grew_from })
    }

    fn change(&mut self, change: Change) {
        match self.content.steps.get_mut(change.step) {
            Some(step) => change.words.clone_into(step),
            None => self.content.steps.push(change.words.to_owned()),
        }
        if !change.key.is_empty() {
            self.content.keys.push(change.key.to_owned());
        }
    }
}

fn actor(people: &[Actor], index: u32) -> Result<&Actor> {
    people.get(index as usize).ok_or(Error::NotFound)
}

/// The newest suggestion of somebody that is in use.
fn grown_from(tx: &Tx<'_>, person: &Actor) -> Result<Option<Card>> {
    let mut filter = Filter::new();
    filter.and("w.author = ? AND w.kind = 'suggestion' AND w.stage = 'in_use'", [Value::Id(person.person.uuid())]);
    filter.tail("ORDER BY w.at DESC, w.id LIMIT 1", []);
    Ok(tx.list::<Card>(works::cards::CARDS, &filter)?.into_iter().next())
}

/// What it says on its first day. Its results run from its first day of use to a week before it was begun.
fn content(plan: &MethodPlan, person: &Actor, now: Time, begun: Time, earlier: Option<&Card>) -> Content {
    let text = plan.text;
    let since: Date = now.plus_millis(-text.since * DAY).date();
    let all = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
    Content {
        name: methods::content::proposed_name(&person.name, text.object),
        trade: text.trade.to_owned(),
        scope: text.scope.to_owned(),
        former: text.former.to_owned(),
        problem: text.problem.to_owned(),
        steps: all(text.steps),
        keys: all(text.keys),
        original: all(text.original),
        regulations: all(&REGULATIONS),
        results: vec![LeadingResult {
            indicator: text.result.indicator.to_owned(),
            before: text.result.before.to_owned(),
            after: text.result.after.to_owned(),
            from: Some(since),
            until: Some(begun.plus_millis(-7 * DAY).date()),
            source: text.result.source.to_owned(),
        }],
        since: Some(earlier.and_then(|card| card.since).map_or(since, Time::date)),
        restrictions: Vec::new(),
    }
}

/// The world is told, not answered.
fn done<T>(_: ledger::Recorded<T>) -> Result<()> {
    Ok(())
}
