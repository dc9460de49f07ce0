//! A database of its own for each test, gone afterwards.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use store::Target;
use tempfile::TempDir;

/// A database for one test.
pub struct Database {
    /// Where it is.
    pub target: Target,
    folder: TempDir,
    server: Option<(String, String)>,
}

static MADE: AtomicU32 = AtomicU32::new(0);

impl Database {
    /// One on each engine there is.
    pub async fn each() -> Vec<Database> {
        let mut all = vec![Database::lite()];
        if let Ok(server) = std::env::var("LIAOYUAN_TEST_PG") {
            all.push(Database::pg(server).await);
        }
        all
    }

    /// An embedded one.
    pub fn lite() -> Database {
        let folder = tempfile::tempdir().expect("a folder");
        Database { target: Target::File(folder.path().join("liaoyuan.db")), folder, server: None }
    }

    /// One on a PostgreSQL server.
    pub async fn pg(server: String) -> Database {
        let name = format!("t{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        run(&server, format!("CREATE DATABASE {name}")).await;
        let target = Target::Url(format!("{server}/{name}"));
        Database { target, folder: tempfile::tempdir().expect("a folder"), server: Some((server, name)) }
    }

    /// A folder that vanishes with it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((server, name)) = self.server.take() {
            // The client must not run inside the async runtime of the test.
            let gone = std::thread::spawn(move || execute(&server, &format!("DROP DATABASE {name} WITH (FORCE)")));
            let _ = gone.join();
        }
    }
}

async fn run(server: &str, sql: String) {
    let server = server.to_owned();
    tokio::task::spawn_blocking(move || execute(&server, &sql))
        .await
        .expect("the thread lives")
        .expect("the server obeys");
}

fn execute(server: &str, sql: &str) -> Result<(), postgres::Error> {
    postgres::Client::connect(&format!("{server}/postgres"), postgres::NoTls)?.batch_execute(sql)
}
