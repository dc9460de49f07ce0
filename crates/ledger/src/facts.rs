//! Recording a fact, in the transaction of the change it tells of. Committing a change needs the
//! [`Recorded`] that only this file can make, so a change that leaves no trace does not compile.

use kernel::id::{AnyId, PersonId, UnitId};
use kernel::{Actor, Error, Path, Place, Result, Time};
use rand::RngExt;
use serde::Serialize;
use serde_json::{Value, json};
use store::{Db, Tx};

use crate::canonical::canonical_json;
use crate::leaf::{Salt, opening_digest};
use crate::store::{EntryId, EntryRow, INSERT_ENTRY, INSERT_OPENING, INSERT_PENDING};

/// Something that happened, with everything a later reader needs to understand it.
#[derive(Clone, Debug)]
pub struct Fact {
    pub(crate) kind: &'static str,
    pub(crate) subject: AnyId,
    pub(crate) step: &'static str,
    pub(crate) actor: Option<PersonId>,
    pub(crate) on_behalf: Option<PersonId>,
    pub(crate) at: Time,
    pub(crate) unit: Option<UnitId>,
    pub(crate) path: Option<Path>,
    pub(crate) industry_path: Option<Path>,
    pub(crate) version: i64,
    pub(crate) payload: Value,
}

impl Fact {
    /// `step` happened to `subject` of `kind` at `at`.
    pub fn new(kind: &'static str, subject: AnyId, step: &'static str, at: Time) -> Fact {
        Fact {
            kind,
            subject,
            step,
            at,
            actor: None,
            on_behalf: None,
            unit: None,
            path: None,
            industry_path: None,
            version: 1,
            payload: Value::Null,
        }
    }

    /// Who did it.
    #[must_use]
    pub fn by(mut self, actor: &Actor) -> Fact {
        self.actor = Some(actor.person);
        self
    }

    /// Who did it, where only the id is known.
    #[must_use]
    pub fn by_person(mut self, person: PersonId) -> Fact {
        self.actor = Some(person);
        self
    }

    /// For whom it was done, when not for oneself: a paper slip entered by a foreman.
    #[must_use]
    pub fn on_behalf_of(mut self, person: PersonId) -> Fact {
        self.on_behalf = Some(person);
        self
    }

    /// Where it counts: the unit with its place in both trees at this moment. Moving the unit later
    /// does not rewrite this.
    #[must_use]
    pub fn counted_at(mut self, place: &Place) -> Fact {
        self.unit = Some(place.unit);
        self.path = Some(place.path.clone());
        self.industry_path.clone_from(&place.industry_path);
        self
    }

    /// What else there is to know, as plain data (no floating-point numbers). Its form has a
    /// version, so that old entries can always be read.
    #[must_use]
    pub fn with(mut self, version: i64, payload: &impl Serialize) -> Fact {
        self.version = version;
        self.payload = serde_json::to_value(payload).unwrap_or(Value::Null);
        self
    }
}

/// Proof that a change left its trace, and the value the change yields.
#[must_use = "a change commits only with this"]
#[derive(Debug)]
pub struct Recorded<T = ()> {
    value: T,
    entry: Option<EntryId>,
}

impl<T> Recorded<T> {
    /// The same proof with another value.
    pub fn with<U>(self, value: U) -> Recorded<U> {
        Recorded { value, entry: self.entry }
    }

    /// Both were recorded; the value of the second.
    pub fn and<U>(self, next: Recorded<U>) -> Recorded<U> {
        Recorded { value: next.value, entry: next.entry.or(self.entry) }
    }

    /// The (last) entry, by which a receipt can be asked for.
    pub fn entry(&self) -> Option<EntryId> {
        self.entry
    }

    /// The value, read before the commit.
    pub fn value(&self) -> &T {
        &self.value
    }
}

/// For an action that found nothing to change: importing the same roster again, saying twice what
/// was said. Whoever writes this states that no fact came about.
pub fn unchanged<T>(value: T) -> Recorded<T> {
    Recorded { value, entry: None }
}

/// Records a fact, unnumbered; the sealer numbers and chains it after the commit.
///
/// # Errors
/// Broken, when the payload holds a floating-point number or the database fails.
pub fn append(tx: &mut Tx<'_>, fact: Fact) -> Result<Recorded> {
    let id = EntryId::new(fact.at);
    let salt: Salt = kernel::chance::bytes(|| rand::rng().random());
    let payload = canonical_json(&fact.payload).map_err(Error::broken)?;
    let mut row = EntryRow {
        id,
        kind: fact.kind.to_owned(),
        subject: fact.subject,
        step: fact.step.to_owned(),
        actor: fact.actor,
        on_behalf: fact.on_behalf,
        at: fact.at,
        unit: fact.unit,
        path: fact.path,
        industry_path: fact.industry_path,
        version: fact.version,
        digest: Vec::new(),
    };
    row.digest =
        opening_digest(&salt, &canonical_json(&disclosed(&row, fact.payload)).map_err(Error::broken)?).to_vec();
    tx.execute(&INSERT_ENTRY, &row)?;
    let payload = String::from_utf8(payload).map_err(Error::broken)?;
    tx.execute(&INSERT_OPENING, (id, salt.as_slice(), payload))?;
    tx.execute(&INSERT_PENDING, (id,))?;
    Ok(Recorded { value: (), entry: Some(id) })
}

/// The whole entry as it is digested and disclosed in a receipt.
pub(crate) fn disclosed(row: &EntryRow, payload: Value) -> Value {
    json!({
        "kind": row.kind,
        "subject": row.subject,
        "step": row.step,
        "actor": row.actor,
        "on_behalf": row.on_behalf,
        "unit": row.unit,
        "path": row.path,
        "industry_path": row.industry_path,
        "version": row.version,
        "payload": payload,
    })
}

/// Runs a change in one transaction that commits only if it was recorded. The change may be run
/// again after a lost race, so it must be repeatable.
///
/// # Errors
/// What the change ends with, and then nothing is written.
pub async fn change<T, F>(db: &Db, mut change: F) -> Result<T>
where
    T: Send + 'static,
    F: FnMut(&mut Tx<'_>) -> Result<Recorded<T>> + Send + 'static,
{
    db.write(move |tx| change(tx).map(|recorded| recorded.value)).await
}
