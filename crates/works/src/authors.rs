//! Who shares in a record, with how much, and whether they agreed [L1, Art. 12]. It begins with the
//! record, long before there is a card.

use std::collections::BTreeMap;

use kernel::id::{AnyId, PersonId, UnitId};
use kernel::{Error, Id, Result, Shares, Time};
use store::{Filter, Reader, Tx, Value, row, statements};

use crate::model::WorkId;

row! {
    /// One author with their part.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Author {
        /// The person.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// Their part in per cent.
        pub part: u32,
        /// When they agreed to it; the one who put it forward agreed by doing so.
        pub agreed_at: Option<Time>,
    }
}

statements! {
    INSERT: (WorkId, PersonId, u32, i64, Option<Time>) => () =
        "INSERT INTO work_author (work, person, part, position, agreed_at) VALUES ($1, $2, $3, $4, $5)";
    DELETE: (WorkId,) => () = "DELETE FROM work_author WHERE work = $1";
    AGREE: (WorkId, PersonId, Time) => () =
        "UPDATE work_author SET agreed_at = $3 WHERE work = $1 AND person = $2 AND agreed_at IS NULL";
    OF: (WorkId,) => Author =
        "SELECT a.person, p.name, a.part, a.agreed_at FROM work_author a JOIN person p ON p.id = a.person \
         WHERE a.work = $1 ORDER BY a.position";
    HAS: (WorkId, PersonId) => (i64,) = "SELECT COUNT(*) FROM work_author WHERE work = $1 AND person = $2";
}

/// The authors of a record, the one who put it forward first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of<K>(reader: &Reader<'_>, record: Id<K>) -> Result<Vec<Author>> {
    reader.all(&OF, (record.cast(),))
}

const OF_MANY: &str =
    "SELECT a.work, a.person, p.name, a.part, a.agreed_at FROM work_author a JOIN person p ON p.id = a.person WHERE";

/// The authors of many records, each in their order. One statement for every 500.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_many<K>(reader: &Reader<'_>, records: &[Id<K>]) -> Result<BTreeMap<AnyId, Vec<Author>>> {
    let mut all: BTreeMap<AnyId, Vec<Author>> = BTreeMap::new();
    for some in records.chunks(500) {
        let mut filter = Filter::new();
        filter.and_in("a.work", some.iter().map(|id| Value::Id(id.uuid())));
        filter.tail("ORDER BY a.work, a.position", []);
        for (work, person, name, part, agreed_at) in
            reader.list::<(AnyId, PersonId, String, u32, Option<Time>)>(OF_MANY, &filter)?
        {
            all.entry(work).or_default().push(Author { person, name, part, agreed_at });
        }
    }
    Ok(all)
}

/// Whether somebody has a share in a record.
///
/// # Errors
/// Broken, when the database fails.
pub fn includes<K>(reader: &Reader<'_>, record: Id<K>, person: PersonId) -> Result<bool> {
    Ok(reader.one(&HAS, (record.cast(), person))?.0 > 0)
}

/// The shares as a value.
///
/// # Errors
/// Broken, when what is stored does not sum to 100.
pub fn shares<K>(reader: &Reader<'_>, record: Id<K>) -> Result<Shares> {
    let parts = of(reader, record)?.into_iter().map(|author| (author.person, author.part)).collect();
    Shares::new(parts).map_err(|reason| Error::broken(reason.key))
}

/// Writes the shares of a record, in place of what there was. Whoever says so has agreed; everybody
/// else is asked (again).
///
/// # Errors
/// Invalid at `shares`, when somebody is of another enterprise; not found, when somebody is nobody.
pub fn put<K>(
    tx: &mut Tx<'_>,
    record: Id<K>,
    shares: &Shares,
    enterprise: UnitId,
    by: PersonId,
    now: Time,
) -> Result<()> {
    for (person, _) in shares.parts() {
        let place = identity::actors::actor(tx, *person, now, &[])?.place;
        if place.enterprise != Some(enterprise) {
            return Err(Error::invalid("shares", "shares-elsewhere"));
        }
    }
    tx.execute(&DELETE, (record.cast(),))?;
    write(tx, record, shares, by, now)
}

/// Writes the shares of a new record whose form has checked them.
///
/// # Errors
/// Broken, when the database fails or there are shares already.
pub fn write<K>(tx: &mut Tx<'_>, record: Id<K>, shares: &Shares, by: PersonId, now: Time) -> Result<()> {
    for (position, (person, part)) in (0_i64..).zip(shares.parts()) {
        let agreed = (*person == by).then_some(now);
        tx.execute(&INSERT, (record.cast(), *person, *part, position, agreed))?;
    }
    Ok(())
}

/// Somebody agrees to their share. Yields whether that was news.
///
/// # Errors
/// Broken, when the database fails.
pub fn agree<K>(tx: &mut Tx<'_>, record: Id<K>, person: PersonId, now: Time) -> Result<bool> {
    Ok(tx.execute(&AGREE, (record.cast(), person, now))? > 0)
}
