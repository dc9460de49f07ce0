//! Somebody with the database file and a tool for it, who does not mind the guards.

use std::path::Path;

/// Opens the file behind the house's back, drops the guards of the ledger and runs what it is given.
pub fn forge(file: &Path) -> impl Fn(&str) + use<> {
    let conn = rusqlite::Connection::open(file).expect("the file opens");
    let guards = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
    let names: Vec<String> = {
        let mut statement = conn.prepare(guards).expect("triggers are listed");
        let names = statement.query_map([], |row| row.get(0)).expect("triggers are listed");
        names.collect::<Result<_, _>>().expect("names are texts")
    };
    for name in names {
        conn.execute_batch(&format!("DROP TRIGGER {name}")).expect("a guard falls");
    }
    move |sql| {
        let touched = conn.execute(sql, []).expect("the forgery is written");
        assert!(touched > 0, "the forgery touched nothing: {sql}");
    }
}
