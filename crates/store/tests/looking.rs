//! What SQLite finds when it looks its tables over reaches every connection.

#![allow(clippy::unwrap_used, reason = "a test that meets an error has failed")]

use store::{Db, Migration, Target, statements};

statements! {
    JOIN: (i64, i64) => () = "INSERT INTO crowd (town, number) VALUES ($1, $2)";
    WHO: (i64, i64) => (i64,) = "SELECT number FROM crowd WHERE town = $1 AND number = $2";
    PLAN: (i64, i64) => (i64, i64, i64, String) =
        "EXPLAIN QUERY PLAN SELECT number FROM crowd WHERE town = $1 AND number = $2";
    PLAN_LATER: (i64, i64) => (i64, i64, i64, String) =
        "EXPLAIN QUERY PLAN SELECT number + 1 FROM crowd WHERE town = $1 AND number = $2";
}

const CROWD: &[Migration] = &[Migration {
    name: "test/0001",
    sql: "CREATE TABLE crowd (town {int} NOT NULL, number {int} NOT NULL) {strict};
          CREATE INDEX crowd_by_number ON crowd (number);
          CREATE INDEX crowd_by_town ON crowd (town);",
}];

#[tokio::test]
async fn whoever_was_open_before_the_tables_were_looked_over_plans_by_what_was_found() {
    let dir = tempfile::tempdir().unwrap();
    let db = Db::open(&Target::File(dir.path().join("test.db")), 1).unwrap(); // PostgreSQL looks by itself
    db.migrate(CROWD.to_vec()).await.unwrap();
    db.write(|tx| (0..100).try_for_each(|town| tx.execute(&JOIN, (town, 7)).map(drop))).await.unwrap();
    db.look_over().await.unwrap();
    // A statement is explained as it was prepared; only one that is run looks whether the schema still holds.
    let plan = |plan| move |reader: &store::Reader<'_>| reader.one(&WHO, (1, 7)).and_then(|_| reader.one(plan, (1, 7)));
    let before = [db.read(plan(&PLAN)).await.unwrap().3, db.glance(plan(&PLAN)).await.unwrap().3];
    assert!(before.iter().all(|plan| plan.contains("crowd_by_town")), "{before:?}: each has a town alone");
    db.write(|tx| (0..5000).try_for_each(|number| tx.execute(&JOIN, (1, number)).map(drop))).await.unwrap();
    db.look_over().await.unwrap();
    let after = [db.read(plan(&PLAN_LATER)).await.unwrap().3, db.glance(plan(&PLAN_LATER)).await.unwrap().3];
    assert!(after.iter().all(|plan| plan.contains("crowd_by_number")), "{after:?}");
}
