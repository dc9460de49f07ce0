//! Evidence beside statements that wait for finance: what a workshop writes down anyway, as a table.

use std::sync::Arc;

use benefits::{Evidence, queries, store};
use bytes::Bytes;
use kernel::{Actor, By, Error, Time};
use web::attachments::{Holder, Taken, attach};
use world::World;

use crate::house::House;

/// What was written down, with what is said of it.
const TABLE: (&str, &str, &str) = (
    "现场记录.csv",
    "班组现场记录，改前改后各一周",
    "第几天,班次,改前（分钟）,改后（分钟）,记录人\n\
     1,白班,38,9,周建平\n2,夜班,36,10,周建平\n3,白班,41,9,周建平\n4,夜班,37,9,周建平\n5,白班,38,8,周建平\n",
);
/// How long after it was stated, in milliseconds.
const LATER: i64 = 3_600_000;

/// Attaches a table to the statement of the first enterprise that finance is to sign next.
///
/// # Errors
/// When the database or the blob store fails.
pub async fn tell(house: &House, world: &World, people: &Arc<Vec<Actor>>, now: Time) -> anyhow::Result<()> {
    let (name, caption, table) = TABLE;
    let checked = files::check(name, Some("text/csv"), Bytes::from_static(table.as_bytes()))?;
    let taken = Taken {
        name: checked.name,
        mime: checked.mime,
        size: i64::try_from(checked.bytes.len())?,
        digest: house.app.blobs.put(checked.bytes).await?.to_vec(),
        thumbnail: None,
    };
    let finance = world.enterprises().first().map(|first| first.finance_auditor() as usize);
    let people = Arc::clone(people);
    let tell = move |tx: &mut ::store::Tx<'_>| {
        let finance = finance.and_then(|at| people.get(at)).ok_or(Error::NotFound)?;
        // The first that is reckoned line by line.
        let waiting = queries::waiting(tx, finance)?;
        let Some(next) = waiting.iter().find(|one| one.claimed_fen.is_some()) else { return Ok(()) };
        let it = store::load(tx, next.id)?;
        let actor = people.iter().find(|actor| actor.person == it.claimed_by).ok_or(Error::NotFound)?.clone();
        let (id, at) = (it.work_use.any(), it.claimed_at.plus_millis(LATER).min(now));
        let stages = Evidence::stages(&Evidence::find(tx, &actor, id)?);
        let stage = stages.get(1).cloned().unwrap_or_default();
        let by = By { actor, now: at, version: None };
        let _ = attach::<Evidence>(tx, &by, id, (&stage, caption), std::slice::from_ref(&taken))?;
        Ok(())
    };
    house.app.db.write(tell).await?;
    Ok(())
}
