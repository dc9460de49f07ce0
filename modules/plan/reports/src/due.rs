//! What time does by itself: a word to nodes that usually report and have not, once their report is due.

use identity::tree;
use jobs::{Handler, Run, Schedule, When};
use kernel::Result;
use kernel::lifecycle::Word;
use web::App;

use crate::actions::{owing, remind_by_itself};
use crate::model::Grain;
use crate::period::{self, Due};

/// When it is looked at.
pub const SCHEDULES: &[Schedule] = &[Schedule { kind: KIND, when: When::Minutes(60) }];

const KIND: &str = "reports/due";
/// How many nodes are reminded in one look.
const BATCH: i64 = 500;

/// Who looks.
pub fn handlers(_: &App) -> Vec<Handler> {
    vec![Handler::new(KIND, look)]
}

async fn look(run: Run) -> Result<()> {
    let now = run.now;
    for grain in Grain::ALL.iter().copied() {
        let time = (grain, period::last(grain, now));
        let due = run.db.read(move |reader| {
            let mut due = Vec::new();
            for unit in owing(reader, time, BATCH)? {
                let node = tree::unit(reader, unit)?;
                if node.ended_at.is_none() && Due::of(reader, &node, now)?.day(grain, time.1) <= now.date() {
                    due.push(unit);
                }
            }
            Ok(due)
        });
        for unit in due.await? {
            ledger::change(&run.db, move |tx| remind_by_itself(tx, unit, time, now)).await?;
        }
    }
    Ok(())
}
