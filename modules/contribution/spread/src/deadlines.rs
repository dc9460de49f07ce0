//! Requests are answered within working days; the originators are reminded once of one that was not.

use jobs::{Handler, Run, Schedule, When};
use kernel::Result;
use web::App;

use crate::store::{LATE, SET_REMINDED};
use crate::telling::late;

/// When deadlines are looked at.
pub const SCHEDULES: &[Schedule] = &[Schedule { kind: JOB, when: When::Minutes(30) }];

const JOB: &str = "spread/answers";
/// How many are dealt with in one transaction.
const BATCH: i64 = 100;

/// Who looks.
pub fn handlers(_: &App) -> Vec<Handler> {
    vec![Handler::new(JOB, remind)]
}

async fn remind(run: Run) -> Result<()> {
    let now = run.now;
    loop {
        let told = run
            .db
            .write(move |tx| {
                let late_ones = tx.all(&LATE, (now, BATCH))?;
                for it in &late_ones {
                    if tx.execute(&SET_REMINDED, (it.id,))? == 0 {
                        continue;
                    }
                    for notice in late(tx, it, now)? {
                        notices::inbox::put(tx, notice, now)?;
                    }
                }
                Ok(late_ones.len())
            })
            .await?;
        if told == 0 {
            return Ok(());
        }
    }
}
