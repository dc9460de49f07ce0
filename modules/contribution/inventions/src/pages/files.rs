//! Drawings and other files of an invention, in and out.

use kernel::id::AnyId;
use kernel::{Actor, By, Error, Result};
use ledger::Recorded;
use serde_json::Value;
use store::{Reader, Tx};
use web::attachments::{Attachment, Holder, add, remove, small, whole};
use web::{Ctx, Fields, Reply, Routes};

use super::path;
use crate::actions::record;
use crate::lifecycle::Step;
use crate::model::KIND;
use crate::pages::record::again;
use crate::policy::{self, Seen};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/inventions/{invention}/files/{file}", whole::<Files>)
        .get("/inventions/{invention}/files/{file}/small", small::<Files>)
        .post("/inventions/{invention}/attachments", add::<Files>)
        .post("/inventions/{invention}/attachments/{file}/removal", remove::<Files>)
}

/// The files of an invention: for those who read all of it, not only what the patent office published.
pub enum Files {}

impl Holder for Files {
    type Seen = Seen;
    const KIND: &'static str = KIND;

    fn path(id: AnyId) -> String {
        path(id.cast())
    }

    fn find(reader: &Reader<'_>, actor: &Actor, id: AnyId) -> Result<Seen> {
        let seen = policy::find(reader, actor, id.cast())?;
        if policy::reads_all(actor, &seen) { Ok(seen) } else { Err(Error::NotFound) }
    }

    fn owner(seen: &Seen) -> AnyId {
        seen.it.id.any()
    }

    fn may_add(actor: &Actor, seen: &Seen) -> Result<()> {
        policy::check(actor, seen, Step::Attach).map(drop)
    }

    /// As long as the disclosure is written on.
    fn may_remove(actor: &Actor, seen: &Seen, _: &Attachment) -> Result<()> {
        policy::check(actor, seen, Step::Write).map(drop)
    }

    fn record(tx: &mut Tx<'_>, by: &By, seen: &Seen, what: &Value) -> Result<Recorded<()>> {
        record(tx, by, &seen.it, Step::Attach, what)
    }

    async fn again(ctx: &Ctx, id: AnyId, fields: Fields, error: Error) -> Reply {
        again(ctx, id.cast(), "attachments", fields, error).await
    }
}
