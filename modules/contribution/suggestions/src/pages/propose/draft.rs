//! The draft behind the three steps: found, typed into, ended. It is its owner's alone, and once it is
//! registered its address leads to the receipt.

use axum::response::Response;
use kernel::id::PersonId;
use kernel::{Error, Faults, Reason, Result, Time};
use store::{Reader, Tx};
use web::{Ctx, Fields, Part as Upload};

use crate::drafts::{self, DraftFields};
use crate::forms::propose::{Part, merged};
use crate::model::{AttachmentId, DraftId, Purpose, SuggestionId};
use crate::pages::attachments::take_in;
use crate::parts::{DELETE_FILE, FILES, FileRow, INSERT_FILE};
use crate::queries::author_of;

/// A draft as its owner left it; a new one is empty.
pub(super) struct Draft {
    pub(super) id: DraftId,
    pub(super) fields: Fields,
    /// When it was kept last; 1970 when it never was.
    pub(super) at: Time,
    pub(super) files: Vec<FileRow>,
}

impl Draft {
    /// The id the draft and later its record have.
    pub(super) fn record(&self) -> SuggestionId {
        self.id.cast()
    }

    /// The draft of this address, or nothing when it is registered already.
    ///
    /// # Errors
    /// Not found when the record of that id is somebody else's; sign-in needed.
    pub(super) async fn open(ctx: &Ctx, id: &str) -> Result<Option<Draft>> {
        let id: DraftId = id.parse().map_err(|_| Error::NotFound)?;
        let me = ctx.actor()?.person;
        ctx.read(move |reader| {
            let Some((fields, at)) = find(reader, id, me)? else { return Ok(None) };
            let files = reader.all(&FILES, (id.cast(),))?;
            Ok(Some(Draft { id, fields: Fields::from_pairs(fields), at, files }))
        })
        .await
    }

    /// Keeps what was typed in one step, and what `then` makes of it; nothing when it is registered
    /// already.
    ///
    /// # Errors
    /// As [`Draft::open`].
    pub(super) async fn keep(
        ctx: &Ctx,
        id: &str,
        part: Part,
        typed: Fields,
        then: impl Fn(&mut DraftFields) + Send + 'static,
    ) -> Result<Option<Draft>> {
        let id: DraftId = id.parse().map_err(|_| Error::NotFound)?;
        let (me, now) = (ctx.actor()?.person, ctx.now);
        ctx.keep(move |tx| {
            let Some((kept, _)) = find(tx, id, me)? else { return Ok(None) };
            let mut fields = merged(&kept, part, &typed);
            then(&mut fields);
            drafts::put(tx, id, me, &fields, now)?;
            let files = tx.all(&FILES, (id.cast(),))?;
            Ok(Some(Draft { id, fields: Fields::from_pairs(fields), at: now, files }))
        })
        .await
    }

    /// Takes uploaded files in; those that are refused are told at their fields.
    ///
    /// # Errors
    /// Broken, when the blob store or the database fails.
    pub(super) async fn attach(&mut self, ctx: &Ctx, uploads: Vec<Upload>) -> Result<Faults> {
        let mut faults = Faults::none();
        for upload in uploads {
            let (field, purpose) = match upload.field.as_str() {
                "voice" => ("voice", Purpose::Voice),
                _ => ("photo", Purpose::Before),
            };
            if self.files.len() >= files::limits::ATTACHMENTS_PER_RECORD {
                let most = files::limits::ATTACHMENTS_PER_RECORD;
                faults.add(field, Reason::new("file-too-many").with("most", most));
                break;
            }
            match take_in(ctx, self.record(), purpose, upload).await? {
                Err(reason) => faults.add(field, reason),
                Ok(file) => {
                    let row = file.clone();
                    ctx.keep(move |tx| tx.execute(&INSERT_FILE, &row).map(drop)).await?;
                    self.files.push(file);
                }
            }
        }
        Ok(faults)
    }

    /// Takes a file off the draft.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub(super) async fn detach(&mut self, ctx: &Ctx, file: &str) -> Result<()> {
        let Ok(file) = file.parse::<AttachmentId>() else { return Ok(()) };
        let of = self.record();
        ctx.keep(move |tx| tx.execute(&DELETE_FILE, (file, of)).map(drop)).await?;
        self.files.retain(|kept| kept.id != file);
        Ok(())
    }

    /// Whether something was said rather than typed: the way to do it better may be told by voice.
    pub(super) fn is_spoken(&self) -> bool {
        self.files.iter().any(|file| file.purpose == Purpose::Voice)
    }

    /// The address of one of its steps.
    pub(super) fn step(&self, part: Part) -> String {
        step(self.id, part)
    }

    /// On to one of its steps.
    pub(super) fn lead(&self, ctx: &Ctx, part: Part) -> Response {
        ctx.lead_to(&self.step(part), None)
    }
}

/// The address of a draft's step.
pub(super) fn step(id: DraftId, part: Part) -> String {
    format!("/suggestions/drafts/{id}/{part}")
}

/// Ends a draft with its files; the bytes are swept later.
///
/// # Errors
/// Broken, when the database fails.
pub(super) fn end(tx: &mut Tx<'_>, id: DraftId, me: PersonId) -> Result<()> {
    if find(tx, id, me)?.is_none() {
        return Ok(()); // registered: its files are the record's
    }
    for file in tx.all(&FILES, (id.cast(),))? {
        if file.by_person == Some(me) {
            tx.execute(&DELETE_FILE, (file.id, id.cast()))?;
        }
    }
    drafts::discard(tx, id, me)
}

/// The fields of a draft: empty for one that is new, nothing for one that became a record.
fn find(reader: &Reader<'_>, id: DraftId, me: PersonId) -> Result<Option<(DraftFields, Time)>> {
    match drafts::get(reader, id, me) {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound) => match author_of(reader, id.cast())? {
            None => Ok(Some((DraftFields::new(), Time::default()))),
            Some(author) if author == me => Ok(None),
            Some(_) => Err(Error::NotFound),
        },
        Err(error) => Err(error),
    }
}
