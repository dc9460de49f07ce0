//! Evidence: files that show where the numbers of a statement come from, for the whole of it or for one line.
//! Seen by whoever may open the statement and by nobody else.

use kernel::id::AnyId;
use kernel::lifecycle::Word;
use kernel::{Actor, By, Error, Result, Time};
use ledger::{Fact, Recorded};
use serde_json::Value;
use store::{Reader, Tx};
use ui::T;
use web::acts::{Act, Maker};
use web::attachments::{self, Attachment, Holder, add, remove, small, whole};
use web::{Ctx, Fields, Reply, Routes};

use super::path;
use super::statement::again;
use crate::lifecycle::Step;
use crate::model::{Basis, KIND};
use crate::policy::{self, Seen};
use crate::store::{VERSIONS, VersionRow};

/// Evidence for the statement as a whole.
const WHOLE: &str = "statement";
/// Evidence for a line begins with this; the words of the line follow, so that it stays with them when lines move.
const LINE: &str = "line:";

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/benefits/{use}/files/{file}", whole::<Files>)
        .get("/benefits/{use}/files/{file}/small", small::<Files>)
        .post("/benefits/{use}/attachments", add::<Files>)
        .post("/benefits/{use}/attachments/{file}/removal", remove::<Files>)
}

/// A statement with the time it was last signed, if ever.
pub struct Evidence {
    seen: Seen,
    signed_at: Option<Time>,
}

impl Evidence {
    /// From what a page has read.
    pub fn of(seen: &Seen, versions: &[VersionRow]) -> Evidence {
        let signed = versions.iter().filter(|version| matches!(version.step, Step::Audit | Step::Recheck));
        Evidence { seen: seen.clone(), signed_at: signed.map(|version| version.at).max() }
    }
}

/// The evidence of a statement.
pub enum Files {}

impl Holder for Files {
    type Seen = Evidence;
    const KIND: &'static str = KIND;
    const MOST: usize = 30;

    fn path(id: AnyId) -> String {
        path(id.cast())
    }

    fn find(reader: &Reader<'_>, actor: &Actor, id: AnyId) -> Result<Evidence> {
        let seen = policy::find(reader, actor, id.cast())?;
        let versions = reader.all(&VERSIONS, (seen.stated()?.id,))?;
        Ok(Evidence::of(&seen, &versions))
    }

    fn owner(seen: &Evidence) -> AnyId {
        // Found only where something was stated; the use's own id hangs on nothing.
        seen.seen.it.as_ref().map_or(seen.seen.work_use.id.any(), |it| it.id.any())
    }

    fn may_add(actor: &Actor, seen: &Evidence) -> Result<()> {
        policy::check(actor, &seen.seen, Step::Attach).map(drop)
    }

    /// Everybody their own, and nothing that finance had before it when it signed.
    fn may_remove(actor: &Actor, seen: &Evidence, file: &Attachment) -> Result<()> {
        Self::may_add(actor, seen)?;
        if seen.signed_at.is_some_and(|at| file.at <= at) {
            return Err(Error::refused("benefit-evidence-signed"));
        }
        if file.by_person == actor.person { Ok(()) } else { Err(Error::NotFound) }
    }

    fn stages(seen: &Evidence) -> Vec<String> {
        let claim = seen.seen.it.as_ref().map(|it| &it.claim);
        let Some(Basis::Computed { lines }) = claim else { return Vec::new() };
        let mut stages = vec![WHOLE.to_owned()];
        for line in lines {
            let stage = format!("{LINE}{}", line.what);
            if !stages.contains(&stage) {
                stages.push(stage);
            }
        }
        stages
    }

    fn record(tx: &mut Tx<'_>, by: &By, seen: &Evidence, what: &Value) -> Result<Recorded<()>> {
        let it = seen.seen.stated()?;
        let fact = Fact::new(KIND, it.id.any(), Step::Attach.word(), by.now).counted_at(&it.place);
        ledger::append(tx, fact.by(&by.actor).with(1, what))
    }

    async fn again(ctx: &Ctx, id: AnyId, fields: Fields, error: Error) -> Reply {
        again(ctx, id.cast(), "attachments", fields, error).await
    }
}

/// What a file belongs to, in the reader's words.
pub fn stage_words(t: T, stage: &str) -> String {
    match stage.strip_prefix(LINE) {
        Some(line) => line.to_owned(),
        None => t.get("benefit-evidence-whole").to_owned(),
    }
}

/// Whether a file is for the line with these words.
pub fn is_of(stage: &str, line: &str) -> bool {
    stage.strip_prefix(LINE) == Some(line)
}

/// The form that attaches evidence, for who may.
pub fn form(make: &Maker<'_>, actor: &Actor, seen: &Evidence) -> Option<Act> {
    Files::may_add(actor, seen).ok()?;
    let t = make.t;
    let stages = Files::stages(seen).into_iter().map(|stage| {
        let words = stage_words(t, &stage);
        (stage, words)
    });
    Some(attachments::act(make, t.get("word-benefit_attach"), "benefit-evidence-hint", stages.collect()))
}
