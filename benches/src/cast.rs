//! Who asks: workers of many enterprises, an officer, the unions above. Chosen alike by every process.

use kernel::clock::DAY;
use kernel::id::UnitId;
use kernel::{Actor, Error, Result, Scope, Time};
use store::{Db, Reader};
use suggestions::model::SuggestionId;
use suggestions::queries;

use crate::stage::Stage;

/// Workers, each of another part of the world.
const WORKERS: u32 = 64;
const ALL: [Scope; 2] = [Scope::Read, Scope::Write];

/// Somebody who asks.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub actor: Actor,
    /// The secret of their session; empty until they are let in.
    pub session: String,
    /// Their token for the API; likewise.
    pub token: String,
}

/// Everybody who asks.
pub struct Cast {
    /// Workers who have put something forward.
    pub workers: Vec<Member>,
    /// The newest suggestion of each.
    pub records: Vec<SuggestionId>,
    /// The officer of the first enterprise.
    pub officer: Member,
    /// A worker of the same enterprise.
    pub colleague: Member,
    /// Province, city, county.
    pub unions: [Member; 3],
}

impl Cast {
    /// Chooses them.
    pub async fn choose(db: &Db, stage: &Stage, now: Time) -> anyhow::Result<Cast> {
        let (world, total) = (&stage.world, stage.suggestions);
        let authors: Vec<u32> = (0..WORKERS)
            .filter_map(|nth| world.suggestion(nth * (total / WORKERS).max(1)))
            .map(|plan| plan.author)
            .collect();
        let accounts = world.demo_accounts();
        let account = |login: &str| {
            let found = accounts.iter().find(|account| account.login == login);
            found.and_then(|account| world.person(account.person)).map(|person| person.phone)
        };
        let named: Option<Vec<String>> =
            ["officer", "worker", "province", "city", "county"].into_iter().map(account).collect();
        let named = named.ok_or(Error::NotFound)?;
        let phones: Vec<String> =
            authors.into_iter().filter_map(|author| world.person(author)).map(|person| person.phone).collect();
        let cast = db.read(move |reader| {
            let mut workers = Vec::new();
            let mut records = Vec::new();
            for phone in &phones {
                let member = member(reader, phone, now)?;
                records.extend(queries::mine(reader, member.actor.person, 1, 0)?.into_iter().map(|row| row.id));
                workers.push(member);
            }
            let one = |at: usize| member(reader, &named[at], now);
            Ok(Cast { workers, records, officer: one(0)?, colleague: one(1)?, unions: [one(2)?, one(3)?, one(4)?] })
        });
        Ok(cast.await?)
    }

    /// Gives each a session and a token.
    pub async fn admit(self, db: &Db, now: Time) -> anyhow::Result<Cast> {
        let Cast { workers, records, officer, colleague, unions } = self;
        let cast = db.write(move |tx| {
            let mut let_in = |member: &Member| -> Result<Member> {
                let person = member.actor.person;
                let (_, session) = identity::sessions::begin(tx, person, "bench", "loopback", now)?;
                let (_, token) = identity::tokens::create(tx, person, "bench", &ALL, now.plus_millis(DAY), now)?;
                let actor = member.actor.clone();
                Ok(Member { actor, session: session.reveal().to_owned(), token: token.reveal().to_owned() })
            };
            Ok(Cast {
                workers: workers.iter().map(&mut let_in).collect::<Result<_>>()?,
                records: records.clone(),
                officer: let_in(&officer)?,
                colleague: let_in(&colleague)?,
                unions: [let_in(&unions[0])?, let_in(&unions[1])?, let_in(&unions[2])?],
            })
        });
        Ok(cast.await?)
    }
}

impl Member {
    /// The first node they hold a role at.
    pub fn node(&self) -> Option<UnitId> {
        self.actor.grants.first().map(|grant| grant.unit)
    }
}

fn member(reader: &Reader<'_>, phone: &str, now: Time) -> Result<Member> {
    let person = identity::people::by_phone(reader, phone)?.ok_or(Error::NotFound)?;
    let actor = identity::actors::actor(reader, person.id, now, &ALL)?;
    Ok(Member { actor, session: String::new(), token: String::new() })
}
