//! The world's inventions: disclosed by people of its enterprises, and told through the actions as far as they have
//! come, with their rights and fees.

use inventions::actions::{self, Application, Grant, Plan as RightPlan};
use inventions::model::{Disclosure, InventionId, RightId};
use inventions::rights::Holding;
use inventions::{numbers, store as tables, terms};
use jiff::civil::Date;
use kernel::clock::DAY;
use kernel::id::UnitId;
use kernel::{Actor, By, Fen, Result, Shares, Time};
use store::{Filter, Tx, Value};
use works::rights::Kind;
use works::{Card, Visibility, WorkId};
use world::World;
use world::inventions::{DRAFT, Plan, Reach, Right};

/// The largest serial of an application number, beyond those the patent office gives in a year.
const SERIALS: usize = 9_999_999;

/// Tells the inventions of every enterprise of the world.
pub fn tell(tx: &mut Tx<'_>, world: &World, people: &[Actor], now: Time) -> Result<()> {
    for (nth, enterprise) in world.enterprises().iter().enumerate() {
        let officer = people.get(enterprise.officer() as usize).cloned().ok_or(kernel::Error::NotFound)?;
        let Some(home) = officer.place.enterprise else { continue };
        let cards = cards(tx, home, &officer)?;
        let authors: Vec<&Actor> =
            cards.iter().filter_map(|card| people.iter().find(|one| one.person == card.author)).collect();
        for (at, plan) in world::inventions::of_enterprise(nth).enumerate() {
            if authors.is_empty() {
                break;
            }
            let (author, mate) = (authors[at % authors.len()], authors[(at + 1) % authors.len()]);
            let told = Told { officer: &officer, author, mate, plan, now, number: nth * 20 + at };
            // What is young grew from a suggestion of its author.
            let from = cards.iter().find(|card| card.author == author.person && plan.days_ago < 60);
            told.tell(tx, from.map(|card| card.id))?;
        }
        if nth == 0
            && let Some(author) = authors.first()
        {
            let by = By { actor: (*author).clone(), now: now.plus_millis(-DAY), version: None };
            let (title, problem) = DRAFT;
            let draft = Disclosure { title: title.to_owned(), problem: problem.to_owned(), ..blank(author) };
            let _ = actions::disclose(tx, &by, InventionId::new(by.now), &draft)?;
        }
    }
    Ok(())
}

/// Adopted suggestions of an enterprise, the earliest first; not the officer's own.
fn cards(tx: &Tx<'_>, enterprise: UnitId, officer: &Actor) -> Result<Vec<Card>> {
    let mut filter = Filter::new();
    filter.and("w.enterprise = ? AND w.kind = 'suggestion'", [Value::Id(enterprise.uuid())]);
    filter.tail("ORDER BY w.at, w.id LIMIT 40", []);
    let mut cards: Vec<Card> = tx.list(works::cards::CARDS, &filter)?;
    cards.retain(|card| card.author != officer.person);
    cards.dedup_by_key(|card| card.author);
    Ok(cards)
}

fn blank(author: &Actor) -> Disclosure {
    Disclosure {
        title: String::new(),
        problem: String::new(),
        prior: String::new(),
        search: String::new(),
        solution: String::new(),
        novelty: String::new(),
        visibility: Visibility::Enterprise,
        shares: Shares::sole(author.person),
        grew_from: None,
    }
}

/// One invention and who takes part.
struct Told<'a> {
    officer: &'a Actor,
    author: &'a Actor,
    mate: &'a Actor,
    plan: &'a Plan,
    now: Time,
    /// Tells its application number from others.
    number: usize,
}

impl Told<'_> {
    fn by(&self, actor: &Actor, days_ago: i64) -> By {
        By { actor: actor.clone(), now: self.now.plus_millis(-days_ago * DAY), version: None }
    }

    fn day(&self, days_ago: i64) -> Date {
        self.now.plus_millis(-days_ago * DAY).date()
    }

    fn tell(&self, tx: &mut Tx<'_>, from: Option<WorkId>) -> Result<()> {
        let plan = self.plan;
        let together =
            self.mate.person != self.author.person && self.mate.place.enterprise == self.author.place.enterprise;
        let shares = match together {
            true => Shares::new(vec![(self.author.person, 70), (self.mate.person, 30)])
                .map_err(|reason| kernel::Error::broken(reason.key))?,
            false => Shares::sole(self.author.person),
        };
        let begun = self.by(self.author, plan.days_ago);
        let id = InventionId::new(begun.now);
        // One of them is open to all; the same story elsewhere stays at home.
        let open = self.number < 20 && matches!(plan.reach, Reach::Published(..));
        let told = Disclosure {
            title: plan.title.to_owned(),
            problem: plan.problem.to_owned(),
            prior: plan.prior.to_owned(),
            search: plan.search.to_owned(),
            solution: plan.solution.to_owned(),
            novelty: plan.novelty.to_owned(),
            visibility: if open { Visibility::Public } else { Visibility::Enterprise },
            shares,
            grew_from: from,
        };
        let _ = actions::disclose(tx, &begun, id, &told)?;
        let _ = actions::hand_in(tx, &begun, id)?;
        if plan.reach == Reach::Submitted {
            return Ok(());
        }
        if together {
            let _ = actions::agree(tx, &self.by(self.mate, plan.days_ago - 1), id)?;
        }
        let checked = self.by(self.officer, plan.days_ago - 3);
        let _ = match plan.reach {
            Reach::Secret => actions::keep_secret(tx, &checked, id, plan.said)?,
            Reach::Declined => actions::decline(tx, &checked, id, plan.said)?,
            _ => {
                let kind = match plan.right {
                    Right::Invention => Kind::Invention,
                    Right::Utility => Kind::Utility,
                    Right::Software => Kind::Software,
                };
                let (keeper, note) = (self.officer.person, plan.said.to_owned());
                actions::file(tx, &checked, id, &RightPlan { kind, title: String::new(), keeper, note })?
            }
        };
        if let Some(right) = tx.all(&tables::RIGHTS, (id,))?.first().map(|right| right.id) {
            self.protect(tx, id, right)?;
        }
        if let Some(days) = plan.used {
            let _ = actions::put_to_use(tx, &self.by(self.officer, days), id, self.day(days), "")?;
        }
        Ok(())
    }

    /// The way of its right, and the fees.
    fn protect(&self, tx: &mut Tx<'_>, id: InventionId, right: RightId) -> Result<()> {
        let plan = self.plan;
        let (applied, published, granted) = match plan.reach {
            Reach::Applied(applied) => (applied, None, None),
            Reach::Published(applied, published) => (applied, Some(published), None),
            Reach::Granted(applied, granted) => {
                // An application for an invention is published after eighteen months.
                let published = (plan.right == Right::Invention).then_some(applied - 545);
                (applied, published, Some(granted))
            }
            Reach::Submitted | Reach::Secret | Reach::Declined => return Ok(()),
        };
        let on = self.day(applied);
        let patent = plan.right != Right::Software;
        let digit = if plan.right == Right::Utility { 2 } else { 1 };
        let digits = format!("{}{digit}{:07}", on.year(), (self.number * 7_919 + 340_127) % SERIALS);
        let application = Application {
            number: patent.then(|| format!("{digits}.{}", numbers::check_digit(&digits))),
            on,
            holding: Holding::Enterprise,
            holders: tx.all(&tables::RIGHTS, (id,))?.first().map(|right| right.holders.clone()).unwrap_or_default(),
        };
        let by = |days_ago| self.by(self.officer, days_ago);
        let _ = actions::apply(tx, &by(applied - 2), id, right, &application)?;
        let announced = |letter| format!("CN {} {letter}", 116_000_000 + self.number * 1_013);
        if let Some(days) = published.filter(|days| *days > 0) {
            let _ = actions::publish(tx, &by(days - 1), id, right, self.day(days), &announced('A'))?;
        }
        if let Some(days) = granted {
            let registration =
                if patent { String::new() } else { format!("{}SR{:07}", on.year(), self.number * 911 + 52_003) };
            let publication = if patent { announced(if digit == 1 { 'B' } else { 'U' }) } else { String::new() };
            let told = Grant { on: self.day(days), publication, registration, rewarded: false };
            let _ = actions::grant(tx, &by(days - 1), id, right, &told)?;
        }
        for (year, yuan, paid) in plan.fees {
            let due = terms::due(on, *year);
            let noted = by(granted.unwrap_or(applied) - 3);
            let _ = actions::owe(tx, &noted, id, right, *year, Fen::yuan(*yuan), due)?;
            if *paid {
                let fee = tx.all(&tables::FEES_OF, (right,))?.into_iter().find(|fee| fee.year == *year);
                let fee = fee.ok_or(kernel::Error::NotFound)?;
                let _ = actions::pay(tx, &noted, id, right, fee.id, noted.now.date())?;
            }
        }
        Ok(())
    }
}
