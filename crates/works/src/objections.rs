//! 公示异议: what is raised while an honour is public before it counts, and what was answered. Whoever may see it may
//! object; somebody else answers; while something is open the honour waits [L1, Arts. 19, 20]. Who may, and what
//! follows when an objection is upheld, the module of the honour says.

use kernel::id::{AnyId, PersonId};
use kernel::{By, Error, Id, Result, Time, Verdict, words};
use store::{Reader, Tx, row, statements};

/// Tag of an objection's id.
pub enum ObjectionTag {}
/// The id of an objection.
pub type ObjectionId = Id<ObjectionTag>;

words! {
    /// What was raised.
    pub enum Sort {
        /// 异议: somebody objects.
        Objection = "objection",
        /// 质询: the union above asks [L1, Art. 19].
        Question = "question",
    }
}

store::word_columns!(Sort);

row! {
    /// Something raised against an honour, and its answer.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Objection {
        /// Its id.
        pub id: ObjectionId,
        /// By whom.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// An objection or a question.
        pub sort: Sort,
        /// Why.
        pub reason: String,
        /// When.
        pub at: Time,
        /// The answer; empty while there is none.
        pub answer: String,
        /// Whether it was upheld.
        pub upheld: Option<bool>,
        /// Who answered.
        pub answered_by: Option<PersonId>,
        /// Their name.
        pub answerer: Option<String>,
        /// When.
        pub answered_at: Option<Time>,
    }
}

impl Objection {
    /// Whether it waits for its answer.
    pub fn is_open(&self) -> bool {
        self.answered_at.is_none()
    }
}

statements! {
    RAISE: (ObjectionId, String, AnyId, PersonId, Sort, String, Time) => () =
        "INSERT INTO objection (id, kind, owner, person, sort, reason, at, answer) VALUES ($1, $2, $3, $4, $5, $6, $7, '')";
    ANSWER: (ObjectionId, AnyId, String, bool, PersonId, Time) => () =
        "UPDATE objection SET answer = $3, upheld = $4, answered_by = $5, answered_at = $6 \
         WHERE id = $1 AND owner = $2 AND answered_at IS NULL";
    OF: (AnyId,) => Objection =
        "SELECT o.id, o.person, p.name, o.sort, o.reason, o.at, o.answer, o.upheld, o.answered_by, a.name AS answerer, o.answered_at \
         FROM objection o JOIN person p ON p.id = o.person LEFT JOIN person a ON a.id = o.answered_by \
         WHERE o.owner = $1 ORDER BY o.at, o.id";
}

/// What was raised against an honour, the first first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of<K>(reader: &Reader<'_>, owner: Id<K>) -> Result<Vec<Objection>> {
    reader.all(&OF, (owner.any(),))
}

/// Raises something against an honour of this kind, as the ledger calls it.
///
/// # Errors
/// Broken, when the database fails.
pub fn raise<K>(
    tx: &mut Tx<'_>,
    (kind, owner): (&str, Id<K>),
    by: &By,
    sort: Sort,
    reason: &str,
) -> Result<ObjectionId> {
    let id = ObjectionId::new(by.now);
    tx.execute(&RAISE, (id, kind, owner.any(), by.actor.person, sort, reason, by.now))?;
    Ok(id)
}

/// Answers what was raised.
///
/// # Errors
/// Not found for one of another honour; denied to who raised it; overtaken, when it was answered meanwhile.
pub fn answer<K>(tx: &mut Tx<'_>, owner: Id<K>, id: ObjectionId, by: &By, (upheld, words): (bool, &str)) -> Result<()> {
    let all = of(tx, owner)?;
    let one = all.iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    Verdict::when(one.person != by.actor.person, "objection-own").check()?;
    tx.settle(&ANSWER, (id, owner.any(), words, upheld, by.actor.person, by.now))
}
