//! A person's inbox.

use kernel::id::{AnyId, PersonId};
use kernel::{Result, Time};
use store::{Json, Reader, Tx};
use uuid::Uuid;

use crate::store::{
    FIND, FORGET_CHANNELS, FORGET_CODE, FORGET_PERSON, FORGET_SUBJECT, INBOX, INSERT, NoticeId, NoticeRow, READ,
    READ_ALL, READ_BEFORE, UNREAD,
};
use crate::teller::NewNotice;

/// Up to `limit` notices, newest first; `before` is the last one of the page before.
///
/// # Errors
/// Broken, when the database fails.
pub fn inbox(reader: &Reader<'_>, person: PersonId, before: Option<NoticeId>, limit: u32) -> Result<Vec<NoticeRow>> {
    let before = before.unwrap_or(NoticeId::from_uuid(Uuid::max()));
    reader.all(&INBOX, (person, before, i64::from(limit)))
}

/// How many the person has not read.
///
/// # Errors
/// Broken, when the database fails.
pub fn unread(reader: &Reader<'_>, person: PersonId) -> Result<u64> {
    let (count,) = reader.one(&UNREAD, (person,))?;
    u64::try_from(count).map_err(kernel::Error::broken)
}

/// Notes that the person has read it, and says where it leads.
///
/// # Errors
/// Not found, when it is not theirs.
pub fn mark_read(tx: &mut Tx<'_>, person: PersonId, id: NoticeId, now: Time) -> Result<String> {
    let notice = tx.one(&FIND, (person, id))?;
    tx.execute(&READ, (now, person, id))?;
    Ok(notice.href)
}

/// Notes that the person has read everything; how many they had not.
///
/// # Errors
/// Broken, when the database fails.
pub fn mark_all_read(tx: &mut Tx<'_>, person: PersonId, now: Time) -> Result<u64> {
    tx.execute(&READ_ALL, (now, person))
}

/// Takes everything older than `before` as read, for everybody: history that was imported or told.
///
/// # Errors
/// Broken, when the database fails.
pub fn mark_history_read(tx: &mut Tx<'_>, before: Time) -> Result<u64> {
    tx.execute(&READ_BEFORE, (before,))
}

/// Tells a person something of which no ledger entry tells: the house speaks about itself.
///
/// # Errors
/// Broken, when the database fails.
pub fn put(tx: &mut Tx<'_>, notice: NewNotice, at: Time) -> Result<()> {
    let row = NoticeRow {
        id: NoticeId::new(at),
        person: notice.person,
        entry: None,
        subject: None,
        key: notice.key.to_owned(),
        args: Json(notice.args),
        href: notice.href,
        urgent: notice.urgent,
        at,
        read_at: None,
        waiting: true,
    };
    tx.execute(&INSERT, &row).map(drop)
}

/// Forgets a person: what they were told, and where.
///
/// # Errors
/// Broken, when the database fails.
pub fn forget_person(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    tx.execute(&FORGET_PERSON, (person,))?;
    tx.execute(&FORGET_CHANNELS, (person,))?;
    tx.execute(&FORGET_CODE, (person,)).map(drop)
}

/// Forgets what anybody was told about a subject, when its texts are erased.
///
/// # Errors
/// Broken, when the database fails.
pub fn forget_subject(tx: &mut Tx<'_>, subject: AnyId) -> Result<()> {
    tx.execute(&FORGET_SUBJECT, (subject,)).map(drop)
}
