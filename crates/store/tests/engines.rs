//! The store's behaviour, the same on both engines. PostgreSQL is tested when the test script has
//! started one and says so in `LIAOYUAN_TEST_PG`.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

use kernel::{Error, Id, Time};
use store::{Db, Migration, Target, Tx, copy, row, statements};

enum NoteTag {}

row! {
    /// A note.
    #[derive(Debug, PartialEq, Clone)]
    pub struct Note {
        /// Its id.
        pub id: Id<NoteTag>,
        /// What it says.
        pub says: Option<String>,
        /// How often it was read.
        pub reads: i64,
        /// A picture.
        pub picture: Vec<u8>,
    }
}

statements! {
    INSERT: Note => () = "INSERT INTO note (id, says, reads, picture) VALUES ($1, $2, $3, $4)";
    FIND: (Id<NoteTag>,) => Note = "SELECT id, says, reads, picture FROM note WHERE id = $1";
    ALL: () => Note = "SELECT id, says, reads, picture FROM note ORDER BY id";
    READ_ONCE: (Id<NoteTag>, i64) => () = "UPDATE note SET reads = $2 + 1 WHERE reads = $2 AND id = $1";
    FORGE: () => () = "UPDATE stone SET says = 'forged'";
    CARVE: (String,) => () = "INSERT INTO stone (says) VALUES ($1)";
}

const MIGRATIONS: &[Migration] = &[Migration {
    name: "test/0001",
    sql: "CREATE TABLE note (id {id} PRIMARY KEY, says {text}, reads {int} NOT NULL, picture {blob} NOT NULL) {strict};
          CREATE TABLE stone (says {text} PRIMARY KEY) {strict};
          {append_only stone}",
}];

struct Place {
    db: Db,
    _dir: tempfile::TempDir,
}

/// An empty migrated database on each engine there is.
async fn places() -> Vec<Place> {
    let dir = tempfile::tempdir().unwrap();
    let mut targets = vec![Target::File(dir.path().join("test.db"))];
    if let Ok(url) = std::env::var("LIAOYUAN_TEST_PG") {
        targets.push(Target::Url(fresh_database(&url).await));
    }
    let mut places = Vec::new();
    for target in targets {
        let db = Db::open(&target, 2).unwrap();
        db.migrate(MIGRATIONS.to_vec()).await.unwrap();
        places.push(Place { db, _dir: tempfile::tempdir().unwrap() });
    }
    std::mem::forget(dir);
    places
}

async fn fresh_database(url: &str) -> String {
    let name = format!("store_{}", Id::<NoteTag>::new(Time::from_millis(0)).uuid().simple());
    let (admin, sql) = (format!("{url}/postgres"), format!("CREATE DATABASE {name}"));
    tokio::task::spawn_blocking(move || {
        postgres::Client::connect(&admin, postgres::NoTls).unwrap().batch_execute(&sql).unwrap();
    })
    .await
    .unwrap();
    format!("{url}/{name}")
}

fn note(n: i64) -> Note {
    Note {
        id: Id::new(Time::from_millis(n)),
        says: (n % 2 == 0).then(|| format!("第{n}条")),
        reads: 0,
        picture: vec![0, 1, 255],
    }
}

#[tokio::test]
async fn rows_round_trip_and_statements_match_the_schema() {
    for place in places().await {
        assert_eq!(place.db.check_catalogue(statements()).await.unwrap(), Vec::<String>::new());
        for n in 0..2 {
            let wanted = note(n);
            let stored = wanted.clone();
            place.db.write(move |tx| tx.execute(&INSERT, &stored)).await.unwrap();
            let id = wanted.id;
            assert_eq!(place.db.read(move |r| r.one(&FIND, (id,))).await.unwrap(), wanted);
        }
    }
}

#[tokio::test]
async fn a_failed_change_leaves_nothing_and_the_others_stand() {
    for place in places().await {
        let good = note(2);
        let (first, second) = (good.clone(), note(4));
        let failed = place.db.write(move |tx| {
            tx.execute(&INSERT, &second)?;
            Err::<(), _>(Error::Overtaken)
        });
        let stands = place.db.write(move |tx| tx.execute(&INSERT, &first));
        let panics = place.db.write(|tx: &mut Tx<'_>| -> kernel::Result<()> {
            tx.execute(&INSERT, &note(6))?;
            panic!("as a bug would")
        });
        let (failed, stands, panics) = tokio::join!(failed, stands, panics);
        assert!(matches!(failed, Err(Error::Overtaken)));
        assert!(matches!(panics, Err(Error::Broken(_))));
        stands.unwrap();
        assert_eq!(place.db.read(|r| r.all(&ALL, ())).await.unwrap(), [good]);
    }
}

#[tokio::test]
async fn of_many_who_race_for_one_version_exactly_one_wins() {
    for place in places().await {
        let one = note(8);
        let (stored, id) = (one.clone(), one.id);
        place.db.write(move |tx| tx.execute(&INSERT, &stored)).await.unwrap();
        let racers: Vec<_> = (0..16)
            .map(|_| {
                let db = place.db.clone();
                tokio::spawn(async move { db.write(move |tx| tx.settle(&READ_ONCE, (id, 0_i64))).await })
            })
            .collect();
        let mut won = 0;
        for racer in racers {
            match racer.await.unwrap() {
                Ok(()) => won += 1,
                Err(error) => assert!(matches!(error, Error::Overtaken), "{error}"),
            }
        }
        assert_eq!(won, 1);
        assert_eq!(place.db.read(move |r| r.one(&FIND, (id,))).await.unwrap().reads, 1);
    }
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_what_is_append_only() {
    for place in places().await {
        place.db.write(|tx| tx.execute(&CARVE, ("as it was",))).await.unwrap();
        let forged = place.db.write(|tx| tx.execute(&FORGE, ())).await;
        assert!(forged.unwrap_err().to_string().contains("append-only"));
    }
}

#[tokio::test]
async fn everything_moves_between_the_engines_and_back() {
    for place in places().await {
        place.db.write(|tx| (0..2500).try_for_each(|n| tx.execute(&INSERT, &note(n)).map(drop))).await.unwrap();
        let from = place.db.target().clone();
        let target = Target::File(place._dir.path().join("moved.db"));
        let to = target.clone();
        let copied =
            tokio::task::spawn_blocking(move || copy(&from, &to, MIGRATIONS, |_, _| {}).unwrap()).await.unwrap();
        assert_eq!(copied.tables, [("note", 2500), ("stone", 0)]);
        let moved = Db::open(&target, 1).unwrap();
        let (before, after) = (place.db.read(|r| r.all(&ALL, ())).await, moved.read(|r| r.all(&ALL, ())).await);
        assert_eq!(before.unwrap(), after.unwrap());

        if let Ok(url) = std::env::var("LIAOYUAN_TEST_PG") {
            let back = Target::Url(fresh_database(&url).await);
            let (from, to) = (target.clone(), back.clone());
            tokio::task::spawn_blocking(move || copy(&from, &to, MIGRATIONS, |_, _| {}).unwrap()).await.unwrap();
            let returned = Db::open(&back, 1).unwrap();
            let (before, after) = (place.db.read(|r| r.all(&ALL, ())).await, returned.read(|r| r.all(&ALL, ())).await);
            assert_eq!(before.unwrap(), after.unwrap());
        }
    }
}

#[tokio::test]
async fn an_edited_migration_is_refused() {
    for place in places().await {
        let edited = vec![Migration { name: "test/0001", sql: "SELECT 1" }];
        let error = place.db.migrate(edited).await.unwrap_err();
        assert!(error.to_string().contains("changed after it had been applied"));
    }
}
