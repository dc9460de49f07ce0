//! The operator compares the figures with the records, is told what does not hold, and has it counted anew.

use std::process::{Command, Output};

use store::{Target, statements};
use testkit::{TestHouse, houses};

statements! {
    /// The year of the province, the months of some county: as if somebody had edited them.
    EDIT: (Vec<u8>,) => () = "UPDATE stat_total SET totals = $1 WHERE parent = '' AND grain = 0 AND totals <> $1";
    FORGET: () => () = "DELETE FROM stat_counted WHERE subject IN (SELECT id FROM suggestion WHERE state = 'done')";
    SWEEPS: () => (i64,) = "SELECT COUNT(*) FROM stat_sweep";
}

fn liaoyuan(house: &TestHouse, data: &std::path::Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liaoyuan"));
    command.args(args);
    match house.app.db.target() {
        Target::File(file) => command.arg("--data").arg(file.parent().unwrap()),
        Target::Url(url) => command.arg("--data").arg(data).args(["--database", url]),
    };
    command.output().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_that_were_edited_are_found_by_verify_and_counted_anew() {
    for house in houses().await {
        let folder = tempfile::tempdir().unwrap();
        let run = |args: &[&str]| liaoyuan(&house, folder.path(), args);
        let verified = run(&["verify"]);
        let said = String::from_utf8_lossy(&verified.stdout).into_owned();
        assert!(verified.status.success() && said.contains("totals compared, 0 faults"), "{said}");

        let edited = house.app.db.write(|tx| tx.execute(&EDIT, (vec![0_u8; 0],))).await.unwrap();
        assert!(edited > 0);
        house.app.db.write(|tx| tx.execute(&FORGET, ())).await.unwrap();
        let verified = run(&["verify"]);
        let said = String::from_utf8_lossy(&verified.stdout).into_owned();
        assert!(!verified.status.success(), "{said}");
        for words in ["TOTAL: suggestion.submitted of ", "COUNTED WRONG: record "] {
            assert!(said.contains(words), "{words}: {said}");
        }

        let rebuilt = run(&["stats", "rebuild"]);
        let said = String::from_utf8_lossy(&rebuilt.stdout).into_owned();
        assert!(rebuilt.status.success() && said.contains("records counted"), "{said}");
        assert_eq!(house.app.db.read(|reader| reader.one(&SWEEPS, ())).await.unwrap(), (0,));
        assert!(run(&["verify"]).status.success(), "everything holds again");
    }
}
