//! What awards and accounts there were before awards could rest on a use is there afterwards.

use awards::model::AwardId;
use awards::store::{PAYMENTS, ROUNDS, load, parts};
use kernel::id::{PersonId, UnitId};
use kernel::{Fen, Time};
use store::{Db, Migration, statements};
use testkit::Database;
use works::WorkId;
use works::objections::{self, ObjectionId};

statements! {
    UNIT: (UnitId,) => () =
        "INSERT INTO unit (id, number, kind, name, short_name, code, path, industry) \
         VALUES ($1, 1, 'enterprise', '某厂', '某厂', '330100', '/1/', 'pumps')";
    PERSON: (PersonId, UnitId) => () =
        "INSERT INTO person (id, name, employee_no, enterprise, unit, joined_at, locale, text_size, theme) \
         VALUES ($1, '某人', '1', $2, $2, 1, 'zh', 'normal', 'auto')";
    WORK: (WorkId, PersonId, UnitId) => () =
        "INSERT INTO work (id, kind, serial, title, gist, stage, visibility, author, unit, enterprise, path, industry, at) \
         VALUES ($1, 'suggestion', 'JY-1', '成果', '', 'in_use', 'team', $2, $3, $3, '/1/', 'pumps', 1)";
    AWARD: (AwardId, WorkId, UnitId, PersonId, i64, String, Option<i64>) => () =
        "INSERT INTO award (id, work, round, state, version, open, unit, enterprise, path, scheme, basis, borrowed, others, before, \
            decision, amount, head, filed, proposed_by, proposed_at) \
         VALUES ($1, $2, $5, $6, 1, $7, $3, $3, '/1/', 0, '{\"value\":100}', 0, '[]', 0, \
            '{\"grade\":1,\"range\":null,\"entitled\":500,\"pays\":500,\"filed\":false,\"due\":null,\"lines\":[]}', 500, 0, 0, $4, 1)";
    PART: (AwardId, PersonId) => () =
        "INSERT INTO award_part (award, person, part, amount, position, agreed_at, contest) VALUES ($1, $2, 100, 500, 0, 3, '')";
    PAYMENT: (AwardId, PersonId) => () =
        "INSERT INTO award_payment (award, person, kind, amount, at) VALUES ($1, $2, 'pay', 500, 4)";
    OBJECTION: (ObjectionId, AwardId, PersonId) => () =
        "INSERT INTO award_objection (id, award, person, kind, reason, at, answer) VALUES ($1, $2, $3, 'objection', '理由', 5, '')";
    ACCOUNT: (PersonId, Vec<u8>) => () = "INSERT INTO bank_account (person, sealed, consented_at) VALUES ($1, $2, 7)";
    CONSENTS: (PersonId,) => (UnitId, Time) = "SELECT enterprise, consented_at FROM bank_consent WHERE person = $1";
    /// A second open round for the same use.
    AGAIN: (AwardId, AwardId) => () =
        "INSERT INTO award (id, work, work_use, promised, round, state, version, open, unit, enterprise, path, scheme, basis, borrowed, \
            others, before, decision, amount, head, filed, proposed_by, proposed_at) \
         SELECT $2, work, work_use, 0, 9, state, 1, open, unit, enterprise, path, scheme, basis, borrowed, others, before, decision, \
            amount, head, filed, proposed_by, proposed_at FROM award WHERE id = $1 ON CONFLICT DO NOTHING";
}

#[tokio::test]
async fn nothing_is_lost_when_awards_come_to_rest_on_uses() {
    for database in Database::each().await {
        let db = Db::open(&database.target, 2).unwrap();
        let all = app::registry::migrations();
        let new = |migration: &Migration| ["awards/0002-uses", "awards/0004-objections"].contains(&migration.name);
        db.migrate(all.iter().copied().filter(|migration| !new(migration)).collect()).await.unwrap();
        let now = Time::from_millis(1_000);
        let (unit, person, work) = (UnitId::new(now), PersonId::new(now), WorkId::new(now));
        let (paid, open, objection) = (AwardId::new(now), AwardId::new(now), ObjectionId::new(now));
        let before = db.write(move |tx| {
            tx.execute(&UNIT, (unit,))?;
            tx.execute(&PERSON, (person, unit))?;
            tx.execute(&WORK, (work, person, unit))?;
            tx.execute(&AWARD, (paid, work, unit, person, 1, "paid", None::<i64>))?;
            tx.execute(&AWARD, (open, work, unit, person, 2, "publicised", Some(1_i64)))?;
            tx.execute(&PART, (paid, person))?;
            tx.execute(&PAYMENT, (paid, person))?;
            tx.execute(&OBJECTION, (objection, open, person))?;
            tx.execute(&ACCOUNT, (person, vec![1_u8, 2, 3]))
        });
        before.await.unwrap();

        db.migrate(all.clone()).await.unwrap();
        db.migrate(all).await.unwrap();
        db.read(move |reader| {
            let it = load(reader, paid)?;
            assert_eq!((it.work, it.work_use, it.promised, it.round, it.amount), (work, work.cast(), 0, 1, Fen(500)));
            assert_eq!(load(reader, open)?.open, Some(true));
            assert_eq!(reader.one(&ROUNDS, (work.cast(),))?, (2, Fen(500)));
            let parts = parts(reader, paid)?;
            assert_eq!((parts.len(), parts[0].part, parts[0].origin), (1, 100, false));
            assert_eq!(reader.all(&PAYMENTS, (paid,))?.len(), 1);
            assert_eq!(objections::of(reader, open)?[0].reason, "理由");
            assert_eq!(reader.all(&CONSENTS, (person,))?, [(unit, Time::from_millis(7))], "their enterprise may go on");
            Ok(())
        })
        .await
        .unwrap();
        let again = db.write(move |tx| tx.execute(&AGAIN, (open, AwardId::new(now)))).await.unwrap();
        assert_eq!(again, 0, "a use has one open round");
    }
}
