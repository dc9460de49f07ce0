//! What the ledger tells whom. Each module registers a [`Teller`]; the fold writes a notice at most
//! once for each person and entry, and never tells people what they did themselves.

use jobs::Fold;
use kernel::clock::DAY;
use kernel::id::PersonId;
use kernel::{Result, Time};
use ledger::SealedRow;
use serde_json::Value;
use store::{Json, Reader, Tx};

use crate::Args;
use crate::deliver::{Parcel, dispatch};
use crate::store::{INSERT, NoticeId, NoticeRow, SENT, URGENT_SENT};

/// The name of the fold.
pub const NAME: &str = "notices";

/// Urgent notices sent to one person on one day in China; the others wait for the digest.
pub const MOST_URGENT: i64 = 5;

/// What an entry tells whom. It sees the house as it is now, which may be later than the entry.
pub type Teller = fn(&Reader<'_>, &SealedRow) -> Result<Vec<NewNotice>>;

/// Something to tell somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct NewNotice {
    /// Whom.
    pub person: PersonId,
    /// Key of the message.
    pub key: &'static str,
    /// Its arguments.
    pub args: Args,
    /// Where to read on: a path in the house.
    pub href: String,
    /// Whether it cannot wait for the next digest.
    pub urgent: bool,
}

impl NewNotice {
    /// Tells `person` the message `key`; `href` leads on.
    pub fn new(person: PersonId, key: &'static str, href: impl Into<String>) -> NewNotice {
        NewNotice { person, key, args: Args::new(), href: href.into(), urgent: false }
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> NewNotice {
        self.args.insert(name.to_owned(), value.into());
        self
    }

    /// It cannot wait for the next digest.
    #[must_use]
    pub fn urgent(mut self) -> NewNotice {
        self.urgent = true;
        self
    }
}

/// The fold that asks every teller about every entry.
pub fn fold(tellers: Vec<Teller>) -> Fold {
    Fold::new(NAME, move |tx, entry| {
        let mut told = Vec::new();
        for teller in &tellers {
            told.extend(teller(tx, entry)?);
        }
        // Of several notices for one person the first stays, and an urgent one comes first.
        told.sort_by_key(|notice| !notice.urgent);
        for notice in told.into_iter().filter(|notice| Some(notice.person) != entry.actor) {
            write(tx, entry, notice)?;
        }
        Ok(())
    })
}

fn write(tx: &mut Tx<'_>, entry: &SealedRow, notice: NewNotice) -> Result<()> {
    let row = NoticeRow {
        id: NoticeId::new(entry.at),
        person: notice.person,
        entry: Some(entry.id),
        subject: Some(entry.subject),
        key: notice.key.to_owned(),
        args: Json(notice.args),
        href: notice.href,
        urgent: notice.urgent,
        at: entry.at,
        read_at: None,
        waiting: true,
    };
    let fresh = tx.execute(&INSERT, &row)? == 1;
    if fresh && row.urgent && may_disturb(tx, &row)? {
        let parcel = Parcel { person: row.person, notices: vec![row.id], more: 0 };
        if dispatch(tx, &parcel, row.at)? {
            tx.execute(&SENT, (row.id,))?;
        }
    }
    Ok(())
}

fn may_disturb(reader: &Reader<'_>, notice: &NoticeRow) -> Result<bool> {
    let today = Time::start_of(notice.at.date());
    let (sent,) = reader.one(&URGENT_SENT, (notice.person, today, today.plus_millis(DAY)))?;
    Ok(sent < MOST_URGENT)
}
