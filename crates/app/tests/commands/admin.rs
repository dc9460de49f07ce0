//! The first administrator is made on the command line, signs in with the password that is printed
//! once, has to change it, and then administers.

use std::process::{Command, Output};

use kernel::Clock;
use store::Target;
use testkit::{Browser, Database};

use crate::crash::open;

const INIT: [&str; 8] =
    ["admin", "init", "--name", "浙江省总工会", "--administrator", "王一", "--phone", "13900000001"];

fn liaoyuan(database: &Database, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liaoyuan"));
    command.args(args).arg("--data").arg(database.folder());
    if let Target::Url(url) = &database.target {
        command.args(["--database", url]);
    }
    command.output().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_administrator_is_made_once_on_the_command_line() {
    for database in Database::each().await {
        let made = liaoyuan(&database, &INIT);
        let said = String::from_utf8(made.stdout).unwrap();
        assert!(made.status.success(), "{said} {}", String::from_utf8_lossy(&made.stderr));
        let password = said.split("the password is ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap();
        let again = liaoyuan(&database, &INIT);
        assert!(!again.status.success(), "there is one already");

        let house = open(&database, Clock::system()).await;
        let mut admin = Browser::new(app::router::router(house.app.clone(), None).0);
        admin.visit("/sign-in").await;
        let entered = admin.submit("/sign-in", &[("who", "13900000001"), ("password", password)]).await;
        assert_eq!(entered.status, 303, "{}", entered.body);
        assert_eq!(admin.get("/units").await.location(), "/me/password", "nothing else opens before it is changed");
        admin.visit("/me/password").await;
        let new = "一个好记的长密码-2026";
        let fields = [("password", password), ("new", new), ("again", new)];
        let changed = admin.submit("/me/password", &fields).await;
        assert_eq!(changed.status, 303, "{}", changed.body);
        assert!(admin.visit("/units").await.body.contains("浙江省总工会"));
    }
}
