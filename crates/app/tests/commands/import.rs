//! An old ledger at the terminal, on both engines.

use std::path::Path;
use std::process::{Command, Output};

use store::{Target, statements};
use testkit::{TestHouse, houses};

statements! {
    STANDS: () => (i64,) = "SELECT COUNT(*) FROM history_row WHERE stands = 1";
    UPLOADS: () => (i64,) = "SELECT COUNT(*) FROM history_upload";
    STATES: () => (String,) = "SELECT state FROM long_work ORDER BY id";
}

fn liaoyuan(house: &TestHouse, data: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liaoyuan"));
    command.args(args);
    match house.app.db.target() {
        Target::File(file) => command.arg("--data").arg(file.parent().unwrap()),
        Target::Url(url) => command.arg("--data").arg(data).args(["--database", url]),
    };
    command.output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

async fn count(house: &TestHouse, statement: store::Statement<(), (i64,)>) -> i64 {
    house.app.db.read(move |reader| reader.one(&statement, ())).await.unwrap().0
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_ledger_is_imported_once_and_a_faulty_one_not_at_all() {
    for house in houses().await {
        let folder = tempfile::tempdir().unwrap();
        let enterprise = house.actor("officer").await.place.enterprise.unwrap();
        let unit = house.app.db.read(move |reader| identity::tree::unit(reader, enterprise)).await.unwrap();
        let write = |name: &str, text: &str| {
            let file = folder.path().join(name);
            std::fs::write(&file, text).unwrap();
            file.to_string_lossy().into_owned()
        };
        let sound = write("台账.csv", "编号,名称,日期,效果\nC-1,加轮子,2016-01-01,省力\nC-2,送热水,2016-02-01,\n");
        let faulty = write("错.csv", "编号,名称,日期\nC-3,加轮子,16.1.1\n");
        let run = |file: &str, more: &[&str]| {
            let args = [&["import", file, "--unit", &unit.name, "--kind", "suggestion"], more].concat();
            liaoyuan(&house, folder.path(), &args)
        };
        let before = count(&house, STANDS).await;

        let looked = run(&sound, &["--map", "效果=text", "--dry-run"]);
        assert!(looked.status.success(), "{}", told(&looked));
        for words in ["效果 -> text", "2 new, 0 changed, 0 there already, 0 faulty", "nothing was imported"] {
            assert!(told(&looked).contains(words), "{words}: {}", told(&looked));
        }
        let refused = run(&faulty, &[]);
        assert!(!refused.status.success() && told(&refused).contains("four digits"), "{}", told(&refused));
        let refused = run(&sound, &["--map", "没有这列=text"]);
        assert!(!refused.status.success() && told(&refused).contains("没有这列=text"), "{}", told(&refused));
        assert_eq!((count(&house, STANDS).await, count(&house, UPLOADS).await), (before, 0));

        let imported = run(&sound, &["--map", "效果=text"]);
        assert!(imported.status.success(), "{}", told(&imported));
        assert!(told(&imported).contains("4 of 4") && told(&imported).contains("/history/imports/"));
        let again = run(&sound, &[]);
        assert!(again.status.success() && told(&again).contains("2 there already"), "{}", told(&again));
        assert_eq!((count(&house, STANDS).await, count(&house, UPLOADS).await), (before + 2, 0));
        let states = house.app.db.read(|reader| reader.all(&STATES, ())).await.unwrap();
        assert_eq!(states, [("long_done".to_owned(),)]);
        house.settle().await;
        let verified = liaoyuan(&house, folder.path(), &["verify"]);
        assert!(verified.status.success(), "{}", told(&verified));
    }
}
