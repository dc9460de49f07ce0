//! What hung on methods and inventions before there was one place for it is there afterwards.

use kernel::Time;
use kernel::id::{AnyId, PersonId, UnitId};
use store::{Db, Migration, statements};
use testkit::Database;

statements! {
    PERSON: (PersonId, UnitId) => () =
        "INSERT INTO person (id, name, employee_no, enterprise, unit, joined_at, locale, text_size, theme) \
         VALUES ($1, '某人', '1', $2, $2, 1, 'zh', 'normal', 'auto')";
    UNIT: (UnitId,) => () =
        "INSERT INTO unit (id, number, kind, name, short_name, code, path, industry) \
         VALUES ($1, 1, 'enterprise', '某厂', '某厂', '330100', '/1/', 'pumps')";
    METHOD: (AnyId, PersonId, UnitId) => () =
        "INSERT INTO method (id, serial, name, trade, state, version, edition, content, person, writer, visibility, unit, enterprise, path, \
            begun_at, changed_at) \
         VALUES ($1, 'FF-1', '某法', '钳工', 'draft', 1, 0, '{}', $2, $2, 'team', $3, $3, '/1/', 1, 1)";
    INVENTION: (AnyId, PersonId, UnitId) => () =
        "INSERT INTO invention (id, serial, title, problem, prior, search, solution, novelty, visibility, state, version, author, unit, \
            enterprise, path, begun_at) \
         VALUES ($1, 'FM-1', '某件', '', '', '', '', '', 'team', 'invention_draft', 1, $2, $3, $3, '/1/', 1)";
    METHOD_FILE: (AnyId, PersonId, Vec<u8>) => () =
        "INSERT INTO method_file (id, method, name, mime, size, digest, thumbnail, caption, by_person, at) \
         VALUES ($1, $1, '动作.mp4', 'video/mp4', 9, $3, NULL, '第三步', $2, 5)";
    INVENTION_FILE: (AnyId, PersonId, Vec<u8>) => () =
        "INSERT INTO invention_file (id, invention, name, mime, size, digest, thumbnail, caption, by_person, at) \
         VALUES ($1, $1, '图.png', 'image/png', 8, $3, $3, '', $2, 6)";
}

#[tokio::test]
async fn files_are_where_they_were_when_all_records_keep_theirs_in_one_table() {
    for database in Database::each().await {
        let db = Db::open(&database.target, 2).unwrap();
        let all = app::registry::migrations();
        let new = |migration: &Migration| ["methods/0002-files", "inventions/0002-files"].contains(&migration.name);
        db.migrate(all.iter().copied().filter(|migration| !new(migration)).collect()).await.unwrap();
        let now = Time::from_millis(1_000);
        let (unit, person) = (UnitId::new(now), PersonId::new(now));
        let (method, invention) = (AnyId::new(now), AnyId::new(now));
        let before = db.write(move |tx| {
            tx.execute(&UNIT, (unit,))?;
            tx.execute(&PERSON, (person, unit))?;
            tx.execute(&METHOD, (method, person, unit))?;
            tx.execute(&INVENTION, (invention, person, unit))?;
            tx.execute(&METHOD_FILE, (method, person, vec![1_u8; 32]))?;
            tx.execute(&INVENTION_FILE, (invention, person, vec![2_u8; 32]))
        });
        before.await.unwrap();
        db.migrate(all.clone()).await.unwrap();
        db.migrate(all).await.unwrap();
        db.read(move |reader| {
            let of = |owner: AnyId| web::attachments::of(reader, owner);
            let kept: Vec<(String, String, i64, bool, Time)> = [of(method)?, of(invention)?]
                .concat()
                .into_iter()
                .map(|file| (file.name, file.caption, file.size, file.thumbnail.is_some(), file.at))
                .collect();
            let film = ("动作.mp4".to_owned(), "第三步".to_owned(), 9, false, Time::from_millis(5));
            let drawing = ("图.png".to_owned(), String::new(), 8, true, Time::from_millis(6));
            assert_eq!(kept, [film, drawing]);
            Ok(())
        })
        .await
        .unwrap();
    }
}
