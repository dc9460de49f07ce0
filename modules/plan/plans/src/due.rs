//! What time does by itself: a word about tasks that are due soon or late, once each.

use jobs::{Handler, Run, Schedule, When};
use kernel::Result;
use web::App;

use crate::actions::{due, remind};

/// When it is looked at.
pub const SCHEDULES: &[Schedule] = &[Schedule { kind: KIND, when: When::Minutes(60) }];

const KIND: &str = "plans/due";
/// How many tasks are spoken of in one look.
const BATCH: i64 = 200;

/// Who looks.
pub fn handlers(_: &App) -> Vec<Handler> {
    vec![Handler::new(KIND, look)]
}

async fn look(run: Run) -> Result<()> {
    let now = run.now;
    for (task, late) in run.db.read(move |reader| due(reader, now, BATCH)).await? {
        ledger::change(&run.db, move |tx| remind(tx, &task, late, now)).await?;
    }
    Ok(())
}
