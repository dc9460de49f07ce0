//! What is counted is what a recount finds, at every node and over every stretch of time.

use std::collections::BTreeMap;

use kernel::Path;
use spread::counts;
use spread::model::Adoption;
use store::{Filter, statements};
use testkit::houses;
use works::{Kind, WorkId};

statements! {
    PATHS: () => (Path,) = "SELECT path FROM unit ORDER BY path";
    TO_METHODS: () => () = "UPDATE work SET kind = 'method' WHERE visibility = 'public'";
    KINDS: () => (WorkId, Kind) = "SELECT id, kind FROM work ORDER BY id";
}

#[tokio::test]
async fn the_promoted_count_equals_a_recount_everywhere_and_always() {
    for house in houses().await {
        // Only suggestions are works in this world; what others took over counts as methods when it is one.
        house.app.db.write(|tx| tx.execute(&TO_METHODS, ())).await.unwrap();
        let now = house.clock.now();
        let promoted = house
            .app
            .db
            .read(move |reader| {
                let kinds: BTreeMap<WorkId, Kind> = reader.all(&KINDS, ())?.into_iter().collect();
                let all: Vec<Adoption> = reader.list(spread::store::ADOPTIONS, &Filter::new())?;
                let mut most = 0;
                for (node,) in reader.all(&PATHS, ())? {
                    for days in [30, 90, 200, 400] {
                        for ahead in [0, 60] {
                            let until = now.plus_millis(-ahead * kernel::clock::DAY);
                            let from = until.plus_millis(-days * kernel::clock::DAY);
                            let here = |it: &&Adoption| {
                                it.place().is_under(&node)
                                    && it.since.is_some_and(|since| since >= from && since < until)
                            };
                            let recount = all.iter().filter(here).filter(|it| kinds[&it.work] == Kind::Method).count();
                            let counted = counts::promoted(reader, &node, from, until)?;
                            assert_eq!(counted, i64::try_from(recount).unwrap(), "{node:?} {days} {ahead}");
                            let outside: i64 =
                                counts::adoptions(reader, &node, from, until)?.iter().map(|count| count.outside).sum();
                            let recount = all.iter().filter(here).filter(|it| !it.inside).count();
                            assert_eq!(outside, i64::try_from(recount).unwrap());
                            most = most.max(counted);
                        }
                    }
                }
                Ok(most)
            })
            .await
            .unwrap();
        assert!(promoted > 0, "something was promoted");
    }
}
