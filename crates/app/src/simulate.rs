//! `liaoyuan simulate`: three years of a province from single records, the same for the same seed to the last
//! byte of the ledger. Suggestions and people are written as rows and facts, as their actions leave them;
//! everything else is told through the actions themselves.
//!
//! It goes chunk by chunk, each in one transaction with how far it is: the unions, the enterprises with their
//! people, the weeks. Whatever interrupts it, the same command goes on. Nobody is told of what is simulated: the
//! folds' cursors are set to the end without reading, and the totals are counted from the records at last.

mod deeds;
mod ground;
mod progress;
mod roster;
mod rows;
mod story;
mod weeks;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use kernel::{Error, Result, Time, chance};
use ledger::history;
use ledger::keys::LogKey;
use store::{Db, Migration, Tx, bulk};
use tokio::sync::mpsc;
use world::province::{FOUNDED_MS, Province, Scale};
use world::{PersonPlan, Role};

use self::ground::{For, Ground};
use self::progress::Progress;
use self::roster::Roster;
use self::weeks::{Teller, Week, weeks};
use crate::registry;

pub use rows::statements;

/// The table that says how far it is.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "simulate/0001", sql: include_str!("../migrations/0001_simulation.sql") }];

/// Enterprises that are founded in one transaction.
const FOUNDED_AT_ONCE: usize = 400;
/// Facts after which a chunk looks whether it is to stop.
const LOOKS: usize = 2000;
/// Tables that nobody reads meanwhile but by their keys: their other indexes are made at the end.
const BULK: [&str; 8] = [
    "ledger_entry",
    "person",
    "suggestion",
    "suggestion_comment",
    "suggestion_review",
    "work",
    "work_author",
    "work_use",
];
/// But for this one: where a work is in use is asked when it is taken over.
const NEEDED: [&str; 1] = ["work_use_of"];

/// What is simulated, and whether somebody wants it to stop.
#[derive(Clone)]
pub struct Order {
    /// How large.
    pub scale: Scale,
    /// What everything follows from.
    pub seed: u64,
    /// With how many chunks it stops; the same order goes on from there. Zero stops it at once, and the chunk
    /// at work is given up.
    pub until: Arc<AtomicUsize>,
}

impl Order {
    /// Everything at this scale.
    pub fn new(scale: Scale, seed: u64) -> Order {
        Order { scale, seed, until: Arc::new(AtomicUsize::new(usize::MAX)) }
    }

    fn name(&self) -> &'static str {
        match self.scale {
            Scale::Province => "province",
            Scale::City => "city",
            Scale::Tiny => "tiny",
        }
    }

    /// Whether it is to stop before this chunk is complete.
    fn stops(&self, chunk: usize) -> bool {
        self.until.load(Ordering::Relaxed) <= chunk
    }
}

/// What is in a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Empty,
    /// This simulation, so many chunks of it.
    Begun(usize),
    /// Another simulation.
    Another,
    /// Something else: never to be touched.
    Foreign,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Everything is told and counted.
    Done,
    /// Stopped; the same order goes on from there.
    Stopped,
}

/// What is in this database, for this order.
///
/// # Errors
/// When the database fails.
pub async fn standing(db: &Db, order: &Order) -> Result<Standing> {
    let (name, seed) = (order.name(), order.seed);
    db.read(move |reader| {
        let known = reader.all(&rows::FIND, ())?;
        if let Some((_, _, told)) = known.iter().find(|row| row.0 == name && row.1 as u64 == seed) {
            return Ok(Standing::Begun(usize::try_from(*told).map_err(Error::broken)?));
        }
        if !known.is_empty() {
            return Ok(Standing::Another);
        }
        let filled = ledger::sealer::size(reader)? + ledger::sealer::waiting(reader)? > 0;
        Ok(if filled || !identity::tree::roots(reader)?.is_empty() { Standing::Foreign } else { Standing::Empty })
    })
    .await
}

/// Tells it, or goes on with it, in a database that holds nothing else, and counts it.
///
/// # Errors
/// When the database fails; when the plan does not hold together.
pub async fn run(db: &Db, key: LogKey, order: &Order) -> anyhow::Result<Ended> {
    let told = match standing(db, order).await? {
        Standing::Empty => 0,
        Standing::Begun(told) => told,
        Standing::Another | Standing::Foreign => anyhow::bail!("this database holds something else"),
    };
    let ground = Arc::new(Ground::new(Province::new(order.seed, order.scale)));
    let run = Run { db: db.clone(), key, order: order.clone(), ground, progress: Progress::new() };
    let telling = run.clone();
    let shown = run.progress.show(run.expected());
    let outcome = telling.everything(told).await;
    shown.abort();
    match outcome {
        Err(Error::Busy) if order.stops(usize::MAX - 1) => Ok(Ended::Stopped),
        Err(error) => Err(error.into()),
        Ok(()) => {
            run.progress.end();
            Ok(Ended::Done)
        }
    }
}

/// Who can be signed in as: a role, and the telephone number to sign in with.
pub fn accounts(order: &Order) -> Vec<(&'static str, String)> {
    cast(&Province::new(order.seed, order.scale)).into_iter().map(|(role, plan)| (role, plan.phone)).collect()
}

/// Gives those a password; everybody else has none. Who has one keeps it.
///
/// # Errors
/// When the database fails.
pub async fn admit(db: &Db, order: &Order, password: &str, now: Time) -> Result<()> {
    let ground = Ground::new(Province::new(order.seed, order.scale));
    let people: Vec<_> = cast(&ground.province).iter().map(|(_, plan)| ground.person(plan.index)).collect();
    let hash = identity::passwords::hash(password)?;
    db.write(move |tx| {
        for person in &people {
            if tx.one(&rows::PASSWORDS, (*person,))?.0 == 0 {
                let _ = identity::sign_in::set_password(tx, *person, None, &hash, now)?;
            }
        }
        Ok(())
    })
    .await
}

/// The people of the first enterprise and of the unions above it.
fn cast(province: &Province) -> Vec<(&'static str, PersonPlan)> {
    let first = &province.enterprises()[0];
    let union = |unit: u32, role: Role| {
        let held = province.union_grants().find(|grant| grant.unit == unit && grant.role == role);
        held.map(|grant| grant.person)
    };
    let people = [
        ("worker", first.member(0, 1)),
        ("team_leader", first.member(0, 0)),
        ("innovation_officer", Some(first.officer())),
        ("reviewer", Some(first.reviewers()[0])),
        ("finance_auditor", Some(first.finance_auditor())),
        ("implementer", Some(first.implementer())),
        ("approver", Some(first.approver())),
        ("payroll", Some(first.payroll())),
        ("county union", union(first.county, Role::UnionOfficer)),
        ("city union", union(first.city, Role::UnionOfficer)),
        ("province union", union(0, Role::UnionOfficer)),
        ("administrator", union(0, Role::Administrator)),
    ];
    people.into_iter().filter_map(|(role, person)| Some((role, province.person(person?)))).collect()
}

/// A chunk: one transaction.
enum Chunk {
    Roster(Roster),
    Week(Box<Week>),
}

#[derive(Clone)]
struct Run {
    db: Db,
    key: LogKey,
    order: Order,
    ground: Arc<Ground>,
    progress: Progress,
}

impl Run {
    /// Chunks of people: the unions, and the enterprises some at a time.
    fn rosters(&self) -> usize {
        1 + self.ground.province.enterprises().len().div_ceil(FOUNDED_AT_ONCE)
    }

    /// About how many lines there will be.
    fn expected(&self) -> u64 {
        let targets = self.order.scale.targets();
        let suggestions: u32 = targets.suggestions.iter().sum();
        let few: u32 = targets.projects.iter().chain(&targets.promoted).chain(&targets.inventions).sum();
        u64::from(targets.people + targets.enterprises * 12) + u64::from(suggestions) * 8 + u64::from(few) * 7
    }

    async fn everything(self, told: usize) -> Result<()> {
        if told == 0 {
            let scale = self.order.clone();
            self.db
                .write(move |tx| {
                    bulk::set_indexes_aside(tx, &BULK, &NEEDED)?;
                    tx.execute(&rows::PUT, (scale.name(), scale.seed as i64, 0_i64)).map(drop)
                })
                .await?;
        }
        let all = self.rosters() + weeks();
        if told > all {
            return Ok(()); // it is told and counted
        }
        if told < all {
            let (hand, mut chunks) = mpsc::channel(1);
            let making = self.clone();
            // Telling is computing: it has a thread of its own, one chunk ahead of the writer.
            let maker = tokio::task::spawn_blocking(move || making.make(told, &hand));
            while let Some((number, chunk)) = chunks.recv().await {
                self.write(number, chunk).await?;
            }
            maker.await.map_err(Error::broken)??;
        }
        self.finish(all + 1).await
    }

    /// Makes the chunks from `told` on and hands them to the writer.
    fn make(&self, told: usize, hand: &mpsc::Sender<(usize, Chunk)>) -> Result<()> {
        let enterprises = self.ground.province.enterprises().len();
        for number in told..self.rosters() {
            if self.order.stops(number) {
                return Err(Error::Busy);
            }
            let roster = match number.checked_sub(1) {
                None => Roster::of_unions(&self.ground)?,
                Some(nth) => {
                    let first = nth * FOUNDED_AT_ONCE;
                    Roster::of_enterprises(&self.ground, first..enterprises.min(first + FOUNDED_AT_ONCE))?
                }
            };
            if hand.blocking_send((number, Chunk::Roster(roster))).is_err() {
                return Ok(());
            }
        }
        if told >= self.rosters() {
            self.progress.at("telling again what is written".to_owned());
            let people = u64::from(self.ground.province.people());
            self.progress.lines.fetch_add(people, Ordering::Relaxed);
        }
        let mut teller = Teller::new(Arc::clone(&self.ground));
        for number in self.rosters()..self.rosters() + weeks() {
            // What was written already is told once more: what follows from it comes later.
            let week = teller.week()?;
            if self.order.stops(number) {
                return Err(Error::Busy);
            }
            if number < told {
                let lines = week.tales.len() + week.facts.len() + week.deeds.len();
                self.progress.lines.fetch_add(lines as u64, Ordering::Relaxed);
            } else if hand.blocking_send((number, Chunk::Week(Box::new(week)))).is_err() {
                return Ok(());
            }
        }
        Ok(())
    }

    async fn write(&self, number: usize, chunk: Chunk) -> Result<()> {
        let (run, chunk) = (self.clone(), Arc::new(chunk));
        let lines = Arc::clone(&self.progress.lines);
        let before = lines.load(Ordering::Relaxed);
        self.progress.at(match &*chunk {
            Chunk::Roster(_) => "people".to_owned(),
            Chunk::Week(week) => format!("until {}", week.until.date()),
        });
        let tell = move |tx: &mut Tx<'_>| {
            lines.store(before, Ordering::Relaxed);
            let seed = run.ground.chance(For::Chunk, (number as u64) << 32);
            chance::told(seed, || run.tell(tx, number, &chunk))
        };
        self.db.write(tell).await
    }

    /// Writes a chunk, seals it and notes how far it is.
    fn tell(&self, tx: &mut Tx<'_>, number: usize, chunk: &Chunk) -> Result<()> {
        let (facts, now) = match chunk {
            Chunk::Roster(roster) => {
                roster.write(tx)?;
                if number + 1 == self.rosters() {
                    let last = self.ground.province.enterprises().last();
                    let units = last.and_then(|last| last.teams.last()).map_or(0, |team| i64::from(team.2) + 1);
                    tx.execute(&rows::PUT_NUMBER, (units,))?;
                }
                (&roster.facts, Time::from_millis(FOUNDED_MS))
            }
            Chunk::Week(week) => {
                self.week(tx, number, week)?;
                (&week.facts, week.until)
            }
        };
        for some in facts.chunks(LOOKS) {
            self.look(number, some.len())?;
            history::write(tx, some)?;
        }
        history::seal(tx, &self.key, facts, now)?;
        let told = i64::try_from(number + 1).map_err(Error::broken)?;
        tx.execute(&rows::PUT, (self.order.name(), self.order.seed as i64, told)).map(drop)
    }

    fn week(&self, tx: &mut Tx<'_>, number: usize, week: &Week) -> Result<()> {
        for some in week.tales.chunks(LOOKS) {
            self.look(number, some.len())?;
            rows::write(tx, some)?;
        }
        for (series, last) in &week.serials {
            tx.execute(&rows::PUT_SERIAL, (series.as_str(), *last))?;
        }
        let mut cut = week.illegal;
        for some in week.deeds.chunks(LOOKS / 8) {
            self.look(number, some.len())?;
            for (at, deed) in some {
                cut += usize::from(!deeds::perform(tx, &self.ground, *at, deed)?);
            }
        }
        if cut > 0 {
            tracing::debug!(cut, week = %week.until.date(), "steps that the rules refuse are left out");
        }
        Ok(())
    }

    /// Counts lines, and breaks off when somebody wants it to stop.
    fn look(&self, chunk: usize, lines: usize) -> Result<()> {
        self.progress.lines.fetch_add(lines as u64, Ordering::Relaxed);
        if self.order.stops(chunk) { Err(Error::Busy) } else { Ok(()) }
    }

    /// Indexes, cursors and totals.
    async fn finish(&self, told: usize) -> Result<()> {
        loop {
            self.look(usize::MAX - 1, 0)?;
            let made = self.db.write(bulk::put_index_back).await?;
            let Some(name) = made else { break };
            self.progress.at(format!("index {name}"));
        }
        self.progress.written();
        let modules = registry::modules();
        let mut folds = vec![notices::fold(Vec::new()).name];
        folds.extend(modules.iter().flat_map(|module| (module.folds)()).map(|fold| fold.name));
        self.db
            .write(move |tx| {
                let size = ledger::sealer::size(tx)?;
                folds.iter().try_for_each(|fold| ledger::folds::pass_over(tx, fold, size))
            })
            .await?;
        let (sources, progress, counted) = (web::sources(&modules), self.progress.clone(), AtomicU64::new(0));
        stats::rebuild(&self.db, &sources, |at| {
            counted.store(at.records, Ordering::Relaxed);
            progress.at(format!("counting {}, {} records", at.source, at.records));
        })
        .await?;
        self.progress.counted(counted.into_inner());
        let (name, seed) = (self.order.name(), self.order.seed as i64);
        let told = i64::try_from(told).map_err(Error::broken)?;
        self.db.write(move |tx| tx.execute(&rows::PUT, (name, seed, told)).map(drop)).await
    }
}

/// Sixteen bytes of salt.
fn salt(halves: [u64; 2]) -> [u8; 16] {
    let mut salt = [0; 16];
    salt[..8].copy_from_slice(&halves[0].to_le_bytes());
    salt[8..].copy_from_slice(&halves[1].to_le_bytes());
    salt
}
