//! The test harness: a [`TestHouse`] on each engine, the test world in it, and [`Browser`]s that go
//! in by the front door.
//!
//! ```no_run
//! # async fn test() {
//! for house in testkit::houses().await {
//!     let mut chen = house.browser_of("worker").await;
//!     let page = chen.get("/").await;
//!     assert_eq!(page.status, 200);
//! }
//! # }
//! ```
//!
//! SQLite needs nothing installed. PostgreSQL is tested too when `LIAOYUAN_TEST_PG` names a server,
//! as `bin/test` sees to. Time stands still at [`NOON`] unless a test moves it; nothing runs in the
//! background: [`TestHouse::settle`] lets follow what follows.

mod browser;
mod databases;
mod forger;

use std::sync::Arc;

use app::House;
use app::config::Settings;
use app::house::Opening;
use app::populate;
use axum::Router;
use kernel::id::PersonId;
use kernel::{Actor, Clock, Scope, Time};
use web::{App, Config, RouteEntry};
use world::{PersonPlan, Size, World};

pub use browser::{Browser, Page};
pub use databases::Database;
pub use forger::forge;

/// Noon on a working Wednesday in China, 2026-06-10.
pub const NOON: Time = Time::from_millis(1_781_064_000_000);
/// Everybody's password.
pub const PASSWORD: &str = "test-house-2026";

/// A house for a test.
pub struct TestHouse {
    /// What handlers see.
    pub app: App,
    /// The clock all of it goes by.
    pub clock: Clock,
    /// Every route that is mounted.
    pub routes: Vec<RouteEntry>,
    /// The world it was filled with.
    pub world: World,
    /// What it can be asked directly.
    pub house: House,
    router: Router,
    _database: Database,
}

/// A house with the test world on each engine there is.
pub async fn houses() -> Vec<TestHouse> {
    houses_of(Size::Test).await
}

/// A house with a world of this size on each engine there is.
pub async fn houses_of(size: Size) -> Vec<TestHouse> {
    let mut houses = Vec::new();
    for database in Database::each().await {
        houses.push(TestHouse::open(database, Some(size), |_, _| {}).await);
    }
    houses
}

/// A house with a world of this size on the embedded engine alone: for what no engine changes.
pub async fn house_of(size: Size) -> TestHouse {
    TestHouse::open(Database::lite(), Some(size), |_, _| {}).await
}

/// A house with the test world on each engine there is, told something else at its start.
pub async fn houses_told(tell: impl Fn(&mut Config, &mut Settings)) -> Vec<TestHouse> {
    let mut houses = Vec::new();
    for database in Database::each().await {
        houses.push(TestHouse::open(database, Some(Size::Test), &tell).await);
    }
    houses
}

/// An empty house on each engine there is.
pub async fn empty_houses() -> Vec<TestHouse> {
    let mut houses = Vec::new();
    for database in Database::each().await {
        houses.push(TestHouse::open(database, None, |_, _| {}).await);
    }
    houses
}

impl TestHouse {
    async fn open(database: Database, size: Option<Size>, tell: impl Fn(&mut Config, &mut Settings)) -> TestHouse {
        let clock = Clock::fixed(NOON);
        let mut settings = Settings { target: database.target.clone(), ..Settings::embedded(database.folder()) };
        let mut config = Config {
            base_url: "http://liaoyuan.test".to_owned(),
            insecure_cookies: true,
            visitor_rate: 1000,
            ..Config::default()
        };
        tell(&mut config, &mut settings);
        let opening = Opening { settings, clock: clock.clone(), config, threads: 2, in_memory: true };
        let house = House::open(opening).await.expect("the house opens");
        let world = World::new(1, size.unwrap_or(Size::Test), NOON.millis());
        if size.is_some() {
            populate::world(&house, world.clone(), PASSWORD).await.expect("the world is told");
        }
        let (router, routes) = app::router::router(house.app.clone(), None);
        TestHouse { app: house.app.clone(), clock, routes, world, house, router, _database: database }
    }

    /// Lets everything follow that follows: sealing, folds, search.
    pub async fn settle(&self) {
        self.house.settle().await.expect("everything follows");
    }

    /// A browser of nobody.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// One of the world's accounts, as the world plans them: worker, officer, reviewer, county …
    pub fn plan_of(&self, login: &str) -> PersonPlan {
        let account = self.world.demo_accounts().into_iter().find(|account| account.login == login);
        let person = account.and_then(|account| self.world.person(account.person));
        person.unwrap_or_else(|| panic!("the world has no {login}"))
    }

    /// The phone number of one of the world's accounts.
    pub fn phone_of(&self, login: &str) -> String {
        self.plan_of(login).phone
    }

    /// One of the world's accounts as an actor.
    pub async fn actor(&self, login: &str) -> Actor {
        self.actor_as(&self.plan_of(login)).await
    }

    /// Anybody of the world as an actor.
    pub async fn actor_as(&self, person: &PersonPlan) -> Actor {
        let phone = person.phone.clone();
        let now = self.clock.now();
        let found = self.app.db.read(move |reader| {
            let person = identity::people::by_phone(reader, &phone)?.ok_or(kernel::Error::NotFound)?;
            identity::actors::actor(reader, person.id, now, &[Scope::Read, Scope::Write])
        });
        found.await.expect("the account exists")
    }

    /// A browser in which one of the world's accounts is signed in.
    pub async fn browser_of(&self, login: &str) -> Browser {
        let actor = self.actor(login).await;
        self.browser_for(actor.person).await
    }

    /// A browser in which this person is signed in.
    pub async fn browser_for(&self, person: PersonId) -> Browser {
        let now = self.clock.now();
        let begun = self.app.db.write(move |tx| identity::sessions::begin(tx, person, "test", "127.0.0.1", now));
        let (_, token) = begun.await.expect("a session begins");
        let mut browser = self.browser();
        browser.set_cookie(web::visit::SESSION, token.reveal());
        browser
    }

    /// A personal token of the API for one of the world's accounts.
    pub async fn token_of(&self, login: &str, scopes: &[Scope]) -> String {
        let (actor, now, scopes) = (self.actor(login).await, self.clock.now(), Arc::new(scopes.to_vec()));
        let expires = now.plus_millis(kernel::clock::DAY);
        let made =
            self.app.db.write(move |tx| identity::tokens::create(tx, actor.person, "test", &scopes, expires, now));
        made.await.expect("a token is made").1.reveal().to_owned()
    }
}
