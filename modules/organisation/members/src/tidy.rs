//! What has run out goes, once a night: sessions nobody used, failed sign-ins that no longer count,
//! rosters that were uploaded and never imported.

use jiff::civil::time;
use jobs::{Handler, Run, Schedule, When};
use kernel::Result;

use crate::roster;

const KIND: &str = "members/tidy";

/// At three in the morning in China.
pub(crate) const SCHEDULES: &[Schedule] = &[Schedule { kind: KIND, when: When::Daily(time(3, 0, 0, 0)) }];

/// Who tidies.
pub(crate) fn handlers() -> Vec<Handler> {
    vec![Handler::new(KIND, tidy)]
}

async fn tidy(run: Run) -> Result<()> {
    let now = run.now;
    run.db
        .write(move |tx| {
            identity::sessions::purge(tx, now)?;
            identity::sign_in::purge(tx, now)?;
            roster::upload::purge(tx, now)
        })
        .await
}
