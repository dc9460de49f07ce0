//! Which files hang on which record. One table for records of every kind, since a statement of benefit is no
//! work and a work is no statement; it stands here, beside what takes files in and sends them out.

use kernel::id::{AnyId, PersonId};
use kernel::{Error, Id, Result, Time};
use store::{Reader, row, statements};

/// Tag of an attachment's id.
pub enum AttachmentTag {}
/// The id of an attachment.
pub type AttachmentId = Id<AttachmentTag>;

row! {
    /// A file that hangs on a record.
    #[derive(Clone, Debug)]
    pub struct Attachment {
        /// Its id.
        pub id: AttachmentId,
        /// What of the record it belongs to, as the module says; empty for the whole.
        pub stage: String,
        /// Its name.
        pub name: String,
        /// Its type.
        pub mime: String,
        /// Bytes.
        pub size: i64,
        /// SHA-256, the key in the blob store.
        pub digest: Vec<u8>,
        /// The same of the small picture.
        pub thumbnail: Option<Vec<u8>>,
        /// What it shows, in words.
        pub caption: String,
        /// Who attached it.
        pub by_person: PersonId,
        /// Their name.
        pub by_name: String,
        /// When.
        pub at: Time,
    }
}

impl Attachment {
    /// What it is called on a page: what was said of it, or its name.
    pub fn words(&self) -> &str {
        if self.caption.is_empty() { &self.name } else { &self.caption }
    }

    /// Its digest as people and the ledger write it.
    pub fn sha256(&self) -> String {
        hex::encode(&self.digest)
    }
}

/// A row as it is written.
type New = (AttachmentId, String, AnyId, String, String, String, i64, Vec<u8>, Option<Vec<u8>>, String, PersonId, Time);

statements! {
    INSERT: New => () =
        "INSERT INTO attachment (id, kind, owner, stage, name, mime, size, digest, thumbnail, caption, by_person, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    DELETE: (AttachmentId, AnyId) => () = "DELETE FROM attachment WHERE id = $1 AND owner = $2";
    OF: (AnyId,) => Attachment =
        "SELECT a.id, a.stage, a.name, a.mime, a.size, a.digest, a.thumbnail, a.caption, a.by_person, p.name AS by_name, a.at \
         FROM attachment a JOIN person p ON p.id = a.by_person WHERE a.owner = $1 ORDER BY a.id";
}

/// The files of a record, in the order they came. Whether the reader may see them, the caller has asked.
///
/// # Errors
/// Broken, when the database fails.
pub fn of<K>(reader: &Reader<'_>, owner: Id<K>) -> Result<Vec<Attachment>> {
    reader.all(&OF, (owner.any(),))
}

/// One file of a record.
///
/// # Errors
/// Not found, also for a file of another record.
pub fn one<K>(reader: &Reader<'_>, owner: Id<K>, id: AttachmentId) -> Result<Attachment> {
    of(reader, owner)?.into_iter().find(|file| file.id == id).ok_or(Error::NotFound)
}
