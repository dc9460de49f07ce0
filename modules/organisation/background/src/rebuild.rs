//! Counting all figures anew, in the background of a house that serves.

use jobs::long::{self, Kind, Long, LongId, Order, Step};
use kernel::{Actor, Result, Time};
use serde_json::json;
use stats::Source;
use store::Tx;

use crate::policy;

/// The name of the kind.
const KIND: &str = "stats/rebuild";
/// Cells one portion writes at most: others wait for the one writer of the embedded engine no longer than for these.
const CELLS: usize = 20_000;

/// How it is done.
pub fn kind(sources: Vec<Source>) -> Kind {
    Kind::new(KIND, move |tx, long, _| {
        let portion = stats::portion(tx, &sources, CELLS)?;
        let done = long.done + i64::try_from(portion.records).unwrap_or(0);
        let total = if portion.done { done } else { long.total };
        Ok(Step { done, total, firm: false, ended: portion.done.then(|| Some("/indicators".to_owned())) })
    })
}

/// Asks for it, or finds it under way.
///
/// # Errors
/// Denied to who does not keep the whole installation.
pub fn ask(tx: &mut Tx<'_>, actor: &Actor, now: Time) -> Result<Long> {
    policy::may_rebuild(actor).check()?;
    if let Some(open) = long::open_of(tx, KIND)? {
        return Ok(open);
    }
    let order = Order {
        id: LongId::new(now),
        kind: KIND,
        payload: json!({}),
        title: String::new(),
        asked_by: Some(actor.person),
        unit: None,
        total: stats::counted(tx)?,
    };
    long::ask(tx, order, now)
}
