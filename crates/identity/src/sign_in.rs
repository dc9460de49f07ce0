//! Signing in, in three steps so that the slow check runs on no database thread:
//! [`find_credential`] (read) → [`check_password`] (computing) → [`record_outcome`] (write).
//!
//! Nobody learns from the answer or from the time it takes whether an account exists. Five failures
//! within a quarter of an hour lock the account for a quarter of an hour, twenty lock the address.

use kernel::id::{PersonId, UnitId};
use kernel::{Error, Result, Time};
use ledger::{Fact, Recorded, append, unchanged};
use store::{Reader, Tx};

use crate::by::{By, administers};
use crate::passwords::{self, Hashed};
use crate::people::{self, checked_employee_no, checked_phone};
use crate::secret::{self, Secret};
use crate::sessions::{self, SessionId};
use crate::store::access::{
    CREDENTIAL_BY_NUMBER, CREDENTIAL_BY_PHONE, CREDENTIAL_OF, FAILED, FORGIVE, LOCK, LOCKED, PURGE_FAILURES,
    PUT_CREDENTIAL, STILL,
};
use crate::store::people::GRANTS_OF;

/// Failures of one account that lock it.
pub const ACCOUNT_FAILURES: i64 = 5;
/// Failures from one address that lock it.
pub const ADDRESS_FAILURES: i64 = 20;
/// The window in which failures are counted, and how long a lock lasts, in milliseconds.
pub const WINDOW: i64 = 15 * 60_000;

/// Whom somebody says they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Account {
    /// By mobile number.
    Phone(String),
    /// By employee number within an organisation.
    Employee {
        /// The organisation.
        enterprise: UnitId,
        /// The number.
        number: String,
    },
    /// Who is signed in already and confirms it, as before changing the password.
    Person(PersonId),
}

/// An attempt on its way to the check.
#[derive(Clone, Debug)]
pub struct Attempt {
    account: Subject,
    address: Subject,
    found: Option<(PersonId, String)>,
}

/// An attempt that was checked.
#[derive(Clone, Debug)]
pub struct Checked {
    attempt: Attempt,
    right: bool,
}

/// What came of an attempt. It is a value and no error, because the count of failures must be committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The right password.
    Right(SignedIn),
    /// A wrong password or nobody.
    Wrong,
    /// Locked, for this many seconds.
    Locked(u64),
}

/// Who has signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The person.
    pub person: PersonId,
    /// Whether the password was handed out and must be changed before anything else.
    pub must_change: bool,
}

impl Outcome {
    /// Who has signed in, or the error to show.
    ///
    /// # Errors
    /// Invalid (`password`: `sign-in-wrong`), the same for an unknown account and a wrong password;
    /// too many.
    pub fn signed_in(self) -> Result<SignedIn> {
        match self {
            Outcome::Right(signed_in) => Ok(signed_in),
            Outcome::Wrong => Err(Error::invalid("password", "sign-in-wrong")),
            Outcome::Locked(seconds) => Err(Error::TooMany(seconds)),
        }
    }
}

/// What failures are counted of. Digested, so that the table tells no numbers or addresses.
#[derive(Clone, Debug)]
struct Subject {
    key: String,
    lock: i64,
}

impl Subject {
    fn new(kind: &str, what: &str) -> Subject {
        let digest = secret::digest(&format!("{kind} {what}"));
        let mut first = [0; 8];
        first.copy_from_slice(&digest[..8]);
        Subject { key: format!("{kind}:{}", hex::encode(digest)), lock: i64::from_be_bytes(first) }
    }
}

/// First step: whose password is it? `address` is the key under which failures of an address are counted.
///
/// # Errors
/// Too many, while the account or the address is locked.
pub fn find_credential(reader: &Reader<'_>, account: &Account, address: &str, now: Time) -> Result<Attempt> {
    let (typed, row) = match account {
        Account::Phone(typed) => {
            let phone = checked_phone(typed).ok().flatten();
            let row = phone.as_deref().map(|phone| reader.find(&CREDENTIAL_BY_PHONE, (phone,))).transpose()?;
            (format!("phone {}", phone.as_ref().unwrap_or(typed)), row.flatten())
        }
        Account::Employee { enterprise, number } => {
            let number = checked_employee_no(number).unwrap_or_else(|_| number.clone());
            let row = reader.find(&CREDENTIAL_BY_NUMBER, (*enterprise, &number))?;
            (format!("employee {enterprise} {number}"), row)
        }
        Account::Person(person) => (format!("person {person}"), reader.find(&CREDENTIAL_OF, (*person,))?),
    };
    let account = match &row {
        Some((person, _)) => Subject::new("person", &person.to_string()),
        None => Subject::new("nobody", &typed),
    };
    let address = Subject::new("address", address);
    if let Some(seconds) = locked(reader, [&account, &address], now)? {
        return Err(Error::TooMany(seconds));
    }
    Ok(Attempt { account, address, found: row.and_then(|(person, hash)| Some((person, hash?))) })
}

/// Second step: is it the password? Takes some tens of milliseconds, for nobody as for somebody.
pub fn check_password(attempt: Attempt, typed: &str) -> Checked {
    let right = passwords::is_right(attempt.found.as_ref().map(|(_, hash)| hash.as_str()), typed);
    Checked { attempt, right }
}

/// Third step: counts a failure, or forgets the earlier ones. Locks are looked at again, so that many
/// attempts at once are worth no more than one after another.
///
/// # Errors
/// Broken, when the database fails.
pub fn record_outcome(tx: &mut Tx<'_>, checked: &Checked, now: Time) -> Result<Outcome> {
    let Attempt { account, address, found } = &checked.attempt;
    tx.lock(account.lock)?;
    tx.lock(address.lock)?;
    if let Some(seconds) = locked(tx, [account, address], now)? {
        return Ok(Outcome::Locked(seconds));
    }
    if let (true, Some((person, hash))) = (checked.right, found) {
        // Between the steps the password may have been changed, or the person may have left.
        if let Some((must_change,)) = tx.find(&STILL, (*person, hash))? {
            tx.execute(&FORGIVE, (&account.key,))?;
            return Ok(Outcome::Right(SignedIn { person: *person, must_change }));
        }
    }
    for (subject, most) in [(account, ACCOUNT_FAILURES), (address, ADDRESS_FAILURES)] {
        let (failures,) = tx.one(&FAILED, (&subject.key, now, now.plus_millis(-WINDOW)))?;
        if failures >= most {
            tx.execute(&LOCK, (now.plus_millis(WINDOW), &subject.key))?;
        }
    }
    Ok(Outcome::Wrong)
}

/// Somebody sets their own password, having confirmed the old one. Their other sessions end.
///
/// # Errors
/// Refused for who left (`person-ended`).
pub fn set_password(
    tx: &mut Tx<'_>,
    person: PersonId,
    present: Option<SessionId>,
    hashed: &Hashed,
    now: Time,
) -> Result<Recorded> {
    let person = people::living(tx, person)?;
    put_password(tx, person.id, present, hashed, false, now)?;
    let fact = Fact::new("person", person.id.any(), "password_changed", now).counted_at(&person.place());
    append(tx, fact.by_person(person.id))
}

/// A password on a slip of paper, for somebody's first sign-in or after forgetting theirs.
#[derive(Clone, Debug)]
pub struct Slip {
    /// For whom.
    pub person: PersonId,
    /// The password, to be printed once.
    pub password: Secret,
    /// What is stored of it.
    pub hashed: Hashed,
}

/// Makes slips: computing only, some tens of milliseconds each.
///
/// # Errors
/// Broken, when the machine gives no random bytes or no memory.
pub fn make_slips(people: impl IntoIterator<Item = PersonId>) -> Result<Vec<Slip>> {
    let slip = |person| {
        let password = passwords::generate();
        Ok(Slip { person, hashed: passwords::hash(password.reveal())?, password })
    };
    people.into_iter().map(slip).collect()
}

/// Hands out passwords that must be changed at the first sign-in. Sessions end, locks open.
///
/// # Errors
/// Denied to who does not administer the person's unit and every node they hold a role at: else an
/// administrator could borrow a higher one's account. Refused for who left (`person-ended`).
pub fn hand_out_passwords(tx: &mut Tx<'_>, by: By<'_>, slips: &[Slip], now: Time) -> Result<Recorded> {
    let mut done = unchanged(());
    for slip in slips {
        let person = people::living(tx, slip.person)?;
        by.check(|actor| administers(actor, &person.place()))?;
        for held in tx.all(&GRANTS_OF, (person.id, now))? {
            by.check(|actor| administers(actor, &held.place()))?;
        }
        put_password(tx, person.id, None, &slip.hashed, true, now)?;
        let fact = Fact::new("person", person.id.any(), "password_handed_out", now).counted_at(&person.place());
        done = done.and(append(tx, by.sign(fact))?);
    }
    Ok(done)
}

/// Forgets failures that no longer count; how many there were.
///
/// # Errors
/// Broken, when the database fails.
pub fn purge(tx: &mut Tx<'_>, now: Time) -> Result<u64> {
    tx.execute(&PURGE_FAILURES, (now.plus_millis(-WINDOW), now))
}

fn put_password(
    tx: &mut Tx<'_>,
    person: PersonId,
    present: Option<SessionId>,
    hashed: &Hashed,
    must_change: bool,
    now: Time,
) -> Result<()> {
    tx.execute(&PUT_CREDENTIAL, (person, hashed.as_str(), must_change, now))?;
    tx.execute(&FORGIVE, (Subject::new("person", &person.to_string()).key,))?;
    sessions::end_all(tx, person, present).map(drop)
}

/// Seconds until none of these is locked.
fn locked(reader: &Reader<'_>, subjects: [&Subject; 2], now: Time) -> Result<Option<u64>> {
    let mut longest = None;
    for subject in subjects {
        if let Some((until,)) = reader.find(&LOCKED, (&subject.key,))? {
            let left = u64::try_from(until.millis() - now.millis()).unwrap_or(0);
            longest = longest.max((left > 0).then(|| left.div_ceil(1000)));
        }
    }
    Ok(longest)
}
