//! Filling an installation with the believable world: every unit, person and suggestion goes
//! through the same actions as in life, at the time it happened there.

mod awards;
mod benefits;
mod campaigns;
mod evidence;
mod history;
mod inventions;
mod methods;
mod organisation;
mod plans;
mod projects;
mod reports;
mod spread;
mod stories;
mod takers;
pub(crate) mod words;

use std::sync::Arc;

use kernel::{Actor, Result, Time};
use store::Tx;
use world::World;

use crate::house::House;
pub(crate) use benefits::{basis, corrected};
pub(crate) use organisation::kind as unit_kind;
pub use organisation::role;
use stories::Told;

/// Suggestions told in one transaction.
const AT_ONCE: usize = 100;
/// What happened longer ago than this, everybody has read.
const FRESH: i64 = 3 * kernel::clock::DAY;

/// What is told after the suggestions, and how many of its stories ended before their time.
type Chapter = fn(&mut Tx<'_>, &World, &[Actor], &Told, Time) -> Result<usize>;

/// In the order in which one needs another. Each is a transaction of its own: SQLite keeps what it would need to take a
/// statement back for as long as a transaction lasts, and goes through all of it after each statement.
const CHAPTERS: [Chapter; 9] = [
    |tx, world, people, _, now| projects::tell(tx, world, people, now).map(|()| 0),
    |tx, world, people, _, now| inventions::tell(tx, world, people, now).map(|()| 0),
    |tx, world, people, _, now| methods::tell(tx, &world.methods(), people, now),
    |tx, world, people, told, now| benefits::tell(tx, world, people, told, now).map(|()| 0),
    |tx, world, people, _, now| awards::tell(tx, world, people, now).map(|_| 0),
    |tx, world, people, told, _| spread::tell(tx, world, people, told),
    |tx, world, people, told, now| takers::tell(tx, world, people, told, now).map(|_| 0),
    |tx, world, people, _, now| history::tell(tx, world, people, now).map(|()| 0),
    |tx, world, people, _, now| campaigns::tell(tx, world, people, now),
];

/// Fills the installation, unless it holds something already. Everybody gets `password`.
///
/// # Errors
/// When the database fails.
pub async fn world(house: &House, world: World, password: &str) -> anyhow::Result<()> {
    if !house.app.db.read(identity::tree::roots).await?.is_empty() {
        return Ok(());
    }
    let begun = house.app.clock.now();
    let (world, hash) = (Arc::new(world), identity::passwords::hash(password)?);
    let planned = Arc::clone(&world);
    let people = house.app.db.write(move |tx| organisation::found(tx, &planned, &hash, begun)).await?;
    let people = Arc::new(people);

    let plans: Vec<_> = world.suggestions().collect();
    let mut cut = 0;
    let mut told = Told::default();
    for some in plans.chunks(AT_ONCE) {
        let (some, people, before) = (some.to_vec(), Arc::clone(&people), told.clone());
        let (more, ended) = house.app.db.write(move |tx| stories::tell(tx, &some, &people, before.clone())).await?;
        told = more;
        cut += ended;
    }
    let told = Arc::new(told);
    for chapter in CHAPTERS {
        let (world, people, told) = (Arc::clone(&world), Arc::clone(&people), Arc::clone(&told));
        cut += house.app.db.write(move |tx| chapter(tx, &world, &people, &told, begun)).await?;
    }
    evidence::tell(house, &world, &people, begun).await?;
    if cut > 0 {
        tracing::warn!(cut, "stories of the world ended before their time");
    }
    house.settle().await?;
    // Reports and plans are made from what is counted, so everything else comes first.
    let (planned, cast, book) = (Arc::clone(&world), Arc::clone(&people), house.app.book());
    house.app.db.write(move |tx| reports::tell(tx, &book, &planned, &cast, begun)).await?;
    let (planned, cast, book) = (Arc::clone(&world), Arc::clone(&people), house.app.book());
    house.app.db.write(move |tx| plans::tell(tx, &book, &planned, &cast, begun)).await?;
    house.settle().await?;
    let lately = begun.plus_millis(-FRESH);
    house.app.db.write(move |tx| notices::inbox::mark_history_read(tx, lately)).await?;
    let took = house.app.clock.now().millis() - begun.millis();
    tracing::info!(suggestions = plans.len(), people = people.len(), millis = took, "the world is there");
    Ok(())
}
