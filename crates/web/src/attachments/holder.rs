//! Files of a record, the same for every kind: taken in, served to who may see them, taken off again. The module
//! says who may, and writes the fact down.

use std::future::Future;

use axum::extract::Path;
use axum::http::HeaderMap;
use kernel::id::AnyId;
use kernel::{Actor, By, Error, Faults, Reason, Result, text};
use ledger::Recorded;
use serde_json::{Value, json};
use store::{Reader, Tx};
use ui::page::Tone;

use super::table::{self, Attachment, AttachmentId};
use super::{Gate, Kept, Taken, serve, take_all};
use crate::ctx::Ctx;
use crate::fail::Reply;
use crate::form::{Fields, Form, Part, Upload};

/// Longest caption, in characters.
const LINE: usize = 80;

/// A kind of record that files hang on. A module mounts [`whole`], [`small`], [`add`] and [`remove`] for it.
pub trait Holder: 'static {
    /// The record as one actor meets it.
    type Seen;
    /// What the ledger calls it.
    const KIND: &'static str;
    /// What may be attached.
    const GATE: Gate = files::check;
    /// Most files of one record.
    const MOST: usize = files::limits::ATTACHMENTS_PER_RECORD;

    /// The address of the record, from the id that stands in it.
    fn path(id: AnyId) -> String;

    /// The record, if this actor may see its files.
    ///
    /// # Errors
    /// Not found, whether it is missing or hidden.
    fn find(reader: &Reader<'_>, actor: &Actor, id: AnyId) -> Result<Self::Seen>;

    /// What the files hang on.
    fn owner(seen: &Self::Seen) -> AnyId;

    /// Whether the actor may attach something now.
    ///
    /// # Errors
    /// Denied with the reason, or refused with the state.
    fn may_add(actor: &Actor, seen: &Self::Seen) -> Result<()>;

    /// Whether the actor may take this file off again.
    ///
    /// # Errors
    /// Denied or refused with the reason; not found, where there is nothing to explain.
    fn may_remove(actor: &Actor, seen: &Self::Seen, file: &Attachment) -> Result<()>;

    /// What of the record a file may belong to. Where there is a choice one must be made.
    fn stages(_: &Self::Seen) -> Vec<String> {
        Vec::new()
    }

    /// Writes down that a file came or went.
    ///
    /// # Errors
    /// Broken, when the database fails.
    fn record(tx: &mut Tx<'_>, by: &By, seen: &Self::Seen, what: &Value) -> Result<Recorded<()>>;

    /// Shows the record again after the form was refused, with what was typed and what is wrong.
    fn again(ctx: &Ctx, id: AnyId, fields: Fields, error: Error) -> impl Future<Output = Reply> + Send;
}

/// Attaches files that were taken in to what they belong to, with what is said of them.
///
/// # Errors
/// As [`Holder::find`] and [`Holder::may_add`]; invalid at `file` when there are too many.
pub fn attach<H: Holder>(
    tx: &mut Tx<'_>,
    by: &By,
    id: AnyId,
    (stage, caption): (&str, &str),
    taken: &[Taken],
) -> Result<Recorded<()>> {
    let seen = H::find(tx, &by.actor, id)?;
    H::may_add(&by.actor, &seen)?;
    let owner = H::owner(&seen);
    if table::of(tx, owner)?.len() + taken.len() > H::MOST {
        return Err(Error::Invalid(Faults::one("file", Reason::new("file-too-many").with("most", H::MOST))));
    }
    let mut recorded = ledger::unchanged(());
    for file in taken {
        let new = AttachmentId::new(by.now);
        let (name, person) = (file.name.as_str(), by.actor.person);
        let bytes = (file.digest.as_slice(), file.thumbnail.clone());
        let row = (new, H::KIND, owner, stage, name, file.mime, file.size, bytes.0, bytes.1, caption, person, by.now);
        tx.execute(&table::INSERT, row)?;
        let digest = hex::encode(&file.digest);
        let what = json!({ "attachment": new, "file": digest, "name": name, "caption": caption, "of": stage });
        recorded = recorded.and(H::record(tx, by, &seen, &what)?);
    }
    Ok(recorded)
}

/// Takes a file off again; the ledger keeps that it was there.
///
/// # Errors
/// As [`Holder::find`] and [`Holder::may_remove`]; not found for a file of another record.
pub fn detach<H: Holder>(tx: &mut Tx<'_>, by: &By, id: AnyId, file: AttachmentId) -> Result<Recorded<()>> {
    let seen = H::find(tx, &by.actor, id)?;
    let owner = H::owner(&seen);
    let found = table::one(tx, owner, file)?;
    H::may_remove(&by.actor, &seen, &found)?;
    tx.settle(&table::DELETE, (file, owner))?;
    let what = json!({ "removed": file, "file": found.sha256(), "name": found.name });
    H::record(tx, by, &seen, &what)
}

/// `GET …/files/{file}`: the file itself.
///
/// # Errors
/// Not found, when it is missing or hidden.
pub async fn whole<H: Holder>(ctx: Ctx, Path((id, file)): Path<(String, String)>, headers: HeaderMap) -> Reply {
    let file = find::<H>(&ctx, &id, &file).await?;
    serve(&ctx, &file, &headers).await
}

/// `GET …/files/{file}/small`: the small picture, or the whole file where there is none.
///
/// # Errors
/// Not found, when it is missing or hidden.
pub async fn small<H: Holder>(ctx: Ctx, Path((id, file)): Path<(String, String)>, headers: HeaderMap) -> Reply {
    let file = find::<H>(&ctx, &id, &file).await?;
    serve(&ctx, &file.small(), &headers).await
}

async fn find<H: Holder>(ctx: &Ctx, id: &str, file: &str) -> Result<Kept> {
    let (id, file) = (parse(id)?, file.parse().map_err(|_| Error::NotFound)?);
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        let seen = H::find(reader, &actor, id)?;
        let found = table::one(reader, H::owner(&seen), file)?;
        Ok(Kept { name: found.name, mime: found.mime, digest: found.digest, thumbnail: found.thumbnail })
    })
    .await
}

/// `POST …/attachments`.
///
/// # Errors
/// As [`attach`]; what is wrong with the form comes back in it.
pub async fn add<H: Holder>(ctx: Ctx, Path(id): Path<String>, upload: Upload) -> Reply {
    let id = parse(&id)?;
    match added::<H>(&ctx, id, &upload.fields, upload.files).await {
        Ok(()) => Ok(ctx.lead_to(&H::path(id), Some((Tone::Good, "flash-attached")))),
        Err(error) => H::again(&ctx, id, upload.fields, error).await,
    }
}

async fn added<H: Holder>(ctx: &Ctx, id: AnyId, fields: &Fields, parts: Vec<Part>) -> Result<()> {
    // Files stand beside the text: who attaches one overtakes nobody.
    let by = ctx.by(None)?;
    let actor = by.actor.clone();
    // Only whoever may attach here has a file looked at.
    let stages = ctx.read(move |reader| {
        let seen = H::find(reader, &actor, id)?;
        H::may_add(&actor, &seen)?;
        Ok(H::stages(&seen))
    });
    let (stages, mut faults) = (stages.await?, Faults::none());
    let caption = faults.take("caption", text::optional_line(fields.get("caption"), LINE));
    let stage = match stages.iter().find(|stage| *stage == fields.get("stage")) {
        None if !stages.is_empty() => {
            faults.add("stage", Reason::new("attach-choose"));
            String::new()
        }
        chosen => chosen.cloned().unwrap_or_default(),
    };
    let taken = take_all(ctx, parts, H::GATE, faults, "attach-needed").await?;
    ctx.change(move |tx| attach::<H>(tx, &by, id, (&stage, &caption), &taken)).await
}

/// `POST …/attachments/{file}/removal`.
///
/// # Errors
/// As [`detach`].
pub async fn remove<H: Holder>(ctx: Ctx, Path((id, file)): Path<(String, String)>, Form(_): Form) -> Reply {
    let (id, by) = (parse(&id)?, ctx.by(None)?);
    let file = file.parse().map_err(|_| Error::NotFound)?;
    ctx.change(move |tx| detach::<H>(tx, &by, id, file)).await?;
    Ok(ctx.lead_to(&H::path(id), Some((Tone::Good, "flash-detached"))))
}

fn parse(id: &str) -> Result<AnyId> {
    id.parse().map_err(|_| Error::NotFound)
}
