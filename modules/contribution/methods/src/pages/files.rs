//! Photos and video of a method, in and out.

use kernel::id::AnyId;
use kernel::{Actor, By, Error, Result};
use ledger::Recorded;
use serde_json::Value;
use store::{Reader, Tx};
use web::attachments::{Attachment, Gate, Holder, add, remove, small, whole};
use web::{Ctx, Fields, Reply, Routes};

use super::path;
use super::record::again;
use crate::actions::record;
use crate::lifecycle::Step;
use crate::model::KIND;
use crate::policy::{self, Seen};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/methods/{method}/files/{file}", whole::<Files>)
        .get("/methods/{method}/files/{file}/small", small::<Files>)
        .post("/methods/{method}/attachments", add::<Files>)
        .post("/methods/{method}/attachments/{file}/removal", remove::<Files>)
}

/// The files of a method: they go with its sight.
pub enum Files {}

impl Holder for Files {
    type Seen = Seen;
    const KIND: &'static str = KIND;
    const GATE: Gate = files::check_with_video;

    fn path(id: AnyId) -> String {
        path(id.cast())
    }

    fn find(reader: &Reader<'_>, actor: &Actor, id: AnyId) -> Result<Seen> {
        policy::find(reader, actor, id.cast())
    }

    fn owner(seen: &Seen) -> AnyId {
        seen.it.id.any()
    }

    fn may_add(actor: &Actor, seen: &Seen) -> Result<()> {
        policy::check(actor, seen, Step::Attach).map(drop)
    }

    /// Everybody their own.
    fn may_remove(actor: &Actor, seen: &Seen, file: &Attachment) -> Result<()> {
        Self::may_add(actor, seen)?;
        if file.by_person == actor.person { Ok(()) } else { Err(Error::NotFound) }
    }

    fn record(tx: &mut Tx<'_>, by: &By, seen: &Seen, what: &Value) -> Result<Recorded<()>> {
        record(tx, by, &seen.it, Step::Attach, what)
    }

    async fn again(ctx: &Ctx, id: AnyId, fields: Fields, error: Error) -> Reply {
        again(ctx, id.cast(), "attachments", fields, error).await
    }
}
