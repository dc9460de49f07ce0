//! A backup is taken by the program while others go on writing, and brought back into an empty
//! installation of either engine: the same rows, and a ledger that proves itself.

use std::path::Path;
use std::process::Command;

use ledger::proofs;
use store::{Db, Target, statements};
use testkit::{Database, TestHouse, houses};

statements! {
    BEAT: (i64,) => () = "INSERT INTO serial_counter (series, last) VALUES ('beat', $1) \
        ON CONFLICT (series) DO UPDATE SET last = excluded.last";
    BEATS: () => (i64,) = "SELECT COALESCE(MAX(last), 0) FROM serial_counter WHERE series = 'beat'";
}

/// Runs the program on this installation and expects it to succeed.
fn liaoyuan(target: &Target, data: &Path, args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liaoyuan"));
    command.args(args).arg("--data").arg(data);
    if let Target::Url(url) = target {
        command.args(["--database", url]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

async fn proves_itself(database: &Target, house: &TestHouse) -> i64 {
    let db = Db::open(database, 1).unwrap();
    let key = house.app.log_key.clone();
    let checked = db.read(move |reader| proofs::check(reader, &key, |_| {})).await.unwrap();
    assert_eq!(checked.faults, []);
    assert!(checked.entries > 500);
    db.read(|reader| reader.one(&BEATS, ())).await.unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_taken_while_others_write_comes_back_whole_on_either_engine() {
    for house in houses().await {
        let folder = tempfile::tempdir().unwrap();
        let (saved, data) = (folder.path().join("saved"), folder.path().join("data"));
        let (db, target) = (house.app.db.clone(), house.app.db.target().clone());
        let data = match &target {
            Target::File(file) => file.parent().unwrap().to_owned(),
            Target::Url(_) => data,
        };
        let writing = tokio::spawn(async move {
            let mut beats = 0;
            loop {
                beats += 1;
                if db.write(move |tx| tx.execute(&BEAT, (beats,))).await.is_err() {
                    return;
                }
            }
        });
        let to = saved.clone();
        tokio::task::spawn_blocking(move || liaoyuan(&target, &data, &["backup", "--to", to.to_str().unwrap()]))
            .await
            .unwrap();
        writing.abort();
        let at_backup = proves_itself(&Target::File(saved.join("liaoyuan.db")), &house).await;
        assert!(at_backup > 0, "others did write");

        for empty in Database::each().await {
            let (target, from) = (empty.target.clone(), saved.clone());
            let data = empty.folder().to_owned();
            tokio::task::spawn_blocking(move || {
                liaoyuan(&target, &data, &["restore", "--from", from.to_str().unwrap()])
            })
            .await
            .unwrap();
            assert_eq!(proves_itself(&empty.target, &house).await, at_backup);
        }
    }
}
