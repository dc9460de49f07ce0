//! Whose payroll may read somebody's account: each enterprise by a consent of its own, for paying them and for
//! nothing else [L16]. An enterprise that took a work over pays its authors, too, and is not their employer.

use kernel::id::{PersonId, UnitId};
use kernel::{Error, Result, Time};
use store::{Filter, Reader, Tx, Value, statements};

statements! {
    GIVE: (PersonId, UnitId, Time) => () =
        "INSERT INTO bank_consent (person, enterprise, consented_at) VALUES ($1, $2, $3) \
         ON CONFLICT (person, enterprise) DO UPDATE SET consented_at = excluded.consented_at";
    TAKE_BACK: (PersonId, UnitId) => () = "DELETE FROM bank_consent WHERE person = $1 AND enterprise = $2";
    TAKE_ALL_BACK: (PersonId,) => () = "DELETE FROM bank_consent WHERE person = $1";
    GIVEN: (PersonId,) => (UnitId, String, Time) =
        "SELECT c.enterprise, u.name, c.consented_at FROM bank_consent c JOIN unit u ON u.id = c.enterprise \
         WHERE c.person = $1 ORDER BY c.consented_at, c.enterprise";
    /// Enterprises with an award on its way in which somebody shares.
    PAYERS: (PersonId,) => (UnitId, String) =
        "SELECT DISTINCT u.id, u.name FROM award_part t JOIN award a ON a.id = t.award JOIN unit u ON u.id = a.enterprise \
         WHERE t.person = $1 AND a.open = 1 ORDER BY u.name, u.id";
    KEPT: (PersonId,) => (i64,) = "SELECT COUNT(*) FROM bank_account WHERE person = $1";
}

const READABLE: &str = "SELECT b.person FROM bank_account b JOIN bank_consent c ON c.person = b.person WHERE";

/// An enterprise that pays somebody or has their consent.
pub struct Payer {
    /// Which.
    pub enterprise: UnitId,
    /// Its name.
    pub name: String,
    /// Since when its payroll may read the account; none while it may not.
    pub since: Option<Time>,
}

/// Who may read somebody's account, and who would have to for paying them.
///
/// # Errors
/// Broken, when the database fails.
pub fn payers(reader: &Reader<'_>, person: PersonId) -> Result<Vec<Payer>> {
    let given = reader.all(&GIVEN, (person,))?.into_iter();
    let mut all: Vec<Payer> =
        given.map(|(enterprise, name, since)| Payer { enterprise, name, since: Some(since) }).collect();
    for (enterprise, name) in reader.all(&PAYERS, (person,))? {
        if all.iter().all(|known| known.enterprise != enterprise) {
            all.push(Payer { enterprise, name, since: None });
        }
    }
    Ok(all)
}

/// Lets the payroll of an enterprise read the account.
///
/// # Errors
/// Broken, when the database fails.
pub fn give(tx: &mut Tx<'_>, person: PersonId, enterprise: UnitId, now: Time) -> Result<()> {
    tx.execute(&GIVE, (person, enterprise, now)).map(drop)
}

/// Lets an enterprise read the account that has to pay this person.
///
/// # Errors
/// Not found, when it has nothing to pay them; refused while there is no account.
pub fn give_to_payer(tx: &mut Tx<'_>, person: PersonId, enterprise: UnitId, now: Time) -> Result<()> {
    if payers(tx, person)?.iter().all(|payer| payer.enterprise != enterprise) {
        return Err(Error::NotFound);
    }
    if tx.one(&KEPT, (person,))?.0 == 0 {
        return Err(Error::refused("bank-none-yet"));
    }
    give(tx, person, enterprise, now)
}

/// Takes a consent back.
///
/// # Errors
/// Broken, when the database fails.
pub fn take_back(tx: &mut Tx<'_>, person: PersonId, enterprise: UnitId) -> Result<()> {
    tx.execute(&TAKE_BACK, (person, enterprise)).map(drop)
}

/// Takes every consent of somebody back.
///
/// # Errors
/// Broken, when the database fails.
pub fn take_all_back(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    tx.execute(&TAKE_ALL_BACK, (person,)).map(drop)
}

/// Which of these people have an account that the payroll of this enterprise may read. Opens none of them.
///
/// # Errors
/// Broken, when the database fails.
pub fn readable(reader: &Reader<'_>, enterprise: UnitId, people: &[PersonId]) -> Result<Vec<PersonId>> {
    let mut filter = Filter::new();
    filter.and("c.enterprise = ?", [Value::Id(enterprise.uuid())]);
    filter.and_in("b.person", people.iter().map(|person| Value::Id(person.uuid())));
    let found: Vec<(PersonId,)> = reader.list(READABLE, &filter)?;
    Ok(found.into_iter().map(|(person,)| person).collect())
}
