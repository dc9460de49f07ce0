//! What grew from what: the thread from a suggestion to a project, an invention, a method.

use std::collections::BTreeSet;

use kernel::{Actor, Result, Time};
use store::{Filter, Reader, Tx, Value, statements};

use crate::cards::CARDS;
use crate::model::{Card, Relation, WorkId};
use crate::sight;

/// How many links away a thread is followed.
const STEPS: usize = 6;

statements! {
    LINK: (WorkId, WorkId, Relation, Time) => () =
        "INSERT INTO work_link (later, earlier, relation, at) VALUES ($1, $2, $3, $4) ON CONFLICT (later, earlier) DO NOTHING";
    UNLINK: (WorkId, WorkId) => () = "DELETE FROM work_link WHERE later = $1 AND earlier = $2";
    EARLIER: (WorkId,) => (WorkId,) = "SELECT earlier FROM work_link WHERE later = $1 ORDER BY at, earlier";
}

const NEIGHBOURS: &str = "SELECT l.later, l.earlier FROM work_link l WHERE";

/// Says that `later` grew from `earlier`; said twice it is one link.
///
/// # Errors
/// Broken, when the database fails.
pub fn link(tx: &mut Tx<'_>, later: WorkId, earlier: WorkId, now: Time) -> Result<()> {
    tx.execute(&LINK, (later, earlier, Relation::GrewFrom, now)).map(drop)
}

/// Takes a link back.
///
/// # Errors
/// Broken, when the database fails.
pub fn unlink(tx: &mut Tx<'_>, later: WorkId, earlier: WorkId) -> Result<()> {
    tx.execute(&UNLINK, (later, earlier)).map(drop)
}

/// What a work grew from.
///
/// # Errors
/// Broken, when the database fails.
pub fn earlier(reader: &Reader<'_>, work: WorkId) -> Result<Vec<WorkId>> {
    Ok(reader.all(&EARLIER, (work,))?.into_iter().map(|(id,)| id).collect())
}

/// The whole thread a work belongs to, as far as the actor may see it, in the order the works came
/// about. At most [`STEPS`] and one statement, however many works there are.
///
/// # Errors
/// Broken, when the database fails.
pub fn thread(reader: &Reader<'_>, actor: &Actor, work: WorkId) -> Result<Vec<Card>> {
    let mut known = BTreeSet::from([work]);
    let mut fresh = vec![work];
    for _ in 0..STEPS {
        if fresh.is_empty() {
            break;
        }
        let ids = || fresh.iter().map(|id| Value::Id(id.uuid()));
        let mut pairs: Vec<(WorkId, WorkId)> = Vec::new();
        for column in ["l.later", "l.earlier"] {
            let mut filter = Filter::new();
            filter.and_in(column, ids());
            pairs.extend(reader.list::<(WorkId, WorkId)>(NEIGHBOURS, &filter)?);
        }
        fresh =
            pairs.into_iter().flat_map(|(later, earlier)| [later, earlier]).filter(|id| known.insert(*id)).collect();
    }
    let mut filter = Filter::new();
    sight::visible(&mut filter, actor);
    filter.and_in("w.id", known.iter().map(|id| Value::Id(id.uuid())));
    filter.tail("ORDER BY w.at, w.id", []);
    reader.list(CARDS, &filter)
}
