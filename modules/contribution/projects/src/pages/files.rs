//! Files of a project: for its charter, its trials, its acceptance.

use kernel::id::AnyId;
use kernel::lifecycle::Word;
use kernel::{Actor, By, Error, Result};
use ledger::Recorded;
use serde_json::Value;
use store::{Reader, Tx};
use web::attachments::{Attachment, Holder, add, remove, small, whole};
use web::{Ctx, Fields, Reply, Routes};

use crate::actions::record;
use crate::lifecycle::Step;
use crate::model::{KIND, Phase};
use crate::pages::record::{again, path};
use crate::policy::{self, Seen};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/projects/{project}/files/{file}", whole::<Files>)
        .get("/projects/{project}/files/{file}/small", small::<Files>)
        .post("/projects/{project}/attachments", add::<Files>)
        .post("/projects/{project}/attachments/{file}/removal", remove::<Files>)
}

/// The files of a project: for its people, its panel, and the enterprise's readers; others see what it is about.
pub enum Files {}

impl Holder for Files {
    type Seen = Seen;
    const KIND: &'static str = KIND;
    const MOST: usize = 30;

    fn path(id: AnyId) -> String {
        path(id.cast())
    }

    fn find(reader: &Reader<'_>, actor: &Actor, id: AnyId) -> Result<Seen> {
        let seen = policy::find(reader, actor, id.cast())?;
        if policy::reads_files(actor, &seen) { Ok(seen) } else { Err(Error::NotFound) }
    }

    fn owner(seen: &Seen) -> AnyId {
        seen.it.id.any()
    }

    fn may_add(actor: &Actor, seen: &Seen) -> Result<()> {
        policy::check(actor, seen, Step::Attach).map(drop)
    }

    /// Everybody their own, as long as files are still added.
    fn may_remove(actor: &Actor, seen: &Seen, file: &Attachment) -> Result<()> {
        Self::may_add(actor, seen)?;
        if file.by_person == actor.person { Ok(()) } else { Err(Error::NotFound) }
    }

    fn stages(_: &Seen) -> Vec<String> {
        Phase::ALL.iter().map(Phase::to_string).collect()
    }

    fn record(tx: &mut Tx<'_>, by: &By, seen: &Seen, what: &Value) -> Result<Recorded<()>> {
        record(tx, by, &seen.it, Step::Attach, what)
    }

    async fn again(ctx: &Ctx, id: AnyId, fields: Fields, error: Error) -> Reply {
        again(ctx, id.cast(), "attachments", fields, error).await
    }
}
