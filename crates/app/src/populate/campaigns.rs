//! The campaigns of the world, told through the actions: announced, entered, nominated level by level, judged, made
//! public and honoured.

use ::store::{Filter, Tx, Value};
use campaigns::actions::{self, Draft, Wish};
use campaigns::judging::Judging;
use campaigns::lifecycle::State;
use campaigns::model::{Edition, EditionId, EntryId};
use campaigns::plan::Grade;
use campaigns::score::proposed;
use campaigns::{ladder, presets, store};
use kernel::clock::DAY;
use kernel::id::{PersonId, UnitId};
use kernel::{Actor, By, Error, Fen, Result, Role, Time};
use works::Card;
use world::World;
use world::campaigns::{CAMPAIGNS, COMMENTS, CampaignPlan, DOCUMENT, Holder, Stage};

/// When people in an office act, after midnight.
const MORNING: i64 = 9 * 3_600_000;
/// Longest statement made from what a work says, in characters.
const STATEMENT: usize = 120;

/// Tells every campaign; yields how many of their stories met a refusal.
///
/// # Errors
/// When the database fails.
pub fn tell(tx: &mut Tx<'_>, world: &World, people: &[Actor], now: Time) -> Result<usize> {
    let mut cut = 0;
    for plan in &CAMPAIGNS {
        let Some(holder) = holder(tx, world, people, plan)? else { continue };
        let story = Story { world, people, plan, holder, now };
        cut += story.tell(tx)?;
    }
    Ok(cut)
}

/// The officer of the union that holds it.
fn holder(tx: &Tx<'_>, world: &World, people: &[Actor], plan: &CampaignPlan) -> Result<Option<Actor>> {
    let Some(first) = world.enterprises().first() else { return Ok(None) };
    let officer = people.get(first.officer() as usize).ok_or(Error::NotFound)?;
    let wanted = match plan.holder {
        Holder::Province => identity::UnitKind::Province,
        Holder::City => identity::UnitKind::City,
    };
    let node = identity::tree::along(tx, &officer.place.path)?.into_iter().find(|unit| unit.kind == wanted);
    Ok(node.and_then(|node| union(people, node.id)).cloned())
}

fn union(people: &[Actor], node: UnitId) -> Option<&Actor> {
    people.iter().find(|actor| actor.nodes(Role::UnionOfficer).any(|grant| grant.unit == node))
}

/// One campaign while it is told.
struct Story<'a> {
    world: &'a World,
    people: &'a [Actor],
    plan: &'a CampaignPlan,
    holder: Actor,
    now: Time,
}

impl Story<'_> {
    fn at(&self, days_ago: i64) -> Time {
        Time::start_of(self.now.plus_millis(-days_ago * DAY).date()).plus_millis(MORNING)
    }

    fn by(&self, actor: &Actor, days_ago: i64) -> By {
        By { actor: actor.clone(), now: self.at(days_ago).min(self.now), version: None }
    }

    fn draft(&self) -> Draft {
        let plan = self.plan;
        let year = i64::from(self.now.date().year()) - plan.years_back;
        let mut asks = presets::plan(presets::find(plan.preset));
        plan.intro.clone_into(&mut asks.intro);
        let grade = |(name, quota, yuan): &(&str, i64, i64)| Grade {
            name: (*name).to_owned(),
            quota: *quota,
            money: Fen::yuan(*yuan),
        };
        asks.grades = plan.grades.iter().map(grade).collect();
        Draft {
            name: format!("{year}{}", plan.name),
            year,
            opens: self.at(plan.announced).date(),
            closes: self.at(plan.closes).date(),
            review_ends: self.at(plan.review_ends).date(),
            plan: asks,
        }
    }

    /// Tells it as far as it has come; yields how many entries met a refusal on their way.
    fn tell(&self, tx: &mut Tx<'_>) -> Result<usize> {
        let plan = self.plan;
        let node = self.holder.nodes(Role::UnionOfficer).next().map(|grant| grant.unit).ok_or(Error::NotFound)?;
        let id = EditionId::new(self.at(plan.announced));
        let _ = actions::make(tx, &self.by(&self.holder, plan.announced + 1), id, node, &self.draft())?;
        let _ = actions::announce(tx, &self.by(&self.holder, plan.announced), id)?;
        let edition = store::edition(tx, id)?;
        let mut cut = self.enter(tx, &edition)?;
        if plan.stage == Stage::Open {
            return Ok(cut);
        }
        let jury = self.jury();
        let _ = actions::convene(tx, &self.by(&self.holder, plan.closes), id, &jury)?;
        match actions::review(tx, &self.by(&self.holder, plan.closes - 2), id) {
            Ok(_) => {}
            Err(error) => return lost(error, cut),
        }
        self.judge(tx, id)?;
        if plan.stage == Stage::Finished
            && let Err(error) = self.honour(tx, id)
        {
            cut = lost(error, cut)?;
        }
        Ok(cut)
    }

    /// Works of every enterprise below the node, entered by their authors and passed on as far as they come.
    fn enter(&self, tx: &mut Tx<'_>, edition: &Edition) -> Result<usize> {
        let mut cut = 0;
        for enterprise in self.world.enterprises() {
            let officer = self.people.get(enterprise.officer() as usize).ok_or(Error::NotFound)?;
            if !officer.place.is_under(&edition.path) {
                continue;
            }
            let mut entered = 0;
            for card in cards(tx, officer, self.at(self.plan.announced))? {
                let Some(author) = self.people.iter().find(|one| one.person == card.author) else { continue };
                if entered == self.plan.each || author.person == officer.person {
                    continue;
                }
                match self.one(tx, edition, &card, author, officer, entered) {
                    Ok(()) => entered += 1,
                    Err(error) => cut = lost(error, cut)?,
                }
            }
        }
        Ok(cut)
    }

    fn one(
        &self,
        tx: &mut Tx<'_>,
        edition: &Edition,
        card: &Card,
        author: &Actor,
        officer: &Actor,
        nth: usize,
    ) -> Result<()> {
        let plan = self.plan;
        let day = plan.announced - 3 - nth as i64;
        let id = EntryId::new(self.at(day));
        let categories = &edition.plan().categories;
        let wish = Wish {
            category: categories[(card.title.chars().count() + nth) % categories.len()].id.clone(),
            statement: card.gist.chars().take(STATEMENT).collect(),
            clear: edition.plan().declared().map(|rule| rule.id.clone()).collect(),
        };
        let author = self.by(author, day);
        let _ = actions::enter(tx, &author, edition.id, id, card.id, &wish)?;
        let _ = actions::submit(tx, &author, id, &wish)?;
        // While entries come in, some have only just been handed in.
        if plan.stage == Stage::Open && nth > 0 {
            return Ok(());
        }
        let _ = actions::confirm(tx, &self.by(officer, day - 2), id)?;
        let mut step = day - 3;
        loop {
            let entry = store::entry(tx, id)?;
            let Some(next) = ladder::next(tx, edition, &entry)? else { break };
            let at = entry.node.ok_or(Error::NotFound)?;
            debug_assert_ne!(next.id, at);
            let Some(level) = union(self.people, at) else { return Ok(()) };
            let _ = actions::pass_on(tx, &self.by(level, step), id)?;
            step -= 1;
        }
        if plan.stage != Stage::Open {
            let _ = actions::qualify(tx, &self.by(&self.holder, step), id)?;
        }
        Ok(())
    }

    /// The first reviewers of the first enterprises, and of few enterprises both.
    fn jury(&self) -> Vec<PersonId> {
        let enterprises = self.world.enterprises().iter().take(7);
        let mut places: Vec<u32> = enterprises.clone().map(|enterprise| enterprise.reviewers()[0]).collect();
        if places.len() < 5 {
            places.extend(enterprises.map(|enterprise| enterprise.reviewers()[1]));
        }
        places.into_iter().filter_map(|at| self.people.get(at as usize)).map(|actor| actor.person).collect()
    }

    /// Everybody judges; while the review goes on, the demo's juror has nothing done yet.
    fn judge(&self, tx: &mut Tx<'_>, id: EditionId) -> Result<()> {
        let edition = store::edition(tx, id)?;
        let judging = Judging::read(tx, &edition)?;
        let first = self.world.enterprises().first().and_then(|first| self.people.get(first.reviewers()[0] as usize));
        let waits = first.map(|actor| actor.person).filter(|_| self.plan.stage == Stage::InReview);
        for (nth, judged) in judging.entries.iter().enumerate() {
            for (at, juror) in judged.judges.iter().enumerate().filter(|(_, juror)| Some(**juror) != waits) {
                let Some(actor) = self.people.iter().find(|one| one.person == *juror) else { continue };
                // Some entries are plainly better than others, and no two jurors think quite alike.
                let mark =
                    |criterion: usize| 5 + ((nth * 5 % 7 + at * (criterion + 1) % 3) * (criterion + 2) % 6) as i64;
                let marks: Vec<i64> = (0..edition.plan().rubric.len()).map(mark).collect();
                let by = self.by(actor, (self.plan.closes - 5 - (nth % 5) as i64).max(1));
                let _ = actions::score(tx, &by, judged.entry.id, &marks, COMMENTS[(nth + at) % COMMENTS.len()])?;
            }
        }
        Ok(())
    }

    fn honour(&self, tx: &mut Tx<'_>, id: EditionId) -> Result<()> {
        let ends = self.plan.review_ends;
        let edition = store::edition(tx, id)?;
        let judging = Judging::read(tx, &edition)?;
        let scores: Vec<i64> = judging.entries.iter().map(|judged| judged.score.unwrap_or(0)).collect();
        let grades = proposed(&edition.plan().grades, &scores);
        let choices: Vec<actions::Choice> = judging.entries.iter().map(|judged| judged.entry.id).zip(grades).collect();
        let _ = actions::list(tx, &self.by(&self.holder, ends - 1), id, &choices)?;
        let _ = actions::publish(tx, &self.by(&self.holder, ends - 2), id)?;
        let listed = tx.all(&store::ENTRIES_OF, (id,))?.into_iter().find(|entry| entry.state == State::Listed);
        if let (Some(entry), Some(enterprise)) = (listed, self.world.enterprises().first()) {
            self.dispute(tx, &entry.id, enterprise.reviewers()[1])?;
        }
        let later = ends - 2 - 20;
        let by = self.by(&self.holder, later);
        let document = DOCUMENT.replace("{year}", &by.now.date().year().to_string());
        let _ = actions::finish(tx, &by, id, &document)?;
        Ok(())
    }

    /// Somebody asks in the days of publicity, and is answered.
    fn dispute(&self, tx: &mut Tx<'_>, entry: &EntryId, at: u32) -> Result<()> {
        let ends = self.plan.review_ends;
        let Some(actor) = self.people.get(at as usize) else { return Ok(()) };
        let by = self.by(actor, ends - 4);
        if actions::object(tx, &by, *entry, "这项和我们线上去年改的很像，请核对先后。").is_err() {
            return Ok(());
        }
        let objections = works::objections::of(tx, *entry)?;
        let Some(objection) = objections.first() else { return Ok(()) };
        let answer = (false, "已核对登记时间和现场记录，这项登记在前，做法也不同，异议不成立。");
        let _ = actions::answer(tx, &self.by(&self.holder, ends - 5), *entry, objection.id, answer)?;
        Ok(())
    }
}

/// A refusal ends one story; what the database cannot do ends all.
fn lost(error: Error, cut: usize) -> Result<usize> {
    match error {
        Error::Broken(_) | Error::Busy => Err(error),
        error => {
            tracing::debug!(%error, "a campaign's story ends here");
            Ok(cut + 1)
        }
    }
}

/// Works of an enterprise that were in use on that day, or were works at all, with a figure first.
fn cards(tx: &Tx<'_>, officer: &Actor, at: Time) -> Result<Vec<Card>> {
    let Some(enterprise) = officer.place.enterprise else { return Ok(Vec::new()) };
    let mut filter = Filter::new();
    filter.and(
        "w.enterprise = ? AND w.stage = 'in_use' AND w.since <= ?",
        [Value::Id(enterprise.uuid()), Value::Int(at.millis())],
    );
    filter.tail(
        "ORDER BY CASE WHEN EXISTS (SELECT 1 FROM work_figure f WHERE f.work_use = w.id AND (f.fen > 0 OR f.points > 0)) THEN 0 ELSE 1 END, w.since DESC, w.id \
         LIMIT 12",
        [],
    );
    tx.list(works::cards::CARDS, &filter)
}
